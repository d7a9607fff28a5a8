"""From a hand-over to a published result, its correction, the freeze, and what recomputing finds."""

import json
from decimal import Decimal
from importlib import import_module

import pytest
from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from championships.events import sources
from championships.events.confirming import confirm
from championships.events.correcting import correct, corrections_of
from championships.events.freezing import freeze, thaw
from championships.events.handing_over import hand_over
from championships.events.lines import HandedOver, PublishedRow
from championships.events.models import Championship, ContestedSkill, OfficialRole, ResultRow, ResultState, SkillResult
from championships.events.public_view import public_view
from championships.events.publishing import publish
from championships.events.recomputing import differences, differences_of_all
from championships.events.refusals import EventRefused, ResultsRefused
from championships.events.sealing import is_intact
from championships.events.sequence import listen
from championships.events.showing import show_all
from championships.marking import Medal
from people.models import AuditEntry, Role
from tests.championships.events import grown
from tests.championships.events.grown import CRITERIA, NAMES, Event


@pytest.fixture
def event(db: None) -> Event:
    return Event()


def public(event: Event) -> list[dict[str, object]]:
    return public_view(event.championship)["skills"]


def through(event: Event, result: SkillResult) -> SkillResult:
    """Confirm and publish a result."""
    confirm(actor=event.organiser, result=result)
    return publish(actor=event.organiser, result=result)


def test_a_result_becomes_public_in_three_steps_by_two_people(event: Event) -> None:
    result = event.hand_over(["80", "70"], actor=event.organiser)
    assert (result.state, public(event)) == ("provisional", [])
    with pytest.raises(ResultsRefused, match="somebody else"):
        confirm(actor=event.organiser, result=result)
    with pytest.raises(ResultsRefused, match="confirmed"):
        publish(actor=event.organiser, result=result)
    result = confirm(actor=event.second, result=result)
    assert (result.state, result.confirmed_by, public(event)) == ("confirmed", event.second, [])
    with pytest.raises(ResultsRefused, match="provisional"):
        confirm(actor=event.second, result=result)
    result = publish(actor=event.organiser, result=result)
    assert (result.state, result.published_by) == ("published", event.organiser)
    assert [(row["position"], row["total"]) for row in public(event)[0]["rows"]] == [(1, "80.00"), (2, "70.00")]  # type: ignore[attr-defined]
    actions = AuditEntry.objects.filter(action__startswith="results.").order_by("pk").values_list("action", flat=True)
    assert list(actions) == ["results.handed_over", "results.confirmed", "results.published"]


def test_the_chief_expert_of_the_skill_confirms_and_no_other_expert(event: Event) -> None:
    expert = grown.person_with(Role.EXPERT, "expert@podium.example")
    result = event.hand_over(["80"])
    for actor in (expert, event.mentor):
        with pytest.raises(PermissionDenied):
            confirm(actor=actor, result=result)
    chief = event.official("Alatau college", OfficialRole.CHIEF_EXPERT)
    chief.person.user = expert
    chief.person.save()
    assert confirm(actor=expert, result=result).state == "confirmed"
    with pytest.raises(PermissionDenied):
        publish(actor=expert, result=result)
    elsewhere = event.hand_over(["80"], skill=event.contest("Bakery"), source="list:2")
    with pytest.raises(PermissionDenied):
        confirm(actor=expert, result=elsewhere)


def test_provisional_results_are_public_only_where_the_championship_says_so(event: Event) -> None:
    event.hand_over(["80"])
    Championship.objects.update(shows_provisional=True)
    show_all(event.championship, event.organiser)
    assert [skill["state"] for skill in public(event)] == ["provisional"]


