"""Where a reader stands with a quiz: what she has tried, and whether she may begin now. Pure, over rows that were read."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from coaching.training.quizzes.models import Attempt, Quiz


@dataclass(frozen=True, slots=True)
class Standing:
    """A reader's attempts, the latest first, and what she may do next. `left` is None without a limit."""

    finished: tuple[Attempt, ...] = ()
    current: Attempt | None = None
    left: int | None = None
    next_at: datetime | None = None

    @property
    def passed(self) -> bool:
        """Whether an attempt has passed."""
        return any(attempt.passed for attempt in self.finished)

    @property
    def best(self) -> Decimal | None:
        """Return the best percent so far."""
        return max((attempt.percent for attempt in self.finished if attempt.percent is not None), default=None)

    @property
    def step(self) -> int:
        """Return 1 before the first attempt, 2 under way, 3 once it is passed."""
        if self.passed:
            return 3
        return 2 if self.finished or self.current else 1

    @property
    def may_start(self) -> bool:
        """Whether a new attempt may begin now."""
        return self.current is None and self.left != 0 and self.next_at is None

    @property
    def obstacle(self) -> str:
        """Say why no attempt may begin now; empty if one may."""
        if self.may_start or self.current:
            return ""
        if self.left == 0:
            return _("You have used all attempts. Ask your mentor if you need another one.")
        moment = date_format(localtime(self.next_at), "DATETIME_FORMAT") if self.next_at else ""
        return _("The next attempt can begin at %(moment)s.") % {"moment": moment}


def standing_in(quiz: Quiz, attempts: Sequence[Attempt], now: datetime) -> Standing:
    """Return where somebody stands who has made `attempts` at `quiz`."""
    finished = sorted((a for a in attempts if a.finished_at), key=lambda a: a.number, reverse=True)
    current = next((attempt for attempt in attempts if not attempt.finished_at), None)
    left = max(0, quiz.attempts_allowed - len(attempts)) if quiz.attempts_allowed else None
    return Standing(tuple(finished), current, left, _next_at(quiz, finished, now))


def _next_at(quiz: Quiz, finished: Sequence[Attempt], now: datetime) -> datetime | None:
    if not finished or not quiz.wait_minutes or finished[0].finished_at is None:
        return None
    free = finished[0].finished_at + timedelta(minutes=quiz.wait_minutes)
    return free if free > now else None
