"""Rights, and the page that refuses."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.db import SessionStore
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory, override_settings

from people.access import role_required
from people.demo import DemoPeople
from people.models import User
from people.permissions import (
    Right,
    may_author_training,
    may_confirm_results,
    may_host_rooms,
    may_keep_schemes,
    may_publish_results,
    may_review_training,
    may_run_championships,
)

MAY = {
    may_keep_schemes: {"mentor", "expert", "organiser", "admin"},
    may_host_rooms: {"mentor", "expert", "organiser", "admin"},
    may_publish_results: {"mentor", "organiser", "admin"},
    may_confirm_results: {"expert", "organiser", "admin"},
    may_author_training: {"mentor", "methodologist", "admin"},
    may_review_training: {"methodologist", "admin"},
    may_run_championships: {"organiser", "admin"},
}


@role_required(may_host_rooms)
def a_view(request: HttpRequest, word: str = "") -> HttpResponse:
    return HttpResponse(f"open {word}")


def ask(user: User | AnonymousUser) -> HttpRequest:
    request = RequestFactory().get("/en/rooms/new/?scheme=7")
    request.user = user
    request.session = SessionStore()
    return request


@pytest.mark.parametrize("right", MAY)
@pytest.mark.parametrize("role", ["mentor", "expert", "organiser", "student", "methodologist", "admin"])
def test_right_belongs_to_its_roles(people: DemoPeople, right: Right, role: str) -> None:
    assert right(getattr(people, role)) is (role in MAY[right])


@pytest.mark.parametrize("right", MAY)
def test_right_is_not_for_the_anonymous_nor_the_inactive(people: DemoPeople, right: Right) -> None:
    people.admin.is_active = False
    assert right(AnonymousUser()) is False
    assert right(people.admin) is False


def test_guard_sends_the_anonymous_to_sign_in_and_back(db: None) -> None:
    response = a_view(ask(AnonymousUser()))
    assert response.status_code == 302
    assert response.headers["Location"].endswith("/accounts/login/?next=/en/rooms/new/%3Fscheme%3D7")


def test_guard_opens_to_the_right_role(people: DemoPeople) -> None:
    response = a_view(ask(people.mentor), word="sesame")
    assert isinstance(response, HttpResponse)
    assert response.content == b"open sesame"


def test_guard_tells_others_which_roles_open_and_who_gives_them(people: DemoPeople) -> None:
    with override_settings(ADMINISTRATORS_EMAIL="help@podium.example"):
        page = a_view(ask(people.student))
    assert isinstance(page, HttpResponse)
    text = page.content.decode()
    assert page.status_code == 403
    for words in ("Timur Demo-Student", "Mentor", "Expert", "Organiser", "mailto:help@podium.example"):
        assert words in text
