"""A programme of two modules with two lessons each, people, and what they do."""

from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.cache import cache
from django.utils import translation

from championships.schemes.models import Aspect, Criterion, Scheme, SchemeVersion, SubCriterion
from coaching.training.models import LessonPage, ProgrammePage, TrainingIndexPage, TrainingModulePage
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
def index(db: None) -> TrainingIndexPage:
    """The list of training below a fresh home page."""
    return add(grow_home(), TrainingIndexPage(title="Training", slug="training"))


def grow_programme(
    index: TrainingIndexPage, slug: str = "judging", *, modules: int = 2, lessons: int = 2
) -> ProgrammePage:
    """Grow a live programme with modules and lessons below the list."""
    programme = add(index, ProgrammePage(title=f"Programme {slug}", slug=slug, introduction="What it is.", hours=36))
    for number in range(1, modules + 1):
        module = add(programme, new_module(f"{slug}-m{number}"))
        for lesson in range(1, lessons + 1):
            add(module, new_lesson(f"{slug}-m{number}-l{lesson}"))
    return ProgrammePage.objects.get(pk=programme.pk)


def new_module(slug: str) -> TrainingModulePage:
    """Return a module that is not saved yet."""
    return TrainingModulePage(
        title=f"Module {slug}", slug=slug, skill="17", hours=2, introduction="Intro", audience="mentors"
    )


def new_lesson(slug: str) -> LessonPage:
    """Return a lesson that is not saved yet."""
    return LessonPage(title=f"Lesson {slug}", slug=slug, introduction=f"Secret of {slug}", minutes=15)


@pytest.fixture
def programme(index: TrainingIndexPage) -> SimpleNamespace:
    """The programme with its modules and lessons."""
    page = grow_programme(index)
    modules = list(TrainingModulePage.objects.child_of(page).order_by("path"))
    lessons = list(LessonPage.objects.descendant_of(page).order_by("path"))
    return SimpleNamespace(page=page, key=page.translation_key, modules=modules, lessons=lessons)


def new_person(email: str, role: Role | None = None, **fields: Any) -> User:
    """Make a person, with a role in the demo college if one is named."""
    user = User.objects.create_user(email, **{"name": email.split("@", maxsplit=1)[0].title(), **fields})
    if role is not None:
        college, _ = Organisation.objects.get_or_create(name="Demo college")
        Membership.objects.create(user=user, organisation=college, role=role)
    return user


@pytest.fixture
def learner(db: None) -> User:
    """A learner without any role."""
    return new_person("learner@podium.example", name="Lyazzat Learner")


@pytest.fixture
def mentor(db: None) -> User:
    """A mentor."""
    return new_person("mentor@podium.example", Role.MENTOR, name="Aigerim Mentor")


@pytest.fixture
def version(mentor: User) -> SchemeVersion:
    """A version of a scheme with one sub-criterion of 4.00 marks."""
    scheme = Scheme.objects.create(title="17 Web technologies", owner=mentor)
    made = SchemeVersion.objects.create(scheme=scheme, number=1, total="4.00", imported_by=mentor)
    criterion = Criterion.objects.create(version=made, letter="A", name="A", marks=4, order=1)
    sub = SubCriterion.objects.create(criterion=criterion, code="A1", name="Part", order=1)
    Aspect.objects.create(sub_criterion=sub, code="A1.M1", kind="M", description="Measured", maximum="4.00", order=1)
    return made
