"""The page about the interface: its OpenAPI document, as a reader reads it, and its place in the sitemap."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import override

from championships.events.open_data.asking import JSON_TYPE
from championships.events.open_data.describing import Schema, document
from pages.sitemap import Place, register_places


@dataclass(frozen=True)
class Word:
    """A parameter, or a part of an answer: its name, its kind in a word or two, and what it says."""

    name: str
    kind: str
    description: str
    depth: int = 0


@dataclass(frozen=True)
class Section:
    """One question: its address, what it is for, its parameters and the parts of its answer."""

    key: str
    address: str
    summary: str
    parameters: list[Word]
    parts: list[Word]
    example: str


def connect() -> None:
    """Name the page in the sitemap from now on; called once, when the app is ready."""
    register_places(places)


def places() -> list[Place]:
    """Return the page's addresses: it is there in every language."""
    return [Place({code: _address(code) for code, _name in settings.LANGUAGES})]


def _address(language: str) -> str:
    with override(language):
        return reverse("open_data:interface")


def sections(server: str) -> list[Section]:
    """Return a section for each question of the document, in the active language."""
    described = document(server)
    shapes = described["components"]["schemas"]
    return [_section(address, each["get"], shapes) for address, each in described["paths"].items()]


def _section(address: str, each: Schema, shapes: Mapping[str, Schema]) -> Section:
    answer = each["responses"]["200"]["content"][JSON_TYPE]["schema"]
    return Section(
        key=each["operationId"],
        address=address,
        summary=each["summary"],
        parameters=[_parameter(one) for one in each["parameters"]],
        parts=list(_parts(_shape(answer, shapes), shapes)),
        example="" if "{" in address else address,
    )


def _parameter(one: Schema) -> Word:
    kind = one["schema"]["type"]
    choices = one["schema"].get("enum")
    return Word(one["name"], ", ".join(choices) if choices else kind, one["description"])


def _parts(shape: Schema, shapes: Mapping[str, Schema], depth: int = 0) -> Iterator[Word]:
    for name, part in shape["properties"].items():
        yield Word(name, _kind(part), part.get("description", ""), depth)
        inner = _shape(part.get("items", part), shapes)
        if "properties" in inner:
            yield from _parts(inner, shapes, depth + 1)


def _shape(part: Schema, shapes: Mapping[str, Schema]) -> Schema:
    place = part.get("$ref")
    return shapes[place.rpartition("/")[2]] if place else part


def _kind(part: Schema) -> str:
    if "anyOf" in part:
        return " | ".join(_kind(each) for each in part["anyOf"])
    if "enum" in part:
        return " | ".join(str(each) for each in part["enum"])
    return str(part.get("const") or _KINDS.get(part.get("type", "object"), part.get("type")))


_KINDS: Mapping[Any, str] = {"array": "list", "object": "object"}
