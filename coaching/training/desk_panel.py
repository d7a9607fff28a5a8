"""Training on the desk: what to read next, and for mentors where to write."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from coaching.training.catalogue.latest import latest_in
from coaching.training.models import TrainingIndexPage, TrainingModulePage
from pages.desk import Action, Entry, Panel
from people.permissions import may_host_rooms

MODULES_ON_THE_DESK = 3


def make_panel(request: HttpRequest) -> Panel:
    """Return the panel for the reader of `request`."""
    modules = latest_in(get_language() or "en", MODULES_ON_THE_DESK)
    return Panel(
        title=_("Training"),
        icon="book-open",
        entries=[_entry(module) for module in modules],
        empty=_("The first training module is being written."),
        actions=_actions(request),
    )


def _entry(module: TrainingModulePage) -> Entry:
    return Entry(
        title=module.title, url=module.get_url() or "", text=module.skill, badge=capfirst(module.get_audience_display())
    )


def _actions(request: HttpRequest) -> list[Action]:
    index = TrainingIndexPage.objects.live().filter(locale__language_code=get_language()).first()
    if index is None:
        return []
    everything = Action(_("All modules"), index.get_url(request) or "", "list")
    if not may_host_rooms(request.user):
        return [everything]
    return [
        Action(_("Write a module"), reverse("wagtailadmin_pages:add_subpage", args=[index.pk]), "pencil"),
        everything,
    ]
