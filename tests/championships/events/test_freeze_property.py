"""Over random histories: a frozen championship shows the same bytes until it thaws, but privacy goes first.

And at every moment recomputing gives exactly what is stored.
"""

import json
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.db import transaction
from django.test import RequestFactory
from django.utils import translation
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from championships.events.confirming import confirm
from championships.events.correcting import correct
from championships.events.freezing import freeze, thaw
from championships.events.models import (
    Championship,
    ChampionshipIndexPage,
    ChampionshipPage,
    Consent,
    ContestedSkill,
    Entry,
    Publicity,
    PublicPerson,
)
from championships.events.open_data import answers, views
from championships.events.public_view import public_view
from championships.events.publicity import choose, remove_on_request, rename, withdraw_consent
from championships.events.publishing import publish
from championships.events.recomputing import differences_of_all
from championships.events.refusals import EventRefused
from tests import masters
from tests.championships.events.grown import BY_NAME, NAMES, Event
from tests.pages.growing import add, grow_home

SKILLS = (0, 1)
PEOPLE = tuple(range(6))
marks = st.lists(st.integers(0, 100), min_size=1, max_size=3)
steps = st.one_of(
    st.tuples(st.just("hand"), st.sampled_from(SKILLS), marks),
    st.tuples(st.just("confirm"), st.sampled_from(SKILLS), st.none()),
    st.tuples(st.just("publish"), st.sampled_from(SKILLS), st.none()),
    st.tuples(st.just("all"), st.sampled_from(SKILLS), marks),
    st.tuples(st.just("correct"), st.sampled_from(SKILLS), st.integers(0, 40)),
    st.tuples(st.just("choose"), st.sampled_from(PEOPLE), st.sampled_from(list(Publicity))),
    st.tuples(st.just("rename"), st.sampled_from(PEOPLE), st.sampled_from(["Zere", "Ilya"])),
    st.tuples(st.just("withdraw"), st.sampled_from(PEOPLE), st.none()),
    st.tuples(st.just("remove"), st.sampled_from(PEOPLE), st.none()),
    st.tuples(st.just("freeze"), st.none(), st.none()),
    st.tuples(st.just("thaw"), st.none(), st.none()),
)
PRIVACY = {"choose", "withdraw", "remove", "rename"}


class History:
    """What is done at a championship of two skills with three entries each, on the way to a test of all its bytes."""

    def __init__(self, event: Event) -> None:
        """Begin with nothing handed over."""
        self.event = event
        self.skills = list(ContestedSkill.objects.order_by("pk"))
        self.people = list(PublicPerson.objects.order_by("pk"))

    def take(self, step: tuple[str, Any, Any]) -> None:
        """Take one step; what is refused changes nothing."""
        kind, which, what = step
        act: Callable[[Any, Any], None] = getattr(self, f"_{kind}")
        try:
            act(which, what)
        except EventRefused:
            return

    def _hand(self, which: int, totals: list[int]) -> None:
        skill = self.skills[which]
        entries = list(Entry.objects.filter(contested_skill=skill).order_by("number"))[: len(totals)]
        self.event.hand_over([str(t) for t in totals], entries, skill=skill, source=f"list:{which}", reason="Again.")

    def _confirm(self, which: int, _what: None) -> None:
        for result in self.skills[which].results.filter(replaced_at=None):
            confirm(actor=self.event.organiser, result=result)

    def _publish(self, which: int, _what: None) -> None:
        for result in self.skills[which].results.filter(replaced_at=None):
            publish(actor=self.event.organiser, result=result)

    def _all(self, which: int, totals: list[int]) -> None:
        self._hand(which, totals)
        self._confirm(which, None)
        self._publish(which, None)

    def _correct(self, which: int, mark: int) -> None:
        for result in self.skills[which].results.filter(replaced_at=None):
            changes = {result.rows.order_by("key")[0].pk: {"B": Decimal(mark)}}
            correct(actor=self.event.organiser, result=result, reason="A form was misread.", changes=changes)

    def _choose(self, which: int, publicity: Publicity) -> None:
        choose(actor=self.event.organiser, person=self.people[which], publicity=publicity, consents=[BY_NAME])

    def _rename(self, which: int, name: str) -> None:
        rename(actor=self.event.organiser, person=self.people[which], given_name=name)

    def _withdraw(self, which: int, _what: None) -> None:
        for consent in Consent.objects.filter(person=self.people[which], withdrawn_at=None):
            withdraw_consent(actor=self.event.organiser, consent=consent)

    def _remove(self, which: int, _what: None) -> None:
        remove_on_request(actor=self.event.organiser, person=self.people[which], reason="She asked.")

    def _freeze(self, _which: None, _what: None) -> None:
        freeze(actor=self.event.organiser, championship=self.event.championship)

    def _thaw(self, _which: None, _what: None) -> None:
        thaw(actor=self.event.organiser, championship=self.event.championship)


