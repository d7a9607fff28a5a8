"""What learners do: keep a draft, add and remove files, hand in, begin again."""

from collections.abc import Callable
from uuid import UUID

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from coaching.training.assignments.access import refuse_unless_admitted
from coaching.training.assignments.due import Lateness, lateness
from coaching.training.assignments.file_kinds import CleanFile, clean_file, clean_name
from coaching.training.assignments.finding import due_for
from coaching.training.assignments.models import Assignment, EventKind, Submission, SubmissionFile
from coaching.training.assignments.refusals import WorkRefused
from coaching.training.assignments.states import State, may_begin_version
from coaching.training.assignments.telling import move, tell
from people import audit
from people.models import User
from people.names import is_readable

LONGEST_TEXT = 20_000


@transaction.atomic
def save_draft(*, user: User, assignment: Assignment, text: str) -> Submission:
    """Keep the text of a learner's draft and return it; the first draft is begun by it.

    Raises:
        WorkRefused: `closed`, `not_a_draft`, `text_too_long`, `text_unreadable`, `text_not_taken`.
    """
    words = _checked_text(text, assignment)
    draft = _draft(user, assignment)
    draft.text = words
    draft.save(update_fields=["text", "saved_at"])
    return draft


def add_file(*, user: User, assignment: Assignment, file_id: UUID, name: str, content: bytes) -> SubmissionFile:
    """Add a file to a learner's draft and return it; the first draft is begun by it.

    The browser makes the id: the same one again, after an answer that was lost, gives the same answer.

    Raises:
        WorkRefused: `closed`, `not_a_draft`, `too_many_files`, `file_id_used`, or as `clean_file`.
    """
    # Before it costs anything, and decoded before anything is locked: a large picture takes a moment.
    refuse_unless_admitted(user, assignment.translation_key)
    clean = clean_file(content, assignment)
    kept: list[SubmissionFile] = []
    try:
        with transaction.atomic():
            return _added(user, assignment, file_id, lambda draft: _keep(kept, draft, file_id, name, clean))
    except BaseException:
        for file in kept:
            file.file.delete(save=False)
        raise


@transaction.atomic
def remove_file(*, user: User, file_id: UUID) -> Submission:
    """Take a file out of the learner's own draft, and return the draft.

    Raises:
        WorkRefused: `not_yours`, `closed`, `not_a_draft`.
    """
    file = SubmissionFile.objects.select_related("submission").filter(pk=file_id, submission__user=user).first()
    if file is None:
        raise WorkRefused("not_yours")
    refuse_unless_admitted(user, file.submission.assignment_key)
    draft = Submission.objects.select_for_update().get(pk=file.submission_id)
    if draft.state != State.DRAFT:
        raise WorkRefused("not_a_draft")
    stored, storage = file.file.name, file.file.storage
    file.delete()
    audit.record(actor=user, action="assignment.file_removed", subject=draft, data={"name": file.name})
    # Another version of the work may keep the same file.
    if not SubmissionFile.objects.filter(file=stored).exists():
        transaction.on_commit(lambda: storage.delete(str(stored)))
    return draft


@transaction.atomic
def hand_in(*, user: User, assignment: Assignment) -> Submission:
    """Hand the draft in and return it; handing in again what is handed in already changes nothing.

    From here on it keeps the version of the scheme, and the codes, by which it will be marked.

    Raises:
        WorkRefused: `closed`, `nothing_to_hand_in`, `too_few_files`, `too_late`, `state_closed`.
    """
    refuse_unless_admitted(user, assignment.translation_key)
    draft = _locked_latest(user, assignment.translation_key)
    if draft is None:
        raise WorkRefused("nothing_to_hand_in")
    if draft.state == State.HANDED_IN:
        return draft
    now = timezone.now()
    _refuse_unfinished(draft, assignment)
    if draft.number == 1:
        found = lateness(now, due_for(user, assignment, draft), assignment.late_policy)
        if found is Lateness.REFUSED:
            raise WorkRefused("too_late")
        draft.is_late = found is Lateness.LATE
    move(draft, State.HANDED_IN)
    draft.handed_in_at = now
    draft.scheme_version_id, draft.codes = assignment.scheme_version_id, assignment.codes
    draft.save()
    tell(draft, EventKind.HANDED_IN, actor=user, at=now, number=draft.number, late=draft.is_late)
    return draft


