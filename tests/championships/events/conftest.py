"""A championship, its organiser, and its pages."""

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.cache import cache
from django.utils import translation

from championships.events.models import Championship, ChampionshipIndexPage, ChampionshipPage, SkillResult
from championships.events.publishing import PublishedCriterion, PublishedRow, publish_results
from people.models import Membership, Organisation, Role, User
from tests.pages.growing import add, grow_home

CRITERIA = (PublishedCriterion("A", "Markup", Decimal("60.00")), PublishedCriterion("B", "Form", Decimal("40.00")))


@pytest.fixture(autouse=True)
def _as_if_first() -> Iterator[None]:
    """Forget what other tests left: the paths of sites in the cache, and the language of the last request."""
    cache.clear()
    with translation.override("en"):
        yield
    cache.clear()


@pytest.fixture
def organiser(db: None) -> User:
    """Somebody who may publish results."""
    user = User.objects.create_user("organiser@podium.example", name="Dana Demo")
    college = Organisation.objects.create(name="Demo college")
    Membership.objects.create(user=user, organisation=college, role=Role.ORGANISER)
    return user


@pytest.fixture
def championship(db: None) -> Championship:
    """A championship that is over."""
    return Championship.objects.create(
        name="Open",
        slug="open",
        starts_on=date(2026, 3, 2),
        ends_on=date(2026, 3, 4),
        place="Qaraghandy",
        needs_second_person=False,
    )


@pytest.fixture
def index(db: None) -> ChampionshipIndexPage:
    """The list of championships below a fresh home page."""
    return add(grow_home(), ChampionshipIndexPage(title="Championships", slug="championships"))


@pytest.fixture
def page(index: ChampionshipIndexPage, championship: Championship) -> ChampionshipPage:
    """The English page of the championship."""
    return add(index, ChampionshipPage(title="The Open", slug="open", championship=championship))


def row(position: int, name: str, total: str, **marks: str) -> PublishedRow:
    """Return a line of a result; marks by criterion letter."""
    criteria = {letter: Decimal(mark) for letter, mark in marks.items()}
    sections = {"1": Decimal(total)}
    return PublishedRow(position, name, "Demo college", Decimal(total), criteria, sections, public_name=name)


@pytest.fixture
def publish(organiser: User, championship: Championship) -> Callable[..., SkillResult]:
    """Publish rows for one skill of the championship."""

    def act(*rows: PublishedRow, source: str = "list:1", **more: Any) -> SkillResult:
        fields: dict[str, Any] = {
            "actor": organiser,
            "championship": championship,
            "skill_title": "17 Web technologies",
            "scheme_version": None,
            "source": source,
            "rows": rows,
            "criteria": CRITERIA,
        }
        return publish_results(**{**fields, **more})

    return act
