"""The page of search: what there is in groups, or one group page by page."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from pages import kept_answers
from pages.search.highlighting import excerpt, marked
from pages.search.register import Asked, Found, Group, Hit, Source, find_everywhere, sources

IN_A_GROUP = 5
ON_A_PAGE = 20


@dataclass(frozen=True, slots=True)
class ShownHit:
    """A hit as the page draws it, with the words that fit marked."""

    hit: Hit
    title: SafeString
    text: SafeString
    facts: Sequence[SafeString]


class Hits(Sequence[ShownHit]):
    """What one source has; a slice of it asks the source for what is shown. It counts what the first slice said."""

    def __init__(self, source: Source, asked: Asked) -> None:
        self.source, self.asked = source, asked
        self.first: Found = source.find(asked, 0, ON_A_PAGE)

    def __len__(self) -> int:
        return self.first.total

    def __getitem__(self, part: Any) -> Any:
        start = part.start or 0
        found = self.first if start == 0 else self.source.find(self.asked, start, ON_A_PAGE)
        return [shown(hit, self.asked) for hit in found.hits]


def shown(hit: Hit, asked: Asked) -> ShownHit:
    """Return `hit` with its title, an excerpt of its text and its facts as HTML."""
    return ShownHit(
        hit,
        marked(hit.title, asked.words),
        marked(excerpt(hit.text, asked.words), asked.words),
        [marked(fact, asked.words) for fact in hit.facts],
    )


@never_cache
@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Show what is found for `?q=`: in groups, or with `&in=` all of one group. Nothing of it is for search engines."""
    if not request.GET:
        # Of what readers ask for there is no end: only the page that waits for a question is kept.
        kept_answers.keep(request)
    asked = Asked.of(request.GET.get("q", ""), get_language() or "en")
    source = next((each for each in sources() if each.name == request.GET.get("in", "")), None)
    context: dict[str, Any] = {"asked": asked, "sources": sources(), "source": source}
    if source is not None and asked.words:
        context["page"] = _page(request, source, asked)
    else:
        groups = find_everywhere(asked, IN_A_GROUP)
        context |= {"groups": _drawn(groups, asked), "total": sum(group.found.total for group in groups)}
    response = render(request, "pages/search.html", context)
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _page(request: HttpRequest, source: Source, asked: Asked) -> Page[ShownHit]:
    return Paginator(Hits(source, asked), ON_A_PAGE).get_page(request.GET.get("page"))


def _drawn(groups: Sequence[Group], asked: Asked) -> list[dict[str, Any]]:
    return [{"group": group, "hits": [shown(hit, asked) for hit in group.found.hits]} for group in groups]
