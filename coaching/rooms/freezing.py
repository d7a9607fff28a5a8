"""The board as it was frozen: found again in the log, which alone knows what has gone since."""

from coaching.rooms.facts import FrozenFacts
from coaching.rooms.models import Room, RoomEvent


def frozen_board(room: Room) -> FrozenFacts | None:
    """Return who was on the board of the room when it was last frozen, or None when it never was."""
    found = RoomEvent.objects.filter(room=room, type="board.frozen").order_by("-seq").first()
    if found is None:
        return None
    frozen: FrozenFacts = found.data["frozen"]
    return frozen
