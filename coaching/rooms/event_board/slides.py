"""What stands on the board of a championship: a slide for each room at work, and for each other skill its public result."""

from collections.abc import Mapping, Sequence
from typing import TypedDict

from django.utils.translation import gettext as _

from championships.events.models import Championship, ContestedSkill, ResultRow
from championships.events.skill_names import titles_of
from championships.events.standings import name_of
from coaching.rooms.event_board.running import rooms_at_work, rows_of, states_of
from coaching.rooms.marked_skills import skills_of
from coaching.rooms.models import BoardNames, BoardPolicy, Room
from coaching.rooms.protocol import RowSeen
from coaching.rooms.state import RoomState


class SlideRow(TypedDict):
    """A line of a slide; `total` in marks, as text with a point; `of` is 0 where nothing says how much there is."""

    key: str
    position: int | None
    name: str
    organisation: str
    total: str | None
    marked: int
    of: int


class Slide(TypedDict):
    """One skill on the board. `room` is the key of the room that is followed live, None for a result or in a freeze.

    `by_number` says that names are numbers, and have to be put into words.
    """

    key: str
    skill: int | None
    title: str
    about: str
    state: str
    note: str
    room: str | None
    by_number: bool
    rows: list[SlideRow]


def slides_of(championship: Championship, rooms: Sequence[Room] | None = None) -> list[Slide]:
    """Return the slides of the board, in the order of the skills, rooms of no known skill last. Nine queries at most."""
    rooms = rooms_at_work(championship) if rooms is None else rooms
    skills = list(championship.skills.select_related("skill", "public_result").prefetch_related("public_result__rows"))
    titles = titles_of(skills)
    skill_of = skills_of(rooms, skills, titles, championship)
    states = states_of(rooms, championship.frozen_at)
    order = {skill.pk: number for number, skill in enumerate(skills)}
    live = [_live(room, states[room.pk], skill_of.get(room.pk), titles) for room in rooms if room.pk in states]
    if championship.is_frozen:
        live = [Slide(**{**slide, "room": None, "state": "frozen"}) for slide in live]
    busy = {slide["skill"] for slide in live}
    results = [_result(skill, titles[skill.pk]) for skill in skills if skill.public_result and skill.pk not in busy]
    return sorted([*live, *results], key=lambda slide: order.get(slide["skill"] or 0, len(order)))


def _live(room: Room, state: RoomState, skill: int | None, titles: Mapping[int, str]) -> Slide:
    title = titles[skill] if skill is not None else room.title
    names = state.room["board_names"]
    return Slide(
        key=f"room-{room.pk}",
        skill=skill,
        title=title,
        about=room.title if room.title != title else "",
        state="frozen" if state.room["board_frozen"] else state.room["status"],
        note=_note(state),
        room=str(room.pk),
        by_number=names == BoardNames.NUMBER,
        rows=[_row_of_room(row) for row in rows_of(room, state)],
    )


def _note(state: RoomState) -> str:
    """Return in words what of the marks is not shown yet."""
    policy, released = state.room["board"], [module for module in state.room["modules"] if module["released"]]
    if state.room["board_frozen"]:
        return ""
    if policy == BoardPolicy.END:
        return _("Marks are shown when the room ends")
    return _("Marks are shown when a module is released") if policy == BoardPolicy.MODULE and not released else ""


def _row_of_room(row: RowSeen) -> SlideRow:
    return SlideRow(
        key=row["competitor"],
        position=row.get("position"),
        name=row.get("name", ""),
        organisation=row.get("organisation", ""),
        total=row.get("total"),
        marked=row.get("marked", 0),
        of=row.get("of", 0),
    )


def _result(skill: ContestedSkill, title: str) -> Slide:
    result = skill.public_result
    assert result is not None  # noqa: S101 -- the caller looked; this tells the type checker
    return Slide(
        key=f"skill-{skill.pk}",
        skill=skill.pk,
        title=title,
        about="",
        state=skill.public_state,
        note="",
        room=None,
        by_number=False,
        rows=[_row_of_result(row) for row in result.rows.all()],
    )


def _row_of_result(row: ResultRow) -> SlideRow:
    return SlideRow(
        key=str(row.pk),
        position=row.position,
        name=name_of(row),
        organisation=row.organisation_name,
        total=None if row.total is None else f"{row.total:.2f}",
        marked=0,
        of=0,
    )
