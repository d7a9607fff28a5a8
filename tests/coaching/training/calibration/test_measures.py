"""Figures of judging: their properties, and what they say beside the coefficients that marking has."""

from collections import Counter
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from championships.marking.agreement import panel_agreement
from coaching.training.calibration.measures import (
    Share,
    against_others,
    against_reference,
    alpha_of,
    change,
    together,
    within,
)

SCORES = st.integers(0, 3)
PAIRS = st.lists(st.tuples(SCORES, SCORES), min_size=1, max_size=30)


@given(PAIRS)
def test_severity_lies_within_distance_and_counts_are_nested(pairs: list[tuple[int, int]]) -> None:
    seen = against_reference(pairs)
    assert seen.severity is not None
    assert seen.distance is not None
    assert abs(seen.severity) <= seen.distance <= 3
    assert 0 <= seen.same.part <= seen.near.part <= seen.judgements == len(pairs)


@given(PAIRS, st.randoms())
def test_order_of_judgements_is_nothing(pairs: list[tuple[int, int]], chance: object) -> None:
    mixed = list(pairs)
    chance.shuffle(mixed)  # type: ignore[attr-defined]  # hypothesis gives a random.Random
    assert against_reference(mixed) == against_reference(pairs)


@given(st.lists(SCORES, min_size=1, max_size=20))
def test_the_reference_itself_is_no_distance(scores: list[int]) -> None:
    seen = against_reference([(score, score) for score in scores])
    assert [seen.severity, seen.distance, seen.same.percent] == [0, 0, 100]
    assert seen.kappa in {None, Decimal("1.000")}


@given(st.lists(st.tuples(st.integers(0, 2), SCORES), min_size=1, max_size=20))
def test_one_point_more_everywhere_is_one_point_less_severe(pairs: list[tuple[int, int]]) -> None:
    before = against_reference(pairs).severity
    after = against_reference([(score + 1, reference) for score, reference in pairs]).severity
    assert before is not None
    assert after is not None
    assert abs((before - after) - 1) <= Decimal("0.01")


@given(PAIRS)
def test_judge_and_reference_changing_places_turns_severity_around(pairs: list[tuple[int, int]]) -> None:
    one, other = against_reference(pairs), against_reference([(second, first) for first, second in pairs])
    assert one.severity == -(other.severity or 0)
    assert (one.distance, one.kappa) == (other.distance, other.kappa)


@given(st.lists(st.lists(SCORES, min_size=2, max_size=5), min_size=1, max_size=12))
def test_severity_beside_others_is_that_of_a_panel(sheets: list[list[int]]) -> None:
    panel = panel_agreement([{str(seat): score for seat, score in enumerate(sheet)} for sheet in sheets])
    first = next(judge for judge in panel.judges if judge.judge == "0")
    seen = against_others((sheet[0], Counter(sheet[1:])) for sheet in sheets)
    assert (seen.severity, seen.judgements) == (first.severity, first.scored)


@given(st.lists(st.lists(SCORES, min_size=2, max_size=5), min_size=1, max_size=12))
def test_alpha_of_counts_is_that_of_the_scores(sheets: list[list[int]]) -> None:
    panel = panel_agreement([{str(seat): score for seat, score in enumerate(sheet)} for sheet in sheets])
    assert alpha_of(Counter(sheet) for sheet in sheets) == panel.alpha


def test_nothing_judged_says_nothing() -> None:
    seen, beside = against_reference([]), against_others([(2, {})])
    assert (seen.severity, seen.distance, seen.kappa, seen.same.percent) == (None, None, None, None)
    assert (beside.judgements, beside.severity, beside.same.percent) == (0, None, None)


def test_kappa_is_not_defined_where_nothing_differs() -> None:
    assert against_reference([(2, 2), (2, 2)]).kappa is None


def test_both_ends_of_the_tolerance_count_as_within() -> None:
    values = [
        (Decimal("1.00"), Decimal("1.25")),
        (Decimal("1.50"), Decimal("1.25")),
        (Decimal("1.51"), Decimal("1.25")),
    ]
    assert within(values, Decimal("0.25")) == Share(2, 3)


def test_shares_are_rounded_half_up_and_none_of_nothing() -> None:
    assert (Share(1, 8).percent, Share(1, 8).exact_percent) == (13, Decimal("12.50"))
    assert (Share(0, 0).percent, Share(0, 0).exact_percent) == (None, Decimal("0.00"))
    assert together(Share(1, 2), Share(0, 0), Share(3, 4)) == Share(4, 6)


def test_change_needs_enough_on_both_sides() -> None:
    far, near = [(0, 2), (0, 2)], [(1, 2), (2, 2)]
    assert change([far, near], fewest=2) == Decimal("1.50")
    assert change([near, far], fewest=2) == Decimal("-1.50")
    assert change([far, near], fewest=3) is None
    assert change([near], fewest=1) is None


@given(st.lists(PAIRS, min_size=2, max_size=6))
def test_change_turns_around_with_time_where_halves_are_even(occasions: list[list[tuple[int, int]]]) -> None:
    even = occasions[: len(occasions) // 2 * 2]
    assert change(even, fewest=1) == -(change(even[::-1], fewest=1) or 0)
