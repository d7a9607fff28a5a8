"""Who is here: counted over the sockets of this process, and heard from the others."""

import time
from collections import Counter
from collections.abc import Iterable

REMEMBERED_SECONDS = 45.0


class Presence:
    """Who of a room has a socket open anywhere; other processes say every few seconds who is with them."""

    def __init__(self) -> None:
        """Begin with nobody."""
        self._here: Counter[str] = Counter()
        self._elsewhere: dict[str, tuple[float, frozenset[str]]] = {}
        self._told: frozenset[str] = frozenset()

    @property
    def here(self) -> list[str]:
        """Who has a socket in this process."""
        return sorted(self._here)

    @property
    def online(self) -> frozenset[str]:
        """Who has a socket in any process that was heard of lately."""
        oldest = time.monotonic() - REMEMBERED_SECONDS
        others = (people for heard, people in self._elsewhere.values() if heard >= oldest)
        return frozenset(self._here).union(*others)

    def arrive(self, participant: str) -> None:
        """Count one socket more."""
        self._here[participant] += 1

    def leave(self, participant: str) -> None:
        """Count one socket less."""
        self._here[participant] -= 1
        if self._here[participant] <= 0:
            del self._here[participant]

    def hear(self, process: str, participants: Iterable[str]) -> None:
        """Take in who is with another process."""
        self._elsewhere[process] = time.monotonic(), frozenset(participants)

    def changes(self) -> dict[str, bool]:
        """Return who has come and gone since the last call."""
        now = self.online
        changed = {participant: participant in now for participant in now ^ self._told}
        self._told = now
        return changed
