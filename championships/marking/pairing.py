"""Finding again, in a changed list, what stood in the list before: the same first, then the most alike.

Every step is symmetric: exchanging the two lists gives the same pairs, exchanged.
"""

from bisect import bisect_left
from collections import Counter, defaultdict, deque
from collections.abc import Callable, Hashable, Sequence
from typing import Generic, TypeVar

Item = TypeVar("Item")
# Two lists of 300 are compared each with each; longer ones, which no scheme has, are not compared for likeness.
MOST_COMPARISONS = 90_000
ALIKE_FROM = 60
PERCENT = 100
# For everything before, and for everything after, the number of the part that it stands in.
Homes = tuple[Sequence[int], Sequence[int]]


class Pairing(Generic[Item]):
    """The pairs found so far between two lists, as indices, and what of both is still alone."""

    def __init__(self, before: Sequence[Item], after: Sequence[Item]) -> None:
        self.before, self.after = before, after
        self.pairs: dict[int, int] = {}
        self.alone_before = dict.fromkeys(range(len(before)))
        self.alone_after = dict.fromkeys(range(len(after)))

    def join(self, i: int, j: int) -> None:
        """Pair item `i` of the list before with item `j` of the list after."""
        self.pairs[i] = j
        del self.alone_before[i], self.alone_after[j]

    def by_key(self, key: Callable[[Item], Hashable | None], homes: Homes | None = None) -> None:
        """Pair what is alone and has the same key, in the order of the lists; None is no key.

        With `homes`, the number of the part that each item stands in, only what stands in one part is paired.
        """
        waiting: dict[Hashable, deque[int]] = defaultdict(deque)
        for j in self.alone_after:
            waiting[(homes[1][j] if homes else 0, key(self.after[j]))].append(j)
        for i in list(self.alone_before):
            found = key(self.before[i])
            same = waiting.get((homes[0][i] if homes else 0, found))
            if found is not None and same:
                self.join(i, same.popleft())

    def by_score(self, score: Callable[[int, int], int], least: int, homes: Homes | None = None) -> None:
        """Pair what is alone and whose indices score `least` or more, the highest first; `homes` as in `by_key`."""
        groups: dict[int, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
        for i in self.alone_before:
            groups[homes[0][i] if homes else 0][0].append(i)
        for j in self.alone_after:
            groups[homes[1][j] if homes else 0][1].append(j)
        for ours, theirs in groups.values():
            if len(ours) * len(theirs) <= MOST_COMPARISONS:
                self._join_best(ours, theirs, score, least)

    def _join_best(self, ours: list[int], theirs: list[int], score: Callable[[int, int], int], least: int) -> None:
        scored = ((score(i, j), i, j) for i in ours for j in theirs)
        # Two pairs with one score and one sum of indices never want the same item: their order does not matter.
        for _score, i, j in sorted((s for s in scored if s[0] >= least), key=lambda s: (-s[0], s[1] + s[2])):
            if i in self.alone_before and j in self.alone_after:
                self.join(i, j)


def likeness(before: Counter[str], after: Counter[str]) -> int:
    """Return how alike two texts are by their words, in percent rounded down: 100 is the same words.

    >>> likeness(Counter("the door is level".split()), Counter("the door is square".split()))
    75
    """
    words = before.total() + after.total()
    return 2 * PERCENT * (before & after).total() // words if words else 0


def out_of_order(places: Sequence[int]) -> set[int]:
    """Return the fewest positions in `places` without which the rest would rise from first to last.

    >>> sorted(out_of_order([0, 3, 1, 2]))
    [1]
    """
    ends: list[int] = []
    tails: list[int] = []
    previous: list[int | None] = []
    for position, place in enumerate(places):
        length = bisect_left(ends, place)
        previous.append(tails[length - 1] if length else None)
        ends[length : length + 1] = [place]
        tails[length : length + 1] = [position]
    kept = set()
    last = tails[-1] if tails else None
    while last is not None:
        kept.add(last)
        last = previous[last]
    return set(range(len(places))) - kept
