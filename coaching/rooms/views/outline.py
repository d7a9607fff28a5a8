"""What a room is marked on, as its pages show it: criteria, their sub-criteria, aspects and ladders."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from django.db.models import Prefetch
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from championships.schemes.models import Aspect, AspectKind, Criterion, SubCriterion
from coaching.rooms.models import MarksShown, Room
from coaching.rooms.views.rule_inputs import input_of

LADDER: tuple[str | Promise, ...] = (
    _("Below industry standard"),
    _("Meets industry standard"),
    _("Meets and in specific respects exceeds industry standard"),
    _("Wholly exceeds industry standard, excellent"),
)
"""The words of the general scale, for an aspect whose scheme gives none of its own."""


@dataclass(frozen=True, slots=True)
class PartOutline:
    """A sub-criterion with its aspects, in order; `maximum` in marks."""

    code: str
    name: str
    aspects: Sequence[Aspect]

    @property
    def maximum(self) -> Decimal:
        """The sum of the aspects' maxima."""
        return sum((aspect.maximum for aspect in self.aspects), Decimal(0))


@dataclass(frozen=True, slots=True)
class CriterionOutline:
    """A criterion with those of its sub-criteria that are marked in the room."""

    letter: str
    name: str
    parts: list[PartOutline] = field(default_factory=list)

    @property
    def maximum(self) -> Decimal:
        """The sum of the parts' maxima: less than the criterion's own when only some of it is marked."""
        return sum((part.maximum for part in self.parts), Decimal(0))

    @property
    def aspect_count(self) -> int:
        """How many aspects are marked."""
        return sum(len(part.aspects) for part in self.parts)


def outline_of(room: Room) -> list[CriterionOutline]:
    """Return the outline of what `room` is marked on. Three queries, however long the sheet is."""
    aspects = Aspect.objects.select_related("section").prefetch_related("descriptors").order_by("order")
    parts = (
        room.sub_criteria.select_related("criterion")
        .prefetch_related(Prefetch("aspects", aspects))
        .order_by("criterion__order", "order")
    )
    return by_criterion(parts)


def by_criterion(parts: Iterable[SubCriterion]) -> list[CriterionOutline]:
    """Group sub-criteria, which come in the order of the scheme, under their criteria."""
    outline: dict[int, CriterionOutline] = {}
    for part in parts:
        criterion: Criterion = part.criterion
        group = outline.setdefault(criterion.pk, CriterionOutline(criterion.letter, criterion.name))
        group.parts.append(PartOutline(part.code, part.name, [_with_words(aspect) for aspect in part.aspects.all()]))
    return list(outline.values())


def _with_words(aspect: Aspect) -> Aspect:
    """Give the aspect what its template reads: the ladder or the rule, and the maximum as messages write it."""
    aspect.maximum_text = f"{aspect.maximum:.2f}"  # type: ignore[attr-defined]
    if aspect.kind == AspectKind.JUDGEMENT:
        own = {descriptor.score: descriptor.text for descriptor in aspect.descriptors.all()}
        aspect.ladder = [(score, own.get(score) or words) for score, words in enumerate(LADDER)]  # type: ignore[attr-defined]
    else:
        aspect.rule_input = input_of(aspect)  # type: ignore[attr-defined]
    return aspect


def maximum_of(outline: Sequence[CriterionOutline]) -> Decimal:
    """Return the most that a competitor can reach in the room, in marks."""
    return sum((criterion.maximum for criterion in outline), Decimal(0))


@dataclass(frozen=True, slots=True)
class OwnModule:
    """A module as its competitor sees it where marks are shown module by module."""

    number: int
    title: str
    released: bool
    parts: list[PartOutline]

    @property
    def maximum(self) -> Decimal:
        """The sum of the parts' maxima, in marks."""
        return sum((part.maximum for part in self.parts), Decimal(0))


def own_modules(room: Room, outline: Sequence[CriterionOutline]) -> list[OwnModule]:
    """Return the modules of a room whose competitors see their marks module by module; of any other room none."""
    if room.marks_shown != MarksShown.MODULE:
        return []
    parts = {part.code: part for criterion in outline for part in criterion.parts}
    return [
        OwnModule(
            module["number"],
            module["title"],
            module["released"],
            [parts[code] for code in module["sub_criteria"] if code in parts],
        )
        for module in room.modules
    ]
