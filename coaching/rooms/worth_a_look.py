"""What is worth a look in one room: reads its marks and its log, and says each finding in words.

It is made only when the coordinator or the host asks: no mark waits for it. Every kind is one query.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from django.db.models import F, QuerySet
from django.db.models.fields.json import KT
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from coaching.rooms import warnings
from coaching.rooms.models import AspectMark, JudgeScore, MarkState, Participant, ParticipantRole, Room, RoomEvent
from coaching.rooms.modules import module_at
from coaching.rooms.sheet import Sheet, sheet_of
from coaching.rooms.state import MARK_EVENTS
from coaching.rooms.warnings import Finding, Place, ScoreGiven


@dataclass(frozen=True, slots=True)
class Warning:  # noqa: A001 -- what it is called in a room
    """A finding in words; `number` of the competitor and `aspect` say where to look, if there is one place."""

    text: str
    number: int | None
    aspect: int | None


def worth_a_look(room: Room) -> list[Warning]:
    """Return what is worth a look in the marks of the room, in the reader's language. Four queries."""
    people = {str(person.pk): person for person in Participant.objects.filter(room=room)}
    words = _Words(room, people, sheet_of(room.pk))
    return [words.warning(finding) for finding in _findings(room, sheet_of(room.pk))]


def _findings(room: Room, sheet: Sheet) -> list[Finding]:
    given, values = _given(AspectMark.objects.filter(room=room), sheet)
    scores = [
        ScoreGiven(str(judge), (str(competitor), aspect), score) for judge, competitor, aspect, score in _scores(room)
    ]
    log = _log(room)
    maxima = {aspect.id: f"{aspect.maximum:.2f}" for aspect in sheet.aspects}
    return [
        *warnings.identical_sheets(given, _modules(sheet)),
        *warnings.identical_judges(scores),
        *warnings.unvaried_judges(scores),
        *warnings.early_full_marks(log, maxima),
        *warnings.restless_marks((place, mark) for place, mark, _seconds in log),
        *warnings.far_out_values(values),
    ]


def _modules(sheet: Sheet) -> dict[int, list[int]]:
    modules: dict[int, list[int]] = defaultdict(list)
    for aspect in sheet.aspects:
        modules[sheet.module_of[aspect.id]].append(aspect.id)
    return modules


def _given(
    marks: QuerySet[AspectMark], sheet: Sheet
) -> tuple[dict[str, dict[int, Decimal | None]], dict[int, dict[str, Decimal]]]:
    """Return the marks by competitor and aspect, and what was measured by aspect and competitor."""
    given: dict[str, dict[int, Decimal | None]] = defaultdict(dict)
    values: dict[int, dict[str, Decimal]] = defaultdict(dict)
    present = marks.filter(competitor__status="present")
    for competitor, aspect, mark, observed in present.values_list("competitor", "aspect", "mark", "observation"):
        given[str(competitor)][aspect] = mark
        # A measured value is a text; counts, ticks and options are not.
        if isinstance(observed, str) and aspect in sheet.by_id:
            values[aspect][str(competitor)] = _decimal(observed)
    return given, values


def _decimal(text: str) -> Decimal:
    try:
        return Decimal(text)
    except InvalidOperation:
        return Decimal(0)


def _scores(room: Room) -> QuerySet[JudgeScore, tuple[Any, ...]]:
    finished = JudgeScore.objects.filter(
        aspect_mark__room=room, aspect_mark__state=MarkState.MARKED, round=F("aspect_mark__round")
    )
    return finished.values_list("judge", "aspect_mark__competitor", "aspect_mark__aspect", "score")


def _log(room: Room) -> list[tuple[Place, str | None, float]]:
    """Return every mark that was given: whose, what it was, and the seconds from the start of the room."""
    started = room.started_at
    events = RoomEvent.objects.filter(room=room, type__in=MARK_EVENTS).order_by("seq")
    read = events.values_list(KT("data__mark__competitor"), KT("data__mark__aspect"), KT("data__mark__mark"), "at")
    return [((competitor, int(aspect)), mark, _since(started, at)) for competitor, aspect, mark, at in read]


def _since(started: datetime | None, at: datetime) -> float:
    return float("inf") if started is None else (at - started).total_seconds()


class _Words:
    """Findings in words, with the names that people and aspects have in the room."""

    def __init__(self, room: Room, people: Mapping[str, Participant], sheet: Sheet) -> None:
        self._room, self._people, self._sheet = room, people, sheet

    def warning(self, finding: Finding) -> Warning:
        """Return the finding in words."""
        tell: Callable[[Finding, str], str] = getattr(self, f"_{finding.code}")
        about = [self._people[key] for key in finding.people if key in self._people]
        competitors = [person.number for person in about if person.role == ParticipantRole.COMPETITOR]
        text = tell(finding, ", ".join(str(person) for person in about))
        return Warning(text, competitors[-1] if competitors else None, finding.aspect)

    def _identical_sheets(self, finding: Finding, names: str) -> str:
        module = module_at(self._room.modules, finding.module or 1)
        title = (module["title"] if module else "") or finding.module
        words = _("%(names)s have exactly the same marks on all %(aspects)s aspects (module %(module)s).")
        return words % {"names": names, "aspects": finding.values["aspects"], "module": title}

    def _identical_judges(self, finding: Finding, names: str) -> str:
        words = _("%(names)s gave the same score in all %(scores)s judgements that they share.")
        return words % {"names": names, "scores": finding.values["scores"]}

    def _unvaried_judge(self, finding: Finding, names: str) -> str:
        words = _("All %(scores)s scores of %(names)s are %(score)s.")
        return words % {"names": names, **finding.values}

    def _early_full_marks(self, finding: Finding, names: str) -> str:
        count = finding.values["marks"]
        words = ngettext(
            "%(names)s had %(count)s full mark within a minute of the start.",
            "%(names)s had %(count)s full marks within a minute of the start.",
            count,
        )
        return words % {"names": names, "count": count}

    def _restless_mark(self, finding: Finding, names: str) -> str:
        count = finding.values["changes"]
        words = ngettext(
            "%(code)s of %(names)s was changed %(count)s time.",
            "%(code)s of %(names)s was changed %(count)s times.",
            count,
        )
        return words % {"code": self._code(finding), "names": names, "count": count}

    def _far_out_value(self, finding: Finding, names: str) -> str:
        words = _("%(code)s of %(names)s: the value %(value)s is far from the others (their middle: %(median)s).")
        figures = {name: _figure(finding.values[name]) for name in ("value", "median")}
        return words % {"code": self._code(finding), "names": names, **figures}

    def _code(self, finding: Finding) -> str:
        found = self._sheet.by_id.get(finding.aspect or 0)
        return "" if found is None else found.code


def _figure(value: Decimal) -> str:
    return str(number_format(value.normalize() if value else value))
