"""All that learning keeps about one person, for herself. It goes with her account when that is deleted."""

from typing import Any

from coaching.training.learning.models import Attainment, Completion, Enrolment, LessonPlace, Note, Nudge, Override
from people.models import User


def of(user: User) -> dict[str, Any]:
    """Return everything as plain values for a JSON file."""
    return {
        "email": user.email,
        "name": user.name,
        "enrolments": _rows(
            Enrolment.objects.filter(user=user),
            "programme_key",
            "cohort__name",
            "how",
            "state",
            "enrolled_at",
            "completed_at",
        ),
        "reached": _rows(Attainment.objects.filter(user=user), "kind", "key", "passed", "percent", "at", "revision_id"),
        "completed": _rows(Completion.objects.filter(user=user), "level", "key", "at", "revision_id"),
        "places": _rows(LessonPlace.objects.filter(user=user), "lesson_key", "anchor", "at"),
        "notes": _rows(Note.objects.filter(user=user), "lesson_key", "block", "text", "at"),
        "decisions of mentors": _rows(Override.objects.filter(user=user), "kind", "key", "reason", "at"),
        "letters of mentors": _rows(Nudge.objects.filter(enrolment__user=user), "text", "at"),
    }


def _rows(rows: Any, *fields: str) -> list[dict[str, Any]]:
    return list(rows.order_by("pk").values(*fields))
