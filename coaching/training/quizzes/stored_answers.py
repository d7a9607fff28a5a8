"""A question's content as the blocks in which authors write it, and back: the JSON of a StreamField with one block.

The identifier of an item in a list is the identifier of the option: Wagtail keeps it through editing, and a
translation has the same one.
"""

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from typing import Any
from uuid import uuid4

from pydantic import ValidationError

from coaching.training.quizzes.content import CONTENT, Content, Kind, MatchingContent, Part

Raw = dict[str, Any]
LISTS = ("options", "answers", "units", "items", "pairs")


class NoContent(ValueError):
    """The blocks hold no content that can be asked."""


def content_from(blocks: Iterable[Raw]) -> Content:
    """Return the content in the raw `blocks` of a question.

    Raises:
        NoContent: there is none, or it is not of its kind's shape.
    """
    block = next(iter(blocks), None)
    if block is None or block.get("type") not in set(Kind):
        raise NoContent
    try:
        return CONTENT.validate_python({"kind": block["type"], **_plain(block["type"], block["value"])})
    except (ValidationError, ValueError, TypeError, AttributeError, KeyError) as error:
        raise NoContent from error


def _plain(kind: str, value: Raw) -> Raw:
    plain = {name: each for name, each in value.items() if name not in LISTS}
    for name in LISTS:
        if name in value:
            plain[name] = [READ.get(f"{kind}.{name}", _same)(item) for item in value[name] or []]
    if kind == Kind.JUDGE:
        plain["levels"] = [plain.pop(f"level_{score}") for score in range(4)]
    if kind == Kind.MATCHING:
        plain["extras"] = [line.strip() for line in (plain.get("extras") or "").splitlines() if line.strip()]
    return {name: each for name, each in plain.items() if each is not None}


def _same(item: Raw) -> Raw:
    return {name: value for name, value in item["value"].items() if value is not None}


def _named(item: Raw) -> Raw:
    return {"id": item["id"], **_same(item)}


def _right(item: Raw) -> Raw:
    """Return an option of several: its weight where it has one, else 100 or 0 as it is right or not."""
    value = _named(item)
    right, share = value.pop("right", False), value.pop("share", None)
    return {**value, "share": share if share is not None else 100 if right else 0}


def _line(item: Raw) -> Raw:
    return {"id": item["id"], "text": item["value"]}


READ: Mapping[str, Callable[[Raw], Any]] = {
    "choice.options": _named,
    "several.options": _right,
    "ordering.items": _line,
    "matching.pairs": _named,
}


def blocks_of(content: Content) -> list[Raw]:
    """Return the raw blocks of `content`, to be stored."""
    value = {name: each for name, each in content.model_dump(mode="json").items() if name != "kind"}
    for name in LISTS:
        if name in value:
            value[name] = [_item(content.kind, part) for part in getattr(content, name)]
    if content.kind == Kind.JUDGE:
        value.update({f"level_{score}": text for score, text in enumerate(value.pop("levels"))})
    if isinstance(content, MatchingContent):
        value["extras"] = "\n".join(content.extras)
    return [{"type": str(content.kind), "value": value, "id": str(uuid4())}]


def _item(kind: Kind, part: Part) -> Raw:
    value = part.model_dump(mode="json")
    name = value.pop("id", None) or str(uuid4())
    if kind == Kind.SEVERAL:
        share = Decimal(value["share"])
        value = {**value, "right": share > 0, "share": value["share"] if share not in {0, 100} else None}
    return {"type": "item", "value": value["text"] if kind == Kind.ORDERING else value, "id": name}
