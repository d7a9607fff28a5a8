"""Quizzes in the page editor."""

from django.urls import URLPattern, path
from wagtail import hooks
from wagtail.snippets.models import register_snippet

from coaching.training.quizzes.snippets import QuizzesGroup, translation_file

register_snippet(QuizzesGroup)


@hooks.register("register_admin_urls", order=-1)
def urls() -> list[URLPattern]:
    """Stand before wagtail-localize at the address of its file of a translation, in which right answers stand too."""
    address = "localize/translate/<int:translation_id>/pofile/download/"
    return [path(address, translation_file, name="quizzes_translation_file")]
