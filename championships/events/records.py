"""All-time records: the best public results of each skill over all championships."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import F, FloatField, Q, QuerySet
from django.db.models.functions import Cast

from championships.events.models import ContestedSkill, ResultRow

MOST_RECORDS = 10
# SQLite keeps 83.00 as the whole number 83, and divides whole numbers without a rest. It only puts lines in order.
SHARE_OF_MAXIMUM = Cast(F("total"), FloatField()) / Cast(F("result__maximum"), FloatField())


@dataclass(frozen=True)
class Record:
    """One line that stands among the best: its place here, who by public name, where and when, and how much."""

    position: int
    row: ResultRow
    championship: str
    held_on: date


def public_rows_of(skills: QuerySet[ContestedSkill]) -> QuerySet[ResultRow]:
    """Return the lines that the public sees of these contested skills."""
    shown = skills.filter(public_result__isnull=False).values("public_result")
    return ResultRow.objects.filter(result__in=shown).select_related("result__championship", "result__contested_skill")


def best_by_scale(skills: QuerySet[ContestedSkill], count: int = MOST_RECORDS) -> list[Record]:
    """Return the highest points of the scale, the best first; equals share a place. One query."""
    rows = public_rows_of(skills).filter(scale_score__isnull=False)
    ordered = rows.order_by("-scale_score", "result__championship__starts_on", "pk")[:count]
    return _placed(list(ordered), [row.scale_score for row in ordered])


def best_by_marks(skills: QuerySet[ContestedSkill], count: int = MOST_RECORDS) -> list[Record]:
    """Return the highest shares of the maximum, the best first; equals share a place. One query.

    Marks of different years were given for different tasks: whoever shows them says so.
    """
    rows = public_rows_of(skills).filter(total__isnull=False).annotate(share=SHARE_OF_MAXIMUM)
    ordered = list(rows.order_by("-share", "result__championship__starts_on", "pk")[:count])
    return _placed(ordered, [row.share for row in ordered])


def contested(translation_key: object, number: str = "", title: str = "") -> QuerySet[ContestedSkill]:
    """Return the contested skills of one skill: by its key in any language, else by number and title."""
    by_key = Q(skill__translation_key=translation_key) if translation_key else Q(pk__in=[])
    by_title = Q(skill=None, number=number, title__iexact=title) if title else Q(pk__in=[])
    return ContestedSkill.objects.filter(by_key | by_title)


def _placed(rows: Sequence[ResultRow], figures: Sequence[object]) -> list[Record]:
    first: dict[object, int] = {}
    for place, figure in enumerate(figures, start=1):
        first.setdefault(figure, place)
    return [
        Record(first[figure], row, row.result.championship.name, row.result.championship.starts_on)
        for row, figure in zip(rows, figures, strict=True)
    ]
