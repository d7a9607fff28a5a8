"""The sitemap: every public page once, with its other languages beside it."""

from collections import defaultdict
from typing import Any

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.contrib.sitemaps.views import sitemap as render_sitemap
from django.http import HttpRequest, HttpResponse
from wagtail.models import Page

ROOT_DEPTH = 1


class PageSitemap(Sitemap):
    """The live, public pages of all languages. One query, however many pages there are."""

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
        live = Page.objects.live().public().filter(depth__gt=ROOT_DEPTH).select_related("locale").order_by("path")
        found = ((page, page.get_url(self.request)) for page in live)
        return [(page, self.request.build_absolute_uri(url)) for page, url in found if url]

    def _entry(self, page: Page, location: str, group: list[tuple[str, str]]) -> dict[str, Any]:
        alternates = [{"lang_code": code, "location": address} for code, address in group]
        default = [each for each in alternates if each["lang_code"] == settings.LANGUAGE_CODE]
        return {
            "item": page,
            "location": location,
            "lastmod": page.last_published_at,
            "alternates": alternates + [{**each, "lang_code": "x-default"} for each in default],
        }


def sitemap(request: HttpRequest) -> HttpResponse:
    """Return sitemap.xml."""
    return render_sitemap(request, sitemaps={"pages": PageSitemap(request)})
