"""Assignments in the page editor."""

from typing import Any, ClassVar

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import LocaleColumn
from wagtail.snippets.views.snippets import SnippetViewSet

from coaching.training.assignments.models import Assignment


class AssignmentViewSet(SnippetViewSet):
    """The list of assignments, and the form of one."""

    model = Assignment
    icon = "form"
    menu_label = _("Assignments")
    menu_order = 220
    add_to_admin_menu = True
    list_display: ClassVar[list[Any]] = ["title", LocaleColumn(label=_("Language")), "scheme_version", "reviewers"]
    list_filter = ("late_policy", "reviewers")
    search_fields = ("title", "hand_in")
    edit_handler = ObjectList(
        [
            HelpPanel(
                _(
                    "Write an assignment once, in one language; then choose “Translate” for the others. What is a rule "
                    "here stays the same in every language, and only the marking scheme may be the same one in its "
                    "own language. Then put it into a lesson with the block “Assignment”."
                )
            ),
            FieldPanel("title"),
            FieldPanel("task"),
            FieldPanel("hand_in"),
            MultiFieldPanel(
                [
                    FieldRowPanel([FieldPanel("takes_text"), FieldPanel("takes_pictures")]),
                    FieldRowPanel([FieldPanel("takes_documents"), FieldPanel("takes_sounds")]),
                    FieldRowPanel([FieldPanel("takes_videos"), FieldPanel("takes_archives")]),
                    FieldRowPanel(
                        [FieldPanel("fewest_files"), FieldPanel("most_files"), FieldPanel("largest_megabytes")]
                    ),
                ],
                heading=_("What may be handed in"),
                help_text=_(
                    "Pictures are written anew: where they were taken does not stay in them. Telephones make them "
                    "smaller before they send them."
                ),
            ),
            MultiFieldPanel(
                [FieldPanel("scheme_version"), FieldRowPanel([FieldPanel("codes"), FieldPanel("pass_percent")])],
                heading=_("How it is marked"),
                help_text=_("The rubric is a part of a marking scheme, marked by the same rules as in a room."),
            ),
            MultiFieldPanel(
                [
                    FieldRowPanel([FieldPanel("reviewers"), FieldPanel("is_blind")]),
                    FieldRowPanel([FieldPanel("spread_percent"), FieldPanel("third_rule")]),
                    FieldPanel("compatriots_apart"),
                ],
                heading=_("Who marks"),
                help_text=_(
                    "With two markers a judgement counts as that of a panel of two, and a measurement is the mean of "
                    "both marks, rounded half up to 0.01. Neither sees what the other gives."
                ),
            ),
            MultiFieldPanel(
                [
                    FieldRowPanel([FieldPanel("due_at"), FieldPanel("due_days")]),
                    FieldRowPanel([FieldPanel("late_policy"), FieldPanel("resubmissions")]),
                ],
                heading=_("When, and how often"),
                help_text=_("The day counts for the first version; a work that was returned is never late."),
            ),
        ]
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Assignment]:
        """Return the assignments with their schemes, in one query."""
        return Assignment.objects.select_related("scheme_version__scheme", "locale")
