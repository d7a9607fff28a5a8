"""Pages for what cannot be shown: in the reader's language, in style, and without the database where it may be the fault."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path
from pytest_django import DjangoAssertNumQueries

from podium.urls import urlpatterns as ours

pytestmark = pytest.mark.django_db


def _raising(error: Exception) -> Any:
    def view(_request: HttpRequest) -> HttpResponse:
        raise error

    return view


urlpatterns = [
    path("kk/test-broken/", _raising(RuntimeError("broken"))),
    path("kk/test-unreadable/", _raising(SuspiciousOperation("unreadable"))),
    path("kk/test-closed/", _raising(PermissionDenied())),
    *ours,
]

LAST_RESORT = [("broken", 500), ("unreadable", 400)]


@pytest.mark.urls(__name__)
@pytest.mark.parametrize(("name", "status"), LAST_RESORT)
def test_fault_is_answered_in_the_reader_s_language_without_a_query(
    name: str, status: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client = Client(raise_request_exception=False)
    with django_assert_num_queries(0):
        answer = client.get(f"/kk/test-{name}/")
    html = answer.content.decode()
    assert answer.status_code == status
    assert '<html lang="kk"' in html
    assert 'name="robots" content="noindex"' in html
    assert "site-header" in html


def test_old_form_is_answered_in_words_without_a_query(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    client = Client(enforce_csrf_checks=True)
    with django_assert_num_queries(0):
        answer = client.post("/ru/rooms/join/", {"code": "123456"})
    assert answer.status_code == 403
    assert '<html lang="ru"' in answer.content.decode()
    assert "форма" in answer.content.decode()


@pytest.mark.urls(__name__)
def test_closed_page_offers_to_sign_in_and_come_back(client: Client) -> None:
    answer = client.get("/kk/test-closed/")
    assert answer.status_code == 403
    assert "/kk/accounts/login/?next=/kk/test-closed/" in answer.content.decode()


@pytest.mark.parametrize("address", ["/kk/no-such-page/", "/no-such-page/"])
def test_page_that_is_not_there_offers_search_and_is_no_page_for_robots(client: Client, address: str) -> None:
    answer = client.get(address, headers={"Accept-Language": "kk"}, follow=True)
    html = answer.content.decode()
    assert answer.status_code == 404
    assert '<html lang="kk"' in html
    assert 'action="/kk/search/"' in html
    assert 'name="robots" content="noindex"' in html
    assert "canonical" not in html
    assert 'hreflang="x-default"' not in html
