"""The news of championships in the feeds."""

from collections.abc import Iterable
from datetime import UTC, datetime, time

from championships.events.models import Championship, ChampionshipNewsPage, ChampionshipPage
from championships.events.open_data.feeds import FeedItem


def news_items(language: str, championship: Championship | None, count: int) -> Iterable[FeedItem]:
    """Return the newest news in `language`, of one championship or of all. Four queries."""
    above = ChampionshipPage.objects.live().public().filter(locale__language_code=language)
    if championship is not None:
        above = above.filter(championship=championship)
    titles = dict(above.values_list("path", "title"))
    news = ChampionshipNewsPage.objects.live().public().filter(locale__language_code=language).defer("body")
    steps = ChampionshipPage.steplen
    below = [each for each in news.order_by("-date", "-pk") if each.path[:-steps] in titles][:count]
    return [_item(each, titles[each.path[:-steps]]) for each in below]


def _item(news: ChampionshipNewsPage, championship: str) -> FeedItem:
    return FeedItem(
        key=f"news:{news.pk}",
        title=news.title,
        path=news.get_url() or "",
        at=news.first_published_at or datetime.combine(news.date, time(), UTC),
        summary=news.introduction or championship,
    )
