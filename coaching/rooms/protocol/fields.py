"""Parts of the data of a command: how each is read, and what docs/protocol.md says of it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final
from uuid import UUID

from coaching.rooms.protocol.shapes import View

LARGEST_KEY: Final = 2**63 - 1
LARGEST_ROUND: Final = 32_767
MOST_MODULES: Final = 20
NOT_SAID: Final = object()
"""Stands for an optional part that was left out, where null says something of its own."""


Reader = Callable[[object], Any]
_SCHEMAS: dict[Reader, dict[str, Any]] = {}


def said_as(**schema: Any) -> Callable[[Reader], Reader]:
    """Return a decorator that says, as a JSON Schema, what a reader takes."""

    def remember(reader: Reader) -> Reader:
        _SCHEMAS[reader] = schema
        return reader

    return remember


def schema_of(reader: Reader) -> dict[str, Any]:
    """Return, as a JSON Schema, what the reader takes.

    Raises:
        KeyError: nobody has said it.
    """
    return _SCHEMAS[reader]


@said_as(type="string", format="uuid")
def read_uuid(value: object) -> UUID:
    """Return the id that the text `value` is."""
    if not isinstance(value, str):
        raise TypeError
    return UUID(value)


@said_as(type="integer", minimum=1, maximum=LARGEST_KEY)
def read_key(value: object) -> int:
    """Return the key of a row."""
    return read_whole(value, 1, LARGEST_KEY)


@said_as(type="integer", minimum=1, maximum=LARGEST_ROUND)
def read_round(value: object) -> int:
    """Return the number of a round, from 1."""
    return read_whole(value, 1, LARGEST_ROUND)


@said_as(type="integer", minimum=60, maximum=3600)
def read_seconds(value: object) -> int:
    """Return from 60 to 3600 seconds."""
    return read_whole(value, 60, 3600)


@said_as(type="boolean")
def read_truth(value: object) -> bool:
    """Return true or false."""
    if not isinstance(value, bool):
        raise TypeError
    return value


@said_as(type="string")
def read_text(value: object) -> str:
    """Return a text."""
    if not isinstance(value, str):
        raise TypeError
    return value


@said_as(type=["string", "null"])
def read_text_or_nothing(value: object) -> str | None:
    """Return a text or None."""
    return None if value is None else read_text(value)


@said_as(type=["boolean", "integer", "string", "null"])
def read_observation(value: object) -> bool | int | str | None:
    """Return what was observed, in one of the forms that rules ask for."""
    if not isinstance(value, bool | int | str | None):
        raise TypeError
    return value


@said_as(type="integer", minimum=-LARGEST_KEY, maximum=LARGEST_KEY)
def read_any_whole(value: object) -> int:
    """Return any whole number that the database can hold."""
    return read_whole(value, -LARGEST_KEY, LARGEST_KEY)


@said_as(type="integer", minimum=0, maximum=600_000)
def read_round_trip(value: object) -> int:
    """Return a round trip in milliseconds, of ten minutes at most."""
    return read_whole(value, 0, 600_000)


def read_whole(value: object, lowest: int, highest: int) -> int:
    """Return a whole number from `lowest` to `highest`."""
    if type(value) is not int:
        raise TypeError
    if not lowest <= value <= highest:
        raise ValueError
    return value


@said_as(type="integer", minimum=1, maximum=MOST_MODULES)
def read_module(value: object) -> int:
    """Return the number of a module, from 1."""
    return read_whole(value, 1, MOST_MODULES)


@said_as(type=["string", "null"], format="uuid")
def read_uuid_or_nothing(value: object) -> UUID | None:
    """Return the id that the text `value` is, or None."""
    return None if value is None else read_uuid(value)


@said_as(type=["integer", "null"], minimum=1, maximum=LARGEST_KEY)
def read_key_or_nothing(value: object) -> int | None:
    """Return the key of a row, or None."""
    return None if value is None else read_key(value)


def whole(lowest: int, highest: int) -> Callable[[object], int]:
    """Return a reader of a whole number from `lowest` to `highest`."""

    @said_as(type="integer", minimum=lowest, maximum=highest)
    def read(value: object) -> int:
        return read_whole(value, lowest, highest)

    return read


def one_of(*choices: str) -> Callable[[object], str]:
    """Return a reader of one of these texts."""

    @said_as(enum=list(choices))
    def read(value: object) -> str:
        if value not in choices:
            raise ValueError
        return str(value)

    return read


@dataclass(frozen=True, slots=True)
class Field:
    """A part of the data of a command; `describes` is what docs/protocol.md says of it."""

    read: Callable[[object], Any]
    describes: str
    required: bool = True
    otherwise: Any = None
    refusal: str = "bad_data"


@dataclass(frozen=True, slots=True)
class CommandKind:
    """A command: which views may send it, as which event it is logged, and when it is refused.

    `refused_when` names the refusal for each status of the room in which the command makes no sense; what else may be
    wrong is said by the command itself. `chief` commands are the first host's alone.
    """

    views: frozenset[View]
    event: str
    fields: Mapping[str, Field]
    refused_when: Mapping[str, str] = field(default_factory=dict)
    chief: bool = False


HOSTS: Final = frozenset({View.HOST})
PANEL: Final = frozenset({View.JUDGE, View.COORDINATOR})
"""Who gives marks: judges, and the coordinator in the seat of a compatriot."""

COMPETITOR: Final = Field(read_uuid, "id of a competitor")
ASPECT: Final = Field(read_key, "id of an aspect")
PARTICIPANT: Final = Field(read_uuid, "id of somebody in the room")
MODULE: Final = Field(read_module, "number of a module, from 1")
