"""What a page shows of a document: only what is printed on it, and how it stands today."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from coaching.certificates.models import Certificate
from coaching.certificates.printing.paper import heading_of, hours_words, period_words
from coaching.certificates.standing import State, state_of, successor_of


@dataclass(frozen=True, slots=True)
class Shown:
    """A document for a page, in the active language but for its own titles, which are in `language`."""

    state: State
    heading: str
    title: str
    outcome: str
    hours: int
    hours_words: str
    organisation: str
    language: str
    studied: str
    qualification: str
    modules: Sequence[str]
    successor: Certificate | None


def for_everybody(certificate: Certificate) -> Shown:
    """Return what the public verification page shows of a document."""
    snapshot = certificate.snapshot
    programme = snapshot["programme"]
    return Shown(
        state=state_of(certificate),
        heading=heading_of(programme["kind"]),
        title=programme["title"],
        outcome=programme["outcome"],
        hours=programme["hours"],
        hours_words=hours_words(programme["hours"]),
        organisation=snapshot["organisation"]["name"],
        language=certificate.language,
        studied=period_words(snapshot["studied"]["from"], snapshot["studied"]["to"]),
        qualification=snapshot["register"]["qualification"],
        modules=_modules(snapshot["evidence"]["items"]),
        successor=successor_of(certificate),
    )


def _modules(items: list[dict[str, Any]]) -> list[str]:
    """Return the modules, without their marks: a document prints none. Without modules, everything that was reached."""
    modules = [item for item in items if item["kind"] == "module"] or items
    return [item["title"] for item in modules]
