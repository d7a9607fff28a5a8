"""When a piece of work is due, and what happens to what comes later. Pure."""

import datetime as dt
from enum import Enum

from django.db import models
from django.utils.translation import gettext_lazy as _


class LatePolicy(models.TextChoices):
    """What becomes of work that comes after its day."""

    ACCEPT = "accept", _("take it as any other")
    MARK = "mark", _("take it and mark it as late")
    REFUSE = "refuse", _("do not take it")


class Lateness(Enum):
    """What a first version is that is handed in now."""

    IN_TIME = "in_time"
    LATE = "late"
    REFUSED = "refused"


def due_moment(due_at: dt.datetime | None, due_days: int | None, begins_at: dt.datetime | None) -> dt.datetime | None:
    """Return when work is due: at its moment, or so many days after the learner began; None when nothing is said."""
    if due_at is not None:
        return due_at
    if due_days is None or begins_at is None:
        return None
    return begins_at + dt.timedelta(days=due_days)


def lateness(now: dt.datetime, due: dt.datetime | None, policy: str) -> Lateness:
    """Return what a first version is that is handed in `now`; at the very moment it is still in time."""
    if due is None or now <= due or policy == LatePolicy.ACCEPT:
        return Lateness.IN_TIME
    return Lateness.REFUSED if policy == LatePolicy.REFUSE else Lateness.LATE
