"""Importing a marking scheme: first read it without storing anything, then store it once somebody has said yes."""

from dataclasses import replace
from decimal import Decimal
from pathlib import PurePath
from typing import IO

from django.conf import settings
from django.utils.translation import gettext as _

from championships import marking
from championships.schemes import models, versions
from championships.schemes.exchange import choosing_kinds, kinds
from championships.schemes.exchange.reading import read_scheme
from championships.schemes.exchange.report import ImportReport
from championships.schemes.marked.awarded_faults import awarded_remarks
from championships.schemes.permissions import visible_schemes
from people.models import Organisation, User


class ImportRefused(ValueError):
    """A scheme that was read but cannot be stored; the text says why, in one line."""


class AlreadyHere(ImportRefused):
    """The same scheme is kept already, as `version`."""

    def __init__(self, version: models.SchemeVersion) -> None:
        super().__init__(_("This scheme is already here: %(version)s.") % {"version": version})
        self.version = version


def read(file: IO[bytes] | bytes, name: str) -> ImportReport:
    """Return what the file holds, without touching the database: the dry run.

    Raises:
        championships.schemes.exchange.refusals.FileRefused: it cannot be read; the reason is one line.
    """
    limit: int = settings.SCHEME_UPLOAD_LIMIT
    data = file if isinstance(file, bytes) else file.read(limit + 1)
    report = read_scheme(data, name, limit=limit, rules=rules_in_force())
    return replace(report, remarks=(*report.remarks, *awarded_remarks(report)))


def rules_in_force() -> marking.SchemeRules:
    """Return the limits of validation, with the variation limit of the settings (marks, default 5.00)."""
    return marking.SchemeRules(variation_limit=Decimal(settings.SCHEME_VARIATION_LIMIT))


def with_kind(scheme: marking.Scheme, code: str, kind: marking.Kind) -> marking.Scheme:
    """Return `scheme` with the aspect `code` as a judgement or a measurement; the codes after it follow.

    Raises:
        championships.marking.UnknownAspect: no aspect has this code.
    """
    return kinds.with_kind(scheme, code, kind)


def choose_kind(report: ImportReport, code: str, kind: marking.Kind) -> ImportReport:
    """Return `report` with the aspect `code` as `kind`: its scheme, awarded marks and remarks agree again.

    The remarks of `exchange.choosing_kinds.KIND_REMARKS` name the aspects whose kind a file does not say.

    Raises:
        championships.marking.UnknownAspect: no aspect has this code.
    """
    return choosing_kinds.choose_kind(report, code, kind, rules_in_force())


def same_scheme(report: ImportReport, actor: User | None) -> models.SchemeVersion | None:
    """Return the version with exactly this content that `actor` may see; None as the actor sees everything."""
    schemes = models.Scheme.objects.all() if actor is None else visible_schemes(actor)
    same = models.SchemeVersion.objects.filter(digest=report.digest, scheme__in=schemes)
    return same.select_related("scheme").order_by("-created_at", "-pk").first()


def apply_import(
    *,
    actor: User | None,
    report: ImportReport,
    organisation: Organisation | None = None,
    version_of: models.Scheme | None = None,
) -> models.SchemeVersion:
    """Store the scheme of `report` and return its version: the first of a new scheme, or the next of `version_of`.

    `actor` None is the machine's own operator, at the command line.

    Raises:
        PermissionDenied: as `versions.new_version`.
        AlreadyHere: the same content is kept already and `version_of` was not named.
        ImportRefused: the report holds errors.
    """
    versions.check_permission(actor, organisation, version_of)
    if report.errors:
        first = report.errors[0]
        raise ImportRefused(_("Row %(row)s: %(message)s") % {"row": first.row or "—", "message": first.message})
    if version_of is None and (same := same_scheme(report, actor)):
        raise AlreadyHere(same)
    return versions.new_version(
        actor=actor,
        content=report.scheme,
        origin=versions.Origin("scheme.imported", report.layout, report.source, report.remarks),
        title=report.skill or PurePath(report.source).stem,
        organisation=organisation,
        version_of=version_of,
    )
