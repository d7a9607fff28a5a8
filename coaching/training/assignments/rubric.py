"""The rubric of an assignment: some sub-criteria of a marking scheme, marked by the rules that rooms are marked by."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from championships.marking import Place, Rule
from championships.schemes.models import Aspect, AspectKind, SchemeVersion, SubCriterion
from coaching.rooms.sheet import rule_of
from coaching.rooms.views.outline import CriterionOutline, by_criterion
from coaching.training import excerpts
from coaching.training.assignments.models import Assignment, Submission

Shape = tuple[tuple[str, str, Decimal], ...]
"""Code, kind and maximum of every aspect, in order: what must be the same in every language."""


@dataclass(frozen=True, slots=True)
class RubricAspect:
    """One aspect: `maximum` in marks, `rule` turns what is observed of a measurement into its mark."""

    code: str
    is_judged: bool
    maximum: Decimal
    place: Place
    rule: Rule


@dataclass(frozen=True, slots=True)
class Rubric:
    """By what a work is marked: its aspects in the order of the scheme, under their codes."""

    aspects: tuple[RubricAspect, ...]
    by_code: Mapping[str, RubricAspect]

    @property
    def places(self) -> tuple[Place, ...]:
        """Return where every aspect stands, for totals."""
        return tuple(aspect.place for aspect in self.aspects)

    @property
    def maximum(self) -> Decimal:
        """Return the most marks that a work can have."""
        return sum((aspect.maximum for aspect in self.aspects), Decimal("0.00"))


def parts_of(version: SchemeVersion, codes: str) -> Sequence[SubCriterion]:
    """Return the sub-criteria that `codes` name, all of them if none; with their aspects, four queries or five."""
    named = excerpts.codes_in(codes) or excerpts.known_codes(version)
    return excerpts.read(version, [code.upper() for code in named]).sub_criteria


def rubric_of(parts: Sequence[SubCriterion]) -> Rubric:
    """Return the rubric that these sub-criteria make."""
    aspects = tuple(_aspect(aspect, part) for part in parts for aspect in part.aspects.all())
    return Rubric(aspects, {aspect.code: aspect for aspect in aspects})


def shape_of(version: SchemeVersion, codes: str) -> Shape | None:
    """Return what must be the same in every language, or None when two aspects have the same code."""
    shape = _shape(parts_of(version, codes))
    return shape if len({code for code, _kind, _maximum in shape}) == len(shape) else None


def outline_in(
    submission: Submission, shown: Assignment | None, pinned: Sequence[SubCriterion]
) -> list[CriterionOutline]:
    """Return the rubric's words for a reader whose language `shown` is in; else those that the work was pinned to."""
    if shown is None or shown.scheme_version_id == submission.scheme_version_id:
        return by_criterion(pinned)
    theirs = parts_of(shown.scheme_version, submission.codes)
    return by_criterion(theirs if _shape(theirs) == _shape(pinned) else pinned)


def _shape(parts: Sequence[SubCriterion]) -> Shape:
    return tuple((aspect.code, aspect.kind, aspect.maximum) for part in parts for aspect in part.aspects.all())


def _aspect(aspect: Aspect, part: SubCriterion) -> RubricAspect:
    section = aspect.section.number if aspect.section else None
    place = Place(aspect.code, aspect.maximum, part.criterion.letter, part.code, section)
    is_judged = aspect.kind == AspectKind.JUDGEMENT
    return RubricAspect(aspect.code, is_judged, aspect.maximum, place, rule_of(aspect))
