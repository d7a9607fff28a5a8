"""What a learner is shown of a version: nothing before it is returned or released.

A returned work shows the reason and the comments; a decided one its marks too, and where they were lost: by criterion,
by section of the standards, and aspect by aspect.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from django.utils.translation import gettext as _

from championships.marking import Explanation, Part, Totals, total
from championships.schemes.explanations import explanations_words
from championships.schemes.models import Aspect
from coaching.rooms.views.outline import CriterionOutline
from coaching.training.assignments.combining import agreed_marks
from coaching.training.assignments.finding import find
from coaching.training.assignments.models import Assignment, EventKind, Review, ReviewMark, ReviewState, Submission
from coaching.training.assignments.reviewing import sheet_of
from coaching.training.assignments.rubric import outline_in, parts_of, rubric_of
from coaching.training.assignments.states import DECIDED, State

TOLD = (ReviewState.SUBMITTED, ReviewState.CLOSED)


@dataclass(frozen=True, slots=True)
class Said:
    """What one marker says: of the whole, or of an aspect; `who` names her by her place alone."""

    who: str
    text: str


@dataclass(frozen=True, slots=True)
class Lost:
    """Marks of a part: a criterion or a section, what it is called, what was reached and what was lost."""

    code: str
    name: str
    part: Part

    @property
    def lost(self) -> Decimal:
        """Return the marks that are missing to the maximum."""
        return self.part.maximum - self.part.total


@dataclass(frozen=True, slots=True)
class AspectResult:
    """One aspect: its words, its mark (None: not told), how the mark came about, and what markers say."""

    aspect: Aspect
    mark: Decimal | None
    how: tuple[Said, ...]
    comments: tuple[Said, ...]

    @property
    def is_full(self) -> bool:
        """Return whether nothing was lost here."""
        return self.mark == self.aspect.maximum


@dataclass(frozen=True, slots=True)
class PartResult:
    """A sub-criterion with those of its aspects that there is something to say of."""

    code: str
    name: str
    aspects: tuple[AspectResult, ...]


@dataclass(frozen=True, slots=True)
class Result:
    """A version as its learner sees it once it was returned or decided."""

    submission: Submission
    reason: str
    comments: tuple[Said, ...]
    parts: tuple[PartResult, ...]
    criteria: tuple[Lost, ...] = ()
    sections: tuple[Lost, ...] = field(default=())

    @property
    def has_marks(self) -> bool:
        """Return whether marks are told."""
        return self.submission.state in DECIDED


def result_of(submission: Submission, assignment: Assignment) -> Result | None:
    """Return what the learner may see of a version, or None while nothing was told. The queries do not grow."""
    if submission.state not in (State.RETURNED, *DECIDED) or submission.scheme_version is None:
        return None
    reviews = list(submission.reviews.filter(state__in=TOLD).order_by("place").prefetch_related("marks"))
    pinned = parts_of(submission.scheme_version, submission.codes)
    rubric = rubric_of(pinned)
    outline = outline_in(submission, find(assignment.translation_key), pinned)
    comments = tuple(Said(marker_words(one), one.comment) for one in reviews if one.comment)
    if submission.state == State.RETURNED:
        return Result(submission, _reason(submission), comments, _parts(outline, reviews, {}))
    marks = agreed_marks([sheet_of(one.marks.all()) for one in reviews], rubric, assignment.third_rule)
    totals = total(rubric.places, marks)
    parts = _parts(outline, reviews, marks)
    return Result(submission, "", comments, parts, _criteria(outline, totals), _sections(outline, totals))


def marker_words(review: Review) -> str:
    """Return what a marker is called: by her place, never by her name."""
    return _("Third marker") if review.place > 2 else _("Marker %(number)s") % {"number": review.place}  # noqa: PLR2004


def how_words(mark: ReviewMark) -> str:
    """Return in words how a mark came about: by its rule, or by hand with the reason."""
    if mark.reason:
        return mark.reason
    return explanations_words(Explanation(code, figures) for code, figures in mark.explanation)


def _reason(submission: Submission) -> str:
    told = submission.events.filter(kind=EventKind.RETURNED).order_by("-at").first()
    return told.reason if told else ""


def _parts(
    outline: Sequence[CriterionOutline], reviews: Iterable[Review], marks: dict[str, Decimal]
) -> tuple[PartResult, ...]:
    given: dict[str, list[tuple[str, ReviewMark]]] = defaultdict(list)
    for review in reviews:
        for mark in review.marks.all():
            given[mark.code].append((marker_words(review), mark))
    found = []
    for part in (part for criterion in outline for part in criterion.parts):
        aspects = (_aspect(aspect, given[aspect.code], marks) for aspect in part.aspects)
        told = tuple(one for one in aspects if one.mark is not None or one.comments)
        if told:
            found.append(PartResult(part.code, part.name, told))
    return tuple(found)


def _aspect(aspect: Aspect, given: Sequence[tuple[str, ReviewMark]], marks: dict[str, Decimal]) -> AspectResult:
    mark = marks.get(aspect.code)
    comments = tuple(Said(who, one.comment) for who, one in given if one.comment)
    how = () if mark is None else tuple(Said(who, how_words(one)) for who, one in given if how_words(one))
    return AspectResult(aspect, mark, how, comments)


def _criteria(outline: Sequence[CriterionOutline], totals: Totals) -> tuple[Lost, ...]:
    return tuple(Lost(one.letter, one.name, totals.criteria[one.letter]) for one in outline)


def _sections(outline: Sequence[CriterionOutline], totals: Totals) -> tuple[Lost, ...]:
    aspects = [aspect for criterion in outline for part in criterion.parts for aspect in part.aspects]
    names = {aspect.section.number: aspect.section.name for aspect in aspects if aspect.section}
    return tuple(Lost(str(number), names[number], totals.sections[number]) for number in sorted(names))
