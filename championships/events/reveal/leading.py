"""Leading a ceremony: which step stands on the screens, how names are said, its end, and publishing what was revealed."""

from collections.abc import Mapping

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from championships.events import publishing, sources
from championships.events.models import Ceremony, Championship, ResultState, SkillResult
from championships.events.refusals import EventRefused
from championships.events.reveal.doorbell import ring
from championships.events.reveal.making import is_current
from people.audit import record
from people.models import User
from people.names import is_readable
from people.permissions import may_run_championships

LONGEST_SAYING = 200


def open_ceremony(championship: Championship) -> Ceremony | None:
    """Return the ceremony of `championship` that is open, or None. One query."""
    return championship.ceremonies.filter(ended_at=None).first()


def go(*, actor: User, ceremony: Ceremony, step: int) -> Ceremony:
    """Put the step with this number, from 0, on the screens, and return the ceremony. The same number again is no move.

    Raises:
        PermissionDenied: `actor` may not run championships.
        EventRefused: there is no such step, the ceremony is over, or the results are no longer those it was made from.
    """
    with transaction.atomic():
        now = _locked(actor, ceremony)
        if not 0 <= step < len(now.steps):
            raise EventRefused(_("The ceremony has no step with this number."))
        if not is_current(now):
            raise EventRefused(_("The results have changed since the steps were made. Make the steps anew."))
        if step != now.step:
            before, now.step = now.step, step
            _moved(now, "step")
            record(actor=actor, action="ceremony.moved", subject=now, data={"from": before, "to": step})
    return now


def end(*, actor: User, ceremony: Ceremony) -> Ceremony:
    """End the ceremony: its screens show the name of the championship alone. Return it.

    Raises:
        PermissionDenied: `actor` may not run championships.
        EventRefused: it is over already.
    """
    with transaction.atomic():
        now = _locked(actor, ceremony)
        now.ended_at = timezone.now()
        _moved(now, "ended_at")
        record(actor=actor, action="ceremony.ended", subject=now, data={"step": now.step})
    return now


def say(*, actor: User, ceremony: Ceremony, sayings: Mapping[int, str]) -> Ceremony:
    """Keep how the presenter says the names of these lines; an empty text takes it away. Return the ceremony.

    Raises:
        PermissionDenied: `actor` may not run championships.
        EventRefused: the ceremony is over, or a text is too long or cannot be shown.
    """
    with transaction.atomic():
        now = _locked(actor, ceremony)
        known = {str(key) for step in now.steps for key in step["lines"]}
        for key, text in sayings.items():
            if len(text) > LONGEST_SAYING or not is_readable(text):
                raise EventRefused(_("How a name is said takes at most 200 letters that can be shown."))
            if str(key) in known:
                now.sayings[str(key)] = " ".join(text.split())
        now.sayings = {key: text for key, text in now.sayings.items() if text}
        now.save(update_fields=["sayings"])
        record(actor=actor, action="ceremony.described", subject=now)
    return now


def publish_revealed(*, actor: User, ceremony: Ceremony) -> int:
    """Publish the results of the ceremony that are confirmed, all or none, and return how many that were.

    Raises:
        PermissionDenied: `actor` may not run championships or publish.
        EventRefused: it was a rehearsal, or `publishing.publish` refuses one of them.
    """
    if not may_run_championships(actor):
        raise PermissionDenied
    if ceremony.rehearsal:
        raise EventRefused(_("A rehearsal has no results to publish."))
    keys = [key for key, _seal in ceremony.sources]
    with transaction.atomic():
        waiting = SkillResult.objects.filter(pk__in=keys, state=ResultState.CONFIRMED).order_by("pk")
        results = list(waiting.select_related("contested_skill"))
        # Sources before the championship, all of them at once: so says whoever else locks both.
        sources.lock_sources(result.source for result in results)
        for result in results:
            publishing.publish(actor=actor, result=result)
    return len(results)


def _locked(actor: User, ceremony: Ceremony) -> Ceremony:
    """Return the ceremony, locked until the transaction ends, for somebody who may lead it."""
    if not may_run_championships(actor):
        raise PermissionDenied
    now = Ceremony.objects.select_for_update().get(pk=ceremony.pk)
    if now.ended_at is not None:
        raise EventRefused(_("This ceremony is over. Another one may have been made meanwhile: load the page again."))
    return now


def _moved(ceremony: Ceremony, field: str) -> None:
    ceremony.moves += 1
    ceremony.save(update_fields=["moves", field])
    key = ceremony.key
    transaction.on_commit(lambda: ring(key))
