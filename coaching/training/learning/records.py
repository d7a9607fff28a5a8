"""What people have reached, read for the rules of `parts`: for one person or for five hundred in the same queries."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from coaching.training.learning import attendance
from coaching.training.learning.models import Attainment, Completion, LessonPlace, Override, OverrideKind, Reached
from coaching.training.learning.outline import Outline
from coaching.training.learning.parts import ReachedKey, Record

# One person's key, or a query of many.
Users = Collection[int] | QuerySet[Any]


@dataclass(slots=True)
class Gathered:
    """What is known of one person while it is gathered; `percents` and `last_at` are for showing, no rule asks them."""

    reached: dict[ReachedKey, dt.datetime] = field(default_factory=dict)
    percents: dict[ReachedKey, Decimal] = field(default_factory=dict)
    results: dict[UUID, list[tuple[Decimal, dt.datetime]]] = field(default_factory=lambda: defaultdict(list))
    completed: dict[UUID, dt.datetime] = field(default_factory=dict)
    kept: set[UUID] = field(default_factory=set)
    revisions: dict[UUID, int | None] = field(default_factory=dict)
    opened: set[UUID] = field(default_factory=set)
    visited: dict[UUID, dt.datetime] = field(default_factory=dict)
    anchors: dict[UUID, str] = field(default_factory=dict)

    def record(self) -> Record:
        """Return what the rules ask about."""
        return Record(
            reached=self.reached,
            results=self.results,
            completed=self.completed,
            opened=frozenset(self.opened),
            visited=frozenset(self.visited),
        )

    def last_at(self) -> dt.datetime | None:
        """Return when anything was last done that is known of."""
        return max((*self.reached.values(), *self.visited.values()), default=None)


def gathered(users: Users, outlines: Iterable[Outline]) -> Mapping[int, Gathered]:
    """Return what `users` have reached in the programmes. Five queries; somebody without any is an empty record."""
    keys = {key for outline in outlines for key in outline.ways}
    held = {content.key for outline in outlines for contents in outline.contents.values() for content in contents}
    people: dict[int, Gathered] = defaultdict(Gathered)
    _take_attainments(people, Attainment.objects.filter(user__in=users, key__in=keys | held, passed=True))
    _take_completions(people, Completion.objects.filter(user__in=users, key__in=keys))
    _take_overrides(people, Override.objects.filter(user__in=users, key__in=keys))
    _take_rooms(people, attendance.of(users, keys))
    _take_places(people, LessonPlace.objects.filter(user__in=users, lesson_key__in=keys))
    return people


def _take_attainments(people: dict[int, Gathered], rows: QuerySet[Attainment]) -> None:
    for row in rows:
        person, what = people[row.user_id], (row.kind, row.key)
        person.reached[what] = row.at
        if row.percent is not None:
            person.percents[what] = row.percent
        person.revisions.setdefault(row.key, row.revision_id)


def _take_completions(people: dict[int, Gathered], rows: QuerySet[Completion]) -> None:
    for row in rows:
        people[row.user_id].completed[row.key] = row.at
        people[row.user_id].kept.add(row.key)
        people[row.user_id].revisions[row.key] = row.revision_id


def _take_overrides(people: dict[int, Gathered], rows: QuerySet[Override]) -> None:
    for row in rows:
        if row.kind == OverrideKind.OPEN:
            people[row.user_id].opened.add(row.key)
        else:
            people[row.user_id].completed.setdefault(row.key, row.at)


def _take_places(people: dict[int, Gathered], rows: QuerySet[LessonPlace]) -> None:
    for row in rows:
        people[row.user_id].visited[row.lesson_key] = row.at
        people[row.user_id].anchors[row.lesson_key] = row.anchor


def _take_rooms(people: dict[int, Gathered], rooms: Iterable[attendance.Attended]) -> None:
    for room in rooms:
        person, what = people[room.user_id], (Reached.ROOM.value, room.key)
        person.reached[what] = min(person.reached.get(what, room.at), room.at)
        if room.percent is not None and room.ended_at is not None:
            person.results[room.key].append((room.percent, room.ended_at))
            person.percents[what] = max(person.percents.get(what, room.percent), room.percent)
