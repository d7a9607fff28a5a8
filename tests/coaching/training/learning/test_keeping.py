"""Keeping what was reached: once, in any language, late, and with the revision that was published."""

import datetime as dt
from decimal import Decimal
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import timezone
from wagtail.actions.create_alias import CreatePageAliasAction
from wagtail.models import Locale

from coaching.rooms.models import CompetitorTotal, Participant, Room
from coaching.training.admission import Kind, Subject
from coaching.training.learning import keeping, notes, overriding, resuming
from coaching.training.learning.displaying import standings_of
from coaching.training.learning.models import (
    Attainment,
    Completion,
    CompletionRule,
    Enrolment,
    LessonPlace,
    Note,
    OverrideKind,
)
from coaching.training.learning.outline import outline_of
from coaching.training.learning.refusals import LearningRefused
from coaching.training.learning.settling import settle
from coaching.training.outcomes import Outcome
from coaching.training.progress_display import Step
from people.models import AuditEntry, User
from tests.coaching.training.learning.test_enrolling import new_cohort
from tests.pages.growing import signed_in

pytestmark = pytest.mark.django_db


def test_reading_is_kept_once_with_its_revision_and_completes_what_stands_above(
    learner: User, programme: SimpleNamespace
) -> None:
    first, second = programme.lessons[:2]
    kept, completed = keeping.mark_read(actor=learner, page=first)
    assert kept.revision_id == first.live_revision_id
    assert [row.level for row in completed] == ["lesson"]
    again, nothing = keeping.mark_read(actor=learner, page=first)
    assert (again.pk, nothing) == (kept.pk, [])
    assert AuditEntry.objects.filter(action="learning.read").count() == 1
    _kept, completed = keeping.mark_read(actor=learner, page=second)
    assert {row.level for row in completed} == {"lesson", "module"}


def test_a_new_revision_does_not_change_what_was_pinned(learner: User, programme: SimpleNamespace) -> None:
    lesson = programme.lessons[0]
    keeping.mark_read(actor=learner, page=lesson)
    pinned = lesson.live_revision_id
    lesson.save_revision().publish()
    keeping.mark_read(actor=learner, page=lesson)
    assert set(Completion.objects.values_list("revision_id", flat=True)) == {pinned}


def test_a_change_of_language_keeps_progress(learner: User, programme: SimpleNamespace) -> None:
    lesson = programme.lessons[0]
    for page in (programme.page, programme.modules[0], lesson):
        page.copy_for_translation(Locale.objects.get(language_code="ru"), copy_parents=True).save_revision().publish()
    russian = lesson.get_translation(Locale.objects.get(language_code="ru"))
    keeping.mark_read(actor=learner, page=russian)
    keeping.mark_read(actor=learner, page=lesson)
    assert Attainment.objects.count() == 1
    shown = standings_of(learner, [lesson.translation_key])
    assert shown == {}, "she is in no programme, so nothing is shown"
    Enrolment.objects.create(user=learner, programme_key=programme.key, how="self", enrolled_at=timezone.now())
    assert standings_of(learner, [lesson.translation_key])[lesson.translation_key].step == Step.DONE


def test_an_alias_does_not_count_twice(learner: User, programme: SimpleNamespace) -> None:
    alias = CreatePageAliasAction(
        programme.lessons[0], parent=programme.modules[1], update_slug="again", user=None
    ).execute(skip_permission_checks=True)
    assert alias.translation_key != programme.lessons[0].translation_key
    keeping.mark_read(actor=learner, page=alias)
    keeping.mark_read(actor=learner, page=programme.lessons[0])
    assert [row.key for row in Attainment.objects.all()] == [programme.lessons[0].translation_key]
    outline = outline_of(programme.key)
    assert outline is not None
    assert len(outline.ways) == 7


def test_what_a_device_sends_late_is_believed_about_the_past_alone(learner: User, programme: SimpleNamespace) -> None:
    client = signed_in(learner)
    address = f"/en/learning/lessons/{programme.lessons[0].translation_key}/read/"
    at, delivery = timezone.now() - dt.timedelta(hours=5), uuid4()
    sent = {"delivery": str(delivery), "at": at.isoformat()}
    for _time in range(2):
        answer = client.post(address, sent, headers={"accept": "application/json"})
        assert answer.status_code == 200
        assert answer.json()["next"]["title"] == programme.lessons[1].title
    kept = Attainment.objects.get()
    assert (kept.at, kept.delivery) == (at, delivery)
    other = f"/en/learning/lessons/{programme.lessons[1].translation_key}/read/"
    for nonsense in (
        {"at": (timezone.now() + dt.timedelta(days=9)).isoformat()},
        {"at": "2026-99-99T00:00Z", "delivery": "x"},
    ):
        assert client.post(other, nonsense).status_code == 302
    assert Attainment.objects.latest("pk").at <= timezone.now()


def test_reading_needs_a_reader_and_a_page(programme: SimpleNamespace, learner: User) -> None:
    address = f"/en/learning/lessons/{programme.lessons[0].translation_key}/read/"
    assert "/accounts/login/" in Client().post(address)["Location"]
    assert signed_in(learner).get(address).status_code == 405
    assert signed_in(learner).post(f"/en/learning/lessons/{uuid4()}/read/").status_code == 404
    programme.lessons[0].unpublish()
    with pytest.raises(PermissionDenied):
        keeping.mark_read(actor=learner, page=programme.lessons[0])