def test_scale_and_medals_are_given_from_five_competitors_and_by_marks_below(event: Event) -> None:
    few = event.hand_over(["60", "80", "80", "40"])
    assert [(row.total, row.position, row.medal, row.scale_score) for row in few.rows.order_by("-total", "key")] == [
        (Decimal(80), 1, "gold", None),
        (Decimal(80), 1, "gold", None),
        (Decimal(60), 3, "bronze", None),
        (Decimal(40), 4, "", None),
    ]
    many = event.hand_over(["80", "75", "60", "40", "20", "10"], skill=event.contest("Bakery"), source="list:2")
    assert [(row.scale_score, row.medal) for row in many.rows.order_by("position")] == [
        (722, "gold"),
        (718, "silver"),
        (707, "bronze"),
        (693, ""),
        (678, ""),
        (671, ""),
    ]


@pytest.mark.parametrize(
    ("totals", "places", "medals"),
    [
        ("90 80 0 0 0 0", [1, 2, 3, 3, 3, 3], ["gold", "silver", *["bronze"] * 4]),
        ("90 80 70 70 70", [1, 2, 3, 3, 3], ["gold", "silver", *["bronze"] * 3]),
        ("95 60 60 60 60 10", [1, 2, 2, 2, 2, 6], ["gold", *["silver"] * 4, ""]),
    ],
)
def test_marks_decide_where_more_than_half_are_equal(
    event: Event, totals: str, places: list[int], medals: list[str]
) -> None:
    rows = event.hand_over(totals.split()).rows.order_by("position", "key")
    assert [(row.position, row.medal, row.scale_score) for row in rows] == [
        (place, medal, None) for place, medal in zip(places, medals, strict=True)
    ]


def test_the_scale_stands_where_all_marks_are_equal(event: Event) -> None:
    rows = event.hand_over(["70"] * 5).rows.all()
    assert {(row.position, row.medal, row.scale_score) for row in rows} == {(1, "gold", 700)}


