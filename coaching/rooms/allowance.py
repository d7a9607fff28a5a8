"""How much one reader may ask for: a burst, and then so many a second. Whoever wants more is told to wait."""

import time
from collections import OrderedDict

BURST = 200
PER_SECOND = 50.0
MOST_READERS = 10_000


class Allowance:
    """How many messages a reader may still send: a burst, and then so many a second."""

    def __init__(self, burst: int = BURST, per_second: float = PER_SECOND) -> None:
        """Begin with the whole burst."""
        self._burst = burst
        self._per_second = per_second
        self._left = float(burst)
        self._at = time.monotonic()

    def take(self) -> bool:
        """Return whether one more message is allowed, and count it."""
        now = time.monotonic()
        self._left = min(self._burst, self._left + (now - self._at) * self._per_second)
        self._at = now
        if self._left < 1:
            return False
        self._left -= 1
        return True


class Allowances:
    """The allowances of readers who come by plain HTTP, each known by a key; a bounded number is remembered.

    Each process counts for itself, as it does for sockets.
    """

    def __init__(self, most: int = MOST_READERS) -> None:
        """Remember up to `most` readers, the latest ones."""
        self._most = most
        self._readers: OrderedDict[str, Allowance] = OrderedDict()

    def take(self, reader: str) -> bool:
        """Return whether this reader may send one more message, and count it."""
        # Threads may meet here: the worst is that one of them counts in an allowance that is forgotten.
        allowance = self._readers.pop(reader, None) or Allowance()
        self._readers[reader] = allowance
        while len(self._readers) > self._most:
            self._readers.popitem(last=False)
        return allowance.take()
