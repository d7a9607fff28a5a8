"""The steps of a reveal, as pure rules: each skill from the lowest place that is shown up to gold, then the best of all.

A step names lines by their keys. Everybody who shares a place, or is the best of one member together, stands in one
step; a line is revealed once in its skill, and steps of honours repeat lines that were revealed before them.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from championships.marking import Entry, Medal, albert_vidal, best_of_nation

MEDALLIONS_AT_ONCE = 12
BEST_AT_ONCE = 6


class StepKind(StrEnum):
    """What a step shows."""

    OPENING = "opening"
    SKILL = "skill"
    MEDALLIONS = "medallions"
    PLACE = "place"
    BRONZE = "bronze"
    SILVER = "silver"
    GOLD = "gold"
    BEST = "best"
    OVERALL = "overall"
    TABLE = "table"
    CLOSING = "closing"


PLACES = (StepKind.PLACE, StepKind.BRONZE, StepKind.SILVER, StepKind.GOLD)
"""The steps that reveal places of a skill."""

_KIND_OF = {Medal.GOLD: StepKind.GOLD, Medal.SILVER: StepKind.SILVER, Medal.BRONZE: StepKind.BRONZE}
_WORTH = {Medal.GOLD: 0, Medal.SILVER: 1, Medal.BRONZE: 2}


@dataclass(frozen=True, slots=True)
class RevealLine:
    """One line of a final result; `score` in points of the scale, None where it was not shown."""

    key: int
    position: int
    medal: Medal | None
    member: str = ""
    score: int | None = None


@dataclass(frozen=True, slots=True)
class RevealSkill:
    """One skill with all of its lines."""

    key: int
    lines: Sequence[RevealLine]


@dataclass(frozen=True, slots=True)
class Choices:
    """What a ceremony shows: places from `lowest_place` up, and which honours."""

    lowest_place: int = 3
    medallions: bool = True
    best: bool = True
    overall: bool = True


@dataclass(frozen=True, slots=True)
class Step:
    """One step: what it shows, of which skill, and the keys of the lines that it reveals."""

    kind: StepKind
    skill: int | None = None
    lines: tuple[int, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Return the step as it is stored."""
        return {**asdict(self), "kind": self.kind.value, "lines": list(self.lines)}

    @classmethod
    def from_json(cls, facts: Mapping[str, Any]) -> "Step":
        """Return the step that `as_json` wrote."""
        return cls(StepKind(facts["kind"]), facts["skill"], tuple(facts["lines"]))


def steps_of(skills: Sequence[RevealSkill], choices: Choices) -> list[Step]:
    """Return all steps of a ceremony, in order: `skills` as they follow each other, then the honours over all of them."""
    steps = [Step(StepKind.OPENING)]
    for skill in skills:
        steps += steps_of_skill(skill, choices)
    lines = [(skill.key, line) for skill in skills for line in skill.lines if is_shown(line, choices)]
    if choices.best:
        steps += [Step(StepKind.BEST, None, keys) for keys in best_together(lines)]
    if choices.overall:
        steps += _overall(lines)
    return [*steps, Step(StepKind.CLOSING)]


def steps_of_skill(skill: RevealSkill, choices: Choices) -> list[Step]:
    """Return the steps of one skill: its name, its medallions, then its places from below."""
    steps = [Step(StepKind.SKILL, skill.key)]
    below = [line.key for line in skill.lines if is_shown(line, choices) and not _has_place(line, choices)]
    pages = [tuple(below[start : start + MEDALLIONS_AT_ONCE]) for start in range(0, len(below), MEDALLIONS_AT_ONCE)]
    steps += [Step(StepKind.MEDALLIONS, skill.key, keys) for keys in pages]
    places = [line for line in skill.lines if _has_place(line, choices)]
    return [*steps, *(_place(skill, together) for together in _together(places))]


def is_shown(line: RevealLine, choices: Choices) -> bool:
    """Return whether a ceremony reveals the line at all."""
    return _has_place(line, choices) or (choices.medallions and line.medal == Medal.MEDALLION)


def _has_place(line: RevealLine, choices: Choices) -> bool:
    """Return whether the line is revealed with its place: a medal, or a place that is high enough."""
    return line.medal in _KIND_OF or line.position <= choices.lowest_place


def _together(lines: Iterable[RevealLine]) -> list[list[RevealLine]]:
    """Return those who share a place, and its medal, together; the lowest place first."""
    groups: dict[tuple[int, int], list[RevealLine]] = {}
    for line in lines:
        worth = _WORTH.get(line.medal, len(_WORTH)) if line.medal else len(_WORTH)
        groups.setdefault((line.position, worth), []).append(line)
    return [groups[place] for place in sorted(groups, reverse=True)]


def _place(skill: RevealSkill, lines: Sequence[RevealLine]) -> Step:
    medal = lines[0].medal
    kind = _KIND_OF.get(medal, StepKind.PLACE) if medal else StepKind.PLACE
    return Step(kind, skill.key, tuple(line.key for line in lines))


def best_together(lines: Sequence[tuple[int, RevealLine]]) -> list[tuple[int, ...]]:
    """Return the best lines of each member, some members at a time, the highest last; who shares it stands together.

    Only points of the scale compare skills, so lines without them, or without a member, have no part in it.
    """
    known = [(skill, line) for skill, line in lines if line.score is not None and line.member]
    best = best_of_nation([_entry(skill, line) for skill, line in known])
    of_member: dict[str, list[RevealLine]] = {}
    for (_skill, line), is_best in zip(known, best, strict=True):
        if is_best:
            of_member.setdefault(line.member, []).append(line)
    pages: list[tuple[int, ...]] = []
    for _member, shared in sorted(of_member.items(), key=lambda pair: (pair[1][0].score or 0, pair[0])):
        keys = tuple(line.key for line in shared)
        if pages and len(pages[-1]) + len(keys) <= BEST_AT_ONCE:
            pages[-1] += keys
        else:
            pages.append(keys)
    return pages


def _overall(lines: Sequence[tuple[int, RevealLine]]) -> list[Step]:
    """Return the step of the highest points of all, and that of the medal table."""
    scored = [(skill, line) for skill, line in lines if line.score is not None]
    highest = albert_vidal([_entry(skill, line) for skill, line in scored])
    keys = tuple(line.key for (_skill, line), is_highest in zip(scored, highest, strict=True) if is_highest)
    steps = [Step(StepKind.OVERALL, None, keys)] if keys else []
    has_table = any(line.medal and line.member for _skill, line in lines)
    return [*steps, Step(StepKind.TABLE)] if has_table else steps


def _entry(skill: int, line: RevealLine) -> Entry:
    return Entry(line.member, str(skill), line.score or 0, line.medal)
