"""Entries, marking teams and the draw: who may, what is refused, and what is kept of it."""

import doctest

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from championships.events import competition_days, drawing
from championships.events.drawing import annul_draw, draw_workplaces, outcome_of, repeat_draw
from championships.events.entering import change_entry, confirm_entry, enter, start, withdraw
from championships.events.marking_teams import dissolve_team, form_team, panel_of, problems_of_team
from championships.events.matching import EntryFinder
from championships.events.models import Draw, Entry, MarkingTeam, MembersAre
from championships.events.refusals import EventRefused
from people.models import AuditEntry
from tests.championships.events.grown import NAMES, Event


@pytest.fixture
def event(db: None) -> Event:
    return Event()


def test_the_examples_are_right() -> None:
    for module in (drawing, competition_days):
        assert doctest.testmod(module).failed == 0


def test_an_entry_takes_region_and_the_next_number_and_is_told(event: Event) -> None:
    first, second = event.enter(NAMES[0]), event.enter(NAMES[1], "Zarechye college")
    assert (first.number, second.number) == (1, 2)
    assert (second.region, second.country, second.status) == ("Zarechye", "KZ", "started")
    assert AuditEntry.objects.filter(action="entry.entered").count() == 2
    event.championship.refresh_from_db()
    assert event.championship.sequence == 4


def test_nobody_is_entered_twice_in_a_skill_and_no_number_is_given_twice(event: Event) -> None:
    person = event.person(NAMES[0])
    entry = enter(actor=event.organiser, contested_skill=event.skill, people=[person], number=7)
    with pytest.raises(EventRefused, match="Aruzhan Aqqu"):
        enter(actor=event.organiser, contested_skill=event.skill, people=[person])
    with pytest.raises(EventRefused, match="7"):
        enter(actor=event.organiser, contested_skill=event.skill, people=[event.person(NAMES[1])], number=7)
    with pytest.raises(EventRefused):
        enter(actor=event.organiser, contested_skill=event.skill, people=[event.person("A B"), event.person("C D")])
    withdraw(actor=event.organiser, entry=entry, reason="Ill.")
    assert enter(actor=event.organiser, contested_skill=event.skill, people=[person]).number == 8


def test_an_entry_goes_forward_only_and_a_withdrawal_says_why(event: Event) -> None:
    entry = enter(actor=event.organiser, contested_skill=event.skill, people=[event.person(NAMES[0])])
    assert confirm_entry(actor=event.organiser, entry=entry).status == "confirmed"
    assert start(actor=event.organiser, entry=entry).status == "started"
    with pytest.raises(EventRefused, match="started"):
        confirm_entry(actor=event.organiser, entry=entry)
    with pytest.raises(EventRefused):
        withdraw(actor=event.organiser, entry=entry, reason=" ")
    gone = withdraw(actor=event.organiser, entry=entry, reason="Ill.")
    assert (gone.status, gone.withdrawn_reason) == ("withdrawn", "Ill.")
    with pytest.raises(EventRefused):
        change_entry(actor=event.organiser, entry=entry, number=9)
    with pytest.raises(IntegrityError), transaction.atomic():
        Entry.objects.filter(pk=entry.pk).update(withdrawn_reason="")


def test_a_change_keeps_what_was_before_in_the_trail(event: Event) -> None:
    entry = event.enter(NAMES[0])
    other = event.person(NAMES[1])
    change_entry(actor=event.organiser, entry=entry, people=[other], region="Jetisu", number=5)
    entry.refresh_from_db()
    assert (entry.region, entry.number, list(entry.people.all())) == ("Jetisu", 5, [other])
    told = AuditEntry.objects.get(action="entry.changed").data
    assert (told["before"]["number"], told["after"]["number"]) == (1, 5)
    with pytest.raises(TypeError):
        change_entry(actor=event.organiser, entry=entry, workplace=3)


def test_only_organisers_enter_draw_and_form_teams(event: Event) -> None:
    entry = event.enter(NAMES[0])
    people = [event.person("A B")]
    with pytest.raises(PermissionDenied):
        enter(actor=event.mentor, contested_skill=event.skill, people=people)
    with pytest.raises(PermissionDenied):
        withdraw(actor=event.mentor, entry=entry, reason="x")
    with pytest.raises(PermissionDenied):
        draw_workplaces(actor=event.mentor, contested_skill=event.skill)


# Marking teams -------------------------------------------------------------------------------------------------


