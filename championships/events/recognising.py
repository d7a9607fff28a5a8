"""Recognising somebody by the name on a list: only where it is sure, because a person's publicity is hers alone."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from championships.events.models import Championship, EntryPerson, Official, PublicPerson
from championships.schemes.folding import alike, folded


@dataclass(frozen=True, slots=True)
class Naming:
    """How somebody is called on a list."""

    family_name: str
    given_name: str
    patronymic: str = ""

    @property
    def full_name(self) -> str:
        """Return the whole name as the record has it."""
        return " ".join(part for part in (self.given_name, self.patronymic, self.family_name) if part)

    @property
    def key(self) -> str:
        """Return given and family name for comparing, in any order and case."""
        return " ".join(sorted(f"{folded(self.given_name)} {folded(self.family_name)}".split()))

    def may_be(self, other: "Naming") -> bool:
        """Return whether both may name one person: a patronymic may be left out, and never be another."""
        fathers = {folded(self.patronymic), folded(other.patronymic)} - {""}
        return self.key == other.key and len(fathers) < 2  # noqa: PLR2004 -- two would differ


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody who is registered; `organisations` are compared by `alike`, `here` is a part in this championship."""

    key: int
    naming: Naming
    organisations: frozenset[str] = frozenset()
    email: str = ""
    here: bool = False


@dataclass(frozen=True, slots=True)
class Recognised:
    """Who somebody is: `person` where it is sure, several `candidates` where it is not, neither where she is new."""

    person: Known | None = None
    candidates: Sequence[Known] = field(default=())


def recognise(naming: Naming, organisation: str, known: Iterable[Known]) -> Recognised:
    """Return who of `known` is called so and stands for `organisation`.

    A namesake of another organisation, or one of whom no organisation is known, leaves it open: it may be the same
    person or another one, and only people can tell.
    """
    namesakes = [each for each in known if naming.may_be(each.naming)]
    wanted = alike(organisation)
    same = [each for each in namesakes if wanted and wanted in each.organisations]
    if not same and not wanted:
        same = [each for each in namesakes if each.here]
    here = [each for each in same if each.here]
    for group in (here, same):
        if len(group) == 1:
            return Recognised(group[0])
    return Recognised(candidates=tuple(here or same or namesakes))


def everybody_called(namings: Iterable[Naming], championship: Championship) -> list[Known]:
    """Return everybody registered under one of these names, with whom they have stood for. Four queries."""
    wanted = {naming.key for naming in namings}
    rows = PublicPerson.objects.values_list("pk", "family_name", "given_name", "patronymic", "user__email")
    found = [
        (key, naming, email or "")
        for key, family, given, patronymic, email in rows
        if (naming := Naming(family, given, patronymic)).key in wanted
    ]
    return known_as([key for key, *_rest in found], found, championship)


def known_as(keys: Sequence[int], found: Iterable[tuple[int, Naming, str]], championship: Championship) -> list[Known]:
    """Return the people of these keys with the organisations that they have stood for."""
    organisations: dict[int, set[str]] = {key: set() for key in keys}
    here: set[int] = set()
    for person, organisation, event in _parts(keys):
        if organisation:
            organisations[person].add(alike(organisation))
        if event == championship.pk:
            here.add(person)
    return [
        Known(key, naming, frozenset(organisations[key]), email.lower(), key in here) for key, naming, email in found
    ]


def _parts(keys: Sequence[int]) -> list[tuple[int, str | None, int]]:
    """Return (person, organisation, championship) of every entry and every task of these people."""
    wanted = set(keys)
    places = EntryPerson.objects.values_list(
        "person", "entry__organisation__name", "entry__contested_skill__championship"
    )
    tasks = Official.objects.values_list("person", "organisation__name", "championship")
    if len(wanted) <= 500:  # noqa: PLR2004 -- more names than any database takes as parameters are looked for in memory
        places, tasks = places.filter(person__in=wanted), tasks.filter(person__in=wanted)
    return [part for part in (*places, *tasks) if part[0] in wanted]
