"""The part of the desk that shows organisers their championships."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from championships.events.confirming import CHIEFS
from championships.events.dates import span
from championships.events.models import Championship, Official
from pages.desk import Action, Entry, Panel
from people.models import User
from people.permissions import may_confirm_results, may_run_championships

SHOWN = 5
ORDER = 15


def make_panel(request: HttpRequest) -> Panel | None:
    """Return the latest championships, for those who run them; chief experts find theirs, to confirm results."""
    user = request.user
    if not may_run_championships(user):
        return _of_chief(user) if isinstance(user, User) and may_confirm_results(user) else None
    return Panel(
        title=_("Championships"),
        icon="trophy",
        entries=[_entry(championship) for championship in Championship.objects.all()[:SHOWN]],
        empty=_("Found a championship: its desk appears here."),
        actions=[Action(_("New championship"), reverse("events:new_championship"), "plus")],
    )


def _of_chief(user: User) -> Panel | None:
    tasks = Official.objects.filter(person__user=user, role__in=CHIEFS)
    championships = Championship.objects.filter(pk__in=tasks.values("championship"))[:SHOWN]
    entries = [_entry(championship) for championship in championships]
    return Panel(title=_("Championships"), icon="trophy", entries=entries) if entries else None


def _entry(championship: Championship) -> Entry:
    return Entry(
        title=championship.name,
        url=reverse("events:desk", args=[championship.slug]),
        text=span(championship.starts_on, championship.ends_on),
        badge=_("Frozen") if championship.is_frozen else "",
        tone="info" if championship.is_frozen else "neutral",
    )
