"""What a competitor's page says of the forms: one for each module, and until when its marks may be disputed."""

from typing import Any

from coaching.rooms.disputing import window_of
from coaching.rooms.models import Room, SignOff


def own_forms(room: Room) -> list[dict[str, Any]]:
    """Return number, title and end of the time for disputes (None: not known, or no limit) of each module.

    Empty where nothing is signed.
    """
    if room.sign_off == SignOff.NONE:
        return []
    return [
        {"number": module["number"], "title": module["title"], "until": window_of(room, module["number"]).until}
        for module in room.modules
    ]
