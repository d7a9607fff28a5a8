"""Notes that readers write for themselves beside a question: shown by the block, kept by whoever registers a store.

Blocks stand below learning and may not import it, so learning registers its store from `ready()` of its configuration. A
note belongs to one reader: a store returns her own notes alone, and nobody else is ever shown them.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from people.models import User


@dataclass(frozen=True, slots=True)
class Store:
    """Where notes are kept.

    `read(user, page_key)` returns the notes of one reader on one page by the id of the block, in one query.
    `address(page_key, block_id)` takes a POST of `text` (up to 4000 letters; empty forgets the note) and of `next`, the
    address to return to; it answers a request with `Accept: application/json` with 204.
    """

    read: Callable[[User, UUID], Mapping[str, str]]
    address: Callable[[UUID, str], str]


@dataclass(frozen=True, slots=True)
class NoteField:
    """What the block needs to show the note of its reader."""

    address: str
    text: str


_stores: list[Store] = []


def register_store(store: Store) -> None:
    """Keep notes in `store` from now on; only the last registered one is asked."""
    _stores[:] = [store]


def notes_for(request: HttpRequest, page_key: UUID) -> Mapping[str, str] | None:
    """Return the reader's notes on a page, asked for when the first is shown; None where none can be kept."""
    user = getattr(request, "user", None)
    if not _stores or not isinstance(user, User) or getattr(request, "is_preview", False):
        return None
    return SimpleLazyObject(lambda: _stores[0].read(user, page_key))  # type: ignore[return-value]


def field_of(notes: Mapping[str, str] | None, page_key: UUID | None, block: str | None) -> NoteField | None:
    """Return what the block `block` shows of `notes`; None where no note can be kept."""
    if notes is None or page_key is None or not block or not _stores:
        return None
    return NoteField(_stores[0].address(page_key, block), notes.get(block, ""))
