"""What stands at a championship before an import, as plain values: planning asks these and no database."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, time

from championships.events.models import (
    Championship,
    Consent,
    ContestedSkill,
    Covers,
    Entry,
    EntryStatus,
    Publicity,
    PublicPerson,
)
from championships.events.recognising import Known, Naming, everybody_called, known_as
from championships.events.skill_names import names_of
from championships.schemes.folding import alike
from championships.schemes.models import Skill
from people.models import Organisation, User


@dataclass(slots=True)
class SkillHere:
    """A contested skill; `title` is in the reader's language, `names` are all that it is called, made alike."""

    key: int
    title: str
    names: frozenset[str]
    number: str = ""
    category: str = "main"
    team_size: int = 1
    workplaces: int | None = None
    largest: int = 0
    placed: int = 0
    is_shown: bool = False

    @property
    def called(self) -> str:
        """Return number and title."""
        return f"{self.number} {self.title}".strip()


@dataclass(frozen=True, slots=True)
class Listed:
    """A skill of the list: the key of its row in the first language, and what it is called in all languages."""

    key: int
    names: frozenset[str]


@dataclass(frozen=True, slots=True)
class EntryHere:
    """An entry with the keys of its people."""

    key: int
    skill: int
    number: int
    team_name: str
    organisation: int | None
    region: str
    country: str
    people: tuple[int, ...]
    withdrawn: bool = False


@dataclass(frozen=True, slots=True)
class OfficialHere:
    """An official."""

    key: int
    skill: int | None
    person: int
    role: str
    organisation: int | None


@dataclass(frozen=True, slots=True)
class ItemHere:
    """An item of the schedule."""

    key: int
    skill: int | None
    date: date
    starts_at: time | None
    ends_at: time | None
    titles: dict[str, str]
    place: str
    kind: str


@dataclass(frozen=True, slots=True)
class ConsentHere:
    """What somebody has chosen, and the papers of consents to the name that stand and that were taken back."""

    publicity: str = Publicity.INITIALS.value
    removed: bool = False
    standing: frozenset[str] = frozenset()
    withdrawn: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class OrganisationHere:
    """An organisation, by what it is called, made alike."""

    key: int
    name: str
    names: frozenset[str]


@dataclass(frozen=True, slots=True)
class Account:
    """An account, and the person whose it is."""

    key: int
    person: int | None


@dataclass(slots=True)
class Standing:
    """Everything that an import is compared with."""

    starts_on: date
    ends_on: date
    is_frozen: bool = False
    skills: list[SkillHere] = field(default_factory=list)
    listed: list[Listed] = field(default_factory=list)
    people: list[Known] = field(default_factory=list)
    consents: dict[int, ConsentHere] = field(default_factory=dict)
    organisations: list[OrganisationHere] = field(default_factory=list)
    accounts: dict[str, Account] = field(default_factory=dict)
    entries: list[EntryHere] = field(default_factory=list)
    officials: list[OfficialHere] = field(default_factory=list)
    schedule: list[ItemHere] = field(default_factory=list)


def standing_of(championship: Championship, namings: Iterable[Naming], emails: Iterable[str]) -> Standing:
    """Return what stands at `championship`, with everybody of these names and the accounts of these addresses."""
    accounts = _accounts(emails)
    people = everybody_called(namings, championship)
    people += _of_accounts(accounts, {each.key for each in people}, championship)
    listed = _listed()
    return Standing(
        starts_on=championship.starts_on,
        ends_on=championship.ends_on,
        is_frozen=championship.is_frozen,
        skills=_skills(championship, listed),
        listed=[Listed(key, names) for key, names in listed.values() if key],
        people=people,
        consents=_consents([each.key for each in people]),
        organisations=[
            OrganisationHere(key, name, frozenset({alike(name), alike(short)} - {""}))
            for key, name, short in Organisation.objects.values_list("pk", "name", "short_name")
        ],
        accounts=accounts,
        entries=_entries(championship),
        officials=[
            OfficialHere(*row)
            for row in championship.officials.values_list("pk", "contested_skill", "person", "role", "organisation")
        ],
        schedule=[
            ItemHere(*row)
            for row in championship.schedule.values_list(
                "pk", "contested_skill", "date", "starts_at", "ends_at", "titles", "place", "kind"
            )
        ],
    )


