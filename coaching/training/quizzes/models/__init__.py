"""Quizzes: banks of questions, what a quiz asks, and the attempts of learners."""

from coaching.training.quizzes.models.attempts import AnswerReceipt, Attempt, AttemptAnswer
from coaching.training.quizzes.models.banks import Question, QuestionBank
from coaching.training.quizzes.models.imports import PendingQuestions
from coaching.training.quizzes.models.quizzes import Explaining, Quiz, QuizPart

__all__ = [
    "AnswerReceipt",
    "Attempt",
    "AttemptAnswer",
    "Explaining",
    "PendingQuestions",
    "Question",
    "QuestionBank",
    "Quiz",
    "QuizPart",
]
