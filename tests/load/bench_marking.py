"""What the marking engine and the files of schemes cost: `make bench-marking` prints a table and the same as JSON.

CPU time of this process, the median of several runs with the least and the most of them. The sizes are those of a
skill of a championship: 30 competitors, 150 aspects, a panel of three. Nothing here is a test: a machine that is busy
makes figures worse, never results wrong.
"""

# ruff: noqa: S311, T201 -- the dice of a measurement, and a table for people to read

import argparse
import gc
import json
import os
import platform
import statistics
import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from random import Random

import django

from championships.marking import (
    Aspect,
    Criterion,
    Kind,
    Part,
    Place,
    Scheme,
    StandardsSection,
    Standing,
    SubCriterion,
    changed,
    judgement_mark,
    positions,
    total,
)

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "podium.settings")
django.setup()

from championships.schemes.exchange.reading import read_scheme  # noqa: E402 -- reading needs Django's settings
from championships.schemes.exchange.writing import write_workbook  # noqa: E402

RUNS = 7
ASPECTS, FORMS, COMPETITORS = 150, 36, 30
CROWDS = (30, 300, 3000)
CHANGES = 2_000
WORKBOOK_ASPECTS, WORKBOOK_SIZE = 200, 250 * 1024
WORDS_OF_AN_ASPECT = 77
LIMIT = 5 * 1024 * 1024
TWO = Decimal("2.00")
Marks = dict[str, Decimal | None]
Sheet = dict[str, Decimal | tuple[int, int, int]]


@dataclass(frozen=True)
class Row:
    """A line of the table: the median of the runs, the least and the most of them, in `unit` of CPU time."""

    what: str
    unit: str
    median: float
    least: float
    most: float
    runs: int


def measured(what: str, unit: str, run: Callable[[], object], *, runs: int, times: int = 1) -> Row:
    """Return the CPU time of `run`, for each of the `times` that it does its work; the first run only warms up."""
    scale = {"ms": 1e3, "µs": 1e6}[unit]
    run()
    figures = []
    for _ in range(runs):
        gc.collect()
        begun = time.process_time_ns()
        run()
        figures.append((time.process_time_ns() - begun) / 1e9 * scale / times)
    median, least, most = (round(f, 3) for f in (statistics.median(figures), min(figures), max(figures)))
    return Row(what, unit, median, least, most, runs)


def scheme_of(aspects: int, forms: int, words: int = 6) -> Scheme:
    """Return a scheme with so many aspects, four of five of them measured, in so many forms."""
    dice = Random(aspects)
    built: list[list[Aspect]] = [[] for _ in range(forms)]
    for number in range(aspects):
        judged = number % 5 == 4
        kind, form = (Kind.JUDGEMENT if judged else Kind.MEASUREMENT), number % forms
        code = f"{_form(form, forms)}.{kind}{number + 1}"
        ladder = tuple((score, _text(dice, words)) for score in range(4)) if judged else ()
        about = (_text(dice, words), _text(dice, words), "" if judged else _text(dice, words))
        built[form].append(Aspect(code, kind, TWO, *about, 1 + number % 5, ladder))
    subs = [SubCriterion(_form(n, forms), f"Form {n}", str(1 + n % 3), tuple(found)) for n, found in enumerate(built)]
    criteria = (Criterion(letter, letter, tuple(s for s in subs if s.code[0] == letter)) for letter in "ABCDEF")
    return Scheme("17", "Bench", tuple(StandardsSection(n, f"Section {n}") for n in range(1, 6)), tuple(criteria))


