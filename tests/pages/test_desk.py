"""The desk of somebody signed in, made of what the apps put there."""

import pytest
from django.http import HttpRequest
from django.test import Client

from pages import desk
from people.models import User
from tests.pages.growing import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def empty_desk(monkeypatch: pytest.MonkeyPatch) -> None:
    """A desk on which nobody has put anything."""
    monkeypatch.setattr(desk, "_makers", [])


def test_desk_asks_to_sign_in(client: Client) -> None:
    response = client.get("/en/desk/")
    assert response.status_code == 302
    assert response["Location"].endswith("/en/accounts/login/?next=/en/desk/")


@pytest.mark.usefixtures("empty_desk")
def test_panels_stand_in_their_order_and_only_for_whom_they_are() -> None:
    def second(_request: HttpRequest) -> desk.Panel:
        return desk.Panel(title="Second", icon="list")

    def first(request: HttpRequest) -> desk.Panel:
        return desk.Panel(title=f"First for {request.user}", icon="list")

    desk.register_panel(20, second)
    desk.register_panel(30, lambda _request: None)
    desk.register_panel(10, first)
    user = User.objects.create_user("student@podium.example", name="Timur Demo")
    panels = signed_in(user).get("/en/desk/").context["panels"]
    assert [panel.title for panel in panels] == ["First for Timur Demo", "Second"]


@pytest.mark.usefixtures("empty_desk")
def test_empty_panel_offers_the_first_step() -> None:
    panel = desk.Panel(title="Rooms", icon="list", empty="No rooms yet.", actions=[desk.Action("Open a room", "/x/")])
    desk.register_panel(1, lambda _request: panel)
    html = signed_in(User.objects.create_user("mentor@podium.example")).get("/en/desk/").content.decode()
    assert "No rooms yet." in html
    assert 'href="/x/"' in html


def test_every_role_finds_its_desk() -> None:
    user = User.objects.create_user("student@podium.example")
    for language in ("en", "ru", "kk"):
        assert signed_in(user).get(f"/{language}/desk/").status_code == 200
