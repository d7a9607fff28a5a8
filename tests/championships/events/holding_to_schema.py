"""A reader of JSON Schema that knows as much of it as the interface's document uses, and refuses what it does not."""

from collections.abc import Mapping
from typing import Any

SAYS_NOTHING = {"description", "default", "title"}
KINDS: Mapping[str, Any] = {
    "string": str,
    "integer": int,
    "boolean": bool,
    "null": type(None),
    "array": list,
    "object": dict,
}


def faults(value: Any, schema: Mapping[str, Any], named: Mapping[str, Any], at: str = "") -> list[str]:
    """Return where `value` is not as `schema` says; `named` are the shapes of components/schemas."""
    if "$ref" in schema:
        return faults(value, named[schema["$ref"].rpartition("/")[2]], named, at)
    if "anyOf" in schema:
        found = [faults(value, each, named, at) for each in schema["anyOf"]]
        return [] if [] in found else found[0]
    known = SAYS_NOTHING | {"type", "enum", "const", "items", "properties", "required", "additionalProperties"}
    assert set(schema) <= known, f"{at}: {set(schema) - known}"
    if "enum" in schema and value not in schema["enum"]:
        return [f"{at}: {value!r} is none of {schema['enum']}"]
    kind = KINDS[schema["type"]]
    if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
        return [f"{at}: {value!r} is no {schema['type']}"]
    if kind is list:
        return [each for n, part in enumerate(value) for each in faults(part, schema["items"], named, f"{at}/{n}")]
    return _faults_of_object(value, schema, named, at) if kind is dict else []


def _faults_of_object(value: Any, schema: Mapping[str, Any], named: Mapping[str, Any], at: str) -> list[str]:
    properties, others = schema.get("properties", {}), schema.get("additionalProperties")
    found = [f"{at}: {name} is missing" for name in schema.get("required", ()) if name not in value]
    for name, part in value.items():
        if name in properties:
            found += faults(part, properties[name], named, f"{at}/{name}")
        elif isinstance(others, Mapping):
            found += faults(part, others, named, f"{at}/{name}")
        else:
            found.append(f"{at}: {name} is in no shape")
    return found
