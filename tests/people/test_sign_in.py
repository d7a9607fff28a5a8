"""Signing up, in and out, by e-mail."""

from collections.abc import Callable

import pytest
from allauth.account.models import EmailAddress
from django.test import Client

from people.demo import PASSWORD, DemoPeople
from people.models import AuditEntry, User

NEW = {"name": "Ұлбосын Әлімқызы", "email": "Ulbosyn@Podium.Example", "password1": "a-long-word-of-her-own"}


@pytest.mark.parametrize("language", ["en", "ru", "kk"])
def test_sign_up_keeps_name_language_and_small_letters(db: None, language: str) -> None:
    client = Client()
    response = client.post(f"/{language}/accounts/signup/", NEW)
    user = User.objects.get()
    assert response.status_code == 302
    assert (user.email, user.name, user.language) == ("ulbosyn@podium.example", NEW["name"], language)
    assert client.session["_auth_user_id"] == str(user.pk)
    assert EmailAddress.objects.get(user=user).primary
    assert AuditEntry.objects.get().action == "user.signed_up"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", ""),
        ("name", "x" * 151),
        ("name", "a\u202eb"),
        ("email", "nobody"),
        ("email", ""),
        ("email", f"{'x' * 60}@{'y' * 60}.{'z' * 60}.{'y' * 60}.{'z' * 20}.kz"),
        ("password1", "short"),
    ],
)
def test_sign_up_refuses_what_it_cannot_keep(db: None, field: str, value: str) -> None:
    response = Client().post("/en/accounts/signup/", {**NEW, field: value})
    assert response.status_code == 200
    assert field in response.context["form"].errors
    assert not User.objects.exists()


def test_sign_up_gives_no_role_and_no_powers(db: None) -> None:
    Client().post("/en/accounts/signup/", {**NEW, "is_superuser": "on", "is_staff": "on", "role": "mentor"})
    user = User.objects.get()
    assert not user.is_superuser
    assert not user.is_staff
    assert not user.memberships.exists()


def test_sign_in_leads_to_the_desk(people: DemoPeople) -> None:
    client = Client()
    response = client.post("/ru/accounts/login/", {"login": "mentor@podium.example", "password": PASSWORD})
    assert response.headers["Location"] == "/ru/desk/"
    assert client.session["_auth_user_id"] == str(people.mentor.pk)


def test_sign_in_takes_the_address_in_any_case(people: DemoPeople) -> None:
    client = Client()
    client.post("/en/accounts/login/", {"login": " Mentor@PODIUM.example", "password": PASSWORD})
    assert client.session["_auth_user_id"] == str(people.mentor.pk)


@pytest.mark.parametrize("login", ["mentor@podium.example", "nobody@podium.example"])
def test_sign_in_says_the_same_of_a_wrong_password_and_of_nobody(people: DemoPeople, login: str) -> None:
    response = Client().post("/en/accounts/login/", {"login": login, "password": "wrong"})
    assert response.context["form"].non_field_errors() == [
        "The email address and/or password you specified are not correct."
    ]


def test_somebody_inactive_does_not_get_in(people: DemoPeople) -> None:
    User.objects.filter(pk=people.mentor.pk).update(is_active=False)
    client = Client()
    client.post("/en/accounts/login/", {"login": "mentor@podium.example", "password": PASSWORD})
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://evil.example/",
        "//evil.example/",
        "http://localhost:8000/",
        "https://testserver.evil.example",
        "javascript:alert(1)",
    ],
)
def test_sign_in_never_sends_one_elsewhere(people: DemoPeople, elsewhere: str) -> None:
    form = {"login": "mentor@podium.example", "password": PASSWORD, "next": elsewhere}
    response = Client().post("/en/accounts/login/", form)
    assert response.headers["Location"] == "/en/desk/"


def test_sign_out_needs_a_click_and_leads_home(people: DemoPeople, sign_in: Callable[..., Client]) -> None:
    client = sign_in(people.mentor)
    assert client.get("/en/accounts/logout/").status_code == 200
    assert "_auth_user_id" in client.session
    response = client.post("/en/accounts/logout/")
    assert response.headers["Location"] == "/"
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize(
    ("address", "fields"),
    [
        ("/en/accounts/login/", {"login": "username", "password": "current-password"}),
        ("/en/accounts/signup/", {"name": "name", "email": "email", "password1": "new-password"}),
        ("/en/accounts/password/reset/", {"email": "email"}),
    ],
)
def test_password_managers_find_their_fields(db: None, address: str, fields: dict[str, str]) -> None:
    form = Client().get(address).context["form"]
    found = {name: form.fields[name].widget.attrs.get("autocomplete") for name in fields}
    assert found == fields
    assert not any("placeholder" in field.widget.attrs for field in form.fields.values())


def test_sixth_wrong_password_is_paused_and_says_so(people: DemoPeople) -> None:
    client = Client()
    form = {"login": "mentor@podium.example", "password": "wrong"}
    for _attempt in range(5):
        client.post("/en/accounts/login/", form)
    paused = client.post("/en/accounts/login/", {**form, "password": PASSWORD})
    assert paused.context["form"].non_field_errors() == ["Too many failed login attempts. Try again later."]
    other = Client()
    other.post("/en/accounts/login/", {"login": "expert@podium.example", "password": PASSWORD})
    assert "_auth_user_id" in other.session, "one account's pause must not lock out the college behind the same address"


def test_too_many_letters_for_one_address_give_a_clear_page(people: DemoPeople) -> None:
    client = Client()
    answers = [client.post("/en/accounts/password/reset/", {"email": "mentor@podium.example"}) for _ in range(6)]
    assert [answer.status_code for answer in answers] == [302] * 5 + [429]
    page = answers[-1].content.decode()
    assert "Too many attempts" in page
    assert 'id="main"' in page
