"""Public pages are kept for readers who are not signed in, and never older than what the public may see."""

import re
import threading
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import caches
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.test import Client, RequestFactory, override_settings
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries, DjangoCaptureOnCommitCallbacks, Settings
from wagtail.models import Page

from championships.events.freezing import freeze
from championships.events.models import (
    Championship,
    ChampionshipIndexPage,
    ChampionshipNewsPage,
    ChampionshipPage,
    ContestedSkill,
    Publicity,
)
from championships.events.publicity import choose, remove_on_request
from championships.schemes.models import Sector, Skill
from pages import kept_answers, one_maker
from pages.kept_answers import KeptAnswers
from people.models import User
from tests import masters
from tests.championships.events.conftest import row
from tests.championships.events.grown import BY_NAME, NAMES, Event
from tests.championships.events.test_freeze_property import History, steps
from tests.pages.growing import add, grow_home, signed_in

pytestmark = pytest.mark.django_db
wait = threading.Event.wait
Publish = Callable[..., Any]
# The form of the menu that stands on every page; kept pages have none, and need none.
TOKEN = re.compile(rb'<input type="hidden" name="csrfmiddlewaretoken"[^>]*>')
HOME, LIST, OPEN = "/en/", "/en/championships/", "/en/championships/open/"
OVER_ALL = ("/en/search/", "/en/skills/", "/en/championships/records/")


