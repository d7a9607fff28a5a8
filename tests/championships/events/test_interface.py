"""The interface for programs: every answer is what its document says, public columns alone, and tags that hold."""

import json
from collections.abc import Iterator
from datetime import time
from typing import Any

import pytest
from django.test import Client
from django.urls import get_resolver
from pytest_django import DjangoAssertNumQueries
from wagtail.models import Locale

from championships.events.freezing import freeze
from championships.events.models import (
    Championship,
    ChampionshipPage,
    Publicity,
)
from championships.events.open_data.describing import document
from championships.events.open_data.operations import OPERATIONS
from championships.events.publicity import choose
from championships.schemes.models import Skill
from tests.championships.events.grown import BY_NAME, Event
from tests.championships.events.holding_to_schema import faults
from tests.championships.events.opened import open_event, plan, publish

ROOT = "/api/v1/"
QUERIES = 8


@pytest.fixture
def event(db: None) -> Event:
    """A championship with a page, three entries, results and a plan."""
    return open_event()


def addresses(event: Event) -> Iterator[tuple[str, str]]:
    """Yield each address of the document with a real one."""
    for each in OPERATIONS:
        real = each.address.replace("{slug}", event.championship.slug).replace("{skill}", str(event.skill.pk))
        yield f"{ROOT}{each.address}", f"{ROOT}{real}"


def ask(client: Client, address: str, status: int = 200, **words: Any) -> Any:
    answer = client.get(address, words)
    assert answer.status_code == status, answer.content
    return json.loads(answer.content)


@pytest.mark.parametrize("language", ["en", "ru", "kk"])
def test_every_answer_is_what_the_document_says(client: Client, event: Event, language: str) -> None:
    described = ask(client, f"{ROOT}openapi.json", language=language)
    shapes = described["components"]["schemas"]
    for address, real in addresses(event):
        schema = described["paths"][address]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
        answer = ask(client, real, language=language)
        assert faults(answer, schema, shapes) == []
        assert faults({**answer, "surplus": 1}, schema, shapes)
        assert answer.get("items") != []
    for address in (
        f"{ROOT}nothing/",
        f"{ROOT}championships/nowhere/",
        f"{ROOT}championships/open/skills/999999/results/",
    ):
        assert faults(ask(client, address, 404), {"$ref": "#/Fault"}, shapes) == []
    assert faults(ask(client, f"{ROOT}championships/", 400, page="0"), {"$ref": "#/Fault"}, shapes) == []


def test_the_document_names_every_address_and_no_other() -> None:
    named = {each.name for pattern in get_resolver().url_patterns for each in _inner(pattern, "api")}
    assert named - {"openapi", None} == {each.name for each in OPERATIONS}
    paths = document("http://testserver/")["paths"]
    assert len(paths) == len(OPERATIONS)
    for address, each in paths.items():
        words = [one["name"] for one in each["get"]["parameters"] if one["in"] == "path"]
        assert all(f"{{{word}}}" in address for word in words)
        assert address.count("{") == len(words)


def _inner(pattern: Any, namespace: str) -> Any:
    return pattern.url_patterns if getattr(pattern, "namespace", None) == namespace else []


def test_lines_say_what_is_public_and_nothing_else(client: Client, event: Event) -> None:
    first, second, _third = event.championship.skills.get().entries.order_by("number")
    choose(actor=event.organiser, person=first.people.get(), publicity=Publicity.NAME, consents=[BY_NAME])
    choose(actor=event.organiser, person=second.people.get(), publicity=Publicity.NOTHING)
    answer = ask(client, f"{ROOT}championships/open/skills/{event.skill.pk}/results/")
    assert [line["name"] for line in answer["items"]] == ["Aruzhan Aqqu", None, "D. B."]
    assert answer["items"][0]["criteria"] == {"A": "60.00", "B": "20.00"}
    assert (answer["maximum"], answer["items"][0]["total"]) == ("100.00", "80.00")
    people = ask(client, f"{ROOT}championships/open/participants/")["items"]
    assert [each["name"] for each in people] == ["Aruzhan Aqqu", None, "D. B."]
    everything = " ".join(client.get(real).content.decode() for _address, real in addresses(event))
    assert "Sokol" not in everything
    assert "Burkit" not in everything


