"""The pure modules of a room's pages, imported by a real browser: what messages make of the state, and marks."""

from itertools import product
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from coaching.rooms.form_progress import progress_of
from coaching.rooms.joining import door_refusal
from coaching.rooms.models import Room, RoomKind, RoomStatus
from tests.browser.room_modules import run
from tests.browser.server import Server

SNAPSHOT = {
    "type": "snapshot",
    "seq": 5,
    "data": {
        "you": {"view": "judge", "participant": "j1", "name": "One", "number": 1},
        "room": {"id": "r", "status": "running", "clock": {"phase": "running"}},
        "competitors": [{"id": "c1", "name": "A", "number": 1, "status": "present", "online": False}],
        "judges": [{"id": f"j{seat}", "name": "", "number": seat, "status": "present"} for seat in (1, 2, 3)],
        "marks": [],
        "totals": {"c1": {"marked": 0, "of": 2, "total": "0.00"}},
    },
}
REDUCE = "let s = m.EMPTY; for (const message of x) s = m.reduce(s, message);"


def _mark(**changes: Any) -> dict[str, Any]:
    mark = {"competitor": "c1", "aspect": 7, "round": 1, "state": "marked", "mark": "0.50", "reason": "", "scores": []}
    return {**mark, "previous": [], **changes}


def _event(seq: int, after: int, **data: Any) -> dict[str, Any]:
    return {"type": "event", "seq": seq, "after": after, "data": data}


def test_an_event_changes_what_it_carries_and_nothing_else(page: Page) -> None:
    event = _event(6, 5, mark=_mark(), totals={"marked": 1, "of": 2, "total": "0.50"})
    state = run(page, "state.js", f"{REDUCE} return s;", [SNAPSHOT, event])
    assert state["seq"] == 6
    assert state["marks"]["c1:7"]["mark"] == "0.50"
    assert state["totals"]["c1"]["marked"] == 1
    assert state["competitors"][0]["name"] == "A"


def test_an_event_that_was_seen_changes_nothing(page: Page) -> None:
    event = _event(5, 4, mark=_mark(mark="9.99"))
    assert run(page, "state.js", f"{REDUCE} return m.reduce(s, x[1]) === s;", [SNAPSHOT, event])


@pytest.mark.parametrize(("seq", "after", "gap"), [(6, 5, False), (9, 5, False), (9, 3, False), (9, 6, True)])
def test_only_what_this_reader_should_have_had_leaves_a_gap(page: Page, seq: int, after: int, gap: bool) -> None:
    found = run(page, "state.js", f"{REDUCE} return m.leavesGap(s, x[1]);", [SNAPSHOT, _event(seq, after)])
    assert found is gap


def test_an_event_after_a_gap_waits_for_the_snapshot(page: Page) -> None:
    state = run(page, "state.js", f"{REDUCE} return s;", [SNAPSHOT, _event(9, 8, mark=_mark())])
    assert (state["seq"], state["marks"]) == (5, {})


def test_an_older_snapshot_does_not_take_marks_back(page: Page) -> None:
    event = _event(6, 5, mark=_mark())
    state = run(page, "state.js", f"{REDUCE} return s;", [SNAPSHOT, event, SNAPSHOT])
    assert state["marks"]["c1:7"]["mark"] == "0.50"


def test_somebody_new_and_somebody_removed_are_taken_in(page: Page) -> None:
    new = {"id": "c2", "name": "B", "number": 2, "status": "present", "role": "competitor"}
    gone = {"id": "c1", "status": "removed", "role": "competitor", "number": 1}
    state = run(
        page,
        "state.js",
        f"{REDUCE} return s;",
        [SNAPSHOT, _event(6, 5, participant=new), _event(7, 6, participant=gone)],
    )
    assert [(person["id"], person["status"]) for person in state["competitors"]] == [
        ("c1", "removed"),
        ("c2", "present"),
    ]


