"""What contested skills are called in a language: by a title of their own, else as the list of skills has it there."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from uuid import UUID

from championships.events.models import ContestedSkill
from championships.schemes.models import Skill
from championships.schemes.standards import in_language


def titles_of(skills: Iterable[ContestedSkill], language: str) -> Mapping[int, str]:
    """Return what each of `skills` is called in `language`, by its key. Two queries at most."""
    skills = list(skills)
    keys = {skill.skill.translation_key for skill in skills if skill.skill and not skill.title}
    named: dict[UUID, list[Skill]] = defaultdict(list)
    for row in Skill.objects.filter(translation_key__in=keys).select_related("locale") if keys else ():
        named[row.translation_key].append(row)
    return {skill.pk: skill.title or _named(skill, named, language) for skill in skills}


def _named(skill: ContestedSkill, named: Mapping[UUID, list[Skill]], language: str) -> str:
    row = in_language(named[skill.skill.translation_key], language) if skill.skill else None
    return row.name if row else ""
