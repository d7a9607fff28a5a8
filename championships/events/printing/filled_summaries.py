"""The mark summary forms of a result that was handed over: what everybody was given, to be read and signed."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from django.utils import translation

from championships.events.models import Entry, Official, ResultRow, SkillResult
from championships.events.printing.frame import Paper, paper_for
from championships.events.printing.seats import compatriot_of, experts_of
from championships.events.sources import MarksOfLines, key_of, source_of
from championships.marking import InvalidMark, Part, Scheme, Totals, UnknownAspect, total
from championships.schemes.printing import FormKind, NothingToPrint, Occasion, PrintOrder, print_batch
from championships.schemes.stored import scheme_of


def can_be_filled(result: SkillResult | None) -> bool:
    """Return whether a result has marks of a scheme, which can stand on its forms."""
    return result is not None and result.scheme_version_id is not None and bool(result.criteria)


def print_filled_summaries(result: SkillResult, language: str, *, row: int | None = None) -> bytes:
    """Return the mark summary forms of a result as one PDF: of all lines that have marks, or of one.

    Raises:
        NothingToPrint: the result has no scheme or no such marks, or a newer one was handed over.
        TooMuchToPrint: there are too many for one file.
        PressBusy: others are printing.
    """
    if not can_be_filled(result) or result.replaced_at is not None or result.contested_skill is None:
        raise NothingToPrint
    skill = result.contested_skill
    with translation.override(language):
        rows = [each for each in _rows(result) if row in {None, each.pk}]
        return print_batch(_orders(result, rows, paper_for(skill, language), experts_of(skill)))


def _rows(result: SkillResult) -> list[ResultRow]:
    found = result.rows.exclude(total=None).select_related(
        "entry__organisation", "entry__contested_skill__championship"
    )
    return list(found.order_by("position", "name", "pk"))


def _orders(
    result: SkillResult, rows: Sequence[ResultRow], paper: Paper, experts: Sequence[Official]
) -> list[PrintOrder]:
    version = result.scheme_version
    assert version is not None  # noqa: S101 -- what can be filled has one
    whole = PrintOrder(scheme_of(version), str(version), paper.language, (FormKind.SUMMARY,))
    given = _given(result)
    return [
        replace(whole, occasion=_occasion(row, paper, experts, sums_of(whole.scheme, row, given.get(row.key, {}))))
        for row in rows
    ]


def _given(result: SkillResult) -> MarksOfLines:
    source = source_of(result.source)
    return source.marks(key_of(result.source)) if source else {}


def _occasion(row: ResultRow, paper: Paper, experts: Sequence[Official], sums: Totals) -> Occasion:
    entry: Entry | None = row.entry
    return Occasion(
        heading=paper.title,
        competitor=row.name,
        competitor_code=str(entry.number) if entry else "",
        workplace=str(entry.workplace or "") if entry else "",
        compatriot=compatriot_of(entry, experts) if entry else "",
        sums=sums,
    )


def sums_of(scheme: Scheme, row: ResultRow, marks: Mapping[str, Decimal]) -> Totals:
    """Return the sums of a line as they were sealed, and its sub-criteria so far as their marks still add up to them.

    A result holds no marks of sub-criteria: they are those of the source now, which may have been corrected since.
    """
    empty = total(scheme, {})
    criteria = {letter: _whole(part, row.criteria.get(letter)) for letter, part in empty.criteria.items()}
    sections = {number: _whole(part, row.sections.get(str(number))) for number, part in empty.sections.items()}
    known = _known(scheme, marks)
    agreed = {
        part.code: known.sub_criteria[part.code]
        for criterion in scheme.criteria
        if criteria.get(criterion.letter) == known.criteria.get(criterion.letter)
        for part in criterion.sub_criteria
        if part.code in known.sub_criteria
    }
    marked = sum(part.marked for part in criteria.values())
    return replace(
        empty, marked=marked, total=row.total or Decimal(0), criteria=criteria, sub_criteria=agreed, sections=sections
    )


def _whole(part: Part, mark: str | None) -> Part:
    """Return a part all of which is marked with this mark, or none of it."""
    return part if mark is None else replace(part, marked=part.of, total=Decimal(mark))


def _known(scheme: Scheme, marks: Mapping[str, Decimal]) -> Totals:
    """Return the sums of single marks; those of another scheme are no marks of this one."""
    try:
        return total(scheme, marks)
    except (InvalidMark, UnknownAspect):
        return total(scheme, {})
