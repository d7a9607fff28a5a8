"""docs/protocol.md and the schema say the same: every example fits, and nothing is left out."""

import json
import re
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin

import pytest
from typing_extensions import get_type_hints, is_typeddict

from coaching.rooms.audience import Audience
from coaching.rooms.commands import HANDLERS
from coaching.rooms.management.commands.write_protocol import written
from coaching.rooms.protocol import (
    COMMANDS,
    EVENTS,
    QUESTIONS,
    CloseCode,
    MarkSeen,
    RoomSeen,
    RowSeen,
    Snapshot,
    TotalsSeen,
    View,
    read_data,
    read_message,
)
from coaching.rooms.refusals import MESSAGES
from coaching.rooms.snapshot import snapshot_for
from tests.coaching.rooms.building import Built

PAGE = (Path(__file__).resolve().parents[3] / "docs" / "protocol.md").read_text()
EXAMPLES = [json.loads(text) for text in re.findall(r"```json\n(.*?)```", PAGE, re.DOTALL)]
FROM_CLIENTS = [example for example in EXAMPLES if example["type"] in {*COMMANDS, *QUESTIONS} and "now" not in example]


def fits(value: Any, kind: Any) -> bool:
    """Return whether the value is of the kind, all the way down; a TypedDict allows no unknown name."""
    origin = get_origin(kind)
    if is_typeddict(kind):
        hints = get_type_hints(kind)
        required = kind.__required_keys__
        return required <= set(value) <= set(hints) and all(fits(part, hints[name]) for name, part in value.items())
    if origin in {UnionType, Union}:
        return any(fits(value, option) for option in get_args(kind))
    if origin is Literal:
        return value in get_args(kind)
    if origin is list:
        return isinstance(value, list) and all(fits(part, get_args(kind)[0]) for part in value)
    if origin is dict:
        return all(fits(part, get_args(kind)[1]) for part in value.values())
    return kind is Any or (value is None if kind is NoneType else type(value) is kind)


@pytest.mark.parametrize("example", FROM_CLIENTS, ids=lambda example: example["type"])
def test_example_of_a_command_is_one(example: dict[str, Any]) -> None:
    message = read_message(json.dumps(example))
    assert message.type == example["type"]
    assert set(read_data(message.type, message.data)) == set(example["data"])


def test_every_command_has_an_example() -> None:
    assert {example["type"] for example in FROM_CLIENTS} == {*COMMANDS, *QUESTIONS}


def test_what_is_generated_says_what_the_protocol_says() -> None:
    stale = [str(path) for path, text in written().items() if path.read_text(encoding="utf-8") != text]
    assert stale == [], "run manage.py write_protocol"


def test_every_event_of_the_table_has_a_handler() -> None:
    assert set(HANDLERS) == set(COMMANDS)


def test_every_code_is_named() -> None:
    assert {name for name in EVENTS if f"`{name}`" not in PAGE} == set()
    assert {code for code in MESSAGES if f"`{code}`" not in PAGE} == set()
    assert {int(code) for code in CloseCode if f"| {int(code)} |" not in PAGE} == set()


def test_examples_of_the_server_fit_the_schema() -> None:
    by_type = {example["type"]: example for example in EXAMPLES}
    assert fits(by_type["snapshot"]["data"], Snapshot)
    assert fits(by_type["event"]["data"]["mark"], MarkSeen)
    assert fits(by_type["event"]["data"]["totals"], TotalsSeen)
    assert all(fits(row, RowSeen) for row in by_type["board"]["rows"])
    assert not fits({**by_type["snapshot"]["data"]["room"], "secret": "x"}, RoomSeen)
    assert {"reply", "error", "snapshot", "event", "board", "presence", "time"} <= set(by_type)


@pytest.mark.parametrize("view", list(View))
def test_snapshots_fit_the_schema(built: Built, view: View) -> None:
    built.measure("0.50", reason="a gap")
    built.score(0, 2)
    person = {View.JUDGE: built.judges[0], View.COMPETITOR: built.competitors[0]}.get(view)
    audience = Audience(view, str(person.participant.pk) if person else None)
    snapshot = snapshot_for(built.room, audience)
    assert fits(json.loads(json.dumps(snapshot)), Snapshot)
    assert ("rows" in snapshot) == (view == View.BOARD)
