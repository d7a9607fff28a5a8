"""Where results come from. Whoever has the marks, such as rooms, registers how a result is taken from there anew.

Rooms stand above championships and may not be imported here, so they register from `ready()` of their configuration.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from championships.events.lines import HandedOver
from championships.events.models import SkillResult
from people.models import User

SEPARATOR = ":"

MarksOfLines = Mapping[str, Mapping[str, Decimal]]
"""By the key of a line of the result, and by the code of an aspect."""


def _nothing(*_args: object) -> None:
    """Do nothing: this kind of source needs none of it."""


def _no_marks(_key: str) -> MarksOfLines:
    """Return nothing: this kind of source knows no single marks."""
    return {}


def _nowhere(_key: str) -> str:
    """Return no address: this kind of source has no page."""
    return ""


@dataclass(frozen=True)
class ResultSource:
    """A kind of source: what stands before the colon of `SkillResult.source`.

    `recompute` adds the result up anew from the marks, by what stands behind the colon; `lock` locks what it is taken
    from until the transaction ends; `shown` hears that the public sees a published result, in the same transaction;
    `marks` returns what was given for each aspect, as it is now. `address` is where the marks themselves are found,
    empty where that is nowhere.
    """

    kind: str
    recompute: Callable[[str], HandedOver] = field(repr=False)
    address: Callable[[str], str] = field(repr=False, default=_nowhere)
    lock: Callable[[str], None] = field(repr=False, default=_nothing)
    shown: Callable[[SkillResult, User | None], None] = field(repr=False, default=_nothing)
    marks: Callable[[str], MarksOfLines] = field(repr=False, default=_no_marks)


_sources: dict[str, ResultSource] = {}


def register_source(source: ResultSource) -> None:
    """Let results be taken from `source`; one of the same kind takes the place of the earlier one."""
    _sources[source.kind] = source


def source_of(name: str) -> ResultSource | None:
    """Return the registered source of a result, by its `source`, or None where nobody can take it anew."""
    return _sources.get(name.partition(SEPARATOR)[0])


def key_of(name: str) -> str:
    """Return what stands behind the colon."""
    return name.partition(SEPARATOR)[2]


def address_of(name: str) -> str:
    """Return where the marks of a result are found, by its `source`; empty where nobody knows."""
    source = source_of(name)
    return source.address(key_of(name)) if source else ""


def lock_sources(names: Iterable[str]) -> None:
    """Lock what these results are taken from, in one order; before any championship is locked, so nobody waits in a ring."""
    for name in sorted(set(names)):
        source = source_of(name)
        if source is not None:
            source.lock(key_of(name))