def test_a_row_that_left_the_board_is_gone(page: Page) -> None:
    rows = [{"competitor": "c1", "name": "A"}, {"competitor": "c2", "name": "B"}]
    snapshot = {**SNAPSHOT, "data": {**SNAPSHOT["data"], "rows": rows}}  # type: ignore[dict-item]
    board = {"type": "board", "seq": 8, "after": 5, "rows": [{"competitor": "c1", "removed": True}]}
    assert list(run(page, "state.js", f"{REDUCE} return s.rows;", [snapshot, board])) == ["c2"]


SHOWN = """
  const { reduce, EMPTY } = await import('/static/rooms/js/state.js');
  let s = EMPTY; for (const message of x.messages) s = reduce(s, message);
  return m.shownMark(s, x.entries, 'c1', 7);
"""


def _entry(kind: str, state: str = "waiting", **data: Any) -> dict[str, Any]:
    content = {"competitor": "c1", "aspect": 7, **data}
    return {"id": state, "type": kind, "state": state, "data": content, "error": {"message": "No"}}


def _shown(page: Page, messages: list[Any], entries: list[Any]) -> dict[str, Any]:
    shown: dict[str, Any] = run(page, "marks.js", SHOWN, {"messages": [SNAPSHOT, *messages], "entries": entries})
    return shown


def test_a_mark_on_its_way_is_shown_as_waiting(page: Page) -> None:
    shown = _shown(page, [], [_entry("measurement.record", mark="0.25", reason="why")])
    assert (shown["mark"], shown["reason"], shown["waiting"]) == ("0.25", "why", True)


def test_a_refused_mark_leaves_the_mark_of_the_room_and_keeps_what_was_typed(page: Page) -> None:
    refused = _entry("measurement.record", state="refused", mark="9.00", reason="")
    shown = _shown(page, [_event(6, 5, mark=_mark())], [refused])
    assert (shown["mark"], shown["waiting"]) == ("0.50", False)
    assert shown["refused"]["data"]["mark"] == "9.00"


def test_a_score_of_a_round_that_is_over_does_not_cover_the_new_round(page: Page) -> None:
    mark = _mark(round=2, state="discuss", mark=None, previous=[{"judge": "j1", "score": 0}])
    shown = _shown(page, [_event(6, 5, mark=mark)], [_entry("judgement.score", state="accepted", score=0, round=1)])
    assert (shown["round"], shown["own"], shown["state"]) == (2, None, "discuss")


def test_the_scores_of_the_others_stay_face_down(page: Page) -> None:
    scores = [{"judge": "j1", "in": True, "score": 2}, {"judge": "j2", "in": True, "score": None}]
    shown = _shown(page, [_event(6, 5, mark=_mark(state="scoring", mark=None, scores=scores))], [])
    assert [(seat["in"], seat["score"]) for seat in shown["seats"]] == [(True, 2), (True, None), (False, None)]


def test_the_offset_is_the_median_so_one_slow_answer_changes_nothing(page: Page) -> None:
    body = """
      const meter = new m.OffsetMeter();
      for (const [sent, now, received] of x) meter.add(sent, now, received);
      return meter.value;
    """
    trips = [[0, 1050, 100], [1000, 2051, 1100], [2000, 3049, 2100], [3000, 4050, 9000], [4000, 1, 3999]]
    assert run(page, "offset.js", body, trips) == 1000


@pytest.mark.parametrize(("typed", "read"), [("0,75", "0.75"), (" 0.75 ", "0.75"), ("1", "1"), ("x", "x")])
def test_a_mark_is_read_with_a_comma_or_a_point(page: Page, typed: str, read: str) -> None:
    assert run(page, "words.js", "return m.typedMark(x);", typed) == read


@pytest.mark.parametrize(("language", "written"), [("en", "12.50"), ("ru", "12,50"), ("kk", "12,50")])
def test_a_mark_is_written_as_the_server_writes_it(
    server: Server, browser: Browser, language: str, written: str
) -> None:
    page = browser.new_context(base_url=server.url).new_page()
    page.goto(f"/{language}/rooms/join/")
    assert run(page, "words.js", "return m.markText(x);", "12.50") == written
    page.context.close()


