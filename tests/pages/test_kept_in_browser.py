"""The page about what a browser keeps is complete: whatever the sources keep is on it."""

import re
from fnmatch import fnmatchcase
from pathlib import Path

import pytest
from django.test import Client

from pages import kept_in_browser

ROOT = Path(__file__).resolve().parent.parent.parent
WINGS = ("site", "media", "championships", "coaching")
KEEPS = re.compile(r"localStorage|sessionStorage|indexedDB\.open|caches\.open")
NAMED = re.compile(r"[\"`](podium-[a-z][a-z-]*)(?:[:$][^\"`]*)?[\"`]")
# Names of elements and of kinds of things that are dragged, in files that also keep something.
NOT_KEPT = {"podium-timer", "podium-sheet", "podium-sheet-keys", "podium-sheet-order"}


def is_listed(name: str) -> bool:
    """Return whether `name`, or a name that begins like it, is on the list."""
    return any(
        fnmatchcase(name, known) or known.rstrip("*:-") == name.rstrip(":-") for known in kept_in_browser.names()
    )


def test_every_name_in_the_programs_is_on_the_list() -> None:
    sources = [path for wing in WINGS for path in (ROOT / wing).rglob("static/**/*.js")]
    keeping = [text for path in sources if KEEPS.search(text := path.read_text(encoding="utf-8"))]
    found = {match[1] for text in keeping for match in NAMED.finditer(text)} - NOT_KEPT
    assert len(found) > 10
    assert {name for name in found if not is_listed(name)} == set()


def test_every_cookie_of_the_server_is_on_the_list() -> None:
    """Whoever sets a cookie in another file than these adds it to the list, and the file here."""
    known = {"site/design/views.py", "site/people/language.py", "coaching/rooms/views/attempts.py",
             "coaching/rooms/views/joining.py"}  # fmt: skip
    setting = re.compile(r"\.set_(?:signed_)?cookie\(")
    sources = [path for wing in WINGS for path in (ROOT / wing).rglob("*.py")]
    found = {str(path.relative_to(ROOT)) for path in sources if setting.search(path.read_text(encoding="utf-8"))}
    assert found == known


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["en", "ru", "kk"])
def test_page_lists_everything_in_every_language(client: Client, language: str) -> None:
    html = client.get(f"/{language}/kept-in-your-browser/").content.decode()
    assert [name for name in kept_in_browser.names() if f"<code>{name}</code>" not in html] == []
