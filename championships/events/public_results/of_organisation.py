"""The public results of an organisation over all championships."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from championships.events.models import Entry, EntryStatus, MedalKind, ResultRow
from championships.events.public_results.published import Held, held, listed_skills, public_rows
from championships.events.skill_names import titles_of
from championships.events.standings import name_of
from people.models import Organisation


@dataclass(frozen=True)
class OwnLine:
    """One competitor of the organisation: the skill, the public name, and what was reached."""

    row: ResultRow
    skill: str
    url: str

    @property
    def name(self) -> str:
        """Return what the public may call the line."""
        return name_of(self.row)

    @property
    def medal_look(self) -> str:
        """Return the name of the medal among the components of pages, empty for none."""
        return "excellence" if self.row.medal == MedalKind.MEDALLION else self.row.medal


@dataclass(frozen=True)
class OwnResults:
    """What the organisation has reached at one championship."""

    at: Held
    lines: Sequence[OwnLine]

    @property
    def marked(self) -> bool:
        """Return whether any line has marks; of some results only places and points are known."""
        return any(line.row.total is not None for line in self.lines)


def results_of(organisation: Organisation) -> list[OwnResults]:
    """Return its public results by championship, the latest first. Four queries.

    A line is the organisation's by the name that stands in it: what was published keeps what it says.
    """
    rows = list(public_rows().filter(organisation_name=organisation.name).order_by("position", "pk"))
    names = titles_of(skill for row in rows if (skill := row.result.contested_skill) is not None)
    championships = held(row.result.championship_id for row in rows)
    found: dict[int, list[OwnLine]] = defaultdict(list)
    for row in rows:
        if (at := championships.get(row.result.championship_id)) is not None:
            key = row.result.contested_skill_id
            found[row.result.championship_id].append(OwnLine(row, names.get(key or 0, ""), at.result_of(key)))
    results = [OwnResults(championships[key], lines) for key, lines in found.items()]
    return sorted(results, key=lambda result: result.at.starts_on, reverse=True)


def medals_of(results: Iterable[OwnResults]) -> list[tuple[str, int]]:
    """Return how many of each medal there are, by the names that the components of pages have for them."""
    won = Counter(line.medal_look for result in results for line in result.lines)
    return [(look, won[look]) for look in ("gold", "silver", "bronze", "excellence") if won[look]]


def is_public(organisation: Organisation) -> bool:
    """Return whether the public knows of it: its competitors are entered or have public results. Two queries at most."""
    if public_rows().filter(organisation_name=organisation.name).exists():
        return True
    entries = Entry.objects.filter(organisation=organisation, contested_skill__in=listed_skills())
    return entries.exclude(status=EntryStatus.WITHDRAWN).exists()