def test_the_outbox_keeps_its_order_over_a_reload_though_the_disk_had_not_written_it(page: Page) -> None:
    fill = """
      const box = await m.openOutbox('test-scope');
      const add = (aspect, mark) =>
        box.add('measurement.record', { competitor: 'c', aspect, mark }, ({ data }) => data.aspect === aspect);
      for (const aspect of [1, 2, 3, 4]) await add(aspect, 'old');
      await Promise.all(box.entries.map((entry) => box.keep(entry)));
      const table = box.store.database.transaction('outbox', 'readwrite').objectStore('outbox');
      const hold = () => { table.count().onsuccess = hold; };
      hold();
      box.accept(box.entries[1].id, 9);
      box.refuse(box.entries[2].id, { code: 'mark_out_of_range', message: 'No' });
      add(4, 'new');
      add(5, 'new');
      return box.waiting.length;
    """
    assert run(page, "outbox.js", fill) == 3
    page.reload()
    read = """
      const box = await m.openOutbox('test-scope');
      if (!box.store) await new Promise((found) => box.addEventListener('found', found));
      await Promise.all(box.entries.map((entry) => box.keep(entry)));
      const noted = Object.keys(localStorage).filter((key) => key.includes('test-scope'));
      return [...box.entries.map(({ data, state }) => [data.aspect, data.mark, state]), noted];
    """
    kept = [[1, "old", "waiting"], [3, "old", "refused"], [4, "new", "waiting"], [5, "new", "waiting"]]
    assert run(page, "outbox.js", read) == [*kept, []]


def test_a_newer_command_about_the_same_aspect_takes_the_place_of_one_that_never_left(page: Page) -> None:
    body = """
      const box = new m.Outbox('memory');
      const about = (entry) => entry.data.aspect === 1;
      await box.add('measurement.record', { aspect: 1, mark: '0.00' }, about);
      await box.add('measurement.record', { aspect: 1, mark: '1.00' }, about);
      box.markSent(box.entries[0]);
      await box.add('measurement.record', { aspect: 1, mark: '0.50' }, about);
      return box.waiting.map((entry) => entry.data.mark);
    """
    assert run(page, "outbox.js", body) == ["1.00", "0.50"]


def test_without_a_database_a_mark_waits_in_the_journal_until_it_is_answered(page: Page) -> None:
    without = "Object.defineProperty(window, 'indexedDB', { value: undefined, configurable: true });"
    add = "const box = await m.openOutbox('none'); await box.add('measurement.record', { aspect: 1 });"
    assert run(page, "outbox.js", f"{without} {add} return box.waiting.length;") == 1
    page.reload()
    answered = "const box = await m.openOutbox('none'); box.accept(box.waiting[0].id, 9); return box.waiting;"
    assert run(page, "outbox.js", f"{without} {answered}") == []
    page.reload()


def test_an_observation_on_its_way_counts_as_done_and_waits_for_its_mark(page: Page) -> None:
    known = _mark(mark="0.50", observation=2, explanation=[["deducted", {}]])
    shown = _shown(page, [_event(6, 5, mark=known)], [_entry("measurement.observe", observation=3)])
    assert (shown["mark"], shown["observation"], shown["explanation"]) == (None, 3, [])
    assert run(page, "marks.js", "return [m.isDone(x), m.needsMe(x)];", shown) == [True, False]


def test_what_is_met_or_not_shows_its_mark_before_the_answer(page: Page) -> None:
    body = "return x.map((o) => m.markToShow({ mark: null, observation: o }, '1.50'));"
    assert run(page, "observation.js", body, [True, False, 3, None]) == ["1.50", "0.00", None, None]


def test_a_mark_by_hand_puts_the_observation_aside(page: Page) -> None:
    known = _mark(mark="0.50", observation=2, explanation=[["deducted", {}]])
    shown = _shown(page, [_event(6, 5, mark=known)], [_entry("measurement.record", mark="0.40", reason="why")])
    assert (shown["mark"], shown["observation"], shown["explanation"]) == ("0.40", None, [])


@pytest.mark.parametrize(
    ("kind", "typed", "read"),
    [
        ("count", " 3 ", 3),
        ("count", "", None),
        ("count", "3,5", "3.5"),
        ("value", "1203,5", "1203.5"),
        ("value", "7", "7"),
    ],
)
def test_an_observation_is_read_as_the_input_asks(page: Page, kind: str, typed: str, read: Any) -> None:
    assert run(page, "observation.js", "return m.readObservation(x[0], x[1]);", [kind, typed]) == read


