"""What a host is told before a room is ended, by the module of the host's page, imported by a real browser."""

from typing import Any

from playwright.sync_api import Page

from tests.browser.room_modules import run


def _said(page: Page, name: str, state: dict[str, Any]) -> Any:
    """Return what the function of this name says of the state."""
    return run(page, "host-ending.js", f"return m.{name}(x)", state)


def test_whoever_ends_a_room_is_told_which_judges_are_not_connected(page: Page) -> None:
    people = [
        {"id": "j1", "name": "Aigul Demo", "number": 1, "status": "present", "online": True},
        {"id": "j2", "name": "Botagoz Demo", "number": 2, "status": "present", "online": False},
        {"id": "j3", "name": "Gone Demo", "number": 3, "status": "removed", "online": False},
    ]
    free = {"id": "j4", "name": "", "number": 4, "status": "present", "online": False}
    coordinator = {**free, "id": "k", "name": "Nurlan Demo"}
    jury = {"judges": [*people, free], "coordinators": [coordinator]}
    said = _said(page, "offlineText", jury)
    assert said.startswith("Not connected, may hold marks that have not arrived: Botagoz Demo, Nurlan Demo. After")
    here = {"judges": people[:1], "coordinators": []}
    assert _said(page, "offlineText", here) == ""


def test_whoever_ends_a_room_is_told_how_many_forms_are_not_locked(page: Page) -> None:
    room = {
        "sign_off": "judges",
        "board": "end",
        "marks_shown": "end",
        "modules": [{"number": 1, "sub_criteria": ["A1"]}],
    }
    form = {"competitor": "c1", "module": 1, "state": "signed", "version": 1, "reason": "", "signed": []}
    people, aspects = [{"id": "c1", "status": "present"}], [{"id": 7, "sub_criterion": "A1"}]
    case: dict[str, Any] = {"room": room, "competitors": people, "aspects": aspects, "forms": {"c1:1": form}}
    said = _said(page, "unlockedText", case)
    assert said.startswith("1 form is not locked yet: the end does not show its marks")
    case["room"]["board"] = "live"
    assert _said(page, "unlockedText", case) == "1 form is not locked yet."
    case["forms"]["c1:1"]["state"] = "locked"
    assert _said(page, "unlockedText", case) == "Every form is locked."
    case["room"]["sign_off"] = "none"
    assert _said(page, "unlockedText", case) == ""
