"""The address of a page in each language: for the language menu and for hreflang."""

from typing import TypedDict

from django.conf import settings
from django.http import HttpRequest
from django.urls import translate_url
from django.utils.translation import get_language
from wagtail.models import Page


class LanguageLink(TypedDict):
    """One language of the menu."""

    code: str
    name: str
    url: str
    full_url: str
    current: bool
    exact: bool  # False where this page has no translation and the link leads to the nearest page above it.


def for_page(page: Page, request: HttpRequest) -> list[LanguageLink]:
    """Return the links of a Wagtail page: its live translations, else the nearest ancestor that has one."""
    known = {page.locale.language_code: page, **_translations(page)}
    codes = [code for code, _name in settings.LANGUAGES]
    stand_ins = _nearest_above(page, set(codes) - known.keys()) if len(known) < len(codes) else {}
    tail = tail_of(page, request)
    return [
        _link(
            request,
            code,
            name,
            _address(known.get(code) or stand_ins.get(code), code) + (tail if code in known else ""),
            exact=_is_exact(known.get(code)),
        )
        for code, name in settings.LANGUAGES
    ]


def tail_of(page: Page, request: HttpRequest) -> str:
    """Return what stands behind the address of `page` in the one that was asked for: a page may have parts below it."""
    own = page.get_url() or ""
    return request.path.removeprefix(own) if own and request.path.startswith(own) else ""


def _is_exact(page: Page | None) -> bool:
    """Return whether `page` is a translation: one that only stands in for it shows another language."""
    return page is not None and page.alias_of_id is None


def for_address(request: HttpRequest) -> list[LanguageLink]:
    """Return the links of a plain view: the same address under each language's prefix."""
    return [
        _link(request, code, name, translate_url(request.get_full_path(), code), exact=True)
        for code, name in settings.LANGUAGES
    ]


def in_language(address: str) -> str:
    """Return a typed address in the reader's language, if it is one of this site: /rooms/join/ as /kk/rooms/join/."""
    return f"/{get_language()}{address}" if address.startswith("/") else address


def _link(request: HttpRequest, code: str, name: str, url: str, *, exact: bool) -> LanguageLink:
    return {
        "code": code,
        "name": name,
        "url": url,
        "full_url": request.build_absolute_uri(url),
        "current": code == get_language(),
        "exact": exact,
    }


def _address(page: Page | None, code: str) -> str:
    """Return the address of `page`; a language without any page leads to its own front door."""
    return (page and page.get_url()) or f"/{code}/"


def _translations(page: Page) -> dict[str, Page]:
    """Return the live translations of `page` by language."""
    found = page.get_translations().live().select_related("locale")
    return {translation.locale.language_code: translation for translation in found}


def _nearest_above(page: Page, codes: set[str]) -> dict[str, Page]:
    """Return for each of `codes` the live translation of the nearest ancestor that has one."""
    keys = list(page.get_ancestors().filter(depth__gt=1).order_by("depth").values_list("translation_key", flat=True))
    candidates = Page.objects.live().filter(translation_key__in=keys, locale__language_code__in=codes)
    by_depth = candidates.select_related("locale").order_by("depth")
    return {candidate.locale.language_code: candidate for candidate in by_depth}
