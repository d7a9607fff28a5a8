"""The forms of marking of a skill, filled with who competes where: those that schemes print."""

from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum

from django.utils import translation

from championships.events.models import ContestedSkill, SkillResult
from championships.events.printing.frame import Paper, Starter, paper_for, starters
from championships.events.printing.seats import UNKNOWN, Seats, compatriot_of, experts_of, forms_by_seats, teams_of
from championships.schemes.models import SchemeVersion
from championships.schemes.printing import MOST_COMPETITORS, FormKind, NothingToPrint, Occasion, PrintOrder, print_batch
from championships.schemes.stored import scheme_of


class FormChoice(StrEnum):
    """Which forms are printed, as the address says it."""

    MARKING = "marking"
    OBSERVATION = "observation"
    SUMMARY = "summary"


def scheme_version_of(skill: ContestedSkill, result: SkillResult | None = None) -> SchemeVersion | None:
    """Return the scheme that a skill is marked by: its own, else that of its result, else None."""
    return skill.scheme_version or (result.scheme_version if result else None)


def print_forms_for(
    skill: ContestedSkill, version: SchemeVersion, choice: FormChoice, language: str, *, entry: int | None = None
) -> bytes:
    """Return forms of `version` as PDF: for one entry, or for all of them.

    The observation forms have a column for each; of the others everybody has their own.

    Raises:
        NothingToPrint: nobody is entered, or not this entry.
        TooMuchToPrint: more than one file holds; print them for each competitor.
        PressBusy: others are printing.
    """
    with translation.override(language):
        found = [each for each in starters(skill) if entry is None or each.entry.pk == entry]
        if not found:
            raise NothingToPrint
        return print_batch(_orders(skill, version, choice, language, found))


def _orders(
    skill: ContestedSkill, version: SchemeVersion, choice: FormChoice, language: str, found: Sequence[Starter]
) -> list[PrintOrder]:
    paper = paper_for(skill, language)
    whole = PrintOrder(scheme_of(version), str(version), language, (FormKind(choice.value),))
    if choice is FormChoice.OBSERVATION:
        names = [" ".join(filter(None, (each.workplace, each.name))) for each in found]
        occasion = Occasion(heading=paper.title)
        sheets = range(0, len(names), MOST_COMPETITORS)
        return [
            replace(whole, competitors=names[first : first + MOST_COMPETITORS], occasion=occasion) for first in sheets
        ]
    if choice is FormChoice.SUMMARY:
        experts = experts_of(skill)
        return [
            replace(whole, occasion=replace(_occasion(paper, each), compatriot=compatriot_of(each.entry, experts)))
            for each in found
        ]
    teams = teams_of(skill)
    return [
        replace(whole, sub_criteria=codes, occasion=_occasion(paper, each, seats))
        for each in found
        for seats, codes in forms_by_seats(whole.scheme, teams, each.entry)
    ]


def _occasion(paper: Paper, each: Starter, seats: Seats = UNKNOWN) -> Occasion:
    return Occasion(
        heading=paper.title,
        competitor=each.name,
        competitor_code=str(each.entry.number),
        workplace=each.workplace,
        team=seats.team,
        judges=seats.judges,
        coordinator=seats.coordinator,
    )
