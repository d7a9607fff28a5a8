"""Quizzes, assignments and calibrations in the file of a module: out, in at another college, and out again the same."""

import io
import json
from decimal import Decimal
from typing import Any

import pytest
from django.core.files.base import ContentFile

from championships.schemes.models import SchemeVersion
from coaching.training.assignments.models import Assignment
from coaching.training.calibration.models import CalibrationExercise, CalibrationReference, CalibrationWork
from coaching.training.exchange import layout
from coaching.training.exchange.bringing import bring_in
from coaching.training.exchange.judging_a_file import judge
from coaching.training.exchange.opening import open_file
from coaching.training.exchange.packing import contents_of
from coaching.training.models import TrainingIndexPage, TrainingModulePage
from coaching.training.quizzes.loading import load_quiz
from coaching.training.quizzes.models import QuestionBank, Quiz
from media.models import CustomImage
from people.models import User
from tests.browser.test_quizzes import QUESTIONS
from tests.coaching.training.conftest import new_module
from tests.coaching.training.test_module_files import exported, png, zipped
from tests.pages.growing import add

pytestmark = pytest.mark.django_db


@pytest.fixture
def author(db: None) -> User:
    """Somebody who may do everything."""
    return User.objects.create_superuser("author@podium.example")


@pytest.fixture
def tasked(index: TrainingIndexPage, version: SchemeVersion, author: User) -> TrainingModulePage:
    """A module with a quiz of every kind of question, an assignment and a calibration."""
    image = CustomImage.objects.create(title="Bench", file=ContentFile(png(), "bench.png"), width=8, height=6)
    questions = [*QUESTIONS[:-1], {**QUESTIONS[-1], "picture": "weld", "picture_words": "A weld."}]
    parts = [*({"question": number} for number in range(6)), {"draw": 2}]
    words = {
        "bank": {"title": "Lathe", "questions": questions},
        "quiz": {"title": "Safe work", "parts": parts, "pass_percent": 75, "minutes": 20},
    }
    quiz = load_quiz(key="travels", words=words, languages=["en"], pictures={"weld": image})
    where = {"locale": index.locale, "scheme_version": version}
    assignment = Assignment.objects.create(
        title="Show it", task="<p>Build <b>it</b>.</p>", hand_in="Two pictures.", codes="A1, B1", reviewers=2, due_days=7,
        **where,
    )  # fmt: skip
    exercise = CalibrationExercise(title="Benches", codes="A1.J1", attempts=3, **where)
    exercise.works = [CalibrationWork(locale=index.locale, number=1, picture=image, picture_text="A bench.")]
    reference = {"work": 1, "aspect": "A1.J1", "value": Decimal(2), "reason": "Clean."}
    exercise.references = [CalibrationReference(locale=index.locale, **reference)]
    exercise.save()
    body = [
        {"type": "quiz", "value": {"quiz": quiz.pk, "words": ""}},
        {"type": "assignment", "value": {"assignment": assignment.pk}},
        {"type": "calibration", "value": {"exercise": exercise.pk, "words": ""}},
        {"type": "quiz", "value": {"quiz": quiz.pk, "words": "Once more."}},
    ]
    return add(index, new_module("tasked", title="Tasks", body=json.dumps(body)))


def taken_away(module: TrainingModulePage) -> None:
    """Take the module away with all of its tasks, as if this were another college's Podium."""
    module.delete()
    for model in (Quiz, QuestionBank, Assignment, CalibrationExercise, CustomImage):
        for row in model.objects.all():
            row.delete()


def told(module: TrainingModulePage) -> Any:
    """Return what the file of a module carries of its tasks, without ids, the names of media and workbooks."""
    contents = contents_of(module)[0]

    def walk(value: Any) -> Any:
        if isinstance(value, list):
            return [walk(each) for each in value]
        if isinstance(value, dict):
            if set(value) == {"medium"}:
                return contents["images"][value["medium"]]["title"]
            return {key: walk(each) for key, each in value.items() if key not in {"id", "key", "workbook"}}
        return value

    return [walk(contents["elsewhere"][each]) for each in contents["elsewhere"]]


def test_tasks_come_back_as_they_went(tasked: TrainingModulePage, index: TrainingIndexPage, author: User) -> None:
    before, packed = told(tasked), exported(author, tasked)
    taken_away(tasked)
    report, _reader = judge(open_file(packed), author)
    assert (report.refused, report.left_out) == ([], [])
    assert report.tasks == ["quiz “Safe work”", "assignment “Show it”", "calibration exercise “Benches”"]
    assert not Quiz.objects.exists()
    again = bring_in(actor=author, opened=open_file(packed), parent=index)
    assert told(again) == before
    quiz = Quiz.objects.get()
    assert [question.kind for question in QuestionBank.objects.get().questions.all()] == [
        "choice", "number", "several", "ordering", "matching", "text", "judge",
    ]  # fmt: skip
    assert [block.block_type for block in again.body] == ["quiz", "assignment", "calibration", "quiz"]
    assert [again.body[number].value["quiz"] for number in (0, 3)] == [quiz, quiz]
    # On a site that has them, what is there already is asked, and nothing is there twice.
    other = bring_in(actor=author, opened=open_file(exported(author, again)), parent=index)
    assert other.body[0].value["quiz"] == quiz
    assert (Quiz.objects.count(), Assignment.objects.count(), CalibrationExercise.objects.count()) == (1, 1, 1)


