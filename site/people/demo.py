"""The people of the demo: plainly invented, with one account for each role."""

from dataclasses import dataclass

from allauth.account.models import EmailAddress
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
        kazakh_college=kazakh,
        russian_college=russian,
    )
    for user, organisation, role in (
        (people.mentor, kazakh, Role.MENTOR),
        (people.expert, russian, Role.EXPERT),
        (people.organiser, kazakh, Role.ORGANISER),
        (people.student, kazakh, Role.STUDENT),
    ):
        give_role(actor=None, user=user, organisation=organisation, role=role)
    return people


def _college(name: str, short_name: str, country: str, region: str) -> Organisation:
    details = {"short_name": short_name, "country": country, "region": region}
    return Organisation.objects.update_or_create(name=name, defaults=details)[0]


def _person(email: str, name: str, *, is_admin: bool = False) -> User:
    user = User.objects.filter(email=email).first() or User.objects.create_user(email)
    # No language: whoever tries the demo keeps her own.
    user.name, user.language, user.is_active = name, "", True
    user.is_staff = user.is_superuser = is_admin
    if not user.check_password(PASSWORD):
        # Only then: a new hash would sign out whoever is trying the demo.
        user.set_password(PASSWORD)
    user.save()
    EmailAddress.objects.update_or_create(user=user, email=email, defaults={"verified": True, "primary": True})
    return user
