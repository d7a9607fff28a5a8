"""Pages of a room that has ended: its results, and publishing them."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.defaultfilters import floatformat
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from championships.events.models import ContestedSkill, ResultState, SkillResult
from championships.events.sections import url_of
from championships.marking import Part
from coaching.rooms.analysis.heat import share
from coaching.rooms.forms import PublishForm
from coaching.rooms.marked_skills import skill_marked_in
from coaching.rooms.models import Room, RoomStatus
from coaching.rooms.protocol import View
from coaching.rooms.publishing import publish_results
from coaching.rooms.refusals import CommandRefused
from coaching.rooms.results import NamedPart, ResultRow, RoomResults, results_of
from coaching.rooms.sheet import SheetAspect
from coaching.rooms.views.doors import Visit, room_page
from coaching.rooms.views.outline import outline_of
from people.access import role_required
from people.models import User
from people.permissions import may_publish_results, may_run_championships


@dataclass(frozen=True, slots=True)
class Heat:
    """One cell of the heat map: a mark, and the shade of how much of the maximum it is."""

    mark: Decimal | None
    level: int | None


@dataclass(frozen=True, slots=True)
class HeatRow:
    """One aspect over all competitors; `reached` is the mean share of the maximum in whole per cent, as in the analysis."""

    aspect: SheetAspect
    description: str
    cells: tuple[Heat, ...]
    reached: int | None


@require_safe
@room_page(View.HOST, View.JUDGE, View.COORDINATOR)
def results(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Show the jury the table, the standards sections and the heat map."""
    found = results_of(visit.room)
    is_host = visit.audience.view == View.HOST
    context = {
        "room": visit.room,
        "results": found,
        "rows": [_table_row(row, found) for row in found.rows],
        "section_rows": [_section_row(row, found) for row in found.rows],
        "heat": list(_heat(visit.room, found)),
        "is_over": visit.room.status == RoomStatus.ENDED,
        "may_publish": is_host and visit.room.status == RoomStatus.ENDED and may_publish_results(request.user),
        "is_host": is_host,
        "crumbs": _crumbs(visit.room, is_host=is_host),
        "podium": _podium(found) if visit.room.status == RoomStatus.ENDED else {},
    }
    return render(request, "rooms/results/results.html", context)


def _crumbs(room: Room, *, is_host: bool) -> list[tuple[str, str]]:
    if not is_host:
        return [(room.title, reverse("rooms:sheet", args=[room.pk])), (_("Results"), "")]
    return [
        (_("Rooms"), reverse("rooms:list")),
        (room.title, reverse("rooms:host", args=[room.pk])),
        (_("Results"), ""),
    ]


def _table_row(row: ResultRow, found: RoomResults) -> tuple[ResultRow, list[tuple[str, Part | None]]]:
    return row, [(part.key, row.totals.criteria.get(part.key)) for part in found.criteria]


def _section_row(row: ResultRow, found: RoomResults) -> tuple[ResultRow, list[tuple[NamedPart, Part | None]]]:
    return row, [(section, row.totals.sections.get(int(section.key))) for section in found.sections]


def _podium(found: RoomResults) -> dict[str, str]:
    """Return the three steps, if three different places were reached without a tie."""
    first = [row for row in found.rows if row.position is not None][:3]
    if [row.position for row in first] != [1, 2, 3]:
        return {}
    names = zip(("first", "second", "third"), first, strict=True)
    return {key: value for place, row in names for key, value in _step(place, row)}


def _step(place: str, row: ResultRow) -> list[tuple[str, str]]:
    return [(f"{place}_name", str(row.competitor)), (f"{place}_value", floatformat(row.totals.total, 2))]


def _heat(room: Room, found: RoomResults) -> Iterator[HeatRow]:
    words = {
        aspect.pk: aspect.description
        for criterion in outline_of(room)
        for part in criterion.parts
        for aspect in part.aspects
    }
    for aspect in found.aspects:
        marks = [row.marks.get(aspect.id) for row in found.rows]
        cells = tuple(Heat(mark, _level(mark, aspect.maximum)) for mark in marks)
        yield HeatRow(aspect, words.get(aspect.id, ""), cells, _reached(marks, aspect.maximum))


def _level(mark: Decimal | None, maximum: Decimal) -> int | None:
    reached = share(mark, maximum)
    return None if reached is None else reached.level


def _reached(marks: list[Decimal | None], maximum: Decimal) -> int | None:
    given = [mark for mark in marks if mark is not None]
    reached = share(sum(given, Decimal(0)), maximum * len(given)) if given and maximum else None
    return None if reached is None else reached.percent


@require_http_methods(["GET", "HEAD", "POST"])
@role_required(may_publish_results)
@room_page(View.HOST)
def publish(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Publish the results of the room on a championship's public page."""
    user = request.user
    assert isinstance(user, User)  # noqa: S101 -- the host is signed in; this tells the type checker
    marked = skill_marked_in(visit.room)
    form = PublishForm(request.POST or None, initial=_proposed(visit.room, marked))
    if request.method == "POST" and form.is_valid():
        skill = marked if _is_named(marked, form) else None
        try:
            result = publish_results(actor=user, room=visit.room, contested_skill=skill, **form.cleaned_data)
        except CommandRefused as refusal:
            form.take_refusal(refusal)
        else:
            return _published(request, visit.room, result)
    found = results_of(visit.room)
    context = {
        "form": form,
        "room": visit.room,
        "results": found,
        "placed": [row for row in found.rows if row.position is not None],
        "unplaced": [row for row in found.rows if row.position is None],
        "is_over": visit.room.status == RoomStatus.ENDED,
        "crumbs": [*_crumbs(visit.room, is_host=True)[:-1], (_("Publish"), "")],
    }
    return render(request, "rooms/results/publish.html", context)


def _proposed(room: Room, marked: ContestedSkill | None) -> dict[str, object]:
    """Return where the results would go: to the championship that the room was opened for, under its skill."""
    return {
        "championship": room.championship_id,
        "skill_title": str(marked) if marked else room.scheme_version.scheme.skill_name or room.title,
    }


def _is_named(marked: ContestedSkill | None, form: PublishForm) -> bool:
    """Return whether the results go where they were proposed to go: to the skill that the room marks."""
    said = form.cleaned_data
    return marked is not None and (said["championship"].pk, said["skill_title"]) == (
        marked.championship_id,
        str(marked),
    )


def _published(request: HttpRequest, room: Room, result: SkillResult) -> HttpResponse:
    """Say what is done and lead to where the public reads it, or to what comes next where it sees nothing yet."""
    if result.state != ResultState.PUBLISHED:
        messages.success(
            request, _("The results are handed over. Somebody else confirms them before they are published.")
        )
        return redirect(_before_it_is_public(request, room, result))
    messages.success(request, _("The results are published."))
    page = result.championship.public_page()
    skill = ContestedSkill.objects.filter(public_result=result).first()
    if page is None or skill is None:
        return redirect(_before_it_is_public(request, room, result))
    return redirect(url_of(page, "skills", skill.pk))


def _before_it_is_public(request: HttpRequest, room: Room, result: SkillResult) -> str:
    """Return where whoever handed a result over sees how final it is: organisers at the desk, others in the room."""
    if may_run_championships(request.user):
        return reverse("events:desk_result", args=[result.championship.slug, result.pk])
    return reverse("rooms:results", args=[room.pk])
