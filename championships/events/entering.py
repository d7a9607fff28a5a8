"""Entering competitors and teams, and how far an entry has come."""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from championships.events import sequence
from championships.events.models import ContestedSkill, Entry, EntryPerson, EntryStatus, PublicPerson
from championships.events.refusals import EventRefused
from people.audit import record
from people.models import Organisation, User
from people.permissions import may_run_championships

NEXT = {EntryStatus.CONFIRMED: {EntryStatus.ENTERED}, EntryStatus.STARTED: {EntryStatus.ENTERED, EntryStatus.CONFIRMED}}
CHANGEABLE = ("organisation", "region", "country", "team_name", "number")


def enter(
    *,
    actor: User,
    contested_skill: ContestedSkill,
    people: Sequence[PublicPerson],
    organisation: Organisation | None = None,
    team_name: str = "",
    number: int | None = None,
    region: str = "",
    country: str = "",
) -> Entry:
    """Enter one competitor, or the people of one team, and return the entry.

    Region and country are the organisation's unless they are given; without `number` the next free one is taken.

    Raises:
        PermissionDenied: `actor` may not run championships.
        EventRefused: too few or too many people, somebody twice, or a number that is taken.
    """
    _refuse_unless_organiser(actor)
    with transaction.atomic():
        championship = sequence.locked(contested_skill.championship_id)
        _check_people(contested_skill, people)
        entry = Entry(
            contested_skill=contested_skill,
            organisation=organisation,
            region=region or (organisation.region if organisation else ""),
            country=country or (organisation.country if organisation else ""),
            team_name=team_name,
            number=number or _next_number(contested_skill),
        )
        _check_number(entry)
        entry.save()
        _seat(entry, people)
        sequence.advance(championship)
        record(actor=actor, action="entry.entered", subject=entry, data=_facts(entry, people))
    return entry


def change_entry(*, actor: User, entry: Entry, people: Sequence[PublicPerson] | None = None, **changes: Any) -> Entry:
    """Change who competes, for whom or under which number, and return the entry; results keep what they say.

    `changes` may name organisation, region, country, team_name and number.

    Raises:
        PermissionDenied: `actor` may not run championships.
        EventRefused: the entry was withdrawn, or as for `enter`.
        TypeError: something else is to be changed.
    """
    _refuse_unless_organiser(actor)
    if unknown := set(changes) - set(CHANGEABLE):
        message = f"An entry has no {', '.join(sorted(unknown))} to change."
        raise TypeError(message)
    with transaction.atomic():
        championship, entry = _locked(entry)
        _refuse_withdrawn(entry)
        before = _facts(entry, list(entry.people.order_by("places__order")))
        for name, value in changes.items():
            setattr(entry, name, value)
        _check_number(entry)
        entry.save()
        if people is not None:
            _check_people(entry.contested_skill, people, besides=entry)
            entry.members.all().delete()
            _seat(entry, people)
        after = _facts(entry, people if people is not None else list(entry.people.order_by("places__order")))
        sequence.advance(championship)
        record(actor=actor, action="entry.changed", subject=entry, data={"before": before, "after": after})
    return entry


def confirm_entry(*, actor: User, entry: Entry) -> Entry:
    """Confirm that an entry takes part; raises as `start`."""
    return _move(actor, entry, EntryStatus.CONFIRMED)


def start(*, actor: User, entry: Entry) -> Entry:
    """Note that an entry has started: from now on it counts for the scale and for medals.

    Raises:
        PermissionDenied: `actor` may not run championships.
        EventRefused: the entry is further already, or was withdrawn.
    """
    return _move(actor, entry, EntryStatus.STARTED)


def move_all(*, actor: User, contested_skill: ContestedSkill, status: EntryStatus) -> int:
    """Confirm, or let start, every entry of a skill that is not so far yet, and return how many; raises as `start`."""
    with transaction.atomic():
        entries = list(contested_skill.entries.filter(status__in=NEXT[status]).select_related("contested_skill"))
        for entry in entries:
            _move(actor, entry, status)
    return len(entries)


