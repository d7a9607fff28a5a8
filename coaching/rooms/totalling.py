"""Totals of competitors as rows: the jury's value and the public one, written together."""

from django.db.models import F

from championships.marking import Totals, total
from coaching.rooms.facts import totals_facts
from coaching.rooms.models import AspectMark, BoardPolicy, CompetitorTotal, Participant, Room
from coaching.rooms.sheet import Sheet


def recompute(room: Room, competitor: Participant, sheet: Sheet) -> Totals:
    """Add up the marks of one competitor, and of nobody else, and write the row.

    The public value follows at once when the board is live; otherwise it stays where it is.
    """
    marks = dict(AspectMark.objects.filter(competitor=competitor).values_list("aspect", "mark"))
    totals = total(sheet.places, marks)
    facts = totals_facts(totals)
    detail = {name: facts[name] for name in ("criteria", "sub_criteria", "sections")}
    values = {"jury_marked": totals.marked, "jury_total": totals.total, "jury_detail": detail}
    if room.board == BoardPolicy.LIVE:
        values |= {"public_marked": totals.marked, "public_total": totals.total, "public_detail": detail}
    CompetitorTotal.objects.filter(competitor=competitor).update(**values)
    return totals


def publish_all(room: Room) -> None:
    """Let the public have what the jury has, for every competitor of the room."""
    CompetitorTotal.objects.filter(room=room).update(
        public_marked=F("jury_marked"), public_total=F("jury_total"), public_detail=F("jury_detail")
    )
