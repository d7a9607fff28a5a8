"""Where forms are signed, the release and the end show what is locked, to the hall and to competitors; the rest waits."""

from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from django.urls import reverse
from django.utils import timezone

from coaching.rooms import event_log
from coaching.rooms.audience import Audience
from coaching.rooms.dividing import ModuleWish
from coaching.rooms.models import Participant
from coaching.rooms.protocol import View
from coaching.rooms.rendering import snapshot_seen
from coaching.rooms.results import feedback_for
from coaching.rooms.sheet import sheet_of
from coaching.rooms.shown import fully_shown
from coaching.rooms.snapshot import load_state
from coaching.rooms.state import replay
from coaching.rooms.threads import writing
from tests.coaching.rooms import seats
from tests.coaching.rooms.building import Built
from tests.coaching.rooms.clients import browser
from tests.coaching.rooms.signing import about, mark_all, signable, version_of
from tests.coaching.rooms.test_showing import exactly, rows_of

TWO_MODULES = (ModuleWish("First", ["A1"], 30), ModuleWish("Second", ["A2", "B1"], 30))


def locked(built: Built, module: int, competitor: int = 0) -> None:
    """Let every judge sign the form, and lock it."""
    for seat in range(3):
        version = version_of(built, competitor, module)
        built.as_judge(seat, "form.sign", **about(built, competitor, module), version=version)
    built.as_host("form.lock", **about(built, competitor, module))


def own(built: Built, competitor: int = 0) -> dict[str, Any]:
    """Return what the competitor is sent."""
    state, who = load_state(built.room.pk), Audience(View.COMPETITOR, built.key(competitor))
    return dict(snapshot_seen(state, sheet_of(built.room.pk), who, now=timezone.now(), online=set()))


def own_total(built: Built, competitor: int = 0) -> Any:
    """Return the own total that the competitor sees, None where none is sent."""
    return own(built, competitor)["totals"][built.key(competitor)].get("total")


def agrees(built: Built) -> None:
    """See that the log and the tables say the same."""
    assert replay(event_log.read_all(built.room.pk)) == load_state(built.room.pk)


@pytest.mark.django_db
@pytest.mark.parametrize("policy", ["module", "end"])
def test_the_end_shows_what_is_locked_and_the_rest_comes_with_its_lock(policy: str) -> None:
    built = signable("judges", board=policy, marks_shown=policy, modules=TWO_MODULES)
    for number in (0, 1):
        mark_all(built, number)
    locked(built, 1, competitor=1)
    built.as_host("room.end")
    assert [(row["total"], row["of"], row["position"]) for row in rows_of(built.room)] == [
        (None, 5, None),
        (exactly(built, 1, {"A1"})["total"], 5, None),
    ]
    assert (own_total(built), own(built)["marks"], own_total(built, 1)) == (
        None,
        [],
        exactly(built, 1, {"A1"})["total"],
    )
    agrees(built)
    locked(built, 2)
    assert load_state(built.room.pk).public[built.key(0)] == exactly(built, 0, {"A2", "B1"})
    assert own_total(built) == exactly(built, 0, {"A2", "B1"})["total"]
    locked(built, 1)
    whole = load_state(built.room.pk)
    assert whole.public[built.key(0)] == whole.totals[built.key(0)]
    assert [row["position"] for row in rows_of(built.room)] == [1, None]
    assert own_total(built) == whole.totals[built.key(0)]["total"]
    agrees(built)


@pytest.mark.django_db
def test_the_end_of_a_frozen_board_and_its_thaw_show_only_what_is_locked() -> None:
    built = signable("judges", board="end", marks_shown="end")
    mark_all(built)
    mark_all(built, 1)
    built.as_host("board.freeze")
    built.as_host("room.end")
    locked(built, 1, competitor=1)
    assert [row["total"] for row in rows_of(built.room)] == [None, None]
    agrees(built)
    built.as_host("board.thaw")
    assert {row["number"]: row["total"] is None for row in rows_of(built.room)} == {1: True, 2: False}
    agrees(built)


@pytest.mark.django_db
def test_what_is_marked_anew_is_not_shown_until_it_is_locked_anew() -> None:
    built = signable("judges", board="module", marks_shown="module", modules=TWO_MODULES)
    for number in (0, 1):
        mark_all(built, number)
        locked(built, 1, competitor=number)
    built.as_host("module.release", module=1)
    shown = exactly(built, 0, {"A1"})["total"]
    assert own_total(built) == shown
    built.as_host("form.reopen", **about(built), reason="The gauge was read wrongly.")
    built.measure("0.00")
    assert (own_total(built), own(built)["marks"]) == (None, [])
    assert own(built)["forms"][0]["reason"] == "The gauge was read wrongly."
    assert load_state(built.room.pk).public[built.key(0)]["total"] == shown
    locked(built, 1)
    lower = exactly(built, 0, {"A1"})["total"]
    assert Decimal(lower) == Decimal(shown) - 1
    assert (own_total(built), load_state(built.room.pk).public[built.key(0)]["total"]) == (lower, lower)
    agrees(built)


@pytest.mark.django_db
def test_the_page_to_take_home_holds_only_what_is_locked() -> None:
    built = signable("judges", marks_shown="end", modules=TWO_MODULES)
    mark_all(built)
    built.as_host("room.end")
    person = Participant.objects.select_related("room").get(pk=UUID(built.key(0)))
    feedback = feedback_for(person)
    assert (feedback.totals.marked, feedback.waits, fully_shown([person])) == (0, True, set())
    page = browser(built.room, built.competitors[0]).get(reverse("rooms:competitor", args=[built.room.pk]))
    assert "as soon as your form is signed and locked" in page.content.decode()
    locked(built, 1)
    feedback = feedback_for(person)
    assert {item.aspect.code for item in feedback.aspects if item.mark is not None} == {"A1.M1", "A1.J1"}
    assert feedback.waits
    locked(built, 2)
    assert not feedback_for(person).waits
    assert fully_shown([person]) == {person.pk}


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("rooms_closed")
async def test_a_lock_after_the_end_brings_the_marks_to_their_competitor_and_the_board() -> None:
    built = await seats.make(sign_off="judges", board="end", marks_shown="end")
    await writing(mark_all)(built)
    async with seats.competitor(built, 0) as first, seats.competitor(built, 1) as other, seats.board(built) as screen:
        await writing(built.as_host)("room.end")
        ended = (await writing(built.fresh)()).seq
        for client in (first, other, screen):
            await client.until_seq(ended)
        await screen.ask("snapshot.read")
        assert screen.rows[built.key(0)]["total"] is None
        assert not first.marks
        await writing(locked)(built, 1)
        await first.until(lambda: len(first.marks) == 5)
        await screen.until(lambda: screen.rows[built.key(0)]["total"] is not None)
        assert not other.marks
        await writing(built.as_host)("form.reopen", **about(built), reason="Read wrongly.")
        await first.until(lambda: not first.marks)
        await writing(built.measure)("0.25", reason="A GAP")
        await writing(built.as_host)("room.change", title="Again")
        await first.until_seq((await writing(built.fresh)()).seq)
        assert not any("A GAP" in text for text in first.heard)