def withdraw(*, actor: User, entry: Entry, reason: str) -> Entry:
    """Withdraw an entry and say why; its number and workplace stay its own.

    Raises:
        PermissionDenied: `actor` may not run championships.
        EventRefused: there is no reason, or it was withdrawn already.
    """
    _refuse_unless_organiser(actor)
    if not reason.strip():
        raise EventRefused(_("Say why the entry is withdrawn."))
    with transaction.atomic():
        championship, entry = _locked(entry)
        _refuse_withdrawn(entry)
        before = entry.status
        entry.status, entry.withdrawn_reason = EntryStatus.WITHDRAWN, reason.strip()
        entry.save(update_fields=["status", "withdrawn_reason"])
        sequence.advance(championship)
        data = {"before": before, "reason": entry.withdrawn_reason}
        record(actor=actor, action="entry.withdrawn", subject=entry, data=data)
    return entry


def _move(actor: User, entry: Entry, status: EntryStatus) -> Entry:
    _refuse_unless_organiser(actor)
    with transaction.atomic():
        championship, entry = _locked(entry)
        if entry.status not in NEXT[status]:
            now = EntryStatus(entry.status).label
            raise EventRefused(_("This entry is %(status)s already.") % {"status": now})
        entry.status = status
        entry.save(update_fields=["status"])
        sequence.advance(championship)
        record(actor=actor, action=f"entry.{status.value}", subject=entry)
    return entry


def _locked(entry: Entry) -> tuple[Any, Entry]:
    """Return the championship, locked, and the entry as it is now."""
    championship = sequence.locked(entry.contested_skill.championship_id)
    return championship, Entry.objects.select_related("contested_skill", "organisation").get(pk=entry.pk)


def _refuse_unless_organiser(actor: User) -> None:
    if not may_run_championships(actor):
        raise PermissionDenied


def _refuse_withdrawn(entry: Entry) -> None:
    if entry.status == EntryStatus.WITHDRAWN:
        raise EventRefused(_("This entry was withdrawn: enter the competitor anew."))


def _check_people(skill: ContestedSkill, people: Sequence[PublicPerson], besides: Entry | None = None) -> None:
    if not 1 <= len(people) <= skill.team_size:
        message = _("An entry of this skill has 1 to %(most)s people; these are %(count)s.")
        raise EventRefused(message % {"most": skill.team_size, "count": len(people)})
    keys = {person.pk for person in people}
    standing = EntryPerson.objects.filter(entry__contested_skill=skill, person__in=keys)
    standing = standing.exclude(entry__status=EntryStatus.WITHDRAWN)
    if besides is not None:
        standing = standing.exclude(entry=besides)
    twice = standing.select_related("person").first()
    if twice is not None or len(keys) != len(people):
        name = twice.person.full_name if twice else people[0].full_name
        raise EventRefused(_("%(name)s is entered in this skill already.") % {"name": name})


def _check_number(entry: Entry) -> None:
    others = Entry.objects.filter(contested_skill=entry.contested_skill, number=entry.number).exclude(pk=entry.pk)
    if others.exists():
        raise EventRefused(_("Another entry of this skill has the number %(number)s.") % {"number": entry.number})


def _next_number(skill: ContestedSkill) -> int:
    return (skill.entries.aggregate(last=Max("number"))["last"] or 0) + 1


def _seat(entry: Entry, people: Sequence[PublicPerson]) -> None:
    EntryPerson.objects.bulk_create(
        EntryPerson(entry=entry, person=person, order=order) for order, person in enumerate(people, start=1)
    )


def _facts(entry: Entry, people: Sequence[PublicPerson]) -> dict[str, Any]:
    return {
        "number": entry.number,
        "organisation": entry.organisation_id,
        "region": entry.region,
        "country": entry.country,
        "team_name": entry.team_name,
        "people": [person.pk for person in people],
    }
