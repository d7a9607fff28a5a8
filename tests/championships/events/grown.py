"""An invented championship with people, entries and experts, for tests of what is done at one."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from itertools import count

from championships.events.entering import enter, start
from championships.events.handing_over import hand_over
from championships.events.lines import HandedOver, PublishedCriterion, PublishedRow
from championships.events.models import (
    Championship,
    ContestedSkill,
    Covers,
    Entry,
    GivenBy,
    Official,
    OfficialRole,
    PublicPerson,
    SkillResult,
)
from championships.events.publicity import NewConsent, register_person
from people.models import Membership, Organisation, Role, User

CRITERIA = (PublishedCriterion("A", "Markup", Decimal("60.00")), PublishedCriterion("B", "Form", Decimal("40.00")))
NAMES = ("Aruzhan Aqqu", "Nikita Sokol", "Dias Burkit", "Polina Chaika", "Sanzhar Lashyn", "Kamila Torgai")
BY_NAME = NewConsent(Covers.NAME, GivenBy.PARENT, "Gulnar Aqqu", "Paper 17 of 1 March 2026")
BY_PICTURE = NewConsent(Covers.PICTURE, GivenBy.PARENT, "Gulnar Aqqu", "Paper 18 of 1 March 2026")


def person_with(role: Role, email: str) -> User:
    """Return somebody with a role in an organisation."""
    user = User.objects.create_user(email, name=email.partition("@")[0])
    college, _new = Organisation.objects.get_or_create(name="Demo college")
    Membership.objects.create(user=user, organisation=college, role=role)
    return user


@dataclass
class Event:
    """A championship with an organiser, a second one, and a mentor who hands over."""

    needs_second_person: bool = True
    championship: Championship = field(init=False)
    skill: ContestedSkill = field(init=False)

    def __post_init__(self) -> None:
        """Make the people and one contested skill."""
        self.organiser = person_with(Role.ORGANISER, "first@podium.example")
        self.second = person_with(Role.ORGANISER, "second@podium.example")
        self.mentor = person_with(Role.MENTOR, "mentor@podium.example")
        self.championship = Championship.objects.create(
            name="Open",
            slug="open",
            starts_on=date(2026, 3, 2),
            ends_on=date(2026, 3, 4),
            needs_second_person=self.needs_second_person,
        )
        self.skill = self.contest("Web technologies")
        self._numbers = count(1)

    def contest(self, title: str, **fields: int) -> ContestedSkill:
        """Return another contested skill."""
        return ContestedSkill.objects.create(championship=self.championship, title=title, **fields)

    def organisation(self, name: str) -> Organisation:
        """Return an organisation of that name in a region that is called as its first word."""
        region = name.split(maxsplit=1)[0]
        return Organisation.objects.get_or_create(name=name, defaults={"region": region, "country": "KZ"})[0]

    def person(self, name: str) -> PublicPerson:
        """Register somebody by given and family name."""
        given, _space, family = name.partition(" ")
        return register_person(actor=self.organiser, given_name=given, family_name=family)

    def enter(self, name: str, organisation: str = "Alatau college", skill: ContestedSkill | None = None) -> Entry:
        """Enter one competitor who has started."""
        entry = enter(
            actor=self.organiser,
            contested_skill=skill or self.skill,
            people=[self.person(name)],
            organisation=self.organisation(organisation),
        )
        return start(actor=self.organiser, entry=entry)

    def official(self, organisation: str, role: OfficialRole = OfficialRole.EXPERT) -> Official:
        """Return an expert of an organisation."""
        return Official.objects.create(
            championship=self.championship,
            contested_skill=self.skill,
            person=self.person(f"Expert {next(self._numbers)}"),
            role=role,
            organisation=self.organisation(organisation),
        )

    def hand_over(
        self,
        totals: Sequence[str],
        entries: Sequence[Entry] = (),
        *,
        skill: ContestedSkill | None = None,
        source: str = "list:1",
        reason: str = "",
        actor: User | None = None,
    ) -> SkillResult:
        """Hand totals over, all of them in criterion A and B as 60 to 40 parts of the mark."""
        known = [*entries, *[None] * (len(totals) - len(entries))]
        rows = [
            line(place, Decimal(total), entry) for place, (total, entry) in enumerate(zip(totals, known, strict=True))
        ]
        return hand_over(
            actor=actor or self.mentor,
            championship=self.championship,
            skill_title="",
            scheme_version=None,
            source=source,
            handed=HandedOver(rows, CRITERIA),
            contested_skill=skill or self.skill,
            reason=reason,
        )


def line(place: int, total: Decimal, entry: Entry | None) -> PublishedRow:
    """Return a line; its position is worked out when it is handed over."""
    first = min(total, Decimal(60))
    marks = {"A": first, "B": total - first}
    return PublishedRow(1, NAMES[place % len(NAMES)], "Demo college", total, marks, key=str(place), entry=entry)
