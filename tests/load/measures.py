"""What is measured: one function for each row of the table. Each yields one figure and its raw limit a run."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from statistics import median
from typing import Any

import psycopg

from tests.load.processes import Bench, Process, Server

Run = dict[str, float]
FRAMES = 20


@dataclass(frozen=True)
class Measure:
    """A row: what it is called, its unit, what must be and what is aimed at, and how a run is made.

    `figure` names the value of a run that must and aim speak of; `needs` says "postgresql" or "redis".
    """

    key: str
    title: str
    figure: str
    must: str
    aim: str
    runs: Callable[[Bench], Iterator[Run]]
    needs: str = ""
    fewer: int = 0


def fan_out(sockets: int, rooms: int = 1, times: int = 10, *, layer: bool = False) -> Callable[[Bench], Iterator[Run]]:
    """Return a measure of fan-out: deliveries per CPU second, Podium's and the raw library's in turn."""

    def runs(bench: Bench) -> Iterator[Run]:
        podium, raw, screens = bench.podium("fan-out", layer=layer), bench.raw(), bench.screens()
        driver = bench.podium("other", layer=True) if layer else podium
        # Through Redis both processes count: the one that makes an event known, and the one with the sockets.
        servers = (driver, podium) if layer else (podium,)
        podium.ask("coalesce", seconds=0)
        prepared = [podium.ask("prepare", competitors=10, judges=3) for _ in range(rooms)]
        each = sockets // rooms
        paths = [f"/ws/rooms/{room['id']}/board/" for room in prepared for _ in range(each)]
        _join(screens, "podium", podium, [[path, ""] for path in paths])
        told = {"rooms": prepared, "times": FRAMES}
        # From the second round on every competitor has a place.
        _told(screens, "podium", driver, FRAMES, told)
        text = screens.ask("last", group="podium")["text"]
        _join(screens, "raw", raw, [[f"/{number % rooms}", ""] for number in range(sockets)])
        while True:
            ours = _deliveries(screens, "podium", servers, sockets, times, told)
            limit = _deliveries(screens, "raw", (raw,), sockets, times, {"text": text, "times": FRAMES})
            yield {"podium": ours, "raw": limit, "ratio": ours / limit, "bytes": len(text.encode())}

    return runs


def _join(screens: Process, group: str, server: Server, targets: list[list[str]], **more: Any) -> dict[str, Any]:
    screens.ask("close", group=group)
    joined: dict[str, Any] = screens.ask("open", group=group, port=server.port, targets=targets, **more)
    assert joined["refused"] == 0, joined
    return joined


def _told(screens: Process, group: str, server: Process, frames: int, told: dict[str, Any]) -> None:
    screens.ask("mark_time", group=group)
    screens.begin("count", group=group, frames=frames)
    server.ask("ring", **told)
    counted = screens.answer()
    assert not counted["missing"], counted


def _deliveries(
    screens: Process, group: str, servers: tuple[Process, ...], sockets: int, times: int, told: dict[str, Any]
) -> float:
    used = {id(server): server.ask("usage")["cpu"] for server in servers}
    for _ in range(times):
        _told(screens, group, servers[0], FRAMES, told)
    spent = sum(server.ask("usage")["cpu"] - used[id(server)] for server in servers)
    return sockets * FRAMES * times / spent


def joining(people: int) -> Callable[[Bench], Iterator[Run]]:
    """Return a measure of joining: everybody at once, each with a session of Django's, each sent a snapshot."""

    def runs(bench: Bench) -> Iterator[Run]:
        podium, raw, screens = bench.podium("joining"), bench.raw("raw-joining"), bench.screens()
        room = podium.ask("prepare", competitors=people, judges=3, signed_in=True)
        path = f"/ws/rooms/{room['id']}/competitor/"
        targets = [[path, cookie] for cookie in room["cookies"]]
        while True:
            screens.ask("close", group="joining")
            before = podium.ask("usage")["cpu"]
            ours = screens.ask("open", group="joining", port=podium.port, targets=targets)
            each = (podium.ask("usage")["cpu"] - before) * 1000 / people
            raw.ask("first", text=ours["first"])
            screens.ask("close", group="raw")
            limit = screens.ask("open", group="raw", port=raw.port, targets=[["/", ""]] * people)
            screens.ask("close", group="raw")
            assert ours["joined"], ours
            yield {
                "podium": ours["joined"] / ours["seconds"],
                "raw": limit["joined"] / limit["seconds"],
                "ratio": ours["joined"] / ours["seconds"] / (limit["joined"] / limit["seconds"]),
                "refused": ours["refused"],
                "p99": ours["p99"],
                "cpu_ms": each,
            }

    return runs


