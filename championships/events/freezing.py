"""Freezing what the public sees of a championship's results, and letting it thaw."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from championships.events import public_lines, sequence, showing, sources
from championships.events.models import Championship
from championships.events.refusals import EventRefused
from people.audit import record
from people.models import User
from people.permissions import may_run_championships


def freeze(*, actor: User, championship: Championship) -> Championship:
    """Let the public see the results as they are now, whatever is handed over or published, and return the championship.

    Raises:
        PermissionDenied: `actor` may not run championships.
        EventRefused: it is frozen already.
    """
    if not may_run_championships(actor):
        raise PermissionDenied
    with transaction.atomic():
        now = sequence.locked(championship.pk)
        if now.is_frozen:
            raise EventRefused(_("This championship is frozen already."))
        now.frozen_at = timezone.now()
        now.save(update_fields=["frozen_at"])
        sequence.advance(now)
        record(actor=actor, action="championship.frozen", subject=now)
    now.refresh_from_db()
    return now


def thaw(*, actor: User, championship: Championship) -> Championship:
    """Let the public see the newest published result of every skill, and return the championship.

    Raises:
        PermissionDenied: `actor` may not run championships.
        EventRefused: it is not frozen.
    """
    if not may_run_championships(actor):
        raise PermissionDenied
    with transaction.atomic():
        sources.lock_sources(championship.results.values_list("source", flat=True))
        now = sequence.locked(championship.pk)
        if not now.is_frozen:
            raise EventRefused(_("This championship is not frozen."))
        now.frozen_at = None
        now.save(update_fields=["frozen_at"])
        public_lines.rewrite_all(now)
        showing.show_all(now, actor)
        record(actor=actor, action="championship.thawed", subject=now)
    now.refresh_from_db()
    return now
