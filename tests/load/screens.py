"""Many browsers in one process, as cheap as they can be: they count frames and look at the numbers in them.

`python -m tests.load.screens` reads one JSON command a line and writes one JSON answer, as the servers do.
"""

import json
import os
import re
import resource
import select
import socket
import statistics
import struct
import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

PATIENCE = 90
AT_ONCE = 1 << 17
SEQ = re.compile(rb'"seq": ?(\d+)')
TEXT, CLOSE, PING, PONG = 1, 8, 9, 10
HANDSHAKE = (
    "GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    "Sec-WebSocket-Key: {key}\r\nSec-WebSocket-Version: 13\r\nOrigin: http://127.0.0.1:{port}\r\n{more}\r\n"
)


@dataclass
class Screen:
    """One browser's socket."""

    socket: socket.socket
    request: bytes
    begun: float
    buffer: bytes = b""
    opened: bool = False
    refused: str = ""
    frames: int = 0
    seen: int = 0
    seq: int = 0
    first: float = 0.0
    last: bytes = b""
    closed_with: int = 0
    shown: list[tuple[float, int]] = field(default_factory=list)
    replies: list[dict[str, Any]] = field(default_factory=list)
    asks: bool = False

    def read(self) -> None:
        """Take in what has come."""
        try:
            data = self.socket.recv(AT_ONCE)
        except BlockingIOError:
            return
        except OSError as error:
            self.refused = self.refused or str(error)
            return
        if not data:
            self.refused = self.refused or "closed"
            return
        self.buffer += data
        if self.opened or self._open():
            self._take_frames()

    def _open(self) -> bool:
        head, found, rest = self.buffer.partition(b"\r\n\r\n")
        if not found:
            return False
        self.opened, self.buffer = True, rest
        if not head.startswith(b"HTTP/1.1 101"):
            self.refused = head.split(b"\r\n")[0].decode()
        return not self.refused

    def _take_frames(self) -> None:
        data, at, size = self.buffer, 0, len(self.buffer)
        while size - at >= 2:
            length, head = data[at + 1], 2
            if length == 126:
                length, head = int.from_bytes(data[at + 2 : at + 4], "big"), 4
            elif length == 127:
                length, head = int.from_bytes(data[at + 2 : at + 10], "big"), 10
            end = at + head + length
            if end > size:
                break
            self._take(data[at] & 15, data, at + head, end)
            at = end
        if at:
            self.buffer = data[at:]

    def _take(self, kind: int, data: bytes, start: int, end: int) -> None:
        if kind == TEXT:
            self.frames += 1
            if self.frames == 1:
                self.first = time.monotonic()
            self._look(data, start, end)
        elif kind == PING:
            self.socket.send(masked(PONG, data[start:end]))
        elif kind == CLOSE:
            self.closed_with = int.from_bytes(data[start : start + 2], "big")

    def _look(self, data: bytes, start: int, end: int) -> None:
        found = SEQ.search(data, start, min(end, start + 120))
        if self.asks and data.find(b'"type":"reply"', start, start + 40) >= 0:
            reply = json.loads(data[start:end])
            self.replies.append({"at": time.monotonic(), "ok": reply["ok"], "seq": reply.get("seq", 0), **reply})
        elif found:
            self.seq = max(self.seq, int(found[1]))
            self.shown.append((time.monotonic(), self.seq))
        if end - start < AT_ONCE:
            self.last = data[start:end]

    def say(self, text: str) -> None:
        """Send a text frame; it is small, so it goes out at once."""
        self.socket.send(masked(TEXT, text.encode()))


def masked(kind: int, payload: bytes) -> bytes:
    """Return a frame as browsers send it, with a mask (of zeros, which is one too)."""
    size = len(payload)
    head = struct.pack("!BB", 128 | kind, 128 | size) if size < 126 else struct.pack("!BBH", 128 | kind, 254, size)
    return head + b"\0\0\0\0" + payload


