"""Marks of a file that cannot stand: over the maximum, with a third decimal, or of no aspect. They are named, not kept."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from championships.marking import Scheme, mark_is_possible
from championships.schemes.exchange.awarded import AwardedSheet
from championships.schemes.exchange.report import ImportReport, Remark

NOTHING = Decimal("0.00")


def sound_marks(sheet: AwardedSheet, scheme: Scheme) -> dict[str, Decimal]:
    """Return the marks of `sheet` that its aspects may have, by the aspect's code."""
    maxima = {aspect.code: aspect.maximum for aspect in scheme.aspects}
    return {code: mark for code, mark in sheet.marks.items() if _is_sound(code, mark, maxima)}


def awarded_remarks(report: ImportReport) -> Iterator[Remark]:
    """Yield a remark for every awarded mark that will not be kept."""
    maxima = {aspect.code: aspect.maximum for aspect in report.scheme.aspects}
    for sheet in report.beside.awarded:
        for code, mark in sheet.marks.items():
            if not _is_sound(code, mark, maxima):
                figures = {"mark": str(mark), "maximum": f"{maxima.get(code, NOTHING):.2f}"}
                seen = " ".join(filter(None, (sheet.name, code, str(mark))))
                yield Remark("impossible_awarded", sheet.source, None, seen, parameters=figures)


def _is_sound(code: str, mark: Decimal, maxima: Mapping[str, Decimal]) -> bool:
    return code in maxima and mark_is_possible(mark, maxima[code])
