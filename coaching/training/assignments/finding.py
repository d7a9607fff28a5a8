"""Finding an assignment in the reader's language, and a learner's versions of it."""

import datetime as dt
from collections.abc import Iterable
from uuid import UUID

from django.utils.translation import get_language

from championships.schemes.standards import in_language
from coaching.training.assignments.due import due_moment
from coaching.training.assignments.learners import expected_in
from coaching.training.assignments.models import Assignment, Submission
from people.models import User


def find(key: UUID, language: str | None = None) -> Assignment | None:
    """Return the assignment in `language` (None: the active one) or visibly in another; None if there is none."""
    rows = Assignment.objects.filter(translation_key=key).select_related("locale", "scheme_version__scheme")
    return in_language(rows, language or get_language() or "")


def find_many(keys: Iterable[UUID], language: str | None = None) -> dict[UUID, Assignment]:
    """Return several assignments by their keys, each in `language` or visibly in another; one query."""
    grouped: dict[UUID, list[Assignment]] = {}
    for row in Assignment.objects.filter(translation_key__in=set(keys)).select_related("locale"):
        grouped.setdefault(row.translation_key, []).append(row)
    found = {key: in_language(rows, language or get_language() or "") for key, rows in grouped.items()}
    return {key: row for key, row in found.items() if row is not None}


def versions_of(user: User, key: UUID) -> list[Submission]:
    """Return every version of a learner's work, the latest first."""
    return list(Submission.objects.filter(user=user, assignment_key=key).order_by("-number"))


def latest_of(user: User, key: UUID) -> Submission | None:
    """Return the latest version of a learner's work, if she has begun."""
    return Submission.objects.filter(user=user, assignment_key=key).order_by("-number").first()


def due_for(user: User, assignment: Assignment, first: Submission | None) -> dt.datetime | None:
    """Return when the work of `user` is due; days count from the cohort's beginning, else from the first draft."""
    if assignment.due_at is not None or assignment.due_days is None:
        return assignment.due_at
    known = [one.begins_at for one in expected_in(assignment.translation_key, user.pk) if one.begins_at]
    begins_at = max(known) if known else (first.begun_at if first else None)
    return due_moment(None, assignment.due_days, begins_at)
