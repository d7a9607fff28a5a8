"""Commands about what the public sees: releasing a module, freezing the board and thawing it."""

from typing import Final

from coaching.rooms.protocol.fields import HOSTS, MODULE, CommandKind

COMMANDS: Final[dict[str, CommandKind]] = {
    "module.release": CommandKind(HOSTS, "module.released", {"module": MODULE}, {"lobby": "room_not_started"}),
    "board.freeze": CommandKind(HOSTS, "board.frozen", {}),
    "board.thaw": CommandKind(HOSTS, "board.thawed", {}),
}
