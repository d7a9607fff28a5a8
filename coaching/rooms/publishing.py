"""Publishing the results of a room on the pages of a championship."""

from typing import Any
from uuid import UUID

from championships.events.models import Championship, SkillResult
from championships.events.publishing import PublishedCriterion, PublishedRow, ResultsRefused
from championships.events.publishing import publish_results as publish_on_pages
from coaching.rooms.actors import HostActor
from coaching.rooms.context import Context, Happening
from coaching.rooms.execution import Command, record, refuse_unless_allowed
from coaching.rooms.facts import room_facts
from coaching.rooms.models import Room, RoomStatus
from coaching.rooms.protocol import View
from coaching.rooms.refusals import CommandRefused
from coaching.rooms.results import ResultRow, results_of
from coaching.rooms.totalling import publish_all
from people.models import User
from people.names import is_readable
from people.permissions import may_publish_results

_PUBLISHED = "results.published"


def publish_results(
    *, actor: User, room: Room, championship: Championship, skill_title: str, command_id: UUID
) -> SkillResult:
    """Publish the results of a room that has ended and return them as published.

    Only competitors who are marked completely are published: a part of a sheet never ranks. Publishing again
    makes a new version in the place of the last; the same `command_id` again returns what it published.

    Raises:
        CommandRefused: `not_allowed`, `name_unreadable`, `room_not_ended`, or nothing can be published.
    """
    if not may_publish_results(actor):
        raise CommandRefused("not_allowed")
    if not is_readable(skill_title):
        raise CommandRefused("name_unreadable", field="skill_title")

    def act(context: Context) -> Happening:
        return _published(context, actor, championship, skill_title)

    event, _ = record(room.pk, Command(command_id, _PUBLISHED, HostActor(actor), act))
    return SkillResult.objects.get(pk=event.data["result"])


def _published(context: Context, actor: User, championship: Championship, skill_title: str) -> Happening:
    refuse_unless_allowed(context.room, context.actor, View.HOST)
    if context.room.status != RoomStatus.ENDED:
        raise CommandRefused("room_not_ended")
    result = _on_pages(context.room, actor, championship, skill_title)
    context.room.published_at = context.now
    publish_all(context.room)
    data: dict[str, Any] = {"room": room_facts(context.room), "result": result.pk, "championship": championship.pk}
    return Happening(_PUBLISHED, data, ("published_at",))


def _on_pages(room: Room, actor: User, championship: Championship, skill_title: str) -> SkillResult:
    results = results_of(room)
    try:
        return publish_on_pages(
            actor=actor,
            championship=championship,
            skill_title=skill_title,
            scheme_version=room.scheme_version,
            source=f"room:{room.pk}",
            rows=[_row(row, row.position) for row in results.rows if row.position is not None],
            criteria=[PublishedCriterion(part.key, part.name, part.maximum) for part in results.criteria],
        )
    except ResultsRefused as refusal:
        raise CommandRefused("results_refused", str(refusal)) from refusal


def _row(row: ResultRow, position: int) -> PublishedRow:
    return PublishedRow(
        position=position,
        name=row.competitor.display_name,
        organisation_name=row.competitor.organisation_name,
        total=row.totals.total,
        criteria={letter: part.total for letter, part in row.totals.criteria.items()},
        sections={str(number): part.total for number, part in row.totals.sections.items()},
    )
