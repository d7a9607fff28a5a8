"""A marking scheme, a mentor who keeps it, and a module on it."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import cache
from django.utils import translation

from championships.schemes.models import Aspect, Criterion, JudgementDescriptor, Scheme, SchemeVersion, SubCriterion
from coaching.training.models import TrainingIndexPage, TrainingModulePage
from people.models import Membership, Organisation, Role, User
from tests.pages.growing import add, grow_home


@pytest.fixture(autouse=True)
def _as_if_first() -> Iterator[None]:
    """Forget what other tests left: the paths of sites in the cache, and the language of the last request."""
    cache.clear()
    with translation.override("en"):
        yield
    cache.clear()


@pytest.fixture
def mentor(db: None) -> User:
    """A mentor, who keeps the scheme."""
    user = User.objects.create_user("mentor@podium.example", name="Aigerim Demo")
    Membership.objects.create(
        user=user, organisation=Organisation.objects.create(name="Demo college"), role=Role.MENTOR
    )
    return user


@pytest.fixture
def version(mentor: User) -> SchemeVersion:
    """A version with the sub-criteria A1, A2 and B1, each with one measured and one judged aspect."""
    scheme = Scheme.objects.create(title="17 Web technologies", owner=mentor)
    made = SchemeVersion.objects.create(scheme=scheme, number=1, total="12.00", imported_by=mentor)
    for letter, count in (("A", 2), ("B", 1)):
        criterion = Criterion.objects.create(
            version=made, letter=letter, name=letter, marks=4 * count, order=ord(letter)
        )
        for number in range(1, count + 1):
            add_sub_criterion(criterion, f"{letter}{number}", number)
    return made


def add_sub_criterion(criterion: Criterion, code: str, order: int) -> None:
    """Add a sub-criterion with a measured aspect of 1.50 and a judged one of 2.50 marks."""
    sub = SubCriterion.objects.create(criterion=criterion, code=code, name=f"Part {code}", order=order)
    Aspect.objects.create(
        sub_criterion=sub, code=f"{code}.M1", kind="M", description=f"Measured {code}", maximum="1.50", order=1
    )
    judged = Aspect.objects.create(
        sub_criterion=sub, code=f"{code}.J1", kind="J", description=f"Judged {code}", maximum="2.50", order=2
    )
    for score in range(4):
        JudgementDescriptor.objects.create(aspect=judged, score=score, text=f"Level {score} of {code}")


@pytest.fixture
def index(db: None) -> TrainingIndexPage:
    """The list of modules below a fresh home page."""
    return add(grow_home(), TrainingIndexPage(title="Training", slug="training"))


@pytest.fixture
def module(index: TrainingIndexPage, version: SchemeVersion) -> TrainingModulePage:
    """A module with an excerpt of A and a practice room on A1 and B1."""
    return add(index, new_module("form", body=json.dumps(body(version))))


def new_module(slug: str, **fields: Any) -> TrainingModulePage:
    """Return a module that is not saved yet."""
    return TrainingModulePage(
        **{"title": slug, "slug": slug, "skill": "17", "hours": 2, "introduction": "Intro", **fields}
    )


def body(version: SchemeVersion) -> list[dict[str, Any]]:
    """Return the blocks of the module."""
    excerpt = {"scheme_version": version.pk, "codes": "A", "heading": "How it is marked"}
    practice = {"scheme_version": version.pk, "codes": "b1, A1", "title": "Live form", "task": "Build.", "minutes": 45}
    return [{"type": "scheme_excerpt", "value": excerpt}, {"type": "practice_room", "value": practice}]
