"""A judge's record: every exercise and every calibration room, over time, and what they say together."""

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from championships.schemes.standards import in_language
from coaching.rooms.analysis.advice import FEW
from coaching.training.calibration.in_rooms import RoomJudged, rooms_judged_by
from coaching.training.calibration.measures import (
    AgainstOthers,
    AgainstReference,
    Counts,
    Pair,
    against_others,
    against_reference,
    change,
)
from coaching.training.calibration.models import CalibrationExercise, CalibrationMark, CalibrationSheet, SheetState
from coaching.training.calibration.others import Given, given_by_others, scores
from coaching.training.calibration.phases import shows_others, shows_reference
from coaching.training.calibration.reading import Place
from coaching.training.calibration.results import pairs_of

Judged = tuple[int, Counts]


@dataclass(frozen=True, slots=True)
class Occasion:
    """One time of judging: an exercise (with its sheet) or a room. Figures that are not due, or that it has not, are None."""

    at: dt.datetime
    title: str
    sheet: CalibrationSheet | None
    exercise: CalibrationExercise | None
    pairs: Sequence[Pair] | None
    judged: Sequence[Judged] | None

    @property
    def reference(self) -> AgainstReference | None:
        """How the scores lie beside the reference."""
        return None if self.pairs is None else against_reference(self.pairs)

    @property
    def others(self) -> AgainstOthers | None:
        """How the scores lie beside the others'."""
        return None if self.judged is None else against_others(self.judged)


@dataclass(frozen=True, slots=True)
class Record:
    """Every occasion, the oldest first, and all of them together.

    `change` is in points, above zero nearer to the reference than before; None while too little was judged. `drafts`
    are sheets that wait to be submitted.
    """

    occasions: Sequence[Occasion]
    drafts: Sequence[Occasion]
    reference: AgainstReference
    others: AgainstOthers
    change: Decimal | None


@dataclass(frozen=True, slots=True)
class _Sources:
    marks: Mapping[int, Sequence[CalibrationMark]]
    given: Mapping[UUID, Mapping[Place, Given]]
    exercises: Mapping[UUID, CalibrationExercise]


def record_of(user_id: int, *, language: str, now: dt.datetime, whole: bool = False) -> Record:
    """Return the record of a judge, as she may see it at `now`; `whole` shows also what is not due for her yet.

    First attempts alone count: later ones may be made with the reference in mind. Six queries, however long it is.
    """
    sheets = list(CalibrationSheet.objects.filter(user=user_id).order_by("submitted_at", "pk"))
    firsts = [sheet for sheet in sheets if sheet.state == SheetState.SUBMITTED and sheet.attempt == 1]
    drafts = [sheet for sheet in sheets if sheet.state == SheetState.DRAFT]
    sources = _sources([*firsts, *drafts], user_id, language)
    occasions = [_exercise(sheet, sources, now, whole=whole) for sheet in firsts]
    occasions += [_room(room) for room in rooms_judged_by(user_id)]
    occasions.sort(key=lambda occasion: occasion.at)
    compared = [occasion.pairs for occasion in occasions if occasion.pairs]
    return Record(
        occasions=occasions,
        drafts=[_draft(sheet, sources) for sheet in drafts],
        reference=against_reference(pair for pairs in compared for pair in pairs),
        others=against_others(each for occasion in occasions for each in occasion.judged or ()),
        change=change(compared, FEW),
    )


def _sources(sheets: Sequence[CalibrationSheet], user_id: int, language: str) -> _Sources:
    keys = [sheet.exercise_key for sheet in sheets]
    marks: dict[int, list[CalibrationMark]] = defaultdict(list)
    for mark in CalibrationMark.objects.filter(sheet__in=sheets):
        marks[mark.sheet_id].append(mark)
    rows: dict[UUID, list[CalibrationExercise]] = defaultdict(list)
    for row in CalibrationExercise.objects.filter(translation_key__in=keys).select_related("locale"):
        rows[row.translation_key].append(row)
    found = {key: in_language(same, language) for key, same in rows.items()}
    exercises = {key: exercise for key, exercise in found.items() if exercise}
    return _Sources(marks, given_by_others(keys, user_id), exercises)


def _exercise(sheet: CalibrationSheet, sources: _Sources, now: dt.datetime, *, whole: bool) -> Occasion:
    """Return the occasion of a sheet; of an exercise that is gone nothing is secret any more."""
    exercise = sources.exercises.get(sheet.exercise_key)
    marks = sources.marks.get(sheet.pk, [])
    sees_reference = whole or exercise is None or shows_reference(exercise, now)
    sees_others = whole or exercise is None or shows_others(exercise, now)
    given = sources.given.get(sheet.exercise_key, {})
    judged = [(int(mark.value), scores(given.get((mark.work, mark.aspect), {}))) for mark in marks if mark.kind == "J"]
    return Occasion(
        at=sheet.submitted_at or sheet.begun_at,
        title=exercise.title if exercise else sheet.title,
        sheet=sheet,
        exercise=exercise,
        pairs=pairs_of(marks) if sees_reference else None,
        judged=judged if sees_others else None,
    )


def _draft(sheet: CalibrationSheet, sources: _Sources) -> Occasion:
    """Return what was begun, named in the reader's language; nothing of it is compared yet."""
    exercise = sources.exercises.get(sheet.exercise_key)
    title = exercise.title if exercise else sheet.title
    return Occasion(at=sheet.begun_at, title=title, sheet=sheet, exercise=exercise, pairs=None, judged=None)


def _room(room: RoomJudged) -> Occasion:
    return Occasion(at=room.at, title=room.title, sheet=None, exercise=None, pairs=None, judged=room.judged)
