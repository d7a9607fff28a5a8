"""Forms with several sockets at once: signatures that come together, a mark that races one, and who is told what."""

from typing import Any

import pytest

from coaching.rooms.models import FormSignature, MarkingForm
from coaching.rooms.threads import reading, writing
from tests.coaching.rooms.building import Built
from tests.coaching.rooms.clients import RoomClient
from tests.coaching.rooms.seats import board, competitor, host, judge, measured
from tests.coaching.rooms.signing import about, check, mark_all, signable

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("rooms_closed")]


async def ready(sign_off: str, competitors: int = 2) -> Built:
    """Return a room in which everybody is marked, and checked where somebody checks."""
    return await writing(_ready)(sign_off, competitors)


def _ready(sign_off: str, competitors: int) -> Built:
    built = signable(sign_off, competitors=competitors)
    for number in range(competitors):
        mark_all(built, number)
        if sign_off == "full":
            check(built, number)
    return built


def last_form(client: RoomClient, key: str) -> dict[str, Any]:
    """Return the form as an event told the client of it last; answers may overtake events."""
    events = [message for message in client.inbox if message["type"] == "event"]
    told = [form for event in events for form in event["data"].get("forms", ())]
    return next(form for form in reversed(told) if form["competitor"] == key)


async def test_judges_who_sign_at_once_sign_once_each() -> None:
    built = await ready("full")
    data = {**about(built), "version": 1}
    async with (
        judge(built, 0) as first,
        judge(built, 1) as second,
        judge(built, 2) as third,
        await host(built) as chief,
        competitor(built, 0) as own,
        competitor(built, 1) as other,
    ):
        sent = [(client, await client.send("form.sign", **data)) for client in (first, second, third) for _ in range(2)]
        answers = [await client.answer(message) for client, message in sent]
        assert [answer["ok"] for answer in answers] == [True, False] * 3
        assert {answer["error"]["code"] for answer in answers if not answer["ok"]} == {"already_signed"}
        reached = max(answer["seq"] for answer in answers if answer["ok"])
        for client in (first, chief, own):
            await client.until_seq(reached)
            form = last_form(client, built.key(0))
            assert form["state"] == "signed"
            assert sorted(form["signed"]) == sorted(str(seat.participant.pk) for seat in built.judges)
        locked = await chief.ask("form.lock", **about(built, 0))
        ended = await chief.ask("room.end")
        assert locked["ok"]
        await other.until_seq(ended["seq"])
        assert not any(built.key(0) in text for text in other.heard)
    assert await reading(FormSignature.objects.count)() == 3


@pytest.mark.parametrize("mark_first", [True, False])
async def test_mark_that_races_a_signature_is_in_before_it_or_refused(*, mark_first: bool) -> None:
    built = await ready("judges", 3)
    async with judge(built, 0) as first, judge(built, 1) as second:
        for number in range(3):
            clear = {"kind": "measurement.record", **measured(built, None, number=number)}
            signature = {"kind": "form.sign", **about(built, number), "version": 1}
            jobs = [(first, clear), (second, signature)]
            sent = [(who, await who.send(**what)) for who, what in (jobs if mark_first else reversed(jobs))]
            answers = {who: await who.answer(message) for who, message in sent}
            cleared, signed = answers[first], answers[second]
            assert cleared["ok"] != signed["ok"]
            assert cleared["ok"] or cleared["error"]["code"] == "form_being_signed"
            assert signed["ok"] or signed["error"]["code"] == "form_not_marked"


async def test_dispute_is_told_to_the_jury_and_its_competitor_alone() -> None:
    built = await ready("full")
    async with (
        judge(built, 0) as first,
        await host(built) as chief,
        competitor(built, 0) as own,
        competitor(built, 1) as other,
        board(built) as screen,
    ):
        filed = await own.ask("dispute.file", **about(built), aspect=built.aspects["A1.M1"], text="MY COMPLAINT")
        dispute = filed["data"]["dispute"]
        answered = await chief.ask("dispute.answer", dispute=dispute["id"], outcome="accepted", answer="OUR ANSWER")
        assert [form["version"] for form in answered["data"]["forms"]] == [2]
        marked = await first.ask("measurement.record", **measured(built, "0.00"))
        assert marked["ok"], marked
        await own.until_seq(marked["seq"])
        ended = await chief.ask("room.end")
        for client in (first, own, other, screen):
            await client.until_seq(ended["seq"])
        for client in (first, own):
            heard = "".join(client.heard)
            assert "MY COMPLAINT" in heard
            assert "OUR ANSWER" in heard
        for client in (other, screen):
            assert not any("COMPLAINT" in text or "ANSWER" in text for text in client.heard)
    form = await reading(MarkingForm.objects.get)(competitor=built.key(0))
    assert (form.state, form.version) == ("marking", 2)


async def test_a_form_that_goes_back_or_is_opened_again_is_told_with_its_reason() -> None:
    built = await ready("full")
    async with judge(built, 0) as first, await host(built) as chief, competitor(built, 0) as own:
        for kind, reason in (("form.return", "A LOOK AGAIN"), ("form.reopen", "THE GAUGE")):
            if kind == "form.reopen":
                await writing(check)(built)
            told = await chief.ask(kind, **about(built), reason=reason)
            assert told["ok"], told
            await first.until_seq(told["seq"])
            assert last_form(first, built.key(0))["reason"] == reason
            await own.until_seq(told["seq"])
        assert last_form(own, built.key(0))["version"] == 3
