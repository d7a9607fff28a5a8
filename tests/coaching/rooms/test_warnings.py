"""What is worth a look in the marks: found where it should be, and nowhere else."""

from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from coaching.rooms import warnings
from coaching.rooms.warnings import Finding, ScoreGiven
from coaching.rooms.worth_a_look import worth_a_look
from tests.coaching.rooms.building import Built, build
from tests.coaching.rooms.clients import browser

ASPECTS = range(1, 9)


def sheet(*marks: str | None) -> dict[int, Decimal | None]:
    return {aspect: None if mark is None else Decimal(mark) for aspect, mark in zip(ASPECTS, marks, strict=True)}


def test_sheets_that_are_the_same_in_every_aspect_of_a_module_are_found() -> None:
    same, other = ["1", "0.5", "0", "1", "1", "0.25", "1", "0"], ["1", "0.5", "0", "1", "1", "0.25", "1", "1"]
    gap: list[str | None] = [*same[:-1], None]
    marks = {"dana": sheet(*same), "timur": sheet(*same), "aigerim": sheet(*other), "late": sheet(*gap)}
    assert warnings.identical_sheets(marks, {1: ASPECTS}) == [
        Finding("identical_sheets", ("dana", "timur"), module=1, values={"aspects": 8})
    ]
    assert warnings.identical_sheets(marks, {1: range(1, 8)}) == []
    assert warnings.identical_sheets({"dana": sheet(*gap), "timur": sheet(*gap)}, {1: ASPECTS}) == []


def given(judge: str, *scores: int) -> list[ScoreGiven]:
    return [ScoreGiven(judge, ("dana", aspect), score) for aspect, score in enumerate(scores)]


def test_judges_who_always_agree_or_never_vary_are_found() -> None:
    copied = [*given("one", 0, 1, 2, 3, 2, 1, 1, 2), *given("two", 0, 1, 2, 3, 2, 1, 1, 2)]
    assert warnings.identical_judges([*copied, *given("three", 0, 1, 2, 3, 2, 1, 1, 1)]) == [
        Finding("identical_judges", ("one", "two"), values={"scores": 8})
    ]
    assert warnings.identical_judges([*given("one", *[2] * 7), *given("two", *[2] * 7)]) == []
    assert warnings.unvaried_judges(given("one", *[2] * 8)) == [
        Finding("unvaried_judge", ("one",), values={"scores": 8, "score": 2})
    ]
    assert warnings.unvaried_judges([*given("one", *[2] * 7), *given("two", *[2] * 7, 1)]) == []


def test_marks_that_go_to_and_fro_are_found() -> None:
    moves = ["1.00", "1.00", "0.00", "1.00", None, "0.50", "1.00"]
    log = [(("dana", 1), mark) for mark in moves]
    assert warnings.restless_marks(log) == [Finding("restless_mark", ("dana",), aspect=1, values={"changes": 5})]
    assert warnings.restless_marks(log[:-1]) == []


def test_full_marks_that_nobody_can_have_measured_yet_are_found() -> None:
    maxima = {1: "1.00", 2: "0.50", 3: "2.00"}
    early = [(("dana", aspect), mark, 20.0) for aspect, mark in maxima.items()]
    assert warnings.early_full_marks(early, maxima) == [
        Finding("early_full_marks", ("dana",), aspect=1, values={"marks": 3})
    ]
    assert warnings.early_full_marks([(place, mark, 61.0) for place, mark, _ in early], maxima) == []
    assert warnings.early_full_marks([(place, "0.25", 20.0) for place, _, _ in early], maxima) == []


@pytest.mark.parametrize(
    ("values", "far"),
    [
        (["12.0", "12.1", "11.9", "12.2", "120"], ["4"]),
        (["12", "12", "12", "12", "12.2"], []),
        (["12", "12", "12", "12", "21"], ["4"]),
        (["12.0", "12.1", "11.9", "120"], []),
        (["0", "0", "0", "0", "0"], []),
        (["10", "20", "30", "40", "50"], []),
    ],
)
def test_values_far_from_all_others_are_found(values: list[str], far: list[str]) -> None:
    measured = {str(number): Decimal(value) for number, value in enumerate(values)}
    assert [finding.people[0] for finding in warnings.far_out_values({7: measured})] == far


def _page(built: Built, client: Client) -> Any:
    return client.get(f"/en/rooms/{built.room.pk}/warnings/")


@pytest.mark.django_db
def test_the_list_says_where_and_is_for_coordinator_and_host_alone(django_assert_num_queries: Any) -> None:
    built = build(competitors=5)
    for number, value in enumerate(["1200", "1201", "1199", "1200", "300"]):
        built.observe(value, code="B1.M1", competitor=number)
    for mark in ("0.00", "1.00") * 3:
        built.measure(mark)
    found = worth_a_look(built.room)
    assert [(warning.number, warning.aspect) for warning in found] == [
        (1, built.aspects["A1.M1"]),
        (5, built.aspects["B1.M1"]),
    ]
    assert "was changed 5 times" in found[0].text
    assert "the value 300 is far from the others" in found[1].text
    host, judge = Client(), browser(built.room, built.judges[0])
    host.force_login(built.host, backend="django.contrib.auth.backends.ModelBackend")
    assert "the value 300" in _page(built, host).content.decode()
    for stranger in (judge, browser(built.room, built.competitors[0]), Client()):
        assert _page(built, stranger).status_code == 403
    with django_assert_num_queries(4):
        worth_a_look(built.room)
