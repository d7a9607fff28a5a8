"""The host's commands about hosting: what the room lets people do and see, and who hosts it."""

from typing import Any

from coaching.rooms import hosts
from coaching.rooms.context import Context, Happening
from coaching.rooms.facts import room_facts
from coaching.rooms.showing import change_board

CHANGEABLE = ("late_join", "observers_see", "board_names", "marks_shown", "discussion_seconds")


def change(context: Context, data: dict[str, Any]) -> Happening:
    """Change settings of the room; what is not said stays as it is, and 0 minutes for disputes mean no limit.

    Raises:
        CommandRefused: `already_published`, when the board is to change after that.
    """
    room = context.room
    changed = [name for name in CHANGEABLE if data[name] is not None]
    for name in changed:
        setattr(room, name, data[name])
    if data["dispute_minutes"] is not None:
        room.dispute_minutes = data["dispute_minutes"] or None
        changed.append("dispute_minutes")
    happened: dict[str, Any] = {}
    if data["board"] not in (None, room.board):
        happened["public"] = change_board(room, context.sheet, data["board"])
        changed.append("board")
    return Happening("room.changed", {"room": room_facts(room), **happened}, tuple(changed))


def remove(context: Context, data: dict[str, Any]) -> Happening:
    """Take the room from a co-host, whose console closes."""
    return hosts.remove_host(context, data["user"])


def hand_over(context: Context, data: dict[str, Any]) -> Happening:
    """Make a co-host the chief."""
    return hosts.hand_over(context, data["user"])
