"""Over random histories: the bytes of the public pages of results stand still while a championship is frozen.

Privacy goes first there too: what somebody takes back is on no page from then on.
"""

import re
from typing import Any

import pytest
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from wagtail.models import Locale

from championships.events.models import (
    Championship,
    ChampionshipIndexPage,
    ChampionshipPage,
    ContestedSkill,
    Publicity,
    PublicPerson,
)
from championships.schemes.models import Skill
from people.models import Organisation
from tests import masters
from tests.championships.events.grown import NAMES, Event
from tests.championships.events.test_freeze_property import PRIVACY, History, steps
from tests.pages.growing import add, grow_home

OPEN = "/en/championships/open/"
TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="[^"]*"')


@pytest.fixture(name="event")
def _event(db: None) -> Event:
    cache.clear()
    event = Event()
    page = ChampionshipPage(title="The Open", slug="open", championship=event.championship)
    add(add(grow_home(), ChampionshipIndexPage(title="Championships", slug="championships")), page)
    english = Locale.objects.get(language_code="en")
    skill = Skill.objects.create(number="17", name="Web technologies", sector="information", locale=english)
    ContestedSkill.objects.filter(pk=event.skill.pk).update(skill=skill)
    bakery = event.contest("Bakery")
    for place, name in enumerate(NAMES):
        event.enter(name, ("Alatau college", "Jetisu college")[place % 2], (event.skill, bakery)[place // 3])
    Championship.objects.update(scale_from=2)
    return event


def addresses() -> list[str]:
    """Return every public page that shows results, whether it is there or not."""
    skills = ContestedSkill.objects.values_list("pk", flat=True)
    colleges = Organisation.objects.values_list("pk", flat=True)
    return [
        OPEN,
        f"{OPEN}results/",
        *(f"{OPEN}results/{pk}/" for pk in skills),
        *(f"{OPEN}medals/{by}" for by in ("", "?by=region")),
        "/en/championships/records/",
        *(f"/en/skills/{pk}/" for pk in Skill.objects.values_list("pk", flat=True)),
        *(f"/en/championships/organisations/{pk}/" for pk in colleges),
    ]


def pages(client: Client) -> dict[str, bytes]:
    """Return the bytes of every page, without the token that each answer has anew."""
    return {address: TOKEN.sub(b"", client.get(address).content) for address in addresses()}


@settings(
    max_examples=3 if masters.on_postgresql() else 5,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(before=st.lists(steps, max_size=2), after=st.lists(steps, min_size=1, max_size=3))
def test_frozen_pages_stand_still_and_nobody_is_named_who_did_not_choose_it(
    event: Event, before: list[Any], after: list[Any]
) -> None:
    client = Client()
    with transaction.atomic():
        history = History(event)
        for step in [("all", 0, [80, 70, 60]), *before]:
            history.take(step)
        history.take(("freeze", None, None))
        now = pages(client)
        assert b"80.00" in now[f"{OPEN}results/"] or before
        for step in after:
            history.take(step)
            if not Championship.objects.get(pk=event.championship.pk).is_frozen:
                break
            was, now = now, pages(client)
            if step[0] not in PRIVACY:
                assert now == was
            assert_only_chosen_names(now)
        transaction.set_rollback(True)


def assert_only_chosen_names(shown: dict[str, bytes]) -> None:
    """Assert that no page has the family name of anybody who did not choose that her name is public."""
    for person in PublicPerson.objects.exclude(publicity=Publicity.NAME):
        named = [address for address, content in shown.items() if person.family_name.encode() in content]
        assert not named
