"""Visitors of a championship, in a real browser: every section of its page reads well on any screen."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser import people

Person = Callable[..., Page]
OPEN = "/kk/championships/saryarqa-open/"
WIDTHS = (320, 360, 768, 1280)
SECTIONS = (
    "",
    "skills/",
    "schedule/",
    "participants/",
    "people/",
    "documents/",
    "news/",
    "gallery/",
    "venue/",
    "partners/",
)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_sections_are_accessible_and_never_wider_than_the_window(new_person: Person, scheme: str) -> None:
    reader = new_person(color_scheme=scheme)
    for section in SECTIONS:
        reader.goto(f"{OPEN}{section}")
        people.assert_accessible(reader)
        # Colours change no width.
        for width in WIDTHS if scheme == "light" else ():
            reader.set_viewport_size({"width": width, "height": 800})
            people.assert_no_sideways_scroll(reader)
