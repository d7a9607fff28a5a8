"""The press: a template and its data become a PDF."""

import json
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import fontpkg

FAMILY = "PT Sans"
FOLDER = Path(__file__).parent
PAPER, SETTER = FOLDER / "paper.typ", FOLDER / "setter.py"
LARGEST = 2_000_000
"""The most that one document may hold, in bytes of its data."""
AT_ONCE = 2
LONGEST_WAIT = 20
LONGEST_SETTING = 60

_free = threading.BoundedSemaphore(AT_ONCE)


class TooMuchToPrint(Exception):
    """The document is larger than `LARGEST`, or took longer than `LONGEST_SETTING`: it is to be printed in parts."""


class PressBusy(Exception):
    """Others are printing; nothing became free within `LONGEST_WAIT` seconds."""


class CannotSet(Exception):
    """The template has a fault: typst's own words say which."""


def typeset(templates: Sequence[Path], data: Mapping[str, Any], *, at: datetime) -> bytes:
    """Return the PDF of `data`, set by `paper.typ` and `templates`, which are read in this order as one source.

    `data` is plain JSON; the texts in it were made by `words` or are our own. `at` is the moment that the file says
    it was made: the same data at the same moment give the same file. The calling thread waits, other threads run;
    at most `AT_ONCE` documents are set at the same time in one process of the server.

    Raises:
        TooMuchToPrint: the data are larger than `LARGEST`, or setting them took too long.
        PressBusy: the press did not become free in time.
        CannotSet: the template has a fault.
    """
    text = json.dumps(data, ensure_ascii=False)
    if len(text.encode()) > LARGEST:
        raise TooMuchToPrint
    order = {
        "source": "\n".join(path.read_text(encoding="utf-8") for path in (PAPER, *templates)),
        "data": text,
        # The only folder that a template could read: it holds what is published with Podium anyway.
        "root": str(FOLDER),
        "fonts": str(fontpkg.path(FAMILY).parent),
        "at": int(at.timestamp()),
    }
    if not _free.acquire(timeout=LONGEST_WAIT):
        raise PressBusy
    try:
        return _set(json.dumps(order).encode())
    finally:
        _free.release()


def _set(order: bytes) -> bytes:
    try:
        done = subprocess.run(  # noqa: S603 -- our own program; what people typed comes in as data on its input
            [sys.executable, "-I", SETTER],
            input=order,
            capture_output=True,
            timeout=LONGEST_SETTING,
            check=True,
            env={},
        )
    except subprocess.TimeoutExpired as error:
        raise TooMuchToPrint from error
    except subprocess.CalledProcessError as error:
        raise CannotSet(error.stderr.decode(errors="replace")[-2000:]) from error
    return done.stdout
