"""What organisers see at the desk of a championship, in a number of queries that does not grow with it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.db.models import Count, Prefetch, Q

from championships.events.models import (
    Championship,
    ContestedSkill,
    Draw,
    Entry,
    EntryStatus,
    PublicPerson,
    ResultState,
    SkillResult,
)
from championships.events.skill_names import titles_of


@dataclass(frozen=True)
class DeskLine:
    """A contested skill at the desk: its current result, how final it is, and whether the public sees another."""

    skill: ContestedSkill
    title: str
    result: SkillResult | None
    state: ResultState | None
    entries: int
    may_confirm: bool

    @property
    def step(self) -> int:
        """Return the step of the podium that the result stands on, 0 where nothing was handed over."""
        return self.state.step if self.state else 0

    @property
    def public_differs(self) -> bool:
        """Return whether the public sees an earlier version, or an earlier state, of what stands here."""
        return self.skill.public_result_id is not None and (
            self.result is None
            or self.skill.public_result_id != self.result.pk
            or self.skill.public_state != self.result.state
        )


def desk_lines(championship: Championship, chief_of: Collection[int] | None) -> list[DeskLine]:
    """Return every contested skill, called as in the reader's language, with its current result. Three queries.

    `chief_of` are the skills whose results the reader may confirm as chief expert, None for an organiser: all.
    """
    standing = Count("entries", filter=~Q(entries__status=EntryStatus.WITHDRAWN))
    skills = championship.skills.select_related("public_result", "skill").annotate(entry_count=standing)
    current = championship.results.filter(replaced_at__isnull=True).select_related("sent_by", "confirmed_by")
    result_of = {result.contested_skill_id: result for result in current}
    titles = titles_of(skills)
    return [_line(skill, titles[skill.pk], result_of.get(skill.pk), chief_of) for skill in skills]


def _line(skill: ContestedSkill, title: str, result: SkillResult | None, chief_of: Collection[int] | None) -> DeskLine:
    state = ResultState(result.state) if result else None
    may_confirm = chief_of is None or skill.pk in chief_of
    return DeskLine(skill, title, result, state, getattr(skill, "entry_count", 0), may_confirm)


@dataclass(frozen=True)
class EntryLine:
    """An entry at the desk, with its people in their order."""

    entry: Entry
    people: Sequence[PublicPerson]


def entry_lines(skill: ContestedSkill) -> list[EntryLine]:
    """Return the entries of a skill, by number. Two queries."""
    people = Prefetch("people", queryset=PublicPerson.objects.order_by("places__order", "pk").distinct())
    entries = skill.entries.select_related("organisation").prefetch_related(people).order_by("number")
    return [EntryLine(entry, list(entry.people.all())) for entry in entries]


def standing_draw(skill: ContestedSkill) -> Draw | None:
    """Return the draw whose workplaces hold, if there is one."""
    return skill.draws.filter(annulled_at__isnull=True).select_related("drawn_by").first()
