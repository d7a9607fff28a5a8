"""Who is here, and whose network is bad: known of the sockets of this process, and heard from the others."""

import time
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Final

REMEMBERED_SECONDS = 45.0
SLOW_MILLISECONDS: Final = 400
BAD_MILLISECONDS: Final = 1500
LOST_SECONDS: Final = 90.0
"""Without a beat for so long somebody's network is bad; browsers beat every 25 seconds, hidden tabs every minute."""


class Presence:
    """Who of a room has a socket open anywhere; other processes say every few seconds who is with them."""

    def __init__(self) -> None:
        """Begin with nobody."""
        self._here: Counter[str] = Counter()
        self._elsewhere: dict[str, tuple[float, frozenset[str]]] = {}
        self._told: frozenset[str] = frozenset()
        self._beats: dict[str, tuple[float, int]] = {}
        self._far_networks: dict[str, Mapping[str, str]] = {}
        self._polled: dict[str, float] = {}
        self._network_told: dict[str, str] | None = None

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
            self._beats.pop(participant, None)

    def hear(self, process: str, participants: Iterable[str], network: Mapping[str, str] | None = None) -> None:
        """Take in who is with another process, and whose network is not good there."""
        self._elsewhere[process] = time.monotonic(), frozenset(participants)
        self._far_networks[process] = network or {}

    # Networks --------------------------------------------------------------------------------------------------

    def beat(self, participant: str, round_trip: int | None) -> bool:
        """Take in a sign of life with the last round trip that the browser measured, in milliseconds, if it has one.

        Return whether the network is another than it was.
        """
        now = time.monotonic()
        at, earlier = self._beats.get(participant, (now, 0))
        measured = earlier if round_trip is None else round_trip
        self._beats[participant] = now, measured
        return _quality(now - at, earlier) != _quality(0, measured)

    def polled(self, participant: str) -> None:
        """Take in that somebody looks at the room without a socket, which counts as slow."""
        self._polled[participant] = time.monotonic()

    @property
    def network_here(self) -> dict[str, str]:
        """Whose network is "slow" or "bad", of those who are with this process."""
        now = time.monotonic()
        beats = {person: _quality(now - at, trip) for person, (at, trip) in self._beats.items()}
        polled = [person for person, at in self._polled.items() if now - at < REMEMBERED_SECONDS]
        return dict.fromkeys(polled, "slow") | {person: word for person, word in beats.items() if word != "good"}

    @property
    def network(self) -> dict[str, str]:
        """Whose network is "slow" or "bad", of everybody who is here; all the others' is good."""
        oldest = time.monotonic() - REMEMBERED_SECONDS
        known: dict[str, str] = {}
        for process, (heard, _people) in self._elsewhere.items():
            if heard >= oldest:
                known |= self._far_networks.get(process, {})
        return known | self.network_here

    def network_changes(self) -> dict[str, str] | None:
        """Return whose network is not good, or None if that was told the last time already."""
        now = self.network
        if now == self._network_told:
            return None
        self._network_told = now
        return now

    def forget_told_network(self) -> None:
        """Tell it again: somebody has come who has not heard it."""
        self._network_told = None

    def changes(self) -> dict[str, bool]:
        """Return who has come and gone since the last call."""
        now = self.online
        changed = {participant: participant in now for participant in now ^ self._told}
        self._told = now
        return changed


def _quality(silence: float, round_trip: int) -> str:
    """Return "good", "slow" or "bad" after so many seconds of silence and a round trip of so many milliseconds."""
    if silence > LOST_SECONDS or round_trip > BAD_MILLISECONDS:
        return "bad"
    return "slow" if round_trip > SLOW_MILLISECONDS else "good"
