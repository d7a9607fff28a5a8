"""The public board: rows with positions, and which of them have changed since they were last shown.

How competitors are named is decided here: where the board shows initials or numbers, no row holds a name.
"""

from bisect import bisect_left, insort
from typing import cast

from coaching.rooms.facts import FrozenPerson, ParticipantFacts, TotalsFacts
from coaching.rooms.models import BoardNames, BoardPolicy, RoomStatus
from coaching.rooms.protocol import RowSeen
from coaching.rooms.state import RoomState
from people.initials import initials_of


class Board:
    """The rows that the public may see, kept up to date one competitor at a time.

    Only the public side of the totals ever comes in here, so that a frozen board has nothing to leak; while it is
    frozen the people on it are those of that moment, under the names that they had.
    """

    def __init__(self, state: RoomState, aspects: int) -> None:
        """Draw the board of `state`; a competitor's sheet has `aspects` aspects."""
        self._state = state
        self._aspects = aspects
        self._rows: dict[str, RowSeen] = {}
        self._ranked: list[tuple[int, str]] = []
        self._rank_of: dict[str, tuple[int, str]] = {}
        self._shown: dict[str, tuple[RowSeen, int | None]] = {}
        self._touched: dict[str, None] = {}
        self._initials: dict[str, str] = {}
        self._namesakes: dict[str, dict[str, None]] = {}
        for participant in state.of_role("competitor"):
            self.update(participant, state.public.get(participant["id"]))

    def update(self, participant: ParticipantFacts, totals: TotalsFacts | None) -> None:
        """Take in what the public may now know of one competitor."""
        key = participant["id"]
        self._touched[key] = None
        person = self._person(participant)
        if person is None:
            self._rows.pop(key, None)
            self._rank(key, None)
            self._group(key, "")
            return
        visible = totals if totals is not None and totals["marked"] else None
        self._rows[key] = {
            "competitor": key,
            "name": self._name(key, person),
            "number": person["number"],
            "organisation": person["organisation"] if self._names == BoardNames.NAME else "",
            "position": None,
            "total": None if visible is None else visible["total"],
            "marked": 0 if visible is None else visible["marked"],
            # In the end a row is of the whole sheet, whatever of it is locked and shown so far.
            "of": self._nothing_of if totals is None or self._ended else totals["of"],
            "criteria": {} if visible is None else visible["criteria"],
        }
        has_place = visible is not None and self._has_place(self._rows[key])
        self._rank(key, -_hundredths(visible["total"]) if visible is not None and has_place else None)

    def _person(self, participant: ParticipantFacts) -> FrozenPerson | ParticipantFacts | None:
        """Return whom the board shows: as they were when it was frozen, otherwise as they are; None is nobody."""
        if self._state.frozen is not None:
            return self._state.frozen["people"].get(participant["id"])
        return None if participant["status"] in {"removed", "banned"} else participant

    @property
    def _nothing_of(self) -> int:
        """How many aspects are public of somebody of whom nothing was made public yet."""
        frozen = self._state.frozen
        policy = self._state.room["board"] if frozen is None else frozen["board"]
        return 0 if policy == BoardPolicy.MODULE and not self._ended else self._aspects

    @property
    def _ended(self) -> bool:
        frozen = self._state.frozen
        return self._state.room["status"] == RoomStatus.ENDED if frozen is None else frozen["ended"]

    # Names -----------------------------------------------------------------------------------------------------

    @property
    def _names(self) -> str:
        return self._state.room["board_names"]

    def _name(self, key: str, person: FrozenPerson | ParticipantFacts) -> str:
        """Return what the board calls somebody; whoever it shares initials with is named anew."""
        initials = initials_of(person["name"]) if self._names == BoardNames.INITIALS else ""
        self._group(key, initials)
        if self._names == BoardNames.NAME:
            return person["name"]
        return self._told_apart(initials, person["number"]) if initials else str(person["number"])

    def _told_apart(self, initials: str, number: int) -> str:
        """Return the initials, with the number of the competitor where somebody else on the board has the same."""
        return f"{initials} {number}" if len(self._namesakes[initials]) > 1 else initials

    def _group(self, key: str, initials: str) -> None:
        """Put somebody among those with these initials, and name anew those whom that concerns."""
        before = self._initials.pop(key, "")
        if initials:
            self._initials[key] = initials
        if before == initials:
            return
        self._namesakes.get(before, {}).pop(key, None)
        if initials:
            self._namesakes.setdefault(initials, {})[key] = None
        for group in (before, initials):
            for other in self._namesakes.get(group, ()):
                if other != key:
                    name = self._told_apart(group, self._rows[other]["number"])
                    self._rows[other] = cast("RowSeen", {**self._rows[other], "name": name})
                    self._touched[other] = None

    # Places ----------------------------------------------------------------------------------------------------

    def _rank(self, key: str, value: int | None) -> None:
        """Put the competitor where `value` belongs (the best is the least), and touch whom that moves."""
        before, after = self._rank_of.pop(key, None), None if value is None else (value, key)
        if after == before:
            if after is not None:
                self._rank_of[key] = after
            return
        if before is not None:
            del self._ranked[bisect_left(self._ranked, before)]
        # Whoever is worse than the better of the two places, and no worse than the other, moves by one.
        ends = [
            len(self._ranked) if rank is None else bisect_left(self._ranked, (rank[0] + 1, ""))
            for rank in (before, after)
        ]
        self._touched.update((other, None) for _, other in self._ranked[min(ends) : max(ends)])
        if after is not None:
            insort(self._ranked, after)
            self._rank_of[key] = after

    def all_rows(self) -> list[RowSeen]:
        """Return every row, the best first, those without a mark last, by number."""
        rows = [_placed(row, self._position(key)) for key, row in self._rows.items()]
        return sorted(rows, key=_order)

    def changed_rows(self) -> list[RowSeen]:
        """Return the rows that are not as they were at the last call, and remember them as shown.

        What this costs depends on how many rows were touched, not on how many there are.
        """
        touched, self._touched = self._touched, {}
        changed: list[RowSeen] = []
        for key in touched:
            if key in self._rows:
                position = self._position(key)
                if self._is_new(key, position):
                    changed.append(self._show(key, position))
            elif self._shown.pop(key, None) is not None:
                changed.append({"competitor": key, "removed": True})
        return changed

    def _is_new(self, key: str, position: int | None) -> bool:
        shown = self._shown.get(key)
        if shown is None or shown[1] != position:
            return True
        return shown[0] is not self._rows[key] and shown[0] != self._rows[key]

    def _show(self, key: str, position: int | None) -> RowSeen:
        self._shown[key] = (self._rows[key], position)
        return _placed(self._rows[key], position)

    def _position(self, key: str) -> int | None:
        """Return one more than how many are better, or None without a place."""
        rank = self._rank_of.get(key)
        return None if rank is None else bisect_left(self._ranked, (rank[0], "")) + 1

    def _has_place(self, row: RowSeen) -> bool:
        """While a room runs, places are those of the moment; in the end a partial sheet never ranks."""
        return not self._ended or row["marked"] == row["of"]


def _placed(row: RowSeen, position: int | None) -> RowSeen:
    return cast("RowSeen", {**row, "position": position})


def _order(row: RowSeen) -> tuple[bool, int, int]:
    position = row.get("position")
    return position is None, position or 0, row.get("number", 0)


def _hundredths(total: str) -> int:
    # A total always has two decimals, so this is exact and much cheaper than a Decimal.
    return int(total.replace(".", ""))