def test_what_an_older_engine_awarded_stays_explained_and_can_be_corrected(
    event: Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as then:
        then.setattr("championships.events.composing.ENGINE", 1)
        old = through(event, event.hand_over(["90", "80", "70", "70", "70"]))
        waits = event.hand_over(["90", "80", "70", "70", "70"], skill=event.contest("Bakery"), source="list:2")
    assert {(row.position, row.medal) for row in old.rows.all()} == {(1, "gold")}
    assert differences(old) == []
    confirm(actor=event.organiser, result=waits)
    with pytest.raises(ResultsRefused, match="in another way"):
        publish(actor=event.organiser, result=waits)
    new = correct(actor=event.second, result=old, reason="Medals follow the marks.")
    assert sorted(row.medal for row in new.rows.all()) == ["bronze"] * 3 + ["gold", "silver"]
    assert differences(through(event, new)) == []
    old.refresh_from_db()
    assert differences(old) == []


def test_settings_decide_about_few_competitors_and_the_least_percent(event: Event) -> None:
    Championship.objects.update(few_competitors="moscow_2018", minimum_percent=Decimal(60))
    void = event.hand_over(["80", "70", "65"])
    assert {row.medal for row in void.rows.all()} == {""}
    Championship.objects.update(few_competitors="none")
    some = event.hand_over(["80", "59", "50"], skill=event.contest("Bakery"), source="list:2")
    assert [row.medal for row in some.rows.order_by("position")] == ["gold", "", ""]


def test_the_best_of_a_member_is_found_over_all_public_skills(event: Event) -> None:
    totals = ["80", "75", "60", "40", "20"]
    bakery = event.contest("Bakery")
    first = [event.enter(name, "Alatau college" if place else "Jetisu college") for place, name in enumerate(NAMES[:5])]
    other = [event.enter(f"{name} Two", "Alatau college", bakery) for name in NAMES[:5]]
    through(event, event.hand_over(totals, first))
    best = ResultRow.objects.filter(best_of_member=True)
    assert {row.name for row in best} == {"Aruzhan Aqqu", "Nikita Sokol"}
    through(event, event.hand_over(totals, other, skill=bakery, source="list:2"))
    assert {row.name for row in best.all()} == {"Aruzhan Aqqu", "Aruzhan Aqqu Two"}
    assert differences_of_all(event.championship) == {}
    best.update(best_of_member=False)
    assert len(differences_of_all(event.championship)[0]) == 2


@pytest.mark.parametrize(
    ("change", "cell"),
    [
        ({"total": Decimal("81.00")}, "total"),
        ({"criteria": {"A": "59.00", "B": "20.00"}}, "criteria A"),
        ({"medal": "silver"}, "medal"),
        ({"position": 7}, "position"),
        ({"name": "Somebody Else"}, "seal"),
    ],
)
def test_nothing_is_published_that_recomputing_does_not_give(
    event: Event, change: dict[str, object], cell: str
) -> None:
    result = event.hand_over(["80", "70"])
    confirm(actor=event.organiser, result=result)
    assert differences(result) == []
    ResultRow.objects.filter(result=result, key="0").update(**change)
    found = {each.cell for each in differences(result)}
    assert "seal" in found
    assert cell in found or "total" in found
    with pytest.raises(ResultsRefused, match="Recomputing"):
        publish(actor=event.organiser, result=result)
    assert public(event) == []


def test_a_source_that_can_be_asked_is_asked(event: Event, monkeypatch: pytest.MonkeyPatch) -> None:
    marks = {"total": "80"}
    heard: list[SkillResult] = []

    def anew(key: str) -> HandedOver:
        return HandedOver([grown.line(0, Decimal(marks["total"]), None)], CRITERIA)

    monkeypatch.setattr(sources, "_sources", {})
    sources.register_source(
        sources.ResultSource("sheet", recompute=anew, shown=lambda result, _actor: heard.append(result))
    )
    result = event.hand_over(["80"], source="sheet:1")
    confirm(actor=event.organiser, result=result)
    marks["total"] = "81"
    with pytest.raises(ResultsRefused, match=r"80\.00, found 81\.00"):
        publish(actor=event.organiser, result=result)
    again = correct(actor=event.organiser, result=result, reason="The sheet was opened again.")
    with pytest.raises(ResultsRefused, match="Nothing"):
        correct(actor=event.organiser, result=again, reason="Once more.")
    with pytest.raises(ResultsRefused, match="room"):
        correct(actor=event.organiser, result=again, reason="x", changes={1: {"A": Decimal(1)}})
    confirm(actor=event.second, result=again)
    publish(actor=event.organiser, result=again)
    assert heard == [again]


def test_a_correction_keeps_the_former_value_who_when_and_why(event: Event) -> None:
    first = through(event, event.hand_over(["80", "70"]))
    row = first.rows.get(key="1")
    with pytest.raises(ResultsRefused, match="why"):
        event.hand_over(["80", "90"])
    second = correct(
        actor=event.organiser, result=first, reason="A form was misread.", changes={row.pk: {"B": Decimal("30.00")}}
    )
    assert (second.version, second.state, second.reason) == (2, "provisional", "A form was misread.")
    assert [each["version"] for each in public(event)] == [1]
    with pytest.raises(ResultsRefused, match="newer"):
        publish(actor=event.organiser, result=first)
    confirm(actor=event.second, result=second)
    publish(actor=event.organiser, result=second)
    assert [row["total"] for row in public(event)[0]["rows"]] == ["90.00", "80.00"]  # type: ignore[attr-defined]
    (told,) = corrections_of(event.skill)
    assert (told.reason, told.by, told.result) == ("A form was misread.", event.organiser, second)
    assert [str(each) for each in told.changes] == [
        "Aruzhan Aqqu, place: stored 1, found 2",
        "Aruzhan Aqqu, medal: stored gold, found silver",
        "Nikita Sokol, place: stored 2, found 1",
        "Nikita Sokol, marks: stored 70.00, found 90.00",
        "Nikita Sokol, medal: stored silver, found gold",
        "Nikita Sokol, criterion B: stored 10.00, found 30.00",
    ]
    assert ResultRow.objects.get(pk=row.pk).total == Decimal(70)


def test_while_frozen_everything_goes_on_and_nothing_is_seen(event: Event) -> None:
    through(event, event.hand_over(["80", "70"]))
    freeze(actor=event.organiser, championship=event.championship)
    with pytest.raises(EventRefused):
        freeze(actor=event.organiser, championship=event.championship)
    before = json.dumps(public_view(event.championship))
    through(event, event.hand_over(["80", "90"], reason="A form was misread."))
    through(event, event.hand_over(["50"], skill=event.contest("Bakery"), source="list:2"))
    show_all(event.championship, event.organiser)
    assert json.dumps(public_view(event.championship)) == before
    thaw(actor=event.organiser, championship=event.championship)
    assert [(each["title"], each["version"]) for each in public(event)] == [("Bakery", 1), ("Web technologies", 2)]
    with pytest.raises(PermissionDenied):
        freeze(actor=event.mentor, championship=event.championship)


def test_results_from_elsewhere_bring_their_awards_along(event: Event) -> None:
    rows = [
        PublishedRow(1, "Li Wei", "China", None, scale_score=811, medal=Medal.GOLD, country="CN", public_name="Li Wei"),
        PublishedRow(2, "Kim Min", "Korea", None, scale_score=796, medal=Medal.SILVER, country="KR"),
    ]
    result = hand_over(
        actor=event.mentor,
        championship=event.championship,
        skill_title="Mechatronics",
        scheme_version=None,
        source="import:1",
        handed=HandedOver(rows, CRITERIA, brings_awards=True),
    )
    through(event, result)
    shown = [(row["name"], row["scale_score"], row["medal"]) for row in public(event)[0]["rows"]]  # type: ignore[attr-defined]
    assert shown == [("Li Wei", 811, "gold"), ("K. M.", 796, "silver")]


def test_an_entry_of_another_skill_or_twice_is_refused(event: Event) -> None:
    entry = event.enter(NAMES[0])
    with pytest.raises(ResultsRefused, match="Entry 1"):
        event.hand_over(["80"], [entry], skill=event.contest("Bakery"))
    with pytest.raises(ResultsRefused, match="same entry"):
        event.hand_over(["80", "70"], [entry, entry])


def test_every_visible_change_takes_a_number_and_is_told_after_the_commit(
    event: Event, django_capture_on_commit_callbacks: object
) -> None:
    heard: list[tuple[int, int]] = []
    listen(lambda championship, number: heard.append((championship, number)))
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]  # pytest-django's fixture
        through(event, event.hand_over(["80"]))
    event.championship.refresh_from_db()
    assert heard == [(event.championship.pk, event.championship.sequence)]


