"""What the commands of one transaction read and write: read for all of them at once, and written once at its end.

A command that is alone reads and writes as it goes, with the same code.
"""

from collections.abc import Collection, Iterable, Sequence
from copy import copy
from typing import TypeVar
from uuid import UUID

from django.db.models import QuerySet

from coaching.rooms.models import AspectMark, CompetitorTotal, MarkingForm, Participant, ParticipantRole, Room, SignOff
from coaching.rooms.prepared import Prepared, Question, question
from coaching.rooms.seating import panel_rows
from coaching.rooms.trips import Statement, change, insertion

Row = TypeVar("Row", AspectMark, CompetitorTotal)
Place = tuple[UUID, int]

MARK_FIELDS = ("round", "state", "mark", "reason", "observation", "explanation", "discussed_since", "recorded_by")
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
        self._panels: dict[UUID, list[Participant]] = {}
        self._forms: dict[UUID, dict[int, MarkingForm]] = {}

    def gather_rules(self, rooms: Iterable[Room]) -> None:
        """Read what else marks depend on: panels where compatriots are kept apart, forms where they are signed."""
        rooms = list(rooms)
        apart = [room.pk for room in rooms if room.compatriots_apart]
        self._panels = {room: [] for room in apart}
        for person in panel_rows(apart) if apart else ():
            self._panels[person.room_id].append(person)
        if any(room.sign_off != SignOff.NONE for room in rooms):
            self._forms = {competitor: {} for competitor in self._competitors}
            for form in MarkingForm.objects.filter(competitor__in=self._competitors):
                self._forms[form.competitor_id][form.module] = form

    def panel(self, room: Room) -> list[Participant]:
        """Return the judges and the coordinator of the room, in the order of their seats."""
        found = self._panels.get(room.pk)
        return panel_rows([room.pk]) if found is None else found

    def form(self, competitor: Participant, module: int) -> MarkingForm | None:
        """Return the form of the competitor in the module as it stands, or None while nothing has happened to it."""
        found = self._forms.get(competitor.pk)
        if found is None:
            return MarkingForm.objects.filter(competitor=competitor, module=module).first()
        return found.get(module)

    def forget_forms(self) -> None:
        """Read forms anew from now on: a command has changed some."""
        self._forms = {}

    def gather(
        self, competitors: Iterable[Participant], measurements: Collection[Place], marks: Iterable[AspectMark]
    ) -> None:
        """Take in competitors with their totals, and all marks of these (competitor, measurement aspect)."""
        self._competitors = {person.pk: person for person in competitors}
        self._totals = {key: person.total for key, person in self._competitors.items() if hasattr(person, "total")}
        self._marks = dict.fromkeys(measurements)
        for mark in marks:
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

    def statements(self) -> list[Statement]:
        """Return what writes everything that was kept until now, which is kept no longer."""
        marks, totals = list(self._new_marks.values()), list(self._new_totals.values())
        self._new_marks.clear()
        self._new_totals.clear()
        return [
            *_writing(marks, ("competitor", "aspect"), MARK_FIELDS),
            *_writing(totals, ("competitor",), TOTAL_FIELDS),
        ]


def _writing(rows: Sequence[Row], unique: Collection[str], fields: Collection[str]) -> list[Statement]:
    """Return the statement that writes the rows, those that are there already in their place; none without rows.

    One row is known to be there or not, as its room is locked: a plain statement costs half of an upsert.
    """
    if len(rows) > 1:
        return [insertion(rows, unique, fields)]
    return [insertion([row]) if row.pk is None else change(row, fields) for row in rows]


def competitors_with_totals(keys: Collection[UUID]) -> Question[Participant]:
    """Return the question for these competitors, of whatever room."""
    return _ONE_COMPETITOR.about(*keys) if len(keys) == 1 else question(_competitors(pk__in=keys))


def marks_at(places: Collection[Place]) -> Question[AspectMark]:
    """Return the question for the marks at these places, and maybe others."""
    if len(places) == 1:
        return _ONE_MARK.about(*next(iter(places)))
    competitors, aspects = {competitor for competitor, _ in places}, {aspect for _, aspect in places}
    return question(AspectMark.objects.filter(competitor__in=competitors, aspect__in=aspects))


def _competitors(**which: object) -> QuerySet[Participant]:
    """Return competitors, each with the totals."""
    return Participant.objects.filter(role=ParticipantRole.COMPETITOR, **which).select_related("total")


_ONE_COMPETITOR = Prepared(lambda key: _competitors(pk=key))
_ONE_MARK = Prepared(lambda competitor, aspect: AspectMark.objects.filter(competitor=competitor, aspect=aspect))
