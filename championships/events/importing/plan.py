"""A plan of an import: what would become of every row, and the acts that carry it out.

Skills, people and organisations are named by their keys; those that the plan itself makes have negative ones.
"""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date, time
from enum import StrEnum
from hashlib import sha256
from typing import Any

from championships.events.importing.cells import Problem
from championships.events.importing.layout import SheetKind
from championships.events.recognising import Naming


class Verdict(StrEnum):
    """What would become of a row."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Change:
    """A value that would be another; `column` is the key of the column."""

    column: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class NewOrganisation:
    """An organisation that would be registered."""

    name: str
    region: str = ""
    country: str = ""


@dataclass(frozen=True, slots=True)
class PaperSays:
    """A consent to a public name, as its paper says."""

    given_by: str
    given_by_name: str
    basis: str


@dataclass(frozen=True, slots=True)
class PersonAct:
    """Somebody of a row: who it is, the account that becomes hers, and the consent that is recorded."""

    person: int
    account: int | None = None
    consent: PaperSays | None = None


@dataclass(frozen=True, slots=True)
class SkillAct:
    """Contest a skill (`key` negative), or change one; `skill` is the row of the list of skills."""

    key: int
    facts: Mapping[str, Any]
    skill: int | None = None


@dataclass(frozen=True, slots=True)
class EntryAct:
    """Enter `people` (`key` 0), or change an entry; `members` are all people of it afterwards."""

    key: int
    skill: int
    people: Sequence[PersonAct]
    members: Sequence[int]
    organisation: int | None
    facts: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class OfficialAct:
    """Appoint somebody (`key` 0), or say anew whom an official stands for."""

    key: int
    skill: int | None
    person: PersonAct
    role: str
    organisation: int | None


@dataclass(frozen=True, slots=True)
class ItemAct:
    """Put something on the plan (`key` 0), or change it."""

    key: int
    skill: int | None
    facts: Mapping[str, Any]


Act = SkillAct | EntryAct | OfficialAct | ItemAct


@dataclass(frozen=True, slots=True)
class Step:
    """What would become of one row, or of the rows of one team."""

    verdict: Verdict
    rows: Sequence[int]
    title: str
    changes: Sequence[Change] = ()
    problems: Sequence[Problem] = ()
    act: Act | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """All steps by sheet, with the people and organisations that they would make."""

    steps: Mapping[SheetKind, Sequence[Step]]
    people: Mapping[int, Naming] = field(default_factory=dict)
    organisations: Mapping[int, NewOrganisation] = field(default_factory=dict)

    def counts(self) -> Counter[Verdict]:
        """Return how many steps of each verdict there are."""
        return Counter(step.verdict for steps in self.steps.values() for step in steps)

    def does_something(self) -> bool:
        """Return whether carrying it out would change anything."""
        counts = self.counts()
        return counts[Verdict.NEW] + counts[Verdict.CHANGED] > 0

    def new_organisations(self) -> list[str]:
        """Return the names of the organisations that would be registered."""
        acts = [step.act for steps in self.steps.values() for step in steps]
        used = {act.organisation for act in acts if isinstance(act, EntryAct | OfficialAct)}
        return [each.name for key, each in self.organisations.items() if key in used]

    def fingerprint(self) -> str:
        """Return a hash of everything that it would do, so that nothing else is done than was shown."""
        return sha256(json.dumps(asdict(self), default=_plain, sort_keys=True).encode()).hexdigest()


def verdict_of(*, is_new: bool, changes: Sequence[Change]) -> Verdict:
    """Return the verdict of a row that is not refused."""
    if is_new:
        return Verdict.NEW
    return Verdict.CHANGED if changes else Verdict.SAME


def _plain(value: object) -> str:
    return value.isoformat() if isinstance(value, date | time) else str(value)
