"""Commands about what judges say and show beside the marks. A photo or a voice note itself comes by a page."""

from typing import Final

from coaching.rooms.protocol.fields import ASPECT, COMPETITOR, HOSTS, PANEL, CommandKind, Field, read_text, read_uuid

NOT_STARTED: Final = {"lobby": "room_not_started"}

COMMANDS: Final[dict[str, CommandKind]] = {
    "comment.write": CommandKind(
        PANEL,
        "comment.written",
        {
            "competitor": COMPETITOR,
            "aspect": ASPECT,
            "text": Field(read_text, "1000 letters at most; empty takes one's own comment back"),
        },
        NOT_STARTED,
    ),
    "evidence.remove": CommandKind(
        HOSTS | PANEL, "evidence.removed", {"evidence": Field(read_uuid, "id of a photo or a voice note")}, NOT_STARTED
    ),
}
