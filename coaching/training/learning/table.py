"""A cohort as its mentors see it: who is where, who is stuck, on what, and since when. The queries do not grow with it."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from django.db.models import Max

from coaching.training.learning import belonging, wording
from coaching.training.learning.models import Attainment, Cohort, Enrolment, EnrolmentState, Nudge
from coaching.training.learning.outline import Outline, outline_of
from coaching.training.learning.parts import Closed, Path, State
from coaching.training.learning.records import gathered
from coaching.training.learning.standing import Standing

STUCK_AFTER = dt.timedelta(days=7)
"""Somebody for whom something is open, and who has done nothing for so long, is stuck."""


@dataclass(frozen=True, slots=True)
class Row:
    """One learner: how far she is, what she does next and since when, and what keeps her."""

    enrolment: Enrolment
    done: int
    of: int
    state: State
    next_key: UUID | None
    next_title: str
    closed: str
    failed: str
    since: dt.datetime
    due: dt.datetime | None
    is_stuck: bool
    nudged_at: dt.datetime | None
    days: int

    @property
    def name(self) -> str:
        """Return the learner's name."""
        return self.enrolment.user.get_full_name()

    @property
    def percent(self) -> int:
        """Return how much is done, in whole percent."""
        return 100 * self.done // self.of if self.of else 0

    @property
    def step(self) -> int:
        """Return 1, 2 or 3: not started, under way, done."""
        return list(State).index(self.state) + 1


@dataclass(frozen=True, slots=True)
class Table:
    """All learners of a cohort, with how many of them are where."""

    cohort: Cohort
    outline: Outline | None
    rows: Sequence[Row]

    @property
    def counts(self) -> Mapping[str, int]:
        """Return how many rows each filter shows."""
        return {name: sum(fits(row) for row in self.rows) for name, fits in FILTERS.items()}


FILTERS = {
    "all": lambda row: row is not None,
    "stuck": lambda row: row.is_stuck,
    "not_started": lambda row: row.state == State.NOT_STARTED,
    "under_way": lambda row: row.state == State.UNDER_WAY,
    "done": lambda row: row.state == State.DONE,
}
ORDERS = {
    "stuck": lambda row: (not row.is_stuck, row.state == State.DONE, row.since, row.name.casefold()),
    "name": lambda row: row.name.casefold(),
    "progress": lambda row: (row.done, row.since, row.name.casefold()),
    "since": lambda row: (row.since, row.name.casefold()),
}


def table_of(cohort: Cohort, now: dt.datetime) -> Table:
    """Return the table of the cohort, the longest stuck first."""
    outline = outline_of(cohort.programme_key)
    enrolments = list(cohort.enrolments.exclude(state=EnrolmentState.LEFT).select_related("user"))
    if outline is None:
        return Table(cohort, None, ())
    people = gathered([enrolment.user_id for enrolment in enrolments], [outline])
    failed, nudged = _failed(enrolments, outline), _nudged(cohort)
    rows = []
    for enrolment in enrolments:
        enrolment.cohort = cohort
        standing = Standing(outline, people[enrolment.user_id], now, belonging.beginning_of(enrolment))
        rows.append(_row(enrolment, standing, failed.get(enrolment.user_id, {}), nudged.get(enrolment.pk)))
    return Table(cohort, outline, sorted(rows, key=ORDERS["stuck"]))


def shown(table: Table, *, which: str, order: str) -> list[Row]:
    """Return the rows that a filter shows in an order; an unknown name means all, and the longest stuck first."""
    rows = [row for row in table.rows if FILTERS.get(which, FILTERS["all"])(row)]
    return sorted(rows, key=ORDERS.get(order, ORDERS["stuck"]))


def _row(
    enrolment: Enrolment, standing: Standing, failed: Mapping[UUID, Decimal | None], nudged_at: dt.datetime | None
) -> Row:
    outline, answer = standing.outline, standing.what_is_next()
    path, closed = answer or (None, None)
    done, of = standing.progress()
    since = max(enrolment.enrolled_at, standing.person.last_at() or enrolment.enrolled_at)
    key = path[-1].key if path else None
    return Row(
        enrolment=enrolment,
        done=done,
        of=of,
        state=standing.state_of(outline.key),
        next_key=key,
        next_title=outline.shown[key].title if key else "",
        closed=_why_closed(closed, outline, enrolment),
        failed=_failed_title(path, outline, failed),
        since=since,
        due=standing.due_at(key) if key else None,
        is_stuck=_is_stuck(path, closed, since, standing),
        nudged_at=nudged_at,
        days=(standing.now - since).days,
    )


def _is_stuck(path: Path | None, closed: Closed | None, since: dt.datetime, standing: Standing) -> bool:
    """Return whether something is open and nothing was done for long; who waits for a date is not stuck."""
    cohort_began = standing.beginning is None or standing.beginning.start_of(1) <= standing.now
    return path is not None and closed is None and cohort_began and standing.now - since >= STUCK_AFTER


def _why_closed(closed: Closed | None, outline: Outline, enrolment: Enrolment) -> str:
    return "" if closed is None else wording.why(closed, outline, enrolment.user)


def _failed_title(path: Path | None, outline: Outline, failed: Mapping[UUID, Decimal | None]) -> str:
    """Return what was tried and not passed in the part that is next."""
    held = outline.contents.get(path[-1].key, ()) if path else ()
    return next((content.title for content in held if content.key in failed), "")


def _failed(enrolments: Iterable[Enrolment], outline: Outline) -> dict[int, dict[UUID, Decimal | None]]:
    keys = [content.key for held in outline.contents.values() for content in held]
    users = [enrolment.user_id for enrolment in enrolments]
    rows = Attainment.objects.filter(user__in=users, key__in=keys, passed=False)
    found: dict[int, dict[UUID, Decimal | None]] = {}
    for user, key, percent in rows.values_list("user", "key", "percent"):
        found.setdefault(user, {})[key] = percent
    return found


def _nudged(cohort: Cohort) -> dict[int, dt.datetime]:
    rows = Nudge.objects.filter(enrolment__cohort=cohort).order_by().values("enrolment").annotate(last=Max("at"))
    return dict(rows.values_list("enrolment", "last"))
