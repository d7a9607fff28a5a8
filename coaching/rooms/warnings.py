"""What in the marks of a room is worth a look: identical sheets and implausible marks, as pure functions.

Nothing here blocks anything or says that somebody did wrong: each finding names where to look, and why. The words for
them are made elsewhere (worth_a_look.py).
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import combinations
from statistics import median
from typing import Any, Final

FEWEST_ASPECTS: Final = 8
"""Aspects that must be alike before two sheets, or two judges, are worth a look: fewer are alike by chance."""
MOST_CHANGES: Final = 4
"""Times that a mark may change without being worth a look."""
EARLY_SECONDS: Final = 60
FEWEST_EARLY: Final = 3
"""So many full marks in the first seconds of a room: nobody can have measured that yet."""
FAR_OUT: Final = 6
"""Times the median distance from the median that a measured value may be away from it."""
FEWEST_VALUES: Final = 5
SMALLEST_DISTANCE: Final = Decimal("0.02")
"""Share of the median that counts as its distance where most values are the very same."""

Place = tuple[str, int]
"""A competitor's id and an aspect's."""


@dataclass(frozen=True, slots=True)
class ScoreGiven:
    """The score of one judge for one competitor's aspect, in a round that is finished."""

    judge: str
    place: Place
    score: int


@dataclass(frozen=True, slots=True)
class Finding:
    """Something worth a look: `code` says what, the rest where; `values` are the figures of its words."""

    code: str
    people: tuple[str, ...] = ()
    aspect: int | None = None
    module: int | None = None
    values: Mapping[str, Any] = field(default_factory=dict)


def identical_sheets(
    marks: Mapping[str, Mapping[int, Decimal | None]], modules: Mapping[int, Sequence[int]]
) -> list[Finding]:
    """Return the competitors who have exactly the same mark on every aspect of a module.

    `marks` are by competitor and aspect, `modules` the aspects by the module's number. Sheets that are not complete,
    and modules with few aspects, are left out.
    """
    found = []
    for module, aspects in modules.items():
        if len(aspects) < FEWEST_ASPECTS:
            continue
        alike: dict[tuple[Decimal, ...], list[str]] = defaultdict(list)
        for competitor, given in marks.items():
            row = tuple(mark for aspect in aspects if (mark := given.get(aspect)) is not None)
            if len(row) == len(aspects):
                alike[row].append(competitor)
        found += [
            Finding("identical_sheets", tuple(people), module=module, values={"aspects": len(aspects)})
            for people in alike.values()
            if len(people) > 1
        ]
    return found


def identical_judges(scores: Iterable[ScoreGiven]) -> list[Finding]:
    """Return the pairs of judges who gave the same score everywhere that both of them judged."""
    by_judge = _by_judge(scores)
    found = []
    for (one, mine), (other, theirs) in combinations(by_judge.items(), 2):
        both = mine.keys() & theirs.keys()
        if len(both) >= FEWEST_ASPECTS and all(mine[place] == theirs[place] for place in both):
            found.append(Finding("identical_judges", (one, other), values={"scores": len(both)}))
    return found


def unvaried_judges(scores: Iterable[ScoreGiven]) -> list[Finding]:
    """Return the judges all of whose scores are the same."""
    return [
        Finding("unvaried_judge", (judge,), values={"scores": len(given), "score": next(iter(given.values()))})
        for judge, given in _by_judge(scores).items()
        if len(given) >= FEWEST_ASPECTS and len(set(given.values())) == 1
    ]


def _by_judge(scores: Iterable[ScoreGiven]) -> dict[str, dict[Place, int]]:
    by_judge: dict[str, dict[Place, int]] = defaultdict(dict)
    for given in scores:
        by_judge[given.judge][given.place] = given.score
    return dict(sorted(by_judge.items()))


def restless_marks(marks: Iterable[tuple[Place, str | None]]) -> list[Finding]:
    """Return the marks that changed many times; `marks` are every mark that was ever given, in order.

    A mark that is given again as it was has not changed, and neither has one that is given for the first time.
    """
    last: dict[Place, str | None] = {}
    changes: dict[Place, int] = defaultdict(int)
    for place, mark in marks:
        changes[place] += place in last and last[place] != mark
        last[place] = mark
    return [
        Finding("restless_mark", (competitor,), aspect=aspect, values={"changes": count})
        for (competitor, aspect), count in changes.items()
        if count > MOST_CHANGES
    ]


def early_full_marks(marks: Iterable[tuple[Place, str | None, float]], maxima: Mapping[int, str]) -> list[Finding]:
    """Return the competitors who had several full marks within seconds of the start.

    `marks` are every mark that was given, in order, with the seconds from the start; `maxima` are texts, by aspect.
    """
    early: dict[str, set[int]] = defaultdict(set)
    for (competitor, aspect), mark, seconds in marks:
        if seconds <= EARLY_SECONDS and mark is not None and mark == maxima.get(aspect):
            early[competitor].add(aspect)
    return [
        Finding("early_full_marks", (competitor,), aspect=min(aspects), values={"marks": len(aspects)})
        for competitor, aspects in early.items()
        if len(aspects) >= FEWEST_EARLY
    ]


def far_out_values(values: Mapping[int, Mapping[str, Decimal]]) -> list[Finding]:
    """Return the measured values, by aspect and competitor, that lie far outside those of all the others."""
    found = []
    for aspect, measured in values.items():
        if len(measured) < FEWEST_VALUES:
            continue
        middle = median(measured.values())
        distance = median(abs(value - middle) for value in measured.values())
        reach = FAR_OUT * max(distance, abs(middle) * SMALLEST_DISTANCE)
        found += [
            Finding("far_out_value", (competitor,), aspect=aspect, values={"value": value, "median": middle})
            for competitor, value in measured.items()
            if abs(value - middle) > reach
        ]
    return found
