"""Edits of a draft as pure functions: a command makes a new draft and says which command takes it back.

A command is plain JSON with its `type`:

* `add`, `paste`, `duplicate`, `put_back`: `places`, each `{parent, at, row}`: rows that come in, with all below them;
* `remove`: `keys` of the rows that go, with all below them;
* `move`: `key`, the new `parent`, and `at`, its index among the rows there once it has left its old place;
* `set`: `key` (empty for the scheme itself), `field` and `value`; ladders, rules and sections are fields too;
* `replace`: `content`, a whole draft; only the server gives it, to go back to an earlier state.

Codes are never stored: they follow from where a row stands, so they are consecutive whatever happens.
"""

import copy
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from django.utils.translation import gettext as _

from championships.schemes.authoring.rows import (
    CHILDREN,
    MOST_ASPECTS,
    MOST_ROWS,
    ROOT,
    Content,
    EditRefused,
    Row,
    clean_field,
    clean_row,
    keys_in,
    level_below,
    walk,
)

Command = Mapping[str, Any]
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
INSERTING = ("add", "paste", "duplicate", "put_back")
MOST_CODES_TOLD = 3


@dataclass(frozen=True, slots=True)
class Applied:
    """What a command made: the new draft, the command that takes it back, and the codes of the rows it touched."""

    content: Content
    inverse: Command
    where: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """A row with its level, the list in which it stands, that list's owner, and its index there."""

    level: str
    row: Row
    parent: Row
    at: int

    @property
    def siblings(self) -> list[Row]:
        """The list in which the row stands."""
        level = {"criterion": "scheme", "sub_criterion": "criterion", "aspect": "sub_criterion"}[self.level]
        rows: list[Row] = self.parent[CHILDREN[level]]
        return rows


def apply(content: Content, command: Command) -> Applied:
    """Return what `command` makes of `content`, which itself stays as it is.

    Raises:
        EditRefused: the command is none, names a row that is not there, or brings what no draft can hold.
    """
    made = copy.deepcopy(content)
    before = codes_of(made)
    inverse, keys = _doer(command)(made, command)
    after = codes_of(made)
    told = [after.get(key) or before.get(key, "") for key in keys]
    return Applied(made, inverse, _some(told))


def rewind(content: Content, inverses: Iterable[Command]) -> Content:
    """Return `content` with `inverses` applied one after another: the newest edit is taken back first."""
    made = copy.deepcopy(content)
    for inverse in inverses:
        made = _apply_in_place(made, inverse)
    return made


def _apply_in_place(made: Content, command: Command) -> Content:
    _doer(command)(made, command)
    return made


def codes_of(content: Content) -> dict[str, str]:
    """Return the code of each row by its key: A, A1, A1.M1; measurements and judgements are counted apart."""
    codes = {}
    for letter, criterion in zip(LETTERS, content["criteria"], strict=False):
        codes[criterion["key"]] = letter
        for number, sub_criterion in enumerate(criterion["sub_criteria"], start=1):
            codes[sub_criterion["key"]] = f"{letter}{number}"
            codes |= _aspect_codes(f"{letter}{number}", sub_criterion["aspects"])
    return codes


def _aspect_codes(code: str, aspects: list[Row]) -> Iterator[tuple[str, str]]:
    running: Counter[str] = Counter()
    for aspect in aspects:
        running[aspect["kind"]] += 1
        yield aspect["key"], f"{code}.{aspect['kind']}{running[aspect['kind']]}"


def find(content: Content, key: str) -> Found:
    """Return the row under `key`.

    Raises:
        EditRefused: there is none, or none any more.
    """
    for level, parent in walk(content):
        for at, row in enumerate(parent.get(CHILDREN.get(level, ""), ())):
            if row["key"] == key:
                return Found(level_below(level), row, parent, at)
    raise EditRefused(_("The row is not there any more: somebody has removed it."))


def _parent(content: Content, key: object) -> tuple[str, Row]:
    if key == ROOT:
        return "scheme", content
    found = find(content, str(key))
    return found.level, found.row


