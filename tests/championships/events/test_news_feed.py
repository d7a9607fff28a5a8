"""The news of championships in the feeds: in their language, of their championship, and only what is public."""

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from championships.events.models import ChampionshipNewsPage, ChampionshipPage
from championships.events.public.news_feed import news_items
from tests.pages.growing import add

pytestmark = pytest.mark.django_db


def news(page: ChampionshipPage, title: str) -> ChampionshipNewsPage:
    """Return a piece of news below the page of a championship."""
    return add(page, ChampionshipNewsPage(title=title, introduction="It begins on Monday."))


def test_news_stand_in_the_feeds_of_their_championship_and_of_all(client: Client, page: ChampionshipPage) -> None:
    news(page, "The hall is ready")
    for address in (
        reverse("events:championship_feed", args=["open", "atom"]),
        reverse("open_data:feed", args=["rss"]),
    ):
        assert "The hall is ready" in client.get(address).content.decode()
    (item,) = news_items("en", page.championship, 10)
    assert (item.title, item.path) == ("The hall is ready", f"{page.get_url()}the-hall-is-ready/")
    assert [each.title for each in news_items("en", None, 10)] == ["The hall is ready"]
    assert list(news_items("kk", None, 10)) == []


def test_news_that_nobody_may_read_stand_in_no_feed(page: ChampionshipPage) -> None:
    news(page, "Later").unpublish()
    assert list(news_items("en", None, 10)) == []
    news(page, "Now")
    page.unpublish()
    assert list(news_items("en", None, 10)) == []


@pytest.mark.parametrize("count", [1, 12])
def test_many_news_cost_as_much_as_one(
    page: ChampionshipPage, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(count):
        news(page, f"News {number}")
    list(news_items("en", page.championship, 20))
    with django_assert_num_queries(3) as asked:
        assert len(list(news_items("en", page.championship, 20))) == count
    assert "LIMIT 20" in asked[-1]["sql"]
