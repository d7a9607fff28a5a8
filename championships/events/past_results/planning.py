"""Planning the results of a past championship: one result for each skill, told before anything is stored."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from hashlib import sha256

from championships.events.importing.cells import Problem
from championships.events.importing.plan import Verdict
from championships.events.importing.tables import Line
from championships.events.models import Championship, ContestedSkill
from championships.events.past_results.lines import (
    PastLine,
    Places,
    ReadAs,
    key_of,
    name_of,
    place_key,
    places_in,
    read_as,
)
from championships.schemes.folding import alike

CIS = "cis:"


@dataclass(frozen=True, slots=True)
class PastSkill:
    """What would become of the lines of one skill; `skill` is the key of the contested skill, None where it is new.

    `read_as` says how lines that share a place were read, and `sharing` names the people of each such place.
    """

    number: str
    title: str
    verdict: Verdict
    rows: Sequence[int]
    lines: Sequence[PastLine] = ()
    problems: Sequence[Problem] = ()
    skill: int | None = None
    changes: Sequence[tuple[str, str, str]] = ()
    read_as: ReadAs = ReadAs.ALONE
    sharing: Sequence[str] = ()


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

    def unclear(self) -> list[PastSkill]:
        """Return the skills in which lines share a place, so that somebody has to say how they are read."""
        return [each for each in self.skills if each.sharing]

    def fingerprint(self) -> str:
        """Return a hash of everything that would be stored."""
        return sha256(json.dumps(asdict(self), default=str, sort_keys=True).encode()).hexdigest()


Choices = Mapping[str, str]
"""How lines that share a place are read, by the number of the skill, made alike."""
Compared = tuple[str, int, int | None, str]
"""Name, place, points and medal of a line."""
Stored = Mapping[int | None, tuple[str, Mapping[str, Compared]]]


def source_of_skill(championship: Championship, skill_number: str) -> str:
    """Return the source under which the result of a skill of an export is kept."""
    return f"{CIS}{championship.pk}-{alike(skill_number)}"[:100]


def plan(lines: Sequence[Line], championship: Championship, choices: Choices | None = None) -> PastResults:
    """Return what would become of the lines at `championship`. A number of queries that does not grow with them.

    Without a choice, lines that share a place are read as the skill has it, or as most of its lines tell.
    """
    groups: dict[str, list[Line]] = {}
    for line in lines:
        groups.setdefault(alike(line.cells.get("skill", "")), []).append(line)
    contested = {alike(each.number): each for each in championship.skills.select_related("skill") if each.number}
    stored = _stored(championship)
    return PastResults(
        [
            _skill(group, championship, contested.get(key), stored, (choices or {}).get(key))
            for key, group in groups.items()
        ]
    )


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
    group: Sequence[Line], championship: Championship, here: ContestedSkill | None, stored: Stored, chosen: str | None
) -> PastSkill:
    number_ = group[0].cells.get("skill", "")
    title = str(here) if here else f"{number_} {group[0].cells.get('skill_name', '')}".strip()
    rows = [line.number for line in group]
    standing = stored.get(here.pk) if here else None
    is_own = standing is not None and standing[0] == source_of_skill(championship, number_)
    before = standing[1] if standing is not None and is_own else {}
    places = places_in(group)
    way = ReadAs(chosen) if chosen else _guessed(places, here, before)
    parts, problems = read_as(places, way)
    if standing is not None and not is_own:
        problems = [*problems, Problem("result_stands", "", {}, rows[0])]
    changes = _changes(before, parts) if is_own and not problems else []
    verdict = Verdict.CHANGED if changes else Verdict.SAME if is_own else Verdict.NEW
    key = here.pk if here else None
    return PastSkill(
        number_,
        title,
        Verdict.REFUSED if problems else verdict,
        rows,
        parts,
        problems,
        key,
        changes,
        way,
        _sharing(places),
    )


def _guessed(places: Places, here: ContestedSkill | None, before: Mapping[str, Compared]) -> ReadAs:
    """Return how lines that share a place are read until somebody says it: as they stand, as the skill has it, or as most are."""
    several = [rows for rows in places.values() if len(rows) > 1]
    if any(place_key(rows[0][1]) in before for rows in several):
        return ReadAs.TEAM
    if before or here is not None:
        return ReadAs.TEAM if here is not None and here.team_size > 1 else ReadAs.ALONE
    return ReadAs.TEAM if 2 * len(several) > len(places) else ReadAs.ALONE


def _sharing(places: Places) -> list[str]:
    return [", ".join(name_of(line) for _cells, line in rows) for rows in places.values() if len(rows) > 1]


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