def test_steps_begin_at_nothing_and_stop_at_both_ends(page: Page) -> None:
    steps = [[None, -1, 4], [None, 1, 4], [0, -1, 4], [3, 1, 4], [4, 1, 4]]
    body = "return x.map((step) => m.stepped(...step));"
    assert run(page, "observation.js", body, steps) == [0, 1, 0, 4, 4]


def test_a_mark_is_explained_in_the_words_of_the_page(page: Page) -> None:
    steps = [["deducted", {"count": "9", "amount": "0.10"}], ["unheard of", {}], ["stopped_at_zero", {}]]
    sentences = {"deducted": "Counted %(count)s, each %(amount)s.", "stopped_at_zero": "Not below zero."}
    body = "return m.explained(x[0], x[1]);"
    assert run(page, "observation.js", body, [steps, sentences]) == "Counted 9, each 0.10. Not below zero."


def _form_case(status: str, sign_off: str, kept: str, *, published: bool, marked: bool) -> dict[str, Any]:
    form = {"competitor": "c1", "module": 1, "state": kept, "version": 1, "reason": "", "signed": []}
    modules = [{"number": 1, "sub_criteria": ["A1"]}]
    return {
        "room": {"status": status, "sign_off": sign_off, "published": published, "modules": modules},
        "competitors": [{"id": "c1", "status": "present"}],
        "aspects": [{"id": 7, "sub_criterion": "A1"}, {"id": 8, "sub_criterion": "A1"}],
        "marks": {"c1:7": {"mark": "0.50"}, **({"c1:8": {"mark": "0.00"}} if marked else {})},
        "totals": {"c1": {"marked": 1 + marked, "of": 2}},
        "forms": {"c1:1": form},
    }


def test_form_is_as_far_on_the_screen_as_on_the_server(page: Page) -> None:
    cases = [
        _form_case(status, sign_off, kept, published=published, marked=marked)
        for status in ("lobby", "running", "paused", "ended")
        for sign_off in ("none", "judges", "full")
        for kept in ("marking", "checked", "signed", "locked")
        for published in (False, True)
        for marked in (False, True)
    ]
    expected = [
        progress_of(case["room"], case["forms"]["c1:1"], is_marked=len(case["marks"]) == len(case["aspects"]))
        for case in cases
    ]
    shown = run(
        page, "form-progress.js", "return x.map((s) => [m.progressOf(s, 'c1', 1), m.progressOfRoom(s)]);", cases
    )
    assert shown == [[str(progress), str(progress)] for progress in expected]


def test_the_plain_way_asks_seldom_while_nothing_changes_and_nobody_looks(page: Page) -> None:
    body = "return x.reduce((waits, found) => [...waits, m.nextLook(waits.at(-1) ?? 2000, found)], []);"
    quiet, busy, hidden = [{"changed": changed, "hidden": away} for changed, away in ((0, 0), (1, 0), (0, 1))]
    waits = run(page, "plain-way.js", body, [quiet, quiet, quiet, quiet, quiet, busy, hidden, quiet])
    assert waits == [2500, 3125, 3906.25, 4882.8125, 5000, 2000, 15000, 5000]


JUDGE = "7d1c7d0e-55a0-4a3e-9f5b-0d6d6e1f0011"
SAVED = {
    "id": "3b1f8f9e-3c52-4a53-8d3b-0a3a3a6f6a06",
    "type": "measurement.record",
    "data": {"competitor": "7d1c7d0e-55a0-4a3e-9f5b-0d6d6e1f0001", "aspect": 17, "mark": "0.75", "reason": ""},
    "order": 1,
    "basis": None,
}


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({}, None),
        ({"format": "other"}, "not a saved sheet"),
        ({"version": 2}, "newer Podium"),
        ({"room": "another"}, "another room"),
        ({"participant": "another"}, "another judge"),
        ({"scheme": 4}, "another version of the marking scheme"),
        ({"commands": [SAVED, {**SAVED, "type": "room.end"}]}, "changed or is damaged"),
        ({"commands": [{**SAVED, "id": "1"}]}, "changed or is damaged"),
        ({"commands": [SAVED] * 5_001}, "changed or is damaged"),
    ],
)
def test_only_a_whole_sheet_of_this_judge_in_this_room_is_opened(
    page: Page, changes: dict[str, Any], words: str | None
) -> None:
    own = {"room": "r", "participant": JUDGE, "scheme": 3}
    file = {"format": "podium-sheet", "version": 1, **own, "commands": [SAVED], **changes}
    body = "try { return m.readSheetFile(JSON.stringify(x[0]), x[1]); } catch (error) { return error.message; }"
    found = run(page, "sheet-file.js", body, [file, own])
    if words is None:
        assert found == {"commands": [SAVED], "evidence": []}
    else:
        assert words in found


