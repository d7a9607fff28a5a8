"""The public board: rows with positions, and which of them have changed since they were last shown."""

from typing import cast

from coaching.rooms.facts import ParticipantFacts, TotalsFacts
from coaching.rooms.models import RoomStatus
from coaching.rooms.protocol import RowSeen
from coaching.rooms.state import RoomState


class Board:
    """The rows that the public may see, kept up to date one competitor at a time.

    Only the public side of the totals ever comes in here, so that a frozen board has nothing to leak.
    """

    def __init__(self, state: RoomState, aspects: int) -> None:
        """Draw the board of `state`; a competitor's sheet has `aspects` aspects."""
        self._state = state
        self._aspects = aspects
        self._rows: dict[str, RowSeen] = {}
        self._hundredths: dict[str, int] = {}
        self._shown: dict[str, tuple[RowSeen, int | None]] = {}
        for participant in state.of_role("competitor"):
            self.update(participant, state.public.get(participant["id"]))

    def update(self, participant: ParticipantFacts, totals: TotalsFacts | None) -> None:
        """Take in what the public may now know of one competitor."""
        key = participant["id"]
        if participant["status"] == "removed":
            self._rows.pop(key, None)
            self._hundredths.pop(key, None)
            return
        visible = totals if totals is not None and totals["marked"] else None
        self._hundredths[key] = 0 if visible is None else _hundredths(visible["total"])
        self._rows[key] = {
            "competitor": key,
            "name": participant["name"],
            "number": participant["number"],
            "organisation": participant["organisation"],
            "position": None,
            "total": None if visible is None else visible["total"],
            "marked": 0 if visible is None else visible["marked"],
            "of": self._aspects,
            "criteria": {} if visible is None else visible["criteria"],
        }

    def all_rows(self) -> list[RowSeen]:
        """Return every row, the best first, those without a mark last, by number."""
        positions = self._positions()
        rows = [_placed(row, positions[key]) for key, row in self._rows.items()]
        return sorted(rows, key=_order)

    def changed_rows(self) -> list[RowSeen]:
        """Return the rows that are not as they were at the last call, and remember them as shown."""
        positions = self._positions()
        changed = [self._show(key, positions[key]) for key in self._rows if self._is_new(key, positions[key])]
        gone = [key for key in self._shown if key not in self._rows]
        for key in gone:
            del self._shown[key]
        return changed + [{"competitor": key, "removed": True} for key in gone]

    def _is_new(self, key: str, position: int | None) -> bool:
        shown = self._shown.get(key)
        if shown is None or shown[1] != position:
            return True
        return shown[0] is not self._rows[key] and shown[0] != self._rows[key]

    def _show(self, key: str, position: int | None) -> RowSeen:
        self._shown[key] = (self._rows[key], position)
        return _placed(self._rows[key], position)

    def _positions(self) -> dict[str, int | None]:
        placed = {key: value for key, value in self._hundredths.items() if self._has_place(key)}
        first: dict[int, int] = {}
        for position, hundredths in enumerate(sorted(placed.values(), reverse=True), start=1):
            first.setdefault(hundredths, position)
        return {key: first[placed[key]] if key in placed else None for key in self._rows}

    def _has_place(self, key: str) -> bool:
        """While a room runs, places are those of the moment; in the end a partial sheet never ranks."""
        row = self._rows[key]
        ended = self._state.room["status"] == RoomStatus.ENDED
        return row["total"] is not None and (not ended or row["marked"] == row["of"])


def _placed(row: RowSeen, position: int | None) -> RowSeen:
    return cast("RowSeen", {**row, "position": position})


def _order(row: RowSeen) -> tuple[bool, int, int]:
    position = row.get("position")
    return position is None, position or 0, row.get("number", 0)


def _hundredths(total: str) -> int:
    # A total always has two decimals, so this is exact and much cheaper than a Decimal.
    return int(total.replace(".", ""))
