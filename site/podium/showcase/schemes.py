"""The demo's marking schemes, imported through the same door as a mentor's own."""

from collections.abc import Mapping

from championships.schemes.importing import AlreadyHere, apply_import, read
from championships.schemes.models import SchemeVersion
from people.models import Organisation, User
from podium.showcase import texts
from podium.showcase.workbook import workbook

KEYS = ("web", "service", "mentoring")
Versions = Mapping[tuple[str, str], SchemeVersion]  # (key of the scheme, language) -> its version


def load_schemes(mentor: User, organisation: Organisation) -> Versions:
    """Import each scheme in each language, and return them all; what is here already stays as it is."""
    # English comes last, so that it stands first in lists that begin with the newest.
    return {
        (key, language): _load(key, language, mentor, organisation)
        for language in reversed(texts.LANGUAGES)
        for key in reversed(KEYS)
    }


def _load(key: str, language: str, mentor: User, organisation: Organisation) -> SchemeVersion:
    report = read(workbook(texts.load(f"scheme_{key}"), language), f"{key}-{language}.xlsx")
    try:
        return apply_import(actor=mentor, report=report, organisation=organisation)
    except AlreadyHere as already:
        return already.version
