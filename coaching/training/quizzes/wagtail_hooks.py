"""Quizzes in the page editor."""

from wagtail.snippets.models import register_snippet

from coaching.training.quizzes.snippets import QuizzesGroup

register_snippet(QuizzesGroup)
