"""A marking scheme as plain values: criteria, sub-criteria, aspects and standards sections."""

from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import Any

from championships.marking.rounding import ZERO


class Kind(StrEnum):
    """How an aspect is marked."""

    MEASUREMENT = "M"
    JUDGEMENT = "J"


@dataclass(frozen=True, slots=True)
class StandardsSection:
    """A section of the occupational standards; `declared` is what it should carry, in marks (None: not said)."""

    number: int
    name: str = ""
    declared: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Aspect:
    """One item that is marked, worth `maximum` marks.

    `ladder` holds (score, text) of a judgement; `section` is the number of a standards section;
    `calculation` is the measurement rule as plain JSON, None when the file names none.
    """

    code: str
    kind: Kind
    maximum: Decimal
    description: str = ""
    extra: str = ""
    requirement: str = ""
    section: int | None = None
    ladder: tuple[tuple[int, str], ...] = ()
    calculation: Mapping[str, Any] | None = field(default=None, hash=False)


@dataclass(frozen=True, slots=True)
class SubCriterion:
    """One marking form: its aspects are marked by one team on one day.

    `day` is the day of marking and `team` the name of the marking team, both as the file writes them, empty when
    it does not say; the team marks every competitor (TD 4.3, 4.5).
    """

    code: str
    name: str = ""
    day: str = ""
    aspects: tuple[Aspect, ...] = ()
    team: str = ""

    @property
    def maximum(self) -> Decimal:
        """The marks that the aspects carry together."""
        return sum((aspect.maximum for aspect in self.aspects), ZERO)


@dataclass(frozen=True, slots=True)
class Criterion:
    """A criterion; `declared` is the total that was typed for it, in marks (None: not said).

    A typed total is a remark of the file's author, no part of the scheme: it is not compared.
    """

    letter: str
    name: str = ""
    sub_criteria: tuple[SubCriterion, ...] = ()
    declared: Decimal | None = field(default=None, compare=False)

    @property
    def aspects(self) -> Iterator[Aspect]:
        """Every aspect of the criterion, in order."""
        return (aspect for sub_criterion in self.sub_criteria for aspect in sub_criterion.aspects)

    @property
    def maximum(self) -> Decimal:
        """The marks that the aspects carry together."""
        return sum((aspect.maximum for aspect in self.aspects), ZERO)


@dataclass(frozen=True, slots=True)
class Place:
    """Where an aspect stands and what it is worth: all that a total needs to know of it."""

    key: Hashable
    maximum: Decimal
    criterion: str
    sub_criterion: str
    section: int | None = None
    day: str = ""
    module: str = ""


class Modules(StrEnum):
    """What the modules of a scheme are, where nobody lists them.

    No rule of the field says it for all: TD39 speaks of the "module/day", so days are the default; the tasks of the
    Russian championships have one criterion for each module.
    """

    DAYS = "days"
    CRITERIA = "criteria"


ModuleOf = Modules | Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Scheme:
    """A whole marking scheme. Every sum is taken from the aspects, never from a typed total."""

    skill_number: str = ""
    skill_name: str = ""
    sections: tuple[StandardsSection, ...] = ()
    criteria: tuple[Criterion, ...] = ()

    @property
    def sub_criteria(self) -> Iterator[SubCriterion]:
        """Every sub-criterion, in order."""
        return (sub_criterion for criterion in self.criteria for sub_criterion in criterion.sub_criteria)

    @property
    def aspects(self) -> Iterator[Aspect]:
        """Every aspect, in order."""
        return (aspect for criterion in self.criteria for aspect in criterion.aspects)

    @property
    def maximum(self) -> Decimal:
        """The marks of the whole scheme."""
        return sum((aspect.maximum for aspect in self.aspects), ZERO)

    def count(self, kind: Kind) -> int:
        """Return how many aspects are of `kind`."""
        return sum(aspect.kind is kind for aspect in self.aspects)

    def maximum_of(self, kind: Kind) -> Decimal:
        """Return the marks that aspects of `kind` carry."""
        return sum((aspect.maximum for aspect in self.aspects if aspect.kind is kind), ZERO)

    def places(self, modules: ModuleOf = Modules.DAYS) -> Iterator[Place]:
        """Yield the place of every aspect, under its code.

        `modules` says what a module is: the day of marking, the criterion, or whatever a mapping from the codes of
        sub-criteria to the names of modules lists; a sub-criterion that it leaves out belongs to no module.
        """
        for criterion in self.criteria:
            for form in criterion.sub_criteria:
                module = module_of(modules, criterion.letter, form.code, form.day)
                for aspect in form.aspects:
                    where = (criterion.letter, form.code, aspect.section, form.day, module)
                    yield Place(aspect.code, aspect.maximum, *where)


def module_of(modules: ModuleOf, criterion: str, sub_criterion: str, day: str) -> str:
    """Return the name of the module that a sub-criterion belongs to, empty when it belongs to none.

    >>> module_of(Modules.DAYS, "A", "A1", "2"), module_of(Modules.CRITERIA, "A", "A1", "2")
    ('2', 'A')
    >>> module_of({"A1": "Assembly"}, "A", "A1", "2")
    'Assembly'
    """
    if isinstance(modules, Modules):
        return day if modules is Modules.DAYS else criterion
    return modules.get(sub_criterion, "")
