"""A person's own settings."""

from collections.abc import Callable

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client

from people.demo import DemoPeople
from people.models import AuditEntry
from people.profile import change_profile

ADDRESS = "/en/profile/"


def test_profile_is_closed_to_the_anonymous(db: None) -> None:
    assert Client().get(ADDRESS).headers["Location"] == f"/en/accounts/login/?next={ADDRESS}"


def test_profile_shows_name_roles_and_the_way_to_the_second_factor(
    people: DemoPeople, sign_in: Callable[..., Client]
) -> None:
    page = sign_in(people.mentor).get(ADDRESS)
    text = page.content.decode()
    assert "Aigerim Demo-Mentor" in text
    assert people.kazakh_college.name in text
    assert "/en/accounts/2fa/" in text
    assert page.headers["Cache-Control"].startswith("max-age=0, no-cache, no-store")


def test_profile_of_somebody_without_a_role_says_who_gives_one(
    people: DemoPeople, sign_in: Callable[..., Client]
) -> None:
    people.student.memberships.all().delete()
    assert "You have no role yet" in sign_in(people.student).get(ADDRESS).content.decode()


def test_profile_saves_and_answers_in_the_new_language(people: DemoPeople, sign_in: Callable[..., Client]) -> None:
    response = sign_in(people.mentor).post(ADDRESS, {"name": "  Әйгерім  ", "language": "kk"})
    people.mentor.refresh_from_db()
    assert (response.status_code, response.headers["Location"]) == (302, "/kk/profile/")
    assert (people.mentor.name, people.mentor.language) == ("Әйгерім", "kk")
    entry = AuditEntry.objects.get(action="user.profile_changed")
    assert entry.actor == people.mentor
    assert entry.subject == f"people.user:{people.mentor.pk}"
    assert entry.data == {"name": ["Aigerim Demo-Mentor", "Әйгерім"], "language": ["", "kk"]}


def test_profile_saved_without_a_change_writes_no_audit(people: DemoPeople, sign_in: Callable[..., Client]) -> None:
    form = {"name": "Aigerim Demo-Mentor", "language": "en"}
    client = sign_in(people.mentor)
    client.post(ADDRESS, form)
    client.post(ADDRESS, form)
    assert AuditEntry.objects.filter(action="user.profile_changed").count() == 1


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", ""),
        ("name", "   "),
        ("name", "ұ" * 151),
        ("name", "a\u202eb"),
        ("name", "a\nb"),
        ("language", "de"),
        ("language", ""),
    ],
)
def test_profile_refuses_what_it_cannot_keep(
    people: DemoPeople, sign_in: Callable[..., Client], field: str, value: str
) -> None:
    page = sign_in(people.mentor).post(ADDRESS, {"name": "A", "language": "en", field: value})
    people.mentor.refresh_from_db()
    assert page.status_code == 200
    assert field in page.context["form"].errors
    assert people.mentor.name == "Aigerim Demo-Mentor"


def test_profile_form_changes_neither_email_nor_powers(people: DemoPeople, sign_in: Callable[..., Client]) -> None:
    form = {"name": "A", "language": "en", "email": "other@podium.example", "is_superuser": "on"}
    sign_in(people.mentor).post(ADDRESS, form)
    people.mentor.refresh_from_db()
    assert people.mentor.email == "mentor@podium.example"
    assert not people.mentor.is_superuser


def test_nobody_changes_the_profile_of_another(people: DemoPeople) -> None:
    with pytest.raises(PermissionDenied):
        change_profile(actor=people.admin, user=people.mentor, name="X", language="en")


def test_change_of_profile_holds_to_the_length_of_a_name(people: DemoPeople) -> None:
    with pytest.raises(ValidationError):
        change_profile(actor=people.mentor, user=people.mentor, name="x" * 151, language="en")
    assert not AuditEntry.objects.filter(action="user.profile_changed").exists()
