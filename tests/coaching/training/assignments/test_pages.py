"""Every role at every address, private files, no-JavaScript forms, and not a byte of marks before the release."""

import json
from collections.abc import Iterator
from io import BytesIO
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from coaching.training import admission
from coaching.training.assignments.blocks import AssignmentBlock
from coaching.training.assignments.desk_panel import make_panel
from coaching.training.assignments.handing_in import begin_again
from coaching.training.assignments.models import Assignment, Review, ReviewMark, Submission
from coaching.training.assignments.reading_marks import Told
from coaching.training.assignments.releasing import release, return_work
from people.models import Role, User
from tests.coaching.training.assignments.building import (
    SECRET_PLACE,
    fresh,
    give,
    given_to,
    handed_in,
    person,
    picture,
    signed_in,
    write,
)

pytestmark = pytest.mark.django_db
SECRETS = (b"Sloppy joints", b"Sloppy on the whole", b"4.67", b"77.83")


def upload(content: bytes, name: str = "a.jpg") -> BytesIO:
    """Return a file for a test's request."""
    file = BytesIO(content)
    file.name = name
    return file


@pytest.fixture
def place(one: Assignment, crew: SimpleNamespace) -> SimpleNamespace:
    """Dana's work with a picture, marked and not released."""
    work = handed_in(one, crew.dana, pictures=1)
    [review] = given_to(crew.leader, one, work, crew.marker)
    give(one, review, A1_J1=Told(score="1", comment="Sloppy joints"))
    Review.objects.update(comment="Sloppy on the whole")
    return SimpleNamespace(key=one.translation_key, work=work, review=review, file=work.files.get())


def everybody(crew: SimpleNamespace) -> dict[str, Client]:
    """Return a client for each kind of reader."""
    admin = User.objects.create_superuser("admin@podium.example", "secret")
    return {
        name: signed_in(user)
        for name, user in {
            "nobody": None,
            "learner": crew.dana,
            "other learner": crew.timur,
            "leader": crew.leader,
            "marker": crew.marker,
            "other marker": crew.second,
            "stranger": crew.stranger,
            "organiser": person("Dina", Role.ORGANISER),
            "admin": admin,
        }.items()
    }


#                          nobody learner other leader marker other-marker stranger organiser admin
EXPECTED = {
    "list":               (302, 200, 200, 200, 200, 200, 200, 200, 200),
    "queue":              (302, 403, 403, 200, 200, 200, 200, 403, 200),
    "review":             (302, 403, 403, 404, 200, 404, 404, 403, 404),
    "save":               (405, 405, 405, 405, 405, 405, 405, 405, 405),
    "reallocate":         (405, 405, 405, 405, 405, 405, 405, 405, 405),
    "reopen":             (405, 405, 405, 405, 405, 405, 405, 405, 405),
    "file":               (404, 200, 404, 200, 200, 404, 404, 200, 200),
    "remove_file":        (405, 405, 405, 405, 405, 405, 405, 405, 405),
    "submission":         (302, 403, 403, 200, 403, 403, 404, 200, 200),
    "return":             (405, 405, 405, 405, 405, 405, 405, 405, 405),
    "allocate":           (405, 405, 405, 405, 405, 405, 405, 405, 405),
    "work":               (302, 200, 200, 200, 200, 200, 200, 200, 200),
    "draft":              (405, 405, 405, 405, 405, 405, 405, 405, 405),
    "add_file":           (405, 405, 405, 405, 405, 405, 405, 405, 405),
    "again":              (405, 405, 405, 405, 405, 405, 405, 405, 405),
    "overview":           (302, 403, 403, 200, 403, 403, 200, 200, 200),
    "allocate_evenly":    (405, 405, 405, 405, 405, 405, 405, 405, 405),
    "release":            (302, 403, 403, 200, 403, 403, 200, 200, 200),
    "workbook":           (302, 403, 403, 200, 403, 403, 200, 200, 200),
}  # fmt: skip

POSTED = {
    "save":               (302, 403, 403, 404, 422, 404, 404, 403, 404),
    "reopen":             (302, 403, 403, 302, 403, 403, 404, 302, 302),
    "reallocate":         (302, 403, 403, 302, 403, 403, 404, 302, 302),
    "remove_file":        (302, 422, 404, 404, 404, 404, 404, 404, 404),
    "allocate":           (302, 403, 403, 302, 403, 403, 404, 302, 302),
    "return":             (302, 404, 404, 302, 302, 404, 404, 302, 302),
    "draft":              (302, 422, 200, 200, 200, 200, 200, 200, 200),
    "allocate_evenly":    (302, 403, 403, 302, 403, 403, 302, 302, 302),
}  # fmt: skip


