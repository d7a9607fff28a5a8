"""Planning the sheet of officials."""

from django.utils.translation import get_language

from championships.events.importing.cells import Cells
from championships.events.importing.layout import ROLES, in_language
from championships.events.importing.plan import Change, OfficialAct, Step, Verdict, verdict_of
from championships.events.importing.plan_people import PeoplePlanner, naming_of
from championships.events.importing.plan_skills import SkillPlanner
from championships.events.importing.standing import OfficialHere, Standing
from championships.events.importing.tables import Line, Table


class OfficialPlanner:
    """The officials that stand, and those that the plan adds."""

    def __init__(self, standing: Standing, skills: SkillPlanner, people: PeoplePlanner) -> None:
        """Begin with what stands."""
        self._skills, self._people = skills, people
        self._here = {(each.skill, each.person, each.role): each for each in standing.officials}
        self._people_of: dict[tuple[int | None, str], set[int]] = {}
        for each in standing.officials:
            self._people_of.setdefault((each.skill, each.role), set()).add(each.person)
        self._seen: dict[tuple[int | None, int, str], int] = {}

    def plan(self, table: Table) -> list[Step]:
        """Return a step for every row of the sheet of officials."""
        return [self._step(line) for line in table.lines]

    def _step(self, line: Line) -> Step:
        cells = Cells(line)
        skill = self._skills.named_in(cells, needed=False)
        role = cells.choice("role", needed=True)
        naming = naming_of(cells)
        title = f"{naming.full_name}, {in_language(ROLES[role], get_language() or '')}" if role else naming.full_name
        organisation = self._people.organisation(cells)
        key = skill.key if skill else None
        beside = self._people_of.get((key, role), set())
        person = None if cells.problems else self._people.person(cells, naming, beside)
        if person is None or cells.problems:
            return Step(Verdict.REFUSED, [line.number], title, problems=cells.problems)
        task = (key, person.key, role)
        if task in self._seen:
            cells.refuse("twice", "given_name", row=str(self._seen[task]))
        act, changes = self._people.act(cells, person)
        if cells.problems:
            return Step(Verdict.REFUSED, [line.number], title, problems=cells.problems)
        self._seen[task] = line.number
        here = self._here.get(task)
        changes = [*self._changes(here, organisation), *changes]
        verdict = verdict_of(is_new=here is None, changes=changes)
        done = OfficialAct(here.key if here else 0, key, act, role, organisation)
        return Step(
            verdict, [line.number], title, changes if here else (), act=None if verdict == Verdict.SAME else done
        )

    def _changes(self, here: OfficialHere | None, organisation: int | None) -> list[Change]:
        if here is None or organisation is None or organisation == here.organisation:
            return []
        name = self._people.organisation_name
        return [Change("organisation", name(here.organisation), name(organisation))]
