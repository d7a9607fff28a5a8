"""What a room came to: the table for its jury, and for each competitor where marks were lost."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeVar

from championships.marking import Explanation, Part, Totals, positions, total
from championships.schemes.explanations import explanations_words
from championships.schemes.models import Aspect, Criterion, StandardsSection
from coaching.rooms.facts import room_facts
from coaching.rooms.models import (
    AspectMark,
    Evidence,
    JudgeScore,
    MarkState,
    Participant,
    ParticipantRole,
    ParticipantStatus,
    Room,
)
from coaching.rooms.notes import NOTHING_NOTED, Notes, notes_for
from coaching.rooms.sheet import Sheet, SheetAspect, sheet_of
from coaching.rooms.shown import forms_of, parts_shown

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class NamedPart:
    """A criterion or a standards section of the room: its key (letter or number), name and marks."""

    key: str
    name: str
    maximum: Decimal


@dataclass(frozen=True, slots=True)
class ResultRow:
    """One competitor; `position` is None while a part of the sheet is not marked.

    `marks` holds the mark of each aspect by its id, None when it is not marked.
    """

    position: int | None
    competitor: Participant
    totals: Totals
    marks: Mapping[int, Decimal | None]


@dataclass(frozen=True, slots=True)
class RoomResults:
    """The table of a room: best first, then those who are not marked completely, by number."""

    rows: tuple[ResultRow, ...]
    criteria: tuple[NamedPart, ...]
    sections: tuple[NamedPart, ...]
    aspects: tuple[SheetAspect, ...]
    maximum: Decimal


@dataclass(frozen=True, slots=True)
class AspectFeedback:
    """One aspect as its competitor sees it. `lost` is None when it is not marked; `scores` by seat number.

    `comments` is what judges wrote to the competitor, by their seats.
    """

    aspect: Aspect
    mark: Decimal | None
    lost: Decimal | None
    reason: str
    scores: tuple[tuple[int, int], ...]
    steps: tuple[Explanation, ...] = ()
    comments: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()

    @property
    def explanation(self) -> str:
        """How a measured mark came about, in the active language; empty for a mark by hand."""
        return explanations_words(self.steps)


@dataclass(frozen=True, slots=True)
class Loss:
    """What was reached and lost in a criterion or a section, over its marked aspects."""

    key: str
    name: str
    marked: int
    of: int
    total: Decimal
    maximum: Decimal
    lost: Decimal


@dataclass(frozen=True, slots=True)
class Feedback:
    """What a competitor takes home. Losses are sorted, the largest first; aspects are in the order of the scheme.

    `waits` says that forms are not locked yet: their marks are not in here.
    """

    participant: Participant
    totals: Totals
    aspects: tuple[AspectFeedback, ...]
    criteria: tuple[Loss, ...]
    sections: tuple[Loss, ...]
    waits: bool = False


def results_of(room: Room) -> RoomResults:
    """Return the jury's results of the room, without those who were removed."""
    sheet = sheet_of(room.pk)
    competitors = list(
        Participant.objects.filter(room=room, role=ParticipantRole.COMPETITOR)
        .exclude(status__in=(ParticipantStatus.REMOVED, ParticipantStatus.BANNED))
        .order_by("number")
    )
    marks: dict[int, dict[int, Decimal | None]] = {person.number: {} for person in competitors}
    found = AspectMark.objects.filter(room=room, competitor__in=competitors)
    # By number, because a key would be made of text for each of the many marks.
    for competitor, aspect, mark in found.values_list("competitor__number", "aspect", "mark"):
        marks[competitor][aspect] = mark
    totals = [total(sheet.places, marks[person.number]) for person in competitors]
    placed = zip(positions(totals), competitors, totals, strict=True)
    rows = [ResultRow(position, person, part, marks[person.number]) for position, person, part in placed]
    return RoomResults(
        rows=tuple(sorted(rows, key=_order)),
        criteria=_criteria(room, sheet),
        sections=_sections(room, sheet),
        aspects=sheet.aspects,
        maximum=sum((aspect.maximum for aspect in sheet.aspects), Decimal("0.00")),
    )


def _order(row: ResultRow) -> tuple[bool, int, int]:
    return row.position is None, row.position or 0, row.competitor.number