def address(name: str, place: SimpleNamespace) -> str:
    """Return the address of a view for the work of this test."""
    of_work = {"submission": place.work.pk, "return": place.work.pk, "allocate": place.work.pk}
    of_review = dict.fromkeys(("review", "save", "reallocate", "reopen"), place.review.pk)
    of_file = dict.fromkeys(("file", "remove_file"), place.file.pk)
    known = {**of_work, **of_review, **of_file, "list": None, "queue": None}
    argument = known.get(name, place.key)
    return reverse(f"assignments:{name}", args=[] if argument is None else [argument])


def test_every_role_at_every_address(place: SimpleNamespace, crew: SimpleNamespace) -> None:
    clients = everybody(crew)
    found = {
        name: tuple(client.get(address(name, place)).status_code for client in clients.values()) for name in EXPECTED
    }
    assert found == EXPECTED


def test_every_role_posting_at_every_address(place: SimpleNamespace, crew: SimpleNamespace) -> None:
    clients = everybody(crew)
    found = {
        name: tuple(client.post(address(name, place), {"text": "x"}).status_code for client in clients.values())
        for name in POSTED
    }
    assert found == POSTED
    assert fresh(place.work).state == "marking"
    assert Review.objects.count() == 1


def test_nothing_is_where_nothing_is(crew: SimpleNamespace) -> None:
    client, key = signed_in(crew.leader), uuid4()
    for name in ("work", "overview", "release", "workbook", "submission", "review", "file"):
        assert client.get(reverse(f"assignments:{name}", args=[key])).status_code == 404, name


# Before the release ------------------------------------------------------------------------------------------------


def bytes_of(client: Client, place: SimpleNamespace) -> Iterator[bytes]:
    """Yield all that a learner is sent anywhere about the work."""
    for path in (address("work", place), f"{address('work', place)}?version=1", address("list", place), "/en/desk/"):
        answer = client.get(path)
        yield answer.content + str(answer.headers).encode()
    yield client.post(address("draft", place), {"text": "x"}).content
    yield client.post(address("again", place), follow=True).content


def test_not_a_byte_of_marks_or_comments_reaches_a_learner_before_the_release(
    one: Assignment, place: SimpleNamespace, crew: SimpleNamespace
) -> None:
    client = signed_in(crew.dana)
    for sent in bytes_of(client, place):
        assert not [secret for secret in SECRETS if secret in sent]
    release(leader=crew.leader, assignment=one)
    page = client.get(address("work", place)).content
    assert all(secret in page for secret in SECRETS)
    assert b"Botagoz" not in page


def test_a_returned_work_tells_comments_and_not_a_byte_of_marks(
    one: Assignment, place: SimpleNamespace, crew: SimpleNamespace
) -> None:
    return_work(actor=crew.leader, assignment=one, submission_id=place.work.pk, reason="Do the joints anew.")
    page = signed_in(crew.dana).get(address("work", place)).content
    assert b"Do the joints anew." in page
    assert [secret in page for secret in SECRETS] == [True, True, False, False]


def test_markers_who_see_no_names_are_sent_none(one: Assignment, place: SimpleNamespace, crew: SimpleNamespace) -> None:
    Assignment.objects.update(is_blind=True)
    client = signed_in(crew.marker)
    for path in (address("queue", place), address("review", place)):
        page = client.get(path).content
        assert b"Dana" not in page
        assert place.work.alias.encode() in page
    assert "dana" not in str(client.get(address("file", place)).headers).lower()


def test_who_leads_and_still_marks_does_not_see_what_the_other_marker_gave(
    two: Assignment, crew: SimpleNamespace
) -> None:
    work = handed_in(two, crew.dana)
    mine, other = given_to(crew.leader, two, work, crew.leader, crew.second)
    give(two, other, A1_J1=Told(score="1"))
    client = signed_in(crew.leader)
    paths = (
        reverse("assignments:overview", args=[two.translation_key]),
        reverse("assignments:submission", args=[work.pk]),
    )
    assert not [path for path in paths if b"77.83" in client.get(path).content]
    give(two, mine)
    assert all(b"77.83" in client.get(path).content for path in paths)


# Files -------------------------------------------------------------------------------------------------------------


