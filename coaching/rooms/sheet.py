"""What a room is marked on. It is fixed when the room is opened, so a process reads it once for each room."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from uuid import UUID

from championships.marking import Place
from championships.schemes.models import Aspect
from coaching.rooms.models import Participant, ParticipantRole

ROOMS_KEPT = 512


@dataclass(frozen=True, slots=True)
class SheetAspect:
    """One aspect of the room's sheet; `kind` is "M" or "J", `maximum` in marks."""

    id: int
    code: str
    kind: str
    maximum: Decimal
    criterion: str
    sub_criterion: str
    section: int | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """The aspects in the order of the scheme, and the judges' seats in the order of their numbers."""

    aspects: tuple[SheetAspect, ...]
    by_id: Mapping[int, SheetAspect]
    places: tuple[Place, ...]
    seats: tuple[str, ...]


@lru_cache(maxsize=ROOMS_KEPT)
def sheet_of(room_id: UUID) -> Sheet:
    """Return the sheet of the room."""
    found = Aspect.objects.filter(sub_criterion__rooms=room_id).select_related("sub_criterion__criterion", "section")
    ordered = found.order_by("sub_criterion__criterion__order", "sub_criterion__order", "order", "pk")
    aspects = tuple(_sheet_aspect(aspect) for aspect in ordered)
    judges = Participant.objects.filter(room=room_id, role=ParticipantRole.JUDGE).order_by("number")
    return Sheet(
        aspects=aspects,
        by_id={aspect.id: aspect for aspect in aspects},
        places=tuple(_place(aspect) for aspect in aspects),
        seats=tuple(str(pk) for pk in judges.values_list("pk", flat=True)),
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
    )


def _place(aspect: SheetAspect) -> Place:
    return Place(aspect.id, aspect.maximum, aspect.criterion, aspect.sub_criterion, aspect.section)
