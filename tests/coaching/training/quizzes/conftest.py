"""Quizzes in tests: nothing kept from test to test, and English first."""

from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.utils import translation

from coaching.training import admission, outcomes
from coaching.training.quizzes.models import Quiz
from people.models import Role, User
from tests.coaching.training.quizzes.building import make_person, make_quiz


@pytest.fixture(autouse=True)
def _as_if_first() -> Iterator[None]:
    """Forget what other tests left."""
    cache.clear()
    with translation.override("en"):
        yield
    cache.clear()


@pytest.fixture
def quiz(db: None) -> Quiz:
    """A quiz with a question of each kind."""
    return make_quiz()


@pytest.fixture
def learner(db: None) -> User:
    """Somebody who learns."""
    return make_person("Learner", Role.STUDENT)


@pytest.fixture
def mentor(db: None) -> User:
    """Somebody who writes training."""
    return make_person("Mentor", Role.MENTOR)


@pytest.fixture(autouse=True)
def gates(monkeypatch: pytest.MonkeyPatch) -> list[admission.Gate]:
    """The gates that are asked in this test: none, until it adds its own."""
    found: list[admission.Gate] = []
    monkeypatch.setattr(admission, "_gates", found)
    return found


@pytest.fixture(autouse=True)
def told(monkeypatch: pytest.MonkeyPatch) -> list[outcomes.Outcome]:
    """The outcomes that listeners heard of in this test."""
    heard: list[outcomes.Outcome] = []
    monkeypatch.setattr(outcomes, "_listeners", [heard.append])
    return heard
