"""What organisers see while they set a championship up, in a number of queries that does not grow with it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.db.models import Count, F, Prefetch, Q, QuerySet

from championships.events.marking_teams import problems_of
from championships.events.models import (
    Championship,
    ContestedSkill,
    EntryStatus,
    MarkingTeam,
    MarkingTeamSeat,
    Official,
    OfficialRole,
    ScheduleItem,
)
from championships.events.skill_names import titles_of
from people.models import Organisation

MOST_SUGGESTED = 300


@dataclass(frozen=True)
class SkillLine:
    """A contested skill, and how far it is set up."""

    skill: ContestedSkill
    title: str
    entries: int
    officials: int
    teams: int
    has_chief: bool
    is_drawn: bool


def skill_lines(championship: Championship) -> list[SkillLine]:
    """Return the contested skills in their order, called as in the reader's language. Two queries."""
    chief = Q(officials__role=OfficialRole.CHIEF_EXPERT)
    skills = championship.skills.select_related("scheme_version__scheme").annotate(
        entry_count=Count("entries", filter=~Q(entries__status=EntryStatus.WITHDRAWN), distinct=True),
        official_count=Count("officials", distinct=True),
        team_count=Count("marking_teams", distinct=True),
        chief_count=Count("officials", filter=chief, distinct=True),
        draw_count=Count("draws", filter=Q(draws__annulled_at__isnull=True), distinct=True),
    )
    titles = titles_of(skills)
    return [
        SkillLine(
            skill,
            titles[skill.pk],
            skill.entry_count,
            skill.official_count,
            skill.team_count,
            has_chief=skill.chief_count > 0,
            is_drawn=skill.draw_count > 0,
        )
        for skill in skills
    ]


def officials_of(championship: Championship) -> QuerySet[Official]:
    """Return all officials, those of the whole championship first. One query."""
    officials = championship.officials.select_related("person__user", "organisation")
    order = F("contested_skill__order").asc(nulls_first=True)
    return officials.order_by(order, "contested_skill", "role", "person__family_name", "pk")


def who_may_mark(skill: ContestedSkill) -> QuerySet[Official]:
    """Return the officials of a skill, and those of the whole championship."""
    mine = Q(contested_skill=skill) | Q(contested_skill__isnull=True)
    officials = Official.objects.filter(mine, championship=skill.championship_id)
    return officials.select_related("person", "organisation").order_by("contested_skill", "role", "person__family_name")


@dataclass(frozen=True)
class TeamLine:
    """A marking team with its seats, and in words whom it cannot mark."""

    team: MarkingTeam
    seats: Sequence[MarkingTeamSeat]
    problems: Sequence[str]

    @property
    def coordinates(self) -> bool:
        """Whether somebody coordinates the team."""
        return any(seat.coordinator for seat in self.seats)


def team_lines(skill: ContestedSkill) -> list[TeamLine]:
    """Return the marking teams of a skill. Three queries."""
    seats = MarkingTeamSeat.objects.select_related("official__organisation", "official__person")
    entries = list(skill.entries.exclude(status=EntryStatus.WITHDRAWN).select_related("organisation"))
    found = []
    for team in skill.marking_teams.prefetch_related(Prefetch("seats", queryset=seats.order_by("coordinator", "pk"))):
        of_team = list(team.seats.all())
        judges = [seat.official for seat in of_team if not seat.coordinator]
        leads = next((seat.official for seat in of_team if seat.coordinator), None)
        found.append(TeamLine(team, of_team, problems_of(judges, leads, entries, skill.championship)))
    return found


def days_of(championship: Championship) -> list[tuple[date, list[ScheduleItem]]]:
    """Return the schedule by day. One query."""
    ordered = championship.schedule.order_by("date", F("starts_at").asc(nulls_first=True), "pk")
    return [(day, list(group)) for day, group in groupby(ordered, key=lambda item: item.date)]


def organisations_to_suggest() -> list[str]:
    """Return names of organisations for the fields in which one is written. One query."""
    return list(Organisation.objects.values_list("name", flat=True)[:MOST_SUGGESTED])
