"""Carrying a plan out: by the same functions as the desk, in one transaction, or not at all."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from championships.events import publicity, sequence
from championships.events.appointing import appoint, change_organisation
from championships.events.contesting import change_contested, contest
from championships.events.entering import change_entry, enter
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
    ContestedSkill,
    Covers,
    Entry,
    GivenBy,
    Official,
    OfficialRole,
    Publicity,
    PublicPerson,
    ScheduleItem,
)
from championships.events.refusals import EventRefused
from championships.events.registering import link_account, register_organisation
from championships.events.scheduling import change_item, plan
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
    """Does the acts of one plan; what has a negative key in it is made when it is first needed."""

    def __init__(self, actor: User, championship: Championship, planned: Plan) -> None:
        self._actor, self._championship, self._plan = actor, championship, planned
        self._skills = {each.pk: each for each in championship.skills.select_related("skill")}
        self._people: dict[int, PublicPerson] = {}
        self._organisations: dict[int, Organisation] = {}

    def do(self) -> None:
        for act in _in_order(self._plan.steps):
            match act:
                case SkillAct():
                    self._do_skill(act)
                case EntryAct():
                    self._do_entry(act)
                case OfficialAct():
                    self._do_official(act)
                case ItemAct():
                    self._do_item(act)

    def _do_skill(self, act: SkillAct) -> None:
        facts = dict(act.facts)
        if act.key > 0:
            skill = change_contested(actor=self._actor, contested_skill=self._skills[act.key], **facts)
        else:
            listed = None if act.skill is None else Skill.objects.get(pk=act.skill)
            facts["title"] = "" if listed else facts["title"]
            skill = contest(actor=self._actor, championship=self._championship, skill=listed, **facts)
        self._skills[act.key] = skill

    def _do_entry(self, act: EntryAct) -> None:
        for each in act.people:
            self._settle(each)
        members = [self._person(key) for key in act.members]
        facts: dict[str, Any] = dict(act.facts)
        if act.organisation is not None:
            facts["organisation"] = self._organisation(act.organisation)
        if act.key:
            entry = Entry.objects.select_related("contested_skill").get(pk=act.key)
            before = set(entry.people.values_list("pk", flat=True))
            people = members if {each.pk for each in members} != before else None
            change_entry(actor=self._actor, entry=entry, people=people, **facts)
        else:
            enter(actor=self._actor, contested_skill=self._skill(act.skill), people=members, **facts)

    def _do_official(self, act: OfficialAct) -> None:
        self._settle(act.person)
        organisation = None if act.organisation is None else self._organisation(act.organisation)
        if act.key == 0:
            appoint(
                actor=self._actor,
                championship=self._championship,
                person=self._person(act.person.person),
                role=OfficialRole(act.role),
                contested_skill=None if act.skill is None else self._skill(act.skill),
                organisation=organisation,
            )
        elif organisation is not None:
            official = Official.objects.get(pk=act.key)
            if official.organisation_id != organisation.pk:
                change_organisation(actor=self._actor, official=official, organisation=organisation)

    def _do_item(self, act: ItemAct) -> None:
        skill = None if act.skill is None else self._skill(act.skill)
        if act.key:
            change_item(actor=self._actor, item=ScheduleItem.objects.get(pk=act.key), **act.facts)
        else:
            plan(actor=self._actor, championship=self._championship, contested_skill=skill, **act.facts)

    def _settle(self, act: PersonAct) -> None:
        """Link the account and record the consent of somebody."""
        person = self._person(act.person)
        if act.account is not None and person.user_id != act.account:
            person = link_account(actor=self._actor, person=person, user=User.objects.get(pk=act.account))
        if act.consent is not None:
            paper = act.consent
            new = publicity.NewConsent(Covers.NAME, GivenBy(paper.given_by), paper.given_by_name, paper.basis)
            person = publicity.choose(
                actor=self._actor,
                person=person,
                publicity=Publicity.NAME,
                shows_picture=person.shows_picture,
                consents=[new],
            )
        self._people[act.person] = person

    def _skill(self, key: int) -> ContestedSkill:
        return self._skills[key]

    def _person(self, key: int) -> PublicPerson:
        if key not in self._people:
            self._people[key] = PublicPerson.objects.get(pk=key) if key > 0 else self._registered(key)
        return self._people[key]

    def _registered(self, key: int) -> PublicPerson:
        naming = self._plan.people[key]
        return publicity.register_person(
            actor=self._actor,
            family_name=naming.family_name,
            given_name=naming.given_name,
            patronymic=naming.patronymic,
        )

    def _organisation(self, key: int) -> Organisation:
        if key not in self._organisations:
            if key > 0:
                self._organisations[key] = Organisation.objects.get(pk=key)
            else:
                new = self._plan.organisations[key]
                self._organisations[key] = register_organisation(
                    actor=self._actor, name=new.name, region=new.region, country=new.country
                )
        return self._organisations[key]


def _in_order(steps: Mapping[SheetKind, Iterable[Step]]) -> list[Act]:
    """Return the acts: the sheets in their order, and entries that say their number before those that take the next."""
    acts: list[Act] = []
    for kind in SheetKind:
        found = [step.act for step in steps.get(kind, ()) if step.act and step.verdict != Verdict.REFUSED]
        acts += sorted(found, key=lambda act: isinstance(act, EntryAct) and "number" not in act.facts)
    return acts
