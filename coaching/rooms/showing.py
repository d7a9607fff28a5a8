"""What the public may have of the totals: everything, the modules that are released or locked, or nothing.

It is written beside the jury's values in one transaction, and returned in the words of the event that says so.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from decimal import Decimal
from typing import Any
from uuid import UUID

from championships.marking import total
from coaching.rooms.facts import TotalsFacts, room_facts, totals_facts
from coaching.rooms.models import AspectMark, BoardPolicy, CompetitorTotal, FormState, MarkingForm, Room, SignOff
from coaching.rooms.refusals import CommandRefused
from coaching.rooms.sheet import Sheet
from coaching.rooms.shown import modules_opened, shows_all
from coaching.rooms.totalling import LEVELS, publish_all

PARTS = "modules"
OF = "of"
PUBLIC = ("public_marked", "public_total", "public_detail")
ROWS_AT_ONCE = 200
Marks = Mapping[UUID, Mapping[int, Decimal | None]]


def show(room: Room, sheet: Sheet) -> dict[str, TotalsFacts | None]:
    """Write what the policy of the board lets the public have now, and return it by competitor; None is nothing.

    Of modules that are released, or that the end opens, it is exactly the totals of their aspects. Where forms are
    signed, marks are public from the lock on, and those of a form that was opened again stay as they were shown until
    it is locked anew. Nothing changes while the board is frozen.
    """
    if room.board_frozen:
        return {}
    if shows_all(room_facts(room)):
        publish_all(room)
        shown = list(CompetitorTotal.objects.filter(room=room))
    else:
        shown = _show_opened(room, sheet, CompetitorTotal.objects.filter(room=room))
    return {str(row.competitor_id): public_facts(row, len(sheet.aspects)) for row in shown}


def show_locked(room: Room, sheet: Sheet, competitors: Collection[UUID]) -> dict[str, TotalsFacts | None]:
    """Write what the public may have now of `competitors`, whose forms were locked, and return it by competitor.

    Published results stay as they were published, until they are published anew.
    """
    opened = modules_opened(room_facts(room), room.board)
    if room.board_frozen or room.published_at is not None or room.board == BoardPolicy.LIVE or not opened:
        return {}
    shown = _show_opened(room, sheet, CompetitorTotal.objects.filter(room=room, competitor__in=competitors))
    return {str(row.competitor_id): public_facts(row, len(sheet.aspects)) for row in shown}


def _show_opened(room: Room, sheet: Sheet, found: Iterable[CompetitorTotal]) -> list[CompetitorTotal]:
    rows = list(found)
    _take_opened(room, sheet, rows)
    CompetitorTotal.objects.bulk_update(rows, PUBLIC, batch_size=ROWS_AT_ONCE)
    return rows


def change_board(room: Room, sheet: Sheet, policy: str) -> dict[str, TotalsFacts | None]:
    """Give the board another policy, and return what the public may have by it, by competitor; None is nothing.

    What a stricter policy does not show is taken from the public side at once. A frozen board stands as it is, and
    follows the policy when it thaws.

    Raises:
        CommandRefused: `already_published`.
    """
    if room.published_at is not None:
        raise CommandRefused("already_published", field="board")
    room.board = policy
    return show(room, sheet)


def public_facts(row: CompetitorTotal, aspects: int) -> TotalsFacts | None:
    """Return what the public may have of a row, or None when it is nothing; a whole sheet has so many `aspects`."""
    detail = row.public_detail
    if not detail:
        return None
    return stored_facts(row.public_marked, detail.get(OF, aspects), row.public_total, detail)


def stored_facts(marked: int, of: int, whole: Decimal, detail: Mapping[str, Any]) -> TotalsFacts:
    """Return the totals that a row holds, in marks."""
    levels: dict[str, Any] = {level: detail[level] for level in LEVELS}
    return {"marked": marked, "of": of, "total": f"{whole:.2f}", **levels}  # type: ignore[typeddict-item]


def _take_opened(room: Room, sheet: Sheet, rows: Iterable[CompetitorTotal]) -> None:
    """Put the totals of the opened modules into the public side of the rows, or nothing when none is public."""
    opened = sorted(modules_opened(room_facts(room), room.board))
    marks = _marks_of(room, sheet, opened)
    locked = _locked_forms(room)
    for row in rows:
        before: Mapping[str, TotalsFacts] = row.public_detail.get(PARTS, {})
        parts: dict[str, TotalsFacts] = {}
        for number in opened:
            if locked is None or (row.competitor_id, number) in locked:
                parts[str(number)] = _totals_in(sheet, number, marks[row.competitor_id])
            elif str(number) in before:
                parts[str(number)] = before[str(number)]
        _put(row, parts)


def _marks_of(room: Room, sheet: Sheet, modules: Iterable[int]) -> Marks:
    found: defaultdict[UUID, dict[int, Decimal | None]] = defaultdict(dict)
    aspects = [aspect.id for module in modules for aspect in sheet.aspects_of_module(module)]
    if aspects:
        marks = AspectMark.objects.filter(room=room, aspect__in=aspects)
        for competitor, aspect, mark in marks.values_list("competitor", "aspect", "mark"):
            found[competitor][aspect] = mark
    return found


def _locked_forms(room: Room) -> set[tuple[UUID, int]] | None:
    """Return the forms, by competitor and module, whose marks stand; None where forms are not signed."""
    if room.sign_off == SignOff.NONE:
        return None
    locked = MarkingForm.objects.filter(room=room, state=FormState.LOCKED)
    return set(locked.values_list("competitor", "module"))


def _totals_in(sheet: Sheet, module: int, marks: Mapping[int, Decimal | None]) -> TotalsFacts:
    keys = [aspect.id for aspect in sheet.aspects_of_module(module)]
    return totals_facts(total([sheet.place_of[key] for key in keys], {key: marks.get(key) for key in keys}))


def _put(row: CompetitorTotal, parts: Mapping[str, TotalsFacts]) -> None:
    whole = summed(parts.values())
    row.public_marked, row.public_total = whole["marked"], Decimal(whole["total"])
    levels: dict[str, Any] = {level: whole[level] for level in LEVELS}  # type: ignore[literal-required]
    row.public_detail = {**levels, OF: whole["of"], PARTS: dict(parts)} if parts else {}


def summed(parts: Iterable[TotalsFacts]) -> TotalsFacts:
    """Return the totals of several parts of a sheet together, in marks.

    >>> one = {"marked": 1, "of": 2, "total": "0.75", "criteria": {"A": "0.75"}, "sub_criteria": {}, "sections": {}}
    >>> summed([one, one])["criteria"], summed([one, one])["total"], summed([])["total"]
    ({'A': '1.50'}, '1.50', '0.00')
    """
    parts = list(parts)
    levels: dict[str, Any] = {level: _added(part[level] for part in parts) for level in LEVELS}  # type: ignore[literal-required]
    whole = sum((Decimal(part["total"]) for part in parts), Decimal("0.00"))
    return {
        "marked": sum(part["marked"] for part in parts),
        "of": sum(part["of"] for part in parts),
        "total": f"{whole:.2f}",
        **levels,  # type: ignore[typeddict-item]
    }


def _added(tables: Iterable[Mapping[str, str]]) -> dict[str, str]:
    sums: dict[str, Decimal] = {}
    for table in tables:
        for name, text in table.items():
            sums[name] = sums.get(name, Decimal("0.00")) + Decimal(text)
    return {name: f"{value:.2f}" for name, value in sums.items()}
