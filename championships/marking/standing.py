"""Positions of many competitors, all at once or kept up while marks come in. A partial sheet has none."""

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Sequence
from decimal import Decimal

from championships.marking.totals import ContradictoryTotals, Part


def positions(totals: Sequence[Part]) -> list[int | None]:
    """Return the position of each sheet, in input order: 1, 2, 2, 4; None for one that is not complete.

    What counts is the result: the total less the penalties.
    """
    ranked = iter(competition_ranking([sheet.result for sheet in totals if sheet.complete]))
    return [next(ranked) if sheet.complete else None for sheet in totals]


def competition_ranking(values: Sequence[Decimal]) -> list[int]:
    """Return the position of each value, in input order; equal values share the better position.

    >>> competition_ranking([Decimal(70), Decimal(90), Decimal(70), Decimal(50)])
    [2, 1, 2, 4]
    """
    first: dict[Decimal, int] = {}
    for position, value in enumerate(sorted(values, reverse=True), start=1):
        first.setdefault(value, position)
    return [first[value] for value in values]


class Standing:
    """The results of all whose sheets are complete, kept in order, so that one change asks for no sorting.

    A change or a question costs the logarithm of the number of competitors.

    >>> first, second = Part(1, 1, Decimal("70.00")), Part(1, 1, Decimal("90.00"))
    >>> standing = Standing([first, second])
    >>> standing.position(first), standing.position(second)
    (2, 1)
    >>> better = Part(1, 1, Decimal("95.00"))
    >>> standing.change(first, better)
    >>> standing.position(better), standing.position(second)
    (1, 2)
    """

    __slots__ = ("_results",)

    def __init__(self, totals: Iterable[Part] = ()) -> None:
        """Begin with these sheets; those that are not complete are left out."""
        self._results = sorted(sheet.result for sheet in totals if sheet.complete)

    def change(self, before: Part | None, after: Part | None) -> None:
        """Let one competitor's sheet go from `before` to `after`; None is a competitor who is not there.

        Raises:
            ContradictoryTotals: `before` is complete and no such result stands here.
        """
        if before is not None and before.complete:
            self._take_out(before.result)
        if after is not None and after.complete:
            insort(self._results, after.result)

    def _take_out(self, result: Decimal) -> None:
        index = bisect_left(self._results, result)
        if index == len(self._results) or self._results[index] != result:
            raise ContradictoryTotals(f"Nobody stands here with {result}.")
        del self._results[index]

    def position(self, sheet: Part) -> int | None:
        """Return the position that a sheet has here: one more than there are better results; None when partial."""
        return 1 + len(self._results) - bisect_right(self._results, sheet.result) if sheet.complete else None

    def __len__(self) -> int:
        """Return how many rank."""
        return len(self._results)
