"""What can be printed at the desk of a championship, skill by skill, in a number of queries that does not grow."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q

from championships.events.models import Championship, ContestedSkill, EntryStatus, ResultRow, ResultState, SkillResult
from championships.events.printing.filled_summaries import can_be_filled
from championships.events.printing.forms import scheme_version_of
from championships.events.printing.frame import Starter, starters
from championships.events.skill_names import names_of
from championships.schemes.models import SchemeVersion


@dataclass(frozen=True)
class Printable:
    """A skill at the desk: how many are entered, by which scheme it is marked, and its current result."""

    skill: ContestedSkill
    title: str
    entries: int
    version: SchemeVersion | None
    result: SkillResult | None

    @property
    def has_forms(self) -> bool:
        """Return whether there is a scheme and somebody to mark by it."""
        return self.version is not None and self.entries > 0

    @property
    def has_diplomas(self) -> bool:
        """Return whether the result is published."""
        return self.result is not None and self.result.state == ResultState.PUBLISHED

    @property
    def has_filled_summaries(self) -> bool:
        """Return whether the result has marks that can stand on the mark summary forms."""
        return can_be_filled(self.result)


def printables(championship: Championship, language: str, chief_of: Collection[int] | None) -> list[Printable]:
    """Return what can be printed of the skills that the reader may print of (None: all). Four queries."""
    found = championship.skills.all() if chief_of is None else championship.skills.filter(pk__in=chief_of)
    return _printables(championship, found, language)


def printable_of(skill: ContestedSkill, language: str) -> Printable:
    """Return what can be printed of one skill. Four queries."""
    (found,) = _printables(skill.championship, skill.championship.skills.filter(pk=skill.pk), language)
    return found


def _printables(championship: Championship, skills: Any, language: str) -> list[Printable]:
    standing = Count("entries", filter=~Q(entries__status=EntryStatus.WITHDRAWN))
    shown = list(skills.select_related("skill", "scheme_version__scheme").annotate(entry_count=standing))
    current = championship.results.filter(replaced_at=None).select_related("scheme_version__scheme")
    results: Mapping[int | None, SkillResult] = {result.contested_skill_id: result for result in current}
    titles = names_of(shown, language)
    return [
        Printable(
            skill=each,
            title=f"{each.number} {titles[each.pk]}".strip(),
            entries=each.entry_count,
            version=scheme_version_of(each, results.get(each.pk)),
            result=results.get(each.pk),
        )
        for each in shown
    ]


@dataclass(frozen=True)
class PrintableLine:
    """Somebody in a skill: the entry, if there is one, and the line of the result."""

    name: str
    starter: Starter | None
    row: ResultRow | None


def lines_of(each: Printable) -> list[PrintableLine]:
    """Return everybody of a skill, by place where a result was handed over. Three queries."""
    found = {starter.entry.pk: starter for starter in starters(each.skill)}
    rows = list(each.result.rows.order_by("position", "name", "pk")) if each.result else []
    placed = [PrintableLine(row.name, found.pop(row.entry_id, None) if row.entry_id else None, row) for row in rows]
    return [*placed, *(PrintableLine(starter.name, starter, None) for starter in found.values())]