def test_what_waited_is_sent_with_what_was_seen_and_what_is_live_without(page: Page) -> None:
    entry = {"type": "measurement.record", "data": {"mark": "1.00"}, "waited": True, "basis": {"mark": None}}
    live, score = {**entry, "waited": False}, {**entry, "type": "judgement.score"}
    found = run(page, "conflicts.js", "return x.map(m.withWhatWasSeen);", [entry, live, score])
    assert found == [{"mark": "1.00", "seen": None}, {"mark": "1.00"}, {"mark": "1.00"}]
    refusals = [("form_signed", entry), ("changed_meanwhile", live), ("reason_needed", entry)]
    pairs = [[told, {"code": code}] for code, told in refusals]
    assert run(page, "conflicts.js", "return x.map(([e, r]) => m.isConflict(e, r));", pairs) == [True, False, False]


def test_a_competitor_reads_beside_a_mark_why_it_is_so_and_nothing_before(page: Page) -> None:
    scores = [{"judge": f"j{seat}", "in": True, "score": 2} for seat in (1, 2, 3)]
    comments = [{"competitor": "c1", "aspect": aspect, "judge": "j1", "text": f"Of {aspect}"} for aspect in (7, 8)]
    data = {"marks": [_mark(reason="A gap", scores=scores)], "comments": comments, "you": {"participant": "c1"}}
    before = {
        **data,
        "marks": [_mark(state="scoring", mark=None, scores=[{**scores[0], "score": None}])],
        "comments": [],
    }
    body = "const { reduce, EMPTY } = await import('/static/rooms/js/state.js'); return x.map((one) => m.saidAbout(reduce(EMPTY, one), 7));"
    snapshots = [{"type": "snapshot", "seq": 5, "data": one} for one in (before, data)]
    nothing, said = run(page, "own-feedback.js", body, snapshots)
    assert nothing == []
    assert [(one["kind"], one["text"]) for one in said] == [
        ("reason", "A gap"),
        ("comment", "Of 7"),
        ("scores", "2 · 2 · 2"),
    ]


def test_the_door_is_open_to_the_browser_as_it_is_to_the_server(page: Page) -> None:
    ways = product(RoomStatus.values, (RoomKind.MOCK, RoomKind.CALIBRATION), (False, True), (False, True))
    rooms = [dict(zip(("status", "kind", "locked", "late_join"), map(str_or_flag, way), strict=True)) for way in ways]
    expected = [door_refusal(Room(**room)) or "open" for room in rooms]
    assert run(page, "door.js", "return x.map(m.doorOf);", rooms) == expected


def str_or_flag(value: Any) -> Any:
    """Return a choice of a model as messages write it."""
    return value if isinstance(value, bool) else str(value)


def test_a_conflict_names_the_coordinator_who_has_a_compatriots_place(page: Page) -> None:
    coordinator = {"id": "k1", "name": "Nurlan Demo", "number": 1, "status": "present"}
    current = {"mark": "0.00", "by": "k1", "at": "2026-11-23T09:31:02.123456+00:00"}
    people = {"judges": SNAPSHOT["data"]["judges"], "coordinators": [coordinator]}  # type: ignore[index]
    words = run(page, "sheet-conflicts.js", "return m.theirsWords(...x);", [{"current": current}, people])
    assert words.startswith("Nurlan Demo, ")
