"""Drafts in the database: who may, what is saved once, what happens when two edit, and how one becomes a version."""

from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied

from championships.marking import Scheme as PlainScheme
from championships.schemes import importing
from championships.schemes.authoring import comments, editing
from championships.schemes.authoring.history import lines_of
from championships.schemes.authoring.rows import EditRefused
from championships.schemes.exchange.writing import write_workbook
from championships.schemes.models import SchemeDraft, SchemeEdit, SchemeVersion
from championships.schemes.stored import scheme_of
from people.models import AuditEntry, Organisation, User

pytestmark = pytest.mark.django_db


@pytest.fixture
def version(sample: PlainScheme, mentor: User, college: Organisation) -> SchemeVersion:
    report = importing.read(write_workbook(sample), "sample.xlsx")
    return importing.apply_import(actor=mentor, report=report, organisation=college)


@pytest.fixture
def draft(mentor: User, college: Organisation) -> SchemeDraft:
    return editing.begin(actor=mentor, title="Sample", organisation=college)


def adding(key: str = "c1") -> dict[str, Any]:
    aspect = {"key": f"{key}-a", "maximum": "1", "description": "Works"}
    sub = {"key": f"{key}-s", "name": "Form", "aspects": [aspect]}
    row = {"key": key, "name": "One", "sub_criteria": [sub]}
    return {"id": str(uuid4()), "command": {"type": "add", "places": [{"parent": "", "at": None, "row": row}]}}


def setting(key: str, field: str, value: object) -> dict[str, Any]:
    return {"id": str(uuid4()), "command": {"type": "set", "key": key, "field": field, "value": value}}


def test_edits_are_made_in_order_and_the_log_knows_who(draft: SchemeDraft, mentor: User, colleague: User) -> None:
    first = editing.edit(actor=mentor, pk=draft.pk, revision=0, edits=[adding(), setting("c1", "name", "Planning")])
    assert (first.draft.revision, len(first.saved)) == (2, 2)
    editing.edit(actor=colleague, pk=draft.pk, revision=2, edits=[setting("c1-a", "maximum", "0,5")])
    edits = list(draft.edits.select_related("actor"))
    assert [(one.number, one.actor, one.where) for one in edits] == [
        (3, colleague, "A1.M1"),
        (2, mentor, "A"),
        (1, mentor, "A"),
    ]
    newest = lines_of(edits)[0]
    assert (newest.who, newest.where, newest.before, newest.after) == (
        "Colleague",
        "A1.M1: maximum mark",
        "1.00",
        "0,5",
    )
    assert SchemeDraft.objects.get(pk=draft.pk).content["criteria"][0]["name"] == "Planning"


def test_an_edit_that_comes_twice_is_made_once(draft: SchemeDraft, mentor: User) -> None:
    one, other = adding(), setting("c1", "name", "Planning")
    editing.edit(actor=mentor, pk=draft.pk, revision=0, edits=[one])
    again = editing.edit(actor=mentor, pk=draft.pk, revision=0, edits=[one, other])
    assert (again.draft.revision, again.saved) == (2, [one["id"], other["id"]])
    assert editing.edit(actor=mentor, pk=draft.pk, revision=0, edits=[one, other]).draft.revision == 2
    assert draft.edits.count() == 2


def test_a_stale_edit_is_told_so_and_changes_nothing(draft: SchemeDraft, mentor: User, colleague: User) -> None:
    editing.edit(actor=mentor, pk=draft.pk, revision=0, edits=[adding()])
    late = setting("", "title", "Other")
    with pytest.raises(editing.Stale, match="meanwhile"):
        editing.edit(actor=colleague, pk=draft.pk, revision=0, edits=[late])
    assert SchemeDraft.objects.get(pk=draft.pk).title == "Sample"
    assert editing.edit(actor=colleague, pk=draft.pk, revision=1, edits=[late]).draft.title == "Other"


def test_an_edit_that_is_refused_keeps_what_stands_before_it(draft: SchemeDraft, mentor: User) -> None:
    edits = [adding(), setting("c1-a", "maximum", "half"), setting("c1", "name", "Planning")]
    outcome = editing.edit(actor=mentor, pk=draft.pk, revision=0, edits=edits)
    assert (outcome.saved, outcome.refused) == ([edits[0]["id"]], edits[1]["id"])
    assert "half" in outcome.message
    assert outcome.draft.revision == 1


def test_no_browser_hands_in_a_whole_draft(draft: SchemeDraft, mentor: User) -> None:
    edit = {"id": str(uuid4()), "command": {"type": "replace", "content": {}}}
    assert editing.edit(actor=mentor, pk=draft.pk, revision=0, edits=[edit]).refused == edit["id"]


