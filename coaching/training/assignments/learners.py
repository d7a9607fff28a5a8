"""Who is expected to hand something in, from when their days count, and who leads them.

Assignments stand below learning, which knows enrolments and cohorts: it registers a source from `ready()` of its
configuration. Without a source an assignment knows those who have begun it, and the members of a college are led by the
mentors and organisers of that college.
"""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Expected:
    """Somebody of whom work is expected.

    `group` and `group_name` name the cohort, `begins_at` is the moment that a relative due date counts from, `leaders`
    are the keys of the users who allocate and release the work of this cohort.
    """

    user_id: int
    group: str = ""
    group_name: str = ""
    begins_at: dt.datetime | None = None
    leaders: frozenset[int] = frozenset()


Source = Callable[[UUID, int | None], Iterable[Expected]]
"""Takes the translation key of an assignment, and the key of one user or None for everybody."""

_sources: list[Source] = []


def register_source(source: Source) -> None:
    """Ask `source` too from now on; registering it again changes nothing."""
    if source not in _sources:
        _sources.append(source)


def expected_in(key: UUID, user_id: int | None = None) -> list[Expected]:
    """Return those of whom the assignment `key` is expected, or what is known of one user."""
    return [one for source in _sources for one in source(key, user_id)]
