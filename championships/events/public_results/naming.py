"""What contested skills, and whom people stand for, are called in the reader's language."""

from collections import defaultdict
from collections.abc import Iterable
from uuid import UUID

from babel import Locale
from django.utils.translation import get_language

from championships.events.models import ContestedSkill, MembersAre
from championships.schemes.models import Skill
from championships.schemes.standards import in_language


def names_of(skills: Iterable[ContestedSkill]) -> dict[int, str]:
    """Return the number and the name of each skill by the key of the contested one. One query.

    A title that was written for the championship goes first; else the skill is named in the reader's language.
    """
    skills = list(skills)
    rows = in_reader_language(skill.skill_id for skill in skills if skill.skill_id)
    return {skill.pk: _name(skill, rows.get(skill.skill_id or 0)) for skill in skills}


def in_reader_language(keys: Iterable[int]) -> dict[int, Skill]:
    """Return for the key of each skill its row in the reader's language, else in another. One query."""
    wanted = set(keys)
    same = Skill.objects.filter(pk__in=wanted).values("translation_key")
    groups: dict[UUID, list[Skill]] = defaultdict(list)
    for row in Skill.objects.filter(translation_key__in=same).select_related("locale"):
        groups[row.translation_key].append(row)
    found: dict[int, Skill] = {}
    for group in groups.values():
        shown = in_language(group, get_language() or "en")
        if shown is not None:
            found |= {row.pk: shown for row in group if row.pk in wanted}
    return found


def _name(skill: ContestedSkill, row: Skill | None) -> str:
    number = skill.number or (row.number if row and not skill.title else "")
    return f"{number} {skill.title or (row.name if row else '')}".strip()


def member_name(member: str, members_are: str) -> str:
    """Return how somebody one stands for is called: a country by its name in the reader's language.

    >>> member_name("KZ", "country"), member_name("Demo College", "organisation")
    ('Kazakhstan', 'Demo College')
    """
    if members_are != MembersAre.COUNTRY:
        return member
    return str(Locale.parse(get_language() or "en").territories.get(member.upper(), member))
