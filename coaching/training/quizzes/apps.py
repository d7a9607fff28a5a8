"""Django's configuration of the app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class QuizzesConfig(AppConfig):
    """Quizzes."""

    name = "coaching.training.quizzes"
    label = "quizzes"
    verbose_name = _("Quizzes")
