"""Marking forms: who may check, sign, lock and open them again, in every state that a form can be in."""

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import uuid4

import pytest
from django.db import transaction

from championships.events.models import Championship
from coaching.rooms import event_log
from coaching.rooms.actors import HostActor, SystemActor
from coaching.rooms.dividing import ModuleWish
from coaching.rooms.facts import FormFacts
from coaching.rooms.form_progress import FormProgress, progress_of, progress_of_room, steps_of
from coaching.rooms.models import (
    FormSignature,
    MarkingForm,
    Participant,
    ParticipantRole,
    ParticipantStatus,
    Room,
    RoomHost,
)
from coaching.rooms.publishing import publish_results
from coaching.rooms.refusals import CommandRefused
from coaching.rooms.results import results_of
from coaching.rooms.snapshot import load_state
from coaching.rooms.state import replay
from tests.coaching.rooms.building import Built, make_host
from tests.coaching.rooms.signing import BRING_TO, about, check, lock, mark_all, sign, signable, version_of
from tests.coaching.rooms.test_results import championship

pytestmark = pytest.mark.django_db

ATTEMPTS: dict[str, Callable[[Built], Any]] = {
    "check": check,
    "return": lambda built: built.as_coordinator("form.return", **about(built), reason="One tag was not looked at."),
    "first signs": lambda built: sign(built, 0),
    "second signs": lambda built: sign(built, 1),
    "lock": lock,
    "lock all": lambda built: built.as_host("form.lock", competitor=None, module=1),
    "reopen": lambda built: built.as_host("form.reopen", **about(built), reason="A dispute."),
    "measure": lambda built: built.measure("0.00"),
    "score again": lambda built: built.as_judge(
        0, "judgement.reopen", competitor=built.key(0), aspect=built.aspects["A1.J1"]
    ),
}

Table = dict[str, dict[str, str | None]]
ALL = tuple(ATTEMPTS)


def row(*cells: str | None) -> dict[str, str | None]:
    """Return what each attempt comes to, in their order: None when it is allowed, else the code of its refusal."""
    return dict(zip(ALL, cells, strict=True))


OPEN, NONE = "form_not_closed", "nothing_to_lock"
FULL: Table = {
    "marking": row("form_not_marked", OPEN, "form_not_marked", "form_not_marked", NONE, NONE, OPEN, None, None),
    "marked": row(None, OPEN, "form_not_checked", "form_not_checked", NONE, NONE, OPEN, None, None),
    "checked": row("form_checked", None, None, None, NONE, NONE, None, "form_checked", "form_checked"),
    "signed by one": row(
        "form_checked", None, "already_signed", None, NONE, NONE, None, "form_checked", "form_checked"
    ),
    "signed": row(
        *("form_signed", "form_signed", "already_signed", "already_signed"),
        *(None, None, None, "form_signed", "form_signed"),
    ),
    "locked": row(*["form_locked"] * 4, NONE, NONE, None, "form_locked", "form_locked"),
    "opened again": row(None, OPEN, "form_not_checked", "form_not_checked", NONE, NONE, OPEN, None, None),
}
UNCHECKED, SIGNING = "no_check", "form_being_signed"
JUDGES: Table = {
    "marking": row(UNCHECKED, OPEN, "form_not_marked", "form_not_marked", NONE, NONE, OPEN, None, None),
    "marked": row(UNCHECKED, OPEN, None, None, NONE, NONE, OPEN, None, None),
    "signed by one": row(UNCHECKED, None, "already_signed", None, NONE, NONE, None, SIGNING, SIGNING),
    "signed": row(
        *(UNCHECKED, "form_signed", "already_signed", "already_signed"),
        *(None, None, None, "form_signed", "form_signed"),
    ),
    "locked": row(UNCHECKED, *["form_locked"] * 3, NONE, NONE, None, "form_locked", "form_locked"),
    "opened again": row(UNCHECKED, OPEN, None, None, NONE, NONE, OPEN, None, None),
}
ENDED: Table = {
    "marking": {"reopen": None, "measure": "room_ended", "check": "form_not_marked"},
    "marked": {"reopen": None, "measure": "room_ended", "check": None},
    "checked": {"reopen": None, "measure": "form_checked", "first signs": None, "return": None},
    "locked": {"reopen": None, "measure": "form_locked"},
    "opened again": {"reopen": OPEN, "measure": None, "score again": None, "check": None},
}
"""What is different once the room has ended: only a form that was opened again is marked."""
CASES = [
    *(("full", state, cells, False) for state, cells in FULL.items()),
    *(("judges", state, cells, False) for state, cells in JUDGES.items()),
    *(("full", state, cells, True) for state, cells in ENDED.items()),
]


@pytest.mark.parametrize(("sign_off", "state", "cells", "ended"), CASES)
def test_what_may_be_done_to_a_form_in_each_state(
    sign_off: str, state: str, cells: dict[str, str | None], *, ended: bool
) -> None:
    built = signable(sign_off)
    BRING_TO[state](built)
    if state == "marking":
        built.score(0, 2)
        built.score(1, 2)
        built.score(2, 2)
    if ended:
        built.as_host("room.end")
    assert {name: attempted(built, name) for name in cells} == cells
    assert replay(event_log.read_all(built.room.pk)) == load_state(built.room.pk)