@pytest.fixture(autouse=True)
def _kept(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Keep answers, and know numbers until they are forgotten: what shows at once here is no work of the clock."""
    settings.KEPT_ANSWERS = True
    monkeypatch.setattr(kept_answers, "NUMBER_SECONDS", 3600)
    caches["answers"].clear()
    yield
    caches["answers"].clear()


def words(client: Client, address: str = OPEN) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", client.get(address).content.decode()).split())


@pytest.mark.parametrize("address", [HOME, LIST, OPEN, *OVER_ALL])
def test_second_reader_costs_no_query(
    client: Client,
    page: ChampionshipPage,
    publish: Publish,
    address: str,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    publish(row(1, "Aruzhan Demo", "89.61"))
    first = client.get(address)
    with django_assert_num_queries(0):
        second = client.get(address)
    assert second.content == first.content
    assert dict(second.items()) == dict(first.items())
    assert second["Cache-Control"] == "private, no-cache"
    unchanged = client.get(address, headers={"If-None-Match": second["ETag"]})
    assert (unchanged.status_code, unchanged.content) == (304, b"")


def test_second_reader_of_news_or_of_a_skill_costs_no_query(
    client: Client, page: ChampionshipPage, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    news = add(page, ChampionshipNewsPage(title="The hall is ready", introduction="It begins on Monday."))
    skill = Skill.objects.create(locale=page.locale, name="Bakery", sector=Sector.SERVICES)
    for address in (news.url, reverse("skills:skill", args=[skill.pk])):
        client.get(address)
        with django_assert_num_queries(0):
            assert client.get(address).status_code == 200


def test_what_is_published_shows_at_once(
    client: Client,
    page: ChampionshipPage,
    publish: Publish,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    assert "89.61" not in words(client)
    assert "1 skill" not in words(client, LIST)
    assert "17 Web technologies" not in words(client, HOME)
    with django_capture_on_commit_callbacks(execute=True):
        publish(row(1, "Aruzhan Demo", "89.61"))
    assert "89.61" in words(client)
    assert "1 skill" in words(client, LIST)
    assert "17 Web technologies" in words(client, HOME)


def test_another_day_shows_at_once(
    client: Client, page: ChampionshipPage, championship: Championship, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept_answers, "NUMBER_SECONDS", 0)
    monkeypatch.setattr(timezone, "localdate", lambda: championship.ends_on)
    assert "On now" in words(client, HOME)
    assert client.get(HOME)["ETag"] == client.get(HOME)["ETag"]
    monkeypatch.setattr(timezone, "localdate", lambda: championship.ends_on + timedelta(days=1))
    assert "On now" not in words(client, HOME)


def test_page_that_takes_longer_than_numbers_are_known_costs_the_next_reader_no_query(
    rf: RequestFactory, db: None, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    def view(asked: HttpRequest) -> HttpResponse:
        kept_answers.keep(asked)
        caches["answers"].delete(kept_answers._place_of_number(kept_answers.SITE))
        return HttpResponse("large")

    with django_assert_num_queries(2):
        sent(view, rf.get("/en/"))
    with django_assert_num_queries(0):
        assert sent(view, rf.get("/en/")).content == b"large"


def test_what_another_process_has_published_shows_when_the_numbers_are_asked_anew(
    client: Client, page: ChampionshipPage, publish: Publish, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept_answers, "NUMBER_SECONDS", 0)
    assert "89.61" not in words(client)
    publish(row(1, "Aruzhan Demo", "89.61"))  # Nothing of this test's commits: this process is not told.
    assert "89.61" in words(client)


def test_what_an_editor_publishes_shows_at_once_and_a_draft_changes_nothing(
    client: Client,
    page: ChampionshipPage,
    django_assert_num_queries: DjangoAssertNumQueries,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    client.get(OPEN)
    page.title = "The Open of spring"
    with django_capture_on_commit_callbacks(execute=True):
        draft = page.save_revision(log_action=True)
    with django_assert_num_queries(0):
        assert "The Open of spring" not in words(client)
    with django_capture_on_commit_callbacks(execute=True):
        draft.publish()
    assert "The Open of spring" in words(client)
    with django_capture_on_commit_callbacks(execute=True):
        Page.objects.get(pk=page.pk).specific.unpublish()
    assert client.get(OPEN).status_code == 404


def test_results_of_a_frozen_championship_stay_and_a_removal_does_not_wait(
    client: Client, index: ChampionshipIndexPage, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    event, history = _grown(index)
    zere = event.person("Zere Sungqar")
    choose(actor=event.organiser, person=zere, publicity=Publicity.NAME, consents=[BY_NAME])
    history.people[0].entries.get().members.update(person=zere)
    with django_capture_on_commit_callbacks(execute=True):
        history.take(("all", 0, [80, 70, 60]))
        freeze(actor=event.organiser, championship=event.championship)
    frozen = words(client)
    assert "Zere Sungqar" in frozen
    with django_capture_on_commit_callbacks(execute=True):
        history.take(("all", 0, [10, 20, 30]))
    assert words(client) == frozen
    with django_capture_on_commit_callbacks(execute=True):
        remove_on_request(actor=event.organiser, person=zere, reason="She asked.")
    assert words(client) == frozen.replace("Zere Sungqar", "Name not public")


def test_each_language_host_look_and_address_is_kept_apart(client: Client, page: ChampionshipPage) -> None:
    client.get(OPEN)
    client.cookies["appearance"] = "dark"
    assert 'data-appearance="dark"' in client.get(OPEN).content.decode()
    del client.cookies["appearance"]
    assert 'data-appearance="system"' in client.get(OPEN).content.decode()
    assert "http://localhost/" in client.get(OPEN, headers={"host": "localhost"}).content.decode()
    assert "http://localhost/" not in client.get(OPEN).content.decode()


def test_who_is_signed_in_or_has_a_session_is_answered_anew(
    client: Client, page: ChampionshipPage, organiser: User
) -> None:
    kept = client.get(OPEN)
    mine = signed_in(organiser).get(OPEN)
    assert "Open a room" in mine.content.decode()
    assert "ETag" not in mine
    assert client.get(OPEN).content == kept.content
    client.cookies["messages"] = "something to say to one reader"
    assert "ETag" not in client.get(OPEN)


@pytest.mark.parametrize("query", ["?unknown=1", "?page=1&page=2&unknown=1", "?" + "page=1&" * 60])
def test_address_with_parameters_that_nobody_asked_for_is_not_kept(
    client: Client, page: ChampionshipPage, query: str
) -> None:
    assert "ETag" not in client.get(OPEN + query)


@pytest.mark.parametrize("address", ["/en/search/?q=demo", "/en/skills/?q=demo"])
def test_what_readers_search_for_is_not_kept(client: Client, page: ChampionshipPage, address: str) -> None:
    assert "ETag" not in client.get(address)


def test_closed_page_is_not_kept(client: Client, page: ChampionshipPage) -> None:
    page.view_restrictions.create(restriction_type="password", password="secret")
    answer = client.get(OPEN)
    assert "csrfmiddlewaretoken" in answer.content.decode()
    assert "ETag" not in answer


def sent(view: Callable[[HttpRequest], HttpResponse], request: HttpRequest) -> HttpResponse:
    """Return what the middleware sends in front of `view`."""
    answer = KeptAnswers(view)(request)
    assert isinstance(answer, HttpResponse)
    return answer


def kept_of(answer: HttpResponse, request: HttpRequest) -> HttpResponse:
    """Return what the middleware sends, where a view lets `answer` be kept."""

    def view(asked: HttpRequest) -> HttpResponse:
        kept_answers.keep(asked, parameters=["page"])
        return answer

    return sent(view, request)


def test_only_what_is_for_everybody_is_kept(rf: RequestFactory) -> None:
    with_cookie, refused = HttpResponse("a"), HttpResponse("b", status=404)
    with_cookie.set_cookie("mine", "1")
    with_token = rf.get("/en/c/")
    with_token.META["CSRF_COOKIE_NEEDS_UPDATE"] = True
    assert "ETag" in kept_of(HttpResponse("c"), rf.get("/en/d/?page=2"))
    for answer, request in (
        (with_cookie, rf.get("/en/a/")),
        (refused, rf.get("/en/b/")),
        (HttpResponse("c"), with_token),
        (HttpResponse('<input name="csrfmiddlewaretoken">'), rf.get("/en/c/")),
        (HttpResponse("d"), rf.get("/en/e/?page=2&other=1")),
        (HttpResponse("e" * (kept_answers.LARGEST_ANSWER + 1)), rf.get("/en/f/")),
        (HttpResponse("f"), rf.post("/en/g/")),
        (HttpResponse("g"), rf.get("/en/h/", headers={"HX-Request": "true"})),
    ):
        assert "ETag" not in kept_of(answer, request)


def test_answer_that_was_made_while_something_changed_is_not_sent_again(rf: RequestFactory) -> None:
    told: list[str] = []

    def view(asked: HttpRequest) -> HttpResponse:
        kept_answers.keep(asked, "tested")
        told.append("")
        caches["answers"].delete(kept_answers._place_of_number("tested"))
        return HttpResponse(str(len(told)))

    kept_answers.register_number("tested", lambda _key: str(len(told)))
    assert [sent(view, rf.get("/en/")).content for _ in range(2)] == [b"1", b"2"]


def test_one_reader_has_the_answer_made_and_the_others_wait_for_it(
    rf: RequestFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    now, waiting, found = [1], threading.Event(), []
    kept_answers.register_number("tested", lambda _key: str(now[0]))
    keeper = KeptAnswers(lambda _request: HttpResponse())

    def made(request: HttpRequest) -> HttpResponseBase:
        kept_answers.keep(request, "tested")
        return keeper.process_response(request, HttpResponse(str(now[0])))

    def ask() -> None:
        answer = keeper.process_request(rf.get("/en/"))
        found.append(answer and answer.content)

    def telling(event: threading.Event, left: float | None = None) -> bool:
        if left is not None:
            waiting.set()
        return wait(event, left)

    old, maker, other = rf.get("/en/"), rf.get("/en/"), threading.Thread(target=ask)
    assert keeper.process_request(old) is None
    made(old)
    now[0] = 2
    kept_answers.forget("tested")
    assert keeper.process_request(maker) is None
    monkeypatch.setattr(threading.Event, "wait", telling)
    other.start()
    assert wait(waiting, 30)
    made(maker)
    other.join(30)
    assert found == [b"2"]


def test_nobody_waits_for_a_maker_who_went_away(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(one_maker, "MOST_SECONDS", 0.0)
    assert [one_maker.waited("here"), one_maker.waited("here")] == [False, False]
    one_maker.made("here")


def test_answer_is_kept_for_a_minute_at_most(rf: RequestFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []

    def view(asked: HttpRequest) -> HttpResponse:
        kept_answers.keep(asked)
        told.append("")
        return HttpResponse(str(len(told)))

    assert [sent(view, rf.get("/en/")).content for _ in range(2)] == [b"1", b"1"]
    later = time.time() + kept_answers.ANSWER_SECONDS
    monkeypatch.setattr(time, "time", lambda: later)
    assert sent(view, rf.get("/en/")).content == b"2"


def _grown(index: ChampionshipIndexPage) -> tuple[Event, History]:
    """Return a championship of two skills with three entries each, and its page."""
    event = Event()
    bakery = event.contest("Bakery")
    for place, name in enumerate(NAMES):
        event.enter(name, ("Alatau college", "Jetisu college")[place % 2], (event.skill, bakery)[place // 3])
    Championship.objects.update(scale_from=2, shows_provisional=True)
    event.championship.refresh_from_db()
    add(index, ChampionshipPage(title="The Open", slug="open", championship=event.championship))
    return event, History(event)


@settings(
    max_examples=3 if masters.on_postgresql() else 6,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],  # To look for a shorter history takes minutes.
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(history=st.lists(steps, min_size=1, max_size=5))
def test_kept_answer_is_the_one_that_is_made_anew_after_every_step(
    client: Client, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks, history: list[Any]
) -> None:
    caches["answers"].clear()  # The example before has begun with the same keys and numbers.
    with transaction.atomic():
        _event, grown = _grown(add(grow_home(), ChampionshipIndexPage(title="Championships", slug="championships")))
        assert ContestedSkill.objects.count() == 2
        for step in [("all", 0, [80, 70, 60]), *history]:
            with django_capture_on_commit_callbacks(execute=True):
                grown.take(step)
            for address in (HOME, LIST, OPEN):
                kept = client.get(address).content
                again = client.get(address).content
                with override_settings(KEPT_ANSWERS=False):
                    anew = client.get(address).content
                assert kept == again == TOKEN.sub(b"", anew)
        transaction.set_rollback(True)
