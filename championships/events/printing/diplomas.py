"""Diplomas: a page for each competitor of a published result, with the medal, the place, or that they took part."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from django.db.models import Prefetch
from django.utils import translation
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from championships.events.models import (
    EntryPerson,
    MedalKind,
    Official,
    OfficialRole,
    ResultRow,
    ResultState,
    SkillResult,
)
from championships.events.printing.frame import Paper, frame_of, page_label, paper_for, signing_officials
from championships.schemes.printing import NothingToPrint
from design.printing import longest_piece, typeset, unhyphenated, words

TEMPLATE = Path(__file__).parent / "diploma.typ"
LONGEST_SEAL = 16
# The step of the podium that somebody stands on, from the left: silver, gold, bronze.
STEP_OF = {MedalKind.GOLD: 1, MedalKind.SILVER: 0, MedalKind.BRONZE: 2}
STEP_OF_PLACE = {1: 1, 2: 0, 3: 2}


def print_diplomas(result: SkillResult, language: str, *, row: int | None = None, awarded_only: bool = False) -> bytes:
    """Return the diplomas of a published result as one PDF: of all lines, of the awarded ones, or of one line.

    In a team everybody has a diploma of their own.

    Raises:
        NothingToPrint: the result is not published or a newer one was handed over, or no line is meant.
        TooMuchToPrint: there are too many for one file.
        PressBusy: others are printing.
    """
    if result.state != ResultState.PUBLISHED or result.replaced_at is not None or result.contested_skill is None:
        raise NothingToPrint
    with translation.override(language):
        paper = paper_for(result.contested_skill, language)
        rows = _rows(result)
        has_medals = any(each.medal for each in rows)
        chosen = [each for each in rows if row in {None, each.pk}]
        if awarded_only:
            chosen = [each for each in chosen if award_of(each, has_medals=has_medals)]
        if not chosen:
            raise NothingToPrint
        officials = signing_officials(result.contested_skill)
        return typeset([TEMPLATE], diplomas_data(paper, result, chosen, officials, has_medals=has_medals), at=paper.at)


def _rows(result: SkillResult) -> list[ResultRow]:
    people = Prefetch("entry__members", queryset=EntryPerson.objects.select_related("person").order_by("order", "pk"))
    return list(result.rows.select_related("entry").prefetch_related(people).order_by("position", "name", "pk"))


def award_of(row: ResultRow, *, has_medals: bool) -> str:
    """Return what a line is awarded: its medal; a place from first to third where no medals were given; or nothing."""
    if row.medal:
        return str(capfirst(row.get_medal_display()))
    places = {1: _("First place"), 2: _("Second place"), 3: _("Third place")}
    return "" if has_medals else places.get(row.position, "")


def diplomas_data(
    paper: Paper, result: SkillResult, rows: Iterable[ResultRow], officials: Sequence[Official], *, has_medals: bool
) -> dict[str, Any]:
    """Return what the template sets, in the active language."""
    return {
        **frame_of(paper, _("Diplomas")),
        "labels": {
            "page": page_label(),
            "awarded": _("Awarded to"),
            "confirms": _("This document confirms that"),
            "took_part": _("took part in the competition of the skill"),
            "skill": _("Skill"),
            "seal": pgettext("where the seal is put, an abbreviation", "Seal"),
            "chief": str(capfirst(OfficialRole.CHIEF_EXPERT.label)),
            "organiser": str(capfirst(OfficialRole.ORGANISER.label)),
        },
        "championship": words(paper.title),
        "championship_longest": longest_piece(paper.title),
        "when": words(paper.when_and_where),
        "skill": words(paper.skill_words),
        "skill_longest": longest_piece(paper.skill_words),
        "chief": words(_chief(officials)),
        "note": _("Result version %(version)s, seal %(seal)s")
        % {"version": result.version, "seal": result.seal[:LONGEST_SEAL]},
        "diplomas": [one for row in rows for one in _diplomas(row, has_medals=has_medals)],
    }


def _chief(officials: Sequence[Official]) -> str:
    chiefs = [each.person.full_name for each in officials if each.role == OfficialRole.CHIEF_EXPERT]
    return chiefs[0] if len(chiefs) == 1 else ""


def _diplomas(row: ResultRow, *, has_medals: bool) -> Iterator[dict[str, Any]]:
    award = award_of(row, has_medals=has_medals)
    for name, team in _names(row):
        yield {
            "kind": _("Diploma") if award else _("Certificate of participation"),
            "award": award,
            "medal": row.medal.partition(" ")[0],
            "step": _step(row, award),
            "name": unhyphenated(name),
            "longest": longest_piece(name),
            "from": words(", ".join(filter(None, (team, row.organisation_name)))),
        }


def _step(row: ResultRow, award: str) -> int | None:
    if row.medal:
        return STEP_OF.get(MedalKind(row.medal))
    return STEP_OF_PLACE.get(row.position) if award else None


def _names(row: ResultRow) -> list[tuple[str, str]]:
    """Return who gets a diploma for a line, each with the team that they competed in."""
    people = [member.person.full_name for member in row.entry.members.all()] if row.entry else []
    if row.entry is None or len(people) < 2:  # noqa: PLR2004 -- one alone is called as the sealed record has it
        return [(row.name, "")]
    return [(name, row.entry.team_name) for name in people]
