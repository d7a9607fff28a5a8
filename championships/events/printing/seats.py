"""Who marks whom on which form: the judges' seats, as the marking teams of a skill fill them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from championships.events.marking_teams import may_mark, panel_of
from championships.events.members import member_of_entry, member_of_official
from championships.events.models import ContestedSkill, Entry, MarkingTeam, Official
from championships.marking import Scheme, SubCriterion
from championships.schemes.folding import alike
from championships.schemes.printing.occasion import PANEL


@dataclass(frozen=True)
class Seats:
    """The team of a form and who of it sits there, by full name; empty texts are written by hand."""

    team: str = ""
    judges: tuple[str, ...] = PANEL
    coordinator: str = ""


UNKNOWN = Seats()


def teams_of(skill: ContestedSkill) -> list[MarkingTeam]:
    """Return the marking teams of a skill with everybody in them, in the order in which they were formed. Five queries."""
    seats = ("seats__official__person", "seats__official__organisation")
    return list(MarkingTeam.objects.filter(contested_skill=skill).prefetch_related(*seats).order_by("pk"))


def forms_by_seats(
    scheme: Scheme, teams: Sequence[MarkingTeam], entry: Entry
) -> Iterator[tuple[Seats, tuple[str, ...]]]:
    """Yield who marks this entry, each time with the codes of the sub-criteria, in the order of the scheme."""
    parts = list(scheme.sub_criteria)
    is_divided = len({alike(part.team) for part in parts if part.team}) > 1
    seats = {part.code: _seats(_team_of(part, teams, entry, is_divided=is_divided), entry) for part in parts}
    for who, of_them in groupby(parts, key=lambda part: seats[part.code]):
        yield who, tuple(part.code for part in of_them)


def _team_of(part: SubCriterion, teams: Sequence[MarkingTeam], entry: Entry, *, is_divided: bool) -> MarkingTeam | None:
    """Return the team that the scheme names; else, where it divides its forms among no teams, any of the skill.

    The team that was formed first marks everybody whom it may; a later one was formed for the compatriots of its
    experts (rules 1.4). Where the scheme names teams that this skill does not have, nobody knows which marks a form.
    """
    named = [team for team in teams if part.team and alike(team.name) == alike(part.team)]
    possible = named or (teams if len(teams) == 1 or not is_divided else [])
    return next((team for team in possible if may_mark(team, entry)), None)


def _seats(team: MarkingTeam | None, entry: Entry) -> Seats:
    """Return the seats as the team fills them: no compatriot judges, the coordinator takes that seat."""
    if team is None:
        return UNKNOWN
    names = {str(seat.official.person_id): seat.official.person.full_name for seat in team.seats.all()}
    coordinator = next((seat.official.person.full_name for seat in team.seats.all() if seat.coordinator), "")
    return Seats(team.name, tuple(names[judge.key] for judge in panel_of(team, entry).judges), coordinator)


def experts_of(skill: ContestedSkill) -> list[Official]:
    """Return the experts of a skill with whom they stand for. One query."""
    return list(skill.officials.select_related("person", "organisation").order_by("pk"))


def compatriot_of(entry: Entry, experts: Sequence[Official]) -> str:
    """Return the full name of the one expert who stands for the same; empty where there is none, or more than one."""
    championship = entry.contested_skill.championship
    member = member_of_entry(entry, championship)
    names = {each.person.full_name for each in experts if member and member_of_official(each, championship) == member}
    return names.pop() if len(names) == 1 else ""