def _listed() -> dict[object, tuple[int, frozenset[str]]]:
    """Return by translation key the row in the first language that a skill has, and its names in all of them."""
    found: dict[object, tuple[int, frozenset[str]]] = {}
    rows = Skill.objects.order_by("pk").values_list("translation_key", "pk", "name", "locale__language_code")
    for key, row, name, language in rows:
        first, names = found.get(key, (row, frozenset()))
        found[key] = (row if language == "en" else first, names | {alike(name)})
    return found


def _skills(championship: Championship, listed: dict[object, tuple[int, frozenset[str]]]) -> list[SkillHere]:
    entries = Entry.objects.filter(contested_skill__championship=championship).exclude(status=EntryStatus.WITHDRAWN)
    placed: dict[int, int] = {}
    for skill, place in entries.values_list("contested_skill", "workplace"):
        placed[skill] = max(placed.get(skill, 0), place or 0)
    sizes: dict[int, dict[int, int]] = {}
    for skill, entry in entries.values_list("contested_skill", "members__entry"):
        of_skill = sizes.setdefault(skill, {})
        of_skill[entry] = of_skill.get(entry, 0) + 1
    skills = list(championship.skills.select_related("skill"))
    titles = names_of(skills)
    return [
        _skill(each, titles[each.pk], listed, max(sizes.get(each.pk, {}).values(), default=0), placed.get(each.pk, 0))
        for each in skills
    ]


def _skill(
    skill: ContestedSkill, title: str, listed: dict[object, tuple[int, frozenset[str]]], largest: int, placed: int
) -> SkillHere:
    names = {alike(title)} | (listed[skill.skill.translation_key][1] if skill.skill else frozenset())
    return SkillHere(
        skill.pk,
        title,
        frozenset(names),
        skill.number,
        skill.category,
        skill.team_size,
        skill.workplaces,
        largest,
        placed,
        skill.public_result_id is not None,
    )


def _entries(championship: Championship) -> list[EntryHere]:
    entries = Entry.objects.filter(contested_skill__championship=championship).prefetch_related("members")
    return [
        EntryHere(
            entry.pk,
            entry.contested_skill_id,
            entry.number,
            entry.team_name,
            entry.organisation_id,
            entry.region,
            entry.country,
            tuple(member.person_id for member in entry.members.all()),
            entry.status == EntryStatus.WITHDRAWN,
        )
        for entry in entries
    ]


def _accounts(emails: Iterable[str]) -> dict[str, Account]:
    users = User.objects.filter(email__in=sorted(set(emails)), is_active=True)
    return {email: Account(key, person) for email, key, person in users.values_list("email", "pk", "public_person")}


def _of_accounts(accounts: dict[str, Account], known: set[int], championship: Championship) -> list[Known]:
    keys = [each.person for each in accounts.values() if each.person is not None and each.person not in known]
    rows = PublicPerson.objects.filter(pk__in=keys)
    found = [
        (key, Naming(family, given, patronymic), email or "")
        for key, family, given, patronymic, email in rows.values_list(
            "pk", "family_name", "given_name", "patronymic", "user__email"
        )
    ]
    return known_as(keys, found, championship)


def _consents(keys: list[int]) -> dict[int, ConsentHere]:
    papers: dict[int, tuple[set[str], set[str]]] = {key: (set(), set()) for key in keys}
    for person, basis, withdrawn in Consent.objects.filter(covers=Covers.NAME).values_list(
        "person", "basis", "withdrawn_at"
    ):
        if person in papers:
            papers[person][withdrawn is not None].add(alike(basis))
    chosen = PublicPerson.objects.values_list("pk", "publicity", "removed_at")
    return {
        key: ConsentHere(publicity, removed is not None, frozenset(papers[key][0]), frozenset(papers[key][1]))
        for key, publicity, removed in chosen
        if key in papers
    }
