"""What contested skills are called, and what they are, in the reader's language."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import get_language

from championships.events.models import Category, ContestedSkill
from championships.schemes.models import Skill
from championships.schemes.standards import in_language

WHOM = {category.value: category.label for category in Category if category != Category.MAIN}


@dataclass(frozen=True)
class NamedSkill:
    """A contested skill as a reader meets it; `row` is the skill in her language or the nearest, None without one."""

    contested: ContestedSkill
    row: Skill | None

    @property
    def number(self) -> str:
        """Return the number at this championship, else the one in the list of skills."""
        return self.contested.number or (self.row.number if self.row and not self.contested.title else "")

    @property
    def name(self) -> str:
        """Return the title that was written for this championship, else the name of the skill."""
        return self.contested.title or (self.row.name if self.row else "")

    @property
    def title(self) -> str:
        """Return number and name, and for whom it is where that is not everybody and no title of its own says so."""
        whom = "" if self.contested.title else WHOM.get(self.contested.category, "")
        return ", ".join(part for part in (f"{self.number} {self.name}".strip(), str(whom)) if part)


def named(skills: Iterable[ContestedSkill], language: str | None = None) -> dict[int, NamedSkill]:
    """Return the skills in their order by key, each with its row in `language` (by default the reader's). One query."""
    listed = list(skills)
    rows = _rows({skill.skill_id for skill in listed if skill.skill_id is not None}, language or get_language() or "en")
    return {skill.pk: NamedSkill(skill, rows.get(skill.skill_id or 0)) for skill in listed}


def titles_of(skills: Iterable[ContestedSkill], language: str | None = None) -> dict[int, str]:
    """Return the number and the name of each skill by the key of the contested one. One query."""
    return {key: skill.title for key, skill in named(skills, language).items()}


def names_of(skills: Iterable[ContestedSkill], language: str | None = None) -> dict[int, str]:
    """Return the name of each skill, without its number, by the key of the contested one. One query."""
    return {key: skill.name for key, skill in named(skills, language).items()}


def _rows(keys: set[int], language: str) -> dict[int, Skill]:
    """Return for the key of each row of a skill the row that is shown in `language`; nothing is asked without keys."""
    if not keys:
        return {}
    same = Skill.objects.filter(pk__in=keys).values("translation_key")
    groups: dict[UUID, list[Skill]] = defaultdict(list)
    for row in Skill.objects.filter(translation_key__in=same).select_related("locale"):
        groups[row.translation_key].append(row)
    shown = {key: in_language(group, language) for key, group in groups.items()}
    return {row.pk: found for key, group in groups.items() for row in group if (found := shown[key]) is not None}
