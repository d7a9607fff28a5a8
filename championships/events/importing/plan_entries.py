"""Planning the sheet of participants: rows of one team make one entry, and nobody is taken out of any."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from championships.events.importing.cells import Cells, Problem, as_text
from championships.events.importing.plan import Change, EntryAct, PersonAct, Step, Verdict, verdict_of
from championships.events.importing.plan_people import PeoplePlanner, check_place, naming_of
from championships.events.importing.plan_skills import SkillPlanner
from championships.events.importing.standing import EntryHere, SkillHere, Standing
from championships.events.importing.tables import Line, Table
from championships.events.recognising import Known, Naming
from championships.schemes.folding import alike

FACTS = ("number", "team_name", "region", "country")


@dataclass(slots=True)
class Row:
    """A row of the sheet, so far as it could be understood."""

    cells: Cells
    skill: SkillHere | None
    naming: Naming
    facts: dict[str, Any]
    organisation: int | None = None
    person: Known | None = None
    act: PersonAct | None = None
    changes: Sequence[Change] = ()


class EntryPlanner:
    """The entries that stand, and those that the plan adds."""

    def __init__(self, standing: Standing, skills: SkillPlanner, people: PeoplePlanner) -> None:
        """Begin with what stands."""
        self._skills, self._people = skills, people
        self._of_person: dict[tuple[int, int], list[EntryHere]] = {}
        self._of_team: dict[tuple[int, str], list[EntryHere]] = {}
        self._entered: dict[int, set[int]] = {}
        for each in standing.entries:
            for person in each.people:
                self._of_person.setdefault((each.skill, person), []).append(each)
                self._entered.setdefault(each.skill, set()).add(person)
            self._of_team.setdefault((each.skill, alike(each.team_name)), []).append(each)
        # Those of the entered whom no row has named yet.
        self._free = {skill: set(people) for skill, people in self._entered.items()}
        self._numbers = {(each.skill, each.number): each.key for each in standing.entries}
        self._seen: dict[tuple[int, int], int] = {}

    def plan(self, table: Table) -> list[Step]:
        """Return a step for every entry that the sheet of participants names, in the order of its rows."""
        rows = [self._row(line) for line in table.lines]
        # Whoever is said to be somebody else is looked for when the others have been found.
        for row in sorted(rows, key=lambda row: bool(row.cells.raw("person"))):
            self._find(row)
        return [self._step(group) for group in _groups(rows)]

    def _row(self, line: Line) -> Row:
        cells = Cells(line)
        skill = self._skills.named_in(cells, needed=True)
        region, country = check_place(cells)
        facts = {
            "number": cells.whole("number"),
            "team_name": cells.text("team_name", 100),
            "region": region,
            "country": country,
        }
        naming = naming_of(cells)
        if skill is not None and skill.team_size > 1 and not facts["team_name"]:
            cells.refuse("team_needed", "team_name")
        return Row(cells, skill, naming, {name: value for name, value in facts.items() if value})

    def _find(self, row: Row) -> None:
        row.organisation = self._people.organisation(row.cells)
        if row.skill is None or row.cells.problems:
            return
        skill = row.skill.key
        entered = self._free if row.cells.raw("person") else self._entered
        row.person = self._people.person(row.cells, row.naming, entered.get(skill, set()))
        if row.person is None:
            return
        place = (skill, row.person.key)
        if place in self._seen:
            row.cells.refuse("twice", "given_name", row=str(self._seen[place]))
        self._seen.setdefault(place, row.cells.line.number)
        self._free.get(skill, set()).discard(row.person.key)

    def _step(self, group: Sequence[Row]) -> Step:
        first, skill = group[0], group[0].skill
        self._agree(group)
        rows = [row.cells.line.number for row in group]
        title = _title(group)
        if skill is None or any(row.cells.problems or row.person is None for row in group):
            return Step(Verdict.REFUSED, rows, title, problems=_problems(group))
        here = self._here(first, group, skill)
        facts = {name: value for row in group for name, value in row.facts.items()}
        organisation = next((row.organisation for row in group if row.organisation is not None), None)
        keys = [row.person.key for row in group if row.person]
        members = [*(here.people if here else ()), *(key for key in keys if here is None or key not in here.people)]
        self._check(first.cells, skill, here, facts, len(members))
        changes = self._changes(here, facts, organisation, group)
        for row in group:
            if row.person:
                row.act, row.changes = self._people.act(row.cells, row.person)
        if any(row.cells.problems for row in group):
            return Step(Verdict.REFUSED, rows, title, problems=_problems(group))
        if "number" in facts:
            self._numbers[skill.key, facts["number"]] = here.key if here else -rows[0]
        acts = [row.act for row in group if row.act]
        all_changes = [*changes, *(change for row in group for change in row.changes)]
        verdict = verdict_of(is_new=here is None, changes=all_changes)
        act = EntryAct(here.key if here else 0, skill.key, acts, members, organisation, facts)
        return Step(verdict, rows, title, all_changes if here else (), act=None if verdict == Verdict.SAME else act)

    def _here(self, first: Row, group: Sequence[Row], skill: SkillHere) -> EntryHere | None:
        """Return the entry that these people, or a team of this name, have already; a problem is noted where it is none."""
        keys = [row.person.key for row in group if row.person]
        team = alike(first.facts.get("team_name", ""))
        theirs = dict.fromkeys(each for key in keys for each in self._of_person.get((skill.key, key), []))
        found = [each for each in theirs if not each.withdrawn]
        if not found and team:
            found = [each for each in self._of_team.get((skill.key, team), []) if not each.withdrawn]
        if len(found) > 1:
            first.cells.refuse("two_entries", "team_name")
        if not found and theirs:
            first.cells.refuse("withdrawn", "given_name")
        return found[0] if found else None

    def _check(
        self, cells: Cells, skill: SkillHere, here: EntryHere | None, facts: dict[str, Any], people: int
    ) -> None:
        if people > skill.team_size:
            cells.refuse("too_many_people", "team_name", most=str(skill.team_size), count=str(people))
        number = facts.get("number")
        owner = self._numbers.get((skill.key, number)) if number else None
        if owner is not None and (here is None or owner != here.key):
            cells.refuse("number_taken", "number", number=str(number))

    def _changes(
        self, here: EntryHere | None, facts: dict[str, Any], organisation: int | None, group: Sequence[Row]
    ) -> list[Change]:
        if here is None:
            return []
        changes = [
            Change(name, as_text(getattr(here, name)), as_text(value))
            for name, value in facts.items()
            if getattr(here, name) != value
        ]
        if organisation is not None and organisation != here.organisation:
            before = self._people.organisation_name(here.organisation)
            changes.append(Change("organisation", before, self._people.organisation_name(organisation)))
        added = [row.naming.full_name for row in group if row.person and row.person.key not in here.people]
        return [*changes, *(Change("given_name", "", name) for name in added)]

    @staticmethod
    def _agree(group: Sequence[Row]) -> None:
        """Refuse rows of one team that say different things of it."""
        said: dict[str, Any] = {}
        for row in group:
            for name, value in {**row.facts, "organisation": row.organisation}.items():
                if value is not None and name != "team_name" and said.setdefault(name, value) != value:
                    row.cells.refuse("team_differs", name)


def _groups(rows: Sequence[Row]) -> list[list[Row]]:
    """Return the rows of each entry together: those of one team in one skill, all others alone."""
    groups: dict[tuple[object, ...], list[Row]] = {}
    for row in rows:
        team = alike(row.facts.get("team_name", ""))
        alone = row.skill is None or not team
        key = ("row", row.cells.line.number) if alone else ("team", row.skill.key if row.skill else 0, team)
        groups.setdefault(key, []).append(row)
    return list(groups.values())


def _title(group: Sequence[Row]) -> str:
    names = ", ".join(row.naming.full_name for row in group)
    team = group[0].facts.get("team_name", "")
    return f"{team}: {names}" if team else names


def _problems(group: Sequence[Row]) -> list[Problem]:
    """Return all problems of the rows; a row that has none of its own is told that another one has."""
    found = []
    for row in group:
        found += row.cells.problems or [Problem("team_refused", "", {}, row.cells.line.number)]
    return found
