"""The page editor: what an author meets first."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.panels import FieldPanel, HelpPanel, InlinePanel
from wagtail.admin.ui.components import Component
from wagtail.models import Page
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from pages.models import Footer
from pages.navigation import DEPTH_BELOW_HOME


class FirstSteps(Component):
    """A panel on the editor's first page: where to write, and how a page becomes three."""

    name = "first_steps"
    order = 50
    template_name = "pages/admin/first_steps.html"

    def get_context_data(self, parent_context: dict[str, Any]) -> dict[str, Any]:
        """Return the places where this author may add pages."""
        return {"places": places_to_write(parent_context["request"])}


def places_to_write(request: HttpRequest) -> list[Page]:
    """Return the pages right below the home page of the first language where the author may add pages."""
    parts = Page.objects.filter(depth=DEPTH_BELOW_HOME, locale__language_code=settings.LANGUAGE_CODE).order_by("path")
    return [page for page in parts.specific() if _may_add(page, request)]


def _may_add(page: Page, request: HttpRequest) -> bool:
    return page.permissions_for_user(request.user).can_add_subpage() and bool(page.creatable_subpage_models())


@hooks.register("construct_homepage_panels")
def add_first_steps(_request: HttpRequest, panels: list[Component]) -> None:
    """Put the first steps on the editor's first page."""
    panels.append(FirstSteps())


@hooks.register("insert_global_admin_css")
def admin_styles() -> SafeString:
    """Bring the few styles of our own panels."""
    return format_html('<link rel="stylesheet" href="{}">', static("pages/css/admin.css"))


@hooks.register("insert_editor_js")
def publish_after_the_draft_is_kept() -> SafeString:
    """Let nothing be published while a draft is being kept by itself: the draft would undo it."""
    return format_html('<script src="{}" type="module"></script>', static("pages/js/admin-submitting.js"))


class FooterViewSet(SnippetViewSet):
    """Where editors keep the footer, one in each language."""

    model = Footer
    icon = "list-ul"
    menu_label = _("Footer")
    menu_order = 220
    add_to_settings_menu = True
    panels = (
        HelpPanel(
            _(
                "These links stand below every page, after those of the main menu. Write them in one language and "
                "translate the footer like a page; a link to a page then leads to its translation."
            )
        ),
        FieldPanel("note"),
        InlinePanel(
            "links",
            label=_("Link"),
            min_num=1,
            max_num=12,
            panels=[FieldPanel("label"), FieldPanel("page"), FieldPanel("address")],
        ),
    )


register_snippet(FooterViewSet)
