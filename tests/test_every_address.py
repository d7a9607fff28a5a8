"""Every role at every address of ours: who gets in, who is sent to sign in, who is refused. Nobody gets a fault."""

from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest
from django.core.management import call_command
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import translation
from pytest_django import DjangoDbBlocker

from championships.schemes.models import DescriptorLadder, Scheme, Skill
from coaching.rooms.hosts import host_token
from coaching.rooms.joining import seat_token
from coaching.rooms.models import Participant, Room
from coaching.training.calibration.models import CalibrationExercise
from people.models import User
from tests.championships.events import addresses
from tests.expected_answers import EXPECTED

# The mark makes the test database also where these tests run alone.
pytestmark = [pytest.mark.xdist_group("every address"), pytest.mark.django_db]

ROLES = ("nobody", "student", "mentor", "expert", "organiser", "admin")
OURS = ("pages", "people", "design", "schemes", "rooms", "learning", "quizzes", "assignments", "calibration",
        "training", "certificates", "badges", "events", "skills", "event_board", "open_data", "api")  # fmt: skip
WITHOUT_LANGUAGE = ("card", "front_door", "robots", "sitemap", "health", "short_join", "public_upload", "words")
PUBLIC = ("", "training/", "championships/", "championships/records/", "skills/", "about/", "privacy/", "search/?q=podium", "kept-in-your-browser/",
          "rooms/join/", "accounts/login/", "accounts/signup/")  # fmt: skip
NOWHERE = "00000000-0000-4000-8000-000000000000"


Answers = dict[str, dict[str, Any]]  # By the name of the address, then by the role.


def _named(patterns: list[URLPattern | URLResolver], namespace: str = "") -> Iterator[tuple[str, str]]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            inner = ":".join(filter(None, (namespace, pattern.namespace)))
            yield from _named(pattern.url_patterns, inner)
        elif pattern.name:
            yield namespace, pattern.name


def _our_names() -> set[str]:
    found = set(_named(get_resolver().url_patterns))
    return {f"{space}:{name}" for space, name in found if space in OURS} | {
        name for space, name in found if not space and name in WITHOUT_LANGUAGE
    }


def _arguments() -> dict[str, list[object]]:
    room = Room.objects.exclude(status="ended").get(host__email="mentor@podium.example")
    seat = Participant.objects.filter(room=room, role="judge").first()
    assert seat
    return {
        **addresses.arguments(),
        "calibration:judge": [User.objects.get(email="mentor@podium.example").pk],
        **{
            f"calibration:{view}": [CalibrationExercise.objects.earliest("pk").translation_key]
            for view in ("begin", "exercise", "marks", "overview", "result", "sheet", "submit", "workbook")
        },
        "schemes:detail": [Scheme.objects.filter(owner__email="mentor@podium.example").earliest("pk").pk],
        "schemes:workbook": [Scheme.objects.filter(owner__email="mentor@podium.example").earliest("pk").pk],
        "schemes:forms": [Scheme.objects.filter(owner__email="mentor@podium.example").earliest("pk").pk],
        "schemes:forms_pdf": [Scheme.objects.filter(owner__email="mentor@podium.example").earliest("pk").pk],
        "schemes:report": [uuid4()],
        **{
            f"schemes:{view}": [Scheme.objects.filter(owner__email="mentor@podium.example").earliest("pk").pk]
            for view in ("difference", "json", "marked_sheets")
        },
        **{f"schemes:{view}": [999_999] for view in ("class_csv", "class_list", "marked_sheet")},
        **{
            f"schemes:draft{view}": [uuid4()]
            for view in ("", "_comments", "_discard", "_edits", "_history", "_publish")
        },
        "schemes:scheme_skill": [1],
        "schemes:take_ladders": [1],
        "schemes:skill": [Skill.objects.earliest("pk").translation_key],
        **{
            f"schemes:{view}": [DescriptorLadder.objects.filter(visibility="everybody").earliest("pk").pk]
            for view in ("ladder", "edit_ladder")
        },
        **{
            name: [uuid4()]
            for name in EXPECTED
            if name.startswith("assignments:") and name not in {"assignments:list", "assignments:queue"}
        },
        **{f"learning:{view}": [uuid4()] for view in ("enrol", "leave", "place", "programme", "read")},
        **{
            f"learning:{view}": [uuid4()]
            for view in (
                "add_people",
                "cohort",
                "cohort_calendar",
                "cohort_edit",
                "cohort_invitation",
                "cohort_workbook",
                "meetings",
                "nudge",
                "rooms",
            )
        },
        **{f"learning:{view}": [uuid4(), 1] for view in ("learner", "take_out")},
        "learning:calendar": ["x"],
        "learning:invitation": ["x"],
        "learning:meeting_remove": [uuid4(), uuid4()],
        "learning:note": [uuid4(), "a"],
        "badges:achievement": [NOWHERE, "en"],
        "badges:status": [999_999, 1, "json"],
        **{f"badges:{view}": [999_999] for view in ("did", "keys", "profile")},
        **{
            f"certificates:{view}": [NOWHERE]
            for view in (
                *("badge_json", "badge_jwt", "document_pdf", "reissue", "revoke", "verify"),
                *("issue", "issued", "issued_workbook", "register", "register_file", "terms"),
            )
        },
        "rooms:commands": [room.pk, "host"],
        "rooms:state": [room.pk, "host"],
        "rooms:join_room": [room.code],
        "rooms:seat": [seat_token(seat)],
        "rooms:join_as_host": [host_token(room)],
        "rooms:evidence": [room.pk, uuid4()],
        **{
            f"quizzes:{view}": [uuid4()]
            for view in (
                *("answers", "check", "finish", "import_report", "preview", "quiz", "review", "sit", "start"),
                *("statistics", "statistics_workbook"),
            )
        },
        "short_join": [room.code],
        "card": ["site", "en", "of-other-words"],
        "public_upload": ["documents/secret.pdf"],
        **{
            f"rooms:{view}": [room.pk]
            for view in ("analysis", "marks_csv", "marks_workbook", "protocol_pdf", "replay", "replay_events")
        },
        **{
            f"rooms:{view}": [room.pk]
            for view in (
                "host",
                "sheet",
                "competitor",
                "board",
                "results",
                "publish",
                "warnings",
                "evidence_add",
                "people",
                "watch",
            )
        },
    }


