"""Calibration in tests: nothing kept from test to test, and English first."""

from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.utils import translation

from coaching.training import admission, outcomes
from coaching.training.calibration.models import CalibrationExercise
from people.models import Role, User
from tests.coaching.training.calibration.building import make_exercise, make_person


@pytest.fixture(autouse=True)
def _as_if_first() -> Iterator[None]:
    """Forget what other tests left."""
    cache.clear()
    with translation.override("en"):
        yield
    cache.clear()


@pytest.fixture
def exercise(db: None) -> CalibrationExercise:
    """Two works with a judgement and a measurement each."""
    return make_exercise()


@pytest.fixture
def judge_a(db: None) -> User:
    """A mentor who judges."""
    return make_person("Aida", Role.MENTOR)


@pytest.fixture
def gates(monkeypatch: pytest.MonkeyPatch) -> list[admission.Gate]:
    """The gates that are asked in this test: none, until it adds its own."""
    found: list[admission.Gate] = []
    monkeypatch.setattr(admission, "_gates", found)
    return found


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[outcomes.Outcome]:
    """The outcomes that listeners heard of in this test."""
    heard: list[outcomes.Outcome] = []
    monkeypatch.setattr(outcomes, "_listeners", [heard.append])
    return heard
