"""What is complete and what is open: pure rules over a programme's parts and one person's record. No Django.

Completion and availability are two questions. What completes a part says nothing about when it opens, and the other
way round. Nothing that is added to a record takes anything away: more that was reached never makes a complete part
incomplete, and never closes an open one; only the calendar and a changed rule do.
"""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

ReachedKey = tuple[str, UUID]


@dataclass(frozen=True, slots=True)
class Requirement:
    """Something that must be reached: `percent` is the least that counts, for the result of a room (0.00 to 100.00)."""

    what: str
    key: UUID
    percent: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Availability:
    """When a part opens. Days are counted from the first day of a cohort, which is 1."""

    in_order: bool = False
    prerequisites: tuple[UUID, ...] = ()
    opens_at: dt.datetime | None = None
    closes_at: dt.datetime | None = None
    opens_on_day: int | None = None
    closes_after_day: int | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """A programme, a module or a lesson: what completes it besides its own parts, and when it opens."""

    key: UUID
    level: str
    requirements: tuple[Requirement, ...] = ()
    parts: tuple["Part", ...] = ()
    availability: Availability = Availability()


@dataclass(frozen=True, slots=True)
class Record:
    """What one person has reached: when each thing was first reached, and the results of rooms by the key of their page.

    `completed` holds what already counts as complete, by itself or by a mentor's word; `opened` what a mentor opened.
    """

    reached: Mapping[ReachedKey, dt.datetime] = field(default_factory=dict)
    results: Mapping[UUID, Sequence[tuple[Decimal, dt.datetime]]] = field(default_factory=dict)
    completed: Mapping[UUID, dt.datetime] = field(default_factory=dict)
    opened: frozenset[UUID] = frozenset()
    visited: frozenset[UUID] = frozenset()


@dataclass(frozen=True, slots=True)
class Beginning:
    """The first day of somebody's cohort, and where its days begin and end."""

    day: dt.date
    zone: dt.tzinfo

    def start_of(self, number: int) -> dt.datetime:
        """Return the first moment of the day with this number; the first day is 1."""
        return dt.datetime.combine(self.day + dt.timedelta(days=number - 1), dt.time.min, self.zone)


class Why(StrEnum):
    """Why a part is closed to somebody."""

    NOT_YET = "not_yet"
    OVER = "over"
    FIRST = "first"
    NO_BEGINNING = "no_beginning"


@dataclass(frozen=True, slots=True)
class Closed:
    """A refusal: `key` is the part that must come first, `at` when it opens or since when it is over."""

    why: Why
    key: UUID | None = None
    at: dt.datetime | None = None


class State(StrEnum):
    """How far somebody is with a part: the three steps."""

    NOT_STARTED = "not_started"
    UNDER_WAY = "under_way"
    DONE = "done"


Path = tuple[Part, ...]


def met_at(requirement: Requirement, record: Record) -> dt.datetime | None:
    """Return when the requirement was first met, or None."""
    if requirement.what != "result":
        return record.reached.get((requirement.what, requirement.key))
    least = requirement.percent or Decimal(0)
    return min((at for percent, at in record.results.get(requirement.key, ()) if percent >= least), default=None)


def completed_at(part: Part, record: Record) -> dt.datetime | None:
    """Return when the last thing was reached that completes `part`, or None while something is missing.

    A part that asks for nothing and holds nothing is never complete.
    """
    if part.key in record.completed:
        return record.completed[part.key]
    moments = [
        *(met_at(requirement, record) for requirement in part.requirements),
        *(completed_at(inner, record) for inner in part.parts),
    ]
    met = [moment for moment in moments if moment is not None]
    return max(met) if met and len(met) == len(moments) else None


def is_complete(part: Part, record: Record) -> bool:
    """Return whether `part` is complete."""
    return completed_at(part, record) is not None


def paths(part: Part, above: Path = ()) -> Iterator[Path]:
    """Yield the way from the top to every part, in the order of the programme, the top itself first."""
    here = (*above, part)
    yield here
    for inner in part.parts:
        yield from paths(inner, here)


def closed(path: Path, record: Record, now: dt.datetime, beginning: Beginning | None) -> Closed | None:
    """Return why the last part of `path` is closed now, or None when it is open.

    Every part on the way must be open. What a mentor opened is open whatever stands above it; below it the rules hold.
    `beginning` is None for somebody who is not enrolled: parts whose days are counted from it are closed to her.
    """
    opened = max((place for place, part in enumerate(path) if part.key in record.opened), default=-1)
    for place in range(opened + 1, len(path)):
        refusal = _closed_by_dates(path[place].availability, now, beginning) or _closed_by_others(path, place, record)
        if refusal is not None:
            return refusal
    return None


