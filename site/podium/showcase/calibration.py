"""The demo's calibration exercise, in three languages, and what some invented judges gave in it."""

from decimal import Decimal
from typing import Any

from django.db import transaction
from wagtail.models import Locale
from wagtail_localize.models import OverridableSegment, SegmentOverride

from coaching.training.calibration import judging
from coaching.training.calibration.models import (
    CalibrationExercise,
    CalibrationReference,
    CalibrationSheet,
    CalibrationWork,
)
from coaching.training.calibration.reading import Task, task_of
from people.demo import DemoPeople
from people.models import User
from podium.showcase import pictures, segments, texts, translating
from podium.showcase.schemes import Versions

NAMES = ("calibration_tables", "calibration_pages")
SOURCE = texts.LANGUAGES[0]
# How each of the demo's judges gives beside the reference, work by work: the organiser is strict, the expert generous.
HABITS = {
    "organiser": {"A1.J1": (-1, 0, -1, 0), "A2.J1": (0, -1, -1, 0)},
    "expert": {"A1.J1": (1, 1, 0, 0), "A2.J1": (1, 0, 0, 1)},
    "admin": {"A1.J1": (0, 1, 0, 0), "A2.J1": (0, 0, -1, 0)},
}


def load_exercises(people: DemoPeople, versions: Versions) -> dict[str, CalibrationExercise]:
    """Return the demo's exercises by the names of their texts; what is here already stays as it is."""
    return {name: load_exercise(name, people, versions) for name in NAMES}


@transaction.atomic
def load_exercise(name: str, people: DemoPeople, versions: Versions) -> CalibrationExercise:
    """Return the exercise of `texts/<name>.toml`, made and translated now if it is not here, with three judges' sheets.

    The mentor has judged nothing yet: whoever tries the demo judges as she.
    """
    content = texts.load(name)
    english = CalibrationExercise.objects.filter(title=content["title"][0], locale__language_code=SOURCE).first()
    if english:
        return english
    exercise = _exercise(content, people, versions)
    _translate(exercise, content, people, versions)
    task = task_of(exercise)
    for judge in HABITS:
        if not CalibrationSheet.objects.filter(
            user=getattr(people, judge), exercise_key=exercise.translation_key
        ).exists():
            _judge(getattr(people, judge), task, judge)
    return exercise


def _exercise(content: dict[str, Any], people: DemoPeople, versions: Versions) -> CalibrationExercise:
    locale = Locale.objects.get(language_code=SOURCE)
    exercise = CalibrationExercise(
        locale=locale,
        title=content["title"][0],
        introduction=content["introduction"][0],
        scheme_version=versions[content["skill"], SOURCE],
        codes=content["codes"],
        attempts=3,
    )
    exercise.works = [_work(number, work, locale, people.admin) for number, work in enumerate(content["works"], 1)]
    exercise.references = [_reference(each, locale) for each in content["references"]]
    exercise.save()
    return exercise


def _work(number: int, work: dict[str, Any], locale: Locale, author: User) -> CalibrationWork:
    words = texts.in_language(work, SOURCE)
    return CalibrationWork(
        locale=locale,
        number=number,
        title=words["title"],
        picture=pictures.picture(work["picture"], words["picture_text"], author),
        picture_text=words["picture_text"],
        description=words["description"],
    )


def _reference(each: dict[str, Any], locale: Locale) -> CalibrationReference:
    return CalibrationReference(
        locale=locale,
        work=each["work"],
        aspect=each["aspect"],
        value=Decimal(each["value"]),
        reason=each["reason"][0],
    )


def _translate(exercise: CalibrationExercise, content: dict[str, Any], people: DemoPeople, versions: Versions) -> None:
    """Translate the exercise; in each language it stands on the scheme of that language."""
    source = segments.source_of(exercise)
    for segment in OverridableSegment.objects.filter(source=source, context__path="scheme_version"):
        for language in translating.TARGETS:
            SegmentOverride.objects.get_or_create(
                locale=Locale.objects.get(language_code=language),
                context=segment.context,
                defaults={"data_json": str(versions[content["skill"], language].pk)},
            )
    translating.translate(exercise, content, {}, people.admin)


def _judge(user: User, task: Task, name: str) -> None:
    """Let one of the demo's people judge everything, with her habit, and submit."""
    references = {(row.work, row.aspect): row.value for row in task.exercise.references.all()}
    judging.begin(user=user, exercise=task.exercise)
    for place, work in enumerate(task.works):
        given = {}
        for aspect in task.aspects:
            habits = HABITS[name].get(aspect.code, (0,))
            habit = habits[place % len(habits)]
            value = references[work.number, aspect.code] + habit
            given[aspect.code] = str(max(Decimal(0), min(aspect.most, value)))
        judging.keep_marks(user=user, task=task, work=work.number, given=given)
    judging.submit(user=user, exercise=task.exercise)
