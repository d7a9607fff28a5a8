"""What a ceremony may say of a line: public columns alone, as they are at the moment."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from championships.events.members import member_of_row
from championships.events.models import Championship, ResultRow
from championships.events.standings import name_of

LONGEST_WORD = 10


@dataclass(frozen=True, slots=True)
class ShownLine:
    """A line as screens and the presenter see it; `total` in marks, `score` in points of the scale."""

    key: int
    position: int
    medal: str
    name: str
    organisation: str
    member: str
    total: Decimal | None
    score: int | None

    @property
    def has_long_word(self) -> bool:
        """Return whether a word of the name is wider than a step of the podium in its usual size."""
        return any(len(word) > LONGEST_WORD for word in self.name.replace("-", " ").split())


def shown_lines(keys: Iterable[int], championship: Championship) -> dict[int, ShownLine]:
    """Return the lines with these keys. One query."""
    rows = ResultRow.objects.filter(pk__in=list(keys), result__championship=championship)
    return {row.pk: _shown(row, championship.members_are) for row in rows}


def _shown(row: ResultRow, members_are: str) -> ShownLine:
    return ShownLine(
        key=row.pk,
        position=row.position,
        medal=row.medal,
        name=name_of(row),
        organisation=row.organisation_name,
        member=member_of_row(row, members_are),
        total=row.total,
        score=row.scale_score,
    )
