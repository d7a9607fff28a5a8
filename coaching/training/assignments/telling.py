"""Writing down what happened to a work, and moving it on: in one place, so that nothing moves untold."""

import datetime as dt
from typing import Any

from coaching.training.assignments.models import EventKind, Submission, WorkEvent
from coaching.training.assignments.refusals import WorkRefused
from coaching.training.assignments.states import State, may_follow
from people import audit
from people.models import User
from people.names import is_readable

LONGEST_REASON = 1000


def tell(
    submission: Submission, kind: EventKind, *, actor: User | None, at: dt.datetime, reason: str = "", **data: Any
) -> WorkEvent:
    """Add a row to the history of a work and to the audit; call it inside the transaction of what happened."""
    audit.record(
        actor=actor,
        action=f"assignment.{kind.value}",
        subject=submission,
        data={"assignment": str(submission.assignment_key), **data},
    )
    return WorkEvent.objects.create(submission=submission, kind=kind, actor=actor, at=at, reason=reason, data=data)


def move(submission: Submission, after: State) -> None:
    """Let a version, which its caller has locked and saves, become `after`.

    Raises:
        WorkRefused: `state_closed`: this may not follow.
    """
    if not may_follow(submission.state, after):
        raise WorkRefused("state_closed", state=submission.get_state_display())
    submission.state = after


def checked_reason(text: str) -> str:
    """Return a reason that somebody wrote, without spaces around.

    Raises:
        WorkRefused: `reason_needed`, `reason_too_long`, `text_unreadable`.
    """
    reason = text.strip()
    if not reason:
        raise WorkRefused("reason_needed", "reason")
    if len(reason) > LONGEST_REASON:
        raise WorkRefused("reason_too_long", "reason", limit=LONGEST_REASON)
    if not is_readable(reason, lines=True):
        raise WorkRefused("text_unreadable", "reason")
    return reason
