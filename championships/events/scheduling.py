"""The plan of a championship: what happens when, for one skill or for all."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from championships.events import sequence
from championships.events.founding import check
from championships.events.models import Championship, ScheduleItem
from championships.events.refusals import EventRefused
from people.audit import record, record_all
from people.models import User
from people.permissions import may_run_championships

FACTS = ("contested_skill", "date", "starts_at", "ends_at", "titles", "place", "kind")


def plan(*, actor: User, championship: Championship, **facts: Any) -> ScheduleItem:
    """Put something on the plan and return it; times are in the time zone of the championship.

    `facts` may name all that FACTS does; a date and a title are needed.

    Raises:
        PermissionDenied: `actor` may not run championships.
        EventRefused: it has no title, ends before it begins, or its skill is of another championship.
        TypeError: something else is said of it.
    """
    return plan_all(actor=actor, championship=championship, items=[facts])[0]


def plan_all(*, actor: User, championship: Championship, items: Sequence[Mapping[str, Any]]) -> list[ScheduleItem]:
    """Put items on the plan, each by its facts, and return them in their order; as many queries as for one, but for batches.

    Raises:
        PermissionDenied, EventRefused, TypeError: as `plan`; nothing is planned then.
    """
    _check_actor(actor, {name for facts in items for name in facts})
    with transaction.atomic():
        locked = sequence.locked(championship.pk)
        made = [ScheduleItem(championship=locked, **facts) for facts in items]
        for item in made:
            _check(item)
        ScheduleItem.objects.bulk_create(made)
        sequence.advance(locked)
        done = [(item, _told(facts)) for item, facts in zip(made, items, strict=True)]
        record_all(actor=actor, action="schedule.planned", done=done)
    return made


def change_item(*, actor: User, item: ScheduleItem, **facts: Any) -> ScheduleItem:
    """Change what FACTS names of an item, and return it; raises as `plan`."""
    _check_actor(actor, facts)
    with transaction.atomic():
        locked = sequence.locked(item.championship_id)
        now = ScheduleItem.objects.get(pk=item.pk)
        changed = {name: value for name, value in facts.items() if getattr(now, name) != value}
        before = {name: getattr(now, name) for name in changed}
        for name, value in changed.items():
            setattr(now, name, value)
        _check(now)
        if changed:
            now.save()
            sequence.advance(locked)
            data = {"before": _told(before), "after": _told(changed)}
            record(actor=actor, action="schedule.changed", subject=now, data=data)
    return now


def take_off(*, actor: User, item: ScheduleItem) -> None:
    """Take an item off the plan.

    Raises:
        PermissionDenied: `actor` may not run championships.
    """
    _check_actor(actor, ())
    with transaction.atomic():
        locked = sequence.locked(item.championship_id)
        record(actor=actor, action="schedule.removed", subject=item, data={"date": str(item.date), **item.titles})
        item.delete()
        sequence.advance(locked)


def _check(item: ScheduleItem) -> None:
    check(item, exclude=("championship", "contested_skill"), constraints=False)
    if item.ends_at is not None and item.starts_at is None:
        raise EventRefused(_("Say when it begins as well."))
    if item.ends_at is not None and item.starts_at is not None and item.ends_at <= item.starts_at:
        raise EventRefused(_("It ends before it begins."))
    skill = item.contested_skill
    if skill is not None and skill.championship_id != item.championship_id:
        raise EventRefused(_("This skill is contested at another championship."))


def _check_actor(actor: User, facts: Iterable[str]) -> None:
    if not may_run_championships(actor):
        raise PermissionDenied
    if unknown := set(facts) - set(FACTS):
        message = f"An item of the schedule has no {', '.join(sorted(unknown))}."
        raise TypeError(message)


def _told(facts: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value if isinstance(value, dict) else str(value or "") for name, value in facts.items()}
