"""The sums that somebody typed, or a formula gave, beside the rows of a kit: compared with the aspects, never used."""

from collections.abc import Mapping
from decimal import Decimal

from championships.marking import Scheme
from championships.schemes.exchange.builder import SchemeBuilder
from championships.schemes.exchange.sheets import Row
from championships.schemes.exchange.texts import as_mark, number


class KitSums:
    """Collects declared marks and sums while a kit is read, and compares them at the end."""

    def __init__(self, builder: SchemeBuilder) -> None:
        self._builder = builder
        self._declared: list[tuple[Row, str, Decimal]] = []
        self._sums: list[tuple[Row, str, Decimal]] = []

    def declare(self, row: Row, code: str, marks: Decimal | None) -> None:
        """Note the marks that a sub-criterion declares for itself."""
        if marks is not None:
            self._declared.append((row, code, marks))

    def take(self, row: Row, columns: set[int], letter: str) -> set[int]:
        """Return those of the columns that hold sums: of the criterion `letter`, or of everything where it is empty.

        The first figure of the row is the sum. What follows it above all rows are the same sum and the grade.
        """
        figures = {column for column in columns if number(row.text(column)) is not None or row.cell(column).formula}
        if not figures:
            return set()
        first = number(row.text(min(figures)))
        if first is not None:
            self._sums.append((row, letter, first))
        return figures

    def compare_declared(self, scheme: Scheme) -> None:
        """Remark on every sub-criterion that declares other marks than its aspects carry."""
        carried = {sub_criterion.code: sub_criterion.maximum for sub_criterion in scheme.sub_criteria}
        for row, code, declared in self._declared:
            if code in carried and carried[code] != declared:
                self._builder.remarks.add(
                    "typed_sub_criterion_total",
                    self._builder.sheet,
                    row,
                    code=code,
                    typed=as_mark(declared),
                    carried=as_mark(carried[code]),
                )

    def compare_awarded(self, scheme: Scheme, marks: Mapping[str, Decimal]) -> None:
        """Remark on every sum that is neither that of the maxima nor that of the marks given."""
        for row, letter, typed in self._sums:
            aspects = [aspect for aspect in scheme.aspects if aspect.code.startswith(letter)]
            maximum = sum((aspect.maximum for aspect in aspects), Decimal("0.00"))
            given = sum((marks.get(aspect.code, Decimal("0.00")) for aspect in aspects), Decimal("0.00"))
            if typed in {maximum, given}:
                continue
            remark = "typed_awarded_total" if marks else "typed_total"
            self._builder.remarks.add(
                remark, self._builder.sheet, row, typed=as_mark(typed), carried=as_mark(given if marks else maximum)
            )
