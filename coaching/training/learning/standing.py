"""How one person stands in a programme: its outline and her record, together."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from coaching.training.learning import parts
from coaching.training.learning.models import Reached
from coaching.training.learning.outline import Outline
from coaching.training.learning.parts import Beginning, Closed, Part, Path, State
from coaching.training.learning.records import Gathered, gathered
from people.models import User

Reach = tuple[str, UUID, Decimal | None, dt.datetime, int | None]


@dataclass(frozen=True, slots=True)
class Standing:
    """One person in one programme, at one moment."""

    outline: Outline
    person: Gathered
    now: dt.datetime
    beginning: Beginning | None = None

    def completed_at(self, key: UUID) -> dt.datetime | None:
        """Return when the part with this key was completed, or None."""
        return parts.completed_at(self.outline.ways[key][-1], self.person.record())

    def state_of(self, key: UUID) -> State:
        """Return how far she is with the part."""
        return parts.state_of(self.outline.ways[key][-1], self.person.record())

    def closed(self, key: UUID) -> Closed | None:
        """Return why the part is closed to her now, or None."""
        return parts.closed(self.outline.ways[key], self.person.record(), self.now, self.beginning)

    def due_at(self, key: UUID) -> dt.datetime | None:
        """Return until when she can work on the part, or None where there is no end."""
        return parts.due_at(self.outline.ways[key], self.beginning)

    def progress(self) -> tuple[int, int]:
        """Return how many lessons are done, and how many there are."""
        return parts.progress(self.outline.part, self.person.record())

    def what_is_next(self) -> tuple[Path, Closed | None] | None:
        """Return what she does next, and why it is closed if it is; None when all is done."""
        return parts.what_is_next(self.outline.part, self.person.record(), self.now, self.beginning)

    def completed(self, part: Part) -> Iterator[Reach]:
        """Yield the part itself if it is complete."""
        at = self.completed_at(part.key)
        if at is not None:
            yield part.level, part.key, None, at, self.person.revisions.get(part.key)

    def reached_in(self, part: Part) -> Iterator[Reach]:
        """Yield what was passed in the part: quizzes, practical tasks, calibrations, and the room opened from it."""
        held = [(str(content.kind), content.key) for content in self.outline.contents.get(part.key, ())]
        for what in (*held, (Reached.ROOM.value, part.key)):
            at = self.person.reached.get(what)
            if at is not None:
                yield *what, self.person.percents.get(what), at, None


def standing_of(
    user: User | None, outline: Outline, *, now: dt.datetime, beginning: Beginning | None = None
) -> Standing:
    """Return how `user` stands in the programme at `now`; nobody has reached nothing."""
    person = gathered([user.pk], [outline])[user.pk] if user is not None else Gathered()
    return Standing(outline, person, now, beginning)
