"""Exercises in the page editor, in three languages, and the blocks that bring them into lessons."""

from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone, translation
from wagtail.models import Locale
from wagtail_localize.models import StringSegment, StringTranslation, Translation, TranslationSource

from coaching.training.calibration import judging
from coaching.training.calibration.blocks import CalibrationBlock, WorkedExampleBlock
from coaching.training.calibration.models import CalibrationExercise, CalibrationWork, Shown
from coaching.training.calibration.reading import aspects_of, find_exercise, reference_of, task_of, unknown_codes
from coaching.training.calibration.snippets import problems_of
from people.models import User
from tests.coaching.training.calibration.building import (
    SECRET,
    hours,
    judge,
    make_exercise,
    make_person,
    make_version,
)
from tests.pages.growing import signed_in

WORKS = [{"number": 1}, {"number": 2}]


def _reference(work: int, aspect: str, value: str = "1") -> dict[str, Any]:
    return {"work": work, "aspect": aspect, "value": Decimal(value), "reason": "r"}


def _whole() -> list[dict[str, Any]]:
    return [_reference(work, aspect) for work in (1, 2) for aspect in ("A1.J1", "A1.M1")]


def _problems(works: list[dict[str, Any]], references: list[dict[str, Any]]) -> str:
    return " ".join(problems_of(works, references, aspects_of(make_version(), "A1")))


def test_a_whole_exercise_has_no_problems(db: None) -> None:
    assert not _problems(WORKS, _whole())


@pytest.mark.parametrize(
    ("works", "change", "words"),
    [
        ([], [], "at least one work"),
        ([{"number": 1}, {"number": 1}], [], "Two works have the number 1"),
        (WORKS, [_reference(3, "A1.J1")], "There is no work 3"),
        (WORKS, [_reference(1, "B1.J1")], "B1.J1 is not judged"),
        (WORKS, [_reference(1, "A1.J1")], "Work 1 needs one reference for A1.J1 and has 2"),
    ],
)
def test_what_does_not_fit_is_named(
    db: None, works: list[dict[str, Any]], change: list[dict[str, Any]], words: str
) -> None:
    assert words in _problems(works, _whole() + change)


@pytest.mark.parametrize(
    ("aspect", "value", "words"), [("A1.J1", "4", "0 to 3"), ("A1.J1", "1.5", "0 to 3"), ("A1.M1", "1.51", "maximum")]
)
def test_a_reference_must_be_a_mark_that_may_be_given(db: None, aspect: str, value: str, words: str) -> None:
    others = [each for each in _whole() if (each["work"], each["aspect"]) != (1, aspect)]
    assert words in _problems(WORKS, [*others, _reference(1, aspect, value)])


def test_codes_name_aspects_parts_and_whole_criteria(db: None) -> None:
    version = make_version(judged=2)
    assert [aspect.code for aspect in aspects_of(version, "a1.j2, A1.M1")] == ["A1.J2", "A1.M1"]
    assert len(aspects_of(version, "A")) == len(aspects_of(version, "A1")) == 3
    assert unknown_codes(version, "A1, B7, A1.J9") == ["B7", "A1.J9"]


@pytest.mark.parametrize(
    ("fields", "where"),
    [
        ({"opens": 2, "closes": 1}, "closes_at"),
        ({"reference_shown": Shown.CLOSED}, "closes_at"),
        ({"others_shown": Shown.CLOSED}, "closes_at"),
    ],
)
def test_dates_that_make_no_sense_are_refused(db: None, fields: dict[str, Any], where: str) -> None:
    now = timezone.now()
    moments: dict[str, Any] = {
        f"{name}_at": now + hours(fields.pop(name)) for name in ("opens", "closes") if name in fields
    }
    with pytest.raises(ValidationError) as refused:
        make_exercise(**fields, **moments).clean()
    assert list(refused.value.message_dict) == [where]


def test_a_work_needs_something_to_look_at(db: None) -> None:
    with pytest.raises(ValidationError, match="a picture, a video, a document or a description"):
        CalibrationWork(number=1).clean()
    with pytest.raises(ValidationError, match="Say in words"):
        CalibrationWork(number=1, picture_id=1).clean()


