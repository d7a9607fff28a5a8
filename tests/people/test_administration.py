"""People in Django's admin and in Wagtail's settings menu."""

import re
from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.models import Permission
from django.core import mail
from django.test import Client

from people.demo import PASSWORD, DemoPeople
from people.groups import MENTORS
from people.models import AuditEntry, Role, User

NO_ROLES = {"memberships-TOTAL_FORMS": "0", "memberships-INITIAL_FORMS": "0"}
NEW = {"email": "Nurlan@Podium.example", "name": "Nurlan", "language": "kk"}


@pytest.fixture
def admin(people: DemoPeople, sign_in: Callable[..., Client]) -> Client:
    return sign_in(people.admin)


@pytest.mark.parametrize(
    ("address", "extra"),
    [("/admin/users/new/", {}), ("/django-admin/people/user/add/", {**NO_ROLES, "is_active": "on"})],
)
def test_new_account_has_no_password_until_its_owner_chooses_one(
    admin: Client,
    address: str,
    extra: dict[str, str],
    django_capture_on_commit_callbacks: Callable[..., AbstractContextManager[object]],
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        response = admin.post(address, {**NEW, **extra})
    assert response.status_code == 302, response.context["form"].errors
    user = User.objects.get(email="nurlan@podium.example")
    assert not user.has_usable_password()
    assert EmailAddress.objects.get(user=user).primary
    assert AuditEntry.objects.filter(action="user.account_opened", subject=f"people.user:{user.pk}").exists()
    [letter] = mail.outbox
    assert letter.to == ["nurlan@podium.example"]
    [link] = re.findall(r"http://testserver(/kk/accounts/password/reset/key/\S+)", str(letter.body))
    hers = Client()
    form = hers.get(link, follow=True).redirect_chain[-1][0]
    hers.post(form, {"password1": "quite-new-words", "password2": "quite-new-words"})
    user.refresh_from_db()
    assert user.check_password("quite-new-words")


@pytest.mark.parametrize("address", ["/admin/users/new/", "/django-admin/people/user/add/"])
def test_second_account_for_one_address_is_refused(admin: Client, address: str) -> None:
    response = admin.post(address, {**NEW, **NO_ROLES, "email": "mentor@podium.example"})
    assert response.status_code == 200
    assert User.objects.filter(email="mentor@podium.example").count() == 1


@pytest.mark.parametrize("address", ["/admin/users/edit/{}/", "/django-admin/people/user/{}/change/"])
def test_administrator_changes_the_name_but_neither_email_nor_password(
    people: DemoPeople, admin: Client, address: str
) -> None:
    form = {
        **NO_ROLES,
        "email": "stolen@podium.example",
        "name": "New Name",
        "language": "ru",
        "is_active": "on",
        "password1": "stolen-words",
        "password2": "stolen-words",
        "password": "stolen-words",
    }
    page = admin.get(address.format(people.mentor.pk))
    response = admin.post(address.format(people.mentor.pk), form)
    assert page.status_code == 200
    assert response.status_code == 302, response.context["form"].errors
    mentor = User.objects.get(pk=people.mentor.pk)
    assert (mentor.name, mentor.language) == ("New Name", "ru")
    assert mentor.email == "mentor@podium.example"
    assert mentor.check_password(PASSWORD)
    entry = AuditEntry.objects.get(action="user.changed_by_administrator")
    assert entry.actor == people.admin
    assert {"name", "language"} <= set(entry.data["fields"])


@pytest.mark.parametrize("at_once", [False, True])
def test_deleted_account_leaves_its_trace(people: DemoPeople, admin: Client, at_once: bool) -> None:
    address, key = "/django-admin/people/user/", str(people.student.pk)
    if at_once:
        admin.post(address, {"action": "delete_selected", "_selected_action": [key], "post": "yes"})
    else:
        admin.post(f"{address}{key}/delete/", {"post": "yes"})
    assert not User.objects.filter(pk=key).exists()
    entry = AuditEntry.objects.get(action="user.deleted")
    assert (entry.subject, entry.data) == (f"people.user:{key}", {"name": "Timur Demo-Student"})


def test_wagtail_lists_and_finds_users(admin: Client) -> None:
    assert "expert@podium.example" in admin.get("/admin/users/").content.decode()
    found = admin.get("/admin/users/?q=Aigerim").content.decode()
    assert "mentor@podium.example" in found
    assert "expert@podium.example" not in found


@pytest.mark.parametrize("page", ["", "add/", "1/change/", "1/delete/", "1/history/"])
@pytest.mark.parametrize("model", ["people/user", "people/organisation", "account/emailaddress"])
def test_pages_of_the_administration_open_or_refuse_but_never_fail(admin: Client, model: str, page: str) -> None:
    assert admin.get(f"/django-admin/{model}/{page}").status_code in {200, 302, 403}


def test_role_given_in_the_administration_goes_through_the_front_door(people: DemoPeople, admin: Client) -> None:
    form = {
        "name": "Timur",
        "language": "",
        "is_active": "on",
        "memberships-TOTAL_FORMS": "1",
        "memberships-INITIAL_FORMS": "0",
        "memberships-0-user": str(people.expert.pk),
        "memberships-0-organisation": str(people.kazakh_college.pk),
        "memberships-0-role": Role.MENTOR,
    }
    response = admin.post(f"/django-admin/people/user/{people.expert.pk}/change/", form)
    assert response.status_code == 302
    assert people.expert.memberships.filter(role=Role.MENTOR, organisation=people.kazakh_college).exists()
    assert people.expert.groups.filter(name=MENTORS).exists()
    assert AuditEntry.objects.filter(action="role.given", actor=people.admin).exists()


def test_role_withdrawn_in_the_administration_leaves_its_trace(people: DemoPeople, admin: Client) -> None:
    membership = people.mentor.memberships.get()
    form = {
        "name": "Aigerim",
        "language": "",
        "is_active": "on",
        "memberships-TOTAL_FORMS": "1",
        "memberships-INITIAL_FORMS": "1",
        "memberships-0-id": str(membership.pk),
        "memberships-0-user": str(people.mentor.pk),
        "memberships-0-DELETE": "on",
    }
    admin.post(f"/django-admin/people/user/{people.mentor.pk}/change/", form)
    assert not people.mentor.memberships.exists()
    assert not people.mentor.groups.filter(name=MENTORS).exists()
    assert AuditEntry.objects.filter(action="role.withdrawn", actor=people.admin).exists()


def test_audit_trail_is_read_only_even_for_a_superuser(people: DemoPeople, admin: Client) -> None:
    entry = AuditEntry.objects.all()[0]
    base = "/django-admin/people/auditentry/"
    assert admin.get(base).status_code == 200
    assert admin.get(f"{base}{entry.pk}/change/").status_code == 200
    before = AuditEntry.objects.count()
    refused = [
        admin.get(f"{base}add/"),
        admin.post(f"{base}add/", {"action": "x", "subject": "y"}),
        admin.post(f"{base}{entry.pk}/change/", {"action": "forged", "subject": "y"}),
        admin.post(f"{base}{entry.pk}/delete/", {"post": "yes"}),
    ]
    assert [response.status_code for response in refused] == [403] * 4
    admin.post(base, {"action": "delete_selected", "_selected_action": [str(entry.pk)], "post": "yes"})
    entry.refresh_from_db()
    assert entry.action != "forged"
    assert AuditEntry.objects.count() == before


def test_somebody_of_the_staff_cannot_raise_herself(people: DemoPeople, sign_in: Callable[..., Client]) -> None:
    people.organiser.is_staff = True
    people.organiser.save()
    people.organiser.user_permissions.set(Permission.objects.filter(content_type__app_label="people"))
    client = sign_in(User.objects.get(pk=people.organiser.pk))
    powers = {"is_superuser": "on", "is_staff": "on", "is_active": "on", "name": "D", "language": "", **NO_ROLES}
    client.post(f"/django-admin/people/user/{people.organiser.pk}/change/", powers)
    above = client.post(f"/django-admin/people/user/{people.admin.pk}/change/", powers)
    assert not User.objects.get(pk=people.organiser.pk).is_superuser
    assert above.status_code == 403


@pytest.mark.parametrize("many", [1, 30])
def test_list_of_users_costs_the_same_for_many(
    admin: Client, many: int, django_assert_max_num_queries: Callable[..., AbstractContextManager[object]]
) -> None:
    User.objects.bulk_create(User(email=f"{number}@podium.example") for number in range(many))
    with django_assert_max_num_queries(15):
        admin.get("/django-admin/people/user/")
