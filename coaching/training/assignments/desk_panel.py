"""Work on the desk: what waits for a marker, and what a learner should look at."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from coaching.training.assignments.finding import find_many
from coaching.training.assignments.models import Assignment, Review, Submission
from coaching.training.assignments.models.review import OPEN
from coaching.training.assignments.states import State
from pages.desk import Action, Entry, Panel
from people.models import User

SHOWN = 5
TONES = {State.RETURNED: "warning", State.ACCEPTED: "good", State.NOT_ACCEPTED: "bad", State.DRAFT: "info"}


def make_panel(request: HttpRequest) -> Panel | None:
    """Return the panel of work for the reader of `request`, or None if there is none. Three queries."""
    user = request.user
    if not isinstance(user, User):
        return None
    waiting = Review.objects.filter(reviewer=user, state__in=OPEN).count()
    works = _latest_works(user)
    found = find_many(work.assignment_key for work in works)
    entries = [_entry(work, found[work.assignment_key]) for work in works if work.assignment_key in found]
    if waiting:
        words = ngettext("%(count)s work to mark", "%(count)s works to mark", waiting) % {"count": waiting}
        entries.insert(0, Entry(words, reverse("assignments:queue"), "", _("To mark"), "info"))
    if not entries:
        return None
    actions = [Action(_("All work"), reverse("assignments:list"), "list")]
    return Panel(title=_("Assignments"), icon="file-check", entries=entries, actions=actions)


def _latest_works(user: User) -> list[Submission]:
    """Return the latest version of each work of a learner, what wants something of her first."""
    latest: dict[object, Submission] = {}
    for work in Submission.objects.filter(user=user).order_by("-number"):
        latest.setdefault(work.assignment_key, work)
    order = [State.RETURNED, State.NOT_ACCEPTED, State.DRAFT, State.MARKING, State.HANDED_IN, State.ACCEPTED]
    ordered = sorted(latest.values(), key=lambda work: (order.index(State(work.state)), -work.saved_at.timestamp()))
    return ordered[:SHOWN]


def _entry(work: Submission, assignment: Assignment) -> Entry:
    # "Being marked" says nothing of marks; the state is no secret, only what it comes to is.
    return Entry(
        title=assignment.title,
        url=assignment.get_absolute_url(),
        badge=capfirst(work.get_state_display()),
        tone=TONES.get(State(work.state), "neutral"),
    )
