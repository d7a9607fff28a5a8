"""What the commands of one transaction read and write: read for all of them at once, and written once at its end.

A command that is alone reads and writes as it goes, with the same code.
"""

from collections.abc import Collection
from copy import copy
from typing import TypeVar
from uuid import UUID

from django.db.models import Q

from coaching.rooms.models import AspectMark, CompetitorTotal, Participant, ParticipantRole, Room

Row = TypeVar("Row", AspectMark, CompetitorTotal)
Place = tuple[UUID, int]

MARK_FIELDS = ("round", "state", "mark", "reason", "observation", "explanation", "recorded_by")
TOTAL_FIELDS = ("jury_marked", "jury_total", "jury_detail", "public_marked", "public_total", "public_detail")


class Ledger:
    """The measurements and totals of a transaction whose rooms are locked, so that nobody else changes them.

    `kept` counts what was given to keep: whoever is refused after that leaves something behind.
    """

    def __init__(self) -> None:
        """Begin with nothing gathered: everything is read and written as it is asked for."""
        self.kept = 0
        self._competitors: dict[UUID, Participant] = {}
        self._marks: dict[Place, AspectMark | None] = {}
        self._totals: dict[UUID, CompetitorTotal] = {}
        self._new_marks: dict[Place, AspectMark] = {}
        self._new_totals: dict[UUID, CompetitorTotal] = {}

    def gather(self, competitors: Collection[UUID], measurements: Collection[Place]) -> None:
        """Read these competitors with their totals, and the marks of these (competitor, measurement aspect)."""
        people = Participant.objects.filter(pk__in=competitors, role=ParticipantRole.COMPETITOR)
        self._competitors = {person.pk: person for person in people}
        rows = CompetitorTotal.objects.filter(competitor__in=competitors)
        self._totals = {row.competitor_id: row for row in rows}
        self._marks = dict.fromkeys(measurements)
        wanted = Q(competitor__in={place[0] for place in measurements}, aspect__in={place[1] for place in measurements})
        for mark in AspectMark.objects.filter(wanted):
            if (place := (mark.competitor_id, mark.aspect_id)) in self._marks:
                self._marks[place] = mark

    def competitor(self, room: Room, key: UUID) -> Participant | None:
        """Return the competitor of the room, or None."""
        found = self._competitors.get(key)
        if found is None:
            found = Participant.objects.filter(room=room, role=ParticipantRole.COMPETITOR, pk=key).first()
        return found if found is not None and found.room_id == room.pk else None

    def mark(self, competitor: Participant, aspect: int) -> AspectMark | None:
        """Return the mark as it stands, the caller's own to change, or None."""
        place = competitor.pk, aspect
        if place not in self._marks:
            return AspectMark.objects.filter(competitor=competitor, aspect=aspect).first()
        found = self._marks[place]
        return None if found is None else copy(found)

    def totals(self, competitor: Participant) -> CompetitorTotal:
        """Return the totals as they stand, the caller's own to change."""
        found = self._totals.get(competitor.pk)
        return CompetitorTotal.objects.get(competitor=competitor) if found is None else copy(found)

    def keep_mark(self, mark: AspectMark) -> None:
        """Write the mark: now, or at the end if it was gathered."""
        self.kept += 1
        place = mark.competitor_id, mark.aspect_id
        if place in self._marks:
            self._marks[place] = self._new_marks[place] = copy(mark)
        else:
            mark.save()

    def keep_totals(self, row: CompetitorTotal) -> None:
        """Write the totals: now, or at the end if they were gathered."""
        self.kept += 1
        if row.competitor_id in self._totals:
            self._totals[row.competitor_id] = self._new_totals[row.competitor_id] = copy(row)
        else:
            row.save(update_fields=TOTAL_FIELDS)

    def write(self) -> None:
        """Write what was kept until now."""
        AspectMark.objects.bulk_create(
            [_as_new(mark) for mark in self._new_marks.values()],
            update_conflicts=True,
            unique_fields=["competitor", "aspect"],
            update_fields=MARK_FIELDS,
        )
        CompetitorTotal.objects.bulk_create(
            [_as_new(row) for row in self._new_totals.values()],
            update_conflicts=True,
            unique_fields=["competitor"],
            update_fields=TOTAL_FIELDS,
        )
        self._new_marks.clear()
        self._new_totals.clear()


def _as_new(row: Row) -> Row:
    """Return a copy without a key, which takes the place of the row that is there."""
    made = copy(row)
    made.pk = None
    return made
