"""Championships in the page editor: their facts, which no page can hold for all languages."""

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, MultiFieldPanel
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from championships.events import showing
from championships.events.models import Championship, ContestedSkill
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
        FieldPanel("championship"),
        FieldPanel("skill"),
        FieldRowPanel([FieldPanel("title"), FieldPanel("number")]),
        FieldRowPanel([FieldPanel("category"), FieldPanel("order")]),
        FieldRowPanel([FieldPanel("team_size"), FieldPanel("workplaces")]),
        FieldPanel("scheme_version"),
    )


@hooks.register("after_edit_snippet")
def follow_settings(request: HttpRequest, instance: models.Model) -> None:
    """Let what is public of the results follow the settings of a championship that were changed in the editor."""
    if isinstance(instance, Championship):
        showing.show_all(instance, signed_in(request))


register_snippet(ChampionshipViewSet)
register_snippet(ContestedSkillViewSet)
