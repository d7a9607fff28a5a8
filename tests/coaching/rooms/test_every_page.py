"""A whole session as plain pages: what each role reads over HTTP, to the feedback, is never another's and no secret."""

import re
from contextlib import AsyncExitStack

import pytest
from django.test import Client
from django.urls import reverse

from coaching.rooms.joining import Joined
from coaching.rooms.threads import writing
from tests.coaching.rooms.clients import browser
from tests.coaching.rooms.test_every_byte import (
    MARKS,
    WORDS,
    Session,
    begin,
    close_module,
    links_of,
    mark_module,
)
from tests.standing_alone import stands_alone

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("rooms_closed")]

HOST_PAGES = ("host", "people", "warnings", "results", "analysis", "replay", "replay_events")
VIEWS = {"competitor": "competitor", "sheet": "judge", "watch": "observer", "board": "board"}
"""The pages of those who do not host, with the view whose state they ask for."""


def read(session: Session, page: str, client: Client, *, view: str = "") -> str:
    """Return the page and the state behind it, as the browser is sent them; drawings hold figures and no marks."""
    room = session.built.room
    answers = [
        client.get(reverse(f"rooms:{page}", args=[room.pk])),
        client.get(reverse("rooms:state", args=[room.pk, view or VIEWS[page]])),
    ]
    assert [answer.status_code for answer in answers] == [200, 200], page
    return "\n".join(re.sub(r"<svg.*?</svg>", "", answer.content.decode(), flags=re.DOTALL) for answer in answers)


def pages_of(session: Session) -> dict[str, str]:
    """Return what everybody but the host reads now: competitors by their number, others by their page."""
    built = session.built

    def told(page: str, joined: Joined, view: str = "") -> str:
        return read(session, page, browser(built.room, joined), view=view)

    assert built.coordinator is not None
    found = {str(number): told("competitor", joined) for number, joined in enumerate(built.competitors)}
    found |= {f"judge {number}": told("sheet", joined) for number, joined in enumerate(built.judges)}
    found["coordinator"] = told("sheet", built.coordinator, "coordinator")
    found["watch"] = told("watch", built.observers[0])
    found["board"] = read(session, "board", Client())
    return found


def read_as_host(session: Session) -> dict[str, str]:
    """Return the host's own pages, and see that nobody else reads them."""
    built = session.built
    chief, other = Client(), browser(built.room, built.competitors[0])
    chief.force_login(built.host, backend="django.contrib.auth.backends.ModelBackend")
    found: dict[str, str] = {}
    for page in HOST_PAGES:
        address = reverse(f"rooms:{page}", args=[built.room.pk])
        answer, refused = chief.get(address), other.get(address)
        assert (answer.status_code, refused.status_code in {302, 403, 404}) == (200, True), page
        assert not any(stands_alone(refused.content.decode(), mark) for mark in MARKS), page
        found[page] = answer.content.decode()
    found["state"] = chief.get(reverse("rooms:state", args=[built.room.pk, "host"])).content.decode()
    return found


def check_host(session: Session) -> None:
    """See that the host, who reads every mark, is given links on the console alone, and no secret but their address."""
    pages = read_as_host(session)
    for page, text in pages.items():
        told = {secret for secret in session.secrets - {session.built.host.email} if secret in text}
        assert told <= (links_of(session.built) if page in {"host", "people"} else set()), page
    assert all(stands_alone(pages[page], mark) for page in ("replay_events", "state") for mark in MARKS)


def check(session: Session, pages: dict[str, str], *, shown: bool) -> None:
    """See that nobody reads a secret or what is another's, and competitors what is theirs once it is shown."""
    built = session.built
    for text in pages.values():
        assert not any(secret in text for secret in session.secrets)
    for number in range(3):
        text = pages[str(number)]
        assert stands_alone(text, MARKS[number]) == shown
        for other in {0, 1, 2} - {number}:
            assert built.key(other) not in text
            assert WORDS[other] not in text
            assert not stands_alone(text, MARKS[other])
    for page in ("watch", "board"):
        assert not any(word in pages[page] for word in WORDS)
    assert not any(stands_alone(pages["watch"], mark) for mark in MARKS)


async def test_no_page_holds_what_is_anothers_from_the_first_mark_to_the_feedback() -> None:
    async with AsyncExitStack() as stack:
        session = await begin(stack)
        built, chief = session.built, session.host
        for person in (str(built.judges[0].participant.pk), built.key(0)):
            await session.tell(chief, "participant.describe", participant=person, member="Almaty")
        await session.tell(chief, "room.start")
        await mark_module(session, (("A1.M1", "M"), ("A2.M1", "M"), ("A1.J1", "J")))
        hidden = await writing(pages_of)(session)
        check(session, hidden, shown=False)
        assert not any(stands_alone(hidden["board"], mark) for mark in MARKS)
        assert not any(WORDS[number] in hidden[str(number)] for number in range(3))
        await close_module(session, 1)
        await session.tell(chief, "module.release", module=1)
        check(session, await writing(pages_of)(session), shown=True)
        await session.tell(chief, "module.start", module=2)
        await session.tell(chief, "time.give", participant=built.key(1), seconds=300, reason="Birch screen went dark")
        await session.tell(chief, "time.take", participant=built.key(1), seconds=60, reason="Birch was given too much")
        timed = await writing(pages_of)(session)
        check(session, timed, shown=True)
        assert "Birch was given too much" in timed["1"]
        await mark_module(session, (("B1.M1", "M"), ("B1.J1", "J")))
        await close_module(session, 2)
        await session.tell(chief, "room.end")
        feedback = await writing(pages_of)(session)
        check(session, feedback, shown=True)
        await writing(check_host)(session)
        assert all(f"{WORDS[number]} comment" in feedback[str(number)] for number in range(3))