def test_what_cannot_travel_is_said_in_words(
    tasked: TrainingModulePage, index: TrainingIndexPage, author: User, version: SchemeVersion
) -> None:
    contents = open_file(exported(author, tasked)).contents
    (scheme,) = [about for about in contents["elsewhere"].values() if about["kind"] == "schemes.schemeversion"]
    scheme[layout.FOR_INSTRUCTORS]["workbook"] = "{"
    packed = zipped(contents)
    taken_away(tasked)
    version.scheme.delete()
    report, _reader = judge(open_file(packed), author)
    assert report.tasks == ["quiz “Safe work”"]
    said = "\n".join(report.left_out)
    assert "Tasks, block 2: assignment “Show it”, nothing can be made here: its marking scheme is not here" in said
    assert "Tasks, block 3: calibration exercise “Benches”, nothing can be made here" in said
    again = bring_in(actor=author, opened=open_file(packed), parent=index)
    assert [block.block_type for block in again.body] == ["quiz", "quiz"]


def test_marking_scheme_comes_with_what_is_marked_by_it(
    tasked: TrainingModulePage, index: TrainingIndexPage, author: User, version: SchemeVersion
) -> None:
    before, packed, digest = told(tasked), exported(author, tasked), layout.scheme_digest(version)
    taken_away(tasked)
    version.scheme.delete()
    report, _reader = judge(open_file(packed), author)
    assert report.left_out == []
    assert "version of a marking scheme “17 Web technologies, version 1”" in report.tasks
    assert not SchemeVersion.objects.exists(), "a report has stored a scheme"
    again = bring_in(actor=author, opened=open_file(packed), parent=index)
    (brought,) = SchemeVersion.objects.select_related("scheme")
    assert (layout.scheme_digest(brought), brought.scheme.owner) == (digest, author)
    assert Assignment.objects.get().scheme_version == brought
    assert CalibrationExercise.objects.get().scheme_version == brought
    assert [part.get("kind") for part in told(again)] == [part.get("kind") for part in before]
    bring_in(actor=author, opened=open_file(packed), parent=index)
    assert SchemeVersion.objects.count() == 1


def test_scheme_is_neither_sent_nor_kept_by_who_may_not(tasked: TrainingModulePage, author: User) -> None:
    stranger = User.objects.create_user("stranger@podium.example")
    assert "A1.J1" not in json.dumps(contents_of(tasked, stranger)[0]["elsewhere"])
    contents = open_file(exported(author, tasked)).contents
    taken_away(tasked)
    SchemeVersion.objects.get().scheme.delete()
    contents["module"]["body"] = [
        {"type": "scheme_excerpt", "value": {"scheme_version": {"elsewhere": name}, "codes": "A", "heading": ""}}
        for name, about in contents["elsewhere"].items()
        if about["kind"] == "schemes.schemeversion"
    ]
    report, _reader = judge(open_file(zipped(contents)), stranger)
    assert report.tasks == []
    assert any("You may not keep marking schemes" in line for line in report.left_out)


def carried(packed: io.BytesIO) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return the contents of a file, and what it carries of its quiz."""
    contents = open_file(packed).contents
    (quiz,) = [about for about in contents["elsewhere"].values() if about["kind"] == "quizzes.quiz"]
    return contents, quiz[layout.FOR_INSTRUCTORS]


def test_a_task_that_somebody_spoilt_is_left_out_and_named(
    tasked: TrainingModulePage, index: TrainingIndexPage, author: User
) -> None:
    contents, quiz = carried(exported(author, tasked))
    taken_away(tasked)
    bank = quiz["banks"][0]
    bank["questions"][0]["answers"] = [{"type": "choice", "value": {"options": []}}]
    bank["questions"][1]["points"] = "minus one"
    bank["questions"][2]["text"] = '<p>Who? <script>alert("x")</script></p>'
    quiz["parts"] += [{"question": [7, 7]}, {"bank": "no"}, "nothing"]
    report, _reader = judge(open_file(zipped(contents)), author)
    said = "\n".join(report.left_out)
    assert "question 1 is left out" in said
    assert "question 2 is left out" in said
    assert "“points” has a value that is not possible" in said
    assert "calibration exercise" in said
    bring_in(actor=author, opened=open_file(zipped(contents)), parent=index)
    assert Quiz.objects.get().parts.count() == 5
    assert "script" not in QuestionBank.objects.get().questions.first().text
    quiz["pass_percent"] = "1000"
    report, _reader = judge(open_file(zipped(contents)), author)
    assert any("“pass mark” has a value that is not possible" in line for line in report.left_out)


def test_nobody_is_sent_or_adds_what_they_may_not(tasked: TrainingModulePage, author: User) -> None:
    stranger = User.objects.create_user("stranger@podium.example")
    contents = contents_of(tasked, stranger)[0]
    assert "micrometer" not in json.dumps(contents)
    packed = exported(author, tasked)
    taken_away(tasked)
    report, _reader = judge(open_file(packed), stranger)
    assert report.tasks == []
    assert any("which you may not add here" in line for line in report.left_out)