def test_a_team_has_three_judges_and_nobody_marks_their_own(event: Event) -> None:
    own = event.enter(NAMES[0], "Alatau college")
    judges = [event.official(f"{name} college") for name in ("Alatau", "Zarechye", "Jetisu")]
    leads = event.official("Saryarqa college")
    with pytest.raises(EventRefused, match="three judges"):
        form_team(actor=event.organiser, contested_skill=event.skill, name="1", judges=judges[:2], coordinator=leads)
    with pytest.raises(EventRefused, match="two seats"):
        form_team(actor=event.organiser, contested_skill=event.skill, name="1", judges=judges, coordinator=judges[0])
    team = form_team(actor=event.organiser, contested_skill=event.skill, name="1", judges=judges, coordinator=leads)
    panel = panel_of(team, own)
    assert panel.stood_back is not None
    assert panel.stood_back.member == "Alatau college"
    assert [judge.member for judge in panel.judges] == ["Zarechye college", "Jetisu college", "Saryarqa college"]
    dissolve_team(actor=event.organiser, team=team)
    assert not MarkingTeam.objects.exists()


def test_two_compatriots_of_one_competitor_are_refused_with_the_entry_named(event: Event) -> None:
    event.enter(NAMES[0], "Alatau college")
    judges = [event.official(f"{name} college") for name in ("Alatau", "Alatau", "Jetisu")]
    leads = event.official("Saryarqa college")
    with pytest.raises(EventRefused, match="Entry 1"):
        form_team(actor=event.organiser, contested_skill=event.skill, name="1", judges=judges, coordinator=leads)


def test_by_country_everybody_is_a_compatriot_and_a_later_entry_shows_it(event: Event) -> None:
    judges = [event.official(f"{name} college") for name in ("Alatau", "Zarechye", "Jetisu")]
    team = form_team(
        actor=event.organiser,
        contested_skill=event.skill,
        name="1",
        judges=judges,
        coordinator=event.official("Saryarqa college"),
    )
    event.enter(NAMES[0], "Alatau college")
    assert problems_of_team(team) == []
    event.championship.members_are = MembersAre.COUNTRY
    event.championship.save()
    team.refresh_from_db()
    assert len(problems_of_team(MarkingTeam.objects.get(pk=team.pk))) == 1


# The draw ------------------------------------------------------------------------------------------------------


def test_the_draw_is_repeated_from_its_seed_and_recorded(event: Event) -> None:
    entries = [event.enter(name) for name in NAMES]
    gone = event.enter("Late Goer")
    withdraw(actor=event.organiser, entry=gone, reason="Ill.")
    draw = draw_workplaces(actor=event.organiser, contested_skill=event.skill, seed="dice 4 1 6 2")
    places = dict(Entry.objects.exclude(pk=gone.pk).values_list("pk", "workplace"))
    assert sorted(place or 0 for place in places.values()) == [1, 2, 3, 4, 5, 6]
    assert {str(key): place for key, place in places.items()} == outcome_of(
        "dice 4 1 6 2", [str(e.pk) for e in entries]
    )
    assert repeat_draw(Draw.objects.get(pk=draw.pk)) == draw.outcome
    Draw.objects.filter(pk=draw.pk).update(outcome={**draw.outcome, str(entries[0].pk): 9})
    with pytest.raises(EventRefused):
        repeat_draw(Draw.objects.get(pk=draw.pk))


def test_a_second_draw_needs_the_first_annulled_with_a_reason(event: Event) -> None:
    entry = event.enter(NAMES[0])
    draw = draw_workplaces(actor=event.organiser, contested_skill=event.skill)
    assert len(draw.seed) == 32
    with pytest.raises(EventRefused, match="Annul"):
        draw_workplaces(actor=event.organiser, contested_skill=event.skill)
    with pytest.raises(EventRefused):
        annul_draw(actor=event.organiser, draw=draw, reason="")
    annul_draw(actor=event.organiser, draw=draw, reason="One entry was missing.")
    entry.refresh_from_db()
    assert entry.workplace is None
    draw_workplaces(actor=event.organiser, contested_skill=event.skill)
    assert event.skill.draws.count() == 2


def test_no_draw_without_workplaces_or_after_results(event: Event) -> None:
    with pytest.raises(EventRefused, match="Nobody"):
        draw_workplaces(actor=event.organiser, contested_skill=event.skill)
    entries = [event.enter(name) for name in NAMES[:2]]
    event.skill.workplaces = 1
    event.skill.save()
    with pytest.raises(EventRefused, match="1 workplaces for 2"):
        draw_workplaces(actor=event.organiser, contested_skill=event.skill)
    event.hand_over(["80", "70"], entries)
    event.skill.workplaces = None
    event.skill.save()
    with pytest.raises(EventRefused, match="results"):
        draw_workplaces(actor=event.organiser, contested_skill=event.skill)


def test_lines_find_their_entries_by_account_or_by_a_name_that_one_alone_has(event: Event) -> None:
    entry, twin = event.enter("Dana Demo"), event.enter("Twin Demo")
    event.enter("Twin Demo")
    person = twin.people.get()
    person.user = event.mentor
    person.save()
    finder = EntryFinder(event.skill)
    assert finder.find("  demo   DANA ") == entry
    assert finder.find("Twin Demo") is None
    assert finder.find("Somebody", event.mentor.pk) == twin
