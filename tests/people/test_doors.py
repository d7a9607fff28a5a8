"""No way round allauth: the doors of the page editor and of the administration."""

import re
from collections.abc import Callable, Iterator

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from people.demo import PASSWORD, DemoPeople
from people.groups import ensure_groups

CREDENTIALS = {"username": "admin@podium.example", "password": PASSWORD}
DOORS = ("/admin/login/", "/django-admin/login/")
INSIDE = ("/admin/", "/django-admin/")


def is_in(client: Client, address: str) -> bool:
    return client.get(address).status_code == 200


@pytest.mark.parametrize("door", [*DOORS, "/admin/password_reset/"])
@pytest.mark.parametrize("address", INSIDE)
def test_door_ignores_a_right_password(people: DemoPeople, door: str, address: str) -> None:
    client = Client()
    response = client.post(door, {**CREDENTIALS, "email": CREDENTIALS["username"], "next": address})
    assert response.status_code == 302
    assert response.headers["Location"].startswith("/en/accounts/")
    assert not is_in(client, address)
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("address", INSIDE)
@pytest.mark.parametrize("language", ["en", "ru", "kk"])
def test_anonymous_lands_on_sign_in_of_her_language(db: None, address: str, language: str) -> None:
    response = Client(HTTP_ACCEPT_LANGUAGE=language).get(address, follow=True)
    assert response.redirect_chain[-1][0] == f"/{language}/accounts/login/?next={address}"
    assert response.status_code == 200


@pytest.mark.parametrize("address", [*INSIDE, "/admin/images/"])
def test_sign_in_returns_to_where_she_wanted_to_go(people: DemoPeople, address: str) -> None:
    client = Client()
    sign_in = client.get(address, follow=True).redirect_chain[-1][0]
    response = client.post(sign_in, {"login": CREDENTIALS["username"], "password": PASSWORD, "next": address})
    assert (response.status_code, response.headers["Location"]) == (302, address)
    assert is_in(client, address)


def test_second_factor_is_asked_before_any_door_opens(people: DemoPeople) -> None:
    secret = generate_totp_secret()
    TOTP.activate(people.admin, secret)
    client = Client()
    response = client.post("/en/accounts/login/", {"login": CREDENTIALS["username"], "password": PASSWORD})
    assert response.headers["Location"] == "/en/accounts/2fa/authenticate/"
    for door in DOORS:
        client.post(door, CREDENTIALS)
    assert not any(is_in(client, address) for address in INSIDE)
    code = format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))
    client.post("/en/accounts/2fa/authenticate/", {"code": code})
    assert all(is_in(client, address) for address in INSIDE)


def test_wrong_code_opens_nothing(people: DemoPeople) -> None:
    TOTP.activate(people.admin, generate_totp_secret())
    client = Client()
    client.post("/en/accounts/login/", {"login": CREDENTIALS["username"], "password": PASSWORD})
    response = client.post("/en/accounts/2fa/authenticate/", {"code": "not a code"})
    assert response.status_code == 200
    assert not any(is_in(client, address) for address in INSIDE)


def test_recovery_code_opens_once(people: DemoPeople) -> None:
    TOTP.activate(people.admin, generate_totp_secret())
    code = RecoveryCodes.activate(people.admin).get_unused_codes()[0]
    answers = []
    for _attempt in range(2):
        client = Client()
        client.post("/en/accounts/login/", {"login": CREDENTIALS["username"], "password": PASSWORD})
        client.post("/en/accounts/2fa/authenticate/", {"code": code})
        answers.append(is_in(client, "/admin/"))
    assert answers == [True, False]


@pytest.mark.parametrize(
    ("role", "editor", "administration"),
    [
        ("student", 403, 403),
        ("expert", 403, 403),
        ("mentor", 200, 403),
        ("organiser", 200, 403),
        ("admin", 200, 200),
    ],
)
def test_each_role_at_each_door(
    people: DemoPeople, sign_in: Callable[..., Client], role: str, editor: int, administration: int
) -> None:
    ensure_groups()
    client = sign_in(getattr(people, role))
    answers = [client.get(address, follow=True) for address in INSIDE]
    assert [answer.status_code for answer in answers] == [editor, administration]


