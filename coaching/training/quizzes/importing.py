"""Questions from a file: read first without storing anything, then stored once somebody has said yes."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import PurePath
from typing import IO, NamedTuple
from uuid import UUID

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from PIL import Image, UnidentifiedImageError
from wagtail.models import Locale

from coaching.training.quizzes.exchange.conversion import Truths
from coaching.training.quizzes.exchange.draft import PictureDraft, QuestionDraft, QuestionsReport
from coaching.training.quizzes.exchange.reading import read_questions
from coaching.training.quizzes.models import PendingQuestions, Question, QuestionBank
from coaching.training.quizzes.stored_answers import blocks_of
from media.models import CustomImage
from people import audit
from people.models import User
from people.permissions import may_author_training

KEPT_FOR = timedelta(hours=24)
PICTURES = {"PNG": "png", "JPEG": "jpg", "GIF": "gif", "WEBP": "webp"}
MOST_PIXELS = 40_000_000


class Imported(NamedTuple):
    """What an import has stored."""

    bank: QuestionBank
    stored: int
    skipped: int
    pictures_lost: int


@dataclass(frozen=True, slots=True)
class Copies:
    """Questions of a report that are here already, or twice in the file, by their place in the report."""

    here: Mapping[int, Question]
    twice: frozenset[int]

    def __contains__(self, place: int) -> bool:
        return place in self.here or place in self.twice


def read(file: IO[bytes] | bytes, name: str, language: str) -> QuestionsReport:
    """Return what a file holds, without touching the database: the dry run.

    Raises:
        coaching.training.quizzes.exchange.reading.QuestionsRefused: it cannot be read.
    """
    limit: int = settings.QUESTIONS_UPLOAD_LIMIT
    data = file if isinstance(file, bytes) else file.read(limit + 1)
    with translation.override(language):
        truths = Truths(_("True"), _("False"))
    return read_questions(data, name, limit=limit, truths=truths)


def keep(*, owner: User, report: QuestionsReport, bank: QuestionBank | None, language: str) -> PendingQuestions:
    """Keep `report` for a day, for questions of `language`; what has expired is cleared away on the same occasion.

    Raises:
        PermissionDenied: the owner does not write training.
    """
    _check_permission(owner)
    now = timezone.now()
    PendingQuestions.objects.filter(expires_at__lte=now).delete()
    content = {**report.model_dump(mode="json"), "language": language}
    return PendingQuestions.objects.create(owner=owner, report=content, bank=bank, expires_at=now + KEPT_FOR)


def report_of(waiting: PendingQuestions) -> QuestionsReport:
    """Return the report that waits."""
    return QuestionsReport.model_validate({k: v for k, v in waiting.report.items() if k != "language"})


def find(*, owner: User, key: UUID) -> PendingQuestions:
    """Return what waits under `key`.

    Raises:
        PendingQuestions.DoesNotExist: nothing waits there, it has expired, or it is somebody else's.
    """
    found = PendingQuestions.objects.select_related("bank", "applied_to")
    return found.get(pk=key, owner=owner, expires_at__gt=timezone.now())


def copies_in(report: QuestionsReport, language: str) -> Copies:
    """Return which questions are here already in `language`, in whatever bank, and which stand twice in the file."""
    digests = [draft.digest for draft in report.questions]
    known = Question.objects.filter(digest__in=digests, locale__language_code=language).select_related("bank")
    here = {question.digest: question for question in known}
    twice = frozenset(place for place, digest in enumerate(digests) if digest in digests[:place])
    return Copies({place: here[digest] for place, digest in enumerate(digests) if digest in here}, twice)


@transaction.atomic
def apply(*, actor: User, key: UUID, bank: QuestionBank | None, title: str = "", with_copies: bool = False) -> Imported:
    """Store what waits under `key` in `bank`, or in a new one called `title`; a second press stores nothing again.

    Raises:
        PendingQuestions.DoesNotExist: as `find`.
        PermissionDenied: the actor does not write training.
    """
    _check_permission(actor)
    waiting = PendingQuestions.objects.select_for_update().get(pk=key, owner=actor, expires_at__gt=timezone.now())
    if waiting.applied_to_id:
        return Imported(QuestionBank.objects.get(pk=waiting.applied_to_id), 0, 0, 0)
    report, language = report_of(waiting), waiting.report["language"]
    target = bank or QuestionBank.objects.create(
        title=title or PurePath(report.source).stem, locale=Locale.objects.get(language_code=language)
    )
    copies = copies_in(report, target.locale.language_code)
    drafts = [draft for place, draft in enumerate(report.questions) if with_copies or place not in copies]
    lost = _store(actor, target, drafts)
    waiting.applied_to = target
    waiting.save(update_fields=["applied_to"])
    figures = {"source": report.source, "stored": len(drafts), "skipped": len(report.questions) - len(drafts)}
    audit.record(actor=actor, action="questions.imported", subject=target, data=figures)
    return Imported(target, len(drafts), len(report.questions) - len(drafts), lost)


def _check_permission(actor: User) -> None:
    if not may_author_training(actor):
        raise PermissionDenied


def _store(actor: User, bank: QuestionBank, drafts: Sequence[QuestionDraft]) -> int:
    """Store questions at the end of a bank; return how many pictures could not be kept."""
    lost = 0
    for place, draft in enumerate(drafts, start=bank.questions.count()):
        question = question_from(draft, bank, place)
        if draft.picture:
            question.picture = _picture(actor, draft.picture, str(question))
            lost += question.picture is None
        question.save()
    return lost


def question_from(draft: QuestionDraft, bank: QuestionBank, place: int) -> Question:
    """Return a question of `bank` as `draft` says; it is not saved yet and has no picture."""
    return Question(
        bank=bank,
        locale=bank.locale,
        sort_order=place,
        name=draft.name,
        text=draft.text,
        answers=Question._meta.get_field("answers").to_python(blocks_of(draft.content)),  # noqa: SLF001 -- Django's public name
        explanation=draft.explanation,
        points=draft.points,
        difficulty=draft.difficulty,
        section=draft.section,
        note=draft.note,
        picture_words=draft.picture.words if draft.picture else "",
    )


def _picture(actor: User, picture: PictureDraft, title: str) -> CustomImage | None:
    """Return a picture of a file as an image of the library, or None if it is none that can be shown."""
    try:
        with Image.open(ContentFile(picture.bytes)) as opened:
            kind, (width, height) = PICTURES.get(opened.format or ""), opened.size
            opened.verify()
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None
    if kind is None or width * height > MOST_PIXELS:
        return None
    image = CustomImage(title=title[:200], uploaded_by_user=actor, width=width, height=height)
    image.file.save(f"question-{secrets.token_hex(6)}.{kind}", ContentFile(picture.bytes), save=False)
    try:
        image.full_clean(exclude=["collection"])
    except ValidationError:
        return None
    image.save()
    return image
