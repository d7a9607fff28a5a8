"""Appointing officials: who is chief expert, who judges, who organises."""

from collections.abc import Sequence

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from championships.events import sequence
from championships.events.models import Championship, ContestedSkill, Official, OfficialRole, PublicPerson
from championships.events.refusals import EventRefused
from people.audit import record, record_all
from people.models import Organisation, User
from people.permissions import may_run_championships


def appoint(
    *,
    actor: User,
    championship: Championship,
    person: PublicPerson,
    role: OfficialRole,
    contested_skill: ContestedSkill | None = None,
    organisation: Organisation | None = None,
) -> Official:
    """Give somebody a task at a championship, in one skill or in all, and return it.

    Raises:
        PermissionDenied: `actor` may not run championships.
        EventRefused: the skill is of another championship, or the person has this task already.
    """
    task = Official(person=person, role=role, contested_skill=contested_skill, organisation=organisation)
    return appoint_all(actor=actor, championship=championship, tasks=[task])[0]


def appoint_all(*, actor: User, championship: Championship, tasks: Sequence[Official]) -> list[Official]:
    """Give tasks that are not saved yet at a championship, and return them; as many queries as for one, but for batches.

    Raises:
        PermissionDenied, EventRefused: as `appoint`; nobody is appointed then.
    """
    _check_actor(actor)
    with transaction.atomic():
        locked = sequence.locked(championship.pk)
        given = set(locked.officials.values_list("contested_skill", "person", "role"))
        for task in tasks:
            task.championship = locked
            if task.contested_skill is not None and task.contested_skill.championship_id != locked.pk:
                raise EventRefused(_("This skill is contested at another championship."))
            key = (task.contested_skill_id, task.person_id, str(task.role))
            if key in given:
                raise EventRefused(_("%(name)s has this task already.") % {"name": task.person.full_name})
            given.add(key)
        made = Official.objects.bulk_create(tasks)
        sequence.advance(locked)
        record_all(actor=actor, action="official.appointed", done=[(task, _told(task)) for task in made])
    return made


def change_organisation(*, actor: User, official: Official, organisation: Organisation | None) -> Official:
    """Say anew whom an official stands for, and return the official; marking teams are to be looked at again.

    Raises:
        PermissionDenied: `actor` may not run championships.
    """
    _check_actor(actor)
    with transaction.atomic():
        locked = sequence.locked(official.championship_id)
        now = Official.objects.get(pk=official.pk)
        before = _told(now)
        now.organisation = organisation
        now.save(update_fields=["organisation"])
        sequence.advance(locked)
        data = {"before": before, "after": _told(now)}
        record(actor=actor, action="official.changed", subject=now, data=data)
    return now


def dismiss(*, actor: User, official: Official) -> None:
    """Take a task from somebody.

    Raises:
        PermissionDenied: `actor` may not run championships.
        EventRefused: a marking team has a seat for this official.
    """
    _check_actor(actor)
    with transaction.atomic():
        locked = sequence.locked(official.championship_id)
        now = Official.objects.get(pk=official.pk)
        if now.seats.exists():
            raise EventRefused(_("This official sits in a marking team: dissolve that team first."))
        record(actor=actor, action="official.dismissed", subject=now, data=_told(now))
        now.delete()
        sequence.advance(locked)


def _check_actor(actor: User) -> None:
    if not may_run_championships(actor):
        raise PermissionDenied


def _told(official: Official) -> dict[str, int | str | None]:
    return {
        "person": official.person_id,
        "role": official.role,
        "contested_skill": official.contested_skill_id,
        "organisation": official.organisation_id,
    }
