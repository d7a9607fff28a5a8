"""The sockets of a room's people, and what they send."""

from typing import Any

from coaching.rooms.models import RoomEvent
from coaching.rooms.threads import reading, writing
from tests.coaching.rooms.building import Built, build
from tests.coaching.rooms.clients import RoomClient, secret_of, session_of


async def make(**wishes: Any) -> Built:
    """Build a room in a thread for writing."""
    return await writing(build)(**wishes)


async def count_events() -> int:
    """Return how many events there are in all rooms."""
    return await reading(RoomEvent.objects.count)()


def judge(built: Built, seat: int, language: str = "en") -> RoomClient:
    """Return the socket of a judge."""
    return RoomClient(built.room, "judge", secret_of(built.room, built.judges[seat]), language)


def competitor(built: Built, number: int = 0) -> RoomClient:
    """Return the socket of a competitor."""
    return RoomClient(built.room, "competitor", secret_of(built.room, built.competitors[number]))


def board(built: Built) -> RoomClient:
    """Return the socket of a board."""
    return RoomClient(built.room, "board", {})


async def host(built: Built, language: str = "en") -> RoomClient:
    """Return the socket of the host."""
    return RoomClient(built.room, "host", await session_of(built.host), language)


def scored(built: Built, score: int, *, code: str = "A1.J1", number: int = 0, round: int = 1) -> dict:  # noqa: A002
    """Return the data of a score."""
    return {"competitor": built.key(number), "aspect": built.aspects[code], "score": score, "round": round}


def measured(built: Built, mark: str | None, *, code: str = "A1.M1", number: int = 0, reason: str = "") -> dict:
    """Return the data of a measurement."""
    return {"competitor": built.key(number), "aspect": built.aspects[code], "mark": mark, "reason": reason}
