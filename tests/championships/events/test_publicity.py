"""What is public of people: initials unless they consent, and what they take back is gone everywhere at once."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoCaptureOnCommitCallbacks

from championships.events.confirming import confirm
from championships.events.entering import change_entry, enter, start
from championships.events.freezing import freeze, thaw
from championships.events.models import Consent, Covers, Partner, Publicity, PublicPerson, ResultRow, SkillResult
from championships.events.public_lines import lines_naming
from championships.events.public_view import public_view
from championships.events.publicity import (
    choose,
    register_person,
    remove_line_on_request,
    remove_on_request,
    rename,
    withdraw_consent,
)
from championships.events.publishing import publish
from championships.events.refusals import EventRefused
from media.models import CustomImage
from pages.models import StandardPage
from people.models import AuditEntry
from tests.championships.events.filled import picture
from tests.championships.events.grown import BY_NAME, BY_PICTURE, NAMES, Event
from tests.pages.growing import add, grow_home


@pytest.fixture
def event(db: None) -> Event:
    return Event()


def published(event: Event, *totals: str) -> list[PublicPerson]:
    """Publish a result of as many entries as there are totals and return their people."""
    entries = [event.enter(NAMES[place]) for place in range(len(totals))]
    result = event.hand_over(totals, entries)
    confirm(actor=event.organiser, result=result)
    publish(actor=event.organiser, result=result)
    return [entry.people.get() for entry in entries]


def names(event: Event) -> list[str]:
    return [row["name"] for skill in public_view(event.championship)["skills"] for row in skill["rows"]]


def test_initials_are_public_unless_somebody_consents(event: Event) -> None:
    first, _second = published(event, "80", "70")
    assert (first.publicity, first.public_name) == ("initials", "A. A.")
    assert names(event) == ["A. A.", "N. S."]
    with pytest.raises(EventRefused, match="consent"):
        choose(actor=event.organiser, person=first, publicity=Publicity.NAME)
    with pytest.raises(EventRefused, match="consent"):
        choose(actor=event.organiser, person=first, publicity=Publicity.NAME, shows_picture=True, consents=[BY_NAME])
    assert not Consent.objects.exists()
    choose(actor=event.organiser, person=first, publicity=Publicity.NAME, consents=[BY_NAME])
    assert names(event) == ["Aruzhan Aqqu", "N. S."]
    assert AuditEntry.objects.get(action="publicity.chosen").data["before"]["publicity"] == "initials"


def test_only_organisers_choose_and_remove(event: Event) -> None:
    person = event.person(NAMES[0])
    for act in (
        lambda: choose(actor=event.mentor, person=person, publicity=Publicity.NOTHING),
        lambda: remove_on_request(actor=event.mentor, person=person, reason="x"),
        lambda: rename(actor=event.mentor, person=person, given_name="B"),
        lambda: register_person(actor=event.mentor, given_name="A"),
    ):
        with pytest.raises(PermissionDenied):
            act()


def test_withdrawing_a_consent_leaves_the_initials_and_no_picture(event: Event) -> None:
    (person,) = published(event, "80")
    choose(
        actor=event.organiser,
        person=person,
        publicity=Publicity.NAME,
        shows_picture=True,
        consents=[BY_NAME, BY_PICTURE],
    )
    for consent in person.consents.all():
        withdraw_consent(actor=event.organiser, consent=consent)
    person.refresh_from_db()
    assert (person.publicity, person.shows_picture, names(event)) == ("initials", False, ["A. A."])
    with pytest.raises(EventRefused):
        withdraw_consent(actor=event.organiser, consent=Consent.objects.first() or Consent())


def with_picture(event: Event, shown: CustomImage) -> PublicPerson:
    """Return somebody whose picture is public."""
    person = event.person(NAMES[0])
    PublicPerson.objects.filter(pk=person.pk).update(picture=shown)
    initials = Publicity.INITIALS
    return choose(actor=event.organiser, person=person, publicity=initials, shows_picture=True, consents=[BY_PICTURE])


def status(client: Client, address: str) -> int:
    """Return how the server answers, and read the file that it may have opened to its end, which closes it.

    An answer that is closed by hand ends its request, and with that a connection to the database that is old enough.
    """
    response = client.get(address)
    for _part in response:
        pass
    return response.status_code


def withdraw_the_only_consent(event: Event, person: PublicPerson) -> PublicPerson:
    return withdraw_consent(actor=event.organiser, consent=person.consents.get())


def remove(event: Event, person: PublicPerson) -> PublicPerson:
    return remove_on_request(actor=event.organiser, person=person, reason="She asked on 5 March.")


@pytest.mark.indexed
@pytest.mark.parametrize("take_back", [withdraw_the_only_consent, remove])
def test_a_picture_that_is_taken_back_is_no_longer_at_its_address(
    event: Event,
    client: Client,
    take_back: Callable[[Event, PublicPerson], PublicPerson],
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    shown = picture()
    addresses = [f"/media/{shown.file.name}", f"/media/{shown.get_rendition('width-20').file.name}"]
    assert [status(client, address) for address in addresses] == [200, 200]
    with django_capture_on_commit_callbacks(execute=True):
        person = take_back(event, with_picture(event, shown))
    assert person.picture is None
    assert not CustomImage.objects.exists()
    assert [status(client, address) for address in addresses] == [404, 404]
    assert AuditEntry.objects.latest("pk").data["picture_deleted"] is True


@pytest.mark.indexed
@pytest.mark.parametrize("take_back", [withdraw_the_only_consent, remove])
def test_a_picture_that_others_show_stays_theirs(
    event: Event,
    take_back: Callable[[Event, PublicPerson], PublicPerson],
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    of_two, of_a_partner, in_a_text = picture(), picture(), picture()
    news = StandardPage(title="News", slug="news")
    body: Any = [{"type": "picture", "value": {"image": in_a_text.pk, "alternative": "A bench"}}]
    news.body = body
    with django_capture_on_commit_callbacks(execute=True):
        partner = Partner.objects.create(championship=event.championship, name="Partner", logo=of_a_partner)
        other = event.person(NAMES[1])
        PublicPerson.objects.filter(pk=other.pk).update(picture=of_two)
        add(grow_home(), news)
    with django_capture_on_commit_callbacks(execute=True):
        taken = [take_back(event, with_picture(event, shown)) for shown in (of_two, of_a_partner, in_a_text)]
    assert [person.picture for person in taken] == [None, None, None]
    assert CustomImage.objects.count() == len(taken)
    partner.refresh_from_db()
    other.refresh_from_db()
    assert (partner.logo, other.picture) == (of_a_partner, of_two)


def test_withdrawing_the_consent_to_the_name_leaves_the_picture(event: Event) -> None:
    person = with_picture(event, picture())
    choose(actor=event.organiser, person=person, publicity=Publicity.NAME, shows_picture=True, consents=[BY_NAME])
    withdrawn = withdraw_consent(actor=event.organiser, consent=person.consents.get(covers=Covers.NAME))
    assert withdrawn.shows_picture
    assert CustomImage.objects.get() == withdrawn.picture


def test_removal_rewrites_every_championship_and_version_and_keeps_the_record(event: Event) -> None:
    (person,) = published(event, "80")
    choose(actor=event.organiser, person=person, publicity=Publicity.NAME, consents=[BY_NAME])
    event.hand_over(["81"], [person.entries.get()], reason="A form was misread.")
    freeze(actor=event.organiser, championship=event.championship)
    before = public_view(event.championship)["sequence"]
    with pytest.raises(EventRefused):
        remove_on_request(actor=event.organiser, person=person, reason="")
    remove_on_request(actor=event.organiser, person=person, reason="Her mother wrote on 5 March.")
    rows = ResultRow.objects.all()
    assert {(row.name, row.public_name) for row in rows} == {("Aruzhan Aqqu", "")}
    assert public_view(event.championship)["sequence"] > before
    assert "Aqqu" not in json.dumps(public_view(event.championship))
    assert not Consent.objects.filter(withdrawn_at__isnull=True).exists()
    with pytest.raises(EventRefused):
        choose(actor=event.organiser, person=person, publicity=Publicity.INITIALS)
    with pytest.raises(IntegrityError), transaction.atomic():
        PublicPerson.objects.filter(pk=person.pk).update(public_name="A. A.")


def test_in_a_frozen_championship_more_waits_and_less_does_not(event: Event) -> None:
    first, second = published(event, "80", "70")
    choose(actor=event.organiser, person=second, publicity=Publicity.NAME, consents=[BY_NAME])
    freeze(actor=event.organiser, championship=event.championship)
    choose(actor=event.organiser, person=first, publicity=Publicity.NAME, consents=[BY_NAME])
    choose(actor=event.organiser, person=second, publicity=Publicity.NOTHING)
    assert names(event) == ["A. A.", ""]
    choose(actor=event.organiser, person=second, publicity=Publicity.INITIALS)
    rename(actor=event.organiser, person=first, family_name="Aqquova")
    assert names(event) == ["A. A.", ""]
    thaw(actor=event.organiser, championship=event.championship)
    assert names(event) == ["Aruzhan Aqquova", "N. S."]


def test_a_line_without_a_person_is_removed_for_good(event: Event) -> None:
    result = event.hand_over(["80", "70"])
    row = result.rows.get(key="0")
    assert row.public_name == "A. A."
    remove_line_on_request(actor=event.organiser, row=row, reason="She asked on 5 March.")
    again = event.hand_over(["81", "70"], reason="A form was misread.")
    assert [each.public_name for each in again.rows.order_by("key")] == ["", "N. S."]
    entered = event.enter("Dana Demo", skill=event.contest("Bakery"))
    other = event.hand_over(["80"], [entered], skill=entered.contested_skill, source="list:2")
    with pytest.raises(EventRefused, match="person"):
        remove_line_on_request(actor=event.organiser, row=other.rows.get(), reason="x")


def test_a_team_is_named_by_its_name_and_what_each_of_it_chose(event: Event) -> None:
    skill = event.contest("Mechatronics", team_size=2)
    people = [event.person(NAMES[0]), event.person(NAMES[1])]
    team = enter(actor=event.organiser, contested_skill=skill, people=people, team_name="Gears")
    row = event.hand_over(["80"], [team], skill=skill).rows.get()
    assert (row.name, row.public_name) == ("Gears: Aruzhan Aqqu, Nikita Sokol", "Gears: A. A., N. S.")
    choose(actor=event.organiser, person=people[0], publicity=Publicity.NOTHING)
    row.refresh_from_db()
    assert row.public_name == "Gears: N. S."


def team_that_somebody_left(event: Event) -> tuple[list[PublicPerson], SkillResult]:
    """Publish the result of a team whose second member, of whom the name is public, leaves it; return both members."""
    skill = event.contest("Mechatronics", team_size=2)
    people = [event.person(NAMES[0]), event.person(NAMES[1])]
    choose(actor=event.organiser, person=people[1], publicity=Publicity.NAME, consents=[BY_NAME])
    team = enter(actor=event.organiser, contested_skill=skill, people=people, team_name="Gears")
    result = event.hand_over(["80"], [start(actor=event.organiser, entry=team)], skill=skill)
    confirm(actor=event.organiser, result=result)
    publish(actor=event.organiser, result=result)
    change_entry(actor=event.organiser, entry=team, people=[people[0]])
    return people, result


def test_who_has_left_an_entry_takes_her_consent_back_all_the_same(event: Event) -> None:
    (_stays, left), _result = team_that_somebody_left(event)
    before = public_view(event.championship)["sequence"]
    assert names(event) == ["Gears: A. A., Nikita Sokol"]
    withdraw_consent(actor=event.organiser, consent=left.consents.get())
    assert names(event) == ["Gears: A. A., N. S."]
    assert public_view(event.championship)["sequence"] > before


def test_who_has_left_an_entry_is_removed_on_request_and_found_at_the_desk(event: Event, client: Client) -> None:
    (stays, left), result = team_that_somebody_left(event)
    client.force_login(event.organiser)
    address = reverse("events:desk_person", args=["open", left.pk])
    page = client.get(reverse("events:desk_result", args=["open", result.pk])).content.decode()
    assert address in page
    assert reverse("events:desk_person", args=["open", stays.pk]) not in page
    assert client.get(address).status_code == 200
    client.post(reverse("events:desk_remove", args=["open", left.pk]), {"reason": "She wrote on 5 March."})
    assert names(event) == ["Gears: A. A."]
    assert "Sokol" not in json.dumps(public_view(event.championship))


def test_what_waited_for_the_thaw_comes_also_to_who_has_left_an_entry(event: Event) -> None:
    (stays, left), _result = team_that_somebody_left(event)
    freeze(actor=event.organiser, championship=event.championship)
    rename(actor=event.organiser, person=left, family_name="Sokolov")
    assert names(event) == ["Gears: A. A., Nikita Sokol"]
    thaw(actor=event.organiser, championship=event.championship)
    assert names(event) == ["Gears: A. A., Nikita Sokolov"]
    assert list(lines_naming([stays.pk * 10 + 1, 0])) == []


def test_nobody_is_found_by_what_somebody_is_called(event: Event) -> None:
    (person,) = published(event, "80")
    rename(actor=event.organiser, person=person, given_name='"person": 7000,')
    choose(actor=event.organiser, person=person, publicity=Publicity.NAME, consents=[BY_NAME])
    assert ResultRow.objects.get().public_people[0]["name"].startswith('"person": 7000,')
    assert list(lines_naming([7000])) == []
    assert list(lines_naming([person.pk])) == [ResultRow.objects.get()]
