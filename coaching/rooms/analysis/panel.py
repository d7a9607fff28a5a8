"""How well the judges of a room agreed, from the scores that each gave first and on their own.

Only rounds count in which every judge has scored: what is still hidden from the others is no part of this.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Q

from championships.marking import PanelAgreement, panel_agreement, spread_is_allowed
from championships.schemes.models import Aspect
from coaching.rooms.models import JudgeScore, MarkState, Participant, ParticipantRole, Room
from coaching.rooms.sheet import Sheet, sheet_of

PAIR = 2
First = tuple[int, Mapping[str, int]]
"""The aspect, and the score of each judge in the first round."""


@dataclass(frozen=True, slots=True)
class JudgeSeen:
    """One judge, or the coordinator in a compatriot's place, beside the others of the panel.

    `severity` is in points of a score: above zero is stricter than the others. `same` is in how many of `pairs`
    comparisons with one colleague both gave the same score. `outlying` counts where this judge stood alone at one end
    of a spread that had to be scored again.
    """

    name: str
    seat: int
    scored: int
    severity: Decimal
    same: int
    pairs: int
    outlying: int

    @property
    def same_percent(self) -> int:
        """How often this judge and a colleague gave the same score, in whole per cent."""
        return round(100 * self.same / self.pairs) if self.pairs else 0


@dataclass(frozen=True, slots=True)
class AspectSeen:
    """A judged aspect: how often it was `compared`, had to be scored again, and the sum of its spreads in points."""

    code: str
    words: str
    compared: int
    rescored: int
    spread: int

    @property
    def mean_spread(self) -> Decimal:
        """How far apart the highest and the lowest score were on average."""
        return (Decimal(self.spread) / self.compared).quantize(Decimal("0.01"))


@dataclass(frozen=True, slots=True)
class PanelSeen:
    """A panel as a mentor looks at it: the figures, each judge by seat, and the aspects, the most disputed first."""

    figures: PanelAgreement
    judges: tuple[JudgeSeen, ...]
    aspects: tuple[AspectSeen, ...]


def panel_of(room: Room) -> PanelSeen:
    """Return how the panel of `room` agreed. Three queries, whatever the size of the room."""
    firsts = [(aspect, scores) for aspect, scores in _first_rounds(room) if len(scores) >= PAIR]
    figures = panel_agreement([scores for _, scores in firsts])
    return PanelSeen(figures, _judges(room, figures, firsts), _aspects(sheet_of(room.pk), firsts))


def _first_rounds(room: Room) -> list[First]:
    is_over = Q(aspect_mark__round__gt=1) | Q(aspect_mark__state=MarkState.MARKED)
    rows = JudgeScore.objects.filter(is_over, aspect_mark__room=room, round=1).order_by("pk")
    found: dict[int, tuple[int, dict[str, int]]] = {}
    for mark, aspect, judge, score in rows.values_list("aspect_mark", "aspect_mark__aspect", "judge", "score"):
        found.setdefault(mark, (aspect, {}))[1][str(judge)] = score
    return list(found.values())


def _judges(room: Room, figures: PanelAgreement, firsts: Sequence[First]) -> tuple[JudgeSeen, ...]:
    seats = (ParticipantRole.JUDGE, ParticipantRole.COORDINATOR)
    # Judges by seat, and after them the coordinator.
    people = Participant.objects.filter(room=room, role__in=seats).order_by("-role", "number")
    by_key = {judge.judge: judge for judge in figures.judges}
    seen = []
    for person in people:
        judge = by_key.get(str(person.pk))
        if judge is not None:
            same, pairs = _sameness(str(person.pk), firsts)
            name = str(person)
            seen.append(JudgeSeen(name, person.number, judge.scored, judge.severity, same, pairs, judge.outlying))
    return tuple(seen)


def _sameness(judge: str, firsts: Sequence[First]) -> tuple[int, int]:
    own = [(scores[judge], scores) for _, scores in firsts if judge in scores]
    others = [(score, other) for score, scores in own for key, other in scores.items() if key != judge]
    return sum(score == other for score, other in others), len(others)


def _aspects(sheet: Sheet, firsts: Sequence[First]) -> tuple[AspectSeen, ...]:
    spreads: dict[int, list[Sequence[int]]] = defaultdict(list)
    for aspect, scores in firsts:
        spreads[aspect].append(list(scores.values()))
    words = dict(Aspect.objects.filter(pk__in=spreads).values_list("pk", "description"))
    seen = [
        AspectSeen(
            code=aspect.code,
            words=words.get(aspect.id, ""),
            compared=len(spreads[aspect.id]),
            rescored=sum(not spread_is_allowed(scores) for scores in spreads[aspect.id]),
            spread=sum(max(scores) - min(scores) for scores in spreads[aspect.id]),
        )
        for aspect in sheet.aspects
        if aspect.id in spreads
    ]
    return tuple(sorted(seen, key=lambda aspect: (-aspect.rescored, -aspect.mean_spread, aspect.code)))