def attempted(built: Built, name: str) -> str | None:
    """Return the code that the attempt is refused with, or None; what it did is undone."""
    with transaction.atomic():
        try:
            ATTEMPTS[name](built)
        except CommandRefused as refusal:
            return refusal.code
        else:
            return None
        finally:
            transaction.set_rollback(True)


def refusal_of(act: Callable[[], Any]) -> CommandRefused:
    with pytest.raises(CommandRefused) as refused:
        act()
    return refused.value


def test_without_sign_off_there_are_no_forms(built: Built) -> None:
    mark_all(built)
    for name in ("first signs", "lock", "lock all", "reopen"):
        assert refusal_of(partial(ATTEMPTS[name], built)).code == "no_sign_off"
    assert refusal_of(lambda: built.as_host("form.check", **about(built), version=1)).code == "no_sign_off"
    assert not MarkingForm.objects.exists()


def test_nothing_happens_to_forms_in_the_lobby() -> None:
    built = signable(started=False)
    assert refusal_of(lambda: check(built)).code == "room_not_started"
    assert refusal_of(lambda: sign(built, 0)).code == "room_not_started"


def test_version_that_was_not_seen_is_neither_checked_nor_signed() -> None:
    built = signable()
    BRING_TO["opened again"](built)
    assert refusal_of(lambda: built.as_coordinator("form.check", **about(built), version=1)).code == "form_changed"
    check(built)
    assert refusal_of(lambda: built.as_judge(0, "form.sign", **about(built), version=1)).code == "form_changed"
    sign(built, 0)
    versions = FormSignature.objects.order_by("pk").values_list("version", flat=True)
    assert list(versions) == [1, 1, 1, 2]


def test_reasons_are_written() -> None:
    built = signable()
    BRING_TO["locked"](built)
    for reason, code in (("  ", "text_needed"), ("x" * 2001, "text_too_long"), ("\u202etxet", "text_unreadable")):
        refusal = refusal_of(partial(built.as_host, "form.reopen", **about(built), reason=reason))
        assert (refusal.code, refusal.field) == (code, "reason")
    built.as_host("form.reopen", **about(built), reason=" Read wrongly. ")
    assert MarkingForm.objects.get().reason == "Read wrongly."


def test_unknown_module_and_competitor_are_refused() -> None:
    built = signable()
    assert refusal_of(lambda: built.as_host("form.lock", competitor=None, module=7)).code == "unknown_module"
    assert refusal_of(lambda: built.as_host("form.lock", competitor=None, module=0)).code == "bad_data"
    act = {"competitor": str(uuid4()), "module": 1, "reason": "x"}
    assert refusal_of(lambda: built.as_host("form.reopen", **act)).code == "unknown_competitor"
    built.as_host("participant.remove", participant=built.key(1))
    assert refusal_of(lambda: check(built, 1)).code == "competitor_removed"


def test_host_checks_only_where_no_coordinator_is_there() -> None:
    built = signable()
    mark_all(built)
    act = {**about(built), "version": 1}
    assert refusal_of(lambda: built.as_host("form.check", **act)).code == "coordinator_checks"
    coordinators = Participant.objects.filter(room=built.room, role=ParticipantRole.COORDINATOR)
    coordinators.update(status=ParticipantStatus.REMOVED)
    built.as_host("form.check", **act)
    assert MarkingForm.objects.get().state == "checked"
    assert refusal_of(lambda: built.as_judge(0, "form.check", **act)).code == "not_allowed"


def test_only_the_chief_locks_and_opens_again() -> None:
    built = signable()
    BRING_TO["signed"](built)
    other = make_host("second@podium.example")
    RoomHost.objects.create(room=built.room, user=other)
    for kind, data in (("form.lock", {}), ("form.reopen", {"reason": "x"})):
        command = {**about(built), **data}
        assert refusal_of(partial(built.command, HostActor(other), kind, command)).code == "chief_only"
        assert refusal_of(partial(built.as_judge, 0, kind, **command)).code == "not_allowed"
        assert refusal_of(partial(built.as_competitor, 0, kind, **command)).code == "not_allowed"


def test_podium_itself_signs_for_nobody() -> None:
    built = signable()
    BRING_TO["checked"](built)
    data = {**about(built), "version": 1}
    assert refusal_of(lambda: built.command(SystemActor(), "form.sign", data)).code == "not_allowed"


