"""What others gave in the same exercises: counted, never with names."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from decimal import Decimal
from uuid import UUID

from django.db.models import Count

from coaching.training.calibration.models import CalibrationMark, SheetState
from coaching.training.calibration.reading import Place

Given = Mapping[Decimal, int]
"""How many gave each score or mark."""


def given_by_others(keys: Iterable[UUID], user_id: int) -> Mapping[UUID, Mapping[Place, Given]]:
    """Return for each exercise and each mark what everybody but this user gave at the first attempt. One query.

    Later attempts are left out: whoever makes them may have seen the reference.
    """
    rows = (
        CalibrationMark.objects.filter(
            sheet__exercise_key__in=list(keys), sheet__state=SheetState.SUBMITTED, sheet__attempt=1
        )
        .exclude(sheet__user=user_id)
        .values_list("sheet__exercise_key", "work", "aspect", "value")
        .annotate(times=Count("pk"))
        .order_by("value")
    )
    found: dict[UUID, dict[Place, dict[Decimal, int]]] = defaultdict(lambda: defaultdict(dict))
    for key, work, aspect, value, times in rows:
        found[key][work, aspect][value] = times
    return found


def scores(given: Given) -> dict[int, int]:
    """Return what was given as whole scores, for an aspect that is judged."""
    return {int(value): times for value, times in given.items()}
