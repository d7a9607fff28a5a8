"""What the dry run has shown is what is done, once, and by the same functions as the desk."""

from collections import Counter

import pytest
from django.core.exceptions import PermissionDenied
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from pytest_django import DjangoAssertNumQueries

from championships.events.contesting import contest
from championships.events.entering import withdraw
from championships.events.importing import reading
from championships.events.importing.carrying_out import Meanwhile, carry_out
from championships.events.importing.layout import SheetKind
from championships.events.importing.plan import Plan, Verdict
from championships.events.importing.planning import plan_for
from championships.events.importing.tables import Tables
from championships.events.models import (
    Championship,
    Consent,
    ContestedSkill,
    Entry,
    Official,
    PublicPerson,
    ScheduleItem,
)
from championships.events.publicity import withdraw_consent
from people.models import AuditEntry, Organisation, Role
from tests.championships.events.grown import Event, person_with
from tests.championships.events.importing.books import tables, whole
from tests.championships.events.importing.test_planning import rows_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def event(db: None) -> Event:
    return Event()


def do(event: Event, data: Tables) -> Plan:
    """Carry out what the dry run shows."""
    shown = plan_for(data, event.championship).fingerprint()
    return carry_out(actor=event.organiser, championship=event.championship, tables=data, shown=shown)


def counted() -> list[int]:
    models = (ContestedSkill, PublicPerson, Organisation, Entry, Official, ScheduleItem, Consent)
    return [model.objects.count() for model in models]


def test_a_championship_is_set_up_from_one_workbook_and_the_same_file_changes_nothing(event: Event) -> None:
    data = reading.read(whole())
    assert plan_for(data, event.championship).counts() == Counter({Verdict.NEW: 7, Verdict.CHANGED: 1})
    do(event, data)
    assert event.championship.skills.count() == 2
    robots = event.championship.skills.get(title="Robots")
    assert (robots.number, robots.team_size, robots.workplaces) == ("11", 2, 4)
    owls = robots.entries.get()
    assert (owls.team_name, [each.full_name for each in owls.people.order_by("places__order")]) == (
        "The Owls",
        ["Dias Burkit", "Polina Chaika"],
    )
    assert sorted(event.skill.entries.values_list("number", flat=True)) == [7, 8]
    assert set(PublicPerson.objects.filter(entries__isnull=False).values_list("publicity", flat=True)) == {"initials"}
    before, trail = counted(), AuditEntry.objects.count()
    again = plan_for(data, event.championship)
    assert again.counts() == Counter({Verdict.SAME: 8})
    assert not again.does_something()
    do(event, data)
    assert counted() == before
    assert AuditEntry.objects.count() == trail + 1


def test_what_changed_meanwhile_is_not_done(event: Event) -> None:
    data = tables(skills=[{"skill": "Robots"}])
    shown = plan_for(data, event.championship).fingerprint()
    contest(actor=event.organiser, championship=event.championship, title="Robots")
    with pytest.raises(Meanwhile):
        carry_out(actor=event.organiser, championship=event.championship, tables=data, shown=shown)


def test_only_organisers_import(event: Event) -> None:
    with pytest.raises(PermissionDenied):
        carry_out(actor=event.mentor, championship=event.championship, tables=tables(), shown="")


PUBLIC = {
    "skill": "Web technologies",
    "family_name": "Aqqu",
    "given_name": "Aruzhan",
    "organisation": "Alatau college",
    "name_public": "yes",
    "given_by": "a parent or guardian",
    "given_by_name": "Gulnar Aqqu",
    "basis": "Paper 17",
}


def test_a_consent_is_recorded_once_and_never_brought_back(event: Event) -> None:
    data = tables(participants=[PUBLIC])
    do(event, data)
    person = PublicPerson.objects.get()
    assert (person.public_name, person.consents.get().given_by) == ("Aruzhan Aqqu", "parent")
    assert not plan_for(data, event.championship).does_something()
    withdraw_consent(actor=event.organiser, consent=person.consents.get())
    (step,) = plan_for(data, event.championship).steps[SheetKind.PARTICIPANTS]
    assert step.problems[0].code == "consent_withdrawn"
    do(event, data)
    assert PublicPerson.objects.get().public_name == "A. A."


def test_a_withdrawn_competitor_stays_withdrawn(event: Event) -> None:
    row = {**PUBLIC, "name_public": ""}
    do(event, tables(participants=[row]))
    withdraw(actor=event.organiser, entry=Entry.objects.get(), reason="Ill.")
    do(event, tables(participants=[row]))
    assert Entry.objects.get().status == "withdrawn"


def test_an_account_becomes_that_of_the_chief_expert(event: Event) -> None:
    expert = person_with(Role.EXPERT, "chief@podium.example")
    row = {"skill": "Web technologies", "role": "chief expert", "full_name": "Torgai Kamila", "email": expert.email}
    data = tables(officials=[row])
    do(event, data)
    assert Official.objects.get().person.user == expert
    assert not plan_for(data, event.championship).does_something()


NAMED = [{"family_name": f"Torgai{number}"} for number in range(40)]


@pytest.mark.parametrize("many", [1, 40])
def test_an_import_asks_the_same_for_one_and_for_many(
    event: Event, many: int, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    rows = [{**PUBLIC, "family_name": f"Aqqu{number}", "organisation": f"College {number}"} for number in range(many)]
    experts = [{"skill": "Web technologies", "role": "expert", **each, "given_name": "Kamila"} for each in NAMED[:many]]
    items = [{"date": "2026-03-02", "starts_at": "9.00", "title_en": f"Module {number}"} for number in range(many)]
    data = tables(participants=rows, officials=experts, schedule=items)
    with django_assert_max_num_queries(80):
        do(event, data)
    with django_assert_max_num_queries(22):
        assert not plan_for(data, event.championship).does_something()


class AnyTable(TestCase):
    """Hypothesis: whatever stands in a workbook, the dry run tells exactly what is then done."""

    @settings(max_examples=25)
    @given(st.fixed_dictionaries({kind.value: rows_of(kind) for kind in SheetKind}))
    def test_the_dry_run_is_what_is_done(self, rows: dict[str, list[dict[str, str]]]) -> None:
        """What is new in the dry run is there afterwards, and nothing is new any more."""
        event = Event()
        data = tables(**rows)
        planned = do(event, data)
        new = {kind: sum(step.verdict == Verdict.NEW for step in planned.steps[kind]) for kind in SheetKind}
        at = Championship.objects.get(pk=event.championship.pk)
        assert at.skills.count() == 1 + new[SheetKind.SKILLS]
        assert Entry.objects.filter(contested_skill__championship=at).count() == new[SheetKind.PARTICIPANTS]
        assert at.officials.count() == new[SheetKind.OFFICIALS]
        assert at.schedule.count() == new[SheetKind.SCHEDULE]
        assert not plan_for(data, at).counts()[Verdict.NEW]
