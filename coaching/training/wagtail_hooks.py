"""Training in the page editor."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, JsonResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.auth import require_admin_access
from wagtail.admin.ui.components import Component
from wagtail.admin.viewsets.chooser import ChooserViewSet
from wagtail.admin.widgets import Button
from wagtail.models import Page

from championships.schemes.models import Skill
from coaching.training import trees
from coaching.training.checks import views as checks_views
from coaching.training.choosers import scheme_version_chooser
from coaching.training.exchange import views as exchange_views
from coaching.training.exchange.bringing import may_bring
from coaching.training.first_steps import TrainingFirstSteps
from coaching.training.models import ProgrammePage, TrainingIndexPage, TrainingModulePage
from coaching.training.sections import sections_of
from coaching.training.working_offline import name_reader
from people.models import User

MOST_DIGITS = 18  # What a database takes for a key.


@hooks.register("register_admin_viewset")
def scheme_versions() -> ChooserViewSet:
    """Let authors choose a marking scheme."""
    return scheme_version_chooser


@require_admin_access
def sections(request: HttpRequest) -> JsonResponse:
    """Return the sections of the standard in force of the skill `?skill=`, as lines to tick."""
    asked = request.GET.get("skill", "")
    skill = Skill.objects.filter(pk=int(asked)).first() if asked.isdecimal() and len(asked) <= MOST_DIGITS else None
    label = _("Sections of the standard in force")
    return JsonResponse({"label": label, "sections": sections_of(skill) if skill else []})


@hooks.register("register_admin_urls")
def addresses() -> list[URLPattern]:
    """Bring the addresses that the editor asks."""
    return [
        path("training/sections/", sections, name="training_sections"),
        path("training/<int:page_id>/export/", exchange_views.export, name="training_export"),
        path("training/<int:parent_id>/bring/", exchange_views.bring, name="training_bring"),
        path("training/<int:page_id>/check/", checks_views.report, name="training_check"),
    ]


@hooks.register("register_page_header_buttons")
@hooks.register("register_page_listing_more_buttons")
def buttons(page: Page, user: User, view_name: str = "", next_url: str | None = None) -> Iterator[Button]:
    """Offer to check and to export a module, and to bring one in where modules belong."""
    kind = page.specific_class
    if kind is TrainingModulePage and page.permissions_for_user(user).can_edit():
        yield Button(_("Check the module"), reverse("training_check", args=[page.pk]), icon_name="check", priority=60)
        yield Button(
            _("Export the module"), reverse("training_export", args=[page.pk]), icon_name="download", priority=61
        )
    if kind in {TrainingIndexPage, ProgrammePage} and may_bring(user, page.specific_deferred):
        yield Button(_("Bring a module in"), reverse("training_bring", args=[page.pk]), icon_name="upload", priority=62)


@hooks.register("construct_translated_pages_to_cascade_actions")
def follow(pages: list[Page], action: str) -> dict[Page, Any]:
    """Let translations be moved and deleted with the page that they translate."""
    return trees.translations_that_follow(pages) if action in {"move", "delete"} else {}


@hooks.register("construct_homepage_panels")
def add_first_steps(_request: HttpRequest, panels: list[Component]) -> None:
    """Put the first steps of training on the editor's first page."""
    panels.append(TrainingFirstSteps())


# A page says whose it is, so that a browser keeps one reader's copies alone.
hooks.register("on_serve_page", name_reader)
