"""What a room is marked on. It is fixed when the room is opened, so a process reads it once for each room."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache
from uuid import UUID

from championships.marking import FullOrZero, InvalidRule, Manual, Place, Rule, Totals, rule_from, total
from championships.schemes.models import Aspect
from coaching.rooms.models import Participant, ParticipantRole, Room
from coaching.rooms.modules import modules_by_part

ROOMS_KEPT = 512


@dataclass(frozen=True, slots=True)
class SheetAspect:
    """One aspect of the room's sheet; `kind` is "M" or "J", `maximum` in marks.

    `rule` turns what is observed of a measurement into its mark; by hand, where the scheme's own rule cannot be read.
    """

    id: int
    code: str
    kind: str
    maximum: Decimal
    criterion: str
    sub_criterion: str
    section: int | None
    rule: Rule = field(default_factory=FullOrZero)


@dataclass(frozen=True, slots=True)
class Sheet:
    """The aspects in the order of the scheme, and the judges' seats in the order of their numbers.

    `blank` is the totals of a competitor of whom nothing is marked; `module_of` the number of the module in which an
    aspect is marked.
    """

    aspects: tuple[SheetAspect, ...]
    by_id: Mapping[int, SheetAspect]
    places: tuple[Place, ...]
    place_of: Mapping[int, Place]
    seats: tuple[str, ...]
    blank: Totals
    module_of: Mapping[int, int]

    def aspects_of_module(self, module: int) -> tuple[SheetAspect, ...]:
        """Return the aspects that are marked in the module with this number."""
        return tuple(aspect for aspect in self.aspects if self.module_of[aspect.id] == module)


@lru_cache(maxsize=ROOMS_KEPT)
def sheet_of(room_id: UUID) -> Sheet:
    """Return the sheet of the room."""
    found = Aspect.objects.filter(sub_criterion__rooms=room_id).select_related("sub_criterion__criterion", "section")
    ordered = found.order_by("sub_criterion__criterion__order", "sub_criterion__order", "order", "pk")
    aspects = tuple(_sheet_aspect(aspect) for aspect in ordered)
    judges = Participant.objects.filter(room=room_id, role=ParticipantRole.JUDGE).order_by("number")
    place_of = {aspect.id: _place(aspect) for aspect in aspects}
    places = tuple(place_of.values())
    parts = modules_by_part(Room.objects.values_list("modules", flat=True).get(pk=room_id))
    return Sheet(
        aspects=aspects,
        by_id={aspect.id: aspect for aspect in aspects},
        places=places,
        place_of=place_of,
        seats=tuple(str(pk) for pk in judges.values_list("pk", flat=True)),
        blank=total(places, {}),
        module_of={aspect.id: parts.get(aspect.sub_criterion, 1) for aspect in aspects},
    )


def _sheet_aspect(aspect: Aspect) -> SheetAspect:
    return SheetAspect(
        id=aspect.pk,
        code=aspect.code,
        kind=aspect.kind,
        maximum=aspect.maximum,
        criterion=aspect.sub_criterion.criterion.letter,
        sub_criterion=aspect.sub_criterion.code,
        section=aspect.section.number if aspect.section else None,
        rule=rule_of(aspect),
    )


def rule_of(aspect: Aspect) -> Rule:
    """Return the rule that a measurement is marked by: full or zero where the scheme says none (TD 4.7)."""
    try:
        return rule_from(aspect.calculation)
    except InvalidRule:
        return Manual()


def _place(aspect: SheetAspect) -> Place:
    return Place(aspect.id, aspect.maximum, aspect.criterion, aspect.sub_criterion, aspect.section)
