"""What the public reads of a correction: words of their own, and in them nobody whose name is not public."""

import json
from decimal import Decimal
from importlib import import_module

import pytest
from django.apps import apps
from django.test import Client
from django.urls import reverse

from championships.events.confirming import confirm
from championships.events.correcting import correct
from championships.events.models import Championship, Publicity, PublicPerson, SkillResult
from championships.events.public_reasons import hidden_name_in
from championships.events.public_view import public_view
from championships.events.publicity import choose, remove_line_on_request, remove_on_request, withdraw_consent
from championships.events.publishing import publish
from championships.events.refusals import ResultsRefused
from championships.events.sealing import is_intact
from tests.championships.events.grown import BY_NAME, NAMES, Event

APPEAL = "The appeal of Aruzhan Aqqu is upheld."


@pytest.fixture
def event(db: None) -> Event:
    return Event()


def through(event: Event, result: SkillResult) -> SkillResult:
    confirm(actor=event.second, result=result)
    return publish(actor=event.organiser, result=result)


def corrected(event: Event, result: SkillResult, public_reason: str) -> SkillResult:
    row = result.rows.order_by("position")[0]
    after = correct(
        actor=event.organiser,
        result=result,
        reason=APPEAL,
        public_reason=public_reason,
        changes={row.pk: {"B": row.total - Decimal(59)}},  # type: ignore[operator]  # the line has marks
    )
    return through(event, after)


def reasons(event: Event) -> list[str]:
    return [skill["reason"] for skill in public_view(event.championship)["skills"]]


def test_the_reason_stays_at_the_desk_and_the_public_reads_what_was_written_for_it(event: Event) -> None:
    first = through(event, event.hand_over(["80", "70"], [event.enter(NAMES[0]), event.enter(NAMES[1])]))
    second = corrected(event, first, "")
    assert (second.reason, reasons(event)) == (APPEAL, [""])
    assert "Aqqu" not in json.dumps(public_view(event.championship))
    third = corrected(event, second, "A form was misread.")
    assert reasons(event) == ["A form was misread."]
    assert is_intact(third, list(third.rows.all()))


def test_what_the_public_reads_names_nobody_whose_name_is_not_public(event: Event) -> None:
    entries = [event.enter(NAMES[0]), event.enter(NAMES[1])]
    first = through(event, event.hand_over(["80", "70"], entries))
    for text in ("Appeal of Aruzhan upheld.", "Appeal of AQQU.", "Nikita's form was misread."):
        with pytest.raises(ResultsRefused, match="not public"):
            corrected(event, first, text)
    person = entries[0].people.get()
    choose(actor=event.organiser, person=person, publicity=Publicity.NAME, consents=[BY_NAME])
    corrected(event, first, APPEAL)
    assert reasons(event) == [APPEAL]
    before = public_view(event.championship)["sequence"]
    withdraw_consent(actor=event.organiser, consent=person.consents.get())
    assert reasons(event) == [""]
    assert public_view(event.championship)["sequence"] > before


def test_a_removal_takes_the_words_with_the_name(event: Event) -> None:
    entry = event.enter(NAMES[0])
    person = entry.people.get()
    choose(actor=event.organiser, person=person, publicity=Publicity.NAME, consents=[BY_NAME])
    corrected(event, through(event, event.hand_over(["80"], [entry])), APPEAL)
    remove_on_request(actor=event.organiser, person=person, reason="She wrote on 5 March.")
    assert "Aqqu" not in json.dumps(public_view(event.championship))


def test_names_of_lines_without_an_entry_are_kept_too(event: Event) -> None:
    first = through(event, event.hand_over(["80", "70"]))
    with pytest.raises(ResultsRefused, match="Aruzhan"):
        corrected(event, first, APPEAL)
    result = corrected(event, first, "A form was misread.")
    SkillResult.objects.filter(pk=result.pk).update(public_reason=APPEAL)
    result.rows.filter(key="0").update(public_name=NAMES[0])
    remove_line_on_request(actor=event.organiser, row=result.rows.get(key="0"), reason="She wrote on 5 March.")
    assert reasons(event) == [""]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Апелляция Ивановой удовлетворена", "Иванова"),
        ("Апелляция ИВАНОВА", "Иванова"),
        ("Апелляция Марку не засчитана", ""),
        ("Оценка марка поправлена", ""),
        ("Весы рабочего места 3 показывали на 40 г меньше", ""),
        ("Ким подал апелляцию", "Ким"),
        ("Кимоно сшито верно", ""),
        ("Апелляция Римской-Корсаковой", "Римская-Корсакова"),
        ("Взвешено при экспертах", ""),
    ],
)
def test_names_are_found_in_other_endings(text: str, found: str) -> None:
    people = [PublicPerson(family_name="Иванова", given_name="Анна"), PublicPerson(family_name="Ким", given_name="Яо")]
    people += [PublicPerson(family_name=name, given_name="") for name in ("Римская-Корсакова", "Демо-Эксперт")]
    assert hidden_name_in(text, people, []) == found


def test_the_form_takes_both_and_says_who_reads_which(event: Event, client: Client) -> None:
    result = through(event, event.hand_over(["80"], [event.enter(NAMES[0])]))
    client.force_login(event.organiser)
    address = reverse("events:desk_correct", args=["open", result.pk])
    assert "name nobody" in client.get(address).content.decode()
    row = result.rows.get()
    data = {"reason": APPEAL, "public_reason": APPEAL, f"{row.pk}-A": "60", f"{row.pk}-B": "30"}
    refused = client.post(address, data)
    assert refused.status_code == 422
    assert "whose name is not public" in refused.content.decode()
    done = client.post(address, {**data, "public_reason": "A form was misread."}, follow=True).content.decode()
    assert APPEAL in done
    assert "A form was misread." in done


def test_reasons_that_were_public_before_are_public_no_longer(event: Event) -> None:
    through(event, event.hand_over(["80"]))
    other = Championship.objects.create(name="Two", slug="two", starts_on="2026-05-01", ends_on="2026-05-02")
    SkillResult.objects.update(reason=APPEAL)
    event.championship.refresh_from_db()
    before = event.championship.sequence, other.sequence
    import_module("championships.events.migrations.0008_public_reason").count_what_is_hidden(apps, None)
    event.championship.refresh_from_db()
    other.refresh_from_db()
    assert (event.championship.sequence, other.sequence) == (before[0] + 1, before[1])