def test_a_file_is_nothing_but_what_it_is(place: SimpleNamespace, crew: SimpleNamespace) -> None:
    answer = signed_in(crew.dana).get(address("file", place))
    assert (answer["Content-Type"], answer["X-Content-Type-Options"]) == ("image/jpeg", "nosniff")
    assert "sandbox" in answer["Content-Security-Policy"]
    assert "no-store" in answer["Cache-Control"]
    assert SECRET_PLACE.encode() not in answer.content
    assert Client().get(f"/media/{place.file.file.name}").status_code == 404
    part = signed_in(crew.marker).get(address("file", place), headers={"Range": "bytes=0-1"})
    assert (part.status_code, part.content) == (206, b"\xff\xd8")


def test_a_draft_is_its_learners_alone(one: Assignment, crew: SimpleNamespace, place: SimpleNamespace) -> None:
    return_work(actor=crew.leader, assignment=one, submission_id=place.work.pk, reason="Once more.")
    draft = begin_again(user=crew.dana, assignment=one)
    path = reverse("assignments:file", args=[draft.files.get().pk])
    assert signed_in(crew.dana).get(path).status_code == 200
    for user in (crew.leader, crew.marker, crew.timur):
        assert signed_in(user).get(path).status_code == 404
    page = signed_in(crew.leader).get(reverse("assignments:submission", args=[draft.pk])).content
    assert b"It works." not in page


def test_documents_are_saved_and_never_shown(one: Assignment, crew: SimpleNamespace) -> None:
    client = signed_in(crew.dana)
    path = reverse("assignments:add_file", args=[one.translation_key])
    sent = {"id": str(uuid4()), "name": "plan.pdf", "file": upload(b"%PDF-1.7\n<script>", "plan.pdf")}
    answer = client.post(path, sent)
    assert (answer.status_code, answer.json()["file"]["kind"]) == (201, "document")
    shown = client.get(answer.json()["file"]["url"])
    assert shown["Content-Disposition"].startswith("attachment; ")
    again = client.post(path, {**sent, "file": upload(b"%PDF-1.7\n<script>")})
    assert again.json()["file"]["id"] == answer.json()["file"]["id"]
    refused = client.post(path, {"id": str(uuid4()), "name": "a.exe", "file": upload(b"MZ\x90")})
    assert (refused.status_code, refused.json()["error"]["code"]) == (422, "file_unknown")
    assert client.post(path, {"id": "x", "file": upload(picture())}).json()["error"]["code"] == "file_id_used"
    assert client.post(path, {"id": str(uuid4())}).json()["error"]["code"] == "file_missing"


# Without JavaScript ------------------------------------------------------------------------------------------------


def test_a_learner_hands_in_with_one_form_and_learns_of_each_file(one: Assignment, crew: SimpleNamespace) -> None:
    client, path = signed_in(crew.dana), one.get_absolute_url()
    files = [upload(picture(), "front.jpg"), upload(b"MZ\x90", "virus.exe")]
    answer = client.post(path, {"text": "My words", "act": "hand_in", "files": files})
    assert answer.status_code == 422
    assert b"virus.exe" in answer.content
    work = Submission.objects.get()
    assert (work.state, work.text, [file.name for file in work.files.all()]) == ("draft", "My words", ["front.jpg"])
    answer = client.post(path, {"text": "My words", "act": "hand_in"}, follow=True)
    assert b"Handed in." in answer.content
    assert fresh(work).state == "handed_in"


def test_a_marker_marks_with_one_form(one: Assignment, crew: SimpleNamespace) -> None:
    [review] = given_to(crew.leader, one, handed_in(one, crew.dana), crew.marker)
    client, path = signed_in(crew.marker), reverse("assignments:review", args=[review.pk])
    fields = {"score:A1.J1": "2", "observation:A2.M1": "many", "observation:A1.M1": "true", "overall": "Good."}
    answer = client.post(path, {**fields, "act": "submit"})
    assert (answer.status_code, ReviewMark.objects.count()) == (422, 2)
    assert b'href="#aspect-A2.M1"' in answer.content
    fields |= {"observation:A2.M1": "1", "score:B1.J1": "3"}
    answer = client.post(path, {**fields, "act": "submit"})
    assert b"Not marked yet: B1.M1." in answer.content
    answer = client.post(path, {**fields, "observation:B1.M1": "1200", "act": "submit"}, follow=True)
    assert b"The marks are given." in answer.content
    assert Review.objects.get().state == "submitted"