def test_what_was_published_before_stays_public_as_it_was(event: Event) -> None:
    day = timezone.now()
    old = SkillResult.objects.create(
        championship=event.championship,
        skill_title="Old skill",
        source="room:0",
        version=1,
        state="published",
        published_at=day,
        maximum=100,
    )
    ResultRow.objects.create(result=old, position=1, name="Aruzhan Demo", total=Decimal("89.61"))
    import_module("championships.events.migrations.0003_results_as_they_were").make_public(apps, None)
    (shown,) = public(event)
    assert (shown["title"], shown["state"], shown["since"]) == ("Old skill", "published", day.isoformat())
    assert [row["name"] for row in shown["rows"]] == ["Aruzhan Demo"]  # type: ignore[attr-defined]
    old.refresh_from_db()
    event.championship.refresh_from_db()
    assert is_intact(old, list(old.rows.all()))
    assert not event.championship.needs_second_person


def test_a_title_has_one_contested_skill_for_each_source(event: Event) -> None:
    for source in ("list:1", "list:2", "list:1"):
        hand_over(
            actor=event.mentor,
            championship=event.championship,
            skill_title="Bakery",
            scheme_version=None,
            source=source,
            handed=HandedOver([grown.line(0, Decimal(80), None)], CRITERIA),
        )
    assert ContestedSkill.objects.filter(title="Bakery").count() == 2
    assert SkillResult.objects.filter(replaced_at=None, state=ResultState.PROVISIONAL).count() == 2
