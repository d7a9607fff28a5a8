"""Agreement of judges, against figures that were published and figures that can be reckoned by hand."""

from decimal import Decimal
from itertools import chain
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from championships.marking.agreement import Distance, UnequalSheets, krippendorff_alpha, panel_agreement, weighted_kappa
from championships.marking.errors import InvalidScore

# Four observers and twelve units, 0 where one did not look: the example of Krippendorff's paper of 2011.
PUBLISHED = [
    (1, 2, 3, 3, 2, 1, 4, 1, 2, 0, 0, 0),
    (1, 2, 3, 3, 2, 2, 4, 1, 2, 5, 0, 3),
    (0, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, 0),
    (1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, 0),
]
UNITS = [[value for value in unit if value] for unit in zip(*PUBLISHED, strict=True)]

scores = st.integers(0, 3)
sheets = st.lists(st.dictionaries(st.sampled_from("ABCD"), scores, max_size=4), max_size=30)


@pytest.mark.parametrize(
    ("distance", "alpha"), [(Distance.NOMINAL, "0.743"), (Distance.ORDINAL, "0.815"), (Distance.INTERVAL, "0.849")]
)
def test_alpha_of_the_published_example(distance: Distance, alpha: str) -> None:
    assert str(krippendorff_alpha(UNITS, distance)) == alpha


def test_alpha_of_nothing_to_disagree_about_is_no_figure() -> None:
    assert krippendorff_alpha([]) is None
    assert krippendorff_alpha([[1], [2]]) is None
    assert krippendorff_alpha([[2, 2, 2], [2, 2]]) is None


def test_alpha_of_systematic_disagreement_is_below_zero() -> None:
    alpha = krippendorff_alpha([[0, 3], [3, 0], [0, 3], [3, 0]])
    assert alpha is not None
    assert alpha < 0


def test_agreement_tells_who_is_strict_and_how_often_scores_were_too_far_apart() -> None:
    seen = panel_agreement(
        [
            {"Aida": 2, "Boris": 2, "Claire": 3},
            {"Aida": 1, "Boris": 1, "Claire": 1},
            {"Aida": 1, "Boris": 1, "Claire": 3},
            {"Aida": 0, "Boris": 1, "Claire": 2},
            {"Aida": 3},
        ]
    )
    assert (seen.aspects, seen.rescored, str(seen.rescored_percent)) == (4, 2, "50.00")
    assert seen.spreads == {0: 1, 1: 1, 2: 2}
    assert [(one.judge, one.scored, str(one.severity), one.outlying) for one in seen.judges] == [
        ("Aida", 4, "0.75", 1),
        ("Boris", 4, "0.38", 0),
        ("Claire", 4, "-1.13", 2),
    ]


def test_agreement_of_nobody_is_empty() -> None:
    seen = panel_agreement([{}, {"Aida": 2}])
    assert (seen.aspects, seen.rescored, str(seen.rescored_percent)) == (0, 0, "0.00")
    assert seen.alpha is None
    assert not seen.judges


def test_agreement_refuses_what_is_no_score() -> None:
    with pytest.raises(InvalidScore):
        panel_agreement([{"Aida": 2, "Boris": 4}])
    with pytest.raises(InvalidScore):
        weighted_kappa([1, 2], [1, 7])


def test_weighted_kappa_of_a_table_reckoned_by_hand() -> None:
    first, second = [0, 0, 1, 1, 2], [0, 0, 1, 2, 2]
    # Observed: one difference of 1. By chance: the products of the margins, each times the squared difference, are
    # 2*1*1 + 2*2*4 + 2*2*1 + 2*2*1 + 1*2*4 + 1*1*1 = 35, over five aspects.
    assert weighted_kappa(first, second) == round(1 - Decimal(5) * 1 / Decimal(35), 3)


def test_weighted_kappa_of_one_and_the_same_score_is_no_figure() -> None:
    assert weighted_kappa([], []) is None
    assert weighted_kappa([2, 2], [2, 2]) is None


def test_weighted_kappa_compares_sheets_of_one_length() -> None:
    with pytest.raises(UnequalSheets):
        weighted_kappa([1, 2], [1])


@given(sheets, st.randoms())
def test_the_order_of_aspects_is_nothing_to_agreement(given_sheets: list[dict[str, int]], dice: Random) -> None:
    seen = panel_agreement(given_sheets)
    dice.shuffle(given_sheets)
    assert panel_agreement(given_sheets) == seen


@given(sheets)
def test_agreement_stays_in_its_bounds(given_sheets: list[dict[str, int]]) -> None:
    seen = panel_agreement(given_sheets)
    assert 0 <= seen.rescored <= seen.aspects
    assert sum(seen.spreads.values()) == seen.aspects
    assert seen.alpha is None or seen.alpha <= 1
    assert all(-3 <= judge.severity <= 3 for judge in seen.judges)


@given(st.lists(st.tuples(scores, scores), max_size=30))
def test_kappa_is_the_same_both_ways_and_at_most_one(pairs: list[tuple[int, int]]) -> None:
    first, second = [one for one, _ in pairs], [other for _, other in pairs]
    kappa = weighted_kappa(first, second)
    assert weighted_kappa(second, first) == kappa
    assert kappa is None or -1 <= kappa <= 1


@given(st.lists(st.lists(scores, min_size=2, max_size=2), min_size=1, max_size=12))
def test_alpha_is_one_only_where_all_agree(units: list[list[int]]) -> None:
    alpha = krippendorff_alpha(units)
    if len(set(chain.from_iterable(units))) > 1:
        assert alpha is not None
        assert (alpha == 1) is all(one == other for one, other in units)