def _doer(command: Command) -> Callable[[Content, Command], tuple[Command, list[str]]]:
    doer = _DOERS.get(str(command.get("type")))
    if doer is None:
        raise EditRefused(_("This is no edit of a marking scheme."))
    return doer


def _insert(content: Content, command: Command) -> tuple[Command, list[str]]:
    places = command.get("places")
    if not isinstance(places, list) or not places:
        raise EditRefused(_("This is no edit of a marking scheme."))
    taken = set(keys_in(content, "scheme"))
    keys = [_insert_one(content, place, taken) for place in places]
    if sum(level == "aspect" for level, _row in walk(content)) > MOST_ASPECTS:
        raise EditRefused(_("A marking scheme has at most %(most)s aspects here.") % {"most": MOST_ASPECTS})
    return {"type": "remove", "keys": keys}, keys


def _insert_one(content: Content, place: Mapping[str, Any], taken: set[str]) -> str:
    level, parent = _parent(content, place.get("parent", ROOT))
    below = level_below(level)
    row = clean_row(below, place.get("row"))
    fresh = keys_in(row, below)
    if len(set(fresh)) < len(fresh) or not taken.isdisjoint(fresh):
        raise EditRefused(_("This row is in the draft already."))
    taken.update(fresh)
    siblings = parent[CHILDREN[level]]
    _check_room(level, siblings)
    siblings.insert(_index(place.get("at"), len(siblings)), row)
    return str(row["key"])


def _check_room(level: str, siblings: list[Row]) -> None:
    if len(siblings) >= MOST_ROWS[level]:
        raise EditRefused(_("There is no room for more rows here: %(most)s is the most.") % {"most": MOST_ROWS[level]})


def _index(at: object, length: int) -> int:
    if at is None:
        return length
    if not isinstance(at, int) or isinstance(at, bool) or not 0 <= at <= length:
        raise EditRefused(_("There is no such place in the scheme."))
    return at


def _remove(content: Content, command: Command) -> tuple[Command, list[str]]:
    keys = command.get("keys")
    if not isinstance(keys, list) or not keys:
        raise EditRefused(_("This is no edit of a marking scheme."))
    places = []
    for key in keys:
        found = find(content, str(key))
        del found.siblings[found.at]
        places.append({"parent": found.parent.get("key", ROOT), "at": found.at, "row": found.row})
    return {"type": "put_back", "places": places[::-1]}, [str(key) for key in keys]


def _move(content: Content, command: Command) -> tuple[Command, list[str]]:
    key = str(command.get("key"))
    found = find(content, key)
    level, parent = _parent(content, command.get("parent", ROOT))
    if level == "aspect" or level_below(level) != found.level:
        raise EditRefused(_("The row cannot stand there."))
    back = {"type": "move", "key": key, "parent": found.parent.get("key", ROOT), "at": found.at}
    del found.siblings[found.at]
    siblings = parent[CHILDREN[level]]
    _check_room(level, siblings)
    siblings.insert(_index(command.get("at"), len(siblings)), found.row)
    return back, [key]


def _set(content: Content, command: Command) -> tuple[Command, list[str]]:
    key, field = str(command.get("key", ROOT)), str(command.get("field"))
    level, row = _parent(content, key)
    value = clean_field(level, field, command.get("value"))
    back = {"type": "set", "key": key, "field": field, "value": row[field]}
    row[field] = value
    return back, [key]


def _replace(content: Content, command: Command) -> tuple[Command, list[str]]:
    before = dict(content)
    content.clear()
    content.update(copy.deepcopy(command["content"]))
    return {"type": "replace", "content": before}, []


_DOERS: Mapping[str, Callable[[Content, Command], tuple[Command, list[str]]]] = MappingProxyType(
    {**dict.fromkeys(INSERTING, _insert), "remove": _remove, "move": _move, "set": _set, "replace": _replace}
)


def _some(codes: list[str]) -> str:
    """Return the first codes of many, as one reads them in a history."""
    told = [code for code in codes if code]
    return ", ".join(told[:MOST_CODES_TOLD]) + (", …" if len(told) > MOST_CODES_TOLD else "")
