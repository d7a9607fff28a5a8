"""The modules of a room: how long each is, and which sub-criteria are marked in it.

They are fixed when the room is opened, all but whether their marks are released; a room has at least one.
"""

from collections.abc import Iterable, Mapping
from typing import TypedDict

LONGEST_TITLE = 120


class ModuleFacts(TypedDict):
    """A module: seconds of reading, of working and of the break after it, and the codes of its sub-criteria.

    `released`: its marks may be shown where they are shown module by module.
    """

    number: int
    title: str
    reading: int
    working: int
    break_after: int
    sub_criteria: list[str]
    released: bool


def only_module(sub_criteria: Iterable[str], working: int) -> list[ModuleFacts]:
    """Return the one module of a room that is not divided; `working` in seconds."""
    return [module_facts(1, "", sub_criteria, working=working)]


def module_facts(
    number: int, title: str, sub_criteria: Iterable[str], *, working: int, reading: int = 0, break_after: int = 0
) -> ModuleFacts:
    """Return a module whose marks are not released yet; times in seconds."""
    return {
        "number": number,
        "title": title,
        "reading": reading,
        "working": working,
        "break_after": break_after,
        "sub_criteria": list(sub_criteria),
        "released": False,
    }


def module_at(modules: Iterable[ModuleFacts], number: int) -> ModuleFacts | None:
    """Return the module with this number, or None."""
    return next((module for module in modules if module["number"] == number), None)


def modules_by_part(modules: Iterable[ModuleFacts]) -> Mapping[str, int]:
    """Return the number of the module in which each sub-criterion is marked."""
    return {code: module["number"] for module in modules for code in module["sub_criteria"]}


def released_parts(modules: Iterable[ModuleFacts]) -> frozenset[str]:
    """Return the codes of the sub-criteria whose marks are released."""
    return frozenset(code for module in modules if module["released"] for code in module["sub_criteria"])
