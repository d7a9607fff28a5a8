"""How far the marks that the aspects carry stray from what the standards sections declare.

WorldSkills Technical Descriptions 2.1 allow five percent. The text does not say of what; the import sheet of
CIS adds up the absolute differences in marks, and so do we, with the limit as a setting (rules 1.1).
"""

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal

from championships.marking.rounding import ZERO
from championships.marking.scheme import Scheme

VARIATION_LIMIT = Decimal("5.00")


@dataclass(frozen=True, slots=True)
class SectionVariation:
    """One section: the marks it declares (None: not said), the marks its aspects carry, and the difference."""

    number: int
    name: str
    declared: Decimal | None
    carried: Decimal
    variation: Decimal


@dataclass(frozen=True, slots=True)
class Variation:
    """All sections, the sum of their differences, and the marks of aspects that belong to no section."""

    sections: tuple[SectionVariation, ...]
    total: Decimal
    unassigned: Decimal

    def is_allowed(self, limit: Decimal = VARIATION_LIMIT) -> bool:
        """Return whether the total difference is at most `limit` marks."""
        return self.total <= limit


def section_variation(scheme: Scheme) -> Variation:
    """Return what each section declares and carries, in marks.

    A section that is used but not listed declares nothing: all that it carries is variation, unless no
    section of the scheme declares anything.
    """
    carried: dict[int | None, Decimal] = defaultdict(lambda: ZERO)
    for aspect in scheme.aspects:
        carried[aspect.section] += aspect.maximum
    known = {section.number: section for section in scheme.sections}
    declares = any(section.declared is not None for section in scheme.sections)
    rows = []
    for number in [*known, *sorted(n for n in carried if n is not None and n not in known)]:
        section = known.get(number)
        declared = section.declared if section else None
        variation = abs((declared or ZERO) - carried[number]) if declares else ZERO
        rows.append(SectionVariation(number, section.name if section else "", declared, carried[number], variation))
    return Variation(tuple(rows), sum((row.variation for row in rows), ZERO), carried[None])
