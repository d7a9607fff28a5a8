"""Planning the sheet of skills, and finding the skill that a row of another sheet means."""

from dataclasses import replace
from typing import Any

from championships.events.importing.cells import Cells, as_text
from championships.events.importing.plan import Change, SkillAct, Step, Verdict, verdict_of
from championships.events.importing.standing import SkillHere, Standing
from championships.events.importing.tables import Line, Table
from championships.schemes.folding import alike

LONGEST_TITLE, LONGEST_NUMBER = 200, 20
# How the forms of the desk name a skill, which no column of a file can: by its key.
CHOSEN = "skill_key"


class SkillPlanner:
    """The skills that stand, and those that the plan adds."""

    def __init__(self, standing: Standing) -> None:
        """Begin with what stands."""
        self._standing = standing
        self.skills = [replace(skill) for skill in standing.skills]
        self._rows: dict[int, int] = {}
        self._refused: set[str] = set()

    def plan(self, table: Table) -> list[Step]:
        """Return a step for every row of the sheet of skills."""
        return [self._step(line) for line in table.lines]

    def _step(self, line: Line) -> Step:
        cells = Cells(line)
        title = cells.text("skill", LONGEST_TITLE, needed=True)
        category = cells.choice("category", "main")
        facts: dict[str, Any] = {
            "number": cells.text("number", LONGEST_NUMBER),
            "team_size": cells.whole("team_size", most=100),
            "workplaces": cells.whole("workplaces", most=9_999),
        }
        facts = {name: value for name, value in facts.items() if value not in (None, "")}
        names = frozenset({alike(title)}) if alike(title) else frozenset()
        if title and not names:
            cells.refuse("unreadable", "skill")
        here = next((each for each in self.skills if each.category == category and names & each.names), None)
        self._check_number(cells, here, category, facts.get("number", ""))
        if here is None:
            return self._new(cells, title, category, names, facts)
        return self._known(cells, here, facts)

    def _check_number(self, cells: Cells, here: SkillHere | None, category: str, number: str) -> None:
        others = [each for each in self.skills if each is not here and each.category == category]
        taken = next((each for each in others if number and alike(each.number) == alike(number)), None)
        if taken is not None:
            cells.refuse("other_skill_number", "number", number=number, name=taken.title)

    def _new(self, cells: Cells, title: str, category: str, names: frozenset[str], facts: dict[str, Any]) -> Step:
        rows = [cells.line.number]
        if cells.problems:
            self._refused |= names
            return Step(Verdict.REFUSED, rows, title, problems=cells.problems)
        listed = [each for each in self._standing.listed if names & each.names]
        of_list = listed[0] if len(listed) == 1 else None
        here = SkillHere(
            -cells.line.number, title, names | (of_list.names if of_list else frozenset()), category=category
        )
        for name, value in facts.items():
            setattr(here, name, value)
        self.skills.append(here)
        self._rows[here.key] = cells.line.number
        act = SkillAct(here.key, {"title": title, "category": category, **facts}, of_list.key if of_list else None)
        return Step(Verdict.NEW, rows, here.called, act=act)

    def _known(self, cells: Cells, here: SkillHere, facts: dict[str, Any]) -> Step:
        row = cells.line.number
        if here.key in self._rows:
            cells.refuse("twice", "skill", row=str(self._rows[here.key]))
        changed = {name: value for name, value in facts.items() if getattr(here, name) != value}
        self._check_changes(cells, here, changed)
        if cells.problems:
            return Step(Verdict.REFUSED, [row], here.called, problems=cells.problems)
        self._rows[here.key] = row
        changes = [Change(name, as_text(getattr(here, name)), as_text(value)) for name, value in changed.items()]
        for name, value in changed.items():
            setattr(here, name, value)
        act = SkillAct(here.key, changed) if changed else None
        return Step(verdict_of(is_new=False, changes=changes), [row], here.called, changes, act=act)

    def _check_changes(self, cells: Cells, here: SkillHere, changed: dict[str, Any]) -> None:
        if "number" in changed and here.is_shown and self._standing.is_frozen:
            cells.refuse("frozen", "number")
        if changed.get("team_size", here.largest) < here.largest:
            cells.refuse("team_too_small", "team_size", count=str(here.largest))
        if changed.get("workplaces", here.placed) < here.placed:
            cells.refuse("places_too_few", "workplaces", place=str(here.placed))

    def named_in(self, cells: Cells, *, needed: bool) -> SkillHere | None:
        """Return the skill that a row of another sheet names; a problem is noted where it is none, or not sure."""
        if chosen := cells.raw(CHOSEN):
            return next((each for each in self.skills if str(each.key) == chosen), None)
        text = cells.text("skill", LONGEST_TITLE + LONGEST_NUMBER + 1, needed=needed)
        category = cells.choice("category")
        wanted = alike(text)
        if not wanted:
            if text:
                cells.refuse("unknown_skill", "skill", value=text)
            return None
        found = [each for each in self.skills if wanted in _ways(each) and category in {"", each.category}]
        if len(found) == 1:
            return found[0]
        if not found and wanted in self._refused:
            cells.refuse("skill_refused", "skill")
        else:
            cells.refuse("unsure_skill" if found else "unknown_skill", "skill", value=text)
        return None


def _ways(skill: SkillHere) -> frozenset[str]:
    """Return how a skill may be named: by any of its names, by its number, or by both."""
    number = alike(skill.number)
    if not number:
        return skill.names
    return skill.names | {number} | {number + name for name in skill.names}
