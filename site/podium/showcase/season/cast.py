"""Who takes part in the demo's season: colleges, competitors and experts, the same at every loading."""

from collections.abc import Iterator, Mapping
from itertools import cycle, islice
from random import Random
from typing import Any

from championships.events.models import Covers, GivenBy, Publicity, PublicPerson
from championships.events.publicity import NewConsent, choose, register_person
from people.models import Organisation, User
from podium.showcase import texts

NAMED_OF_HUNDRED, HIDDEN_OF_HUNDRED = 15, 3  # Who lets the name be public, and who nothing; of the others, initials.
PAPER = "Consent to publication, entry form of the demo championship"


class Cast:
    """The colleges of the season, and its people: each call brings somebody new, and everybody comes once."""

    def __init__(self, organiser: User, name: str, first: int) -> None:
        """Begin with the names of that number: another championship begins where nobody of this one is named."""
        told = texts.load("season/people")
        self.organiser = organiser
        self.colleges = [_college(content) for content in told["organisations"]]
        self.chance = Random(name)  # noqa: S311 -- everybody shall meet the same people
        self._names = {country: _names(told, country, first) for country in told["given"]}

    def colleges_from(self, first: int) -> Iterator[Organisation]:
        """Return the colleges one after the other, again and again, beginning with the one of that number."""
        return islice(cycle(self.colleges), first, None)

    def competitor(self, college: Organisation, *, junior: bool = False) -> PublicPerson:
        """Register a competitor of `college`, who has chosen what is public of her."""
        person = self.expert(college)
        luck = self.chance.randrange(100)
        if luck < HIDDEN_OF_HUNDRED:
            return choose(actor=self.organiser, person=person, publicity=Publicity.NOTHING)
        if luck < HIDDEN_OF_HUNDRED + NAMED_OF_HUNDRED:
            consents = [_consent(person, junior=junior)]
            return choose(actor=self.organiser, person=person, publicity=Publicity.NAME, consents=consents)
        return person

    def expert(self, college: Organisation) -> PublicPerson:
        """Register somebody of `college`, of whom the initials are public."""
        given, family = next(self._names[college.country])
        return register_person(actor=self.organiser, given_name=given, family_name=family)


def person_of(user: User, organiser: User) -> PublicPerson:
    """Return who an account of the demo is at championships, registered now if nobody has."""
    present = PublicPerson.objects.filter(user=user).first()
    given, _space, family = user.name.partition(" ")
    return present or register_person(actor=organiser, user=user, given_name=given, family_name=family)


def _college(content: Mapping[str, Any]) -> Organisation:
    return Organisation.objects.get_or_create(name=content["name"], defaults=dict(content))[0]


def _names(told: Mapping[str, Any], country: str, first: int) -> Iterator[tuple[str, str]]:
    """Return given and family names. The lengths of the two lists share no divisor: no pair comes twice for long."""
    pairs = zip(cycle(told["given"][country]), cycle(told["family"][country]), strict=False)
    return islice(pairs, first, None)


def _consent(person: PublicPerson, *, junior: bool) -> NewConsent:
    if junior:
        return NewConsent(Covers.NAME, GivenBy.PARENT, f"Parent of {person.full_name}", PAPER)
    return NewConsent(Covers.NAME, GivenBy.SELF, person.full_name, PAPER)
