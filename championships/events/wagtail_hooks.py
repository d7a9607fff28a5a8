"""Championships in the page editor: their facts, which no page can hold for all languages."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from championships.events.models import Championship


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
    )


register_snippet(ChampionshipViewSet)
