"""Which skills are contested at a championship: adding them, changing them, taking one out again."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Count, Max
from django.utils.translation import gettext as _

from championships.events import sequence
from championships.events.founding import check
from championships.events.models import Championship, ContestedSkill, EntryStatus
from championships.events.refusals import EventRefused
from people.audit import record
from people.models import User
from people.permissions import may_run_championships

FACTS = ("skill", "title", "number", "category", "team_size", "workplaces", "scheme_version", "order")
SHOWN = ("skill", "title", "number", "category", "order")


def contest(*, actor: User, championship: Championship, **facts: Any) -> ContestedSkill:
    """Let a skill be contested at a championship, by default after the others, and return it.

    `facts` may name all that FACTS does; a `skill` of the list or a `title` is needed.

    Raises:
        PermissionDenied: `actor` may not run championships.
        EventRefused: it has no name, or is contested in this category already.
        TypeError: something else is said of it.
    """
    _check_actor(actor, facts)
    with transaction.atomic():
        locked = sequence.locked(championship.pk)
        if facts.get("order") is None:
            facts["order"] = (locked.skills.aggregate(last=Max("order"))["last"] or 0) + 1
        contested = ContestedSkill(championship=locked, **facts)
        check(contested)
        _refuse_twin(contested)
        contested.save()
        sequence.advance(locked)
        record(actor=actor, action="skill.contested", subject=contested, data=_told(facts))
    return contested


def change_contested(*, actor: User, contested_skill: ContestedSkill, **facts: Any) -> ContestedSkill:
    """Change what FACTS names of a contested skill, and return it; results keep the scheme that they were marked by.

    Raises:
        PermissionDenied: `actor` may not run championships.
        EventRefused: as `contest`; an entry has more people than the new size of a team; more entries have a workplace
            than there would be; or the championship is frozen and a public result would be called otherwise.
        TypeError: something else is to be changed.
    """
    _check_actor(actor, facts)
    with transaction.atomic():
        locked = sequence.locked(contested_skill.championship_id)
        now = ContestedSkill.objects.get(pk=contested_skill.pk)
        changed = {name: value for name, value in facts.items() if getattr(now, name) != value}
        if locked.is_frozen and now.public_result_id is not None and not changed.keys().isdisjoint(SHOWN):
            raise EventRefused(
                _("This championship is frozen: what its public pages say cannot change until it thaws.")
            )
        before = {name: getattr(now, name) for name in changed}
        for name, value in changed.items():
            setattr(now, name, value)
        check(now)
        # Rooms may have made two of one title: those can be changed in everything else.
        if not changed.keys().isdisjoint(("skill", "title", "category")):
            _refuse_twin(now)
        _check_entries(now)
        if changed:
            now.save(update_fields=list(changed))
            sequence.advance(locked)
            data = {"before": _told(before), "after": _told(changed)}
            record(actor=actor, action="skill.changed", subject=now, data=data)
    return now


def drop(*, actor: User, contested_skill: ContestedSkill) -> None:
    """Take a contested skill out of the championship: one that nothing hangs on yet.

    Raises:
        PermissionDenied: `actor` may not run championships.
        EventRefused: somebody was entered or drawn in it, officials are appointed, or it has results.
    """
    _check_actor(actor, {})
    with transaction.atomic():
        locked = sequence.locked(contested_skill.championship_id)
        now = ContestedSkill.objects.get(pk=contested_skill.pk)
        if any(each.exists() for each in (now.entries, now.results, now.draws, now.officials, now.schedule)):
            raise EventRefused(_("Entries, officials, items of the schedule or results hang on this skill: it stays."))
        record(actor=actor, action="skill.dropped", subject=now, data={"title": str(now)})
        now.delete()
        sequence.advance(locked)


def _check_actor(actor: User, facts: dict[str, Any]) -> None:
    if not may_run_championships(actor):
        raise PermissionDenied
    if unknown := set(facts) - set(FACTS):
        message = f"A contested skill has no {', '.join(sorted(unknown))}."
        raise TypeError(message)


def _refuse_twin(contested: ContestedSkill) -> None:
    """Refuse a second skill of the same title and category; where both are of the list the database refuses."""
    if contested.skill_id is not None:
        return
    twins = ContestedSkill.objects.filter(
        championship=contested.championship_id, category=contested.category, title__iexact=contested.title
    )
    if twins.exclude(pk=contested.pk).exists():
        raise EventRefused(_("This skill is contested in this category already."))


def _check_entries(contested: ContestedSkill) -> None:
    entries = contested.entries.exclude(status=EntryStatus.WITHDRAWN)
    largest = entries.annotate(size=Count("members")).aggregate(most=Max("size"))["most"] or 0
    if largest > contested.team_size:
        raise EventRefused(
            _("An entry of this skill has %(count)s people: a team cannot be smaller.") % {"count": largest}
        )
    placed = entries.aggregate(most=Max("workplace"))["most"] or 0
    if contested.workplaces is not None and contested.workplaces < placed:
        raise EventRefused(_("Workplace %(place)s is drawn already: there cannot be fewer.") % {"place": placed})


def _told(facts: dict[str, Any]) -> dict[str, str]:
    return {name: "" if value is None else str(value) for name, value in facts.items()}
