"""Marking schemes in the file of a module: out as a workbook, which holds all of a scheme, in by the import of any file."""

from base64 import b64decode, b64encode
from collections.abc import Mapping
from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from championships.schemes.exchange.refusals import FileRefused
from championships.schemes.exporting import export
from championships.schemes.importing import AlreadyHere, ImportRefused, apply_import, read
from championships.schemes.models import SchemeVersion
from championships.schemes.permissions import usable_versions
from coaching.training.exchange.reading_tasks import Impossible
from people.models import User

LONGEST_TITLE = 200


def carried(version: SchemeVersion, actor: User | None) -> dict[str, str] | None:
    """Return what a file carries of a scheme; nothing of one that `actor` may not use (None: whoever may everything)."""
    if actor is not None and not usable_versions(actor).filter(pk=version.pk).exists():
        return None
    return {"title": version.scheme.title, "workbook": b64encode(export(version, "workbook")).decode()}


def store(actor: User, about: Mapping[str, Any]) -> SchemeVersion:
    """Store the scheme that a file carries as a scheme of `actor`, and return its version, or the same one that is here.

    Raises:
        Impossible: it is damaged, holds errors, or `actor` may not keep schemes.
    """
    title = about.get("title")
    name = title[:LONGEST_TITLE] if isinstance(title, str) and title else "marking-scheme"
    try:
        return apply_import(actor=actor, report=read(_workbook(about), f"{name}.xlsx"))
    except AlreadyHere as same:
        return same.version
    except (FileRefused, ImportRefused, PermissionDenied) as refused:
        raise Impossible(str(refused)) from refused


def _workbook(about: Mapping[str, Any]) -> bytes:
    try:
        return b64decode(about["workbook"], validate=True)
    except (KeyError, TypeError, ValueError) as damaged:
        raise Impossible(_("its marking scheme is damaged.")) from damaged
