"""Who looks at a room, and as what."""

from dataclasses import dataclass

from coaching.rooms.protocol import View


@dataclass(frozen=True, slots=True)
class Audience:
    """A reader: a view, and for judges and competitors who they are.

    Two readers with the same `key` see the same events.
    """

    view: View
    participant: str | None = None
    name: str = ""
    number: int | None = None

    @property
    def key(self) -> tuple[str, str | None]:
        """What makes the reader's events different from those of others."""
        return self.view.value, self.participant


HOST = Audience(View.HOST)
BOARD = Audience(View.BOARD)
EVERY_COMPETITOR = Audience(View.COMPETITOR)
"""All competitors, of an event that says nothing of one of them alone."""
