"""Carrying a plan out: by the same functions as the desk, in one transaction, or not at all."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from championships.events import publicity, sequence
from championships.events.appointing import appoint_all, change_organisation
from championships.events.contesting import change_contested, contest
from championships.events.entering import NewEntry, change_entry, enter_all
from championships.events.importing.layout import SheetKind
from championships.events.importing.plan import (
    Act,
    EntryAct,
    ItemAct,
    OfficialAct,
    PersonAct,
    Plan,
    SkillAct,
    Step,
    Verdict,
)
from championships.events.importing.planning import plan_for
from championships.events.importing.tables import Tables
from championships.events.models import (
    Championship,
    Covers,
    Entry,
    GivenBy,
    Official,
    OfficialRole,
    PublicPerson,
    ScheduleItem,
)
from championships.events.refusals import EventRefused
from championships.events.registering import link_account, register_organisations
from championships.events.scheduling import change_item, plan_all
from championships.schemes.models import Skill
from people.audit import record
from people.models import Organisation, User
from people.permissions import may_run_championships


class Meanwhile(EventRefused):
    """Something changed after the dry run, so something else would be done than was shown."""


def carry_out(*, actor: User, championship: Championship, tables: Tables, shown: str) -> Plan:
    """Do what the dry run with the fingerprint `shown` has shown, and return the plan. Rows that it refused are left out.

    Raises:
        PermissionDenied: `actor` may not run championships.
        Meanwhile: the same tables would do something else now.
        EventRefused: a step is refused after all; nothing is done then.
    """
    if not may_run_championships(actor):
        raise PermissionDenied
    with transaction.atomic():
        locked = sequence.locked(championship.pk)
        planned = plan_for(tables, locked)
        if planned.fingerprint() != shown:
            raise Meanwhile(_("Something changed meanwhile. Look at what would be done now, and confirm again."))
        _Hand(actor, locked, planned).do()
        counts = {verdict.value: count for verdict, count in planned.counts().items()}
        record(actor=actor, action="workbook.imported", subject=locked, data=counts)
    return planned


class _Hand:
    """Does the acts of one plan. What it makes has a negative key in it; the new is made in batches, not one by one."""

    def __init__(self, actor: User, championship: Championship, planned: Plan) -> None:
        self._actor, self._championship, self._plan = actor, championship, planned
        self._skills = {each.pk: each for each in championship.skills.select_related("skill")}
        self._people: dict[int, PublicPerson] = {}
        self._organisations: dict[int, Organisation] = {}

    def do(self) -> None:
        acts = _in_order(self._plan.steps)
        for act in acts:
            if isinstance(act, SkillAct):
                self._do_skill(act)
        entries = [act for act in acts if isinstance(act, EntryAct)]
        officials = [act for act in acts if isinstance(act, OfficialAct)]
        self._bring_organisations([*(act.organisation for act in entries), *(act.organisation for act in officials)])
        settled = [*(each for act in entries for each in act.people), *(act.person for act in officials)]
        self._bring_people([*(key for act in entries for key in act.members), *(each.person for each in settled)])
        self._settle(settled)
        self._do_entries(entries)
        self._do_officials(officials)
        self._do_items(act for act in acts if isinstance(act, ItemAct))

    def _do_skill(self, act: SkillAct) -> None:
        facts = dict(act.facts)
        if act.key > 0:
            skill = change_contested(actor=self._actor, contested_skill=self._skills[act.key], **facts)
        else:
            listed = None if act.skill is None else Skill.objects.get(pk=act.skill)
            facts["title"] = "" if listed else facts["title"]
            skill = contest(actor=self._actor, championship=self._championship, skill=listed, **facts)
        self._skills[act.key] = skill

    def _bring_organisations(self, keys: Iterable[int | None]) -> None:
        wanted = {key for key in keys if key is not None}
        self._organisations |= Organisation.objects.in_bulk([key for key in wanted if key > 0])
        new = [(key, self._plan.organisations[key]) for key in sorted(wanted, reverse=True) if key < 0]
        made = [Organisation(name=each.name, region=each.region, country=each.country) for _key, each in new]
        if made:
            register_organisations(actor=self._actor, organisations=made)
        self._organisations |= {key: each for (key, _new), each in zip(new, made, strict=True)}

    def _bring_people(self, keys: Iterable[int]) -> None:
        wanted = set(keys)
        self._people |= PublicPerson.objects.in_bulk([key for key in wanted if key > 0])
        new = [(key, self._plan.people[key]) for key in sorted(wanted, reverse=True) if key < 0]
        made = [
            PublicPerson(family_name=each.family_name, given_name=each.given_name, patronymic=each.patronymic)
            for _key, each in new
        ]
        if made:
            publicity.register_people(actor=self._actor, people=made)
        self._people |= {key: each for (key, _new), each in zip(new, made, strict=True)}

    def _settle(self, acts: Iterable[PersonAct]) -> None:
        """Link the accounts and record the consents of people."""
        papers: dict[int, publicity.NewConsent] = {}
        for act in acts:
            person = self._people[act.person]
            if act.account is not None and person.user_id != act.account:
                account = User.objects.get(pk=act.account)
                self._people[act.person] = link_account(actor=self._actor, person=person, user=account)
            if act.consent is not None:
                says = act.consent
                given = GivenBy(says.given_by)
                papers[person.pk] = publicity.NewConsent(Covers.NAME, given, says.given_by_name, says.basis)
        if papers:
            publicity.publish_names(actor=self._actor, papers=papers)

    def _do_entries(self, acts: Iterable[EntryAct]) -> None:
        new = []
        for act in acts:
            members = [self._people[key] for key in act.members]
            facts: dict[str, Any] = dict(act.facts)
            if act.organisation is not None:
                facts["organisation"] = self._organisations[act.organisation]
            if act.key:
                self._change_entry(act.key, members, facts)
            else:
                new.append(NewEntry(self._skills[act.skill], members, **facts))
        if new:
            enter_all(actor=self._actor, championship=self._championship.pk, entries=new)

    def _change_entry(self, key: int, members: Sequence[PublicPerson], facts: Mapping[str, Any]) -> None:
        entry = Entry.objects.select_related("contested_skill").get(pk=key)
        before = set(entry.people.values_list("pk", flat=True))
        people = members if {each.pk for each in members} != before else None
        change_entry(actor=self._actor, entry=entry, people=people, **facts)

    def _do_officials(self, acts: Iterable[OfficialAct]) -> None:
        new = []
        for act in acts:
            organisation = None if act.organisation is None else self._organisations[act.organisation]
            if act.key == 0:
                skill = None if act.skill is None else self._skills[act.skill]
                person, role = self._people[act.person.person], OfficialRole(act.role)
                new.append(Official(person=person, role=role, contested_skill=skill, organisation=organisation))
            elif organisation is not None:
                official = Official.objects.get(pk=act.key)
                if official.organisation_id != organisation.pk:
                    change_organisation(actor=self._actor, official=official, organisation=organisation)
        if new:
            appoint_all(actor=self._actor, championship=self._championship, tasks=new)

    def _do_items(self, acts: Iterable[ItemAct]) -> None:
        new = []
        for act in acts:
            if act.key:
                change_item(actor=self._actor, item=ScheduleItem.objects.get(pk=act.key), **act.facts)
            else:
                skill = None if act.skill is None else self._skills[act.skill]
                new.append({"contested_skill": skill, **act.facts})
        if new:
            plan_all(actor=self._actor, championship=self._championship, items=new)


def _in_order(steps: Mapping[SheetKind, Iterable[Step]]) -> list[Act]:
    """Return the acts: the sheets in their order, and entries that say their number before those that take the next."""
    acts: list[Act] = []
    for kind in SheetKind:
        found = [step.act for step in steps.get(kind, ()) if step.act and step.verdict != Verdict.REFUSED]
        acts += sorted(found, key=lambda act: isinstance(act, EntryAct) and "number" not in act.facts)
    return acts
