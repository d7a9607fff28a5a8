"""A process that carries out what it is asked: one JSON line in, one JSON line out."""

import json
import sys
import traceback
from typing import Any


def serve_lines(asked: object) -> None:
    """Answer every line of the standard input with what the method of that name returns, or what went wrong."""
    for line in sys.stdin:
        say(carried_out(asked, json.loads(line)))


def carried_out(asked: object, request: dict[str, Any]) -> dict[str, Any]:
    """Return the answer to a request, or what went wrong."""
    try:
        answer: dict[str, Any] = getattr(asked, request.pop("do"))(**request)
    except Exception:  # noqa: BLE001 -- whoever asked is told
        return {"error": traceback.format_exc()}
    return answer


def say(answer: dict[str, Any]) -> None:
    """Write one line."""
    sys.stdout.write(json.dumps(answer) + "\n")
    sys.stdout.flush()
