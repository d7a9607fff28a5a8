"""Totals of competitors as rows: the jury's value and the public one, written together.

The row is the state: the totals of each part, and under "counts" how many of its aspects are marked. One mark changes
the row of one competitor, and in it the parts on the aspect's path alone; no other mark is read.
"""

import logging
from collections.abc import Mapping
from copy import deepcopy
from decimal import Decimal
from typing import Any

from django.db.models import F

from championships.marking import ContradictoryTotals, Part, Place, Totals, changed, total
from coaching.rooms.facts import TotalsFacts, totals_facts
from coaching.rooms.ledger import Ledger
from coaching.rooms.models import AspectMark, BoardPolicy, CompetitorTotal, Participant, Room
from coaching.rooms.sheet import Sheet
from coaching.rooms.trips import write

LEVELS = ("criteria", "sub_criteria", "sections")
COUNTS = "counts"
log = logging.getLogger(__name__)


def take_in(room: Room, mark: AspectMark, before: Decimal | None, sheet: Sheet, ledger: Ledger) -> TotalsFacts:
    """Take one mark, which was `before`, into the row of its competitor, and return the totals after it.

    Two queries, whatever the length of the sheet and the number of competitors. A row that was written before parts
    were counted, or that contradicts the mark, is added up anew from the marks.
    """
    row = ledger.totals(mark.competitor)
    place = sheet.place_of[mark.aspect_id]
    try:
        known = _on_the_path(row, place, sheet.blank)
        totals = changed(known, place, before, mark.mark)
    except (KeyError, ContradictoryTotals):
        log.warning("The totals of %s were added up anew.", mark.competitor_id)
        write(ledger.statements())
        return recompute(room, mark.competitor, sheet, ledger)
    detail = _with_path(row.jury_detail, totals, place)
    _write(room, row, totals, detail, ledger)
    facts: dict[str, Any] = {level: detail[level] for level in LEVELS}
    return {"marked": totals.marked, "of": totals.of, "total": f"{totals.total:.2f}", **facts}  # type: ignore[typeddict-item]


def recompute(room: Room, competitor: Participant, sheet: Sheet, ledger: Ledger | None = None) -> TotalsFacts:
    """Add up all marks of one competitor, and of nobody else, write the row, and return the totals."""
    ledger = ledger or Ledger()
    marks = dict(AspectMark.objects.filter(competitor=competitor).values_list("aspect", "mark"))
    totals = total(sheet.places, marks)
    facts = totals_facts(totals)
    counts = {level: _counts(getattr(totals, level)) for level in LEVELS}
    detail = {level: facts[level] for level in LEVELS} | {COUNTS: counts}  # type: ignore[literal-required]
    _write(room, ledger.totals(competitor), totals, detail, ledger)
    return facts


def publish_all(room: Room) -> None:
    """Let the public have what the jury has, for every competitor of the room."""
    CompetitorTotal.objects.filter(room=room).update(
        public_marked=F("jury_marked"), public_total=F("jury_total"), public_detail=F("jury_detail")
    )


def _write(room: Room, row: CompetitorTotal, totals: Totals, detail: dict[str, Any], ledger: Ledger) -> None:
    """Write the jury's value; the public one follows at once when the board is live and not frozen."""
    row.jury_marked, row.jury_total, row.jury_detail = totals.marked, totals.total, detail
    if room.board == BoardPolicy.LIVE and not room.board_frozen:
        row.public_marked, row.public_total, row.public_detail = totals.marked, totals.total, detail
    ledger.keep_totals(row)


def _counts(parts: Mapping[Any, Part]) -> dict[str, int]:
    return {str(name): part.marked for name, part in parts.items() if part.marked}


def _path(place: Place) -> dict[str, Any]:
    """Return the name of the aspect's part on each level; an aspect may have no section."""
    named = zip(LEVELS, (place.criterion, place.sub_criterion, place.section), strict=True)
    return {level: name for level, name in named if name is not None}


def _on_the_path(row: CompetitorTotal, place: Place, blank: Totals) -> Totals:
    """Return the stored totals with those parts alone that the aspect at `place` belongs to."""
    detail = row.jury_detail or {level: {} for level in (*LEVELS, COUNTS)}
    parts: dict[str, Any] = {level: {} for level in LEVELS}
    parts |= {
        level: {name: _part(detail, level, name, getattr(blank, level)[name])} for level, name in _path(place).items()
    }
    return Totals(row.jury_marked, blank.of, row.jury_total, blank.maximum, **parts)


def _part(detail: Mapping[str, Any], level: str, name: Any, blank: Part) -> Part:
    counted = detail[COUNTS].get(level, {}).get(str(name), 0)
    return Part(counted, blank.of, Decimal(detail[level].get(str(name), "0.00")), blank.maximum)


def _with_path(detail: Mapping[str, Any], totals: Totals, place: Place) -> dict[str, Any]:
    """Return the stored detail with the parts on the path put in; a part of which nothing is marked is left out."""
    after: dict[str, Any] = deepcopy(dict(detail)) or {level: {} for level in (*LEVELS, COUNTS)}
    for level, name in _path(place).items():
        part: Part = getattr(totals, level)[name]
        texts, counts = after[level], after[COUNTS].setdefault(level, {})
        for table, value in ((texts, f"{part.total:.2f}"), (counts, part.marked)):
            table.pop(str(name), None)
            if part.marked:
                table[str(name)] = value
    return after
