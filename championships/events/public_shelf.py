"""The shelf of championships on the home page."""

from collections.abc import Sequence

from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from championships.events import calendar, kept
from championships.events.dates import span
from championships.events.models import ChampionshipPage
from pages.shelves import Shelf, ShelfItem, register_shelf

EYEBROWS = {
    calendar.Phase.RUNNING: gettext_lazy("On now"),
    calendar.Phase.COMING: gettext_lazy("Coming"),
    calendar.Phase.PAST: gettext_lazy("Past"),
}


def put_up() -> None:
    """Put the shelf up; called once, when the app is ready."""
    register_shelf(
        Shelf(
            name="championships",
            label=gettext_lazy("Championships"),
            empty=gettext_lazy("No championship has been announced yet."),
            items=_items,
            numbers=kept.OF_ALL,
        )
    )


def _items(count: int) -> Sequence[ShelfItem]:
    return [_item(page) for page in calendar.latest_in(get_language() or "en", count)]


def _item(page: ChampionshipPage) -> ShelfItem:
    championship = page.championship
    facts = [span(championship.starts_on, championship.ends_on), page.place or championship.place, _results(page)]
    return ShelfItem(
        title=page.title,
        url=page.get_url() or "",
        eyebrow=str(EYEBROWS[page.phase]),
        text=page.introduction,
        facts=[fact for fact in facts if fact],
    )


def _results(page: ChampionshipPage) -> str:
    if not page.skill_count:
        return _("No results yet")
    return ngettext("Results of %(count)s skill", "Results of %(count)s skills", page.skill_count) % {
        "count": page.skill_count
    }
