"""What the demo's lessons lead to: quizzes, assignments and calibration exercises, in three languages."""

from collections.abc import Mapping
from decimal import Decimal
from functools import partial
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from django.db import transaction
from wagtail.models import Locale

from coaching.training.assignments.demo import load_assignment
from coaching.training.assignments.models import Assignment
from coaching.training.quizzes.loading import load_quiz
from coaching.training.quizzes.models import Quiz
from people.demo import DemoPeople
from people.models import User
from podium.showcase import calibration, pictures, texts
from podium.showcase.schemes import Versions

QUIZZES = ("forms/quiz", "guests/quiz", "mentors/quiz_reading", "mentors/quiz_judging", "mentors/quiz_leading")
ASSIGNMENTS = ("forms/assignment", "guests/assignment", "mentors/assignment")
WORK_IN_LESSON, WORK_MARKED_BY = "form_that_checks", "B1"
ACCEPTED_FROM = Decimal(60)
SOURCE = texts.LANGUAGES[0]
Made = Mapping[str, Mapping[str, int]]


def load_parts(people: DemoPeople, versions: Versions) -> Made:
    """Return the English row of everything by its kind and the name of its texts; what is here stays as it is."""
    quizzes = {name: _quiz(name, people.admin).pk for name in QUIZZES}
    assignments = {name: _assignment(name, versions).pk for name in ASSIGNMENTS}
    assignments[WORK_IN_LESSON] = _marked_work(people, versions).pk
    exercises = {name: row.pk for name, row in calibration.load_exercises(people, versions).items()}
    return {"quiz": quizzes, "assignment": assignments, "exercise": exercises}


def _quiz(name: str, author: User) -> Quiz:
    words = texts.load(name)
    picture = partial(pictures.picture, author=author)
    shown = {
        question["picture"]: picture(question["picture"], question["picture_words"][0])
        for question in words["bank"]["questions"]
        if "picture" in question
    }
    return load_quiz(key=f"podium demo {name}", words=words, languages=texts.LANGUAGES, pictures=shown)


def _marked_work(people: DemoPeople, versions: Versions) -> Assignment:
    """Return the assignment in which the demo's student has an accepted work, marked by the expert."""
    return load_assignment(
        versions={language: versions["web", language] for language in texts.LANGUAGES},
        codes=WORK_MARKED_BY,
        learners=[people.student],
        markers=[people.expert],
        leader=people.mentor,
    )


@transaction.atomic
def _assignment(name: str, versions: Versions) -> Assignment:
    key = uuid5(NAMESPACE_URL, f"podium demo {name}")
    present = Assignment.objects.filter(translation_key=key, locale__language_code=SOURCE).first()
    if present:
        return present
    content = texts.load(name)
    rows = [_row(key, content, language, versions) for language in texts.LANGUAGES]
    return rows[0]


def _row(key: UUID, content: Mapping[str, Any], language: str, versions: Versions) -> Assignment:
    words = texts.in_language(dict(content), language)
    return Assignment.objects.create(
        translation_key=key,
        locale=Locale.objects.get(language_code=language),
        scheme_version=versions[content["skill"], language],
        pass_percent=ACCEPTED_FROM,
        **{name: words[name] for name in ("title", "task", "hand_in", "codes", "fewest_files", "due_days")},
    )
