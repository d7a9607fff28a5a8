"""Learning on the desk: for a learner what comes next, for a mentor who is stuck."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from coaching.training.learning.home import Learning, home_of
from coaching.training.learning.leading import led_by, may_lead_cohorts
from coaching.training.learning.models import Cohort, Enrolment
from coaching.training.learning.table import table_of
from pages.desk import Action, Entry, Panel
from people.models import User

COHORTS_ON_THE_DESK = 3


def learner_panel(request: HttpRequest) -> Panel | None:
    """Return what the reader learns, if she learns anything."""
    user = request.user
    if not isinstance(user, User) or not Enrolment.objects.filter(user=user).exists():
        return None
    active = home_of(user, timezone.now()).active
    return Panel(
        title=_("My learning"),
        icon="graduation-cap",
        entries=[_learning(learning) for learning in active],
        empty=_("You have completed everything that you are enrolled in."),
        actions=[Action(_("My learning"), reverse("learning:home"), "graduation-cap")],
    )


def _learning(learning: Learning) -> Entry:
    following = learning.next
    done = _("%(done)s of %(of)s") % {"done": learning.done, "of": learning.of}
    if following is None:
        return Entry(title=learning.title, url=learning.url, badge=done)
    text = following["closed"] or _("Next: %(title)s") % {"title": following["title"]}
    url = learning.url if following["closed"] else following["url"]
    return Entry(title=learning.title, url=url, text=text, badge=done)


def mentor_panel(request: HttpRequest) -> Panel | None:
    """Return the newest cohorts that the reader leads, each with how many are stuck."""
    user = request.user
    if not isinstance(user, User) or not may_lead_cohorts(user):
        return None
    cohorts = list(led_by(user)[:COHORTS_ON_THE_DESK])
    makes = Action(_("Make a cohort"), reverse("learning:cohort_new"), "plus")
    return Panel(
        title=_("Your cohorts"),
        icon="users",
        entries=[_cohort(cohort) for cohort in cohorts],
        empty=_("A cohort goes through a programme together: with dates, an invite link and a table of who is stuck."),
        actions=[makes, Action(_("All cohorts"), reverse("learning:cohorts"))] if cohorts else [makes],
    )


def _cohort(cohort: Cohort) -> Entry:
    table = table_of(cohort, timezone.now())
    stuck = table.counts["stuck"]
    return Entry(
        title=cohort.name,
        url=reverse("learning:cohort", args=[cohort.pk]),
        text=table.outline.title if table.outline else "",
        badge=ngettext("%(count)s stuck", "%(count)s stuck", stuck) % {"count": stuck} if stuck else "",
        tone="warning",
    )