@transaction.atomic
def begin_again(*, user: User, assignment: Assignment) -> Submission:
    """Begin the next version with the text and the files of the last one, and return it.

    A draft that is there already is returned as it is.

    Raises:
        WorkRefused: `closed`, `no_further_version`.
    """
    refuse_unless_admitted(user, assignment.translation_key)
    latest = _locked_latest(user, assignment.translation_key)
    if latest is not None and latest.state == State.DRAFT:
        return latest
    if latest is None or not may_begin_version(latest.state, latest.number, assignment.resubmissions):
        raise WorkRefused("no_further_version")
    draft = _begun(user, assignment.translation_key, latest.number + 1, latest.text)
    for file in latest.files.all():
        SubmissionFile.objects.create(
            submission=draft, kind=file.kind, file=file.file.name, name=file.name, content_type=file.content_type,
            size=file.size, at=file.at,
        )  # fmt: skip
    return draft


def _draft(user: User, assignment: Assignment) -> Submission:
    """Return the learner's draft, locked; the first one is begun here."""
    refuse_unless_admitted(user, assignment.translation_key)
    latest = _locked_latest(user, assignment.translation_key)
    if latest is None:
        return _begun(user, assignment.translation_key, 1, "")
    if latest.state != State.DRAFT:
        raise WorkRefused("not_a_draft")
    return latest


def _locked_latest(user: User, key: UUID) -> Submission | None:
    # The learner's own row is the lock: two tabs that begin at once must not begin two versions.
    User.objects.select_for_update().only("pk").get(pk=user.pk)
    found = Submission.objects.select_for_update().filter(user=user, assignment_key=key)
    return found.order_by("-number").first()


def _begun(user: User, key: UUID, number: int, text: str) -> Submission:
    now = timezone.now()
    draft = Submission.objects.create(user=user, assignment_key=key, number=number, text=text, begun_at=now)
    tell(draft, EventKind.BEGUN, actor=user, at=now, number=number)
    return draft


def _added(
    user: User, assignment: Assignment, file_id: UUID, keep: Callable[[Submission], SubmissionFile]
) -> SubmissionFile:
    draft = _draft(user, assignment)
    present = SubmissionFile.objects.filter(pk=file_id).first()
    if present is not None:
        if present.submission_id != draft.pk:
            raise WorkRefused("file_id_used", "file")
        return present
    if draft.files.count() >= assignment.most_files:
        raise WorkRefused("too_many_files", "file", most=assignment.most_files)
    file = keep(draft)
    file.save(force_insert=True)
    draft.save(update_fields=["saved_at"])
    audit.record(actor=user, action="assignment.file_added", subject=draft, data={"file": str(file.pk)})
    return file


def _keep(kept: list[SubmissionFile], draft: Submission, file_id: UUID, name: str, clean: CleanFile) -> SubmissionFile:
    """Return a row that holds the file; it is noted in `kept`, so that the file goes if the row does not stay."""
    file = SubmissionFile(
        pk=file_id, submission=draft, kind=clean.kind, content_type=clean.content_type, size=len(clean.content),
        name=clean_name(name) or f"{clean.kind.value}.{clean.ending}", at=timezone.now(),
    )  # fmt: skip
    file.file.save(f"{file_id.hex}.{clean.ending}", ContentFile(clean.content), save=False)
    kept.append(file)
    return file


def _checked_text(text: str, assignment: Assignment) -> str:
    words = text.strip().replace("\r\n", "\n")
    if words and not assignment.takes_text:
        raise WorkRefused("text_not_taken", "text")
    if len(words) > LONGEST_TEXT:
        raise WorkRefused("text_too_long", "text", limit=LONGEST_TEXT)
    if not is_readable(words, lines=True):
        raise WorkRefused("text_unreadable", "text")
    return words


def _refuse_unfinished(draft: Submission, assignment: Assignment) -> None:
    count = draft.files.count()
    if count < assignment.fewest_files:
        raise WorkRefused("too_few_files", "file", fewest=assignment.fewest_files, count=count)
    if not count and not draft.text:
        raise WorkRefused("nothing_to_hand_in", "text" if assignment.takes_text else "file")
