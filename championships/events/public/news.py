"""The news of a championship: pages below its page, the newest first."""

from typing import Any

from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from championships.events import kept, sections
from championships.events.models import Championship, ChampionshipNewsPage, ChampionshipPage

NAME = "news"
NEWS_ON_A_PAGE = 12


def filled(championships: QuerySet[Championship]) -> QuerySet[Any, Any]:
    """Return the keys of the championships with news in the reader's language."""
    news = ChampionshipNewsPage.objects.live().public().filter(path__startswith=OuterRef("path"))
    pages = ChampionshipPage.objects.live().filter(championship__in=championships)
    pages = pages.filter(Exists(news), locale__language_code=get_language())
    return pages.values_list("championship", flat=True)


def news_of(page: ChampionshipPage) -> QuerySet[ChampionshipNewsPage]:
    """Return the public news below `page`, the newest first, without their stories."""
    news = ChampionshipNewsPage.objects.child_of(page).live().public().defer("body")
    return news.select_related("picture", "locale").order_by("-date", "-pk")


def show(page: ChampionshipPage, request: HttpRequest, rest: sections.Rest) -> HttpResponse:
    """Show the news, twelve on a page."""
    sections.no_rest(rest)
    kept.keep_of_one(request, page.championship_id, parameters=["page"])
    shown = Paginator(news_of(page), NEWS_ON_A_PAGE).get_page(request.GET.get("page"))
    context = {"title": _("News"), "news": shown}
    return sections.show(page, request, NAME, "events/public/news.html", context)


def page_above(news: ChampionshipNewsPage) -> ChampionshipPage:
    """Return the page of the championship that `news` is of.

    Raises:
        Http404: it stands somewhere else.
    """
    above = news.get_parent().specific
    if not isinstance(above, ChampionshipPage):
        raise Http404
    return above


def frame_of(news: ChampionshipNewsPage, request: HttpRequest) -> dict[str, Any]:
    """Return what stands around one page of news: the frame of its championship and the way back."""
    above = page_above(news)
    frame = above.frame_context(request)
    way = [*above.breadcrumbs[:-1], (above.title, above.get_url() or ""), (_("News"), sections.url_of(above, NAME))]
    kept = {name: frame[name] for name in ("championship", "championship_page", "phase", "may_host")}
    return {
        **kept,
        "section": NAME,
        "tabs": sections.tabs(above, NAME),
        "title": news.title,
        "crumbs": [*way, (news.title, "")],
    }
