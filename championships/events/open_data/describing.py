"""The OpenAPI document of the interface, made of its operations and of the shapes of its answers."""

from collections.abc import Mapping
from functools import cache
from http import HTTPStatus
from typing import Any, Literal

from django.utils.translation import gettext as _
from pydantic import TypeAdapter

from championships.events.open_data.asking import JSON_TYPE
from championships.events.open_data.operations import OPERATIONS, ROOT, Operation, Parameter
from championships.events.open_data.shapes import Fault

Schema = dict[str, Any]
PLACE = "#/components/schemas/{model}"


def document(server: str) -> Schema:
    """Return the document (OpenAPI 3.1) in the active language; `server` is the address of this Podium."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Podium",
            "version": "1",
            "description": _(
                "Public results, schedules and participants of championships. No key is needed. People are called as "
                "they chose to be public: ask again rather than keep a name."
            ),
        },
        "servers": [{"url": server.rstrip("/")}],
        "paths": {f"{ROOT}{each.address}": {"get": _operation(each)} for each in OPERATIONS},
        "components": {"schemas": schemas()},
    }


def schemas() -> dict[str, Schema]:
    """Return the shape of every answer by its name, its descriptions in the active language."""
    return {name: _plain(shape) for name, shape in sorted(_shapes().items())}


@cache
def _shapes() -> Mapping[str, Schema]:
    kinds = (*dict.fromkeys(each.answer for each in OPERATIONS), Fault)
    named: list[tuple[str, Literal["serialization"], TypeAdapter[Any]]] = [
        (kind.__name__, "serialization", TypeAdapter(kind)) for kind in kinds
    ]
    _places, whole = TypeAdapter.json_schemas(named, ref_template=PLACE)
    found: Mapping[str, Schema] = whole["$defs"]
    return found


def _operation(each: Operation) -> Schema:
    faults = [HTTPStatus.BAD_REQUEST, HTTPStatus.NOT_FOUND]
    return {
        "operationId": each.name,
        "summary": str(each.summary),
        "parameters": [_parameter(one) for one in each.parameters],
        "responses": {
            "200": _response(_("The answer"), each.answer.__name__),
            "304": {"description": _("Nothing has changed since the tag that was sent in If-None-Match.")},
            **{str(int(status)): _response(str(status.phrase), Fault.__name__) for status in faults},
        },
    }


def _response(description: str, shape: str) -> Schema:
    schema = {"$ref": PLACE.format(model=shape)}
    return {"description": description, "content": {JSON_TYPE: {"schema": schema}}}


def _parameter(one: Parameter) -> Schema:
    schema: Schema = {"type": one.type}
    if one.type == "integer":
        schema["minimum"] = 1
    if one.most is not None:
        schema["maximum"] = one.most
    if one.usual is not None:
        schema["default"] = one.usual
    if one.choices:
        schema["enum"] = list(one.choices)
    return {
        "name": one.name,
        "in": "path" if one.in_path else "query",
        "required": one.in_path,
        "description": str(one.description),
        "schema": schema,
    }


def _plain(schema: Any) -> Any:
    """Return the schema without the titles that repeat a name, its descriptions in the active language."""
    if isinstance(schema, list):
        return [_plain(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    kept = {name: part for name, part in schema.items() if name != "title" or not isinstance(part, str)}
    if isinstance(kept.get("description"), str):
        words = " ".join(kept["description"].split())
        kept["description"] = _(words) if words else ""
    if "properties" in kept:
        return {**kept, "properties": {name: _plain(part) for name, part in kept["properties"].items()}}
    return {name: _plain(part) for name, part in kept.items()}
