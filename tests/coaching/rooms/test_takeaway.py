"""What a competitor takes home: the own way over several rooms, and lessons for where marks were lost."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from championships.schemes.models import Aspect, Scheme
from coaching.rooms import next_lessons
from coaching.rooms.analysis.drawing import Line, shares_line
from coaching.rooms.dividing import ModuleWish
from coaching.rooms.history import history_of
from coaching.rooms.joining import cookie_name
from coaching.rooms.models import MarkComment, Participant, Room
from coaching.rooms.next_lessons import Lesson, Need, lessons_for, need_of, register_provider
from coaching.rooms.results import feedback_for
from people.models import User
from tests.coaching.rooms.building import Built, build


@pytest.fixture
def student(db: None) -> User:
    """Somebody with an account."""
    return User.objects.create_user("student@podium.example", name="Dana Demo")


@pytest.fixture
def no_providers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody offers lessons yet."""
    monkeypatch.setattr(next_lessons, "_providers", [])


def held(student: User | None, mark: str, days_ago: int, *, skill: str = "17") -> Built:
    """Hold a room that ended so many days ago, and in which the first competitor got `mark` of 1.00 and 0.50 of 0.50."""
    built = build()
    Scheme.objects.filter(versions=built.room.scheme_version).update(skill_number=skill)
    Participant.objects.filter(pk=built.competitors[0].participant.pk).update(user=student)
    built.measure(mark, reason="a gap")
    built.measure("0.50", code="A2.M1")
    built.as_host("room.end")
    ended = built.fresh().ended_at
    assert ended
    Room.objects.filter(pk=built.room.pk).update(ended_at=ended - timedelta(days=days_ago))
    return built


def competitor_of(built: Built) -> Participant:
    """Return the first competitor as the database has them now."""
    return Participant.objects.select_related("room__scheme_version__scheme").get(pk=built.key(0))


def test_history_shows_the_rooms_of_the_skill_in_order_and_what_changed(student: User) -> None:
    held(student, "0.25", 20)
    other = held(student, "1.00", 10, skill="35")
    last = held(student, "0.75", 1)
    held(student, "1.00", 0)
    history = history_of(competitor_of(last))
    assert history
    assert [(room.share.percent, room.is_this) for room in history.rooms] == [(50, False), (83, True)]
    assert [room.room for room in history.others] == [other.room.pk]
    assert [(section.name, section.now, section.before, section.change) for section in history.sections] == [
        ("1 Section 1", 75, 25, 50),
        ("2 Section 2", 100, 100, 0),
    ]
    assert history.rooms[1].reached == Decimal("1.25")


def test_what_judges_wrote_stands_beside_the_mark(student: User) -> None:
    built = held(student, "0.25", 1)
    for judge, words in ((1, "Look at the sockets again."), (0, "Well sorted.")):
        MarkComment.objects.create(
            room=built.room,
            competitor=built.competitors[0].participant,
            aspect_id=built.aspects["A1.M1"],
            author=built.judges[judge].participant,
            text=words,
            at=timezone.now(),
        )
    by_code = {item.aspect.code: item for item in feedback_for(competitor_of(built)).aspects}
    assert set(by_code["A1.M1"].comments) == {"Well sorted.", "Look at the sockets again."}
    assert by_code["A2.M1"].comments == ()
    own = Client()
    own.force_login(student)
    assert "Look at the sockets again." in own.get(reverse("rooms:competitor", args=[built.room.pk])).content.decode()


def test_first_room_and_guests_have_no_history(student: User) -> None:
    assert history_of(competitor_of(held(student, "0.25", 2))) is None
    assert history_of(competitor_of(held(None, "0.25", 1))) is None


def test_history_is_shown_to_its_account_alone(student: User) -> None:
    held(student, "0.25", 20)
    last = held(student, "0.75", 1)
    address = reverse("rooms:competitor", args=[last.room.pk])
    own = Client()
    own.force_login(student)
    page = own.get(address).content.decode()
    assert "Your way so far" in page
    assert "▲" in page
    shared = Client()
    shared.cookies[cookie_name(last.room)] = last.competitors[0].secret
    page = shared.get(address).content.decode()
    assert "takeaway-total" in page
    assert "Your way so far" not in page
    guest = Client()
    guest.cookies[cookie_name(last.room)] = last.competitors[1].secret
    assert "Sign in before you join the next room" in guest.get(address).content.decode()


def test_a_long_history_costs_what_a_short_one_does(student: User) -> None:
    costs = []
    for _ in range(2):
        for days_ago in (3, 2):
            last = held(student, "0.25", days_ago)
        with CaptureQueriesContext(connection) as queries:
            assert history_of(competitor_of(last))
        costs.append(len(queries))
    assert costs[0] == costs[1]


@pytest.mark.usefixtures("no_providers")
def test_lessons_come_from_whoever_registered_and_know_where_most_was_lost(student: User) -> None:
    asked: list[Need] = []

    def provider(need: Need) -> list[Lesson]:
        asked.append(need)
        return [Lesson(f"Lesson {number}", "/en/", "Because.") for number in range(5)]

    register_provider(provider)
    register_provider(provider)
    built = held(student, "0.25", 1)
    participant = competitor_of(built)
    found = lessons_for(need_of(participant.room, feedback_for(participant).sections, "kk"))
    assert [lesson.title for lesson in found] == ["Lesson 0", "Lesson 1", "Lesson 2"]
    assert len(asked) == 1
    assert (asked[0].language, asked[0].skill_number) == ("kk", "17")
    assert [(section.number, section.lost) for section in asked[0].sections] == [("1", Decimal("0.75"))]


def test_line_of_shares_goes_from_the_first_to_the_last() -> None:
    assert shares_line([50, 100, 0]) == Line("M0 36L120 0L240 72", "M0 36h0M120 0h0M240 72h0")


def test_what_an_aspect_asks_is_on_the_own_page_once_its_module_is_released(db: None) -> None:
    modules = [ModuleWish("Morning", ["A1", "A2"], 60), ModuleWish("Afternoon", ["B1"], 30)]
    built = build(modules=modules, marks_shown="module", competitors=1)
    Aspect.objects.filter(pk=built.aspects["A1.M1"]).update(description="The cable holds")
    Aspect.objects.filter(pk=built.aspects["B1.M1"]).update(description="The panel is level")
    client = Client()
    client.cookies[cookie_name(built.room)] = built.competitors[0].secret
    address = reverse("rooms:competitor", args=[built.room.pk])
    assert "The cable holds" not in client.get(address).content.decode()
    built.as_host("module.release", module=1)
    page = client.get(address).content.decode()
    assert "The cable holds" in page
    assert 'data-released="1"' in page
    assert "The panel is level" not in page
