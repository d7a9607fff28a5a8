"""`make bench-site`: what the public pages of a large event cost, and how long its standings take.

An event of 60 skills, 1,400 competitors and 600,000 marks is built in a database of its own, and served on this machine by
two processes: one that makes every answer anew, one that keeps answers. Their pages are asked for in turn with two bare
pages of Wagtail; every figure is the median of several runs. Nothing here is a test.
"""

import argparse
import datetime as dt
import json
import os
import platform
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

from tests.browser.server import Server, environment, manage
from tests.load.processes import Process

LEAST_RUNS = 5
READERS = 4  # Connections that ask one after the other, all the time.
MARKS_IN_TURN = 50
Row = dict[str, Any]


def main() -> None:
    """Build the event, measure, and print the table as text and JSON."""
    wishes = _wishes()
    with tempfile.TemporaryDirectory(prefix="podium-bench-site-") as name:
        env = environment(wishes.database or f"sqlite:///{name}/podium.sqlite3", Path(name), PODIUM_DUE_BY_ITSELF="0")
        env.pop("REDIS_URL", None)
        manage("migrate", "--verbosity=0", env=env)
        event = Process("tests.load.site_event", env=env)
        try:
            built = event.ask("build", skills=wishes.skills, competitors=wishes.competitors, marks=wishes.marks)
            say(f"Built in {built['seconds']:.0f} s: {built['skills']} skills, {built['marks']:,} marks")
            with _servers(env, Path(name)) as ports:
                pages = _pages(event, ports, built["addresses"], wishes)
            standings = _standings(event, wishes.runs)
        finally:
            event.end()
    result = {
        "at": dt.datetime.now(dt.UTC).isoformat(),
        "machine": _machine(),
        "database": "PostgreSQL" if "postgres" in wishes.database else "SQLite",
        "built": built,
        "pages": pages,
        "standings": standings,
    }
    Path(wishes.json).parent.mkdir(parents=True, exist_ok=True)
    Path(wishes.json).write_text(json.dumps(result, indent=1), encoding="utf-8")
    say(f"\n{_machine()}, {result['database']}\n\n{table(pages)}\n\n{told(standings)}\n\nAs JSON: {wishes.json}")


def _wishes() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make bench-site", description=__doc__)
    parser.add_argument("--skills", type=int, default=60)
    parser.add_argument("--competitors", type=int, default=1_400)
    parser.add_argument("--marks", type=int, default=600_000)
    parser.add_argument("--runs", type=int, default=LEAST_RUNS, help="how often each is measured, five at least")
    parser.add_argument("--seconds", type=float, default=2.0, help="how long each page is asked for in one run")
    parser.add_argument("--requests", type=int, default=2_000, help="how many answers end a run before that")
    parser.add_argument("--database", default="", help="the address of an empty database; else SQLite in a file")
    parser.add_argument("--json", default="var/bench-site.json", help="where to write the figures")
    wishes = parser.parse_args()
    wishes.runs = max(LEAST_RUNS, wishes.runs)
    return wishes


@contextmanager
def _servers(env: dict[str, str], folder: Path) -> Iterator[dict[str, int]]:
    """Yield the ports of a server that makes every answer anew and of one that keeps answers."""
    kept = {"cold": "0", "kept": "1"}
    servers = {
        name: Server({**env, "PODIUM_KEPT_ANSWERS": flag}, folder / f"{name}.log") for name, flag in kept.items()
    }
    try:
        for server in servers.values():
            server.start()
        yield {name: server.port for name, server in servers.items()}
    finally:
        for server in servers.values():
            server.stop()


def _pages(event: Process, ports: dict[str, int], addresses: dict[str, str], wishes: argparse.Namespace) -> list[Row]:
    rows: list[Row] = [
        {"page": page, "address": address, "cold": [], "kept": []} for page, address in addresses.items()
    ]
    for row in rows:
        row["bytes"] = len(_asked(ports["cold"], row["address"]))
        row["queries"] = event.ask("queries", address=row["address"])
    for run in range(wishes.runs):
        for row in rows:
            for name, port in ports.items():
                row[name].append(_rate(port, row["address"], wishes.seconds, wishes.requests))
        say(f"run {run + 1} of {wishes.runs}")
    return rows


def _asked(port: int, address: str) -> bytes:
    connection = HTTPConnection("127.0.0.1", port, timeout=120)
    connection.request("GET", address)
    body = connection.getresponse().read()
    connection.close()
    return body


def _rate(port: int, address: str, seconds: float, most: int) -> float:
    """Return the answers a second, with the readers asking one after the other."""
    _asked(port, address)
    counts = [0] * READERS
    begun = time.monotonic()

    def read(number: int) -> None:
        connection = HTTPConnection("127.0.0.1", port, timeout=120)
        while time.monotonic() - begun < seconds and counts[number] < most // READERS:
            connection.request("GET", address)
            answer = connection.getresponse()
            answer.read()
            assert answer.status == 200, address
            counts[number] += 1
        connection.close()

    readers = [threading.Thread(target=read, args=(number,)) for number in range(READERS)]
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join()
    return sum(counts) / (time.monotonic() - begun)


def _standings(event: Process, runs: int) -> Row:
    """Measure the standings in turn: all of them from the marks, one skill, one mark."""
    made: dict[str, list[float]] = {"all_seconds": [], "skill_ms": [], "mark_ms": []}
    for _ in range(runs):
        found = event.ask("standings")
        assert found["differences"] == 0, "What is stored is not what the marks give."
        made["all_seconds"].append(found["seconds"])
        made["skill_ms"].append(event.ask("one_skill")["ms"])
        made["mark_ms"].append(event.ask("one_mark", count=MARKS_IN_TURN)["ms"])
    return {name: {"median": statistics.median(values), "each": values} for name, values in made.items()}


def table(rows: list[Row]) -> str:
    """Return the pages as a Markdown table; the ratio is to Wagtail's own page, made anew."""
    bare = statistics.median(rows[0]["cold"])
    lines = [
        "| page | bytes | queries anew | queries kept | anew, answers/s | kept, answers/s | kept, against the bare page |",
        "|---|---|---|---|---|---|---|",
    ]
    for row in rows:
        cold, kept = statistics.median(row["cold"]), statistics.median(row["kept"])
        lines.append(
            f"| {row['page']} | {row['bytes']:,} | {row['queries']['cold']} | {row['queries']['kept']} "
            f"| {_spread(row['cold'], cold)} | {_spread(row['kept'], kept)} | {kept / bare:.2f} |"
        )
    return "\n".join(lines)


def _spread(each: list[float], middle: float) -> str:
    return f"{middle:,.1f} ({min(each):,.1f} to {max(each):,.1f})"


def told(standings: Row) -> str:
    """Return the standings in words."""
    middle = {name: found["median"] for name, found in standings.items()}
    return (
        f"All standings from the marks, compared with what is stored: {middle['all_seconds']:.2f} s\n"
        f"One skill taken anew and published: {middle['skill_ms']:.0f} ms\n"
        f"One mark through the log of its room, with totals and places: {middle['mark_ms']:.1f} ms"
    )


def _machine() -> str:
    return f"{os.cpu_count()} cores, {platform.system()} {platform.machine()}, Python {platform.python_version()}"


def say(text: str) -> None:
    """Print at once."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
