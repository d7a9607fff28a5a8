"""Banks, questions and quizzes in the page editor."""

from typing import Any, ClassVar

from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, InlinePanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import Column, LocaleColumn
from wagtail.admin.widgets.button import HeaderButton
from wagtail.snippets.views import snippets
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup
from wagtail_localize.models import Translation
from wagtail_localize.views.edit_translation import download_pofile

from coaching.training.quizzes.models import Question, QuestionBank, Quiz
from coaching.training.quizzes.solutions import sees_solutions
from coaching.training.quizzes.views.opening import closed_to_learner

LANGUAGE = LocaleColumn(label=gettext_lazy("Language"))


class WithImport(snippets.IndexView):
    """A list with the door to the import in its head."""

    @cached_property
    def header_buttons(self) -> list[Any]:
        """Return the buttons of the list, and the door."""
        door = HeaderButton(_("Import questions"), reverse("quizzes:import"), icon_name="upload", priority=20)
        return [*super().header_buttons, door]


class ForAuthors:
    """A form that shows right answers: not to an author who learns with one of the quizzes that ask them."""

    def run_before_hook(self) -> HttpResponse | None:
        """Return the page that explains it to her; before the editor of translations, which is a hook, takes over."""
        if not sees_solutions(self.request.user, self.get_object()):  # type: ignore[attr-defined]
            return closed_to_learner(self.request)  # type: ignore[attr-defined]
        return super().run_before_hook()  # type: ignore[misc]


class EditForAuthors(ForAuthors, snippets.EditView):
    """The form of what is there already."""


class CopyForAuthors(ForAuthors, snippets.CopyView):
    """The form of a copy."""


def translation_file(request: HttpRequest, translation_id: int) -> HttpResponse:
    """Send the file of a translation, but none of a question or a bank to an author who learns with it."""
    translated = get_object_or_404(Translation, pk=translation_id).get_target_instance()
    if isinstance(translated, Question | QuestionBank) and not sees_solutions(request.user, translated):
        return closed_to_learner(request)
    return download_pofile(request, translation_id)


def _quiz_links(quiz: Quiz) -> SafeString:
    """Return the ways from a quiz to its trial and its statistics."""
    return format_html(
        '<a href="{}">{}</a> · <a href="{}">{}</a>',
        reverse("quizzes:preview", args=[quiz.translation_key]),
        _("Try it"),
        reverse("quizzes:statistics", args=[quiz.translation_key]),
        _("Statistics"),
    )


class BankViewSet(SnippetViewSet):
    """The banks."""

    model = QuestionBank
    icon = "folder-open-inverse"
    menu_label = gettext_lazy("Question banks")
    index_view_class = WithImport
    edit_view_class = EditForAuthors
    copy_view_class = CopyForAuthors
    list_display: ClassVar[list[Any]] = [
        "title",
        LANGUAGE,
        Column("number", label=gettext_lazy("Questions"), accessor="number_of_questions"),
    ]
    search_fields = ("title", "description")
    edit_handler = ObjectList(
        [
            HelpPanel(
                gettext_lazy(
                    "A bank gathers questions on one subject; a quiz asks some of them, or draws by lot. Write questions "
                    "under “Questions”, or import a file. Then choose “Translate”: each question has one set of "
                    "statistics in all languages."
                )
            ),
            FieldPanel("title"),
            FieldPanel("description"),
        ]
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[QuestionBank]:
        """Return the banks with their languages and the number of their questions."""
        banks = QuestionBank.objects.select_related("locale")
        return banks.annotate(number_of_questions=Count("questions")).order_by("title")


class QuestionViewSet(SnippetViewSet):
    """The questions of all banks."""

    model = Question
    icon = "help"
    menu_label = gettext_lazy("Questions")
    index_view_class = WithImport
    edit_view_class = EditForAuthors
    copy_view_class = CopyForAuthors
    list_display: ClassVar[list[Any]] = [
        "__str__",
        LANGUAGE,
        Column("kind", label=gettext_lazy("Kind"), accessor="kind_name"),
        "bank",
        "section",
        "points",
    ]
    list_filter = ("bank", "kind", "difficulty", "section")
    search_fields = ("text", "name", "section", "note")
    list_per_page = 50
    edit_handler = ObjectList(
        [
            HelpPanel(
                gettext_lazy(
                    "Ask one thing. Wrong answers should be mistakes that learners really make. Choose the kind of answer "
                    "below; the preview beside the form shows the question as a learner meets it. Say in the "
                    "explanation why the answer is right: that is where learning happens."
                )
            ),
            FieldRowPanel([FieldPanel("bank"), FieldPanel("name")]),
            FieldPanel("text"),
            FieldRowPanel([FieldPanel("picture"), FieldPanel("picture_words")]),
            FieldPanel("answers"),
            FieldPanel("explanation"),
            FieldRowPanel([FieldPanel("points"), FieldPanel("difficulty"), FieldPanel("section")]),
            FieldPanel("note"),
        ]
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Question]:
        """Return the questions with their banks and languages."""
        return Question.objects.select_related("bank", "locale").order_by("bank__title", "sort_order", "pk")


class QuizViewSet(SnippetViewSet):
    """The quizzes."""

    model = Quiz
    icon = "tick-inverse"
    menu_label = gettext_lazy("Quizzes")
    list_display: ClassVar[list[Any]] = [
        "title",
        LANGUAGE,
        "pass_percent",
        "minutes",
        Column("ways", label=gettext_lazy("Ways on"), accessor=_quiz_links),
    ]
    search_fields = ("title", "description")
    edit_handler = ObjectList(
        [
            HelpPanel(
                gettext_lazy(
                    "Add questions one by one, or let the lot draw some from a bank, so that a second attempt asks others. "
                    "Rules that you set here hold in every language. Who has begun keeps the questions and the rules that "
                    "she began with. Put the quiz into a lesson with the block “Quiz”."
                )
            ),
            FieldPanel("title"),
            FieldPanel("description"),
            InlinePanel(
                "parts",
                label=gettext_lazy("Part"),
                heading=gettext_lazy("What is asked"),
                min_num=1,
                panels=[
                    FieldPanel("question"),
                    FieldPanel("bank"),
                    FieldRowPanel([FieldPanel("count"), FieldPanel("section")]),
                ],
            ),
            MultiFieldPanel(
                [
                    FieldRowPanel([FieldPanel("pass_percent"), FieldPanel("minutes")]),
                    FieldRowPanel([FieldPanel("attempts_allowed"), FieldPanel("wait_minutes")]),
                    FieldPanel("explaining"),
                    FieldRowPanel([FieldPanel("shuffle_questions"), FieldPanel("shuffle_answers")]),
                ],
                heading=gettext_lazy("Rules"),
            ),
        ]
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Quiz]:
        """Return the quizzes with their languages."""
        return Quiz.objects.select_related("locale")


class QuizzesGroup(SnippetViewSetGroup):
    """One entry of the editor's menu for the three."""

    menu_label = gettext_lazy("Quizzes")
    menu_icon = "help"
    menu_order = 212
    items = (QuizViewSet, QuestionViewSet, BankViewSet)
