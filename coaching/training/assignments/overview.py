"""What those who lead see of an assignment: who has handed in, who is late, who marks, and what it came to.

The number of queries does not depend on the number of learners.
"""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from django.db.models import Prefetch
from django.utils import timezone

from coaching.training.assignments.access import led_learners, led_submissions, may_lead
from coaching.training.assignments.due import due_moment
from coaching.training.assignments.finding import find_many
from coaching.training.assignments.learners import Expected, expected_in
from coaching.training.assignments.models import Assignment, Review, ReviewState, Submission
from coaching.training.assignments.standing import Progress, Standing, standing_of
from coaching.training.assignments.states import DECIDED, WITH_REVIEWERS, State
from people.models import User


@dataclass(frozen=True, slots=True)
class Row:
    """One learner: the latest version (None: not begun), how far its marking is, and when it is due.

    `is_marking` says that whoever looks still marks this work: what the other marker gave is not for her eyes yet.
    """

    user: User
    group: str
    submission: Submission | None
    standing: Standing | None
    due: dt.datetime | None
    is_overdue: bool
    is_marking: bool = False

    @property
    def reviews(self) -> list[Review]:
        """Return the active reviews by place."""
        return [review for _place, review in sorted(self.standing.reviews.items())] if self.standing else []

    @property
    def percent(self) -> Decimal | None:
        """Return what the markers came to, in percent, once all marks are in."""
        return self.submission.percent if self.submission else None

    @property
    def is_ready(self) -> bool:
        """Return whether the work can be released."""
        return self.standing is not None and self.standing.progress is Progress.READY

    @property
    def waits_for_markers(self) -> bool:
        """Return whether a place has no marker yet."""
        return self.standing is not None and self.standing.progress is Progress.MARKERS


@dataclass(frozen=True, slots=True)
class Overview:
    """The rows by name, the cohorts by key, and figures over all rows."""

    rows: list[Row]
    groups: dict[str, str]

    @property
    def ready(self) -> int:
        """Return how many works can be released now."""
        return sum(row.is_ready for row in self.rows)

    @property
    def waiting_for_markers(self) -> int:
        """Return how many works have a place without a marker."""
        return sum(row.waits_for_markers for row in self.rows)

    @property
    def handed_in(self) -> int:
        """Return how many learners have handed in."""
        return sum(row.submission is not None and row.submission.handed_in_at is not None for row in self.rows)

    @property
    def overdue(self) -> int:
        """Return how many learners should have handed in by now, or came late."""
        return sum(row.is_overdue for row in self.rows)

    @property
    def decided(self) -> int:
        """Return how many works are decided."""
        return sum(row.submission is not None and row.submission.state in DECIDED for row in self.rows)


def overview_of(leader: User, assignment: Assignment, group: str = "") -> Overview:
    """Return the overview for `leader`; `group` names a cohort, empty means all. Six queries."""
    key = assignment.translation_key
    expected = {one.user_id: one for one in expected_in(key)}
    reviews = Prefetch("reviews", Review.objects.exclude(state=ReviewState.WITHDRAWN).select_related("reviewer"))
    versions: dict[int, list[Submission]] = defaultdict(list)
    for one in led_submissions(leader, key).order_by("number").prefetch_related(reviews):
        versions[one.user_id].append(one)
    led = led_learners(leader, key) if may_lead(leader) else User.objects.none()
    people = led.filter(pk__in={*versions, *expected}).order_by("name", "email")
    rows = [_row(user, assignment, expected.get(user.pk), versions[user.pk], leader) for user in people]
    groups = {one.group: one.group_name for one in expected.values() if one.group}
    return Overview([row for row in rows if not group or _group_of(row, expected) == group], groups)


def _group_of(row: Row, expected: dict[int, Expected]) -> str:
    return expected[row.user.pk].group if row.user.pk in expected else ""


def marks_it_still(user: User, reviews: Iterable[Review]) -> bool:
    """Return whether one of the reviews is the user's own and not given yet."""
    return any(review.reviewer_id == user.pk and review.is_open for review in reviews)


def _row(user: User, assignment: Assignment, known: Expected | None, versions: list[Submission], leader: User) -> Row:
    latest = versions[-1] if versions else None
    begins_at = (known and known.begins_at) or (versions[0].begun_at if versions else None)
    due = due_moment(assignment.due_at, assignment.due_days, begins_at)
    standing = None
    if latest is not None and latest.state in WITH_REVIEWERS:
        standing = standing_of(latest.reviews.all(), assignment.reviewers, assignment.spread_percent)
    elif latest is not None and latest.handed_in_at is not None:
        standing = Standing({review.place: review for review in latest.reviews.all()}, (), False, Progress.MARKS)  # noqa: FBT003
    is_marking = latest is not None and marks_it_still(leader, latest.reviews.all())
    group = known.group_name if known else ""
    return Row(user, group, latest, standing, due, _is_overdue(due, versions), is_marking)


def _is_overdue(due: dt.datetime | None, versions: list[Submission]) -> bool:
    """Return whether the first version came late, or has not come though its day has passed."""
    if due is None:
        return False
    handed_in_at = versions[0].handed_in_at if versions else None
    return (handed_in_at or timezone.now()) > due


@dataclass(frozen=True, slots=True)
class Led:
    """An assignment that somebody leads, with how many of its latest works are where."""

    assignment: Assignment
    to_mark: int
    decided: int
    begun: int


def assignments_led(leader: User) -> list[Led]:
    """Return the assignments on which learners of `leader` have begun, by title; three queries."""
    if not may_lead(leader):
        return []
    learners = led_learners(leader).values("pk")
    counted: dict[UUID, Counter[str]] = defaultdict(Counter)
    latest: dict[tuple[UUID, int], str] = {}
    works = Submission.objects.filter(user__in=learners).order_by("number")
    for key, user, state in works.values_list("assignment_key", "user_id", "state"):
        latest[key, user] = state
    for (key, _user), state in latest.items():
        counted[key][state] += 1
    found = find_many(counted)
    rows = [_led(found[key], count) for key, count in counted.items() if key in found]
    return sorted(rows, key=lambda row: row.assignment.title.casefold())


def _led(assignment: Assignment, count: Counter[str]) -> Led:
    to_mark = sum(count[state] for state in WITH_REVIEWERS)
    decided = sum(count[state] for state in DECIDED)
    return Led(assignment, to_mark, decided, count[State.DRAFT] + count[State.RETURNED])
