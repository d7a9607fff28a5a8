"""Time against marks, read from the log: when the marks of each competitor came, and what took the judges long."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from statistics import median
from typing import Any
from uuid import UUID

from django.db.models import Q

from coaching.rooms.models import Room, RoomEvent
from coaching.rooms.sheet import Sheet, SheetAspect, sheet_of

LONGEST_PACE = 10 * 60
"""Seconds after which a judge was not at work on the next aspect, but on a break."""
READ_AT_ONCE = 1000


@dataclass(frozen=True, slots=True)
class Step:
    """A total that a competitor had from `second` on, counted from the start of the room."""

    second: int
    total: Decimal


@dataclass(frozen=True, slots=True)
class Course:
    """How the total of one competitor grew; the seconds are None before there is anything to say."""

    competitor: str
    steps: tuple[Step, ...]

    @property
    def total(self) -> Decimal:
        """The last total."""
        return self.steps[-1].total if self.steps else Decimal("0.00")

    @property
    def first(self) -> int | None:
        """When the first mark was there."""
        return self.steps[0].second if self.steps else None

    @property
    def half(self) -> int | None:
        """When half of what it came to was there for the first time."""
        return next((step.second for step in self.steps if 2 * step.total >= self.total), None)

    @property
    def last(self) -> int | None:
        """When the total changed for the last time."""
        return self.steps[-1].second if self.steps else None


@dataclass(frozen=True, slots=True)
class Pace:
    """How long one aspect took, in seconds; None where there is nothing to measure.

    `taken` is the median time from a judge's entry before to their entry for this aspect, without breaks.
    `waited` is the median time from the first score of a judgement to its mark, with every discussion.
    """

    aspect: SheetAspect
    marked: int
    taken: int | None
    waited: int | None


@dataclass(frozen=True, slots=True)
class Timing:
    """The course of every competitor who has a mark, and the pace of every aspect, the slowest first."""

    seconds: int
    courses: Mapping[str, Course]
    paces: tuple[Pace, ...]


@dataclass(slots=True)
class _Watch:
    """What is noted while the log is read once, from the first event to the last."""

    steps: dict[str, list[Step]] = field(default_factory=lambda: defaultdict(list))
    begun: dict[tuple[str, int], int] = field(default_factory=dict)
    done: set[tuple[str, int]] = field(default_factory=set)
    judged: set[tuple[str, str, int]] = field(default_factory=set)
    last_of: dict[str, int] = field(default_factory=dict)
    gaps: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    waits: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    last: int = 0

    def note(self, second: int, mark: Mapping[str, Any], total: Decimal | None, by: str) -> None:
        """Take in one entry of a judge, `second` seconds after the start."""
        self.last = second
        about = str(mark["competitor"]), int(mark["aspect"])
        self._note_judge(second, by, about)
        self.begun.setdefault(about, second)
        if mark["mark"] is not None and about not in self.done:
            self.done.add(about)
            self.waits[about[1]].append(second - self.begun[about])
        if total is not None:
            self._note_total(second, about[0], total)

    def _note_judge(self, second: int, by: str, about: tuple[str, int]) -> None:
        before = self.last_of.get(by)
        self.last_of[by] = second
        if (by, *about) in self.judged:
            return
        self.judged.add((by, *about))
        if before is not None and second - before <= LONGEST_PACE:
            self.gaps[about[1]].append(second - before)

    def _note_total(self, second: int, competitor: str, total: Decimal) -> None:
        steps = self.steps[competitor]
        if (steps[-1].total if steps else Decimal(0)) != total:
            steps.append(Step(second, total))


def timing_of(room: Room) -> Timing:
    """Return the timing of the room. One query, and the log is read once, whatever its length."""
    watch = _Watch()
    started = room.started_at or room.created_at
    for at, data in _entries(room.pk):
        second = max(0, int((at - started).total_seconds()))
        watch.note(second, data["mark"], _total(data), str(data.get("by")))
    sheet = sheet_of(room.pk)
    ended = 0 if room.ended_at is None else int((room.ended_at - started).total_seconds())
    return Timing(
        seconds=max(watch.last, ended),
        courses={key: Course(key, tuple(steps)) for key, steps in watch.steps.items()},
        paces=tuple(sorted(_paces(sheet, watch), key=_slowest)),
    )


def _entries(room_id: UUID) -> Iterator[tuple[datetime, dict[str, Any]]]:
    is_mark = Q(type__startswith="measurement.") | Q(type__startswith="judgement.")
    rows = RoomEvent.objects.filter(is_mark, room=room_id).order_by("seq")
    found = rows.values_list("at", "data").iterator(chunk_size=READ_AT_ONCE)
    return ((at, data) for at, data in found if "mark" in data)


def _total(data: Mapping[str, Any]) -> Decimal | None:
    totals = data.get("totals") or {}
    return Decimal(totals["total"]) if "total" in totals else None


def _paces(sheet: Sheet, watch: _Watch) -> Iterable[Pace]:
    marked = [aspect for _, aspect in watch.done]
    for aspect in sheet.aspects:
        waits = watch.waits[aspect.id] if aspect.kind == "J" else []
        yield Pace(aspect, marked.count(aspect.id), _median(watch.gaps[aspect.id]), _median(waits))


def _median(seconds: list[int]) -> int | None:
    return round(median(seconds)) if seconds else None


def _slowest(pace: Pace) -> tuple[bool, int]:
    return pace.taken is None, -(pace.taken or 0)