def _closed_by_dates(rule: Availability, now: dt.datetime, beginning: Beginning | None) -> Closed | None:
    if beginning is None and (rule.opens_on_day or rule.closes_after_day):
        return Closed(Why.NO_BEGINNING)
    opens, closes = opens_at(rule, beginning), closes_at(rule, beginning)
    if opens is not None and now < opens:
        return Closed(Why.NOT_YET, at=opens)
    return Closed(Why.OVER, at=closes) if closes is not None and now >= closes else None


def opens_at(rule: Availability, beginning: Beginning | None) -> dt.datetime | None:
    """Return when the rule opens its part: the later one of its date and its day."""
    day = beginning.start_of(rule.opens_on_day) if beginning and rule.opens_on_day else None
    return max((moment for moment in (rule.opens_at, day) if moment is not None), default=None)


def closes_at(rule: Availability, beginning: Beginning | None) -> dt.datetime | None:
    """Return when the rule closes its part: the earlier one of its date and the end of its day."""
    day = beginning.start_of(rule.closes_after_day + 1) if beginning and rule.closes_after_day else None
    return min((moment for moment in (rule.closes_at, day) if moment is not None), default=None)


def due_at(path: Path, beginning: Beginning | None) -> dt.datetime | None:
    """Return until when the last part of `path` can be worked on: the first end of all on the way."""
    ends = (closes_at(part.availability, beginning) for part in path)
    return min((end for end in ends if end is not None), default=None)


def _closed_by_others(path: Path, place: int, record: Record) -> Closed | None:
    """Name the first part that must be complete before the one at `place`: a prerequisite, or one that stands before it."""
    by_key = {way[-1].key: way[-1] for way in paths(path[0])}
    first = [by_key[key] for key in path[place].availability.prerequisites if key in by_key]
    if place and path[place - 1].availability.in_order:
        siblings = path[place - 1].parts
        first += siblings[: siblings.index(path[place])]
    missing = next((part for part in first if not is_complete(part, record)), None)
    return None if missing is None else Closed(Why.FIRST, key=missing.key)


def state_of(part: Part, record: Record) -> State:
    """Return how far somebody is with `part`."""
    if is_complete(part, record):
        return State.DONE
    begun = part.key in record.visited or any(met_at(each, record) for each in part.requirements)
    begun = begun or any(state_of(inner, record) is not State.NOT_STARTED for inner in part.parts)
    return State.UNDER_WAY if begun else State.NOT_STARTED


def progress(top: Part, record: Record) -> tuple[int, int]:
    """Return how many of the leaves below `top` are done, and how many there are; one that stands twice counts once."""
    leaves = {path[-1].key: path[-1] for path in paths(top) if not path[-1].parts}
    return sum(is_complete(part, record) for part in leaves.values()), len(leaves)


def what_is_next(
    top: Part, record: Record, now: dt.datetime, beginning: Beginning | None
) -> tuple[Path, Closed | None] | None:
    """Return the way to what comes next and why it is closed: the first open part that is not done, else the first closed.

    A leaf comes before the part that holds it; a part whose leaves are done but that asks for more comes by itself.
    None when all is done.
    """
    if is_complete(top, record):
        return None
    first: tuple[Path, Closed | None] | None = None
    for path in paths(top):
        if is_complete(path[-1], record) or not all(is_complete(inner, record) for inner in path[-1].parts):
            continue
        answer = (path, closed(path, record, now, beginning))
        if answer[1] is None:
            return answer
        first = first or answer
    return first


def unreachable(top: Part) -> list[UUID]:
    """Return the keys of parts that nobody could ever complete, because they wait for each other; dates set aside."""
    completed: dict[UUID, dt.datetime] = {}
    ways = list(paths(top))
    moment = dt.datetime.min.replace(tzinfo=dt.UTC)
    while True:
        record = Record(completed=completed)
        new = [way for way in ways if way[-1].key not in completed and _could_complete(way, record)]
        if not new:
            return [way[-1].key for way in ways if way[-1].key not in completed]
        completed = {**completed, **{way[-1].key: moment for way in new}}


def _could_complete(path: Path, record: Record) -> bool:
    is_open = all(_closed_by_others(path, place, record) is None for place in range(len(path)))
    return is_open and all(inner.key in record.completed for inner in path[-1].parts)
