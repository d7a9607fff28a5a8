"""The board as it is sent: made once for all of its readers, and told apart by a tag that costs one query."""

from collections.abc import Sequence
from typing import Any

from django.core.cache import cache
from django.utils.crypto import salted_hmac
from django.utils.translation import get_language

from championships.events.models import Championship
from coaching.rooms.event_board.running import rooms_at_work
from coaching.rooms.event_board.slides import slides_of
from coaching.rooms.models import Room

KEPT_SECONDS = 60
_SALT = "coaching.rooms.event_board"


def tag_of(championship: Championship, rooms: Sequence[Room]) -> str:
    """Return what tells one state of the board from the next, in the language of the moment.

    While the championship is frozen the rooms go on and the tag does not, unless they show less than they did.
    """
    frozen = championship.frozen_at
    moved = [f"{room.pk}:{room.seq if frozen is None else room.board_names}" for room in rooms]
    parts = (championship.pk, championship.sequence, frozen, get_language(), *moved)
    return salted_hmac(_SALT, "\n".join(map(str, parts)), algorithm="sha256").hexdigest()[:32]


def content_of(championship: Championship) -> tuple[str, dict[str, Any]]:
    """Return the tag of the board, and what it shows: whether it is frozen, and its slides. One query while it is kept."""
    rooms = rooms_at_work(championship)
    tag = tag_of(championship, rooms)
    content: dict[str, Any] | None = cache.get(_kept_under(tag))
    if content is None:
        content = {"frozen": championship.is_frozen, "slides": slides_of(championship, rooms)}
        cache.set(_kept_under(tag), content, KEPT_SECONDS)
    return tag, content


def only(content: dict[str, Any], skill: int | None) -> dict[str, Any]:
    """Return the board of one skill, or all of it; a skill that has nothing to show leaves an empty board."""
    if skill is None:
        return content
    return {**content, "slides": [slide for slide in content["slides"] if slide["skill"] == skill]}


def _kept_under(tag: str) -> str:
    return f"event-board.{tag}"
