"""What learners do: drafts, files, handing in and beginning again; what is refused leaves nothing half done."""

import datetime as dt
from pathlib import Path
from types import SimpleNamespace
from uuid import uuid4

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone
from pytest_django import Settings

from coaching.training import admission
from coaching.training.assignments import learners
from coaching.training.assignments.due import LatePolicy
from coaching.training.assignments.file_kinds import clean_name, kind_of
from coaching.training.assignments.finding import latest_of
from coaching.training.assignments.handing_in import add_file, begin_again, hand_in, remove_file, save_draft
from coaching.training.assignments.models import Assignment, Submission, SubmissionFile, WorkEvent
from coaching.training.assignments.refusals import WorkRefused
from coaching.training.assignments.releasing import return_work
from people.models import AuditEntry
from tests.coaching.training.assignments.building import SECRET_PLACE, fresh, given_to, handed_in, packed, picture

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7\n"
WEBM = b"\x1a\x45\xdf\xa3\x9fB\x86\x81\x01B\xf7\x81\x01B\xf2\x81\x04B\xf3\x81\x08B\x82\x84webm" + b"\0" * 64


def stored(folder: Path) -> list[Path]:
    """Return every file below the folder of uploads."""
    return [path for path in folder.rglob("*") if path.is_file()]


def add(one: Assignment, crew: SimpleNamespace, content: bytes, name: str = "a.jpg") -> SubmissionFile:
    """Add a file to Dana's draft."""
    return add_file(user=crew.dana, assignment=one, file_id=uuid4(), name=name, content=content)


def test_a_draft_is_begun_once_and_kept(one: Assignment, crew: SimpleNamespace) -> None:
    save_draft(user=crew.dana, assignment=one, text=" First\r\nline ")
    draft = save_draft(user=crew.dana, assignment=one, text="Second")
    assert (draft.number, draft.text, draft.state, draft.handed_in_at) == (1, "Second", "draft", None)
    assert [event.kind for event in WorkEvent.objects.all()] == ["begun"]
    assert latest_of(crew.timur, one.translation_key) is None


def test_what_is_handed_in_keeps_its_rubric_and_never_changes(one: Assignment, crew: SimpleNamespace) -> None:
    work = handed_in(one, crew.dana, pictures=1)
    assert (work.state, work.scheme_version, work.codes, work.is_late) == ("handed_in", one.scheme_version, "", False)
    assert hand_in(user=crew.dana, assignment=one) == work
    assert WorkEvent.objects.filter(kind="handed_in").count() == 1
    assert AuditEntry.objects.filter(action="assignment.handed_in", actor=crew.dana).count() == 1
    with pytest.raises(WorkRefused, match="not_a_draft"):
        save_draft(user=crew.dana, assignment=one, text="Better")
    with pytest.raises(WorkRefused, match="not_a_draft"):
        add(one, crew, picture())
    with pytest.raises(WorkRefused, match="not_a_draft"):
        remove_file(user=crew.dana, file_id=work.files.get().pk)
    with pytest.raises(WorkRefused, match="no_further_version"):
        begin_again(user=crew.dana, assignment=one)


def test_nothing_and_too_little_are_refused(one: Assignment, crew: SimpleNamespace) -> None:
    with pytest.raises(WorkRefused, match="nothing_to_hand_in"):
        hand_in(user=crew.dana, assignment=one)
    save_draft(user=crew.dana, assignment=one, text="")
    with pytest.raises(WorkRefused, match="nothing_to_hand_in"):
        hand_in(user=crew.dana, assignment=one)
    one.fewest_files = 2
    save_draft(user=crew.dana, assignment=one, text="Words")
    add(one, crew, picture())
    with pytest.raises(WorkRefused) as refused:
        hand_in(user=crew.dana, assignment=one)
    assert refused.value.message == "Add at least 2 files; there are 1."
    assert fresh(latest_of(crew.dana, one.translation_key) or uuid4()).state == "draft"


@pytest.mark.parametrize(("text", "code"), [("x" * 20_001, "text_too_long"), ("a\u202eb", "text_unreadable")])
def test_texts_that_cannot_be_kept_are_refused(one: Assignment, crew: SimpleNamespace, text: str, code: str) -> None:
    with pytest.raises(WorkRefused, match=code):
        save_draft(user=crew.dana, assignment=one, text=text)
    assert not Submission.objects.exists()


