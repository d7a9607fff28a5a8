"""Commands about marking forms: check, sign, lock, open again; and disputes about what they say."""

from typing import Final

from coaching.rooms.protocol.fields import (
    COMPETITOR,
    HOSTS,
    MODULE,
    PANEL,
    CommandKind,
    Field,
    one_of,
    read_key_or_nothing,
    read_text,
    read_uuid,
    read_uuid_or_nothing,
    whole,
)
from coaching.rooms.protocol.shapes import View

NOT_STARTED: Final = {"lobby": "room_not_started"}
LARGEST_VERSION: Final = 32_767

CHECKERS: Final = frozenset({View.HOST, View.COORDINATOR})
CONCERNED: Final = PANEL | {View.COMPETITOR}

VERSION: Final = Field(whole(1, LARGEST_VERSION), "the version of the form that its reader sees")
REASON: Final = Field(read_text, "why, in writing; 2000 letters at most")

COMMANDS: Final[dict[str, CommandKind]] = {
    "form.check": CommandKind(
        CHECKERS, "form.checked", {"competitor": COMPETITOR, "module": MODULE, "version": VERSION}, NOT_STARTED
    ),
    "form.return": CommandKind(
        CHECKERS, "form.returned", {"competitor": COMPETITOR, "module": MODULE, "reason": REASON}, NOT_STARTED
    ),
    "form.sign": CommandKind(
        PANEL, "form.signed", {"competitor": COMPETITOR, "module": MODULE, "version": VERSION}, NOT_STARTED
    ),
    "form.lock": CommandKind(
        HOSTS,
        "form.locked",
        {
            "competitor": Field(read_uuid_or_nothing, "id of a competitor; null locks every signed form of the module"),
            "module": MODULE,
        },
        NOT_STARTED,
        chief=True,
    ),
    "form.reopen": CommandKind(
        HOSTS,
        "form.reopened",
        {"competitor": COMPETITOR, "module": MODULE, "reason": REASON},
        NOT_STARTED,
        chief=True,
    ),
    "dispute.file": CommandKind(
        CONCERNED,
        "dispute.filed",
        {
            "competitor": COMPETITOR,
            "module": MODULE,
            "aspect": Field(read_key_or_nothing, "id of an aspect of the module; null for the whole of it"),
            "text": Field(read_text, "what is disputed and why; 2000 letters at most"),
        },
        NOT_STARTED,
    ),
    "dispute.answer": CommandKind(
        HOSTS,
        "dispute.answered",
        {
            "dispute": Field(read_uuid, "id of a dispute"),
            "outcome": Field(one_of("accepted", "declined"), "accepted opens the form again; declined leaves it"),
            "answer": Field(read_text, "the answer in writing; 2000 letters at most"),
        },
        NOT_STARTED,
        chief=True,
    ),
}
