"""A scheme's standards sections beside those of its skill's occupational standard: weights, and what is asked."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from django.conf import settings

from championships import marking
from championships.schemes.folding import alike
from championships.schemes.models import OccupationalSection
from championships.schemes.standards import ShownStandard

HUNDREDTH = Decimal("0.01")
WHOLE = Decimal(100)
NOTHING = Decimal("0.00")


@dataclass(frozen=True, slots=True)
class WeighedSection:
    """One section: what the scheme declares and carries, in marks, and what the standard gives it.

    `expected` are the marks that the standard's weight makes of the scheme's total; None where either side does not
    know the section. `difference` is declared less expected, and `strays` says that it is over the limit.
    """

    number: int
    name: str
    declared: Decimal | None
    carried: Decimal
    variation: Decimal | None
    section: OccupationalSection | None
    expected: Decimal | None
    difference: Decimal | None
    strays: bool

    @property
    def heading(self) -> str:
        """Return the section's name in the scheme, else in the standard."""
        return self.name or (self.section.name if self.section else "")

    @property
    def other_name(self) -> str:
        """Return the section's name in the standard where it is not the scheme's own; else nothing."""
        other = self.section.name if self.section else ""
        return "" if alike(other) == alike(self.heading) else other


@dataclass(frozen=True, slots=True)
class Weighing:
    """All sections of a scheme beside its standard; `scale` is the longest bar, in marks."""

    shown: ShownStandard
    rows: Sequence[WeighedSection]
    limit: Decimal
    scale: Decimal

    @property
    def straying(self) -> list[WeighedSection]:
        """Return the sections whose declared marks differ from the standard by more than the limit."""
        return [row for row in self.rows if row.strays]

    @property
    def missing(self) -> list[WeighedSection]:
        """Return the sections of the standard that the scheme does not have."""
        return [row for row in self.rows if row.section and row.declared is None and not row.carried]


def weigh(scheme: marking.Scheme, shown: ShownStandard, *, limit: Decimal | None = None) -> Weighing:
    """Lay the sections of `scheme` beside those of a standard, by their numbers.

    A weight is percent; it is compared in marks of the scheme's own total, so that the scheme of one module is not
    blamed for having fewer. `limit` is in marks, by default the setting SCHEME_WEIGHT_LIMIT. The result warns and
    forbids nothing: domain/rules.md 1.1 leaves open what a deviation from the standard itself means.
    """
    allowed = Decimal(settings.SCHEME_WEIGHT_LIMIT) if limit is None else limit
    asked = {section.number: section for section in shown.standard.sections.all()}
    of_scheme = {row.number: row for row in marking.section_variation(scheme).sections}
    rows = [
        _row(number, of_scheme.get(number), asked.get(number), scheme.maximum, allowed)
        for number in sorted(asked.keys() | of_scheme.keys())
    ]
    longest = max((max(row.declared or NOTHING, row.carried, row.expected or NOTHING) for row in rows), default=WHOLE)
    return Weighing(shown, rows, allowed, longest or WHOLE)


def _row(
    number: int,
    row: marking.SectionVariation | None,
    section: OccupationalSection | None,
    total: Decimal,
    limit: Decimal,
) -> WeighedSection:
    declared = row.declared if row else None
    expected = None if section is None else (section.weight * total / WHOLE).quantize(HUNDREDTH, ROUND_HALF_UP)
    difference = None if declared is None or expected is None else declared - expected
    return WeighedSection(
        number=number,
        name=row.name if row else "",
        declared=declared,
        carried=row.carried if row else NOTHING,
        variation=row.variation if row else None,
        section=section,
        expected=expected,
        difference=difference,
        strays=difference is not None and abs(difference) > limit,
    )
