"""Planning the sheet of the schedule: the same title on the same day of the same skill is the same item."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Any

from championships.events.importing.cells import Cells, as_text
from championships.events.importing.plan import Change, ItemAct, Step, Verdict, verdict_of
from championships.events.importing.plan_skills import SkillPlanner
from championships.events.importing.standing import ItemHere, Standing
from championships.events.importing.tables import Line, Table
from championships.schemes.folding import alike

TITLES = {"title_en": "en", "title_ru": "ru", "title_kk": "kk"}
AROUND = timedelta(days=31)


@dataclass(slots=True)
class Row:
    """A row of the sheet."""

    cells: Cells
    skill: int | None
    facts: dict[str, Any]
    here: ItemHere | None = None

    @property
    def titles(self) -> dict[str, str]:
        """Return the titles by language."""
        titles: dict[str, str] = self.facts["titles"]
        return titles

    @property
    def identity(self) -> tuple[object, ...]:
        """Return what tells a row from the others of the file."""
        return self.facts["date"], self.facts["starts_at"], self.skill, tuple(sorted(map(alike, self.titles.values())))


class SchedulePlanner:
    """The items that stand, and those that the plan adds."""

    def __init__(self, standing: Standing, skills: SkillPlanner) -> None:
        """Begin with what stands."""
        self._standing, self._skills = standing, skills

    def plan(self, table: Table) -> list[Step]:
        """Return a step for every row of the schedule."""
        rows = [self._row(line) for line in table.lines]
        _refuse_twice(rows)
        claimed = self._claim([row for row in rows if not row.cells.problems], set(), exactly=True)
        self._claim([row for row in rows if not row.cells.problems and row.here is None], claimed, exactly=False)
        return [_step(row) for row in rows]

    def _row(self, line: Line) -> Row:
        cells = Cells(line)
        skill = self._skills.named_in(cells, needed=False)
        titles = {language: text for key, language in TITLES.items() if (text := cells.text(key, 200))}
        facts: dict[str, Any] = {
            "date": cells.day("date"),
            "starts_at": cells.clock("starts_at"),
            "ends_at": cells.clock("ends_at"),
            "titles": titles,
            "place": cells.text("place", 200),
            "kind": cells.choice("kind"),
        }
        if not titles:
            cells.refuse("no_title", next((key for key in TITLES if key in line.faults), "title_en"))
        self._check_times(cells, facts["date"], facts["starts_at"], facts["ends_at"])
        return Row(cells, skill.key if skill else None, facts)

    def _check_times(self, cells: Cells, day: Any, begins: time | None, ends: time | None) -> None:
        first, last = self._standing.starts_on, self._standing.ends_on
        if isinstance(day, date) and not _before(first) <= day <= _after(last):
            cells.refuse("other_day", "date")
        if ends is not None and begins is None and not cells.raw("starts_at"):
            cells.refuse("end_alone", "starts_at")
        elif ends is not None and begins is not None and ends <= begins:
            cells.refuse("ends_early", "ends_at")

    def _claim(self, rows: Sequence[Row], claimed: set[int], *, exactly: bool) -> set[int]:
        """Find the item that each row means: at the same time, or the only one of its title that nobody else means."""
        for row in rows:
            free = [each for each in self._standing.schedule if each.key not in claimed and _means(row, each)]
            if exactly:
                free = [each for each in free if each.starts_at == row.facts["starts_at"]][:1]
            if len(free) == 1:
                row.here = free[0]
                claimed.add(free[0].key)
        return claimed


def _before(day: date) -> date:
    return day - AROUND if day - date.min > AROUND else date.min


def _after(day: date) -> date:
    return day + AROUND if date.max - day > AROUND else date.max


def _means(row: Row, item: ItemHere) -> bool:
    titles = {alike(text) for text in row.titles.values()} & {alike(text) for text in item.titles.values()}
    return (item.date, item.skill) == (row.facts["date"], row.skill) and bool(titles)


def _refuse_twice(rows: Sequence[Row]) -> None:
    seen: dict[tuple[object, ...], int] = {}
    for row in rows:
        if not row.cells.problems and seen.setdefault(row.identity, row.cells.line.number) != row.cells.line.number:
            row.cells.refuse("twice", "date", row=str(seen[row.identity]))


def _step(row: Row) -> Step:
    number = [row.cells.line.number]
    title = f"{as_text(row.facts['date'])} {next(iter(row.titles.values()), '')}".strip()
    if row.cells.problems:
        return Step(Verdict.REFUSED, number, title, problems=row.cells.problems)
    if row.here is None:
        facts = {name: value for name, value in row.facts.items() if value not in (None, "")}
        return Step(Verdict.NEW, number, title, act=ItemAct(0, row.skill, facts))
    return _changed(row, row.here, number, title)


def _changed(row: Row, here: ItemHere, number: list[int], title: str) -> Step:
    """Return the step for an item that stands; an empty cell takes nothing away."""
    facts = {**row.facts, "titles": {**here.titles, **row.titles}}
    changed = {name: value for name, value in facts.items() if value not in (None, "") and getattr(here, name) != value}
    if (changed.get("ends_at") or here.ends_at or time.max) <= (changed.get("starts_at") or here.starts_at or time.min):
        row.cells.refuse("ends_early", "starts_at")
        return Step(Verdict.REFUSED, number, title, problems=row.cells.problems)
    changes = [change for name, value in changed.items() for change in _told(here, name, value)]
    act = ItemAct(here.key, row.skill, changed) if changed else None
    return Step(verdict_of(is_new=False, changes=changes), number, title, changes, act=act)


def _told(here: ItemHere, name: str, value: Any) -> list[Change]:
    if name != "titles":
        return [Change(name, as_text(getattr(here, name)), as_text(value))]
    columns = {language: key for key, language in TITLES.items()}
    return [
        Change(columns[language], here.titles.get(language, ""), text)
        for language, text in value.items()
        if here.titles.get(language) != text
    ]
