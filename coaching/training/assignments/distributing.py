"""Giving works to markers evenly. Pure.

Nobody gets their own work; no two places of one work go to the same marker; where the assignment says so nobody gets
the work of somebody from their own organisation. Works that few may mark are given first, each to whom has least.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Marker:
    """Somebody who may be given works: the keys of the user and of the organisations."""

    key: int
    organisations: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Work:
    """A work with the places that need a marker; `markers` are those who mark it already, or did."""

    key: object
    learner: int
    organisations: frozenset[int] = frozenset()
    places: tuple[int, ...] = (1,)
    markers: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Seat:
    """One place of one work."""

    work: Work
    place: int


@dataclass(slots=True)
class Distribution:
    """Who marks what; `left` are the places that nobody of those chosen may take."""

    given: dict[Seat, int] = field(default_factory=dict)
    left: list[Seat] = field(default_factory=list)

    def of_work(self, work: Work) -> set[int]:
        """Return who was given a place of this work."""
        return {marker for seat, marker in self.given.items() if seat.work.key == work.key}


def may_mark(marker: Marker, work: Work, *, compatriots_apart: bool) -> bool:
    """Return whether `marker` may be given a place of `work`."""
    if marker.key == work.learner or marker.key in work.markers:
        return False
    return not (compatriots_apart and marker.organisations & work.organisations)


def distribute(
    works: Sequence[Work], markers: Sequence[Marker], load: Mapping[int, int], *, compatriots_apart: bool
) -> Distribution:
    """Return who marks what, as evenly as the rules allow; `load` is how much each marker has of this already."""
    possible = {
        id(work): [m.key for m in markers if may_mark(m, work, compatriots_apart=compatriots_apart)] for work in works
    }
    counts = Counter({marker.key: load.get(marker.key, 0) for marker in markers})
    found = Distribution()
    for work in sorted(works, key=lambda work: len(possible[id(work)])):
        taken: set[int] = set()
        for place in work.places:
            free = [key for key in possible[id(work)] if key not in taken]
            if not free:
                found.left.append(Seat(work, place))
                continue
            chosen = min(free, key=lambda key: counts[key])
            found.given[Seat(work, place)] = chosen
            counts[chosen] += 1
            taken.add(chosen)
    _even_out(found, {seat: possible[id(seat.work)] for seat in found.given}, counts)
    return found


def _even_out(found: Distribution, possible: Mapping[Seat, Sequence[int]], counts: Counter[int]) -> None:
    """Move single places from who has two more to who has less, until no such move is left."""
    while move := _next_move(found, possible, counts):
        seat, to = move
        counts[found.given[seat]] -= 1
        counts[to] += 1
        found.given[seat] = to


def _next_move(
    found: Distribution, possible: Mapping[Seat, Sequence[int]], counts: Counter[int]
) -> tuple[Seat, int] | None:
    on_work: dict[object, set[int]] = {}
    for seat, marker in found.given.items():
        on_work.setdefault(seat.work.key, set()).add(marker)
    for seat, marker in found.given.items():
        for other in possible[seat]:
            if counts[other] + 1 < counts[marker] and other not in on_work[seat.work.key]:
                return seat, other
    return None
