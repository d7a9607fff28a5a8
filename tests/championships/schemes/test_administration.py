"""Schemes in the administrations: to be looked at, never to be changed behind the rooms that were marked by them."""

import pytest
from django.test import Client
from django.urls import reverse

from championships.marking import Scheme as PlainScheme
from championships.schemes import importing
from championships.schemes.exchange.writing import write_workbook
from people.models import User

PLACES = ("schemes_scheme", "schemes_schemeversion", "schemes_aspect")


@pytest.fixture
def admin(db: None) -> User:
    """Return a superuser."""
    return User.objects.create_superuser("admin@example.org", "a long sample password")


@pytest.mark.parametrize("place", PLACES)
def test_administration_shows_schemes_and_changes_nothing(
    client: Client, admin: User, sample: PlainScheme, place: str
) -> None:
    version = importing.apply_import(actor=admin, report=importing.read(write_workbook(sample), "sample.xlsx"))
    one = {"schemes_scheme": version.scheme_id, "schemes_schemeversion": version.pk}.get(place)
    one = one or version.criteria.get(letter="A").sub_criteria.get(code="A1").aspects.values_list("pk", flat=True)[0]
    client.force_login(admin)
    assert client.get(reverse(f"admin:{place}_changelist")).status_code == 200
    address = reverse(f"admin:{place}_change", args=[one])
    assert client.get(address).status_code == 200
    assert client.post(address, {"title": "changed"}).status_code == 403
    assert client.post(reverse(f"admin:{place}_delete", args=[one]), {"post": "yes"}).status_code == 403
    assert client.get(reverse(f"admin:{place}_add")).status_code == 403


def test_page_editor_leads_to_the_schemes(client: Client, admin: User) -> None:
    client.force_login(admin)
    assert reverse("schemes:list").encode() in client.get(reverse("wagtailadmin_home")).content
