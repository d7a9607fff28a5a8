"""The pages: who sees what, what a wrong file gets, and how many queries a list takes."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from championships.marking import Scheme as PlainScheme
from championships.schemes import importing, pending
from championships.schemes.exchange.writing import write_workbook
from championships.schemes.models import PendingImport, Scheme, SchemeVersion
from people.models import AuditEntry, Organisation, User

pytestmark = pytest.mark.django_db


def upload(client: Client, data: bytes, name: str = "sample.xlsx") -> Any:
    """Send a file to the import."""
    return client.post(reverse("schemes:import"), {"file": SimpleUploadedFile(name, data)})


@pytest.fixture
def version(sample: PlainScheme, mentor: User, college: Organisation) -> SchemeVersion:
    """Return the sample, imported by the mentor for the college."""
    report = importing.read(write_workbook(sample), "sample.xlsx")
    return importing.apply_import(actor=mentor, report=report, organisation=college)


def test_import_shows_a_report_and_stores_nothing_before_the_yes(
    client: Client, mentor: User, sample: PlainScheme
) -> None:
    client.force_login(mentor)
    response = upload(client, write_workbook(sample))
    assert response.status_code == 302
    page = client.get(response["Location"])
    assert page.status_code == 200
    assert b"Sample making" in page.content
    assert not Scheme.objects.exists()


def test_import_stores_the_scheme_at_the_yes(
    client: Client, mentor: User, college: Organisation, sample: PlainScheme
) -> None:
    client.force_login(mentor)
    address = upload(client, write_workbook(sample))["Location"]
    response = client.post(address, {"organisation": college.pk, "apply": ""})
    scheme = Scheme.objects.get()
    assert response["Location"] == scheme.get_absolute_url()
    assert (scheme.owner, scheme.organisation) == (mentor, college)
    assert AuditEntry.objects.get(action="scheme.imported").actor == mentor


def test_a_second_yes_leads_to_the_scheme_and_stores_nothing(client: Client, mentor: User, sample: PlainScheme) -> None:
    client.force_login(mentor)
    address = upload(client, write_workbook(sample))["Location"]
    places = {client.post(address, {"apply": ""})["Location"], client.post(address, {"apply": ""})["Location"]}
    assert places == {client.get(address)["Location"]} == {Scheme.objects.get().get_absolute_url()}
    first = pending.apply(owner=mentor, key=PendingImport.objects.get().pk)
    assert [first] == list(SchemeVersion.objects.all())


def test_discard_keeps_nothing(client: Client, mentor: User, sample: PlainScheme) -> None:
    client.force_login(mentor)
    address = upload(client, write_workbook(sample))["Location"]
    client.post(address, {"discard": ""})
    assert not PendingImport.objects.exists()
    assert not Scheme.objects.exists()


def test_import_of_the_same_scheme_says_so_and_offers_a_new_version(
    client: Client, mentor: User, version: SchemeVersion, sample: PlainScheme
) -> None:
    client.force_login(mentor)
    address = upload(client, write_workbook(sample))["Location"]
    assert b"already here" in client.get(address).content
    assert b"already here" in client.post(address, {"apply": ""}).content
    client.post(address, {"apply": "", "version_of": version.scheme_id})
    assert list(version.scheme.versions.values_list("number", flat=True)) == [2, 1]
    assert Scheme.objects.count() == 1


@pytest.mark.parametrize("data", [b"", b"no workbook", b"PK\x03\x04 cut off"])
def test_import_refuses_a_wrong_file_beside_the_field(client: Client, mentor: User, data: bytes) -> None:
    client.force_login(mentor)
    response = upload(client, data)
    assert response.status_code == 422
    assert response.context["form"].errors["file"]
    assert not PendingImport.objects.exists()


def test_report_is_its_owners_alone_and_expires(
    client: Client, mentor: User, colleague: User, sample: PlainScheme
) -> None:
    client.force_login(mentor)
    address = upload(client, write_workbook(sample))["Location"]
    client.force_login(colleague)
    assert client.get(address).status_code == 404
    assert client.post(address, {"apply": ""}).status_code == 404
    PendingImport.objects.update(expires_at=timezone.now())
    client.force_login(mentor)
    assert client.get(address).status_code == 404
    assert pending.forget_expired() == 1


def test_import_is_closed_to_students_and_the_anonymous(client: Client, student: User) -> None:
    assert client.get(reverse("schemes:import")).status_code == 302
    client.force_login(student)
    assert client.get(reverse("schemes:import")).status_code == 403
    assert client.post(reverse("schemes:import")).status_code == 403


def test_scheme_is_seen_by_owner_and_colleagues_alone(
    client: Client, version: SchemeVersion, mentor: User, colleague: User, stranger: User, student: User
) -> None:
    seen = {}
    for user in (mentor, colleague, stranger, student):
        client.force_login(user)
        pages = [version.scheme.get_absolute_url(), reverse("schemes:workbook", args=[version.scheme_id])]
        seen[user] = [client.get(page).status_code for page in pages]
    assert seen == {mentor: [200, 200], colleague: [200, 200], stranger: [404, 404], student: [404, 404]}


def test_scheme_page_leads_to_a_room_on_its_version(client: Client, version: SchemeVersion, mentor: User) -> None:
    client.force_login(mentor)
    page = client.get(version.scheme.get_absolute_url()).content.decode()
    assert f"{reverse('rooms:new')}?scheme={version.pk}" in page
    assert re.search(r'name="sub_criterion"\s+value="B2"', page)


@pytest.mark.parametrize("asked", ["0", "9", "x", "9" * 30, "²"])
def test_scheme_page_of_a_version_that_is_not_there_is_not_found(
    client: Client, version: SchemeVersion, mentor: User, asked: str
) -> None:
    client.force_login(mentor)
    assert client.get(version.scheme.get_absolute_url(), {"version": asked}).status_code == 404


def test_workbook_that_is_downloaded_is_the_same_scheme(
    client: Client, version: SchemeVersion, mentor: User, sample: PlainScheme
) -> None:
    client.force_login(mentor)
    response = client.get(reverse("schemes:workbook", args=[version.scheme_id]))
    assert importing.read(response.content, "again.xlsx").scheme == sample


@pytest.mark.parametrize("count", [1, 30])
def test_list_takes_the_same_number_of_queries_for_one_and_thirty(
    client: Client,
    version: SchemeVersion,
    mentor: User,
    count: int,
    django_assert_max_num_queries: Callable,
) -> None:
    for number in range(1, count):
        scheme = Scheme.objects.create(title=f"Scheme {number}", owner=mentor, organisation=version.scheme.organisation)
        SchemeVersion.objects.create(scheme=scheme, number=1, total=100, digest=f"{number}")
    client.force_login(mentor)
    client.get(reverse("schemes:list"))
    with django_assert_max_num_queries(13):
        page = client.get(reverse("schemes:list"))
    assert page.content.count(b"scheme-item-title") == count


def test_scheme_page_takes_a_fixed_number_of_queries(
    client: Client,
    version: SchemeVersion,
    mentor: User,
    django_assert_max_num_queries: Callable,
) -> None:
    client.force_login(mentor)
    client.get(version.scheme.get_absolute_url())
    with django_assert_max_num_queries(22):
        client.get(version.scheme.get_absolute_url())
