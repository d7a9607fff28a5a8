"""Who sees right answers outside of an attempt: authors, but not those of a quiz that they learn with themselves."""

from collections.abc import Callable
from functools import singledispatch
from uuid import UUID

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet

from coaching.training.quizzes.models import Question, QuestionBank, Quiz
from people.models import User
from people.permissions import may_author_training, may_review_training

LearnerCheck = Callable[[User, UUID], bool]

_checks: list[LearnerCheck] = []


def register_learner_check(check: LearnerCheck) -> None:
    """Ask `check` whether somebody learns with the quiz of a key; learning registers it, because it stands above."""
    if check not in _checks:
        _checks.append(check)


def sees_solutions(user: User | AnonymousUser, thing: Quiz | Question | QuestionBank) -> bool:
    """Return whether `user` may read the right answers of a quiz, a question or a bank before she has answered.

    A mentor who learns on a programme of mentors is a learner there: what one of its quizzes asks is closed to her also
    in a bank and in any other quiz, which she could have made for it. Methodologists and administrators always pass.
    """
    if not isinstance(user, User) or not may_author_training(user):
        return False
    if may_review_training(user):
        return True
    keys = _quizzes_asking(_questions_of(thing)) if _checks else set()
    return not any(check(user, key) for key in keys for check in _checks)


@singledispatch
def _questions_of(quiz: Quiz) -> QuerySet[Question]:
    """Return what could be asked, in one language: the questions of other languages have the same keys."""
    return Question.objects.filter(Q(pk__in=quiz.parts.values("question")) | Q(bank__in=quiz.parts.values("bank")))


@_questions_of.register
def _(question: Question) -> QuerySet[Question]:
    return Question.objects.filter(pk=question.pk)


@_questions_of.register
def _(bank: QuestionBank) -> QuerySet[Question]:
    return Question.objects.filter(bank=bank)


def _quizzes_asking(questions: QuerySet[Question]) -> set[UUID]:
    """Return the keys of the quizzes, in any language, that ask one of `questions` or may draw it."""
    banks = QuestionBank.objects.filter(questions__translation_key__in=questions.values("translation_key"))
    asking = Q(parts__question__translation_key__in=questions.values("translation_key")) | Q(parts__bank__in=banks)
    return set(Quiz.objects.filter(asking).values_list("translation_key", flat=True))
