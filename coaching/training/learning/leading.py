"""Who leads a cohort, and what mentors do with it: make it, change it, give it meetings."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet

from coaching.training.learning.models import Cohort, CohortSession
from people import audit
from people.models import User
from people.permissions import may_author_training

may_lead_cohorts = may_author_training
"""May make cohorts and lead them."""

CHANGEABLE = ("name", "organisation", "starts_on", "ends_on", "time_zone", "seats", "invitation_until")


def leads(user: User | AnonymousUser, cohort: Cohort) -> bool:
    """Return whether `user` is one of the cohort's mentors, or an administrator."""
    if not isinstance(user, User) or not user.is_active:
        return False
    return user.is_superuser or cohort.mentors.filter(pk=user.pk).exists()


def led_by(user: User) -> QuerySet[Cohort]:
    """Return the cohorts that `user` leads."""
    return Cohort.objects.all() if user.is_superuser else Cohort.objects.filter(mentors=user)


@transaction.atomic
def make_cohort(*, actor: User, programme_key: UUID, mentors: Iterable[User] = (), **fields: Any) -> Cohort:
    """Make a cohort of the programme and return it; `actor` is one of its mentors. `fields` are those of CHANGEABLE.

    Raises:
        PermissionDenied: `actor` may not lead cohorts.
        ValidationError: a field is wrong.
    """
    if not may_lead_cohorts(actor):
        raise PermissionDenied
    cohort = Cohort(programme_key=programme_key, **{name: fields[name] for name in CHANGEABLE if name in fields})
    cohort.full_clean(exclude=["mentors"])
    cohort.save()
    cohort.mentors.set([actor, *mentors])
    audit.record(actor=actor, action="cohort.made", subject=cohort, data=_plain(cohort))
    return cohort


@transaction.atomic
def change_cohort(*, actor: User, cohort: Cohort, mentors: Iterable[User] | None = None, **fields: Any) -> Cohort:
    """Change the cohort; nothing is written when nothing changed. A cohort always keeps a mentor: `actor` if nobody else.

    Raises:
        PermissionDenied: `actor` does not lead it.
        ValidationError: a field is wrong.
    """
    if not leads(actor, cohort):
        raise PermissionDenied
    before = _plain(cohort)
    for name in CHANGEABLE:
        if name in fields:
            setattr(cohort, name, fields[name])
    cohort.full_clean(exclude=["mentors"])
    cohort.save()
    if mentors is not None:
        cohort.mentors.set(list(mentors) or [actor])
    after = _plain(cohort)
    changes = {name: [before[name], after[name]] for name in after if before[name] != after[name]}
    if changes:
        audit.record(actor=actor, action="cohort.changed", subject=cohort, data=changes)
    return cohort


def _plain(cohort: Cohort) -> dict[str, Any]:
    fields = {name: getattr(cohort, name) for name in CHANGEABLE if name != "organisation"}
    plain = {name: value if isinstance(value, int | None) else str(value) for name, value in fields.items()}
    mentors = sorted(cohort.mentors.values_list("pk", flat=True))
    return {**plain, "organisation": cohort.organisation_id, "mentors": mentors}


@dataclass(frozen=True, slots=True)
class Meeting:
    """What a meeting is: `minutes` is how long it takes."""

    title: str
    starts_at: dt.datetime
    minutes: int
    place: str = ""
    link: str = ""


@transaction.atomic
def add_session(*, actor: User, cohort: Cohort, meeting: Meeting) -> CohortSession:
    """Add a meeting to the cohort's calendar.

    Raises:
        PermissionDenied: `actor` does not lead the cohort.
        ValidationError: a field is wrong.
    """
    if not leads(actor, cohort):
        raise PermissionDenied
    fields = {name: getattr(meeting, name) for name in ("title", "starts_at", "minutes", "place", "link")}
    session = CohortSession(cohort=cohort, **fields)
    session.full_clean()
    session.save()
    data = {"cohort": str(cohort.pk), "title": session.title, "starts_at": session.starts_at.isoformat()}
    audit.record(actor=actor, action="cohort.meeting_added", subject=session, data=data)
    return session


@transaction.atomic
def remove_session(*, actor: User, session: CohortSession) -> None:
    """Take a meeting off the cohort's calendar.

    Raises:
        PermissionDenied: `actor` does not lead the cohort.
    """
    if not leads(actor, session.cohort):
        raise PermissionDenied
    data = {"cohort": str(session.cohort_id), "title": session.title}
    audit.record(actor=actor, action="cohort.meeting_removed", subject=session, data=data)
    session.delete()