def test_drafts_are_for_their_organisation_alone(
    draft: SchemeDraft, mentor: User, colleague: User, stranger: User, student: User
) -> None:
    assert set(editing.visible_drafts(colleague)) == {draft}
    for other in (stranger, student):
        assert not editing.visible_drafts(other).exists()
        with pytest.raises(PermissionDenied):
            editing.edit(actor=other, pk=draft.pk, revision=0, edits=[adding()])
        with pytest.raises(PermissionDenied):
            editing.publish(actor=other, pk=draft.pk, revision=0)
    with pytest.raises(PermissionDenied):
        editing.begin(actor=student, title="Mine")
    with pytest.raises(PermissionDenied):
        editing.discard(actor=colleague, pk=draft.pk)
    editing.discard(actor=mentor, pk=draft.pk)
    assert AuditEntry.objects.filter(action="scheme.draft_discarded", actor=mentor).exists()


def test_an_edit_of_somebody_else_is_not_taken_for_ones_own(draft: SchemeDraft, mentor: User, colleague: User) -> None:
    edit = adding()
    editing.edit(actor=mentor, pk=draft.pk, revision=0, edits=[edit])
    with pytest.raises(PermissionDenied):
        editing.edit(actor=colleague, pk=draft.pk, revision=1, edits=[edit])


def test_a_draft_becomes_the_first_version_of_a_scheme(draft: SchemeDraft, mentor: User, college: Organisation) -> None:
    with pytest.raises(editing.NotReady, match="no aspects"):
        editing.publish(actor=mentor, pk=draft.pk, revision=0)
    editing.edit(actor=mentor, pk=draft.pk, revision=0, edits=[adding()])
    with pytest.raises(editing.Stale):
        editing.publish(actor=mentor, pk=draft.pk, revision=0)
    version = editing.publish(actor=mentor, pk=draft.pk, revision=1)
    assert (version.number, str(version.total), version.scheme.title) == (1, "1.00", "Sample")
    assert version.scheme.organisation == college
    assert version.warnings
    assert [one.code for one in scheme_of(version).aspects] == ["A1.M1"]
    assert AuditEntry.objects.filter(action="scheme.built", actor=mentor).exists()
    with pytest.raises(editing.DraftClosed):
        editing.edit(actor=mentor, pk=draft.pk, revision=1, edits=[adding("c2")])


def test_a_version_is_edited_as_a_draft_and_becomes_the_next_one(version: SchemeVersion, colleague: User) -> None:
    draft = editing.begin(actor=colleague, version=version)
    assert draft.organisation == version.scheme.organisation
    key = draft.content["criteria"][0]["sub_criteria"][0]["aspects"][0]["key"]
    editing.edit(actor=colleague, pk=draft.pk, revision=0, edits=[setting(key, "description", "Another item")])
    made = editing.publish(actor=colleague, pk=draft.pk, revision=1)
    assert (made.scheme, made.number) == (version.scheme, 2)
    assert next(scheme_of(made).aspects).description == "Another item"
    assert next(scheme_of(version).aspects).description == "Item 1"


def test_a_copy_becomes_a_scheme_of_its_own(version: SchemeVersion, mentor: User, stranger: User) -> None:
    draft = editing.begin(actor=mentor, title="Copy", version=version, as_copy=True)
    made = editing.publish(actor=mentor, pk=draft.pk, revision=0)
    assert made.scheme != version.scheme
    assert made.number == 1
    with pytest.raises(PermissionDenied):
        editing.begin(actor=stranger, title="Copy", version=version, as_copy=True)


def test_a_draft_goes_back_to_an_earlier_state_and_forth_again(draft: SchemeDraft, mentor: User) -> None:
    editing.edit(actor=mentor, pk=draft.pk, revision=0, edits=[adding(), setting("c1", "name", "Planning")])
    late = SchemeDraft.objects.get(pk=draft.pk).content
    assert editing.restore(actor=mentor, pk=draft.pk, number=0).content["criteria"] == []
    assert editing.restore(actor=mentor, pk=draft.pk, number=2).content == late
    assert "content" not in SchemeEdit.objects.get(draft=draft, number=3).command
    with pytest.raises(EditRefused):
        editing.restore(actor=mentor, pk=draft.pk, number=9)


def test_comments_stay_with_their_row_and_are_resolved(draft: SchemeDraft, mentor: User, colleague: User) -> None:
    editing.edit(actor=mentor, pk=draft.pk, revision=0, edits=[adding(), adding("c2")])
    key = uuid4()
    for _twice in range(2):
        comments.comment(actor=colleague, pk=draft.pk, key=key, row_key="c2-a", text=" Too easy? ")
    editing.edit(
        actor=mentor,
        pk=draft.pk,
        revision=2,
        edits=[{"id": str(uuid4()), "command": {"type": "move", "key": "c2", "parent": "", "at": 0}}],
    )
    comments.resolve(actor=mentor, pk=draft.pk, key=key, resolved=True)
    (told,) = comments.comments_of(draft)
    assert (told["row"], told["author"], told["text"], told["resolved_by"]) == (
        "c2-a",
        "Colleague",
        "Too easy?",
        "Mentor",
    )
    comments.resolve(actor=colleague, pk=draft.pk, key=key, resolved=False)
    assert not comments.comments_of(draft)[0]["resolved"]
    with pytest.raises(EditRefused):
        comments.comment(actor=mentor, pk=draft.pk, key=uuid4(), row_key="c2-a", text="  ")
