"""Random histories of a form: what was signed is never changed, and the log and the tables always say the same."""

import contextlib
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coaching.rooms import event_log
from coaching.rooms.models import FormSignature, RoomEvent
from coaching.rooms.refusals import CommandRefused
from coaching.rooms.snapshot import load_state
from coaching.rooms.state import replay
from tests.coaching.rooms.building import Built
from tests.coaching.rooms.signing import about, check, lock, mark_all, sign, signable

pytestmark = pytest.mark.django_db

WHY = "It was read wrongly."
# What leads on comes often, so that most histories get as far as a lock; the rest tries to spoil it.
steps = st.sampled_from(
    [
        *("check", "sign 0", "sign 1", "check", "sign 0", "sign 1", "lock"),
        *("measure 1.00", "measure 0.00", "clear", "score again", "score 0", "score 1"),
        *("return", "reopen", "file", "accept", "decline", "end"),
    ]
)


def take(built: Built, step: str) -> None:
    """Take one step; most of what is refused is part of the game."""
    kind, _, rest = step.partition(" ")
    if kind == "check":
        check(built)
    elif kind == "sign":
        sign(built, int(rest))
    elif kind == "lock":
        lock(built)
    elif kind in ("measure", "clear"):
        built.measure(rest or None)
    elif step == "score again":
        built.as_judge(0, "judgement.reopen", competitor=built.key(0), aspect=built.aspects["A1.J1"])
    elif kind == "score":
        mark = load_state(built.room.pk).marks[built.key(0)][built.aspects["A1.J1"]]
        built.score(int(rest), 3, round=mark["round"])
    else:
        _decide(built, kind)


def _decide(built: Built, kind: str) -> None:
    if kind == "return":
        built.as_coordinator("form.return", **about(built), reason=WHY)
    elif kind == "reopen":
        built.as_host("form.reopen", **about(built), reason=WHY)
    elif kind == "file":
        built.as_competitor(0, "dispute.file", **about(built), aspect=None, text=WHY)
    elif kind == "end":
        built.as_host("room.end")
    else:
        disputes = [d for d in load_state(built.room.pk).disputes.values() if d["state"] == "open"]
        outcome = {"accept": "accepted", "decline": "declined"}[kind]
        for dispute in disputes[:1]:
            built.as_host("dispute.answer", dispute=dispute["id"], outcome=outcome, answer=WHY)


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(
    history=st.lists(steps, min_size=4, max_size=20),
    sign_off=st.sampled_from(["judges", "full"]),
    board=st.sampled_from(["live", "module", "end"]),
)
def test_what_was_signed_is_never_changed(history: list[str], sign_off: str, board: str) -> None:
    built = signable(sign_off, panel_size=2, competitors=1, board=board)
    mark_all(built, seats=(0, 1))
    for step in history:
        with contextlib.suppress(CommandRefused):
            take(built, step)
    events = list(event_log.read_all(built.room.pk))
    assert replay(events) == load_state(built.room.pk)
    assert FormSignature.objects.filter(form__room=built.room).count() == (
        RoomEvent.objects.filter(room=built.room, type="form.signed").count()
    )
    assert_signed_stays(events)


def assert_signed_stays(events: list[Any]) -> None:
    """Fold the log and see that the marks under a signature stay as they were for as long as its version lasts."""
    state = replay(events[:1])
    signed: dict[tuple[str, int, int], dict[int, Any]] = {}
    for event in events[1:]:
        state.apply(event)
        for competitor, forms in state.forms.items():
            for module, form in forms.items():
                if form["signed"] or form["state"] != "marking":
                    marks = dict(state.marks[competitor])
                    assert signed.setdefault((competitor, module, form["version"]), marks) == marks, event.type