def test_a_sheet_is_kept_field_by_field(one: Assignment, crew: SimpleNamespace) -> None:
    [review] = given_to(crew.leader, one, handed_in(one, crew.dana), crew.marker)
    client, path = signed_in(crew.marker), reverse("assignments:save", args=[review.pk])
    answer = client.post(path, {"score:A1.J1": "2", "comment:A1.J1": "Nearly"}).json()
    assert (answer["ok"], answer["total"], answer["marked"]) == (True, "1.33", 1)
    answer = client.post(path, {"observation:A2.M1": "many"}).json()
    assert (answer["ok"], list(answer["errors"])) == (False, ["A2.M1"])
    assert client.post(path, {"overall": "Good."}).json()["ok"]
    assert Review.objects.get().comment == "Good."


# Languages, gates, panels, blocks ----------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["ru", "kk"])
def test_pages_stand_in_every_language(place: SimpleNamespace, crew: SimpleNamespace, language: str) -> None:
    for user, name in ((crew.dana, "work"), (crew.marker, "review"), (crew.leader, "overview")):
        answer = signed_in(user).get(address(name, place).replace("/en/", f"/{language}/"))
        assert f'lang="{language}"' in answer.content.decode()


def test_a_closed_assignment_says_why_and_leads_on(
    place: SimpleNamespace, crew: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed = admission.Admission(is_open=False, reason="First lesson 1.", way_on="/en/training/")
    monkeypatch.setattr(admission, "_gates", [lambda _reader, _subject: closed])
    client = signed_in(crew.dana)
    for name in ("work", "file"):
        assert client.get(address(name, place)).status_code == {"work": 403, "file": 404}[name]
    for name in ("draft", "add_file", "again", "work"):
        assert client.post(address(name, place)).status_code == 403
    page = client.get(address("work", place)).content
    assert b"First lesson 1." in page
    assert b'href="/en/training/"' in page
    assert signed_in(crew.marker).get(address("review", place)).status_code == 200


def test_the_desk_shows_what_waits_and_what_came_back(
    one: Assignment, place: SimpleNamespace, crew: SimpleNamespace
) -> None:
    def panel(user: User) -> Any:
        request = RequestFactory().get("/en/desk/")
        request.user = user
        return make_panel(request)

    assert panel(crew.timur) is None
    assert [entry.badge for entry in panel(crew.dana).entries] == ["Being marked"]
    given_to(crew.leader, one, handed_in(one, crew.timur), crew.second)
    assert panel(crew.second).entries[0].title == "1 work to mark"
    return_work(actor=crew.leader, assignment=one, submission_id=place.work.pk, reason="Once more.")
    assert [(entry.badge, entry.tone) for entry in panel(crew.dana).entries] == [("Returned", "warning")]


def test_the_block_is_a_card_that_knows_its_reader(one: Assignment, crew: SimpleNamespace) -> None:
    block = AssignmentBlock()
    request = RequestFactory().get("/")
    request.user = crew.dana
    value = block.normalize({"assignment": one})
    assert "Begin" in block.render(value, context={"request": request})
    handed_in(one, crew.dana)
    card = block.render(value, context={"request": request})
    assert "Handed in" in card
    assert one.get_absolute_url() in card
    assert "A form that checks" in block.render(block.get_preview_value())
    assert json.dumps(block.get_prep_value(value)) == json.dumps({"assignment": one.pk})


def test_pages_ask_the_same_number_of_questions_for_little_and_for_much(one: Assignment, crew: SimpleNamespace) -> None:
    def asked(user: User, name: str, *arguments: Any) -> int:
        client = signed_in(user)
        with CaptureQueriesContext(connection) as caught:
            assert client.get(reverse(f"assignments:{name}", args=arguments)).status_code == 200
        return len(caught)

    def counts() -> dict[str, int]:
        return {
            "list": asked(crew.leader, "list"),
            "queue": asked(crew.marker, "queue"),
            "overview": asked(crew.leader, "overview", one.translation_key),
            "release": asked(crew.leader, "release", one.translation_key),
            "work": asked(crew.dana, "work", one.translation_key),
            "review": asked(crew.marker, "review", review.pk),
        }

    [review] = given_to(crew.leader, one, handed_in(one, crew.dana, pictures=1), crew.marker)
    few = counts()
    for number in range(8):
        [other] = given_to(crew.leader, one, handed_in(one, person(f"Learner{number}"), pictures=2), crew.marker)
        write(other, {"A1.J1": Told(score="1", comment="x")})
    write(review, {"A1.J1": Told(score="1", comment="x"), "B1.J1": Told(score="1")})
    assert counts() == few
    assert max(few.values()) <= 25, few