def _addresses() -> dict[str, str]:
    arguments = _arguments()
    with translation.override("en"):
        return {name: reverse(name, args=arguments.get(name, [])) for name in sorted(_our_names())}


def _client(role: str) -> Client:
    client = Client(raise_request_exception=False)
    if role != "nobody":
        client.force_login(User.objects.get(email=f"{role}@podium.example"))
    return client


@pytest.fixture(scope="module")
def demo(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The demo with its open room, loaded once for all tests here, which only read, and taken back after them."""
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("load_demo", quiet=True)
        yield
        transaction.set_rollback(True)


def test_every_address_of_ours_is_in_the_table() -> None:
    assert _our_names() == set(EXPECTED)


@pytest.fixture(scope="module")
def answers(demo: None, django_db_blocker: DjangoDbBlocker) -> Answers:
    """What every role gets at every address, by the address's name."""
    with django_db_blocker.unblock():
        clients = {role: _client(role) for role in ROLES}
        return {
            name: {role: client.get(address) for role, client in clients.items()}
            for name, address in _addresses().items()
        }


def test_every_role_gets_the_answer_that_the_table_says(answers: Answers) -> None:
    assert {name: tuple(each.status_code for each in got.values()) for name, got in answers.items()} == EXPECTED


@pytest.mark.usefixtures("demo")
def test_the_head_of_every_address_is_answered_as_the_address_itself() -> None:
    client = _client("mentor")
    found = {name: client.head(address).status_code for name, address in _addresses().items()}
    assert found == {name: answers[ROLES.index("mentor")] for name, answers in EXPECTED.items()}


def test_no_browser_keeps_a_page_that_only_a_signed_in_reader_may_see(answers: Answers) -> None:
    closed = {
        name: got["mentor"]
        for name, got in answers.items()
        if got["nobody"].status_code != 200 and got["mentor"].status_code == 200
    }
    assert closed
    assert not [name for name, answer in closed.items() if "no-store" not in answer.headers.get("Cache-Control", "")]


@pytest.mark.usefixtures("demo")
@pytest.mark.parametrize("role", ROLES)
def test_rooms_and_schemes_that_are_not_there_are_refused_and_not_a_fault(role: str) -> None:
    client = _client(role)
    for address in (
        f"/en/rooms/{NOWHERE}/",
        f"/en/rooms/{NOWHERE}/board/",
        "/en/schemes/999999/",
        "/en/rooms/seat/a:b/",
    ):
        assert client.get(address).status_code in {302, 403, 404, 410}


@pytest.mark.usefixtures("demo")
@pytest.mark.parametrize("language", ["en", "ru", "kk"])
def test_public_pages_are_there_in_every_language(language: str) -> None:
    client = Client()
    for path in PUBLIC:
        answer = client.get(f"/{language}/{path}", follow=True)
        assert answer.status_code == 200, path
        assert f'lang="{language}"' in answer.content.decode(), path
