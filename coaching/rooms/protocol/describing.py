"""What is generated from the protocol: its JSON Schema, the browser's types and the tables of docs/protocol.md.

`manage.py write_protocol` writes them, and a test fails when they differ from the protocol. Only that command and
that test import this module: a room needs none of it.
"""

import json
from collections.abc import Iterable, Mapping
from typing import Any, Final

from pydantic import TypeAdapter

from coaching.rooms.models import RoomStatus
from coaching.rooms.protocol.commands import COMMANDS, QUESTIONS
from coaching.rooms.protocol.fields import CommandKind, Field, schema_of
from coaching.rooms.protocol.messages import ServerMessage
from coaching.rooms.protocol.shapes import LARGEST_MESSAGE, VERSION, View

DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
ANYBODY: Final = "anybody"
DOES: Final = "yes"
TABLES: Final = ("commands", "moments")

Schema = dict[str, Any]


# JSON Schema -----------------------------------------------------------------------------------------------------


def json_schema() -> Schema:
    """Return the JSON Schema (2020-12) of every message: those of clients and those of the server."""
    server: Schema = TypeAdapter(ServerMessage).json_schema(ref_template="#/$defs/{model}")
    definitions = {name: _plain(shape) for name, shape in server.pop("$defs").items()}
    definitions["ServerMessage"] = {"oneOf": server["anyOf"]}
    commands = {**{name: kind.fields for name, kind in COMMANDS.items()}, **QUESTIONS}
    definitions["ClientMessage"] = {"oneOf": [_client_message(name, fields) for name, fields in commands.items()]}
    return {
        "$schema": DIALECT,
        "title": f"The protocol of a live room, version {VERSION}",
        "description": f"A message from a client has at most {LARGEST_MESSAGE} bytes of UTF-8.",
        "oneOf": [{"$ref": "#/$defs/ServerMessage"}, {"$ref": "#/$defs/ClientMessage"}],
        "$defs": dict(sorted(definitions.items())),
    }


def _plain(schema: Any) -> Any:
    """Return the schema without the titles that only repeat a name."""
    if isinstance(schema, list):
        return [_plain(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    kept = {name: part for name, part in schema.items() if name != "title" or not isinstance(part, str)}
    if "properties" in kept:
        return {**kept, "properties": {name: _plain(part) for name, part in kept["properties"].items()}}
    return {name: _plain(part) for name, part in kept.items()}


def _client_message(name: str, fields: Mapping[str, Field]) -> Schema:
    data: Schema = {
        "type": "object",
        "properties": {key: {**schema_of(field.read), "description": field.describes} for key, field in fields.items()},
        "required": [key for key, field in fields.items() if field.required],
    }
    return {
        "title": name,
        "type": "object",
        "properties": {
            "v": {"const": VERSION},
            "id": {"type": "string", "format": "uuid"},
            "type": {"const": name},
            "data": data,
        },
        "required": ["v", "id", "type", *(["data"] if data["required"] else [])],
    }


def schema_text() -> str:
    """Return the JSON Schema as it is kept in docs/protocol.schema.json."""
    return json.dumps(json_schema(), indent=1, ensure_ascii=False) + "\n"


# The browser's types ---------------------------------------------------------------------------------------------


def browser_types() -> str:
    """Return the module of JSDoc types that the browser's code refers to."""
    shapes = json_schema()["$defs"]
    lines = ["/**", " * The shapes of the room's protocol, generated from it by `manage.py write_protocol`.", " *"]
    for name, shape in shapes.items():
        if name in {"ClientMessage", "ServerMessage"}:
            lines += [f" * @typedef {{{_type(shape)}}} {name}"]
        else:
            lines += [f" * @typedef {{object}} {name}", *_properties(shape)]
    return "\n".join([*lines, " */", "", "export {};", ""])


def _properties(shape: Schema) -> Iterable[str]:
    required = set(shape.get("required", ()))
    for name, part in shape["properties"].items():
        yield f" * @property {{{_type(part)}}} {name if name in required else f'[{name}]'}"


def _type(schema: Schema) -> str:
    """Return a schema as a type of TypeScript."""
    for choice in ("anyOf", "oneOf"):
        if choice in schema:
            return "|".join(dict.fromkeys(_type(part) for part in schema[choice]))
    if "$ref" in schema:
        return str(schema["$ref"]).rpartition("/")[2]
    if "const" in schema or "enum" in schema:
        return "|".join(json.dumps(value) for value in schema.get("enum", [schema.get("const")]))
    return _type_named(schema)


def _type_named(schema: Schema) -> str:
    kind = schema.get("type")
    if kind == "array":
        return f"Array<{_type(schema.get('items', {}))}>"
    if kind == "object" and "properties" in schema:
        inner = ", ".join(_member(name, part, schema) for name, part in schema["properties"].items())
        return f"{{{inner}}}"
    if kind == "object":
        values = schema.get("additionalProperties")
        return f"Object<string, {_type(values) if isinstance(values, dict) else 'any'}>"
    if isinstance(kind, list):
        return "|".join(_type_named({**schema, "type": each}) for each in kind)
    return {"integer": "number", "string": "string", "boolean": "boolean", "null": "null"}.get(str(kind), "any")


def _member(name: str, part: Schema, schema: Schema) -> str:
    return f"{name}{'' if name in schema.get('required', ()) else '?'}: {_type(part)}"


# Tables for people -----------------------------------------------------------------------------------------------


def table(name: str) -> str:
    """Return one of TABLES as Markdown."""
    rows = _commands() if name == "commands" else _moments()
    return "\n".join(f"| {' | '.join(cells)} |" for cells in rows)


def _commands() -> Iterable[tuple[str, ...]]:
    yield "type", "who", "data", "event"
    yield "---", "---", "---", "---"
    for name, kind in COMMANDS.items():
        yield f"`{name}`", senders(kind), _data(kind.fields), f"`{kind.event}`"
    for name, fields in QUESTIONS.items():
        yield f"`{name}`", ANYBODY, _data(fields), "not logged"


def senders(kind: CommandKind) -> str:
    """Return who may send a command, in words: the views in their order, and whether the chief alone."""
    named = ", ".join(view for view in View if view in kind.views)
    return f"{named} (chief)" if kind.chief else named


def _data(fields: Mapping[str, Field]) -> str:
    return "; ".join(
        f"`{name}`{'' if field.required else ' (may be left out)'} {field.describes}" for name, field in fields.items()
    )


def _moments() -> Iterable[tuple[str, ...]]:
    yield "command", *(status.value for status in RoomStatus)
    yield ("---",) * (1 + len(RoomStatus))
    for name, kind in COMMANDS.items():
        yield f"`{name}`", *(_when(kind, status) for status in RoomStatus)


def _when(kind: CommandKind, status: RoomStatus) -> str:
    code = kind.refused_when.get(status)
    return DOES if code is None else f"`{code}`"


def with_tables(page: str) -> str:
    """Return docs/protocol.md with its generated tables as they have to be.

    Raises:
        ValueError: the page has lost the place of a table.
    """
    for name in TABLES:
        begin, end = f"<!-- {name}: written by manage.py write_protocol -->", f"<!-- end of {name} -->"
        before, found, rest = page.partition(begin)
        _, closed, after = rest.partition(end)
        if not found or not closed:
            raise ValueError(f"docs/protocol.md has no place for the table of {name}.")
        page = f"{before}{begin}\n{table(name)}\n{end}{after}"
    return page
