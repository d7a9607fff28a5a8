"""What somebody has learnt, asked of learning: nothing else leads to a document, and nothing that a browser computed.

Tests and other sources of training put a source of their own in place with `asked_of`.
"""

import datetime as dt
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from decimal import Decimal
from typing import Protocol
from uuid import UUID

from django.utils import translation

from people.models import User


class Item(Protocol):
    """One thing that was reached: a module, a lesson, a quiz; `percent` is 0.00 to 100.00 or None."""

    @property
    def kind(self) -> str:
        """Return what it is."""

    @property
    def key(self) -> UUID:
        """Return its translation key."""

    @property
    def title(self) -> str:
        """Return its title in the language that was asked in."""

    @property
    def revision_id(self) -> int | None:
        """Return the published revision that was completed."""

    @property
    def percent(self) -> Decimal | None:
        """Return the result, if it has one."""

    @property
    def at(self) -> dt.datetime:
        """Return when it was reached."""


class Evidence(Protocol):
    """What one person has reached in one programme; `hours` are academic hours."""

    @property
    def programme_key(self) -> UUID:
        """Return the translation key of the programme."""

    @property
    def title(self) -> str:
        """Return its title in the language that was asked in."""

    @property
    def hours(self) -> int:
        """Return its academic hours."""

    @property
    def is_complete(self) -> bool:
        """Return whether everything was reached."""

    @property
    def completed_at(self) -> dt.datetime | None:
        """Return since when, if it is complete."""

    @property
    def items(self) -> Sequence[Item]:
        """Return what was reached, in the order of the programme."""


class Source(Protocol):
    """Whoever knows what was learnt, and who is learning."""

    def evidence_for(self, *, user: User, programme_key: UUID) -> Evidence | None:
        """Return what `user` has reached, with titles in the active language; None who is not enrolled."""

    def learners_of(self, programme_key: UUID, cohort: UUID | None = None) -> Sequence[int]:
        """Return the keys of the people who are enrolled, of one cohort if it is named."""

    def cohorts_of(self, programme_key: UUID) -> Sequence[tuple[UUID, str]]:
        """Return the cohorts of the programme, each as its key and its name, the latest first."""

    def programmes_of(self, user: User) -> Sequence[UUID]:
        """Return the keys of the programmes in which `user` is enrolled."""


class Learning:
    """Podium's own learning."""

    def evidence_for(self, *, user: User, programme_key: UUID) -> Evidence | None:
        """Ask learning."""
        from coaching.training.learning.evidence import evidence_for  # noqa: PLC0415 -- its models are ready only now

        return evidence_for(user=user, programme_key=programme_key)

    def learners_of(self, programme_key: UUID, cohort: UUID | None = None) -> Sequence[int]:
        """Return everybody who has not left."""
        from coaching.training.learning.models import Enrolment, EnrolmentState  # noqa: PLC0415

        enrolled = Enrolment.objects.filter(programme_key=programme_key).exclude(state=EnrolmentState.LEFT)
        found = enrolled.filter(cohort=cohort) if cohort else enrolled
        return list(found.values_list("user_id", flat=True))

    def cohorts_of(self, programme_key: UUID) -> Sequence[tuple[UUID, str]]:
        """Return every cohort of the programme."""
        from coaching.training.learning.models import Cohort  # noqa: PLC0415

        return list(Cohort.objects.filter(programme_key=programme_key).values_list("pk", "name"))

    def programmes_of(self, user: User) -> Sequence[UUID]:
        """Return those that she has not left."""
        from coaching.training.learning.models import Enrolment, EnrolmentState  # noqa: PLC0415

        enrolled = Enrolment.objects.filter(user=user).exclude(state=EnrolmentState.LEFT)
        return list(enrolled.values_list("programme_key", flat=True))


_sources: list[Source] = [Learning()]


@contextmanager
def asked_of(source: Source) -> Iterator[None]:
    """Ask `source` in place of learning while the context lasts."""
    _sources.append(source)
    try:
        yield
    finally:
        _sources.remove(source)


def evidence_of(*, user: User, programme_key: UUID, language: str) -> Evidence | None:
    """Return what `user` has reached in the programme, with titles in `language`."""
    with translation.override(language):
        return _sources[-1].evidence_for(user=user, programme_key=programme_key)


def learners_of(programme_key: UUID, cohort: UUID | None = None) -> list[int]:
    """Return the keys of the people who are enrolled in the programme, of one `cohort` if it is named."""
    return list(_sources[-1].learners_of(programme_key, cohort))


def cohorts_of(programme_key: UUID) -> list[tuple[UUID, str]]:
    """Return the cohorts of the programme, each as its key and its name, the latest first."""
    return list(_sources[-1].cohorts_of(programme_key))


def programmes_of(user: User) -> list[UUID]:
    """Return the keys of the programmes in which `user` is enrolled."""
    return list(_sources[-1].programmes_of(user))
