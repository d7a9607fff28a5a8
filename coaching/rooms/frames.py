"""Messages encoded once for everybody who sees the same, and the way in which a server may take them.

ASGI takes text and makes a frame of it for each socket anew. A server that offers `STRAIGHT` among the extensions
of a socket's scope takes the frame itself, as RFC 6455 has it, and sends the same bytes to everybody.
"""

from collections.abc import Callable, Mapping
from typing import Any, Final, Protocol

STRAIGHT: Final = "podium.straight"
"""The name of the extension: a function that returns the `Straight` of an accepted socket, or None."""

_WHOLE_TEXT = 0x81
_SHORT, _MEDIUM = 125, 0xFFFF


class Listener(Protocol):
    """Who is told that a reader has fallen behind, and that everything has been sent."""

    def paused(self) -> None:
        """Much waits for this reader."""

    def resumed(self) -> None:
        """Nothing waits any more."""


class Straight(Protocol):
    """The way to one socket: whole frames, in order, never waiting."""

    def write(self, frame: bytes) -> None:
        """Send a frame; what the reader does not take now waits in this process."""

    def waiting(self) -> int:
        """Return how many bytes wait in this process."""

    def listen(self, listener: Listener) -> None:
        """Tell `listener` when much waits and when nothing waits any more."""

    def close(self, code: int) -> None:
        """Close the socket with this code, after what waits."""


class Message:
    """One message: its text, and the same as one unmasked, uncompressed frame."""

    __slots__ = ("frame", "text")

    def __init__(self, text: str) -> None:
        """Encode the text."""
        self.text = text
        self.frame = frame_of(text.encode())


def frame_of(payload: bytes) -> bytes:
    """Return the text frame, whole and as a server sends it, of `payload` (RFC 6455, 5.2)."""
    size = len(payload)
    if size <= _SHORT:
        return bytes((_WHOLE_TEXT, size)) + payload
    if size <= _MEDIUM:
        return b"\x81\x7e" + size.to_bytes(2, "big") + payload
    return b"\x81\x7f" + size.to_bytes(8, "big") + payload


def straight_way(scope: Mapping[str, Any]) -> Straight | None:
    """Return the straight way to the accepted socket of this scope, if its server has one."""
    offered: Callable[[], Straight | None] | None = scope.get("extensions", {}).get(STRAIGHT)
    return None if offered is None else offered()
