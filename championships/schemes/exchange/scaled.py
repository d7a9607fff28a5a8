"""Columns that hold the same figures once more, scaled to another total: compared, reported, never used.

In the marking sheets of Russian demonstration exams the "second commission" is the first one times 100 over the
file's own total, and so is the second maximum. The factor is told by the figures, because that total is often wrong.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from championships.marking import Scheme
from championships.schemes.exchange.builder import SchemeBuilder
from championships.schemes.exchange.columns import Columns, column_letters
from championships.schemes.exchange.sheets import Row
from championships.schemes.exchange.texts import as_mark, number
from championships.schemes.exchange.words import Role

# Figures that were rounded to two decimals differ by as much from the exact ones.
NEAR = Decimal("0.01")
PLACES = Decimal("0.0001")
WHOLE = Decimal(100)
MOST_CANDIDATES = 20
PAIRS = ((Role.MAXIMUM, Role.MAXIMUM_SCALED), (Role.AWARDED, Role.AWARDED_SCALED))


@dataclass(frozen=True, slots=True)
class Pair:
    """A figure and its scaled copy, in one row."""

    row: Row
    figure: Decimal | None
    scaled: Decimal
    column: int


@dataclass(slots=True)
class ScaledColumns:
    """Collects the figures of scaled columns row by row."""

    pairs: dict[Role, list[Pair]] = field(default_factory=dict)

    def observe(self, row: Row, columns: Columns) -> None:
        """Note the figures of a row that stand in a scaled column."""
        for plain, scaled in PAIRS:
            column = columns.get(scaled)
            figure = number(row.text(column))
            if column is not None and figure is not None:
                pair = Pair(row, number(row.text(columns.get(plain))), figure, column)
                self.pairs.setdefault(scaled, []).append(pair)

    def report(self, scheme: Scheme, builder: SchemeBuilder) -> None:
        """Say by what the columns were scaled, which total that supposes, and which figures do not follow."""
        factor = _factor([pair for pairs in self.pairs.values() for pair in pairs])
        if factor is None:
            self._name(builder, [pair for pairs in self.pairs.values() for pair in pairs if pair.scaled])
            return
        for pairs in self.pairs.values():
            told: dict[str, Any] = {"column": column_letters(pairs[0].column), "factor": f"{factor.quantize(PLACES):f}"}
            builder.remarks.add("scaled_column", builder.sheet, pairs[0].row, seen=as_mark(pairs[0].scaled), **told)
            self._name(builder, [pair for pair in pairs if not _follows(pair, factor)])
        total = (WHOLE / factor).quantize(Decimal("0.01"), ROUND_HALF_UP)
        if abs(total - scheme.maximum) > NEAR:
            figures: dict[str, Any] = {"typed": as_mark(total), "carried": as_mark(scheme.maximum)}
            builder.remarks.add("scaled_from_another_total", builder.sheet, None, **figures)

    @staticmethod
    def _name(builder: SchemeBuilder, pairs: Sequence[Pair]) -> None:
        for pair in pairs:
            told: dict[str, Any] = {"column": column_letters(pair.column)}
            builder.remarks.add("not_the_scaled_mark", builder.sheet, pair.row, seen=as_mark(pair.scaled), **told)


def _factor(pairs: Sequence[Pair]) -> Decimal | None:
    """Return the factor that most figures follow; None if fewer than half of them follow one."""
    known = sorted((pair for pair in pairs if pair.figure), key=lambda pair: -(pair.figure or 0))
    candidates = [pair.scaled / pair.figure for pair in known[:MOST_CANDIDATES] if pair.figure]
    best = max(candidates, key=lambda factor: sum(_follows(pair, factor) for pair in known), default=None)
    if not best or best <= 0 or sum(_follows(pair, best) for pair in known) * 2 < len(known):
        return None
    return best


def _follows(pair: Pair, factor: Decimal) -> bool:
    """Whether the copy is the figure times `factor`; of an empty cell a formula makes zero."""
    return abs((pair.figure or 0) * factor - pair.scaled) <= NEAR
