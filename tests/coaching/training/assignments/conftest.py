"""People of two colleges, and files in a folder of the test's own."""

from pathlib import Path
from types import SimpleNamespace

import pytest
from pytest_django import Settings

from coaching.training import admission, outcomes
from coaching.training.assignments import learners
from people.models import Role
from tests.coaching.training.assignments.building import make_assignment, person


@pytest.fixture(autouse=True)
def _own_files(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture(autouse=True)
def _alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the gates, listeners and sources that other apps have registered."""
    monkeypatch.setattr(admission, "_gates", [])
    monkeypatch.setattr(outcomes, "_listeners", [])
    monkeypatch.setattr(learners, "_sources", [])


@pytest.fixture
def crew(db: None) -> SimpleNamespace:
    """Two learners, who leads them, two markers of their college and two of another."""
    return SimpleNamespace(
        dana=person("Dana"),
        timur=person("Timur"),
        leader=person("Aigerim", Role.MENTOR),
        marker=person("Botagoz", Role.EXPERT),
        second=person("Pavel", Role.EXPERT, "Other college"),
        third=person("Chen", Role.EXPERT, "Third college"),
        stranger=person("Olga", Role.MENTOR, "Other college"),
    )


@pytest.fixture
def one(crew: SimpleNamespace) -> object:
    """An assignment with one marker."""
    return make_assignment(crew.leader)


@pytest.fixture
def two(crew: SimpleNamespace) -> object:
    """An assignment with two markers, and a third look from a difference over 10 percent."""
    return make_assignment(crew.leader, reviewers=2)
