"""`make bench-rooms`: measure live rooms beside the raw library, and print the table as text and JSON.

Every figure is the median of several runs, in turn with the raw library's, with the lowest and the highest.
"""

import argparse
import datetime as dt
import json
import os
import platform
import re
import statistics
import sys
import time
from itertools import islice
from pathlib import Path
from typing import Any

from tests.load.measures import MEASURES, Measure, Run
from tests.load.processes import Bench, bench

RUNS = 5


def main() -> None:
    """Measure what was asked for."""
    wishes = _wishes()
    wanted = [m for m in MEASURES if not wishes.only or any(m.key.startswith(key) for key in wishes.only.split(","))]
    rows: list[dict[str, Any]] = []
    with bench() as found:
        say(f"{_machine()}; {'PostgreSQL' if found.on_postgresql else 'SQLite'}, {'' if found.redis else 'no '}Redis")
        for measure in wanted:
            rows.append(_measured(measure, found, wishes.runs))
            say(_line(rows[-1]))
    result = {"at": dt.datetime.now(dt.UTC).isoformat(), "machine": _machine(), "rows": rows}
    Path(wishes.json).parent.mkdir(parents=True, exist_ok=True)
    Path(wishes.json).write_text(json.dumps(result, indent=1), encoding="utf-8")
    say(f"\n{table(rows)}\n\nAs JSON: {wishes.json}")


def _wishes() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make bench-rooms", description=__doc__)
    parser.add_argument("--only", default="", help=f"beginnings, with commas, of: {' '.join(m.key for m in MEASURES)}")
    parser.add_argument("--runs", type=int, default=RUNS, help="how many runs of each")
    parser.add_argument("--json", default="var/bench-rooms.json", help="where to write the figures")
    return parser.parse_args()


def _measured(measure: Measure, found: Bench, runs: int) -> dict[str, Any]:
    row: dict[str, Any] = {"key": measure.key, "title": measure.title, "must": measure.must, "aim": measure.aim}
    if measure.needs and not (found.on_postgresql and (found.redis or measure.needs == "postgresql")):
        return {**row, "left_out": "needs PostgreSQL and Redis"}
    begun = time.monotonic()
    wanted = min(runs, measure.fewer or runs)
    made = list(islice(measure.runs(found), wanted))
    found.end()
    return {
        **row,
        "figure": measure.figure,
        "runs": wanted,
        "seconds": round(time.monotonic() - begun),
        "median": {name: statistics.median(run[name] for run in made) for name in made[0]},
        "spread": _spread(made, measure.figure),
        "each": made,
        "reached": reached(statistics.median(run[measure.figure] for run in made), measure),
    }


def _spread(made: list[Run], name: str) -> list[float]:
    values = [run[name] for run in made]
    return [min(values), max(values)]


def reached(value: float, measure: Measure) -> str:
    """Return "aim", "must" or "no"."""
    for name, limit in (("aim", measure.aim), ("must", measure.must)):
        found = re.fullmatch(r"(>=|<=) ([0-9.]+)", limit)
        if found and (value >= float(found[2]) if found[1] == ">=" else value <= float(found[2])):
            return name
        if not found and name == "must":
            return name
    return "no"


def _line(row: dict[str, Any]) -> str:
    if "left_out" in row:
        return f"{row['title']}: left out, {row['left_out']}"
    values = ", ".join(f"{name} {short(value)}" for name, value in row["median"].items())
    low, high = row["spread"]
    return f"{row['title']}: {values} ({short(low)}-{short(high)}; {row['reached']}; {row['seconds']} s)"


def table(rows: list[dict[str, Any]]) -> str:
    """Return the rows as a Markdown table."""
    lines = [
        "| measure | Podium | raw | must | aim | median | lowest-highest | reached |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for row in rows:
        if "left_out" in row:
            lines.append(f"| {row['title']} | | | {row['must']} | {row['aim']} | {row['left_out']} | | |")
            continue
        middle, (low, high) = row["median"], row["spread"]
        lines.append(
            f"| {row['title']} | {short(middle['podium'])} | {short(middle.get('raw'))} | {row['must']} | {row['aim']} "
            f"| {short(middle[row['figure']])} | {short(low)}-{short(high)} | {row['reached']} |"
        )
    return "\n".join(lines)


def short(value: float | None) -> str:
    """Return the value with as many digits as it deserves."""
    if value is None:
        return ""
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"


def _machine() -> str:
    return f"{os.cpu_count()} cores, {platform.system()} {platform.machine()}, Python {platform.python_version()}"


def say(text: str) -> None:
    """Print at once."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
