"""Handing the results of a room over to a championship, and what a room does when the public sees them."""

from collections.abc import Callable
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from django.db import transaction
from django.urls import reverse

from championships.events.handing_over import hand_over
from championships.events.lines import HandedOver, PublishedCriterion, PublishedRow
from championships.events.matching import EntryFinder, skill_called
from championships.events.models import Championship, ContestedSkill, SkillResult
from championships.events.publishing import publish_at_once
from championships.events.refusals import ResultsRefused
from championships.events.sources import MarksOfLines, ResultSource, register_source
from coaching.rooms.actors import Actor, HostActor, SystemActor
from coaching.rooms.context import Context, Happening
from coaching.rooms.execution import Command, locked_room, record, refuse_unless_allowed
from coaching.rooms.facts import room_facts
from coaching.rooms.finishing import refuse_unfinished_forms
from coaching.rooms.marked_skills import KIND
from coaching.rooms.models import BoardNames, Participant, Room, RoomStatus
from coaching.rooms.protocol import View
from coaching.rooms.refusals import CommandRefused
from coaching.rooms.results import ResultRow, RoomResults, results_of
from coaching.rooms.totalling import publish_all
from people.initials import initials_of
from people.models import User
from people.names import is_readable
from people.permissions import may_publish_results

_HANDED_OVER = "results.handed_over"
_PUBLISHED = "results.published"


def register() -> None:
    """Let championships take results from rooms anew, and tell rooms what the public sees; called once."""
    source = ResultSource(KIND, recompute=_recompute, address=_address, lock=_lock, shown=_shown, marks=_marks)
    register_source(source)


def publish_results(
    *,
    actor: User,
    room: Room,
    championship: Championship,
    skill_title: str,
    command_id: UUID,
    contested_skill: ContestedSkill | None = None,
    reason: str = "",
) -> SkillResult:
    """Hand the results of a room that has ended over, and publish them where one person is enough; return them.

    Only competitors who are marked completely are handed over: a part of a sheet never ranks. Doing it again makes a
    new version in the place of the last; the same `command_id` again returns what it handed over.

    Raises:
        CommandRefused: `not_allowed`, `name_unreadable`, `room_not_ended`, `forms_not_locked`, `dispute_open`, or
            `results_refused` with what the championship says.
    """
    if not may_publish_results(actor):
        raise CommandRefused("not_allowed")
    if not is_readable(skill_title):
        raise CommandRefused("name_unreadable", field="skill_title")

    skill = contested_skill or skill_called(championship, skill_title)

    def give(room: Room) -> SkillResult:
        return hand_over(
            actor=actor,
            championship=championship,
            skill_title=skill_title,
            scheme_version=room.scheme_version,
            source=f"{KIND}:{room.pk}",
            handed=_handed(room, _finder(skill)),
            contested_skill=skill,
            reason=reason,
        )

    with transaction.atomic():
        event, _ = record(room.pk, Command(command_id, _HANDED_OVER, HostActor(actor), lambda c: _given(c, give)))
        return _told(lambda: publish_at_once(actor=actor, result=SkillResult.objects.get(pk=event.data["result"])))


def _given(context: Context, give: Callable[[Room], SkillResult]) -> Happening:
    refuse_unless_allowed(context.room, context.actor, {View.HOST})
    if context.room.status != RoomStatus.ENDED:
        raise CommandRefused("room_not_ended")
    refuse_unfinished_forms(context)
    result = _told(lambda: give(context.room))
    return Happening(_HANDED_OVER, {"result": result.pk, "championship": result.championship_id})


def _told(act: Callable[[], SkillResult]) -> SkillResult:
    """Do what a championship may refuse; its words become those of the room's refusal."""
    try:
        return act()
    except ResultsRefused as refusal:
        raise CommandRefused("results_refused", str(refusal)) from refusal


def _finder(contested_skill: ContestedSkill | None) -> EntryFinder | None:
    return None if contested_skill is None else EntryFinder(contested_skill)


def _handed(room: Room, finder: EntryFinder | None) -> HandedOver:
    results: RoomResults = results_of(room)
    return HandedOver(
        rows=[_row(row, row.position, room, finder) for row in results.rows if row.position is not None],
        criteria=[PublishedCriterion(part.key, part.name, part.maximum) for part in results.criteria],
    )


def _row(row: ResultRow, position: int, room: Room, finder: EntryFinder | None) -> PublishedRow:
    competitor = row.competitor
    # Where the championship knows its people, whoever is not found among them is shown by initials.
    knows_people = finder is not None and finder.has_entries
    return PublishedRow(
        position=position,
        name=competitor.display_name,
        organisation_name=competitor.organisation_name,
        total=row.totals.total,
        criteria={letter: part.total for letter, part in row.totals.criteria.items()},
        sections={str(number): part.total for number, part in row.totals.sections.items()},
        key=str(competitor.pk),
        entry=finder.find(competitor.display_name, competitor.user_id) if finder else None,
        public_name=None if knows_people else _called(competitor, room),
    )


def _called(competitor: Participant, room: Room) -> str:
    """Return what the board of the room calls a competitor: its host chose that for the public."""
    if room.board_names == BoardNames.NAME:
        return competitor.display_name
    initials = initials_of(competitor.display_name) if room.board_names == BoardNames.INITIALS else ""
    return initials or str(competitor.number)


# What championships ask of a room ---------------------------------------------------------------------------------


def _recompute(key: str) -> HandedOver:
    return _handed(Room.objects.get(pk=key), None)


def _marks(key: str) -> MarksOfLines:
    results = results_of(Room.objects.get(pk=key))
    codes = {aspect.id: aspect.code for aspect in results.aspects}
    return {
        str(row.competitor.pk): {codes[aspect]: mark for aspect, mark in row.marks.items() if mark is not None}
        for row in results.rows
    }


def _address(key: str) -> str:
    return reverse("rooms:host", args=[key])


def _lock(key: str) -> None:
    locked_room(UUID(key))


def _shown(result: SkillResult, actor: User | None) -> None:
    """Let the room show everything: what is published is public, and a frozen board thaws with it."""
    room_id = UUID(result.source.partition(":")[2])
    who: Actor = SystemActor() if actor is None else HostActor(actor)
    # The same result becomes public once: its event has an id that is made of it.
    command_id = uuid5(NAMESPACE_URL, f"podium:result:{result.pk}")
    record(room_id, Command(command_id, _PUBLISHED, who, lambda context: _published(context, result)))


def _published(context: Context, result: SkillResult) -> Happening:
    context.room.published_at, context.room.board_frozen = context.now, False
    publish_all(context.room)
    data: dict[str, Any] = {
        "room": room_facts(context.room),
        "result": result.pk,
        "championship": result.championship_id,
    }
    return Happening(_PUBLISHED, data, ("published_at", "board_frozen"))
