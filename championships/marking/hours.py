"""Hours and minutes that rules count: the least volume of a course, and working time that was lost.

Sources: order 266 of 24.03.2025, 18, for further education of teachers (rules 8); Technical Descriptions for time
(rules 1.6): what equipment takes is given back at the end of the module, breaks and the toilet are not.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from types import MappingProxyType


class Course(StrEnum):
    """What a course of further education leads to."""

    DEVELOPMENT = "professional development"
    RETRAINING = "retraining"


FEWEST_HOURS: Mapping[Course, int] = MappingProxyType({Course.DEVELOPMENT: 16, Course.RETRAINING: 250})


def hours_are_enough(course: Course, hours: int, *, fewest: Mapping[Course, int] = FEWEST_HOURS) -> bool:
    """Return whether a programme of so many academic hours may be a course of this kind.

    >>> hours_are_enough(Course.DEVELOPMENT, 15), hours_are_enough(Course.DEVELOPMENT, 16)
    (False, True)
    """
    return hours >= fewest[course]


class Interruption(StrEnum):
    """Why somebody did not work."""

    EQUIPMENT = "equipment failure"
    BREAK = "break"
    TOILET = "toilet"
    FOOD = "food"


GIVEN_BACK = frozenset({Interruption.EQUIPMENT})


@dataclass(frozen=True, slots=True)
class LostTime:
    """One interruption and how long it took."""

    why: Interruption
    lasted: timedelta


def end_after(ends_at: datetime, lost: Iterable[LostTime]) -> datetime:
    """Return when a module ends for a competitor who lost time: later by what is given back, and by nothing else.

    >>> ends = datetime(2026, 9, 24, 12, 0)
    >>> seven = LostTime(Interruption.EQUIPMENT, timedelta(minutes=7))
    >>> f"{end_after(ends, [seven, LostTime(Interruption.TOILET, timedelta(minutes=5))]):%H:%M}"
    '12:07'
    """
    return ends_at + sum((one.lasted for one in lost if one.why in GIVEN_BACK), timedelta())
