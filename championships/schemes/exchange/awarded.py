"""What a file may hold beside the scheme: marks already given, the people of a class, and thresholds of grades."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from championships.marking import GradeTable


@dataclass(frozen=True, slots=True)
class AwardedSheet:
    """Marks that a file holds for one competitor, apart from the maxima.

    `name` is empty when the file names nobody; `marks` are by the code of the aspect, one without an entry is not
    marked; `source` is where they stood, as a reader finds it: the worksheet and the heading of the column or row.
    """

    name: str
    marks: Mapping[str, Decimal] = field(hash=False)
    source: str = ""

    @property
    def total(self) -> Decimal:
        """The sum of the marks given."""
        return sum(self.marks.values(), Decimal("0.00"))


@dataclass(frozen=True, slots=True)
class ClassMember:
    """A person of a class sheet; `account` is the sign-in name there, `results` what else stood in the row.

    `results` are texts by the heading of their column: sums, percents and grades that the sheet worked out itself.
    """

    name: str
    account: str = ""
    results: Mapping[str, str] = field(default_factory=dict, hash=False)
    source: str = ""


@dataclass(frozen=True, slots=True)
class Beside:
    """Everything that a file holds beside its scheme.

    `grades` are (percent from which it is given, grade), rising, as `championships.marking.GradeTable` takes them.
    """

    awarded: tuple[AwardedSheet, ...] = ()
    members: tuple[ClassMember, ...] = ()
    grades: tuple[tuple[Decimal, int], ...] = ()

    @property
    def grade_table(self) -> GradeTable | None:
        """The table of grades that the file brings, or None."""
        return GradeTable(self.grades) if self.grades else None

    def dump(self) -> dict[str, Any]:
        """Return it as plain JSON that `load` reads back; marks are texts."""
        return {
            "awarded": [
                [sheet.name, {code: str(mark) for code, mark in sheet.marks.items()}, sheet.source]
                for sheet in self.awarded
            ],
            "members": [[m.name, m.account, dict(m.results), m.source] for m in self.members],
            "grades": [[str(percent), grade] for percent, grade in self.grades],
        }

    @classmethod
    def load(cls, data: Mapping[str, Iterable[Sequence[Any]]]) -> "Beside":
        """Return what `dump` wrote."""
        return cls(
            tuple(
                AwardedSheet(name, {code: Decimal(mark) for code, mark in marks.items()}, source)
                for name, marks, source in data.get("awarded", ())
            ),
            tuple(ClassMember(*row) for row in data.get("members", ())),
            tuple((Decimal(percent), grade) for percent, grade in data.get("grades", ())),
        )


NOTHING_BESIDE = Beside()
