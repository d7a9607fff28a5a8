"""What a marker's page shows: the work, the rubric in her language with what she gave, totals and what is missing."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.utils.formats import number_format

from championships.marking import Totals
from championships.schemes.models import Aspect
from coaching.rooms.views.outline import CriterionOutline, PartOutline
from coaching.training.assignments.combining import missing_codes, totals_of
from coaching.training.assignments.finding import find
from coaching.training.assignments.models import Review, ReviewMark
from coaching.training.assignments.results import how_words
from coaching.training.assignments.reviewing import sheet_of
from coaching.training.assignments.rubric import Rubric, outline_in, parts_of, rubric_of


@dataclass(frozen=True, slots=True)
class SheetAspect:
    """An aspect with what this marker gave it so far; `observed` is the observation as a form writes it."""

    aspect: Aspect
    given: ReviewMark | None

    @property
    def mark(self) -> Decimal | None:
        """Return the mark so far; None is not marked."""
        return self.given.mark if self.given else None

    @property
    def observed(self) -> str:
        """Return what was observed as the form's field holds it."""
        value = self.given.observation if self.given else None
        if isinstance(value, bool):
            return "true" if value else "false"
        return "" if value is None else str(value)

    @property
    def by_hand(self) -> str:
        """Return the mark that was given by hand, as the form's field holds it."""
        if self.given is None or self.given.mark is None or self.given.observation is not None:
            return ""
        return number_format(self.given.mark, 2)

    @property
    def how(self) -> str:
        """Return in words how the mark came about."""
        return how_words(self.given) if self.given and self.given.mark is not None else ""


@dataclass(frozen=True, slots=True)
class SheetPart:
    """A sub-criterion with its aspects, and what this marker gave it so far."""

    outline: PartOutline
    aspects: list[SheetAspect]
    total: Decimal
    marked: int


@dataclass(frozen=True, slots=True)
class MarkingSheet:
    """A marker's sheet: its parts under their criteria, the totals so far, and the codes that are missing."""

    criteria: list[tuple[CriterionOutline, list[SheetPart]]]
    rubric: Rubric
    totals: Totals
    missing: list[str]


def sheet_for(review: Review) -> MarkingSheet:
    """Return the sheet of a review in the active language. The number of queries does not depend on its length."""
    submission = review.submission
    assert submission.scheme_version is not None  # noqa: S101 -- work with markers was handed in
    pinned = parts_of(submission.scheme_version, submission.codes)
    rubric = rubric_of(pinned)
    outline = outline_in(submission, find(submission.assignment_key), pinned)
    given = {mark.code: mark for mark in review.marks.all()}
    sheet = sheet_of(given.values())
    totals = totals_of(sheet, rubric)
    parts = [(one, list(_parts(one, given, totals))) for one in outline]
    return MarkingSheet(parts, rubric, totals, missing_codes(sheet, rubric))


def _parts(criterion: CriterionOutline, given: Mapping[str, ReviewMark], totals: Totals) -> Iterator[SheetPart]:
    for part in criterion.parts:
        reached = totals.sub_criteria[part.code]
        aspects = [SheetAspect(aspect, given.get(aspect.code)) for aspect in part.aspects]
        yield SheetPart(part, aspects, reached.total, reached.marked)


def answer_for(review: Review) -> dict[str, object]:
    """Return for the browser what is known of a sheet after something was saved: plain JSON, texts as shown."""
    sheet = sheet_for(review)
    every = [(part, one) for _criterion, parts in sheet.criteria for part in parts for one in part.aspects]
    return {
        "marked": sheet.totals.marked,
        "of": sheet.totals.of,
        "total": number_format(sheet.totals.total, 2) if sheet.totals.marked else "–",
        "missing": sheet.missing,
        "parts": {p.outline.code: number_format(p.total, 2) if p.marked else "–" for p, _one in every},
        "aspects": {
            one.aspect.code: {"mark": "–" if one.mark is None else number_format(one.mark, 2), "how": one.how}
            for _part, one in every
        },
    }
