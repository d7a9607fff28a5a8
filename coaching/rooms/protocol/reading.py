"""Reading what clients send, and writing what they are sent."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from coaching.rooms.protocol.commands import COMMANDS, QUESTIONS
from coaching.rooms.protocol.fields import Field, read_uuid
from coaching.rooms.protocol.shapes import LARGEST_MESSAGE, VERSION
from coaching.rooms.refusals import CommandRefused


@dataclass(frozen=True, slots=True)
class Message:
    """A message from a client, with the shape checked; `data` is still to be read by `read_data`."""

    id: str
    type: str
    data: dict[str, Any]


class MessageRefused(CommandRefused):
    """A message that is not even a command; `id` is None when it has none that could be answered."""

    def __init__(self, code: str, message_id: str | None = None) -> None:
        """Refuse with `code`."""
        super().__init__(code)
        self.id = message_id


def read_message(text: str) -> Message:
    """Return the message in `text`.

    Raises:
        MessageRefused: too big, not a JSON object, without an id, of another version, or of no known type.
    """
    content = _read_object(text)
    message_id = _read_id(content)
    if content.get("v") != VERSION or type(content["v"]) is not int:
        raise MessageRefused("unknown_version", message_id)
    kind = content.get("type")
    if not isinstance(kind, str) or (kind not in COMMANDS and kind not in QUESTIONS):
        raise MessageRefused("unknown_command", message_id)
    data = content.get("data", {})
    if not isinstance(data, dict):
        raise MessageRefused("bad_data", message_id)
    return Message(message_id, kind, data)


def _read_object(text: str) -> dict[str, Any]:
    # Four bytes is the most that a letter takes, so only a text in between has to be encoded to know.
    if len(text) > LARGEST_MESSAGE or len(text.encode(errors="replace")) > LARGEST_MESSAGE:
        raise MessageRefused("too_big")
    try:
        content = json.loads(text, parse_constant=_refuse_constant)
    except (ValueError, RecursionError):
        raise MessageRefused("not_json") from None
    if not isinstance(content, dict):
        raise MessageRefused("not_json")
    return content


def _refuse_constant(name: str) -> None:
    raise ValueError(name)


def _read_id(content: dict[str, Any]) -> str:
    try:
        return str(read_uuid(content.get("id")))
    except (TypeError, ValueError):
        raise MessageRefused("bad_id") from None


def read_data(kind: str, data: Mapping[str, Any]) -> dict[str, Any]:
    """Return the data of a command with the right types; what is not known is left out.

    Raises:
        CommandRefused: the command is not known, or a field is missing or is not what it should be.
    """
    fields = COMMANDS[kind].fields if kind in COMMANDS else QUESTIONS.get(kind)
    if fields is None:
        raise CommandRefused("unknown_command")
    return {name: _read_field(name, field, data) for name, field in fields.items()}


def _read_field(name: str, field: Field, data: Mapping[str, Any]) -> Any:
    if name not in data:
        if field.required:
            raise CommandRefused("bad_data", field=name)
        return field.otherwise
    try:
        return field.read(data[name])
    except (TypeError, ValueError):
        raise CommandRefused(field.refusal, field=name) from None


def encode(message: Mapping[str, Any]) -> str:
    """Return the message as it is sent."""
    return json.dumps({"v": VERSION, **message}, separators=(",", ":"), ensure_ascii=False)
