"""Finding a quiz by its key in the reader's language, and her attempts at it."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Sum
from django.utils import timezone

from coaching.training.quizzes.drawing import FALLBACK
from coaching.training.quizzes.finishing import close_if_over
from coaching.training.quizzes.models import Attempt, Quiz
from coaching.training.quizzes.standing import Standing, standing_in
from people.models import User


def quiz_in(key: UUID, language: str) -> Quiz:
    """Return the quiz in `language`, else in the first language that it is there in.

    Raises:
        Quiz.DoesNotExist: there is no such quiz.
    """
    found = list(Quiz.objects.filter(translation_key=key).select_related("locale"))
    if not found:
        raise Quiz.DoesNotExist
    return best_of(found, language)


def best_of(rows: Iterable[Quiz], language: str) -> Quiz:
    """Return the row that a reader of `language` is shown."""
    order = [language, *FALLBACK]
    return min(rows, key=lambda row: order.index(row.locale.language_code) if row.locale.language_code in order else 9)


def number_of_questions(quiz: Quiz) -> int:
    """Return how many questions an attempt asks, as its author says; a bank with too few gives what it has."""
    return int(quiz.parts.aggregate(asked=Sum("count"))["asked"] or 0)


def standing_of(reader: User, quiz: Quiz) -> Standing:
    """Return where `reader` stands with `quiz`; an attempt whose time is over is ended on this occasion."""
    attempts = list(Attempt.objects.filter(user=reader, quiz_key=quiz.translation_key).defer("snapshot"))
    for attempt in attempts:
        if attempt.finished_at is None:
            close_if_over(attempt=attempt)
    return standing_in(quiz, attempts, timezone.now())
