"""The tables of an export, as headings and rows of plain values: what a workbook and CSV have in common."""

from collections.abc import Iterator
from decimal import Decimal

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from championships.schemes.exchange.table_files import Table, Value
from coaching.rooms.exporting.gathering import RoomRecord, Standing
from coaching.rooms.exporting.sittings import period_words
from coaching.rooms.facts import ParticipantFacts
from coaching.rooms.models import ParticipantRole, ParticipantStatus
from coaching.rooms.protocol import MarkSeen
from coaching.rooms.sheet import SheetAspect


def totals_table(record: RoomRecord) -> Table:
    """Return each competitor with position, total, and what was reached in every criterion and section."""
    headings = [
        pgettext("in a standing", "Place"),
        _("Number"),
        _("Competitor"),
        _("Organisation"),
        _("Aspects marked"),
        _("Of aspects"),
        _("Total"),
        _("Most possible"),
        *(f"{key} {name} / {most:.2f}" for key, (name, most) in record.criteria.items()),
        *(_section_heading(key, name, most) for key, (name, most) in record.sections.items()),
    ]
    return Table(_("Totals"), headings, [_totals_row(record, standing) for standing in record.standings])


def _section_heading(key: str, name: str, most: Decimal) -> str:
    values = {"number": key, "name": name, "most": f"{most:.2f}"}
    return _("Section %(number)s %(name)s / %(most)s") % values


def _totals_row(record: RoomRecord, standing: Standing) -> list[Value]:
    person, totals = standing.competitor, standing.totals
    parts = [standing.criterion(letter) for letter in record.criteria]
    parts += [standing.section(number) for number in record.sections]
    return [
        standing.position,
        person["number"],
        person["name"],
        person["organisation"],
        totals.marked,
        totals.of,
        totals.total if totals.marked else None,
        record.maximum,
        *(part.total if part.marked else None for part in parts),
    ]


def marks_table(record: RoomRecord) -> Table:
    """Return one row for each competitor and aspect; a score is there once all of its round are in."""
    headings = [
        _("Number"),
        _("Competitor"),
        _("Criterion"),
        _("Sub-criterion"),
        _("Aspect"),
        _("Description"),
        _("Kind"),
        _("Standards section"),
        _("Maximum mark"),
        _("Mark"),
        *(_score_heading(judge) for judge in record.judges),
        _("Round"),
        _("State"),
        _("Reason"),
        _("Comments"),
    ]
    return Table(_("Marks"), headings, list(_mark_rows(record)))


def _score_heading(judge: ParticipantFacts) -> str:
    if judge["role"] == ParticipantRole.COORDINATOR:
        return _("Score of the coordinator")
    return _("Score of judge %(number)s") % {"number": judge["number"]}


def _mark_rows(record: RoomRecord) -> Iterator[list[Value]]:
    for standing in record.by_number():
        for aspect in record.sheet.aspects:
            yield _mark_row(record, standing.competitor, aspect)


def _mark_row(record: RoomRecord, person: ParticipantFacts, aspect: SheetAspect) -> list[Value]:
    mark = record.mark(person, aspect)
    return [
        person["number"],
        person["name"],
        aspect.criterion,
        aspect.sub_criterion,
        aspect.code,
        record.descriptions.get(aspect.id, ""),
        _("Judgement") if aspect.kind == "J" else _("Measurement"),
        aspect.section,
        aspect.maximum,
        None if mark is None or mark["mark"] is None else Decimal(mark["mark"]),
        *(_scores(record, mark)),
        mark["round"] if mark is not None and aspect.kind == "J" else None,
        _state(mark),
        "" if mark is None else mark["reason"],
        record.comments.get((person["id"], aspect.id), ""),
    ]


def _scores(record: RoomRecord, mark: MarkSeen | None) -> list[int | None]:
    given = {} if mark is None else {score["judge"]: score["score"] for score in mark["scores"]}
    return [given.get(judge["id"]) for judge in record.judges]


def _state(mark: MarkSeen | None) -> str:
    if mark is None or (
        mark["mark"] is None and not any(score["in"] for score in mark["scores"]) and mark["round"] == 1
    ):
        return _("not marked")
    if mark["state"] == "discuss":
        return _("to be discussed")
    return _("marked") if mark["mark"] is not None else _("being scored")


def matrix_table(record: RoomRecord) -> Table:
    """Return the marks alone: a row for each aspect, a column for each competitor."""
    people = [standing.competitor for standing in record.by_number()]
    headings = [_("Aspect"), _("Description"), _("Maximum mark"), *(f"{one['number']} {one['name']}" for one in people)]
    rows: list[list[Value]] = []
    for aspect in record.sheet.aspects:
        marks = [record.mark(person, aspect) for person in people]
        given = [None if mark is None or mark["mark"] is None else Decimal(mark["mark"]) for mark in marks]
        rows.append([aspect.code, record.descriptions.get(aspect.id, ""), aspect.maximum, *given])
    return Table(_("Aspects and competitors"), headings, rows)


def judges_table(record: RoomRecord) -> Table:
    """Return the panel: who sat where, in turn, and in how many finished judgements each seat has a score."""
    headings = [_("Seat"), _("Name"), _("Organisation"), _("State"), _("Scores in finished rounds")]
    counts: dict[str, int] = {}
    for mark in record.marks.values():
        for score in mark["scores"]:
            if score["score"] is not None:
                counts[score["judge"]] = counts.get(score["judge"], 0) + 1
    words = {str(value): str(label) for value, label in ParticipantStatus.choices}
    rows: list[list[Value]] = [
        [
            _("Coordinator") if judge["role"] == ParticipantRole.COORDINATOR else judge["number"],
            "\n".join(", ".join(filter(None, (one.name, period_words(one)))) for one in record.sittings[judge["id"]]),
            "\n".join(dict.fromkeys(one.organisation for one in record.sittings[judge["id"]] if one.organisation)),
            words.get(judge["status"], judge["status"]),
            counts.get(judge["id"], 0),
        ]
        for judge in record.panel
    ]
    return Table(_("Judges"), headings, rows)


def room_table(record: RoomRecord) -> Table:
    """Return what the file is about, and where in the log it was taken: anybody can check it against the room."""
    room = record.room
    rows: list[list[Value]] = [
        [_("Title"), room.title],
        [_("Code"), room.code],
        [_("Kind"), capfirst(room.get_kind_display())],
        [_("State"), capfirst(room.get_status_display())],
        [_("Marking scheme"), str(room.scheme_version)],
        [_("Most possible"), record.maximum],
        [_("Opened"), _moment(room.created_at)],
        [_("Started"), _moment(room.started_at)],
        [_("Ended"), _moment(room.ended_at)],
        [_("Exported"), _moment(record.at)],
        [_("Last event"), record.seq],
        [_("Hash of the last event"), record.last_hash],
    ]
    return Table(pgettext("a sheet of a workbook", "Room"), [_("About"), _("Value")], rows)


def _moment(at: object) -> str:
    if at is None:
        return ""
    local = timezone.localtime(at)  # type: ignore[arg-type]  # a datetime, as every one of these fields is
    offset = local.strftime("%z")
    return f"{date_format(local, 'DATETIME_FORMAT')} (UTC{offset[:3]}:{offset[3:5]})"


def all_tables(record: RoomRecord) -> list[Table]:
    """Return every table, in the order of a workbook's sheets."""
    return [
        totals_table(record),
        marks_table(record),
        matrix_table(record),
        judges_table(record),
        room_table(record),
    ]
