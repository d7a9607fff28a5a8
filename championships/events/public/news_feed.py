"""The news of championships in the feeds."""

from collections.abc import Iterable
from datetime import UTC, datetime, time

from django.db.models import OuterRef, Subquery
from django.db.models.functions import Length, Substr

from championships.events.models import Championship, ChampionshipNewsPage, ChampionshipPage
from championships.events.open_data.feeds import FeedItem


def news_items(language: str, championship: Championship | None, count: int) -> Iterable[FeedItem]:
    """Return the newest news in `language`, of one championship or of all. Three queries, which read `count` rows at most."""
    above = ChampionshipPage.objects.live().public().filter(locale__language_code=language)
    if championship is not None:
        above = above.filter(championship=championship)
    path_above = Substr(OuterRef("path"), 1, Length(OuterRef("path")) - ChampionshipPage.steplen)
    title = Subquery(above.order_by().filter(path=path_above).values("title")[:1])
    news = ChampionshipNewsPage.objects.live().public().filter(locale__language_code=language).defer("body")
    below = news.annotate(championship=title).filter(championship__isnull=False).select_related("locale")
    return [_item(each, each.championship) for each in below.order_by("-date", "-pk")[:count]]


def _item(news: ChampionshipNewsPage, championship: str) -> FeedItem:
    return FeedItem(
        key=f"news:{news.pk}",
        title=news.title,
        path=news.get_url() or "",
        at=news.first_published_at or datetime.combine(news.date, time(), UTC),
        summary=news.introduction or championship,
    )
