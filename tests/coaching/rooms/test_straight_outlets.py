"""Frames written straight: in order, the same bytes to all, and one snapshot for whoever falls behind."""

from coaching.rooms import outlet as outlets
from coaching.rooms.audience import BOARD, Audience
from coaching.rooms.frames import STRAIGHT, Listener, Message, frame_of, straight_way
from coaching.rooms.outlet import StraightOutlet
from coaching.rooms.protocol import CloseCode

MUCH = 1000


class Wire:
    """A server's way to one socket: it holds what its reader does not take."""

    def __init__(self) -> None:
        self.reads = True
        self.read: list[bytes] = []
        self.held: list[bytes] = []
        self.closed_with: list[int] = []
        self.listener: Listener
        self.is_paused = False

    def write(self, frame: bytes) -> None:
        """Send, or hold and say that much waits."""
        if self.reads and not self.held:
            self.read.append(frame)
            return
        self.held.append(frame)
        if self.waiting() > MUCH and not self.is_paused:
            self.is_paused = True
            self.listener.paused()

    def waiting(self) -> int:
        """Return how many bytes are held."""
        return sum(map(len, self.held))

    def listen(self, listener: Listener) -> None:
        """Remember who listens."""
        self.listener = listener

    def close(self, code: int) -> None:
        """Note the code."""
        self.closed_with.append(code)

    def drain(self) -> None:
        """Let the reader take everything, as a transport does: all that is held, then it says so."""
        self.reads = True
        self.read += self.held
        self.held.clear()
        if self.is_paused:
            self.is_paused = False
            self.listener.resumed()

    @property
    def texts(self) -> list[str]:
        """What was read, without the heads of the frames."""
        return [frame[{126: 4, 127: 10}.get(frame[1], 2) :].decode() for frame in self.read]


def straight_outlet() -> tuple[Wire, StraightOutlet]:
    wire = Wire()
    return wire, StraightOutlet(wire, BOARD, _snapshot)


def _snapshot(_audience: Audience) -> str:
    return "snapshot"


def test_frames_are_those_of_the_rfc() -> None:
    assert frame_of(b"") == b"\x81\x00"
    assert frame_of(b"x" * 125)[:2] == b"\x81\x7d"
    assert frame_of(b"x" * 126)[:4] == b"\x81\x7e\x00\x7e"
    assert frame_of(b"x" * 0xFFFF)[:4] == b"\x81\x7e\xff\xff"
    assert frame_of(b"x" * 0x10000)[:10] == b"\x81\x7f\x00\x00\x00\x00\x00\x01\x00\x00"
    assert Message("Қ").frame == b"\x81\x02" + "Қ".encode()


def test_a_scope_without_the_extension_has_no_straight_way() -> None:
    wire = Wire()
    assert straight_way({}) is None
    assert straight_way({"extensions": {STRAIGHT: lambda: None}}) is None
    assert straight_way({"extensions": {STRAIGHT: lambda: wire}}) is wire


def test_everything_goes_out_in_order() -> None:
    wire, outlet = straight_outlet()
    outlet.refresh()
    outlet.push(Message("one"))
    outlet.answer("two")
    outlet.close(CloseCode.REMOVED)
    outlet.close(CloseCode.RESTARTING)
    assert wire.texts == ["snapshot", "one", "two"]
    assert wire.closed_with == [CloseCode.REMOVED]


def test_a_reader_who_falls_behind_gets_one_fresh_snapshot_and_every_answer() -> None:
    wire, outlet = straight_outlet()
    wire.reads = False
    for number in range(500):
        outlet.push(Message(f"news {number}"))
    waited = outlet.waiting_bytes
    outlet.answer("answer")
    outlet.refresh()
    assert waited <= MUCH + 20
    assert outlet.overflows == 1
    wire.drain()
    outlet.push(Message("after"))
    kept = [text for text in wire.texts if text.startswith("news")]
    assert kept == [f"news {number}" for number in range(len(kept))]
    assert wire.texts[len(kept) :] == ["answer", "snapshot", "after"]


def test_a_snapshot_that_waits_asks_for_no_other_when_there_is_no_news() -> None:
    wire, outlet = straight_outlet()
    wire.reads = False
    outlet.answer("x" * (MUCH + 1))
    wire.drain()
    assert outlet.overflows == 0
    assert wire.texts == ["x" * (MUCH + 1)]


def test_a_reader_who_asks_and_never_reads_is_closed() -> None:
    wire, outlet = straight_outlet()
    wire.reads = False
    for _ in range(2 * outlets.MOST_BYTES // MUCH + 2):
        outlet.answer("x" * MUCH)
    assert wire.closed_with == [CloseCode.TOO_SLOW]
    assert outlet.waiting_bytes <= outlets.MOST_BYTES + 3 * MUCH


def test_a_reader_who_takes_nothing_is_known() -> None:
    wire, outlet = straight_outlet()
    assert not outlet.stalled(-1)
    wire.reads = False
    for number in range(200):
        outlet.push(Message(f"news {number}"))
    assert outlet.stalled(-1)
    assert not outlet.stalled(3600)
    outlet.give_up()
    wire.drain()
    assert wire.closed_with == [CloseCode.TOO_SLOW]
    assert "snapshot" not in wire.texts