def memory(sockets: int) -> Callable[[Bench], Iterator[Run]]:
    """Return a measure of the memory that an idle socket costs, in KiB of the process's own."""

    def runs(bench: Bench) -> Iterator[Run]:
        screens = bench.screens()
        while True:
            podium, raw = bench.podium("memory"), bench.raw("raw-memory")
            room = podium.ask("prepare", competitors=30, judges=3)
            path = f"/ws/rooms/{room['id']}/board/"
            ours = _kept(screens, podium, "memory", [[path, ""]] * sockets)
            limit = _kept(screens, raw, "raw-kept", [["/", ""]] * sockets)
            screens.ask("close", group="memory")
            screens.ask("close", group="raw-kept")
            bench.end("memory", "raw-memory")
            yield {"podium": ours, "raw": limit, "ratio": ours / limit}

    return runs


def _kept(screens: Process, server: Server, group: str, targets: list[list[str]]) -> float:
    warm, rest = targets[:100], targets[100:]
    _join(screens, group, server, warm)
    before = server.ask("collect" if group == "memory" else "usage")["memory"]
    remaining = iter(rest)
    while batch := list(islice(remaining, 500)):
        joined = screens.ask("open", group=group, port=server.port, targets=batch)
        assert joined["refused"] == 0, joined
    screens.ask("idle", seconds=2)
    after = server.ask("collect" if group == "memory" else "usage")["memory"]
    return (after - before) / len(rest) / 1024


