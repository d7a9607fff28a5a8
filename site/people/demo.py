"""The people of the demo: plainly invented, with one account for each role."""

from dataclasses import dataclass
from functools import cache

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction

from people.memberships import give_role
from people.models import Organisation, Role, User

PASSWORD = "podium-demo"  # noqa: S105 -- printed by `make run`, and only the demo has it


@dataclass(frozen=True)
class DemoPeople:
    """Everybody whom the demo needs, and their two colleges."""

    mentor: User
    expert: User
    organiser: User
    student: User
    admin: User
    methodologist: User
    kazakh_college: Organisation
    russian_college: Organisation


@transaction.atomic
def load_people() -> DemoPeople:
    """Make the demo's accounts and colleges, or bring them back to how they were, and return them.

    Every account signs in with PASSWORD; the e-mail addresses count as verified.
    """
    kazakh = _college("Demo Polytechnic College of Saryarqa", "Demo Polytechnic, Saryarqa", "KZ", "Qaraghandy")
    russian = _college("Demo Technical College of Zarechye", "Demo Technical, Zarechye", "RU", "Zarechye")
    people = DemoPeople(
        mentor=_person("mentor@podium.example", "Aigerim Demo-Mentor"),
        expert=_person("expert@podium.example", "Pavel Demo-Expert"),
        organiser=_person("organiser@podium.example", "Dana Demo-Organiser"),
        student=_person("student@podium.example", "Timur Demo-Student"),
        admin=_person("admin@podium.example", "Ada Demo-Admin", is_admin=True),
        methodologist=_person("methodologist@podium.example", "Marat Demo-Methodologist"),
        kazakh_college=kazakh,
        russian_college=russian,
    )
    for user, organisation, role in (
        (people.mentor, kazakh, Role.MENTOR),
        (people.expert, russian, Role.EXPERT),
        (people.organiser, kazakh, Role.ORGANISER),
        (people.student, kazakh, Role.STUDENT),
        (people.methodologist, kazakh, Role.METHODOLOGIST),
    ):
        give_role(actor=None, user=user, organisation=organisation, role=role)
    return people


def _college(name: str, short_name: str, country: str, region: str) -> Organisation:
    details = {"short_name": short_name, "country": country, "region": region}
    return Organisation.objects.update_or_create(name=name, defaults=details)[0]


def _person(email: str, name: str, *, is_admin: bool = False) -> User:
    user = User.objects.filter(email=email).first() or User(email=email)
    # No language: whoever tries the demo keeps her own.
    user.name, user.language, user.is_active = name, "", True
    user.is_staff = user.is_superuser = is_admin
    if not _knows_password(user):
        # Only then: a new hash would sign out whoever is trying the demo.
        user.password = _hashed()
    user.save()
    EmailAddress.objects.update_or_create(user=user, email=email, defaults={"verified": True, "primary": True})
    return user


def _knows_password(user: User) -> bool:
    return bool(user.password) and _is_of_password(user.password)


@cache
def _is_of_password(stored: str) -> bool:
    """Return whether PASSWORD opens what is stored; asked once for all who share one hash, because it is made to be slow."""
    return check_password(PASSWORD, stored)


@cache
def _hashed() -> str:
    """Return PASSWORD as it is stored, hashed once for everybody: there is no secret in it."""
    return make_password(PASSWORD)
