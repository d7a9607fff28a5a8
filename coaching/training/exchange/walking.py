"""Walking through the raw value of a body: what it refers to, what is unknown, and new ids for all of it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Protocol
from uuid import uuid4

from django.core.exceptions import ValidationError
from wagtail import blocks

Path = tuple[str | int, ...]


class LeftOut(Exception):
    """A part cannot be carried over; whoever walks leaves its block out and goes on."""


class Visitor(Protocol):
    """What happens to the parts that are more than text and numbers."""

    def reference(self, model: type, value: Any, path: Path) -> Any:
        """Return what stands for a chosen object; raises LeftOut if the block is of no use without it."""

    def rich_text(self, block: blocks.RichTextBlock, value: str, path: Path) -> str:
        """Return the text with what it refers to replaced."""

    def unknown(self, name: str, path: Path) -> None:
        """Take note of a block that is not known here; it is left out."""

    def impossible(self, label: str, path: Path) -> None:
        """Take note of a field with a value that it cannot have; its block is left out."""


@dataclass(frozen=True, slots=True)
class Walk:
    """A walk with one visitor; `renew` is for what comes in: every id is made anew, and every value is looked at."""

    visitor: Visitor
    renew: bool
    new_id: Callable[[], str] = field(default=lambda: str(uuid4()))

    def stream(self, block: blocks.StreamBlock, value: Any, path: Path = ()) -> list[dict[str, Any]]:
        """Return the raw value of a stream; blocks that are unknown or that lose what they show are left out."""
        kept = []
        for number, part in enumerate(value if isinstance(value, list) else []):
            here = (*path, number)
            if not isinstance(part, dict) or part.get("type") not in block.child_blocks:
                self.visitor.unknown(str(part.get("type", "")) if isinstance(part, dict) else "", here)
                continue
            child = block.child_blocks[part["type"]]
            try:
                inner = self.value(child, part.get("value"), (*here, part["type"]))
            except LeftOut:
                continue
            kept.append({"type": part["type"], "value": inner, **self._id(part)})
        return kept

    def value(self, block: blocks.Block, value: Any, path: Path) -> Any:
        """Return the raw value of any block."""
        if isinstance(block, blocks.StreamBlock):
            return self.stream(block, value, path)
        if isinstance(block, blocks.ListBlock):
            return self._list(block, value, path)
        if isinstance(block, blocks.StructBlock):
            given = value if isinstance(value, dict) else {}
            return {
                name: self.value(child, given[name], (*path, name))
                for name, child in block.child_blocks.items()
                if name in given
            }
        if isinstance(block, blocks.ChooserBlock):
            return None if value is None else self.visitor.reference(block.model_class, value, path)
        if isinstance(block, blocks.RichTextBlock):
            return self.visitor.rich_text(block, value if isinstance(value, str) else "", path)
        return self._leaf(block, value, path) if self.renew else value

    def _leaf(self, block: blocks.Block, value: Any, path: Path) -> Any:
        """Return a text or a number that somebody else wrote, if its field could have written it; empty is a draft's."""
        if value in (None, ""):
            return value
        if not isinstance(value, str | int | float) or not _is_possible(block, value):
            self.visitor.impossible(str(block.label), path)
            raise LeftOut
        return value

    def _list(self, block: blocks.ListBlock, value: Any, path: Path) -> list[dict[str, Any]]:
        kept = []
        for number, entry in enumerate(value if isinstance(value, list) else []):
            is_item = isinstance(entry, dict) and entry.get("type") == "item" and "value" in entry
            try:
                inner = self.value(block.child_block, entry["value"] if is_item else entry, (*path, number))
            except LeftOut:
                continue
            kept.append({"type": "item", "value": inner, **self._id(entry if is_item else {})})
        return kept

    def _id(self, part: dict[str, Any]) -> dict[str, str]:
        if self.renew:
            return {"id": self.new_id()}
        return {"id": part["id"]} if isinstance(part.get("id"), str) else {}


def _is_possible(block: blocks.Block, value: Any) -> bool:
    try:
        block.clean(block.to_python(value))
    except (ValidationError, TypeError, ValueError, ArithmeticError, AttributeError):
        return False
    return True