def _translate(exercise: CalibrationExercise, words: dict[str, str]) -> CalibrationExercise:
    """Translate the exercise into Russian as an author does."""
    locale = Locale.objects.get_or_create(language_code="ru")[0]
    source, _created = TranslationSource.update_or_create_from_instance(exercise)
    for segment in StringSegment.objects.filter(source=source).select_related("string", "context"):
        if segment.string.data in words:
            StringTranslation.from_text(segment.string, locale, segment.context, words[segment.string.data])
    made, _created = Translation.objects.get_or_create(source=source, target_locale=locale)
    made.save_target(publish=True)
    return CalibrationExercise.objects.get(translation_key=exercise.translation_key, locale=locale)


def test_translated_works_and_references_keep_their_keys(exercise: CalibrationExercise) -> None:
    words = {"Two boxes": "Две коробки", "Box 1": "Коробка 1", f"{SECRET} 1 A1.J1": "Причина"}
    russian = _translate(exercise, words)
    english, other = task_of(exercise), task_of(russian)
    assert russian.title == "Две коробки"
    assert [work.description for work in other.works] == ["Коробка 1", "Box 2"]
    assert english.places == other.places
    references = reference_of(other)
    assert {place: row.value for place, row in references.items()} == {
        place: row.value for place, row in reference_of(english).items()
    }
    assert references[other.places[0]].reason == "Причина"


def test_a_sheet_begun_in_one_language_is_submitted_in_another(judge_a: User, exercise: CalibrationExercise) -> None:
    russian = _translate(exercise, {"Two boxes": "Две коробки"})
    judging.begin(user=judge_a, exercise=exercise)
    judging.keep_marks(user=judge_a, task=task_of(exercise), work=1, given={"A1.J1": "2", "A1.M1": "1"})
    judging.keep_marks(user=judge_a, task=task_of(russian), work=2, given={"A1.J1": "1", "A1.M1": "0,5"})
    sheet = judging.submit(user=judge_a, exercise=russian)
    assert sheet.percent == 100
    assert sheet.passed


def test_an_exercise_without_a_translation_is_shown_in_the_language_it_has(exercise: CalibrationExercise) -> None:
    found = find_exercise(exercise.translation_key, "kk")
    assert found == exercise
    page = signed_in(make_person("Aida")).get(f"/kk/calibration/{exercise.translation_key}/")
    assert "Two boxes" in page.text


def test_the_block_invites_and_tells_nothing_of_the_reference(exercise: CalibrationExercise) -> None:
    judge(make_person("Boris"), exercise)
    block = CalibrationBlock()
    with translation.override("en"):
        shown = block.render(block.to_python({"exercise": exercise.pk, "words": "Judge now."}))
    assert reverse("calibration:exercise", args=[exercise.translation_key]) in shown
    assert "Judge now." in shown
    assert SECRET not in shown


def test_the_worked_example_asks_before_it_answers() -> None:
    block = WorkedExampleBlock()
    value = block.get_preview_value()
    shown = block.render(value)
    before, *answers = shown.split("<details>")
    assert len(answers) == 4
    assert "Which score would you give to each table?" in before
    assert not any(f">{score}</span>" in before for score in range(4))
    assert shown.index(">2</span>") < shown.index(">0</span>") < shown.index(">3</span>") < shown.index(">1</span>")


def test_the_editor_opens_for_an_exercise_and_names_what_is_missing(exercise: CalibrationExercise) -> None:
    admin = make_person("Admin")
    User.objects.filter(pk=admin.pk).update(is_superuser=True, is_staff=True)
    client = signed_in(User.objects.get(pk=admin.pk))
    address = reverse(exercise.snippet_viewset.get_url_name("edit"), args=[exercise.pk])
    page = client.get(address)
    assert page.status_code == 200
    assert "Reference: one mark for every aspect of every work" in page.text
    assert client.get(reverse(exercise.snippet_viewset.get_url_name("list"))).status_code == 200
    fields = {
        "title": "New", "introduction": "", "codes": "A1, Z9", "scheme_version": str(exercise.scheme_version_id),
        "tolerance": "1", "measured_tolerance": "0", "pass_percent": "80", "attempts": "1",
        "reference_shown": "submitted", "others_shown": "submitted",
    }  # fmt: skip
    empty = {f"{name}-{key}": "0" for name in ("works", "references") for key in ("TOTAL_FORMS", "INITIAL_FORMS")}
    refused = client.post(address, {**fields, **empty})
    assert "Z9" in refused.text
    exercise.refresh_from_db()
    assert exercise.title == "Two boxes"