def _form(number: int, forms: int) -> str:
    per_criterion = -(-forms // 6)
    return f"{'ABCDEF'[number // per_criterion]}{1 + number % per_criterion}"


def _text(dice: Random, words: int) -> str:
    return " ".join("".join(dice.choices("abcdefghijklmnopqrstuvwxyz", k=dice.randint(3, 9))) for _ in range(words))


def sheets(places: Iterable[Place], competitors: int) -> list[Sheet]:
    """Return the sheet of each competitor: a mark for a measurement, three scores for a judgement."""
    dice, keys = Random(competitors), [str(place.key) for place in places]
    return [{key: _entry(dice, judged=".J" in key) for key in keys} for _ in range(competitors)]


def _entry(dice: Random, *, judged: bool) -> Decimal | tuple[int, int, int]:
    if not judged:
        return Decimal(dice.randint(0, 200)).scaleb(-2)
    low = dice.randint(0, 2)
    return low + dice.randint(0, 1), low + dice.randint(0, 1), low + dice.randint(0, 1)


def marks_of(sheet: Sheet) -> Marks:
    """Return the mark of each aspect, judging those that are judged."""
    return {key: judgement_mark(given, TWO) if isinstance(given, tuple) else given for key, given in sheet.items()}


def full_totals(runs: int) -> Row:
    """Judge, add up and rank a whole skill."""
    places = tuple(scheme_of(ASPECTS, FORMS).places())
    everybody = sheets(places, COMPETITORS)
    what = f"full total of {COMPETITORS} competitors x {ASPECTS} aspects x 3 judges, with positions"
    return measured(what, "ms", lambda: positions([total(places, marks_of(sheet)) for sheet in everybody]), runs=runs)


def one_change(runs: int, *, competitors: int, aspects: int = ASPECTS) -> Row:
    """Change one mark of one competitor among many; judges mark a whole sheet before they turn to the next one."""
    places = tuple(scheme_of(aspects, FORMS).places())
    given = [marks_of(sheet) for sheet in sheets(places, competitors)]
    totals = [total(places, marks) for marks in given]
    dice = Random(7)
    turns = [dice.randrange(competitors) for _ in range(CHANGES // ASPECTS + 1)]
    drawn = [(turns[n // ASPECTS], dice.choice(places), dice.randint(0, 200)) for n in range(CHANGES)]
    changes = [(who, place, Decimal(hundredths).scaleb(-2)) for who, place, hundredths in drawn]

    def run() -> None:
        for who, place, after in changes:
            totals[who] = changed(totals[who], place, given[who][str(place.key)], after)
            given[who][str(place.key)] = after

    what = f"one change among {competitors} competitors, {aspects} aspects"
    return measured(what, "µs", run, runs=runs, times=CHANGES)


def one_move(runs: int, *, competitors: int) -> Row:
    """Move one competitor in the standing and find the new position."""
    dice = Random(7)
    now = [_complete(dice) for _ in range(competitors)]
    table = Standing(now)
    moves = [(dice.randrange(competitors), _complete(dice)) for _ in range(CHANGES)]

    def run() -> None:
        for who, after in moves:
            table.change(now[who], after)
            now[who] = after
            table.position(after)

    what = f"the new position among {competitors} competitors"
    return measured(what, "µs", run, runs=runs, times=CHANGES)


def _complete(dice: Random) -> Part:
    return Part(1, 1, Decimal(dice.randint(0, 10_000)).scaleb(-2), Decimal(100))


def workbooks(runs: int) -> list[Row]:
    """Write a scheme as a workbook of the size that the field has, and read it again."""
    scheme = scheme_of(WORKBOOK_ASPECTS, FORMS, WORDS_OF_AN_ASPECT)
    data = write_workbook(scheme)
    if len(data) < WORKBOOK_SIZE:
        sys.exit(f"The workbook has {len(data)} bytes; it should have {WORKBOOK_SIZE}.")
    what = f"a workbook of {WORKBOOK_ASPECTS} aspects, {len(data) // 1024} KB"
    read = measured(f"import: read {what}", "ms", lambda: read_scheme(data, "bench.xlsx", limit=LIMIT), runs=runs)
    return [read, measured(f"export: write {what}", "ms", lambda: write_workbook(scheme), runs=runs)]


def main() -> None:
    """Measure everything and print it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=RUNS, help="how often each is measured, five at least")
    runs = max(5, parser.parse_args().runs)
    rows = [full_totals(runs)]
    rows += [one_change(runs, competitors=competitors) for competitors in CROWDS]
    rows += [one_change(runs, competitors=COMPETITORS, aspects=10 * ASPECTS)]
    rows += [one_move(runs, competitors=competitors) for competitors in CROWDS]
    rows += workbooks(runs)
    machine = {"processor": _processor(), "cores": os.cpu_count(), "python": platform.python_version()}
    print(
        f"{datetime.now(UTC):%Y-%m-%d}, {machine['processor']}, {machine['cores']} cores, Python {machine['python']}\n"
    )
    width = max(len(row.what) for row in rows)
    print(f"{'CPU time':{width}}     median      least       most")
    for row in rows:
        print(f"{row.what:{width}}  {row.median:8.2f} {row.least:8.2f}   {row.most:8.2f} {row.unit}")
    print("\n" + json.dumps({"machine": machine, "rows": [asdict(row) for row in rows]}, ensure_ascii=False))


def _processor() -> str:
    """Return what the processor calls itself, where Linux tells it."""
    told = Path("/proc/cpuinfo")
    lines = told.read_text().splitlines() if told.exists() else []
    named = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(named, platform.processor() or platform.machine())


if __name__ == "__main__":
    main()
