"""A quiz inside a lesson: a card that says what it is, where the reader stands, and leads in."""

from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.snippets.blocks import SnippetChooserBlock

from coaching.training.quizzes.finding import best_of, number_of_questions, standing_of
from coaching.training.quizzes.models import Quiz
from coaching.training.quizzes.standing import Standing
from people.models import User


class QuizChooserBlock(SnippetChooserBlock):
    """A chooser of quizzes. A quiz is found by its key in the reader's language, so translators never see it."""

    def __init__(self, **options: Any) -> None:
        options.pop("target_model", None)
        super().__init__(Quiz, **options)

    def get_translatable_segments(self, _value: Quiz | None) -> list[Any]:
        """Return nothing to translate."""
        return []


class QuizBlock(blocks.StructBlock):
    """An invitation to a quiz."""

    quiz = QuizChooserBlock(label=_("Quiz"))
    words = blocks.TextBlock(
        label=_("A word before it"),
        required=False,
        default="",
        rows=2,
        help_text=_("Why to take it now; the quiz brings its own introduction."),
    )

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        """Add the quiz in the reader's language and where she stands with it."""
        context = super().get_context(value, parent_context=parent_context)
        chosen = value.get("quiz")
        if not chosen:
            return context
        quiz = _in_language(chosen)
        reader = _reader(context)
        standing = standing_of(reader, quiz) if isinstance(reader, User) else Standing()
        return {**context, "quiz": quiz, "questions": number_of_questions(quiz), "standing": standing, "reader": reader}

    def get_preview_value(self) -> Any:
        """Return the card of the latest quiz."""
        return self.normalize({"quiz": Quiz.objects.order_by("-pk").first(), "words": ""})

    class Meta:
        icon = "help"
        label = _("Quiz")
        description = _("A quiz with its rules, where the reader stands, and the way in.")
        template = "quizzes/blocks/quiz.html"


def _in_language(chosen: Quiz) -> Quiz:
    language = get_language() or "en"
    if chosen.locale.language_code == language:
        return chosen
    return best_of(Quiz.objects.filter(translation_key=chosen.translation_key).select_related("locale"), language)


def _reader(context: dict[str, Any]) -> User | AnonymousUser:
    request = context.get("request")
    user = getattr(request, "user", None)
    return user if isinstance(user, User) else AnonymousUser()
