"""The pages of a draft and what the editor asks them: in few queries, whatever the size, and in words when refused."""

import json
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from championships.marking import Scheme as PlainScheme
from championships.schemes import importing
from championships.schemes.authoring import editing
from championships.schemes.exchange.writing import write_workbook
from championships.schemes.models import DescriptorLadder, Scheme, SchemeDraft, SchemeVersion
from people.models import Organisation, User

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(mentor: User, college: Organisation) -> SchemeDraft:
    return editing.begin(actor=mentor, title="Sample", organisation=college)


@pytest.fixture
def at_desk(client: Client, mentor: User) -> Client:
    client.force_login(mentor)
    return client


def post(client: Client, name: str, body: object, *arguments: object) -> Any:
    return client.post(reverse(f"schemes:{name}", args=arguments), json.dumps(body), content_type="application/json")


def filled(count: int) -> dict[str, Any]:
    """A command that adds one criterion with `count` aspects."""
    aspects = [{"key": f"a{at}", "maximum": "0.5", "description": f"Item {at} " * 12} for at in range(count)]
    row = {"key": "c1", "name": "One", "sub_criteria": [{"key": "s1", "name": "Form", "aspects": aspects}]}
    return {"id": str(uuid4()), "command": {"type": "paste", "places": [{"parent": "", "at": 0, "row": row}]}}


def test_a_scheme_is_built_from_nothing_to_a_version(at_desk: Client, college: Organisation) -> None:
    begun = at_desk.post(reverse("schemes:draft_new"), {"title": "Web", "organisation": college.pk})
    draft = SchemeDraft.objects.get()
    assert begun["Location"] == draft.get_absolute_url()
    saved = post(at_desk, "draft_edits", {"revision": 0, "edits": [filled(2)]}, draft.pk).json()
    assert (saved["revision"], saved["figures"]["total"]) == (1, "1.00")
    assert b"Look at this first" in at_desk.get(reverse("schemes:draft_publish", args=[draft.pk])).content
    done = at_desk.post(reverse("schemes:draft_publish", args=[draft.pk]), {"revision": "1"})
    assert done["Location"] == Scheme.objects.get().get_absolute_url()
    assert at_desk.get(draft.get_absolute_url())["Location"].startswith(done["Location"])
    assert post(at_desk, "draft_edits", {"revision": 1, "edits": [filled(1)]}, draft.pk).json()["error"] == "closed"


@pytest.mark.parametrize("count", [1, 200])
def test_the_editor_and_an_edit_take_few_queries_at_any_size(
    at_desk: Client, draft: SchemeDraft, mentor: User, count: int, django_assert_max_num_queries: Callable
) -> None:
    editing.edit(actor=mentor, pk=draft.pk, revision=0, edits=[filled(count)])
    at_desk.get(draft.get_absolute_url())
    with django_assert_max_num_queries(11):
        page = at_desk.get(draft.get_absolute_url())
    assert len(page.content) < 80_000 + 1_000 * count
    edit = {"id": str(uuid4()), "command": {"type": "set", "key": "a0", "field": "maximum", "value": "1"}}
    with django_assert_max_num_queries(14):
        assert post(at_desk, "draft_edits", {"revision": 1, "edits": [edit]}, draft.pk).status_code == 200
    with django_assert_max_num_queries(12):
        assert at_desk.get(draft.get_absolute_url() + "?read").content.count(b"aspect-code") == count


def test_two_who_edit_at_once_get_the_newest_state_and_lose_nothing(
    client: Client, draft: SchemeDraft, mentor: User, colleague: User
) -> None:
    editing.edit(actor=mentor, pk=draft.pk, revision=0, edits=[filled(1)])
    client.force_login(colleague)
    edit = {"id": str(uuid4()), "command": {"type": "set", "key": "", "field": "title", "value": "Other"}}
    late = post(client, "draft_edits", {"revision": 0, "edits": [edit]}, draft.pk)
    told = late.json()
    assert (late.status_code, told["error"], told["who"], told["revision"]) == (409, "stale", "Mentor", 1)
    assert told["content"]["criteria"][0]["key"] == "c1"
    assert post(client, "draft_edits", {"revision": 1, "edits": [edit]}, draft.pk).json()["saved"] == [edit["id"]]


@pytest.mark.parametrize(
    "body", [b"", b"[]", b"{}", b'{"revision": "x", "edits": []}', b'{"revision": 0, "edits": [{"id": 1}]}']
)
def test_what_is_no_edit_is_answered_in_words(at_desk: Client, draft: SchemeDraft, body: bytes) -> None:
    answer = at_desk.post(reverse("schemes:draft_edits", args=[draft.pk]), body, content_type="application/json")
    assert (answer.status_code, answer.json()["error"]) == (400, "unreadable")


