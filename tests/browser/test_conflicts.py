"""Conflicts on the marking sheet: what may be decided now, and both sides said alike. Modules in a real browser."""

from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.room_modules import run


def _state(status: str = "running", form: str = "marking", person: str = "present", **mark: Any) -> dict[str, Any]:
    known = {"competitor": "c1", "aspect": 7, "round": 1, "state": "scoring", "mark": None, "scores": [], **mark}
    judges = [{"id": f"j{seat}", "name": "", "number": seat, "status": "present"} for seat in (1, 2)]
    modules = [{"number": 1, "sub_criteria": ["A1"]}]
    return {
        "you": {"view": "judge", "participant": "j1"},
        "room": {"status": status, "sign_off": "full", "published": False, "modules": modules},
        "competitors": [{"id": "c1", "status": person}],
        "judges": judges,
        "coordinators": [],
        "aspects": [{"id": 7, "sub_criterion": "A1"}],
        "marks": {"c1:7": known},
        "totals": {"c1": {"marked": 0, "of": 1}},
        "forms": {"c1:1": {"competitor": "c1", "module": 1, "state": form, "version": 2, "reason": "", "signed": []}},
    }


def _entry(kind: str, code: str, current: dict[str, Any] | None = None, **data: Any) -> dict[str, Any]:
    error = {"code": code, "message": "As the server said", **({"current": current} if current else {})}
    return {"id": "e", "type": kind, "data": {"competitor": "c1", "aspect": 7, **data}, "error": error}


RECORDED = _entry("measurement.record", "form_checked", mark="0.50")
SCORED = _entry("judgement.score", "form_checked", score=2, round=1)
TAKEN_BACK = _entry("judgement.score", "form_checked", score=None, round=1)
REOPENED = _entry("judgement.reopen", "form_signed")
OWN = {"judge": "j1", "in": True, "score": 1}


@pytest.mark.parametrize(
    ("entry", "state", "kept"),
    [
        (RECORDED, _state(form="checked"), None),
        (RECORDED, _state(status="ended", form="signed"), None),
        (RECORDED, _state(person="removed"), None),
        (RECORDED, _state(), {"mark": "0.50"}),
        (_entry("measurement.record", "changed_meanwhile", mark="0.50"), _state(form="locked"), None),
        (SCORED, _state(round=3), {"score": 2, "round": 3}),
        (SCORED, _state(state="marked"), None),
        (TAKEN_BACK, _state(), None),
        (TAKEN_BACK, _state(scores=[OWN]), {"score": None, "round": 1}),
        (REOPENED, _state(), None),
        (REOPENED, _state(state="marked"), {}),
    ],
)
def test_mine_can_be_kept_as_soon_as_marks_are_open_again(
    page: Page, entry: dict[str, Any], state: dict[str, Any], kept: dict[str, Any] | None
) -> None:
    found = run(page, "conflicts.js", "return m.mineAnew(...x);", [entry, state])
    expected = kept if kept is None else {"type": entry["type"], "data": {"competitor": "c1", "aspect": 7, **kept}}
    assert found == expected


def test_words_say_that_the_form_is_open_again_and_the_servers_reason_until_then(page: Page) -> None:
    overtaken = _entry("measurement.record", "changed_meanwhile", mark="0.50")
    pairs = [[RECORDED, _state(form="checked")], [RECORDED, _state()], [overtaken, _state()]]
    closed, opened, decided = run(page, "conflicts.js", "return x.map((pair) => m.conflictText(...pair));", pairs)
    assert (closed, decided) == ("As the server said", "As the server said")
    assert opened == "Marks were closed here when yours arrived. They are open again: decide which one stays."


BOTH = """
  const row = document.createElement('div');
  row.dataset.maximum = '2.00';
  row.innerHTML = '<button data-observe="2"><span class="score-button-words"> Neat </span></button>';
  return x.map(([entry, state]) => [m.mineText(entry, row), m.theirsText(entry, state, row)]);
"""


def _standing(mark: str | None, observation: Any) -> dict[str, Any]:
    return {"mark": mark, "observation": observation, "by": "j2", "at": "2026-11-23T09:31:02.123456+00:00"}


def test_both_sides_of_a_conflict_say_what_was_observed(page: Page) -> None:
    def observed(observation: Any, current: dict[str, Any] | None) -> dict[str, Any]:
        return _entry("measurement.observe", "changed_meanwhile", current, observation=observation)

    by_hand = _entry("measurement.record", "changed_meanwhile", _standing("1.50", "12.5"), mark="0.50")
    of_room = _state(state="marked", mark="1.50", observation=3)
    pairs = [
        [observed(1, _standing("1.50", 3)), _state()],
        [observed(2, _standing("1.50", None)), _state()],
        [observed(1, _standing(None, None)), _state()],
        [observed(True, _standing("0.00", False)), _state()],
        [by_hand, _state()],
        [_entry("measurement.observe", "form_checked", observation=1), of_room],
    ]
    assert run(page, "sheet-conflicts.js", BOTH, pairs) == [
        ["Observed: 1", "Observed: 3, mark 1.50"],
        ["Observed: Neat", "By hand: 1.50"],
        ["Observed: 1", "–"],
        ["2.00", "0.00"],
        ["0.50", "Observed: 12.5, mark 1.50"],
        ["Observed: 1", "Observed: 3, mark 1.50"],
    ]
