"""Championships in the page editor: their facts, which no page can hold for all languages; and the gate of documents."""

from django.db import models
from django.http import Http404, HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, InlinePanel, MultiFieldPanel
from wagtail.documents.models import AbstractDocument
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from championships.events import open_documents, showing
from championships.events.models import Championship, ContestedSkill, ScheduleItem
from championships.events.titles_widget import TitlesWidget
from people.access import signed_in


class ChampionshipViewSet(SnippetViewSet):
    """Where organisers enter a championship before they write its pages."""

    model = Championship
    icon = "calendar-alt"
    add_to_admin_menu = True
    menu_label = _("Championships")
    menu_order = 210
    list_display = ("name", "starts_on", "ends_on", "place")
    search_fields = ("name", "place")
    panels = (
        HelpPanel(
            _("Enter the championship once, then add a page for it below “Championships”. Results come by themselves.")
        ),
        FieldPanel("name"),
        FieldPanel("slug"),
        FieldRowPanel([FieldPanel("starts_on"), FieldPanel("ends_on")]),
        FieldPanel("place"),
        FieldRowPanel([FieldPanel("stage"), FieldPanel("time_zone")]),
        MultiFieldPanel(
            [
                FieldPanel("members_are"),
                FieldRowPanel([FieldPanel("scale_from"), FieldPanel("medal_tolerance")]),
                FieldRowPanel([FieldPanel("medallion_at"), FieldPanel("minimum_percent")]),
                FieldPanel("few_competitors"),
            ],
            heading=_("How medals are given"),
        ),
        MultiFieldPanel(
            [FieldPanel("needs_second_person"), FieldPanel("shows_provisional")], heading=_("How results become public")
        ),
        InlinePanel(
            "partners",
            heading=_("Partners"),
            label=_("Partner"),
            help_text=_("They are thanked on the page of the championship, by level and then in their order."),
            panels=[
                FieldRowPanel([FieldPanel("name"), FieldPanel("level")]),
                FieldPanel("logo", help_text=_("Without a logo the name stands alone. Best on a clear ground.")),
                FieldRowPanel([FieldPanel("address"), FieldPanel("order", help_text=_("Lower numbers come first."))]),
            ],
        ),
    )


class ContestedSkillViewSet(SnippetViewSet):
    """Which skills are contested at which championship."""

    model = ContestedSkill
    icon = "tasks"
    add_to_admin_menu = True
    menu_label = _("Contested skills")
    menu_order = 211
    list_display = ("__str__", "championship", "category")
    list_filter = ("championship", "category")
    search_fields = ("title", "number")
    panels = (
        HelpPanel(
            _(
                "One skill at one championship. Its page fills itself: competitors, experts and results come from the "
                "desk, the schedule and the documents from here."
            )
        ),
        FieldPanel("championship"),
        FieldPanel("skill"),
        FieldRowPanel([FieldPanel("title"), FieldPanel("number")]),
        FieldRowPanel([FieldPanel("category"), FieldPanel("order")]),
        FieldRowPanel([FieldPanel("team_size"), FieldPanel("workplaces")]),
        FieldPanel("scheme_version"),
        InlinePanel(
            "documents",
            heading=_("Documents"),
            label=_("Document"),
            help_text=_(
                "Nobody but organisers and the chief experts of the skill can open a file before the moment from which it "
                "is public. A file for several languages stands here once for each."
            ),
            panels=[
                FieldRowPanel([FieldPanel("kind"), FieldPanel("language")]),
                FieldPanel("document", help_text=_("PDF is read everywhere. The title is what readers see.")),
                FieldPanel("public_from"),
            ],
        ),
    )


class ScheduleItemViewSet(SnippetViewSet):
    """What happens when at which championship."""

    model = ScheduleItem
    icon = "calendar"
    add_to_admin_menu = True
    menu_label = _("Schedule")
    menu_order = 212
    list_display = ("__str__", "championship", "contested_skill", "starts_at", "ends_at")
    list_filter = ("championship", "contested_skill", "kind")
    search_fields = ("place",)
    panels = (
        HelpPanel(
            _(
                "One line of the plan. Days are counted by themselves: C1 is the first day of the championship, C-1 the "
                "day before it, C+1 the day after it."
            )
        ),
        FieldPanel("championship"),
        FieldPanel("contested_skill", help_text=_("Empty: it is for all skills.")),
        FieldPanel(
            "titles",
            widget=TitlesWidget,
            help_text=_("Readers of a language without words of its own are shown another one."),
        ),
        FieldRowPanel(
            [
                FieldPanel("date"),
                FieldPanel("starts_at", help_text=_("In the time zone of the championship. Empty: all day.")),
                FieldPanel("ends_at"),
            ]
        ),
        FieldRowPanel([FieldPanel("place", help_text=_("The hall or the room.")), FieldPanel("kind")]),
    )


@hooks.register("after_edit_snippet")
def follow_settings(request: HttpRequest, instance: models.Model) -> None:
    """Let what is public of the results follow the settings of a championship that were changed in the editor."""
    if isinstance(instance, Championship):
        showing.show_all(instance, signed_in(request))


@hooks.register("before_serve_document")
def keep_documents_until_they_are_public(document: AbstractDocument, request: HttpRequest) -> None:
    """Send nothing of a skill's document before it is public, and do not say that there is one."""
    if not open_documents.may_read(document.pk, request.user):
        raise Http404


register_snippet(ChampionshipViewSet)
register_snippet(ContestedSkillViewSet)
register_snippet(ScheduleItemViewSet)