class Screens:
    """Every socket of this process, in named groups."""

    def __init__(self) -> None:
        """Begin with nobody."""
        self._epoll = select.epoll()
        self._by_fd: dict[int, Screen] = {}
        self._groups: dict[str, list[Screen]] = {}
        self._joining: set[int] = set()

    # Coming and going ------------------------------------------------------------------------------------------

    def open(
        self, group: str, port: int, targets: list[list[str]], *, asks: bool = False, small: bool = False
    ) -> dict[str, Any]:
        """Connect to every target (path and cookie) at the same moment and wait for the first frame of each."""
        begun = time.monotonic()
        screens = [self._connect(port, path, cookie, small=small) for path, cookie in targets]
        for screen in screens:
            screen.asks = asks
        self._groups.setdefault(group, []).extend(screens)
        self._until(lambda: all(screen.frames or screen.refused for screen in screens))
        joined = sorted(screen.first - begun for screen in screens if screen.frames)
        refused = [screen.refused or "no answer" for screen in screens if not screen.frames]
        last = joined[-1] if joined else 0.0
        return {
            "joined": len(joined),
            "refused": len(refused),
            "why": refused[:3],
            "seconds": last,
            "p99": nth(joined, 0.99),
            "first": screens[0].last.decode(),
        }

    def _connect(self, port: int, path: str, cookie: str, *, small: bool) -> Screen:
        connection = socket.socket()
        if small:
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        connection.setblocking(False)
        begun = time.monotonic()
        connection.connect_ex(("127.0.0.1", port))
        more = f"Cookie: {cookie}\r\n" if cookie else ""
        request = HANDSHAKE.format(path=path, port=port, key="AAAAAAAAAAAAAAAAAAAAAA==", more=more).encode()
        screen = Screen(connection, request, begun)
        self._by_fd[connection.fileno()] = screen
        self._epoll.register(connection.fileno(), select.EPOLLOUT)
        return screen

    def deaf(self, group: str) -> dict[str, Any]:
        """Let the screens of the group read no more."""
        for screen in self._groups[group]:
            self._epoll.modify(screen.socket.fileno(), 0)
        return {}

    def hear(self, group: str) -> dict[str, Any]:
        """Let the screens of the group read again until the server has closed them; return the codes."""
        screens = self._groups[group]
        for screen in screens:
            self._epoll.modify(screen.socket.fileno(), select.EPOLLIN)
        self._until(lambda: all(screen.refused or screen.closed_with for screen in screens), 15)
        return {"closed_with": [screen.closed_with for screen in screens]}

    def close(self, group: str) -> dict[str, Any]:
        """Hang up."""
        for screen in self._groups.pop(group, []):
            self._by_fd.pop(screen.socket.fileno(), None)
            screen.socket.close()
        return {}

    # Waiting ---------------------------------------------------------------------------------------------------

    def _until(self, true: Callable[[], bool], patience: float = PATIENCE) -> bool:
        deadline = time.monotonic() + patience
        while not true():
            if time.monotonic() > deadline:
                return False
            self._turn(0.2)
        return True

    def _turn(self, patience: float) -> None:
        for fd, happened in self._epoll.poll(patience):
            screen = self._by_fd[fd]
            if happened & select.EPOLLOUT and screen.request:
                self._greet(fd, screen)
            elif happened & (select.EPOLLIN | select.EPOLLHUP | select.EPOLLERR):
                screen.read()
                if screen.refused:
                    self._epoll.modify(fd, 0)

    def _greet(self, fd: int, screen: Screen) -> None:
        try:
            screen.socket.send(screen.request)
        except OSError as error:
            screen.refused = str(error)
            self._epoll.modify(fd, 0)
            return
        screen.request = b""
        self._epoll.modify(fd, select.EPOLLIN)

    def mark_time(self, group: str) -> dict[str, Any]:
        """Count from here."""
        self._turn(0)
        for screen in self._groups[group]:
            screen.seen = screen.frames
            screen.shown.clear()
        return {}

    def count(self, group: str, frames: int) -> dict[str, Any]:
        """Wait until every screen has so many frames more than at the last `mark_time`."""
        screens, begun = self._groups[group], time.monotonic()
        behind = list(screens)
        self._until(lambda: not _still(behind, lambda screen: screen.frames - screen.seen < frames))
        return {"seconds": time.monotonic() - begun, "missing": len(behind)}

    def idle(self, seconds: float) -> dict[str, Any]:
        """Do nothing but answer pings."""
        self._until(lambda: False, seconds)
        return {}

    def last(self, group: str) -> dict[str, Any]:
        """Return the last text that the first screen was sent."""
        return {"text": self._groups[group][0].last.decode()}

    # Marking ---------------------------------------------------------------------------------------------------

    def burst(self, judges: str, screens: str, marks: list[list[dict[str, Any]]]) -> dict[str, Any]:
        """Send all marks at once, a list for each judge; wait until every screen shows the last one."""
        sitting, begun = self._groups[judges], time.monotonic()
        for judge, theirs in zip(sitting, marks, strict=True):
            judge.replies.clear()
            for data in theirs:
                judge.say(command(data))
        wanted = sum(map(len, marks))
        self._until(lambda: sum(len(judge.replies) for judge in sitting) >= wanted)
        answered = time.monotonic() - begun
        final = max(reply["seq"] for judge in sitting for reply in judge.replies)
        behind = list(self._groups[screens])
        self._until(lambda: not _still(behind, lambda screen: screen.seq < final))
        refused = sum(not reply["ok"] for judge in sitting for reply in judge.replies)
        seconds = time.monotonic() - begun
        return {"answered": answered, "seconds": seconds, "missing": len(behind), "refused": refused}

    def loop(self, judges: str, marks: list[list[dict[str, Any]]], seconds: float) -> dict[str, Any]:
        """Let every judge send the next mark as soon as the one before is acknowledged, for so long."""
        sitting, begun = self._groups[judges], time.monotonic()
        sent = {id(judge): begun for judge in sitting}
        times: list[float] = []
        refused = turn = 0
        for judge, theirs in zip(sitting, marks, strict=True):
            judge.replies.clear()
            judge.say(command(theirs[0]))
        while time.monotonic() - begun < seconds:
            self._turn(0.05)
            for judge, theirs in zip(sitting, marks, strict=True):
                for reply in judge.replies:
                    refused += not reply["ok"]
                    times.append(reply["at"] - sent[id(judge)])
                    turn += 1
                    judge.say(command(theirs[turn % len(theirs)]))
                    sent[id(judge)] = time.monotonic()
                judge.replies.clear()
        took = time.monotonic() - begun
        self._until(lambda: all(judge.replies for judge in sitting))
        times.sort()
        return {"per_second": len(times) / took, "refused": refused, "p99": nth(times, 0.99)}

    def pace(
        self, judges: str, screens: str, marks: list[dict[str, Any]], per_second: float, *, plain: bool = False
    ) -> dict[str, Any]:
        """Send a mark every so often; return how long each took until the last screen showed it.

        With `plain` the text is no command of the protocol: its number is its place in the row.
        """
        sitting, watching = self._groups[judges], self._groups[screens]
        self.mark_time(screens)
        begun, sent = time.monotonic(), []
        for number, data in enumerate(marks):
            judge = sitting[number % len(sitting)]
            while time.monotonic() < begun + number / per_second:
                self._turn(0.001)
            sent.append((time.monotonic(), judge, len(judge.replies)))
            judge.say(json.dumps({"seq": data["seq"], "data": data}) if plain else command(data))
        self.idle(1.0)
        late = []
        for number, (at, judge, place) in enumerate(sent):
            seq = marks[number]["seq"] if plain else judge.replies[place]["seq"]
            late.append(max(first_at(screen, seq) for screen in watching) - at)
        late.sort()
        return {"p50": statistics.median(late), "p99": nth(late, 0.99), "missing": sum(x > PATIENCE for x in late)}


def first_at(screen: Screen, seq: int) -> float:
    """Return when the screen first showed this number or a later one; far away if it never did."""
    return next((at for at, shown in screen.shown if shown >= seq), float("inf"))


def command(data: dict[str, Any]) -> str:
    """Return a new command that records this mark."""
    return json.dumps({"v": 1, "id": str(uuid4()), "type": "measurement.record", "data": data})


def nth(values: list[float], share: float) -> float:
    """Return the value that this share of the sorted `values` does not exceed."""
    return values[min(len(values) - 1, int(len(values) * share))] if values else 0.0


def _still(behind: list[Screen], is_behind: Callable[[Screen], bool]) -> list[Screen]:
    behind[:] = filter(is_behind, behind)
    return behind


def main(lines: Iterable[str]) -> None:
    """Answer every line."""
    most = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    screens = Screens()
    for line in lines:
        request = json.loads(line)
        answer = getattr(screens, request.pop("do"))(**request)
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()
    os._exit(0)


if __name__ == "__main__":
    main(sys.stdin)
