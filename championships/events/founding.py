"""Founding a championship, and changing the rules that it is held by."""

from collections.abc import Collection
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from championships.events import sequence, showing
from championships.events.models import Championship
from championships.events.refusals import EventRefused
from people.audit import record
from people.models import User
from people.permissions import may_run_championships

FACTS = (
    "name",
    "slug",
    "starts_on",
    "ends_on",
    "place",
    "time_zone",
    "stage",
    "members_are",
    "scale_from",
    "medal_tolerance",
    "medallion_at",
    "minimum_percent",
    "few_competitors",
    "needs_second_person",
    "shows_provisional",
)
# What the public results of a championship say or are compared by.
SHOWN = ("name", "starts_on", "ends_on", "place", "members_are", "shows_provisional")


def found(*, actor: User, **facts: Any) -> Championship:
    """Found a championship and return it; `facts` may name all that FACTS does.

    Raises:
        PermissionDenied: `actor` may not run championships.
        EventRefused: the facts cannot be, for example it ends before it starts, or the short name is taken.
        TypeError: something else is said of it.
    """
    _check_actor(actor, facts)
    championship = Championship(**facts)
    check(championship)
    with transaction.atomic():
        championship.save()
        record(actor=actor, action="championship.founded", subject=championship, data=_told(facts))
    return championship


def change_rules(*, actor: User, championship: Championship, **facts: Any) -> Championship:
    """Change what FACTS names of a championship, and return it. Results that stand keep the rules they were computed by.

    Raises:
        PermissionDenied: `actor` may not run championships.
        EventRefused: as `found`, or it is frozen and what the public sees would change.
        TypeError: something else is to be changed.
    """
    _check_actor(actor, facts)
    with transaction.atomic():
        now = sequence.locked(championship.pk)
        changed = {name: value for name, value in facts.items() if getattr(now, name) != value}
        if now.is_frozen and not changed.keys().isdisjoint(SHOWN):
            raise EventRefused(
                _("This championship is frozen: what its public pages say cannot change until it thaws.")
            )
        before = {name: getattr(now, name) for name in changed}
        for name, value in changed.items():
            setattr(now, name, value)
        check(now)
        if changed:
            now.save(update_fields=list(changed))
            showing.show_all(now, actor)
            data = {"before": _told(before), "after": _told(changed)}
            record(actor=actor, action="championship.changed", subject=now, data=data)
    now.refresh_from_db()
    return now


def check(subject: Any, *, exclude: Collection[str] = (), constraints: bool = True) -> None:
    """Let a row pass that keeps the rules of its model, but for the fields in `exclude`.

    Each constraint and each row that a field names costs a query, which a batch does without.

    Raises:
        EventRefused: it does not; all reasons in one text.
    """
    try:
        subject.full_clean(exclude=exclude, validate_constraints=constraints)
    except ValidationError as error:
        raise EventRefused(" ".join(error.messages)) from error


def _check_actor(actor: User, facts: dict[str, Any]) -> None:
    if not may_run_championships(actor):
        raise PermissionDenied
    if unknown := set(facts) - set(FACTS):
        message = f"A championship has no {', '.join(sorted(unknown))}."
        raise TypeError(message)


def _told(facts: dict[str, Any]) -> dict[str, str]:
    return {name: "" if value is None else str(value) for name, value in facts.items()}
