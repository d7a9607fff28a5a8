"""The statistics of a quiz's questions, from the first finished attempt of each learner, whatever language it was in."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from django.conf import settings
from django.utils.translation import gettext as _

from championships.schemes.exchange.table_files import Table, Value, workbook_of
from coaching.training.quizzes.drawing import FALLBACK
from coaching.training.quizzes.item_statistics import Hint, ItemStatistics, Response, statistics_of
from coaching.training.quizzes.models import Attempt, AttemptAnswer, Question
from coaching.training.quizzes.reviewing import in_words
from coaching.training.quizzes.snapshot import Asked, Snapshot

MOST_ANSWERS = 8


@dataclass(frozen=True, slots=True)
class Row:
    """One question with its figures."""

    title: str
    kind_name: str
    section: str
    figures: ItemStatistics
    is_few: bool

    @property
    def answers(self) -> tuple[tuple[str, int, int], ...]:
        """Return the answers that were given most, with their count and percent of the attempts."""
        total = self.figures.attempts or 1
        return tuple((words, count, count * 100 // total) for words, count in self.figures.answers[:MOST_ANSWERS])

    @property
    def hint(self) -> str:
        """Say what an author should look at; a correlation over few attempts says nothing yet."""
        if self.is_few and self.figures.hint in {Hint.AGAINST, Hint.WEAK}:
            return ""
        return {
            Hint.NONE: "",
            Hint.AGAINST: _("The able get it wrong: look whether the right answer is marked as right."),
            Hint.WEAK: _("It tells little about who is able."),
            Hint.HARD: _("Hardly anybody gets it right."),
            Hint.EASY: _("Nearly everybody gets it right."),
        }[self.figures.hint]


@dataclass(frozen=True, slots=True)
class QuizStatistics:
    """A quiz as its author looks back at it."""

    rows: Sequence[Row]
    attempts: int
    passed: int
    mean: Decimal | None

    @property
    def is_few(self) -> bool:
        """Whether the figures rest on few attempts."""
        return self.attempts < settings.QUIZ_FEW_ATTEMPTS

    @property
    def fewest(self) -> int:
        """Return the number of attempts from which figures are trusted."""
        return int(settings.QUIZ_FEW_ATTEMPTS)


def statistics_for(quiz_key: UUID, language: str) -> QuizStatistics:
    """Return the statistics of a quiz; four queries, however many attempts."""
    attempts = _first_attempts(quiz_key)
    found = statistics_of(_responses(attempts, language))
    questions = _questions(found, language)
    rows = [_row(figures, questions.get(key)) for key, figures in found.items()]
    rows.sort(key=lambda row: (row.section, row.title))
    percents = [attempt.percent for attempt in attempts if attempt.percent is not None]
    mean = (sum(percents, Decimal(0)) / len(percents)).quantize(Decimal("0.01")) if percents else None
    return QuizStatistics(rows, len(attempts), sum(bool(attempt.passed) for attempt in attempts), mean)


def _first_attempts(quiz_key: UUID) -> list[Attempt]:
    """Return the first finished attempt of each learner: who tries again has seen the questions."""
    seen: set[int] = set()
    first = []
    finished = Attempt.objects.filter(quiz_key=quiz_key, finished_at__isnull=False)
    for attempt in finished.order_by("number", "started_at"):
        if attempt.user_id not in seen:
            seen.add(attempt.user_id)
            first.append(attempt)
    return first


def _responses(attempts: Sequence[Attempt], language: str) -> Iterator[Response]:
    asked = {
        attempt.pk: {q.key: q for q in Snapshot.model_validate(attempt.snapshot).questions} for attempt in attempts
    }
    languages = {attempt.pk: attempt.language for attempt in attempts}
    read_in = {key: q for pk, each in asked.items() if languages[pk] == language for key, q in each.items()}
    quizzes = {attempt.quiz_key for attempt in attempts}
    answers = AttemptAnswer.objects.filter(attempt__quiz_key__in=quizzes, attempt__finished_at__isnull=False)
    for answer in answers.iterator():
        question = asked.get(answer.attempt_id, {}).get(answer.question_key)
        if question and answer.points is not None:
            words = in_words(question, answer.given, read_in.get(question.key))
            yield _response(answer, question, languages[answer.attempt_id], words)


def _response(answer: AttemptAnswer, question: Asked, language: str, words: tuple[str, ...]) -> Response:
    return Response(
        answer.attempt_id,
        question.key,
        answer.points or Decimal(0),
        question.points,
        language,
        words,
        answer.seconds,
    )


def _questions(found: Iterable[UUID], language: str) -> Mapping[UUID, Question]:
    order = [language, *FALLBACK]
    rows = Question.objects.filter(translation_key__in=list(found)).select_related("locale")
    rank = {code: place for place, code in reversed(list(enumerate(order)))}
    ordered = sorted(rows, key=lambda row: rank.get(row.locale.language_code, len(order)), reverse=True)
    return {row.translation_key: row for row in ordered}


def _row(figures: ItemStatistics, question: Question | None) -> Row:
    is_few = figures.attempts < settings.QUIZ_FEW_ATTEMPTS
    if question is None:
        return Row(_("A question that is not here any more"), "", "", figures, is_few)
    return Row(str(question), question.kind_name, question.section, figures, is_few)


def workbook_for(found: QuizStatistics) -> bytes:
    """Return the statistics as a workbook: one sheet of questions, one of the answers that were given."""
    headings = [
        _("Question"),
        _("Kind"),
        _("Standards section"),
        _("Attempts"),
        _("Difficulty, %"),
        _("Discrimination"),
        _("Seconds"),
        _("Unanswered"),
        _("Languages"),
        _("To look at"),
    ]
    questions = Table(_("Questions"), headings, [_cells(row) for row in found.rows])
    given: list[list[Value]] = [[row.title, words, count] for row in found.rows for words, count in row.figures.answers]
    answers = Table(_("Answers"), [_("Question"), _("Answer"), _("How often")], given)
    return workbook_of([questions, answers])


def _cells(row: Row) -> list[Value]:
    figures = row.figures
    languages = ", ".join(f"{code} {count}" for code, count in figures.languages.items())
    return [
        row.title,
        row.kind_name,
        row.section,
        figures.attempts,
        figures.difficulty,
        figures.discrimination,
        figures.seconds,
        figures.unanswered,
        languages,
        row.hint,
    ]
