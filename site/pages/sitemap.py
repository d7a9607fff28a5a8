"""The sitemap: every public page once, with its other languages beside it.

What is public and no page of Wagtail is named by the app that it belongs to, from `ready()` of its configuration: pages
stand below championships and coaching and may not import them.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.contrib.sitemaps.views import sitemap as render_sitemap
from django.http import HttpRequest, HttpResponse
from wagtail.models import Page

from pages.unlisted import listed

ROOT_DEPTH = 1


@dataclass(frozen=True, slots=True)
class Place:
    """Something public: its path in each language that it is there in, and when it last changed, if that is known."""

    paths: Mapping[str, str]
    changed_at: datetime | None = None


_makers: list[Callable[[], Iterable[Place]]] = []


def register_places(make: Callable[[], Iterable[Place]]) -> None:
    """Name from now on what `make` returns, in a constant number of queries; registering it again changes nothing."""
    if make not in _makers:
        _makers.append(make)


def with_default(alternates: Iterable[tuple[str, str]]) -> list[dict[str, str]]:
    """Return the alternates of one thing, code and address, and for everybody else those in the site's first language."""
    named = [{"lang_code": code, "location": address} for code, address in alternates]
    default = [each for each in named if each["lang_code"] == settings.LANGUAGE_CODE]
    return named + [{**each, "lang_code": "x-default"} for each in default]


class PageSitemap(Sitemap):
    """The live, public pages of all languages. As many queries for a thousand pages as for one."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    def get_urls(self, page: int | str = 1, site: Any = None, protocol: str | None = None) -> list[dict[str, Any]]:
        """Return the entries; Django's own would ask each page for its translations by itself."""
        pages = self._pages()
        groups: dict[Any, list[tuple[str, str]]] = defaultdict(list)
        for each, location in pages:
            groups[each.translation_key].append((each.locale.language_code, location))
        return [self._entry(each, location, groups[each.translation_key]) for each, location in pages]

    def _pages(self) -> list[tuple[Page, str]]:
        live = (
            listed(Page.objects.filter(depth__gt=ROOT_DEPTH, alias_of=None)).select_related("locale").order_by("path")
        )
        found = ((page, page.get_url(self.request)) for page in live)
        return [(page, self.request.build_absolute_uri(url)) for page, url in found if url]

    def _entry(self, page: Page, location: str, group: list[tuple[str, str]]) -> dict[str, Any]:
        alternates = with_default(group)
        return {"item": page, "location": location, "lastmod": page.last_published_at, "alternates": alternates}


class PlaceSitemap(Sitemap):
    """What apps have named beside the pages."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    def get_urls(self, page: int | str = 1, site: Any = None, protocol: str | None = None) -> list[dict[str, Any]]:
        """Return an entry for each language of each place."""
        return [entry for make in _makers for place in make() for entry in self._entries(place)]

    def _entries(self, place: Place) -> list[dict[str, Any]]:
        found = [(code, self.request.build_absolute_uri(path)) for code, path in place.paths.items()]
        alternates = with_default(found)
        return [
            {"item": place, "location": location, "lastmod": place.changed_at, "alternates": alternates}
            for _code, location in found
        ]


def sitemap(request: HttpRequest) -> HttpResponse:
    """Return sitemap.xml."""
    return render_sitemap(request, sitemaps={"pages": PageSitemap(request), "places": PlaceSitemap(request)})
