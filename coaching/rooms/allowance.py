"""How much one reader may ask for: a burst, and then so many a second. Whoever wants more is told to wait.

Who was told so waits until a second's worth has come back. A client sends several commands before the first is
answered; if one of them is put off and the next is let in a moment later, it overtakes the one before it.
"""

import time
from collections import OrderedDict

BURST = 200
PER_SECOND = 50.0
MOST_READERS = 10_000


class Allowance:
    """How many messages a reader may still send: a burst, then so many a second, and after too many none for a second."""

    def __init__(self, burst: int = BURST, per_second: float = PER_SECOND) -> None:
        """Begin with the whole burst."""
        self._burst = burst
        self._per_second = per_second
        self._left = float(burst)
        self._at = time.monotonic()
        self._least = 1.0

    def take(self) -> bool:
        """Return whether one more message is allowed, and count it."""
        now = time.monotonic()
        self._left = min(self._burst, self._left + (now - self._at) * self._per_second)
        self._at = now
        if self._left < self._least:
            self._least = max(1.0, min(self._burst, self._per_second))
            return False
        self._least = 1.0
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
