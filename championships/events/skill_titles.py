"""How contested skills are called in the language of a reader: as the championship calls them, else as the skill's own name."""

from collections.abc import Iterable
from uuid import UUID

from django.conf import settings
from django.utils.translation import get_language

from championships.events.models import ContestedSkill
from championships.schemes.models import Skill
from championships.schemes.standards import in_language


def titles_of(skills: Iterable[ContestedSkill]) -> dict[int, str]:
    """Return the title of each contested skill, by its key, in the language of the moment. One query, with `skill` loaded."""
    skills = list(skills)
    keys = {skill.skill.translation_key for skill in skills if skill.skill is not None and not skill.title}
    rows: dict[UUID, list[Skill]] = {}
    for row in Skill.objects.filter(translation_key__in=keys).select_related("locale") if keys else ():
        rows.setdefault(row.translation_key, []).append(row)
    language = get_language() or settings.LANGUAGE_CODE
    return {skill.pk: _title(skill, rows, language) for skill in skills}


def _title(skill: ContestedSkill, rows: dict[UUID, list[Skill]], language: str) -> str:
    name = skill.title
    if not name and skill.skill is not None:
        name = (in_language(rows.get(skill.skill.translation_key, [skill.skill]), language) or skill.skill).name
    return f"{skill.number} {name}".strip()
