"""Modules that are offered after a room: those that train what was missing, in the reader's language."""

from decimal import Decimal

import pytest
from pytest_django import DjangoAssertNumQueries

from coaching.rooms.next_lessons import Need, Section, lessons_for
from coaching.training import next_lessons
from coaching.training.models import TrainingIndexPage
from tests.coaching.training.conftest import new_module
from tests.pages.growing import add

pytestmark = pytest.mark.django_db

SECTIONS = (Section("4", "Front-end development", Decimal("3.00")), Section("2", "Communication", Decimal("1.00")))
NEED = Need("en", "17", "Web technologies", SECTIONS)


def titles(need: Need) -> list[str]:
    """Return the titles of what is offered."""
    return [lesson.title for lesson in next_lessons.lessons_for(need)]


def test_modules_that_train_the_most_of_what_was_lost_come_first(index: TrainingIndexPage) -> None:
    add(index, new_module("little", skill="17 Web technologies", standards="2 Communication"))
    add(index, new_module("much", skill="17 Web technologies", standards="4 Front-end development\n2 Communication"))
    add(index, new_module("by-name", skill="9 Something else", standards="1 Front-end  development"))
    add(index, new_module("skill-alone", skill="17 Web technologies"))
    add(index, new_module("other", skill="35 Restaurant service", standards="4 Serving drinks\n2 Guests"))
    add(index, new_module("for-mentors", skill="17 Web technologies", standards="4", audience="mentors"))
    assert titles(NEED) == ["much", "by-name", "little", "skill-alone"]
    best = next_lessons.lessons_for(NEED)[0]
    assert best.why == "Trains where you lost marks: Front-end development, Communication."
    assert best.url.endswith("/training/much/")


def test_a_number_counts_only_within_the_skill(index: TrainingIndexPage) -> None:
    add(index, new_module("same-skill", skill="17 Веб-технологии", standards="4 Клиентская разработка"))
    add(index, new_module("other-skill", skill="35 Restaurant service", standards="4 Serving drinks"))
    assert titles(NEED) == ["same-skill"]


def test_drafts_and_other_languages_are_not_offered(index: TrainingIndexPage) -> None:
    page = add(index, new_module("draft", skill="17 Web technologies", standards="4"))
    page.unpublish()
    assert titles(NEED) == []
    add(index, new_module("english", skill="17 Web technologies", standards="4"))
    assert titles(Need("kk", "17", "Web technologies", SECTIONS)) == []


def test_training_offers_its_modules_to_rooms_at_a_constant_cost(
    index: TrainingIndexPage, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(5):
        add(index, new_module(f"module-{number}", skill="17 Web technologies", standards="4"))
    lessons_for(NEED)
    # The modules, the paths of the sites, and which of them the terms and the rules of programmes close.
    with django_assert_max_num_queries(4):
        assert len(lessons_for(NEED)) == 3
