"""An exercise as a judge meets it: in her language or visibly in another, with its works and aspects.

The reference is read apart from both, so that nobody is handed it by accident.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from django.db.models import QuerySet

from championships.schemes.models import Aspect, AspectKind, SchemeVersion
from championships.schemes.standards import in_language
from coaching.training.calibration.models import CalibrationExercise, CalibrationReference, CalibrationWork
from coaching.training.excerpts import codes_in

Place = tuple[UUID, str]
"""A work by its key and an aspect by its code: what one mark is about, in every language."""
HIGHEST_SCORE = Decimal(3)


@dataclass(frozen=True, slots=True)
class AspectToJudge:
    """One aspect: judged 0 to 3 by the texts of its `ladder`, or measured with at most `maximum` marks."""

    code: str
    kind: str
    words: str
    extra: str
    requirement: str
    maximum: Decimal
    ladder: Sequence[tuple[int, str]]

    @property
    def is_judged(self) -> bool:
        """Whether it is scored 0 to 3."""
        return self.kind == AspectKind.JUDGEMENT

    @property
    def most(self) -> Decimal:
        """The highest value that may be given: a score of 3, or the maximum mark."""
        return HIGHEST_SCORE if self.is_judged else self.maximum


@dataclass(frozen=True, slots=True)
class Task:
    """What is judged in an exercise: every aspect of every work, once."""

    exercise: CalibrationExercise
    works: Sequence[CalibrationWork]
    aspects: Sequence[AspectToJudge]

    @property
    def places(self) -> list[Place]:
        """Return every mark that is to be given, work by work."""
        return [(work.translation_key, aspect.code) for work in self.works for aspect in self.aspects]

    def work(self, number: int) -> CalibrationWork | None:
        """Return the work with this number."""
        return next((work for work in self.works if work.number == number), None)

    def aspect(self, code: str) -> AspectToJudge | None:
        """Return the aspect with this code."""
        return next((aspect for aspect in self.aspects if aspect.code == code), None)


def find_exercise(key: UUID, language: str) -> CalibrationExercise | None:
    """Return the exercise with this translation key in `language`, else in another; None if there is none. One query."""
    rows = CalibrationExercise.objects.filter(translation_key=key).select_related("locale", "scheme_version__scheme")
    return in_language(list(rows), language)


def task_of(exercise: CalibrationExercise) -> Task:
    """Return what is judged in `exercise`, without the reference. Three queries."""
    works = exercise.works.select_related("picture", "video", "document").order_by("number", "pk")
    return Task(exercise, list(works), aspects_of(exercise.scheme_version, exercise.codes))


def aspects_of(version: SchemeVersion, codes: str) -> list[AspectToJudge]:
    """Return the aspects of `version` that `codes` name: aspects, sub-criteria or whole criteria. Two queries."""
    wanted = set(codes_in(codes))
    return [_aspect(row) for row in _rows(version).prefetch_related("descriptors") if _names(row) & wanted]


def unknown_codes(version: SchemeVersion, codes: str) -> list[str]:
    """Return those of `codes` that name nothing in `version`."""
    known = {name for row in _rows(version) for name in _names(row)}
    return [code for code in codes_in(codes) if code not in known]


def reference_of(task: Task) -> Mapping[Place, CalibrationReference]:
    """Return the reference of every mark that has one. Only who may see it asks. One query."""
    keys = {work.number: work.translation_key for work in task.works}
    rows = task.exercise.references.all()
    return {(keys[row.work], row.aspect): row for row in rows if row.work in keys}


def _rows(version: SchemeVersion) -> QuerySet[Aspect]:
    rows = Aspect.objects.filter(sub_criterion__criterion__version=version).select_related("sub_criterion__criterion")
    return rows.order_by("sub_criterion__criterion__order", "sub_criterion__order", "order", "pk")


def _names(row: Aspect) -> set[str]:
    part = row.sub_criterion
    return {row.code.upper(), part.code.upper(), part.criterion.letter.upper()}


def _aspect(row: Aspect) -> AspectToJudge:
    ladder = [(level.score, level.text) for level in row.descriptors.all()]
    if row.kind == AspectKind.JUDGEMENT:
        told = dict(ladder)
        ladder = [(score, told.get(score, "")) for score in range(4)]
    return AspectToJudge(row.code, row.kind, row.description, row.extra, row.requirement, row.maximum, ladder)
