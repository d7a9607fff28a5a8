"""When championships are: running, coming, past."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.db.models import Count
from django.utils import timezone
from wagtail.query import PageQuerySet

from championships.events.models import Championship, ChampionshipIndexPage, ChampionshipPage


class Phase(StrEnum):
    """Where a championship is in time."""

    RUNNING = "running"
    COMING = "coming"
    PAST = "past"


@dataclass(frozen=True)
class Group:
    """Championships of one phase, in the order in which a reader wants them."""

    phase: Phase
    pages: list[ChampionshipPage]


def phase(championship: Championship, today: date) -> Phase:
    """Return where `championship` is on the day `today`; both its first and its last day count as running."""
    if today < championship.starts_on:
        return Phase.COMING
    return Phase.RUNNING if today <= championship.ends_on else Phase.PAST


def groups_below(index: ChampionshipIndexPage) -> list[Group]:
    """Return the championships below `index`: running first, then the next to come, then the latest past."""
    return _grouped(_with_results(ChampionshipPage.objects.child_of(index)))


def latest_in(language: str, count: int) -> list[ChampionshipPage]:
    """Return at most `count` championships in `language`, in the order of `groups_below`."""
    pages = _with_results(ChampionshipPage.objects.filter(locale__language_code=language))
    return [page for group in _grouped(pages) for page in group.pages][:count]


def _with_results(pages: PageQuerySet) -> PageQuerySet:
    """Return the live ones of `pages` with their championship and `skill_count`, the skills that have public results."""
    counted = Count("championship__skills__public_result", distinct=True)
    return pages.live().public().select_related("championship", "locale").annotate(skill_count=counted)


def _grouped(pages: PageQuerySet) -> list[Group]:
    today = timezone.localdate()
    by_phase: dict[Phase, list[ChampionshipPage]] = {each: [] for each in Phase}
    for page in pages.order_by("championship__starts_on"):
        page.phase = phase(page.championship, today)
        by_phase[page.phase].append(page)
    by_phase[Phase.PAST].reverse()
    return [Group(each, found) for each, found in by_phase.items() if found]
