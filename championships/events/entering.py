"""Entering competitors and teams, and how far an entry has come."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from championships.events import sequence
from championships.events.models import ContestedSkill, Entry, EntryPerson, EntryStatus, PublicPerson
from championships.events.refusals import EventRefused
from people.audit import record, record_all
from people.models import Organisation, User
from people.permissions import may_run_championships

NEXT = {EntryStatus.CONFIRMED: {EntryStatus.ENTERED}, EntryStatus.STARTED: {EntryStatus.ENTERED, EntryStatus.CONFIRMED}}
CHANGEABLE = ("organisation", "region", "country", "team_name", "number")


@dataclass(frozen=True, slots=True)
class NewEntry:
    """One competitor, or the people of one team, to be entered.

    Region and country are the organisation's unless they are given; without `number` the next free one is taken.
    """

    contested_skill: ContestedSkill
    people: Sequence[PublicPerson]
    organisation: Organisation | None = None
    team_name: str = ""
    number: int | None = None
    region: str = ""
    country: str = ""


def enter(*, actor: User, contested_skill: ContestedSkill, people: Sequence[PublicPerson], **facts: Any) -> Entry:
    """Enter one competitor, or the people of one team, and return the entry; `facts` as `NewEntry` has them.

    Raises:
        PermissionDenied: `actor` may not run championships.
        EventRefused: too few or too many people, somebody twice, or a number that is taken.
    """
    championship = contested_skill.championship_id
    new = NewEntry(contested_skill, people, **facts)
    return enter_all(actor=actor, championship=championship, entries=[new])[0]


def enter_all(*, actor: User, championship: int, entries: Sequence[NewEntry]) -> list[Entry]:
    """Enter competitors and teams at the championship of this key, in their order; as many queries as for one, but for batches.

    Raises:
        PermissionDenied, EventRefused: as `enter`, or a skill is contested at another championship; none is entered then.
    """
    _refuse_unless_organiser(actor)
    with transaction.atomic():
        locked = sequence.locked(championship)
        taken = _Taken(new.contested_skill for new in entries)
        made = [taken.by(new) for new in entries]
        if any(entry.contested_skill.championship_id != locked.pk for entry in made):
            raise EventRefused(_("This skill is contested at another championship."))
        Entry.objects.bulk_create(made)
        pairs = list(zip(made, (new.people for new in entries), strict=True))
        EntryPerson.objects.bulk_create(seat for entry, people in pairs for seat in _seats(entry, people))
        sequence.advance(locked)
        done = [(entry, _facts(entry, people)) for entry, people in pairs]
        record_all(actor=actor, action="entry.entered", done=done)
    return made


class _Taken:
    """The numbers and the people that some skills have already, those of new entries among them. Two queries."""

    def __init__(self, skills: Iterable[ContestedSkill]) -> None:
        keys = {skill.pk for skill in skills}
        self._numbers: dict[int, set[int]] = {key: set() for key in keys}
        entries = Entry.objects.filter(contested_skill__in=keys)
        for skill, number in entries.values_list("contested_skill", "number"):
            self._numbers[skill].add(number)
        standing = EntryPerson.objects.filter(entry__contested_skill__in=keys)
        standing = standing.exclude(entry__status=EntryStatus.WITHDRAWN)
        self._people = set(standing.values_list("entry__contested_skill", "person"))

    def by(self, new: NewEntry) -> Entry:
        """Return the entry, not saved yet; what it takes is taken from now on."""
        _check_size(new.contested_skill, new.people)
        for person in new.people:
            if (new.contested_skill.pk, person.pk) in self._people:
                raise EventRefused(_twice(person))
            self._people.add((new.contested_skill.pk, person.pk))
        numbers = self._numbers[new.contested_skill.pk]
        number = new.number or max(numbers, default=0) + 1
        if number in numbers:
            raise EventRefused(_number_taken(number))
        numbers.add(number)
        organisation = new.organisation
        return Entry(
            contested_skill=new.contested_skill,
            organisation=organisation,
            region=new.region or (organisation.region if organisation else ""),
            country=new.country or (organisation.country if organisation else ""),
            team_name=new.team_name,
            number=number,
        )


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
            _check_people(entry, people)
            entry.members.all().delete()
            EntryPerson.objects.bulk_create(_seats(entry, people))
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


def _check_size(skill: ContestedSkill, people: Sequence[PublicPerson]) -> None:
    if not 1 <= len(people) <= skill.team_size:
        message = _("An entry of this skill has 1 to %(most)s people; these are %(count)s.")
        raise EventRefused(message % {"most": skill.team_size, "count": len(people)})


def _check_people(entry: Entry, people: Sequence[PublicPerson]) -> None:
    """Refuse people that `entry` cannot have instead of its own."""
    _check_size(entry.contested_skill, people)
    keys = {person.pk for person in people}
    others = EntryPerson.objects.filter(entry__contested_skill=entry.contested_skill, person__in=keys)
    others = others.exclude(entry__status=EntryStatus.WITHDRAWN).exclude(entry=entry)
    twice = others.select_related("person").first()
    if twice is not None or len(keys) != len(people):
        raise EventRefused(_twice(twice.person if twice else people[0]))


def _twice(person: PublicPerson) -> str:
    return _("%(name)s is entered in this skill already.") % {"name": person.full_name}


def _check_number(entry: Entry) -> None:
    others = Entry.objects.filter(contested_skill=entry.contested_skill, number=entry.number).exclude(pk=entry.pk)
    if others.exists():
        raise EventRefused(_number_taken(entry.number))


def _number_taken(number: int) -> str:
    return _("Another entry of this skill has the number %(number)s.") % {"number": number}


def _seats(entry: Entry, people: Sequence[PublicPerson]) -> list[EntryPerson]:
    return [EntryPerson(entry=entry, person=person, order=order) for order, person in enumerate(people, start=1)]


def _facts(entry: Entry, people: Sequence[PublicPerson]) -> dict[str, Any]:
    return {
        "number": entry.number,
        "organisation": entry.organisation_id,
        "region": entry.region,
        "country": entry.country,
        "team_name": entry.team_name,
        "people": [person.pk for person in people],
    }
