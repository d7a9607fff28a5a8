"""Building calibration exercises to test: a small scheme, two or more works, and judges in few words."""

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from typing import Any
from uuid import uuid4

from wagtail.models import Locale

from championships.schemes.models import Aspect, Criterion, JudgementDescriptor, Scheme, SchemeVersion, SubCriterion
from coaching.training.calibration import judging
from coaching.training.calibration.models import (
    CalibrationExercise,
    CalibrationReference,
    CalibrationSheet,
    CalibrationWork,
)
from coaching.training.calibration.reading import Task, task_of
from people.models import Membership, Organisation, Role, User

SECRET = "Only the reference says this"
REFERENCE = {(1, "A1.J1"): "2", (1, "A1.M1"): "1.00", (2, "A1.J1"): "1", (2, "A1.M1"): "0.50"}


def make_version(judged: int = 1) -> SchemeVersion:
    """Return a scheme of one sub-criterion A1 with `judged` judgements and one measurement of 1.50 marks."""
    scheme = Scheme.objects.create(title="Small scheme")
    version = SchemeVersion.objects.create(scheme=scheme, number=1, digest=uuid4().hex, total="4.00")
    criterion = Criterion.objects.create(version=version, letter="A", name="A", marks=4, order=1)
    part = SubCriterion.objects.create(criterion=criterion, code="A1", name="Part", order=1)
    for number in range(1, judged + 1):
        aspect = Aspect.objects.create(
            sub_criterion=part,
            code=f"A1.J{number}",
            kind="J",
            description=f"Look {number}",
            maximum="2.50",
            order=number,
        )
        for score in range(4):
            JudgementDescriptor.objects.create(aspect=aspect, score=score, text=f"Looks like {score}")
    Aspect.objects.create(
        sub_criterion=part, code="A1.M1", kind="M", description="Length", maximum="1.50", order=judged + 1
    )
    return version


def make_exercise(
    reference: Mapping[tuple[int, str], str] = REFERENCE, version: SchemeVersion | None = None, **fields: Any
) -> CalibrationExercise:
    """Return an exercise with a work for every number in `reference`, and the reasons a test can look for."""
    locale = Locale.objects.get_or_create(language_code="en")[0]
    given = {"title": "Two boxes", "introduction": "An hour each.", "codes": "A1", "attempts": 2, **fields}
    exercise = CalibrationExercise(locale=locale, scheme_version=version or make_version(), **given)
    numbers = sorted({work for work, _code in reference})
    exercise.works = [CalibrationWork(locale=locale, number=one, description=f"Box {one}") for one in numbers]
    exercise.references = [
        CalibrationReference(
            locale=locale, work=work, aspect=code, value=Decimal(value), reason=f"{SECRET} {work} {code}"
        )
        for (work, code), value in reference.items()
    ]
    exercise.save()
    return exercise


def make_person(name: str, role: Role | None = None, college: str = "College of Tests") -> User:
    """Return somebody with an account, in a role at a college if one is named."""
    user = User.objects.create_user(f"{name.lower()}@podium.example", name=name)
    if role:
        organisation = Organisation.objects.get_or_create(name=college)[0]
        Membership.objects.create(user=user, organisation=organisation, role=role)
    return user


def judge(
    user: User, exercise: CalibrationExercise, off: int = 0, given: Mapping[tuple[int, str], str] | None = None
) -> CalibrationSheet:
    """Let `user` judge everything and submit: the reference and `off` points (within 0 to 3), or what is `given`."""
    task = task_of(exercise)
    judging.begin(user=user, exercise=exercise)
    fill(user, task, off, given)
    return judging.submit(user=user, exercise=exercise)


def fill(user: User, task: Task, off: int = 0, given: Mapping[tuple[int, str], str] | None = None) -> None:
    """Give every mark of a draft."""
    references = {(row.work, row.aspect): row.value for row in task.exercise.references.all()}
    for work in task.works:
        marks = {}
        for aspect in task.aspects:
            place = (work.number, aspect.code)
            value = references[place] + (off if aspect.is_judged else 0)
            marks[aspect.code] = str((given or {}).get(place, max(Decimal(0), min(aspect.most, value))))
        judging.keep_marks(user=user, task=task, work=work.number, given=marks)


def hours(count: float) -> dt.timedelta:
    """Return so many hours."""
    return dt.timedelta(hours=count)