def marks(rooms: int, judges: int, seconds: float) -> Callable[[Bench], Iterator[Run]]:
    """Return a measure of marking: judges who send the next mark when the one before is durable."""

    def runs(bench: Bench) -> Iterator[Run]:
        podium, screens = bench.podium("marks"), bench.screens()
        prepared = [podium.ask("prepare", competitors=10, judges=judges // rooms) for _ in range(rooms)]
        targets = [[f"/ws/rooms/{room['id']}/judge/", cookie] for room in prepared for cookie in room["judges"]]
        _join(screens, "judges", podium, targets, asks=True)
        lists = [_marks_of(room, 300, start=number) for room in prepared for number in range(judges // rooms)]
        while True:
            used = podium.ask("usage")
            done = screens.ask("loop", judges="judges", marks=lists, seconds=seconds)
            after = podium.ask("usage")
            busy = (after["cpu"] - used["cpu"]) / (after["at"] - used["at"])
            limit = _rows_a_second(bench.database)
            figures = {"podium": done["per_second"], "raw": limit, "ratio": done["per_second"] / limit}
            yield {**figures, "p99": done["p99"], "refused": done["refused"], "busy": busy}

    return runs


def _rows_a_second(database: str) -> float:
    """Return how many rows a second psycopg alone commits, one after another, on this disk at this moment."""
    with psycopg.connect(database, autocommit=True) as rows:
        rows.execute("CREATE TABLE IF NOT EXISTS raw_marks (id bigserial PRIMARY KEY, text text)")
        begun, count = time.monotonic(), 0
        while time.monotonic() - begun < 1:
            rows.execute("INSERT INTO raw_marks (text) VALUES ('mark')")
            count += 1
    return count / (time.monotonic() - begun)


def _marks_of(room: dict[str, Any], count: int, start: int = 0) -> list[dict[str, Any]]:
    competitors, aspects = room["competitors"], room["aspects"]
    return [
        {
            "competitor": competitors[(start + number) % len(competitors)],
            "aspect": aspects[(start + number // len(competitors)) % len(aspects)],
            "mark": ("1.00", "0.50")[number // (len(competitors) * len(aspects)) % 2],
            "reason": "half",
        }
        for number in range(count)
    ]


def latency(*, coalescing: bool) -> Callable[[Bench], Iterator[Run]]:
    """Return a measure of how long a mark takes to be durable and then on every one of 200 screens, in ms."""

    def runs(bench: Bench) -> Iterator[Run]:
        podium, raw, screens = bench.podium("latency"), bench.raw("durable"), bench.screens()
        podium.ask("coalesce", seconds=0.1 if coalescing else 0)
        room = podium.ask("prepare", competitors=30, judges=5)
        _join(screens, "judges", podium, _judges(room), asks=True)
        _join(screens, "watching", podium, [[f"/ws/rooms/{room['id']}/board/", ""]] * 200)
        _join(screens, "raw", raw, [["/", ""]] * 200)
        turn = 0
        while True:
            few = _marks_of(room, 100, start=turn)
            # A hundred marks reach into four aspects of 30 competitors: none is given twice, which no board would show.
            turn += 4
            ours = screens.ask("pace", judges="judges", screens="watching", marks=few, per_second=20)
            for number, mark in enumerate(few):
                mark["seq"] = turn * 1000 + number
            limit = screens.ask("pace", judges="raw", screens="raw", marks=few, per_second=20, plain=True)
            assert ours["missing"] == 0, ours
            yield {
                "podium": ours["p99"] * 1000,
                "raw": limit["p99"] * 1000,
                "ratio": ours["p99"] / limit["p99"],
                "p50": ours["p50"] * 1000,
                "raw_p50": limit["p50"] * 1000,
            }

    return runs


def _judges(room: dict[str, Any]) -> list[list[str]]:
    return [[f"/ws/rooms/{room['id']}/judge/", cookie] for cookie in room["judges"]]


def burst(bench: Bench) -> Iterator[Run]:
    """Measure 200 marks at once: when the final board is on each of 200 screens, in seconds."""
    podium, screens = bench.podium("burst"), bench.screens()
    while True:
        room = podium.ask("prepare", competitors=40, judges=5)
        _join(screens, "judges", podium, _judges(room), asks=True)
        _join(screens, "watching", podium, [[f"/ws/rooms/{room['id']}/board/", ""]] * 200)
        lists = [_marks_of(room, 200)[number::5] for number in range(5)]
        done = screens.ask("burst", judges="judges", screens="watching", marks=lists)
        yield {
            "podium": done["seconds"],
            "answered": done["answered"],
            "missing": done["missing"],
            "refused": done["refused"],
        }


def growth(bench: Bench) -> Iterator[Run]:
    """Measure the CPU that one mark costs with 30 and with 3,000 competitors in the room, in ms."""
    podium, screens = bench.podium("growth"), bench.screens()
    small = podium.ask("prepare", competitors=30, judges=1)
    large = podium.ask("prepare", competitors=3000, judges=1)
    for name, room in (("small", small), ("large", large)):
        _join(screens, f"{name} judges", podium, _judges(room), asks=True)
        _join(screens, f"{name} screens", podium, [[f"/ws/rooms/{room['id']}/board/", ""]] * 3)
    while True:
        cost = {name: _cost(podium, screens, name, room) for name, room in (("small", small), ("large", large))}
        yield {"podium": cost["large"], "small": cost["small"], "ratio": cost["large"] / cost["small"]}


def _cost(podium: Server, screens: Process, name: str, room: dict[str, Any]) -> float:
    few = _marks_of({**room, "competitors": room["competitors"][:30]}, 100)
    before = podium.ask("usage")["cpu"]
    screens.ask("pace", judges=f"{name} judges", screens=f"{name} screens", marks=few, per_second=40)
    return float(podium.ask("usage")["cpu"] - before) * 1000 / len(few)


def deaf_readers(bench: Bench) -> Iterator[Run]:
    """Measure three readers that never read beside 200 that do: what waits for each of the three, in KiB."""
    podium, screens = bench.podium("deaf"), bench.screens()
    podium.ask("coalesce", seconds=0)
    while True:
        room = podium.ask("prepare", competitors=10, judges=3)
        path = f"/ws/rooms/{room['id']}/board/"
        _join(screens, "reading", podium, [[path, ""]] * 200)
        told = {"rooms": [room], "times": 500}
        alone = median(_seconds(screens, podium, told) for _ in range(5))
        _join(screens, "deaf", podium, [[path, ""]] * 3, small=True)
        screens.ask("deaf", group="deaf")
        begun, most, beside = podium.ask("usage"), 0, []
        for _ in range(10):
            beside.append(_seconds(screens, podium, told))
            most = max([most, *podium.ask("waiting")["bytes"]])
        grown = podium.ask("usage")["memory"] - begun["memory"]
        yield {"podium": most / 1024, "grown": grown / 3 / 1024, "slower": median(beside) / alone}


def _seconds(screens: Process, podium: Server, told: dict[str, Any]) -> float:
    """Return how long it takes until every reader has read everything."""
    begun = time.monotonic()
    _told(screens, "reading", podium, told["times"], told)
    return time.monotonic() - begun


MEASURES = (
    Measure("fan-out-1000", "fan-out, one room, 1,000 sockets", "ratio", ">= 0.8", ">= 1.2", fan_out(1000)),
    Measure("fan-out-3000", "fan-out, one room, 3,000 sockets", "ratio", ">= 0.8", ">= 1.2", fan_out(3000, times=4)),
    Measure(
        "fan-out-redis",
        "the same through Redis, 1,000 sockets",
        "ratio",
        ">= 0.7",
        ">= 1.1",
        fan_out(1000, layer=True),
        "redis",
    ),
    Measure("fan-out-rooms", "100 rooms x 10 sockets", "ratio", ">= 0.4", ">= 0.9", fan_out(1000, 100)),
    Measure(
        "latency",
        "mark durable and on 200 screens, 20 a second, coalescing: p99, ms",
        "podium",
        "<= 150",
        "less",
        latency(coalescing=True),
    ),
    Measure(
        "latency-plain",
        "the same without coalescing: p99 against the raw library's",
        "ratio",
        "<= 2",
        "less",
        latency(coalescing=False),
    ),
    Measure(
        "marks",
        "durable marks a second, 50 judges in 10 rooms",
        "podium",
        ">= 400",
        ">= 2000",
        marks(10, 50, 4),
        "postgresql",
    ),
    Measure("join-1000", "1,000 join at once, a second", "podium", ">= 500", ">= 1500", joining(1000)),
    Measure("join-5000", "5,000 join at once: p99, seconds", "p99", "all in", "<= 5", joining(5000), fewer=3),
    Measure("memory", "memory of an idle socket at 5,000, KiB", "podium", "<= 30", "<= 20", memory(5000), fewer=3),
    Measure("deaf", "three that never read beside 200: waiting, KiB each", "podium", "<= 1024", "<= 64", deaf_readers),
    Measure("growth", "cost of a mark, 3,000 competitors against 30", "ratio", "<= 1.2", "<= 1.2", growth),
    Measure("burst", "200 marks at once: final board on 200 screens, seconds", "podium", "<= 0.5", "<= 0.3", burst),
)
