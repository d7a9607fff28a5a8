"""Files of a room for its host, at any moment: the marks as a workbook and as CSV, and the protocol to sign."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.text import slugify
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from championships.schemes.exchange.table_files import CSV_TYPE, WORKBOOK_TYPE, csv_of, workbook_of
from coaching.rooms.exporting.gathering import record_of
from coaching.rooms.exporting.tables import all_tables, marks_table
from coaching.rooms.models import Room
from coaching.rooms.printing import print_protocol
from coaching.rooms.protocol import View
from coaching.rooms.views.doors import Visit, room_page
from design.printing import PressBusy, TooMuchToPrint

REFUSED, BUSY = 422, 503


@require_safe
@room_page(View.HOST)
def marks_workbook(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Send everything about the room as a workbook."""
    return _file(visit.room, workbook_of(all_tables(record_of(visit.room))), WORKBOOK_TYPE, "marks.xlsx")


@require_safe
@room_page(View.HOST)
def marks_csv(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Send the marks as CSV."""
    return _file(visit.room, csv_of(marks_table(record_of(visit.room))), CSV_TYPE, "marks.csv")


@require_safe
@room_page(View.HOST)
def protocol_pdf(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Send the protocol of the room as PDF, in the reader's language."""
    language = get_language() or "en"
    try:
        content = print_protocol(visit.room, language)
    except (TooMuchToPrint, PressBusy) as refusal:
        return _not_printed(request, visit.room, refusal)
    return _file(visit.room, content, "application/pdf", f"protocol-{language}.pdf")


def _file(room: Room, content: bytes, content_type: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=content_type)
    beginning = slugify(room.title)[:60] or "room"
    response["Content-Disposition"] = f'attachment; filename="{beginning}-{name}"'
    return response


def _not_printed(request: HttpRequest, room: Room, refusal: Exception) -> HttpResponse:
    is_busy = isinstance(refusal, PressBusy)
    busy = _("Others are printing at this moment. Go back and try again in a minute.")
    large = _("This room is too large for one file. Use the workbook of its marks instead.")
    context = {"title": _("The protocol was not printed"), "text": busy if is_busy else large, "room": room}
    return render(request, "rooms/refused.html", context, status=BUSY if is_busy else REFUSED)
