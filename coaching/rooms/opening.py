"""Opening a room: a scheme, some of its sub-criteria, a panel of judges and a clock."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction
from django.utils import timezone

from championships.schemes.models import ClassList, SchemeVersion, SubCriterion
from championships.schemes.permissions import may_use_scheme, visible_class_lists
from coaching.rooms import doorbell, event_log
from coaching.rooms.codes import free_code
from coaching.rooms.expecting import expect
from coaching.rooms.facts import participant_facts, room_facts
from coaching.rooms.models import BoardPolicy, MarksShown, Participant, ParticipantRole, Room, RoomKind
from coaching.rooms.refusals import CommandRefused
from people import audit
from people.models import Organisation, User
from people.names import is_readable
from people.permissions import may_host_rooms

LONGEST_TITLE = 200
LONGEST_DAY_MINUTES = 24 * 60
LARGEST_PANEL = 5
TRIES = 5


@dataclass(frozen=True, slots=True)
class _Wishes:
    host: User
    title: str
    scheme_version: SchemeVersion
    sub_criteria: tuple[SubCriterion, ...]
    duration_minutes: int
    panel_size: int
    kind: str
    board: str
    marks_shown: str
    class_list: ClassList | None
    module_key: UUID | None
    module_title: str
    command_id: UUID


def open_room(  # noqa: PLR0913 -- what a host chooses, each by its name
    *,
    host: User,
    title: str,
    scheme_version: SchemeVersion,
    sub_criteria: Iterable[SubCriterion],
    duration_minutes: int,
    panel_size: int = 3,
    kind: str = RoomKind.PRACTICE,
    board: str = BoardPolicy.LIVE,
    marks_shown: str = MarksShown.LIVE,
    class_list: ClassList | None = None,
    module_key: UUID | None = None,
    module_title: str = "",
    command_id: UUID | None = None,
) -> Room:
    """Open a room in its lobby, with a free code and `panel_size` invited judges, and return it.

    The same `command_id` from the same host again returns the same room. Those of `class_list` are expected by name.

    Raises:
        CommandRefused: the host may not, or something of what is wished cannot be.
    """
    wishes = _Wishes(
        host=host,
        title=" ".join(title.split()),
        scheme_version=scheme_version,
        sub_criteria=tuple(sub_criteria),
        duration_minutes=duration_minutes,
        panel_size=panel_size,
        kind=str(kind),
        board=str(board),
        marks_shown=str(marks_shown),
        class_list=class_list,
        module_key=module_key,
        module_title=module_title[:255],
        command_id=command_id or uuid4(),
    )
    _refuse_wrong(wishes)
    return _found(wishes) or _opened(wishes)


def _found(wishes: _Wishes) -> Room | None:
    """Return the room that this command has already opened, if it has."""
    earlier = Room.objects.filter(opened_by_command=wishes.command_id).first()
    if earlier is not None and earlier.host_id != wishes.host.pk:
        raise CommandRefused("command_id_reused")
    return earlier


def _opened(wishes: _Wishes) -> Room:
    # Two rooms may find the same free code at the same moment: the database lets one have it.
    for _ in range(TRIES - 1):
        try:
            return _create(wishes)
        except IntegrityError:
            earlier = _found(wishes)
            if earlier is not None:
                return earlier
    return _create(wishes)


@transaction.atomic
def _create(wishes: _Wishes) -> Room:
    room = Room.objects.create(
        code=free_code(),
        title=wishes.title,
        kind=wishes.kind,
        scheme_version=wishes.scheme_version,
        host=wishes.host,
        organisation=_organisation(wishes),
        panel_size=wishes.panel_size,
        duration_seconds=wishes.duration_minutes * 60,
        board=wishes.board,
        marks_shown=wishes.marks_shown,
        module_key=wishes.module_key,
        module_title=wishes.module_title,
        opened_by_command=wishes.command_id,
    )
    room.sub_criteria.set(wishes.sub_criteria)
    seats = range(1, wishes.panel_size + 1)
    judges = Participant.objects.bulk_create(
        Participant(room=room, role=ParticipantRole.JUDGE, number=seat) for seat in seats
    )
    event = event_log.append(
        room,
        event_type="room.opened",
        data={"room": room_facts(room), "judges": [participant_facts(judge) for judge in judges]},
        user=wishes.host,
        participant=None,
        command_id=wishes.command_id,
        now=timezone.now(),
    )
    expected = {"expected": expect(room, wishes.class_list)} if wishes.class_list else {}
    audit.record(actor=wishes.host, action="room.opened", subject=room, data={"title": room.title, **expected})
    transaction.on_commit(lambda: doorbell.ring(event))
    return room


def _organisation(wishes: _Wishes) -> Organisation | None:
    if wishes.scheme_version.scheme.organisation is not None:
        return wishes.scheme_version.scheme.organisation
    membership = wishes.host.memberships.select_related("organisation").order_by("pk").first()
    return None if membership is None else membership.organisation


def _refuse_wrong(wishes: _Wishes) -> None:
    if not may_host_rooms(wishes.host):
        raise CommandRefused("not_allowed")
    if not may_use_scheme(wishes.host, wishes.scheme_version.scheme):
        raise CommandRefused("scheme_not_allowed", field="scheme_version")
    _refuse_wrong_title(wishes.title)
    if not 1 <= wishes.duration_minutes <= LONGEST_DAY_MINUTES:
        raise CommandRefused("duration_out_of_range", field="duration_minutes")
    if not 1 <= wishes.panel_size <= LARGEST_PANEL:
        raise CommandRefused("panel_out_of_range", field="panel_size")
    for name, value, choices in (
        ("kind", wishes.kind, RoomKind.values),
        ("board", wishes.board, BoardPolicy.values),
        ("marks_shown", wishes.marks_shown, MarksShown.values),
    ):
        if value not in choices:
            raise CommandRefused("unknown_choice", field=name)
    _refuse_wrong_sub_criteria(wishes)
    if wishes.class_list and not visible_class_lists(wishes.host).filter(pk=wishes.class_list.pk).exists():
        raise CommandRefused("class_list_not_allowed", field="class_list")


def _refuse_wrong_title(title: str) -> None:
    if not title:
        raise CommandRefused("title_empty", field="title")
    if len(title) > LONGEST_TITLE:
        raise CommandRefused("title_too_long", field="title", limit=LONGEST_TITLE)
    if not is_readable(title):
        raise CommandRefused("name_unreadable", field="title")


def _refuse_wrong_sub_criteria(wishes: _Wishes) -> None:
    chosen = SubCriterion.objects.filter(pk__in=[item.pk for item in wishes.sub_criteria])
    if chosen.exclude(criterion__version=wishes.scheme_version).exists():
        raise CommandRefused("foreign_sub_criterion", field="sub_criteria")
    if not chosen.filter(aspects__isnull=False).exists():
        raise CommandRefused("nothing_to_mark", field="sub_criteria")
