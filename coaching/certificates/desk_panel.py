"""Documents on the desk: those of the reader, and for issuers the way to issue."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from coaching.certificates.listing import STATE_WORDS
from coaching.certificates.models import Certificate
from coaching.certificates.permissions import may_issue_certificates
from coaching.certificates.standing import State, state_of
from coaching.training.learning.home import Earned
from pages.desk import Action, Entry, Panel
from people.models import User

SHOWN = 3
TONES = {State.VALID: "good", State.EXPIRED: "warning", State.REPLACED: "neutral", State.REVOKED: "bad"}


def make_panel(request: HttpRequest) -> Panel | None:
    """Return the panel for the reader of `request`."""
    user = request.user
    if not isinstance(user, User):
        return None
    owned = list(Certificate.objects.filter(recipient=user).select_related("replaced_by")[:SHOWN])
    mine = Action(_("My certificates"), reverse("certificates:mine"), "award")
    actions = [mine] if owned else []
    if may_issue_certificates(user):
        actions.insert(0, Action(_("Issue certificates"), reverse("certificates:programmes"), "stamp"))
    if not owned and not actions:
        return None
    return Panel(
        title=_("Certificates"),
        icon="award",
        entries=[_entry(certificate) for certificate in owned],
        empty=_("What you complete with a document will stand here, with its badge."),
        actions=actions,
    )


def earned_by(user: User) -> list[Earned]:
    """Return the valid documents of `user`, the newest first. One query."""
    owned = Certificate.objects.filter(recipient=user).select_related("replaced_by").order_by("-issued_at")
    return [
        Earned(certificate.title, certificate.get_absolute_url(), _numbered(certificate))
        for certificate in owned
        if state_of(certificate) == State.VALID
    ]


def _numbered(certificate: Certificate) -> str:
    return f"{certificate.number}, {date_format(certificate.issued_on, 'SHORT_DATE_FORMAT')}"


def _entry(certificate: Certificate) -> Entry:
    state = state_of(certificate)
    return Entry(
        title=certificate.title,
        url=certificate.get_absolute_url(),
        text=_numbered(certificate),
        badge=str(STATE_WORDS[state]).capitalize(),
        tone=TONES[state],
    )