def test_coordinator_signs_in_a_compatriots_place() -> None:
    built = signable(compatriots_apart=True)
    built.represent(built.judges, "Astana", "Almaty", "Shymkent")
    Participant.objects.filter(room=built.room, role=ParticipantRole.COORDINATOR).update(member="Oral")
    built.represent(built.competitors, "Almaty", "Taraz")
    for code in ("A1.M1", "A2.M1", "B1.M1"):
        built.measure("0.00", code=code)
    for code in ("A1.J1", "B1.J1"):
        scored = {"competitor": built.key(0), "aspect": built.aspects[code], "score": 2, "round": 1}
        built.as_judge(0, "judgement.score", **scored)
        built.as_judge(2, "judgement.score", **scored)
        built.as_coordinator("judgement.score", **scored)
    check(built)
    assert refusal_of(lambda: sign(built, 1)).code == "compatriot"
    sign(built, 0)
    sign(built, 2)
    assert MarkingForm.objects.get().state == "checked"
    built.as_coordinator("form.sign", **about(built), version=1)
    assert MarkingForm.objects.get().state == "signed"
    mark_all(built, 1)
    check(built, 1)
    data = {**about(built, 1), "version": 1}
    assert refusal_of(lambda: built.as_coordinator("form.sign", **data)).code == "no_seat"


def test_each_module_has_a_form_of_its_own() -> None:
    modules = [ModuleWish("Site", ["A1", "A2"], 60), ModuleWish("Shop", ["B1"], 60)]
    built = signable("judges", modules=modules)
    mark_all(built)
    built.measure(None, code="B1.M1")
    sign(built, 0)
    assert refusal_of(lambda: built.measure("0.00", code="A2.M1")).code == "form_being_signed"
    second = {**about(built, module=2), "version": 1}
    assert refusal_of(lambda: built.as_judge(0, "form.sign", **second)).code == "form_not_marked"
    built.measure("1.50", code="B1.M1")
    built.as_judge(0, "form.sign", **second)
    assert MarkingForm.objects.count() == 2


def test_locking_all_locks_every_signed_form_of_the_module() -> None:
    built = signable("judges", competitors=3)
    for number in (0, 1):
        mark_all(built, number)
        for seat in (0, 1, 2):
            sign(built, seat, number)
    reply = built.as_host("form.lock", competitor=None, module=1)
    assert [form["state"] for form in reply.data["forms"]] == ["locked", "locked"]
    assert all(len(form["signed"]) == 3 for form in reply.data["forms"])
    assert replay(event_log.read_all(built.room.pk)) == load_state(built.room.pk)


def test_results_are_published_once_every_form_is_locked() -> None:
    built = signable("judges")
    for number in (0, 1):
        mark_all(built, number)
        for seat in (0, 1, 2):
            sign(built, seat, number)
    lock(built)
    built.as_host("room.end")
    assert [row.position for row in results_of(built.room).rows] == [1, 1]
    where = championship()
    refusal = refusal_of(lambda: publish(built, where))
    assert refusal.code == "forms_not_locked"
    assert "2 Competitor 2" in refusal.message
    assert "Competitor 1" not in refusal.message
    lock(built, 1)
    publish(built, where)
    assert Room.objects.get(pk=built.room.pk).published_at is not None


def publish(built: Built, where: Championship | None = None) -> None:
    publish_results(
        actor=built.host,
        room=built.room,
        championship=where or championship(),
        skill_title="Web",
        command_id=uuid4(),
    )


def test_who_left_the_room_holds_up_no_results() -> None:
    built = signable("judges")
    mark_all(built)
    for seat in (0, 1, 2):
        sign(built, seat)
    lock(built)
    built.as_host("participant.remove", participant=built.key(1))
    built.as_host("room.end")
    publish(built)


def kept(form: FormFacts, state: str) -> FormFacts:
    """Return the form in another state."""
    changed = form.copy()
    changed["state"] = state
    return changed


def test_progress_is_the_same_for_every_page() -> None:
    built = signable(started=False)
    room = load_state(built.room.pk).room
    key = built.key(0)
    assert progress_of(room, None, is_marked=False) == FormProgress.DRAFT
    assert progress_of_room(room, []) == FormProgress.DRAFT
    running: Any = {**room, "status": "running"}
    form: Any = {"competitor": key, "module": 1, "state": "marking", "version": 1, "reason": "", "signed": []}
    assert progress_of(running, None, is_marked=False) == FormProgress.MARKING
    assert progress_of(running, form, is_marked=True) == FormProgress.MARKED
    for state in ("checked", "signed", "locked"):
        assert progress_of(running, kept(form, state), is_marked=True) == state
    judges: Any = {**running, "sign_off": "judges"}
    assert progress_of(judges, kept(form, "checked"), is_marked=True) == FormProgress.MARKED
    published: Any = {**running, "status": "ended", "published": True}
    assert progress_of(published, kept(form, "locked"), is_marked=True) == FormProgress.PUBLISHED
    assert progress_of(published, form, is_marked=True) == FormProgress.MARKED
    plain: Any = {**published, "sign_off": "none"}
    assert progress_of(plain, None, is_marked=True) == FormProgress.PUBLISHED
    assert progress_of_room(running, [FormProgress.LOCKED, FormProgress.MARKED]) == FormProgress.MARKED
    assert [str(step) for step in steps_of("judges")] == ["draft", "marking", "marked", "signed", "locked", "published"]


def test_version_in_the_table_is_the_one_in_the_log() -> None:
    built = signable()
    BRING_TO["opened again"](built)
    assert version_of(built) == 2
    assert load_state(built.room.pk).forms[built.key(0)][1]["signed"] == []
    assert FormSignature.objects.count() == 3