def test_what_has_no_page_and_what_is_not_public_is_not_there(client: Client, event: Event) -> None:
    bakery = event.contest("Bakery")
    publish(event, ["50"], skill=bakery, source="list:2")
    event.hand_over(["70"], skill=(other := event.contest("Floristry")), source="list:3")
    assert ask(client, f"{ROOT}championships/open/skills/{bakery.pk}/results/")["items"]
    ask(client, f"{ROOT}championships/open/skills/{other.pk}/results/", 404)
    ChampionshipPage.objects.get().unpublish()
    assert ask(client, f"{ROOT}championships/")["items"] == []
    for _address, real in list(addresses(event))[1:]:
        ask(client, real, 404)


def test_a_tag_holds_until_something_changes(client: Client, event: Event) -> None:
    address = f"{ROOT}championships/open/skills/{event.skill.pk}/results/"
    tag = client.get(address)["ETag"]
    assert tag.startswith(f'"{Championship.objects.get().sequence}-')
    same = client.get(address, headers={"if-none-match": tag})
    assert (same.status_code, same.content) == (304, b"")
    assert same["Access-Control-Allow-Origin"] == "*"
    event.championship.skills.update(title="Web")
    assert client.get(address, headers={"if-none-match": tag}).status_code == 200


def test_a_frozen_championship_answers_the_same_bytes(client: Client, event: Event) -> None:
    freeze(actor=event.organiser, championship=event.championship)
    address = f"{ROOT}championships/open/skills/{event.skill.pk}/results/"
    before = client.get(address).content
    publish(event, ["90", "70", "60"], reason="A form was misread.")
    assert client.get(address).content == before


def test_lists_come_in_pages(client: Client, event: Event) -> None:
    address, seen = f"{ROOT}championships/open/participants/?per_page=2", []
    for _page in range(2):
        answer = json.loads(client.get(address).content)
        seen += [each["number"] for each in answer["items"]]
        assert (answer["pages"], answer["total"]) == (2, 3)
        address = answer["next"]
    assert seen == [1, 2, 3]
    assert answer["next"] is None


@pytest.mark.parametrize(
    ("word", "value"), [("page", "0"), ("page", "x"), ("page", "²"), ("per_page", "9" * 40), ("language", "de")]
)
def test_what_cannot_be_read_is_refused_by_name(client: Client, event: Event, word: str, value: str) -> None:
    answer = ask(client, f"{ROOT}championships/", 400, **{word: value})
    assert (answer["code"], answer["parameter"]) == ("bad_parameter", word)
    assert answer["message"]


def test_scripts_of_other_sites_may_ask_and_change_nothing(client: Client, event: Event) -> None:
    asked = client.options(f"{ROOT}championships/", headers={"origin": "https://elsewhere.example"})
    assert asked.status_code == 204
    assert asked["Access-Control-Allow-Origin"] == "*"
    assert "If-None-Match" in asked["Access-Control-Allow-Headers"]
    assert client.post(f"{ROOT}championships/").status_code == 405
    assert "Set-Cookie" not in client.get(f"{ROOT}championships/")


def test_skills_are_named_in_the_language_asked_for(client: Client, event: Event) -> None:
    english, russian = (_skill(language, name) for language, name in (("en", "Bakery"), ("ru", "Хлебопечение")))
    Skill.objects.filter(pk=russian.pk).update(translation_key=english.translation_key)
    event.championship.skills.create(skill=english)
    titles = {
        language: [
            each["title"] for each in ask(client, f"{ROOT}championships/open/skills/", language=language)["items"]
        ]
        for language in ("en", "ru", "kk")
    }
    assert {language: "Bakery" in found for language, found in titles.items()} == {"en": True, "ru": False, "kk": True}
    assert "Хлебопечение" in titles["ru"]
    assert client.get(f"{ROOT}championships/", {"language": "kk"})["Content-Language"] == "kk"


def _skill(language: str, name: str) -> Skill:
    return Skill.objects.create(locale=Locale.objects.get(language_code=language), name=name, sector="services")


@pytest.mark.parametrize("many", [0, 20])
def test_answers_cost_the_same_for_few_and_for_many(
    client: Client, event: Event, many: int, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(many):
        skill = event.contest(f"Skill {number}")
        event.enter(f"Person Number{number}", skill=skill)
        publish(event, ["50", "40"], skill=skill, source=f"many:{number}")
        plan(event, f"Item {number}", time(8), contested_skill=skill)
    for _address, real in addresses(event):
        client.get(real)
        with django_assert_max_num_queries(QUERIES):
            client.get(real)
