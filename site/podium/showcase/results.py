"""The demo's championships: one with published results, one to come. Everybody in them is plainly invented."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from championships.events.models import Championship
from championships.events.publishing import PublishedCriterion, PublishedRow, publish_results
from people.models import User
from podium.showcase import texts
from podium.showcase.schemes import Versions
from podium.showcase.workbook import marks_of

SARYARQA, ZARECHYE = "Demo Polytechnic, Saryarqa", "Demo Technical, Zarechye"
ALATAU, JETISU = "Demo College, Alatau", "Demo College, Jetisu"
# Name, organisation, marks by criterion.
Entry = tuple[str, str, tuple[str, ...]]
ENTRIES: Mapping[str, Sequence[Entry]] = {
    "web": (
        ("Aruzhan Demo-Aqqu", SARYARQA, ("20.33", "18.00", "20.50", "17.67", "13.11")),
        ("Nikita Demo-Sokol", ZARECHYE, ("19.00", "18.67", "21.00", "15.33", "12.56")),
        ("Dias Demo-Burkit", ALATAU, ("18.67", "16.00", "19.33", "17.00", "12.00")),
        ("Polina Demo-Chaika", ZARECHYE, ("19.67", "15.33", "16.50", "16.33", "11.78")),
        ("Sanzhar Demo-Lashyn", JETISU, ("16.33", "15.00", "17.00", "13.00", "11.22")),
        ("Kamila Demo-Torgai", ALATAU, ("17.00", "13.67", "14.50", "14.33", "10.67")),
        ("Artyom Demo-Grach", ZARECHYE, ("14.00", "12.00", "15.33", "11.00", "9.11")),
        ("Meruert Demo-Kogershin", SARYARQA, ("15.67", "9.33", "12.00", "12.67", "8.44")),
    ),
    "service": (
        ("Tomiris Demo-Qarlygash", JETISU, ("18.67", "16.22", "23.11", "19.44", "13.33")),
        ("Elena Demo-Ivolga", ZARECHYE, ("17.33", "16.67", "22.67", "20.11", "13.00")),
        ("Alikhan Demo-Sunqar", SARYARQA, ("17.67", "15.78", "21.33", "18.67", "12.67")),
        ("Madina Demo-Bulbul", ALATAU, ("18.00", "16.00", "20.67", "18.78", "12.67")),
        ("Ruslan Demo-Drozd", ZARECHYE, ("15.33", "13.33", "19.00", "16.44", "11.33")),
        ("Zere Demo-Akku", SARYARQA, ("14.67", "14.00", "16.33", "15.00", "10.67")),
    ),
}
DAYS = timedelta(days=2)
SINCE_THE_OPEN = timedelta(days=11)
UNTIL_THE_MOCK = timedelta(days=45)


def load_championships() -> tuple[Championship, Championship]:
    """Return the past and the coming championship, made now if they are not here; their dates stay as first set."""
    today = timezone.localdate()
    past, _new = Championship.objects.get_or_create(
        slug="saryarqa-open",
        defaults=_facts("Saryarqa Skills Open", "Qaraghandy", today - SINCE_THE_OPEN),
    )
    coming, _new = Championship.objects.get_or_create(
        slug="zarechye-mock",
        defaults=_facts("Zarechye Mock Championship", "Zarechye", today + UNTIL_THE_MOCK),
    )
    return past, coming


def publish(championship: Championship, versions: Versions, organiser: User) -> None:
    """Publish the results of each skill, once."""
    for key, entries in ENTRIES.items():
        source = f"demo:{key}"
        if championship.results.filter(source=source).exists():
            continue
        scheme = texts.load(f"scheme_{key}")
        publish_results(
            actor=organiser,
            championship=championship,
            skill_title=f"{scheme['number']} {scheme['skill'][0]}",
            scheme_version=versions[key, texts.LANGUAGES[0]],
            source=source,
            rows=_rows(entries, [criterion["letter"] for criterion in scheme["criteria"]]),
            criteria=[_criterion(criterion) for criterion in scheme["criteria"]],
        )


def _facts(name: str, place: str, first_day: Any) -> dict[str, Any]:
    # Whoever tries the demo publishes a room's results alone.
    return {
        "name": name,
        "place": place,
        "starts_on": first_day,
        "ends_on": first_day + DAYS,
        "needs_second_person": False,
    }


def _criterion(criterion: Mapping[str, Any]) -> PublishedCriterion:
    return PublishedCriterion(criterion["letter"], criterion["name"][0], marks_of(criterion))


def _rows(entries: Sequence[Entry], letters: Sequence[str]) -> list[PublishedRow]:
    """Return the lines with their places: equal totals share one, and the next is left out."""
    totals = [sum((Decimal(mark) for mark in marks), Decimal(0)) for _name, _organisation, marks in entries]
    return [
        PublishedRow(
            position=1 + sum(other > total for other in totals),
            name=name,
            organisation_name=organisation,
            total=total,
            public_name=name,  # They are invented: nobody has to consent.
            criteria=dict(zip(letters, (Decimal(mark) for mark in marks), strict=True)),
        )
        for (name, organisation, marks), total in zip(entries, totals, strict=True)
    ]
