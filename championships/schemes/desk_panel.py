"""The part of the desk that shows somebody their marking schemes."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from championships.schemes.models import Scheme, SchemeVersion
from championships.schemes.shelf import shelf_of, with_latest_versions
from pages.desk import Action, Entry, Panel
from people.permissions import may_keep_schemes

SCHEMES_ON_THE_DESK = 5


def make_panel(request: HttpRequest) -> Panel | None:
    """Return the reader's latest schemes; nothing for somebody who neither has nor may keep any."""
    listed = with_latest_versions(shelf_of(request.user)[:SCHEMES_ON_THE_DESK])
    may_import = may_keep_schemes(request.user)
    if not listed and not may_import:
        return None
    actions = [Action(_("Import a file"), reverse("schemes:import"), "file-up")] if may_import else []
    if listed:
        actions.append(Action(_("All schemes"), reverse("schemes:list"), "list"))
    return Panel(
        title=_("Marking schemes"),
        icon="clipboard-list",
        entries=[_entry(scheme, version) for scheme, version in listed],
        empty=_("Import the marking scheme file that you already have: you see what it holds before it is stored."),
        actions=actions,
    )


def _entry(scheme: Scheme, version: SchemeVersion | None) -> Entry:
    badge = _("%(marks)s marks") % {"marks": number_format(version.total, 2)} if version else ""
    return Entry(scheme.title, scheme.get_absolute_url(), str(scheme.organisation or ""), badge)
