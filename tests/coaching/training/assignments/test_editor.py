"""Assignments in the page editor: who may write them, what is said of a wrong one, the preview, and a translation."""

from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client, RequestFactory
from django.urls import reverse
from wagtail.models import Locale
from wagtail_localize.operations import translate_object

from coaching.training.assignments.models import Assignment
from people.groups import ensure_groups, match_groups
from tests.coaching.training.assignments.building import make_assignment, signed_in

pytestmark = pytest.mark.django_db
RICH = (
    '{"blocks": [{"key": "a", "text": "Build it.", "type": "unstyled", "depth": 0, "inlineStyleRanges": [], '
    '"entityRanges": []}], "entityMap": {}}'
)


def form_of(assignment: Assignment, **changed: Any) -> dict[str, Any]:
    """Return the fields of the editor's form for an assignment like this one."""
    fields = {name: getattr(assignment, name) for name in (*Assignment.RULES, "title", "hand_in")}
    plain = {name: value for name, value in fields.items() if value is not None and value is not False}
    return {**plain, "task": RICH, "scheme_version": assignment.scheme_version_id, **changed}


@pytest.fixture
def author(crew: SimpleNamespace) -> Client:
    """A mentor with a door into the page editor."""
    ensure_groups()
    match_groups(crew.leader)
    return signed_in(crew.leader)


def test_a_mentor_writes_an_assignment_and_learns_what_is_wrong_with_it(
    author: Client, one: Assignment, crew: SimpleNamespace
) -> None:
    path = reverse("wagtailsnippets_assignments_assignment:add")
    assert author.get(path).status_code == 200
    refused = author.post(path, form_of(one, title="New", codes="Z9"))
    assert "Z9 is not in the scheme. It has: A1, A2, B1." in refused.content.decode()
    assert author.post(path, form_of(one, title="New", codes="a1")).status_code == 302
    made = Assignment.objects.get(title="New")
    assert (made.codes, made.scheme_version, made.late_policy) == ("a1", one.scheme_version, "mark")
    assert signed_in(crew.dana).get(path).status_code in {302, 403}


def test_mentors_do_not_delete_assignments(author: Client, one: Assignment) -> None:
    path = reverse("wagtailsnippets_assignments_assignment:delete", args=[one.pk])
    author.post(path)
    assert Assignment.objects.filter(pk=one.pk).exists()


def test_the_preview_shows_the_task_and_what_applies(one: Assignment) -> None:
    request = RequestFactory().get("/")
    answer = one.make_preview_request(request, "")
    page = answer.render().content.decode() if hasattr(answer, "render") else answer.content.decode()
    assert "Build it." in page
    assert "Two pictures." in page


def test_a_translation_keeps_every_rule(crew: SimpleNamespace) -> None:
    source = make_assignment(crew.leader, reviewers=2, due_days=5, is_blind=True, codes="A1")
    russian, _created = Locale.objects.get_or_create(language_code="ru")
    translate_object(source, [russian])
    row = Assignment.objects.get(locale=russian)
    assert row.translation_key == source.translation_key
    assert [getattr(row, name) for name in Assignment.RULES] == [getattr(source, name) for name in Assignment.RULES]
    assert row.scheme_version == source.scheme_version