def without_names(view: dict[str, Any]) -> str:
    """Return the bytes of a view without what people choose, and without the number that a choice takes."""
    rows = [{**row, "name": ""} for skill in view["skills"] for row in skill["rows"]]
    return json.dumps([rows, [{**skill, "rows": None} for skill in view["skills"]]])


def told_no_more(before: dict[str, Any], after: dict[str, Any]) -> bool:
    """Return whether every name is what it was, or its initials, or nothing."""
    pairs = zip(names_in(before), names_in(after), strict=True)
    return all(new in {old, ""} or (len(new) < len(old) and "." in new and "." not in old) for old, new in pairs)


def names_in(view: dict[str, Any]) -> list[str]:
    return [row["name"] for skill in view["skills"] for row in skill["rows"]]


def sent(championship: Championship) -> list[bytes]:
    """Return the bytes of every file, answer and feed that is made of results."""
    request, slug = RequestFactory().get("/"), championship.slug
    skills = ContestedSkill.objects.filter(public_result__isnull=False).order_by("pk").values_list("pk", flat=True)
    with translation.override("ru"):
        found = [views.results_file(request, slug=slug, ending=ending) for ending in ("csv", "xlsx", "json")]
        found += [views.medals_file(request, slug=slug, ending=ending) for ending in ("csv", "json")]
        found += [views.skill_results_file(request, slug=slug, skill=skill, ending="csv") for skill in skills]
        found += [views.championship_feed(request, slug=slug, kind=kind) for kind in ("atom", "rss")]
        found += [answers.results(request, slug=slug, skill=skill) for skill in skills]
        found += [answers.medals(request, slug=slug), answers.championship(request, slug=slug)]
    assert {answer.status_code for answer in found} == {200}
    return [answer.content for answer in found]


@pytest.fixture(name="event")
def _event(db: None) -> Event:
    event = Event()
    bakery = event.contest("Bakery")
    for place, name in enumerate(NAMES):
        event.enter(name, ("Alatau college", "Jetisu college")[place % 2], (event.skill, bakery)[place // 3])
    Championship.objects.update(scale_from=2)
    index = add(grow_home(), ChampionshipIndexPage(title="Championships", slug="championships"))
    add(index, ChampionshipPage(title="Open", slug="open", championship=event.championship))
    return event


@settings(
    max_examples=8 if masters.on_postgresql() else 20,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(before=st.lists(steps, max_size=4), after=st.lists(steps, min_size=1, max_size=6))
def test_frozen_bytes_stand_still_and_recomputing_always_agrees(
    event: Event, before: list[Any], after: list[Any]
) -> None:
    with transaction.atomic():
        history = History(event)
        now = public_view(event.championship)
        files: list[bytes] = []
        for step in [("all", 0, [80, 70, 60]), *before, ("freeze", None, None), *after]:
            was, files_before = now, files
            history.take(step)
            now = public_view(event.championship)
            files = sent(event.championship) if now["frozen_at"] else []
            if was["frozen_at"] and now["frozen_at"]:
                compare_frozen(was, now, is_private=step[0] in PRIVACY)
                assert step[0] in PRIVACY or files == files_before
            assert differences_of_all(event.championship) == {}
            removed = PublicPerson.objects.filter(removed_at__isnull=False)
            assert not any(person.given_name in name for person in removed for name in names_in(now))
        transaction.set_rollback(True)


def compare_frozen(was: dict[str, Any], now: dict[str, Any], *, is_private: bool) -> None:
    """Compare two views of a frozen championship, between which one step was taken."""
    if not is_private:
        assert json.dumps(now) == json.dumps(was)
    assert without_names(now) == without_names(was)
    assert told_no_more(was, now)