ADMINISTRATORS_ONLY = (
    "/admin/users/",
    "/admin/users/new/",
    "/admin/groups/",
    "/admin/sites/",
    "/admin/settings/",
    "/django-admin/people/user/",
    "/django-admin/people/auditentry/",
    "/django-admin/mfa/authenticator/",
)


@pytest.mark.parametrize("role", ["student", "expert", "mentor", "organiser"])
@pytest.mark.parametrize("address", ADMINISTRATORS_ONLY)
def test_what_is_for_administrators_stays_closed(
    people: DemoPeople, sign_in: Callable[..., Client], role: str, address: str
) -> None:
    ensure_groups()
    response = sign_in(getattr(people, role)).get(address)
    assert response.status_code in {302, 403, 404}
    assert not response.headers.get("Location", "").startswith(address)


def addresses_inside() -> list[str]:
    """Return every address under the two doors that needs no arguments."""

    def walk(patterns: list[URLPattern | URLResolver], before: str) -> Iterator[str]:
        for pattern in patterns:
            route = before + re.sub(r"\^|\$|\\Z", "", str(pattern.pattern))
            if isinstance(pattern, URLResolver):
                yield from walk(pattern.url_patterns, route)
            else:
                yield route

    routes = sorted(set(walk(get_resolver().url_patterns, "/")))
    return [route for route in routes if re.fullmatch(r"/(django-)?admin/[\w/-]*", route)]


# What these say is for everybody: words for scripts, and the drawings of icons.
PUBLIC = {"/admin/sprite/", "/admin/jsi18n/", "/admin/localize/jsi18n/", "/django-admin/jsi18n/"}


@pytest.mark.parametrize("role", ["", "student", "expert"])
def test_no_address_inside_opens_without_a_key(people: DemoPeople, sign_in: Callable[..., Client], role: str) -> None:
    client = sign_in(getattr(people, role)) if role else Client()
    addresses = addresses_inside()
    opened = {address for address in addresses if client.get(address).status_code == 200}
    assert len(addresses) > 100
    assert opened <= PUBLIC


@pytest.mark.parametrize("address", ["/admin/password_reset/confirm/MQ/set-password/", "/admin/password_reset/done/"])
def test_no_other_way_to_a_new_password(people: DemoPeople, address: str) -> None:
    assert Client().get(address, follow=True).status_code == 404


@pytest.mark.parametrize("address", ["/django-admin/password_change/", "/django-admin/people/user/1/password/"])
def test_the_administration_changes_no_password(
    people: DemoPeople, sign_in: Callable[..., Client], address: str
) -> None:
    words = {"old_password": PASSWORD, "new_password1": "quite-new-words", "new_password2": "quite-new-words"}
    sign_in(people.admin).post(address, {**words, "password1": "quite-new-words", "password2": "quite-new-words"})
    for person in (people.admin, people.mentor):
        person.refresh_from_db()
        assert person.check_password(PASSWORD)


def test_refusal_at_the_editor_says_which_role_opens_it(people: DemoPeople, sign_in: Callable[..., Client]) -> None:
    page = sign_in(people.student).get("/admin/", follow=True)
    text = page.content.decode()
    assert page.status_code == 403
    assert "Mentor" in text
    assert "Organiser" in text


def test_refusal_at_the_administration_names_no_role(people: DemoPeople, sign_in: Callable[..., Client]) -> None:
    page = sign_in(people.mentor).get("/django-admin/", follow=True)
    assert "open to administrators only" in page.content.decode()


@pytest.mark.parametrize(("door", "inside"), list(zip(DOORS, INSIDE, strict=True)))
def test_door_lets_in_who_may_enter(people: DemoPeople, sign_in: Callable[..., Client], door: str, inside: str) -> None:
    response = sign_in(people.admin).get(door)
    assert (response.status_code, response.headers["Location"]) == (302, inside)


def test_account_page_of_the_editor_asks_for_no_name_and_no_password(
    people: DemoPeople, sign_in: Callable[..., Client]
) -> None:
    text = sign_in(people.admin).get("/admin/account/").content.decode()
    assert "first_name" not in text
    assert "password" not in text
    assert "preferred_language" in text
