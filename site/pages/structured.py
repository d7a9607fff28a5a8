"""What a page is, in the words of schema.org, for search engines: said by whoever owns the kind of page."""

import json
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from pages.models import BasePage, HomePage

Thing = Mapping[str, Any]
AnyPage = TypeVar("AnyPage", bound=BasePage)
CONTEXT = "https://schema.org"
# What could end the element that holds the JSON, or begin another one.
ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}

_made: dict[type[BasePage], Callable[[Any, HttpRequest], Thing]] = {}


def register(model: type[AnyPage], make: Callable[[AnyPage, HttpRequest], Thing]) -> None:
    """Let `make` say what a page of `model` is about, for example an Event; what is empty in it is left out."""
    _made[model] = make


def for_page(page: BasePage, request: HttpRequest) -> SafeString:
    """Return the element with what `page` is, where it stands and what it is about."""
    things = [_web_page(page, request), _way(page, request)]
    make = _made.get(type(page))
    if make is not None:
        things.append({**make(page, request), "url": request.build_absolute_uri(page.url)})
    return as_element([thing for thing in things if thing])


def as_element(things: list[Thing]) -> SafeString:
    """Return `things` as one element that no browser carries out and no content can leave."""
    graph = {"@context": CONTEXT, "@graph": [_filled(thing) for thing in things]}
    text = json.dumps(graph, ensure_ascii=False).translate(ESCAPES)
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(text))  # noqa: S308 -- escaped


def _web_page(page: BasePage, request: HttpRequest) -> Thing:
    is_home = isinstance(page, HomePage)
    return {
        "@type": "WebSite" if is_home else "WebPage",
        "name": page.title,
        "description": page.description_for_others,
        "inLanguage": page.locale.language_code,
        "url": request.build_absolute_uri(page.url),
        "dateModified": page.last_published_at and page.last_published_at.isoformat(),
        "potentialAction": _search(request) if is_home else None,
    }


def _search(request: HttpRequest) -> Thing:
    return {
        "@type": "SearchAction",
        "target": f"{request.build_absolute_uri(reverse('pages:search'))}?q={{words}}",
        "query-input": "required name=words",
    }


def _way(page: BasePage, request: HttpRequest) -> Thing:
    """Return the way from the home page to `page`; the home page has none."""
    crumbs = page.breadcrumbs
    if len(crumbs) < 2:  # noqa: PLR2004 -- the page itself alone is no way
        return {}
    items = [
        {"@type": "ListItem", "position": number, "name": name, "item": request.build_absolute_uri(url or page.url)}
        for number, (name, url) in enumerate(crumbs, start=1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": items}


def _filled(thing: Thing) -> Thing:
    return {name: value for name, value in thing.items() if value not in (None, "", [], {})}
