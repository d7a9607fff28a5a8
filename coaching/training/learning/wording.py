"""Why something is closed, and when it ends: in the reader's words."""

import datetime as dt

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from coaching.training.admission import Reader
from coaching.training.learning.outline import Outline
from coaching.training.learning.parts import Closed, Why


def why(closed: Closed, outline: Outline, reader: Reader) -> str:
    """Return one or two sentences that say why a part is closed and what to do."""
    if closed.why == Why.FIRST and closed.key is not None:
        return _first(outline.shown[closed.key].title, reader)
    if closed.why == Why.NOT_YET and closed.at is not None:
        return _("This opens on %(moment)s.") % {"moment": moment(closed.at)}
    if closed.why == Why.OVER and closed.at is not None:
        return _("This was open until %(moment)s. Ask your mentor if you need it again.") % {
            "moment": moment(closed.at)
        }
    return _("This opens on a day of the programme that is counted from your first. Enrol to begin.")


def _first(title: str, reader: Reader) -> str:
    if reader.is_authenticated:
        return _("First complete “%(title)s”.") % {"title": title}
    return _("“%(title)s” comes first. Sign in, so that Podium knows what you have completed.") % {"title": title}


def way_on(closed: Closed, outline: Outline, reader: Reader) -> str:
    """Return the address that leads on: sign-in, what must come first, or the programme."""
    if closed.why == Why.FIRST and closed.key is not None:
        return outline.shown[closed.key].url if reader.is_authenticated else reverse("account_login")
    return reverse("learning:programme", args=[outline.key])


def moment(at: dt.datetime, zone: dt.tzinfo | None = None) -> str:
    """Return a moment with its zone, as the reader's language writes it: 3 December 2026, 09:00 (Asia/Almaty)."""
    zone = zone or timezone.get_current_timezone()
    return f"{date_format(at.astimezone(zone), 'DATETIME_FORMAT')} ({zone})"


def day_of(at: dt.datetime) -> str:
    """Return the day of a moment that is in its own zone already, as the reader's language writes it."""
    return date_format(at, "DATE_FORMAT")