def test_a_draft_of_others_is_not_found_and_not_edited(client: Client, draft: SchemeDraft, stranger: User) -> None:
    client.force_login(stranger)
    assert client.get(draft.get_absolute_url()).status_code == 404
    assert client.get(reverse("schemes:draft_edits", args=[draft.pk])).status_code == 404
    assert post(client, "draft_edits", {"revision": 0, "edits": [filled(1)]}, draft.pk).status_code == 403
    assert post(client, "draft_comments", {"id": str(uuid4()), "row": "", "text": "x"}, draft.pk).status_code == 403


def test_the_shelf_shows_drafts_and_offers_to_build_one(at_desk: Client, draft: SchemeDraft) -> None:
    page = at_desk.get(reverse("schemes:list")).content.decode()
    assert draft.get_absolute_url() in page
    assert page.count(reverse("schemes:draft_new")) == 1
    editing.discard(actor=draft.owner, pk=draft.pk)  # type: ignore[arg-type]  # it has one
    assert reverse("schemes:draft_new") in at_desk.get(reverse("schemes:list")).content.decode()


def test_a_version_leads_to_its_draft_and_its_copy(
    at_desk: Client, sample: PlainScheme, mentor: User, college: Organisation
) -> None:
    report = importing.read(write_workbook(sample), "sample.xlsx")
    version: SchemeVersion = importing.apply_import(actor=mentor, report=report, organisation=college)
    page = at_desk.get(version.scheme.get_absolute_url()).content.decode()
    address = f"{reverse('schemes:draft_new')}?version={version.pk}"
    assert f'href="{address}"' in page
    assert f'href="{address}&amp;copy"' in page
    assert at_desk.get(address).status_code == 200
    at_desk.post(address)
    at_desk.post(f"{address}&copy", {"title": "Copy"})
    assert [one.scheme for one in SchemeDraft.objects.order_by("created_at")] == [version.scheme, None]


def test_the_history_tells_and_goes_back(at_desk: Client, draft: SchemeDraft, mentor: User) -> None:
    edit = {"id": str(uuid4()), "command": {"type": "set", "key": "", "field": "title", "value": "Other"}}
    editing.edit(actor=mentor, pk=draft.pk, revision=0, edits=[edit, filled(1)])
    address = reverse("schemes:draft_history", args=[draft.pk])
    page = at_desk.get(address).content.decode()
    assert "<del>Sample</del>" in page
    assert "Pasted from a spreadsheet" in page
    assert at_desk.post(address, {"number": "0"})["Location"] == draft.get_absolute_url()
    assert SchemeDraft.objects.get().title == "Sample"
    assert at_desk.post(address, {"number": "99"})["Location"] == address
    assert at_desk.post(address, {"number": "x"}).status_code == 404


def test_pasted_rows_rules_and_comments_are_answered(at_desk: Client, draft: SchemeDraft) -> None:
    target = {"criterion": None, "sub": None}
    pasted = post(at_desk, "draft_paste", {"text": "M\tWorks\t0,5", "columns": None, "target": target, "fresh": "k1"})
    assert pasted.json()["places"][0]["row"]["key"] == "k1-2"
    assert "nothing" in post(at_desk, "draft_paste", {"text": " ", "target": target, "fresh": "k1"}).json()["problem"]
    rule = {"rule": "deduct_from_full", "deduction": "0.1"}
    tried = post(at_desk, "draft_rule", {"calculation": rule, "maximum": "0.50", "observation": "2"}).json()
    assert (tried["mark"], tried["asks"]) == ("0.30", "count")
    assert "0.10" in tried["words"]
    assert tried["how"].startswith("Counted: 2.")
    half_written = post(at_desk, "draft_rule", {"calculation": {"rule": "levels", "highest": "0"}}).json()
    assert "not complete" in half_written["problem"]
    told = post(at_desk, "draft_comments", {"id": str(uuid4()), "row": "", "text": "Look"}, draft.pk).json()
    assert told["comments"][0]["text"] == "Look"


def test_ladders_are_kept_in_the_library_and_found_again(at_desk: Client, draft: SchemeDraft) -> None:
    body = {
        "draft": str(draft.pk),
        "title": "Carrying plates",
        "texts": ["drops", "carries", "serves", "dances"],
        "section": 2,
    }
    assert post(at_desk, "draft_ladders", body).json()["new"]
    assert not post(at_desk, "draft_ladders", body).json()["new"]
    assert DescriptorLadder.objects.get().organisation == draft.organisation
    found = at_desk.get(reverse("schemes:draft_ladders"), {"q": "plates", "section": "2"}).json()["ladders"]
    assert [one["texts"][3] for one in found] == ["dances"]
    assert post(at_desk, "draft_ladders", {**body, "texts": ["", "", "", ""]}).status_code == 422
