"""People, terms and a document, with evidence that tests give in place of learning."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import cache
from django.utils import translation

from coaching.certificates.learnt import asked_of
from coaching.certificates.models import Certificate, ProgrammeTerms
from people.demo import DemoPeople, load_people
from tests.coaching.certificates.building import KnownLearners, certify, make_terms


@pytest.fixture(autouse=True)
def _as_if_first(settings: Any, tmp_path: object) -> Iterator[None]:
    """Keep keys of badges in a folder of the test's own, speak English, and forget who tried numbers."""
    settings.VAR = tmp_path
    settings.PUBLIC_ADDRESS = "https://podium.example"
    with translation.override("en"):
        yield
    cache.clear()


@pytest.fixture
def people(db: None) -> DemoPeople:
    """One person of each role; mentor and organiser are of the Kazakh college."""
    return load_people()


@pytest.fixture
def learners() -> Iterator[KnownLearners]:
    """What everybody has learnt."""
    known = KnownLearners()
    with asked_of(known):
        yield known


@pytest.fixture
def terms(people: DemoPeople) -> ProgrammeTerms:
    """The terms of a programme of the Kazakh college."""
    return make_terms(people.mentor, people.kazakh_college)


@pytest.fixture
def russian_terms(people: DemoPeople) -> ProgrammeTerms:
    """The terms of a programme of the Russian college, whose documents are reported."""
    return make_terms(people.admin, people.russian_college, series={"prefix": "ПК-"})


@pytest.fixture
def certificate(people: DemoPeople, terms: ProgrammeTerms, learners: KnownLearners) -> Certificate:
    """The document of the student, issued by the mentor."""
    return certify(people.mentor, people.student, terms, learners)
