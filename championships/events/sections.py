"""The sections of a championship's public page, each below it at an address of its own: its schedule, its people.

A section registers itself from `ready()` of the app; the page leads its readers there, the tabs and the sitemap name
those sections that have something to show.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet, Value
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext

from championships.events.models.championships import Championship

if TYPE_CHECKING:
    from championships.events.models.pages import ChampionshipPage

Rest = tuple[str, ...]
# More digits than this are no key of a row.
LONGEST_KEY = 15


@dataclass(frozen=True)
class Section:
    """One section: the end of its address, its name in the tabs, its place among them, and what shows it.

    `show` gets the page, the request and what stands behind the section in the address, and raises Http404 where
    there is nothing. `filled` asks for the keys of those of the championships that have something to show: one column.
    Where more than the sequence of a championship changes that, `number` names it (`pages/kept_answers.py`).
    """

    name: str
    label: str | Promise
    order: int
    show: Callable[["ChampionshipPage", HttpRequest, Rest], HttpResponse]
    filled: Callable[[QuerySet[Championship]], QuerySet[Any, Any]]
    number: str = ""


@dataclass(frozen=True)
class Tab:
    """One entry of the tabs above a championship's pages."""

    label: str | Promise
    url: str
    current: bool


_sections: dict[str, Section] = {}


def register_section(section: Section) -> None:
    """Show `section` from now on; a section of the same name is replaced."""
    _sections[section.name] = section


def named(name: str) -> Section | None:
    """Return the section whose address ends in `name`, or None."""
    return _sections.get(name)


def in_order() -> list[Section]:
    """Return all sections in the order of the tabs."""
    return sorted(_sections.values(), key=lambda section: section.order)


def filled_sections(championships: QuerySet[Championship]) -> Mapping[int, Sequence[Section]]:
    """Return the sections with something to show, by the key of the championship. All of them are asked in one query."""
    ordered = in_order()
    asked = [
        championships.filter(pk__in=section.filled(championships)).order_by().annotate(order_of_section=Value(place))
        for place, section in enumerate(ordered)
    ]
    found: dict[int, list[Section]] = {}
    if asked:
        first, *others = (filled.values_list("pk", "order_of_section") for filled in asked)
        for key, place in sorted(first.union(*others, all=True)):
            found.setdefault(key, []).append(ordered[place])
    return found


def numbers() -> list[str]:
    """Return the names of the numbers that sections change with beside the sequence of their championship."""
    return [section.number for section in _sections.values() if section.number]


def tabs(page: "ChampionshipPage", current: str) -> list[Tab]:
    """Return the tabs of `page`, the page itself first; none where it has no sections. One query."""
    filled = filled_sections(Championship.objects.filter(pk=page.championship_id)).get(page.championship_id, ())
    address = page.get_url() or ""
    found = [Tab(section.label, f"{address}{section.name}/", section.name == current) for section in filled]
    return [Tab(gettext("Overview"), address, not current), *found] if found else []


def url_of(page: "ChampionshipPage", *parts: object) -> str:
    """Return the address of what stands below `page`: the name of a section, then what it shows."""
    return (page.get_url() or "") + "".join(f"{part}/" for part in parts)


def key_in(rest: Rest) -> int | None:
    """Return the key of the row that stands behind a section in the address, None where nothing does.

    Raises:
        Http404: something else stands there.
    """
    if not rest:
        return None
    if len(rest) > 1 or not (rest[0].isascii() and rest[0].isdecimal()) or len(rest[0]) > LONGEST_KEY:
        raise Http404
    return int(rest[0])


def no_rest(rest: Rest) -> None:
    """Let pass a section with nothing behind it.

    Raises:
        Http404: something stands there.
    """
    if rest:
        raise Http404


def show(
    page: "ChampionshipPage", request: HttpRequest, section: str, template: str, context: Mapping[str, Any]
) -> HttpResponse:
    """Return a section's page: its template, inside the frame of the championship's pages.

    `context` holds `title`, the heading, and whatever the template needs; with `crumbs`, pairs of title and address,
    what stands between the section and this page.
    """
    between = context.get("crumbs", ())
    way = [*page.breadcrumbs[:-1], (page.title, page.get_url() or ""), *between, (context["title"], "")]
    # What a section shows is the same in all languages, unless it says itself that it is of the page.
    shared = {**page.frame_context(request), "fallback": None, "section": section, "tabs": tabs(page, section)}
    return render(request, template, {**shared, **context, "crumbs": way})
