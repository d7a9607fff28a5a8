"""From a room to a championship: a second person, the freeze, and marks that are taken anew and never typed."""

import datetime as dt
from decimal import Decimal
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from championships.events.confirming import confirm
from championships.events.correcting import correct
from championships.events.entering import enter
from championships.events.freezing import freeze, thaw
from championships.events.models import Championship, ContestedSkill, SkillResult
from championships.events.publicity import register_person
from championships.events.publishing import ResultsRefused, publish
from championships.events.recomputing import differences
from coaching.rooms import event_log
from coaching.rooms.models import AspectMark, Room, RoomEvent
from coaching.rooms.publishing import publish_results
from coaching.rooms.snapshot import load_state
from coaching.rooms.state import replay
from people.models import Role, User
from tests.championships.events.grown import person_with
from tests.coaching.rooms.building import Built, build
from tests.coaching.rooms.test_results import mark_completely


@pytest.fixture
def organiser(db: None) -> User:
    return person_with(Role.ORGANISER, "organiser@podium.example")


@pytest.fixture
def skill(db: None) -> ContestedSkill:
    day = dt.date(2026, 11, 23)
    where = Championship.objects.create(name="Strict", slug="strict", starts_on=day, ends_on=day)
    return ContestedSkill.objects.create(championship=where, title="Web")


def ended() -> Built:
    """Return a room that has ended, with two competitors who are marked completely."""
    built = build()
    mark_completely(built, 0)
    mark_completely(built, 1, score=2)
    built.as_host("board.freeze")
    built.as_host("room.end")
    return built


def give(built: Built, skill: ContestedSkill, reason: str = "") -> SkillResult:
    return publish_results(
        actor=built.host,
        room=built.room,
        championship=skill.championship,
        contested_skill=skill,
        skill_title="Web",
        command_id=uuid4(),
        reason=reason,
    )


def test_a_room_is_published_when_the_public_sees_its_result_and_not_before(
    skill: ContestedSkill, organiser: User
) -> None:
    built = ended()
    result = give(built, skill)
    assert (result.state, built.fresh().published_at, built.fresh().board_frozen) == ("provisional", None, True)
    freeze(actor=organiser, championship=skill.championship)
    confirm(actor=organiser, result=result)
    publish(actor=organiser, result=result)
    assert (built.fresh().published_at, built.fresh().board_frozen) == (None, True)
    thaw(actor=organiser, championship=skill.championship)
    assert built.fresh().published_at is not None
    assert not built.fresh().board_frozen
    assert RoomEvent.objects.filter(room=built.room, type="results.published").count() == 1
    assert replay(event_log.read_all(built.room.pk)) == load_state(built.room.pk)


def test_marks_that_changed_since_are_not_published_and_are_taken_anew(skill: ContestedSkill, organiser: User) -> None:
    built = ended()
    result = give(built, skill)
    confirm(actor=organiser, result=result)
    assert differences(result) == []
    mark = AspectMark.objects.filter(competitor=built.competitors[1].participant, aspect__kind="M").first()
    assert mark is not None
    AspectMark.objects.filter(pk=mark.pk).update(mark=Decimal("0.00"))
    with pytest.raises(ResultsRefused, match="Recomputing"):
        publish(actor=organiser, result=result)
    after = correct(actor=organiser, result=result, reason="A form was opened again.")
    assert (after.version, differences(after)) == (2, [])
    assert built.fresh().published_at is None


def test_entries_are_found_and_say_what_is_public(skill: ContestedSkill, organiser: User) -> None:
    built = ended()
    known = built.competitors[0].participant
    given, _space, family = known.display_name.partition(" ")
    person = register_person(actor=organiser, given_name=given, family_name=family)
    entry = enter(actor=organiser, contested_skill=skill, people=[person])
    rows = {row.key: row for row in give(built, skill).rows.all()}
    mine = rows.pop(str(known.pk))
    assert (mine.entry, mine.public_name) == (entry, person.public_name)
    (other,) = rows.values()
    assert other.entry is None
    assert other.public_name != other.name


def test_a_room_finds_its_skill_by_the_title_where_people_are_entered(skill: ContestedSkill, organiser: User) -> None:
    built = ended()
    ContestedSkill.objects.filter(pk=skill.pk).update(title="Web technologies", number="17")
    person = register_person(actor=organiser, given_name="Dana", family_name="Demo")
    enter(actor=organiser, contested_skill=skill, people=[person])
    client = Client()
    client.force_login(built.host)
    data = {"command_id": str(uuid4()), "championship": skill.championship_id, "skill_title": "17 Web Technologies"}
    answer = client.post(reverse("rooms:publish", args=[built.room.pk]), data, follow=True)
    assert "Somebody else confirms them" in answer.content.decode()
    result = SkillResult.objects.get()
    assert result.contested_skill == skill
    assert {row.public_name == row.name for row in result.rows.all()} == {False}


def test_a_room_of_a_championship_goes_to_the_skill_that_it_is_called_after(skill: ContestedSkill) -> None:
    built = ended()
    ContestedSkill.objects.filter(pk=skill.pk).update(title="Web technologies", number="17")
    Room.objects.filter(pk=built.room.pk).update(championship=skill.championship, title="17 Web technologies")
    client = Client()
    client.force_login(built.host)
    address = reverse("rooms:publish", args=[built.room.pk])
    proposed = client.get(address).context["form"].initial
    assert proposed == {"championship": skill.championship_id, "skill_title": "17 Web technologies"}
    client.post(address, {**proposed, "command_id": str(uuid4())})
    assert SkillResult.objects.get().contested_skill == ContestedSkill.objects.get()
