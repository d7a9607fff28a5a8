"""Which skill of its championship a room marks: nobody says it twice, so it is told from what both have."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from championships.events.models import Championship, ContestedSkill, SkillResult
from championships.events.skill_names import titles_of
from championships.schemes.folding import alike
from championships.schemes.models import SchemeVersion
from coaching.rooms.models import Room

KIND = "room"
"""What rooms are called among the sources of results."""


def skills_of(
    rooms: Sequence[Room], skills: Sequence[ContestedSkill], titles: Mapping[int, str], championship: Championship
) -> dict[UUID, int]:
    """Return which skill each room marks: the one that took a result from it, or has its scheme, or its title."""
    if not rooms:
        return {}
    sources = SkillResult.objects.filter(championship=championship, source__in=[f"{KIND}:{room.pk}" for room in rooms])
    by_source = dict(sources.values_list("source", "contested_skill"))
    by_scheme, by_title = _by_scheme(skills), _by_title(skills, titles)
    found = {}
    for room in rooms:
        key = by_source.get(f"{KIND}:{room.pk}") or by_scheme.get(room.scheme_version_id)
        key = key or by_title.get(alike(room.title))
        if key is not None:
            found[room.pk] = key
    return found


def skill_marked_in(room: Room) -> ContestedSkill | None:
    """Return the skill of the room's championship that the room marks; None without a championship, or where unsure."""
    if room.championship is None:
        return None
    skills = list(room.championship.skills.select_related("skill"))
    key = skills_of([room], skills, titles_of(skills), room.championship).get(room.pk)
    return next((skill for skill in skills if skill.pk == key), None)


def skill_to_mark(championship: Championship, scheme_version: SchemeVersion, title: str) -> ContestedSkill | None:
    """Return the skill that a room with this scheme and title will mark; None where unsure."""
    skills = list(championship.skills.select_related("skill"))
    key = _by_scheme(skills).get(scheme_version.pk) or _by_title(skills, titles_of(skills)).get(alike(title))
    return next((skill for skill in skills if skill.pk == key), None)


def _by_scheme(skills: Sequence[ContestedSkill]) -> dict[Any, int]:
    return _alone((skill.scheme_version_id, skill.pk) for skill in skills if skill.scheme_version_id)


def _by_title(skills: Sequence[ContestedSkill], titles: Mapping[int, str]) -> dict[Any, int]:
    return _alone((alike(name), skill.pk) for skill in skills for name in {titles[skill.pk], str(skill)})


def _alone(pairs: Iterable[tuple[Any, int]]) -> dict[Any, int]:
    """Return by each name the one key that has it; a name of several says nothing."""
    known: dict[Any, set[int]] = {}
    for name, key in pairs:
        known.setdefault(name, set()).add(key)
    return {name: next(iter(keys)) for name, keys in known.items() if len(keys) == 1}
