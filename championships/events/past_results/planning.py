"""Planning the results of a past championship: one result for each skill, told before anything is stored."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from decimal import Decimal
from hashlib import sha256

from championships.events.importing.cells import SEEN, Cells, Problem
from championships.events.importing.plan import Verdict
from championships.events.importing.tables import Line
from championships.events.models import Championship, ContestedSkill
from championships.events.recognising import Naming
from championships.marking import Medal
from championships.schemes.exchange.texts import number
from championships.schemes.folding import alike

MEDALS = {
    "gold": Medal.GOLD,
    "silver": Medal.SILVER,
    "bronze": Medal.BRONZE,
    "medallionforexcellence": Medal.MEDALLION,
    "medallion": Medal.MEDALLION,
}
HIGHEST_SCORE = 1_000
CIS = "cis:"


@dataclass(frozen=True, slots=True)
class PastLine:
    """A competitor, or the people of a team, as the export has them; `score` in points of the scale."""

    position: int
    member: str
    member_name: str
    people: tuple[Naming, ...]
    score: int | None
    medal: Medal | None


@dataclass(frozen=True, slots=True)
class PastSkill:
    """What would become of the lines of one skill; `skill` is the key of the contested skill, None where it is new."""

    number: str
    title: str
    verdict: Verdict
    rows: Sequence[int]
    lines: Sequence[PastLine] = ()
    problems: Sequence[Problem] = ()
    skill: int | None = None
    changes: Sequence[tuple[str, str, str]] = ()


@dataclass(frozen=True, slots=True)
class PastResults:
    """All skills of an export."""

    skills: Sequence[PastSkill]

    def of(self, verdict: Verdict) -> list[PastSkill]:
        """Return the skills of a verdict."""
        return [each for each in self.skills if each.verdict == verdict]

    def to_store(self) -> list[PastSkill]:
        """Return the skills whose result would be stored."""
        return [*self.of(Verdict.NEW), *self.of(Verdict.CHANGED)]

    def fingerprint(self) -> str:
        """Return a hash of everything that would be stored."""
        return sha256(json.dumps(asdict(self), default=str, sort_keys=True).encode()).hexdigest()


Compared = tuple[str, int, int | None, str]
"""Name, place, points and medal of a line."""
Stored = Mapping[int | None, tuple[str, Mapping[str, Compared]]]


def source_of_skill(championship: Championship, skill_number: str) -> str:
    """Return the source under which the result of a skill of an export is kept."""
    return f"{CIS}{championship.pk}-{alike(skill_number)}"[:100]


def plan(lines: Sequence[Line], championship: Championship) -> PastResults:
    """Return what would become of the lines at `championship`. A number of queries that does not grow with them."""
    groups: dict[str, list[Line]] = {}
    for line in lines:
        groups.setdefault(alike(line.cells.get("skill", "")), []).append(line)
    contested = {alike(each.number): each for each in championship.skills.select_related("skill") if each.number}
    stored = _stored(championship)
    return PastResults([_skill(group, championship, contested, stored) for group in groups.values()])


def _stored(championship: Championship) -> Stored:
    """Return by contested skill the source of its result, and its lines so far as they can be compared. Two queries."""
    current = championship.results.filter(replaced_at__isnull=True).prefetch_related("rows")
    return {
        result.contested_skill_id: (
            result.source,
            {row.key: (row.name, row.position, row.scale_score, row.medal) for row in result.rows.all()},
        )
        for result in current
    }


def _skill(
    group: Sequence[Line],
    championship: Championship,
    contested: Mapping[str, ContestedSkill],
    stored: Stored,
) -> PastSkill:
    number_ = group[0].cells.get("skill", "")
    here = contested.get(alike(number_))
    title = str(here) if here else f"{number_} {group[0].cells.get('skill_name', '')}".strip()
    rows = [line.number for line in group]
    parts, problems = _lines(group)
    standing = stored.get(here.pk) if here else None
    verdict, changes = Verdict.NEW, []
    if standing is not None and standing[0] == source_of_skill(championship, number_):
        changes = _changes(standing[1], parts)
        verdict = Verdict.CHANGED if changes else Verdict.SAME
    elif standing is not None:
        problems = [*problems, Problem("result_stands", "", {}, rows[0])]
    if problems:
        verdict, changes = Verdict.REFUSED, []
    return PastSkill(number_, title, verdict, rows, parts, problems, here.pk if here else None, changes)


def _changes(before: Mapping[str, Compared], parts: Sequence[PastLine]) -> list[tuple[str, str, str]]:
    """Return the lines that are not as they are stored: whose, what is stored, and what the export says."""
    after: dict[str, Compared] = {
        key_of(line): (name_of(line), line.position, line.score, line.medal or "") for line in parts
    }
    keys = [key for key in {**before, **after} if before.get(key) != after.get(key)]
    return [((after.get(key) or before[key])[0], _told(before.get(key)), _told(after.get(key))) for key in keys]


def _told(line: Compared | None) -> str:
    if line is None:
        return ""
    name, position, score, medal = line
    return ", ".join(part for part in (name, str(position), str(score or ""), medal) if part)


def key_of(line: PastLine) -> str:
    """Return what tells a line from the others of its skill: whom it stands for and where it came in."""
    return f"{line.member}-{line.position}"[:64]


def name_of(line: PastLine) -> str:
    """Return the full names for the record, or whom the line stands for where the export has none."""
    return ", ".join(each.full_name for each in line.people) or line.member_name or line.member


def _lines(group: Sequence[Line]) -> tuple[list[PastLine], list[Problem]]:
    """Return the lines of a skill, those of one team in one, and what is wrong with them."""
    found: dict[tuple[int, str], PastLine] = {}
    problems: list[Problem] = []
    for row in group:
        cells = Cells(row)
        line = _line(cells)
        before = found.get((line.position, line.member))
        if before is not None:
            if (before.score, before.medal) != (line.score, line.medal):
                cells.refuse("two_scores", "score")
            if not line.people or set(line.people) & set(before.people):
                cells.refuse("twice", "position", row=str(row.number))
            line = PastLine(
                line.position, line.member, line.member_name, (*before.people, *line.people), line.score, line.medal
            )
        found[line.position, line.member] = line
        problems += cells.problems
    return list(found.values()), problems


def _line(cells: Cells) -> PastLine:
    position = number(cells.raw("position"))
    if position is None or position != int(position) or not 1 <= position <= HIGHEST_SCORE * 10:
        cells.refuse("not_position", "position", value=cells.raw("position")[:SEEN])
        position = Decimal(0)
    cells.text("skill", 20, needed=True)
    given, family = cells.text("first_name", 100), cells.text("last_name", 100)
    naming = Naming(family, given) if given else Naming("", family)
    return PastLine(
        int(position),
        cells.text("member", 40, needed=True),
        cells.text("member_name", 200),
        (naming,) if naming.given_name else (),
        _score(cells),
        _medal(cells),
    )


def _score(cells: Cells) -> int | None:
    text = cells.raw("score")
    value = number(text) if text else None
    if value is not None and 0 <= value <= HIGHEST_SCORE and value == int(value):
        return int(value)
    if text:
        cells.refuse("not_points", "score", value=text[:SEEN])
    return None


def _medal(cells: Cells) -> Medal | None:
    text = cells.raw("medal")
    medal = MEDALS.get(alike(text)) or MEDALS.get(text.casefold().replace(" ", ""))
    if text and medal is None:
        cells.refuse("not_medal", "medal", value=text[:SEEN])
    return medal
