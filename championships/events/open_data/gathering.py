"""What is public of championships, as the interface, the files, the calendars and the feeds give it.

Only public columns are read: the public result of a skill, the public names of lines and people. A championship is
public once a page of it is.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from django.db.models import Prefetch, Q, QuerySet
from wagtail.query import PageQuerySet

from championships.events.medal_table import MedalTable
from championships.events.models import (
    Championship,
    ChampionshipPage,
    ContestedSkill,
    Entry,
    EntryPerson,
    EntryStatus,
    PublicPerson,
    ResultRow,
    ScheduleItem,
    SkillResult,
)
from championships.events.open_data import shapes
from championships.events.public_names import line_of, parts_of
from championships.schemes.standards import in_language

Absolute = Callable[[str], str]
"""Makes a whole address of a path."""
Plan = Iterable[ScheduleItem]


@dataclass(frozen=True)
class Announced:
    """A public championship with its page: in the language asked for, where there is one."""

    championship: Championship
    page: ChampionshipPage

    @property
    def title(self) -> str:
        """The title that readers know it by."""
        return self.page.title

    @property
    def place(self) -> str:
        """Town and hall."""
        return self.page.place or self.championship.place

    @property
    def zone(self) -> ZoneInfo:
        """The time zone that its times are in."""
        return ZoneInfo(self.championship.time_zone)


def public_championships() -> QuerySet[Championship]:
    """Return the championships that have a public page, the latest first."""
    shown = _pages().values("championship")
    return Championship.objects.filter(pk__in=shown).order_by("-starts_on", "name", "pk")


def announced(championships: Iterable[Championship], language: str) -> list[Announced]:
    """Return those of `championships` that have a public page, with it. One query."""
    championships = list(championships)
    found: dict[int, list[ChampionshipPage]] = defaultdict(list)
    for page in _pages().filter(championship__in=championships).select_related("locale").order_by("pk"):
        found[page.championship_id].append(page)
    pages = {key: in_language(rows, language) for key, rows in found.items()}
    return [Announced(each, page) for each in championships if (page := pages.get(each.pk))]


def _pages() -> PageQuerySet:
    return ChampionshipPage.objects.live().public().defer("body")


# Skills ----------------------------------------------------------------------------------------------------------


def skills_of(championship: Championship) -> QuerySet[ContestedSkill]:
    """Return the contested skills with what the public sees of their results."""
    return championship.skills.select_related("skill", "public_result").order_by("order", "number", "title", "pk")


def skill_data(skill: ContestedSkill, title: str) -> shapes.SkillData:
    """Return what is public of a skill."""
    result = skill.public_result
    return {
        "id": skill.pk,
        "number": skill.number,
        "title": title,
        "category": skill.category,  # type: ignore[typeddict-item]  # one of the choices of its field
        "team_size": skill.team_size,
        "state": (skill.public_state or None) if result else None,  # type: ignore[typeddict-item]  # as above
        "since": skill.public_since.isoformat() if result and skill.public_since else None,
        "version": result.version if result else None,
    }


# Championships ---------------------------------------------------------------------------------------------------


def championship_data(each: Announced, absolute: Absolute) -> shapes.ChampionshipData:
    """Return what is public of a championship."""
    championship = each.championship
    return {
        "slug": championship.slug,
        "title": each.title,
        "starts_on": championship.starts_on.isoformat(),
        "ends_on": championship.ends_on.isoformat(),
        "place": each.place,
        "time_zone": championship.time_zone,
        "stage": championship.stage,  # type: ignore[typeddict-item]  # one of the choices of its field
        "members_are": championship.members_are,  # type: ignore[typeddict-item]  # as above
        "sequence": championship.sequence,
        "frozen": championship.is_frozen,
        "page": absolute(each.page.get_url() or ""),
    }


# Results ---------------------------------------------------------------------------------------------------------


def criteria_of(result: SkillResult) -> list[shapes.CriterionData]:
    """Return the criteria of a result."""
    return [
        {"letter": each["letter"], "name": each["name"], "maximum": str(each["maximum"])} for each in result.criteria
    ]


def most_of(result: SkillResult) -> str | None:
    """Return the maximum of a result, None where no marks are known."""
    return None if result.most is None else f"{result.most:.2f}"


def line_data(row: ResultRow) -> shapes.LineData:
    """Return what is public of a line."""
    return {
        "position": row.position,
        "name": row.public_name or None,
        "organisation": row.organisation_name,
        "region": row.region,
        "country": row.country,
        "total": None if row.total is None else f"{row.total:.2f}",
        "criteria": {letter: str(mark) for letter, mark in row.criteria.items()},
        "scale_score": row.scale_score,
        "medal": row.medal or None,  # type: ignore[typeddict-item]  # one of the choices of its field
        "best_of_member": row.best_of_member,
    }


def public_lines(result: SkillResult) -> QuerySet[ResultRow]:
    """Return the lines of a public result in an order that says nothing of sealed names."""
    return result.rows.order_by("position", "public_name", "organisation_name", "pk")


def medals_data(championship: Championship, table: MedalTable) -> shapes.MedalTableData:
    """Return the medal table."""
    return {
        "championship": championship.slug,
        "sequence": championship.sequence,
        "members_are": table.members_are.value,  # type: ignore[typeddict-item]  # one of the choices of its field
        "unknown": table.unknown,
        "lines": [
            {
                "position": line.position,
                "member": line.member,
                "gold": line.gold,
                "silver": line.silver,
                "bronze": line.bronze,
                "medallions": line.medallions,
                "medal_points": line.medal_points,
            }
            for line in table.lines
        ],
    }


# Schedule and people ---------------------------------------------------------------------------------------------


def schedule_of(championship: Championship) -> QuerySet[ScheduleItem]:
    """Return the plan, by day and hour."""
    return championship.schedule.select_related("contested_skill").order_by("date", "starts_at", "pk")


def moment(day: date, at: time | None, zone: ZoneInfo) -> datetime | None:
    """Return the moment of a time of day in `zone`; None where no time is set."""
    return None if at is None else datetime.combine(day, at, tzinfo=zone)


def schedule_data(item: ScheduleItem, zone: ZoneInfo, language: str) -> shapes.ScheduleItemData:
    """Return an item of the plan."""
    starts, ends = (moment(item.date, at, zone) for at in (item.starts_at, item.ends_at))
    return {
        "id": item.pk,
        "skill": item.contested_skill_id,
        "title": item.title(language),
        "kind": item.kind,
        "date": item.date.isoformat(),
        "starts_at": starts.isoformat() if starts else None,
        "ends_at": ends.isoformat() if ends else None,
        "place": item.place,
    }


def entries_of(championship: Championship) -> QuerySet[Entry]:
    """Return the entries that were not withdrawn, with their people. Two queries, whatever their number."""
    people = Prefetch("members", queryset=EntryPerson.objects.select_related("person").order_by("order", "pk"))
    entries = Entry.objects.filter(contested_skill__championship=championship).exclude(status=EntryStatus.WITHDRAWN)
    ordered = entries.select_related("organisation").prefetch_related(people)
    return ordered.order_by("contested_skill__order", "contested_skill__number", "contested_skill", "number")


def participant_data(entry: Entry) -> shapes.ParticipantData:
    """Return what is public of an entry."""
    people = [member.person for member in entry.members.all()]
    return {
        "skill": entry.contested_skill_id,
        "number": entry.number,
        "name": line_of(entry.team_name, parts_of(people)) or None,
        "organisation": entry.organisation.name if entry.organisation else "",
        "region": entry.region,
        "country": entry.country,
    }


def schedule_for(championship: Championship, skills: Iterable[int]) -> QuerySet[ScheduleItem]:
    """Return what is planned for these skills, and for all."""
    found = Q(contested_skill__in=list(skills)) | Q(contested_skill=None)
    return schedule_of(championship).filter(found)


def skills_of_person(championship: Championship, person: PublicPerson) -> list[int]:
    """Return the keys of the skills that `person` competes in, but for withdrawn entries, or works at. Two queries."""
    entries = Entry.objects.filter(contested_skill__championship=championship, people=person)
    entered = entries.exclude(status=EntryStatus.WITHDRAWN).values_list("contested_skill", flat=True)
    tasks = person.tasks.filter(championship=championship, contested_skill__isnull=False)
    return sorted({*entered, *tasks.values_list("contested_skill", flat=True)})
