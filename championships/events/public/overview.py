"""What the page of a championship shows of all its parts: short, however many skills there are."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from django.db.models import Count, F, Q

from championships.events import sections, standings
from championships.events.models import (
    Championship,
    ChampionshipPage,
    ContestedSkill,
    Entry,
    EntryStatus,
    ResultRow,
    ResultState,
)
from championships.events.public.news import news_of
from championships.events.public.partners import partners_of
from championships.events.schedule import clock_of, now_and_next
from championships.events.skill_names import NamedSkill, named

EARLIEST = datetime.min.replace(tzinfo=UTC)
MOST_CARDS, MOST_NEWS, MOST_ON_NOW = 6, 3, 3


@dataclass(frozen=True)
class Step:
    """One line of a card: the place, who has it by public name, and the marks where they are known."""

    position: int
    name: str
    total: Decimal | None


@dataclass(frozen=True)
class Card:
    """The podium of one skill in few words, and where all of its result stands."""

    skill: NamedSkill
    url: str
    state: ResultState
    steps: Sequence[Step]


@dataclass(frozen=True)
class Counts:
    """How large a championship is; competitors of a team count one by one where they are entered."""

    skills: int
    competitors: int
    organisations: int
    regions: int


def of_page(page: ChampionshipPage) -> dict[str, Any]:
    """Return what the page of a championship shows beside its own words. Ten queries at most."""
    championship = page.championship
    skills = named(championship.skills.select_related("skill"))
    shown = [each for each in skills.values() if each.contested.public_result_id]
    schedule = championship.schedule.all()
    clock = clock_of(championship)
    on_now, coming = now_and_next(schedule, clock, MOST_ON_NOW)
    return {
        "state": standings.overall_state([ResultState(each.contested.public_state) for each in shown]),
        "cards": _cards(page, shown),
        "shown_count": len(shown),
        "results_url": sections.url_of(page, "results" if sections.named("results") else "skills"),
        "counts": counts_of(championship, len(skills), [each.contested for each in shown]),
        "on_now": on_now,
        "coming": coming,
        "clock": clock,
        "skills": skills,
        "schedule_url": sections.url_of(page, "schedule"),
        "news": list(news_of(page)[:MOST_NEWS]),
        "partners": partners_of(championship),
    }


def _cards(page: ChampionshipPage, shown: Sequence[NamedSkill]) -> list[Card]:
    """Return the cards of the results that became public last. One query."""
    newest = sorted(shown, key=lambda each: (each.contested.public_since or EARLIEST, each.contested.pk), reverse=True)
    newest = newest[:MOST_CARDS]
    rows: dict[int, list[ResultRow]] = defaultdict(list)
    wanted = ResultRow.objects.filter(result__in=[each.contested.public_result_id for each in newest])
    for row in wanted.filter(position__lte=max(standings.PODIUM_PLACES)).order_by(
        "position", F("total").desc(nulls_last=True), "pk"
    ):
        rows[row.result_id].append(row)
    return [_card(page, each, rows[each.contested.public_result_id or 0]) for each in newest]


def _card(page: ChampionshipPage, skill: NamedSkill, rows: Sequence[ResultRow]) -> Card:
    return Card(
        skill=skill,
        url=sections.url_of(page, "skills", skill.contested.pk),
        state=ResultState(skill.contested.public_state),
        steps=[Step(row.position, standings.name_of(row), row.total) for row in rows],
    )


def counts_of(championship: Championship, skills: int, shown: Sequence[ContestedSkill]) -> Counts:
    """Return how large a championship is: by its entries, and where nobody is entered by its public results."""
    entries = Entry.objects.filter(contested_skill__championship=championship).exclude(status=EntryStatus.WITHDRAWN)
    found = entries.aggregate(
        people=Count("members", distinct=True),
        organisations=Count("organisation", distinct=True),
        regions=Count("region", filter=~Q(region=""), distinct=True),
    )
    if found["people"]:
        return Counts(skills, found["people"], found["organisations"], found["regions"])
    rows = ResultRow.objects.filter(result__in=[skill.public_result_id for skill in shown]).aggregate(
        lines=Count("pk"),
        organisations=Count("organisation_name", filter=~Q(organisation_name=""), distinct=True),
        regions=Count("region", filter=~Q(region=""), distinct=True),
    )
    return Counts(skills, rows["lines"], rows["organisations"], rows["regions"])