def test_a_closed_assignment_is_closed_to_every_command(
    one: Assignment, crew: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    work = handed_in(one, crew.dana, pictures=1)
    return_work(actor=crew.leader, assignment=one, submission_id=work.pk, reason="Once more.")
    file = begin_again(user=crew.dana, assignment=one).files.get()
    asked = []

    def gate(reader: admission.Reader, subject: admission.Subject) -> admission.Admission:
        asked.append(subject)
        return admission.Admission(is_open=False, reason="First lesson 1.")

    monkeypatch.setattr(admission, "_gates", [gate])
    for act in (
        lambda: save_draft(user=crew.dana, assignment=one, text="x"),
        lambda: add(one, crew, picture()),
        lambda: remove_file(user=crew.dana, file_id=file.pk),
        lambda: hand_in(user=crew.dana, assignment=one),
        lambda: begin_again(user=crew.dana, assignment=one),
    ):
        with pytest.raises(WorkRefused) as refused:
            act()
        assert refused.value.message == "First lesson 1."
    assert set(asked) == {admission.Subject(admission.Kind.ASSIGNMENT, one.translation_key)}


# Late work --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("policy", "is_late"), [(LatePolicy.ACCEPT, False), (LatePolicy.MARK, True), (LatePolicy.REFUSE, None)]
)
def test_late_work_is_what_the_policy_says(
    one: Assignment, crew: SimpleNamespace, policy: str, is_late: bool | None
) -> None:
    one.due_at, one.late_policy = timezone.now() - dt.timedelta(minutes=1), policy
    if is_late is not None:
        assert handed_in(one, crew.dana).is_late is is_late
        return
    with pytest.raises(WorkRefused, match="too_late"):
        handed_in(one, crew.dana)
    # The draft is kept; it is only not handed in.
    assert Submission.objects.get().text == "It works."


def test_what_came_back_is_never_late(one: Assignment, crew: SimpleNamespace) -> None:
    work = handed_in(one, crew.dana)
    return_work(actor=crew.leader, assignment=one, submission_id=work.pk, reason="Once more.")
    one.due_at, one.late_policy = timezone.now() - dt.timedelta(days=1), LatePolicy.REFUSE
    begin_again(user=crew.dana, assignment=one)
    assert not hand_in(user=crew.dana, assignment=one).is_late


def test_days_count_from_the_cohort_else_from_the_first_draft(
    one: Assignment, crew: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    one.due_days = 3
    assert not handed_in(one, crew.timur).is_late
    begins_at = timezone.now() - dt.timedelta(days=4)
    source = lambda _key, user: [learners.Expected(user, begins_at=begins_at)]  # noqa: E731
    monkeypatch.setattr(learners, "_sources", [source])
    assert handed_in(one, crew.dana).is_late


# Files ------------------------------------------------------------------------------------------------------------


def test_a_picture_is_written_anew_and_kept_once(one: Assignment, crew: SimpleNamespace, settings: Settings) -> None:
    same = uuid4()
    for _ in range(2):
        file = add_file(
            user=crew.dana, assignment=one, file_id=same, name="C:\\me\\holiday.exe", content=picture("PNG")
        )
    assert (file.kind, file.content_type, file.name, file.ending) == ("picture", "image/jpeg", "holiday.exe", "jpg")
    [path] = stored(Path(settings.MEDIA_ROOT))
    assert SECRET_PLACE.encode() not in path.read_bytes()
    assert path.relative_to(settings.MEDIA_ROOT).parts[0] == "assignments"
    with pytest.raises(WorkRefused, match="file_id_used"):
        add_file(user=crew.timur, assignment=one, file_id=same, name="a.jpg", content=picture())
    assert stored(Path(settings.MEDIA_ROOT)) == [path]


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (PDF, ("document", "application/pdf", "pdf")),
        (packed(**{"[Content_Types]_dot_xml": b"", "word__document_dot_xml": b""}), ("document", None, "docx")),
        (packed(**{"[Content_Types]_dot_xml": b"", "xl__workbook_dot_xml": b""}), ("document", None, "xlsx")),
        (packed(mimetype=b"application/vnd.oasis.opendocument.text"), ("document", None, "odt")),
        (packed(notes_dot_txt=b"x"), ("archive", "application/zip", "zip")),
        (WEBM, ("video", "video/webm", "webm")),
        (b"\0\0\0\x18ftypM4A ", ("sound", "audio/mp4", "m4a")),
        (b"\0\0\0\x18ftypisom", ("video", "video/mp4", "mp4")),
        (b"OggS\0", ("sound", "audio/ogg", "ogg")),
        (picture("WEBP"), ("picture", "image/jpeg", "jpg")),
    ],
)
def test_a_file_is_told_from_its_content(content: bytes, kind: tuple[str, str | None, str]) -> None:
    found = kind_of(content)
    assert found is not None
    assert (found[0], found[2]) == (kind[0], kind[2])
    assert kind[1] in {None, found[1]}