def _outcome(user: User, key: object, percent: str, *, passed: bool, day: int) -> Outcome:
    at = dt.datetime(2026, 11, day, tzinfo=dt.UTC)
    return Outcome(user.pk, Subject(Kind.QUIZ, key), passed, Decimal(percent), at)  # type: ignore[arg-type]


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 0, 2)])
def test_outcomes_come_to_the_same_in_any_order(learner: User, order: tuple[int, ...]) -> None:
    key = uuid4()
    told = (
        _outcome(learner, key, "40.00", passed=False, day=1),
        _outcome(learner, key, "80.00", passed=True, day=2),
        _outcome(learner, key, "95.00", passed=True, day=3),
    )
    for place in (*order, *order):
        keeping.take_outcome(told[place])
    kept = Attainment.objects.get()
    assert (kept.passed, kept.percent, kept.at.day) == (True, Decimal("95.00"), 2)


def test_a_room_counts_for_who_came_with_an_account(
    learner: User, mentor: User, programme: SimpleNamespace, version: Any
) -> None:
    module = programme.modules[0]
    CompletionRule.objects.create(key=module.translation_key, room=True, room_percent=Decimal(50))
    for lesson in programme.lessons[:2]:
        keeping.mark_read(actor=learner, page=lesson)
    room = Room.objects.create(
        code="123456", title="Practice", host=mentor, scheme_version=version, duration_seconds=60,
        module_key=module.translation_key,
    )  # fmt: skip
    room.sub_criteria.set([version.criteria.first().sub_criteria.first()])
    came = timezone.now() - dt.timedelta(hours=2)
    seat = Participant.objects.create(
        room=room, role="competitor", number=1, user=learner, status="present", joined_at=came
    )
    CompetitorTotal.objects.create(room=room, competitor=seat, jury_total=Decimal("3.00"))

    def is_complete() -> bool:
        outline = outline_of(programme.key)
        assert outline is not None
        settle(user=learner, outline=outline)
        return Completion.objects.filter(user=learner, key=module.translation_key).exists()

    assert not is_complete(), "the room has not ended, so it has no result"
    Room.objects.update(status="ended", ended_at=timezone.now())
    Participant.objects.update(status="banned")
    assert not is_complete()
    Participant.objects.update(status="present")
    assert is_complete()
    assert Completion.objects.get(key=module.translation_key).at == Room.objects.get().ended_at


def test_an_override_has_a_reason_and_is_never_ones_own(
    learner: User, mentor: User, programme: SimpleNamespace
) -> None:
    cohort = new_cohort(mentor, programme.key)
    enrolment = Enrolment.objects.create(
        user=learner, programme_key=programme.key, how="self", cohort=cohort, enrolled_at=timezone.now()
    )
    key = programme.lessons[0].translation_key
    decide = {"actor": mentor, "enrolment": enrolment, "key": key, "kind": OverrideKind.COMPLETE}
    with pytest.raises(LearningRefused, match="why"):
        overriding.override(**decide, reason="  ok ")
    with pytest.raises(LearningRefused, match="no such"):
        overriding.override(**{**decide, "key": uuid4()}, reason="Showed it in the workshop")
    overriding.override(**decide, reason="Showed it in the workshop")
    assert Completion.objects.get().key == key
    assert AuditEntry.objects.get(action="learning.overridden").data["reason"] == "Showed it in the workshop"
    own = Enrolment.objects.create(
        user=mentor, programme_key=programme.key, how="self", cohort=cohort, enrolled_at=timezone.now()
    )
    with pytest.raises(PermissionDenied):
        overriding.override(**{**decide, "enrolment": own}, reason="I know all of it")


def test_a_place_that_comes_late_does_not_replace_a_later_one(learner: User, programme: SimpleNamespace) -> None:
    lesson, now = programme.lessons[0], timezone.now()
    resuming.keep_place(actor=learner, page=lesson, anchor="block-7", at=now)
    resuming.keep_place(actor=learner, page=lesson, anchor="block-2", at=now - dt.timedelta(hours=1))
    assert LessonPlace.objects.get().anchor == "block-7"
    resuming.keep_place(actor=learner, page=lesson, anchor="<script>", at=now)
    assert LessonPlace.objects.get().anchor == ""


def test_a_note_is_for_its_reader_alone(learner: User, mentor: User, programme: SimpleNamespace) -> None:
    key = programme.lessons[0].translation_key
    address = f"/en/learning/lessons/{key}/notes/3f2a/"
    client = signed_in(learner)
    assert client.post(address, {"text": "Measure twice."}, headers={"accept": "application/json"}).status_code == 204
    assert notes.read_notes(learner, key) == {"3f2a": "Measure twice."}
    assert notes.read_notes(mentor, key) == {}
    assert "Measure twice." in client.get("/en/learning/my-data/").content.decode()
    assert "Measure twice." not in signed_in(mentor).get("/en/learning/my-data/").content.decode()
    assert client.post(address, {"text": "x" * 4001}).status_code == 422
    back = client.post(address, {"text": "Again.", "next": "https://elsewhere.example/"})
    assert back["Location"] == programme.lessons[0].url
    assert client.post(address, {"text": "  "}).status_code == 302
    assert not Note.objects.exists()
    assert not AuditEntry.objects.filter(data__icontains="Measure").exists()


def test_what_is_kept_goes_with_the_account(learner: User, programme: SimpleNamespace) -> None:
    keeping.mark_read(actor=learner, page=programme.lessons[0])
    notes.keep_note(actor=learner, lesson_key=programme.lessons[0].translation_key, block="a", text="Mine")
    learner.delete()
    assert not Attainment.objects.exists()
    assert not Note.objects.exists()
