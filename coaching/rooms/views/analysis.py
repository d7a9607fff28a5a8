"""The page on which a host looks back: the heat of marks, time against marks, and how the judges agreed."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from coaching.rooms.analysis import advice, drawing
from coaching.rooms.analysis.heat import heat_map, weakest
from coaching.rooms.analysis.panel import JudgeSeen, PanelSeen, panel_of
from coaching.rooms.analysis.timing import Course, Pace, Timing, timing_of
from coaching.rooms.models import Participant, Room, RoomStatus
from coaching.rooms.protocol import View
from coaching.rooms.results import RoomResults, results_of
from coaching.rooms.views.doors import Visit, room_page

WEAKEST = 3
SLOWEST = 10
MINUTE = 60


@dataclass(frozen=True, slots=True)
class CourseDrawn:
    """A competitor's chart: the path of the total, and the minutes that are said beside it."""

    competitor: Participant
    course: Course
    path: str
    area: str
    first: int | None
    half: int | None
    last: int | None


@dataclass(frozen=True, slots=True)
class PaceDrawn:
    """An aspect's bar, and its times as minutes and seconds."""

    pace: Pace
    bar: drawing.Bar
    taken: str
    waited: str


@dataclass(frozen=True, slots=True)
class JudgeDrawn:
    """A judge's bar, and their habit in words."""

    judge: JudgeSeen
    habit: advice.Habit
    bar: drawing.Bar


@require_safe
@room_page(View.HOST)
def analysis(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Show the host what the room teaches, during the room and after it."""
    room, found = visit.room, results_of(visit.room)
    heat, panel = heat_map(found), panel_of(room)
    context = {
        "room": room,
        "results": found,
        "heat": heat,
        "is_over": room.status == RoomStatus.ENDED,
        "next_steps": [
            *advice.advice_on_panel(panel),
            *advice.advice_on_training(weakest(heat, WEAKEST), len(found.rows)),
        ],
        "crumbs": crumbs(room, _("Analysis")),
        **_times(found, timing_of(room)),
        **_panel(panel),
    }
    return render(request, "rooms/results/analysis.html", context)


def crumbs(room: Room, title: str) -> list[tuple[str, str]]:
    """Return the way to a page that hosts alone see."""
    return [(_("Rooms"), reverse("rooms:list")), (room.title, reverse("rooms:host", args=[room.pk])), (title, "")]


def _times(found: RoomResults, timing: Timing) -> dict[str, Any]:
    courses = [timing.courses.get(str(row.competitor.pk)) for row in found.rows]
    mean = drawing.mean_steps([course.steps for course in courses if course], timing.seconds)
    paces = [pace for pace in timing.paces if pace.taken is not None or pace.waited is not None]
    most = max((pace.taken or 0 for pace in paces), default=0)
    return {
        "minutes": _minutes(timing.seconds),
        "mean_path": drawing.stairs(mean, timing.seconds, found.maximum) if len(found.rows) > 1 else "",
        "courses": [
            _drawn(row.competitor, course, timing.seconds, found.maximum)
            for row, course in zip(found.rows, courses, strict=True)
            if course
        ],
        "paces": [_pace(pace, most) for pace in paces[:SLOWEST]],
        "other_paces": [_pace(pace, most) for pace in paces[SLOWEST:]],
        "box": {"width": drawing.WIDTH, "height": drawing.HEIGHT},
    }


def _drawn(competitor: Participant, course: Course, seconds: int, maximum: Decimal) -> CourseDrawn:
    path = drawing.stairs(course.steps, seconds, maximum)
    minutes = (_minutes(course.first), _minutes(course.half), _minutes(course.last))
    return CourseDrawn(competitor, course, path, drawing.area(path), *minutes)


def _pace(pace: Pace, most: int) -> PaceDrawn:
    return PaceDrawn(pace, drawing.share_bar(pace.taken or 0, most), _clock(pace.taken), _clock(pace.waited))


def _minutes(seconds: int | None) -> int:
    return 0 if seconds is None else round(seconds / MINUTE)


def _clock(seconds: int | None) -> str:
    return "–" if seconds is None else f"{seconds // MINUTE}:{seconds % MINUTE:02}"


def _panel(panel: PanelSeen) -> dict[str, Any]:
    return {
        "panel": panel,
        "agreement": advice.agreement_words(panel) if panel.figures.aspects else "",
        "judges": [
            JudgeDrawn(judge, advice.habit_of(judge), drawing.severity_bar(judge.severity)) for judge in panel.judges
        ],
        "spreads": _spreads(panel),
    }


def _spreads(panel: PanelSeen) -> Sequence[tuple[int, int, drawing.Bar]]:
    counts = panel.figures.spreads
    return [
        (points, counts.get(points, 0), drawing.share_bar(counts.get(points, 0), panel.figures.aspects))
        for points in range(4 if panel.figures.aspects else 0)
    ]
