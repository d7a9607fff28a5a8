"""The landscape form with which one judge observes many competitors at once (rules 1.5): a column for each."""

from collections.abc import Iterator, Sequence
from typing import Any

from championships.marking import Aspect, Criterion, Kind, SubCriterion
from championships.schemes.printing.marking_form import described, head_of
from design.printing import words

MOST_COLUMNS = 10


def observation_forms(criterion: Criterion, part: SubCriterion, competitors: Sequence[str]) -> Iterator[dict[str, Any]]:
    """Yield the data of the forms of `part`: one for up to ten `competitors`, by name or empty, as even as can be."""
    sheets = -(-len(competitors) // MOST_COLUMNS)
    for sheet in range(sheets):
        first, after = (len(competitors) * n // sheets for n in (sheet, sheet + 1))
        columns = [
            {"number": str(number), "name": words(name)}
            for number, name in enumerate(competitors[first:after], start=first + 1)
        ]
        yield {
            "form": "observation",
            **head_of(criterion, part),
            "competitors": columns,
            "aspects": [_observed(aspect, len(columns)) for aspect in part.aspects],
        }


def _observed(aspect: Aspect, columns: int) -> dict[str, Any]:
    return {**described(aspect), "judged": aspect.kind is Kind.JUDGEMENT, "given": [""] * columns}