def feedback_for(participant: Participant) -> Feedback:
    """Return what the competitor has reached, and where marks were lost, of all that is shown to them now."""
    room = participant.room
    sheet = sheet_of(room.pk)
    parts = parts_shown(room_facts(room), forms_of(participant))
    shown = [aspect.id for aspect in sheet.aspects if aspect.sub_criterion in parts]
    rows = {row.aspect_id: row for row in AspectMark.objects.filter(competitor=participant, aspect__in=shown)}
    totals = total(sheet.places, {aspect: row.mark for aspect, row in rows.items()})
    scores, notes = _only(shown, _scores(participant)), _only(shown, notes_for(participant))
    described = Aspect.objects.in_bulk([aspect.id for aspect in sheet.aspects])
    aspects = tuple(
        _feedback(described[item.id], rows.get(item.id), scores.get(item.id, ()), notes.get(item.id, NOTHING_NOTED))
        for item in sheet.aspects
    )
    return Feedback(
        participant=participant,
        totals=totals,
        aspects=aspects,
        criteria=_losses(_criteria(room, sheet), totals.criteria, aspects, sheet, "criterion"),
        sections=_losses(_sections(room, sheet), _by_text(totals.sections), aspects, sheet, "section"),
        waits=len(shown) < len(sheet.aspects),
    )


def _only(aspects: Iterable[int], found: Mapping[int, T]) -> Mapping[int, T]:
    return {aspect: found[aspect] for aspect in aspects if aspect in found}


def _scores(participant: Participant) -> dict[int, tuple[tuple[int, int], ...]]:
    # Only finished rounds: a score that waits for the others is nobody's but its judge's.
    found = JudgeScore.objects.filter(aspect_mark__competitor=participant, aspect_mark__state=MarkState.MARKED)
    by_aspect: dict[int, tuple[tuple[int, int], ...]] = {}
    rows = found.order_by("judge__number").values_list(
        "aspect_mark__aspect", "judge__number", "score", "round", "aspect_mark__round"
    )
    for aspect, seat, score, number, current in rows:
        if number == current:
            by_aspect[aspect] = (*by_aspect.get(aspect, ()), (seat, score))
    return by_aspect


def _feedback(
    aspect: Aspect, row: AspectMark | None, scores: tuple[tuple[int, int], ...], notes: Notes
) -> AspectFeedback:
    mark = None if row is None else row.mark
    return AspectFeedback(
        aspect=aspect,
        mark=mark,
        lost=None if mark is None else aspect.maximum - mark,
        reason="" if row is None else row.reason,
        scores=scores,
        steps=() if row is None else tuple(Explanation(code, figures) for code, figures in row.explanation),
        comments=tuple(comment.text for comment in notes.comments),
        evidence=notes.evidence,
    )


def _losses(
    named: Iterable[NamedPart],
    parts: Mapping[str, Part],
    aspects: tuple[AspectFeedback, ...],
    sheet: Sheet,
    level: str,
) -> tuple[Loss, ...]:
    lost: dict[str, Decimal] = {}
    for item in aspects:
        key = str(getattr(sheet.by_id[item.aspect.pk], level))
        lost[key] = lost.get(key, Decimal("0.00")) + (item.lost or Decimal("0.00"))
    losses = (_loss(part, parts[part.key], lost[part.key]) for part in named)
    return tuple(sorted(losses, key=lambda loss: (-loss.lost, loss.key)))


def _loss(named: NamedPart, part: Part, lost: Decimal) -> Loss:
    return Loss(named.key, named.name, part.marked, part.of, part.total, part.maximum, lost)


def _by_text(parts: Mapping[int, Part]) -> dict[str, Part]:
    return {str(number): part for number, part in parts.items()}


def _criteria(room: Room, sheet: Sheet) -> tuple[NamedPart, ...]:
    found = Criterion.objects.filter(version=room.scheme_version_id).order_by("order")
    names = ((criterion.letter, criterion.name) for criterion in found)
    return tuple(_named(names, ((aspect.criterion, aspect.maximum) for aspect in sheet.aspects)))


def _sections(room: Room, sheet: Sheet) -> tuple[NamedPart, ...]:
    found = StandardsSection.objects.filter(version=room.scheme_version_id).order_by("number")
    names = ((str(section.number), section.name) for section in found)
    return tuple(_named(names, ((str(aspect.section), aspect.maximum) for aspect in sheet.aspects)))


def _named(names: Iterable[tuple[str, str]], maxima: Iterable[tuple[str, Decimal]]) -> Iterable[NamedPart]:
    sums: dict[str, Decimal] = {}
    for key, maximum in maxima:
        sums[key] = sums.get(key, Decimal("0.00")) + maximum
    return (NamedPart(key, name, sums[key]) for key, name in names if key in sums)