def test_what_is_nothing_of_that_is_nothing() -> None:
    for content in (
        b"MZ\x90\0",
        b"<svg onload=alert(1)>",
        b"<!doctype html>",
        b"#!/bin/sh",
        b"PK\x03\x04 broken",
        b"GIF89a",
    ):
        assert kind_of(content) is None
    with pytest.raises(WorkRefused, match="office_macros"):
        kind_of(
            packed(**{"[Content_Types]_dot_xml": b"", "word__vbaProject_dot_bin": b"", "word__document_dot_xml": b""})
        )


def test_refused_files_say_why_and_leave_nothing(one: Assignment, crew: SimpleNamespace, settings: Settings) -> None:
    one.largest_megabytes = 1
    for content, code in (
        (b"", "file_empty"),
        (PDF + b"\0" * 1024 * 1024, "file_too_big"),
        (b"MZ\x90\0", "file_unknown"),
        (WEBM, "file_kind_refused"),
        (b"\xff\xd8\xff\xe0 broken", "picture_unreadable"),
        (picture("PNG", (8000, 8000)), "picture_unreadable"),
    ):
        with pytest.raises(WorkRefused, match=code) as refused:
            add(one, crew, content)
        assert refused.value.message
    assert not SubmissionFile.objects.exists()
    assert not stored(Path(settings.MEDIA_ROOT))


def test_only_so_many_files_and_a_refused_one_is_not_left_on_the_disk(
    one: Assignment, crew: SimpleNamespace, settings: Settings
) -> None:
    one.most_files = 1
    add(one, crew, picture())
    with pytest.raises(WorkRefused, match="too_many_files"):
        add(one, crew, picture())
    assert len(stored(Path(settings.MEDIA_ROOT))) == 1


def test_a_failure_after_the_file_was_written_leaves_no_file(
    one: Assignment, crew: SimpleNamespace, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise OSError

    monkeypatch.setattr(SubmissionFile, "save", broken)
    with pytest.raises(OSError):  # noqa: PT011 -- raised right here
        add(one, crew, picture())
    assert not stored(Path(settings.MEDIA_ROOT))
    assert not Submission.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_the_next_version_takes_text_and_files_over_and_a_file_goes_with_its_last_version(
    one: Assignment, crew: SimpleNamespace, settings: Settings
) -> None:
    work = handed_in(one, crew.dana, pictures=2)
    return_work(actor=crew.leader, assignment=one, submission_id=work.pk, reason="Once more.")
    draft = begin_again(user=crew.dana, assignment=one)
    assert begin_again(user=crew.dana, assignment=one) == draft
    assert (draft.number, draft.text, draft.files.count()) == (2, "It works.", 2)
    folder = Path(settings.MEDIA_ROOT)
    for file in draft.files.all():
        remove_file(user=crew.dana, file_id=file.pk)
    assert (work.files.count(), len(stored(folder))) == (2, 2)
    new = add(one, crew, picture())
    assert len(stored(folder)) == 3
    remove_file(user=crew.dana, file_id=new.pk)
    assert len(stored(folder)) == 2
    with pytest.raises(WorkRefused, match="not_yours"):
        remove_file(user=crew.timur, file_id=work.files.earliest("pk").pk)


def test_names_of_files_are_made_readable() -> None:
    assert clean_name("../../etc/passwd") == "passwd"
    assert clean_name("a\u202egpj.exe") == ""
    assert clean_name("  Моя   работа.pdf ") == "Моя работа.pdf"
    assert len(clean_name("ж" * 300 + ".pdf")) <= 120
    assert clean_name("ж" * 300 + ".pdf").endswith("….pdf")


def test_the_database_keeps_the_history_as_it_is(one: Assignment, crew: SimpleNamespace) -> None:
    work = handed_in(one, crew.dana)
    given_to(crew.leader, one, work, crew.marker)
    kinds = ["begun", "handed_in", "allocated"]
    assert [event.kind for event in work.events.all()] == kinds
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        WorkEvent.objects.update(reason="Something else")
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        WorkEvent.objects.all().delete()
    assert [event.kind for event in work.events.all()] == kinds
