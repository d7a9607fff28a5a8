"""Medals and honours: examples 10.8 to 10.10 of the rules, published results, and what must hold for any scores."""

import csv
import os
from collections import Counter, defaultdict
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from championships.marking.honours import (
    Entry,
    HonourRules,
    Ranked,
    albert_vidal,
    best_of_nation,
    medal_points,
    member_reports,
)
from championships.marking.medals import (
    MOSCOW_2018,
    STANDARD,
    Award,
    InvalidResult,
    Medal,
    MedalRules,
    award_medals,
    competition_is_void,
)

SHARED = Path(os.environ.get("PODIUM_SHARED", Path(__file__).resolve().parent / "../../../../shared"))
PUBLISHED = SHARED / "data" / "results" / "wsc2024-skills-01-07.csv"
LETTERS = {Medal.GOLD: "G", Medal.SILVER: "S", Medal.BRONZE: "B", Medal.MEDALLION: "M", None: "-"}
WORTH = {Medal.GOLD: 4, Medal.SILVER: 3, Medal.BRONZE: 2, Medal.MEDALLION: 1, None: 0}

many_scores = st.lists(st.one_of(st.integers(0, 1000), st.integers(695, 745)), max_size=40)
any_rules = st.builds(
    MedalRules,
    tolerance=st.integers(0, 5),
    bronze_after_shared_silver=st.booleans(),
    shared_bronze=st.booleans(),
    medallion_at=st.one_of(st.none(), st.integers(600, 750)),
    by_entries=st.sampled_from([(), MOSCOW_2018.by_entries]),
)


def letters(awards: list[Award]) -> str:
    return " ".join(LETTERS[award.medal] for award in awards)


def scores_of(text: str) -> list[int]:
    return [int(word) for word in text.split()]


@pytest.mark.parametrize(
    ("scores", "medals"),
    [
        ("740 735 730 712 700 699", "G S B M M -"),
        ("740 738 730 729 712 690", "G G B B M -"),
        ("740 739 738 736 720", "G G G B M"),
        ("740 739 738 735 720", "G G G M M"),
        ("740 730 729 720 701", "G S S M M"),
        ("740 730 729 727 701", "G S S B M"),
        ("740 735 720 719 718 700", "G S B B B M"),
        ("740 738 736 734", "G G B B"),
    ],
)
def test_medals_of_the_worked_examples(scores: str, medals: str) -> None:
    assert letters(award_medals(scores_of(scores))) == medals


@pytest.mark.parametrize(("entries", "medals"), [(6, "G S B M M M"), (5, "G S M M M"), (4, "G M M M"), (3, "- - -")])
def test_few_competitors_win_fewer_medals(entries: int, medals: str) -> None:
    scores = scores_of("760 750 740 730 720 710")[:entries]
    assert letters(award_medals(scores, MOSCOW_2018)) == medals
    assert competition_is_void(entries, MOSCOW_2018) is (entries == 3)


def test_a_place_without_its_medal_is_not_shared_within_the_tolerance() -> None:
    awards = award_medals(scores_of("760 750 749 740"), MOSCOW_2018)
    assert [award.position for award in awards] == [1, 2, 3, 4]


def test_nobody_and_one_alone() -> None:
    assert award_medals([]) == []
    assert award_medals([612]) == [Award(1, Medal.GOLD)]
    assert award_medals([612, 612]) == [Award(1, Medal.GOLD)] * 2


def test_awards_come_in_the_order_of_the_scores() -> None:
    awards = award_medals(scores_of("699 712 740 700 730 735"))
    assert letters(awards) == "- M G M B S"
    assert [award.position for award in awards] == [6, 4, 1, 5, 3, 2]


def test_what_rests_on_memory_is_a_setting() -> None:
    shared_silver = scores_of("740 730 729 727 701")
    assert letters(award_medals(shared_silver, MedalRules(bronze_after_shared_silver=False))) == "G S S M M"
    shared_bronze = scores_of("740 735 720 720 718")
    assert letters(award_medals(shared_bronze, MedalRules(shared_bronze=False))) == "G S B B M"
    assert letters(award_medals(scores_of("571 520 510 500 499"), MedalRules(medallion_at=500))) == "G S B M -"
    assert letters(award_medals(scores_of("740 735 730 729"), MedalRules(medallion_at=None, tolerance=0))) == "G S B -"


def test_a_minimum_percent_withholds_medals_and_passes_none_on() -> None:
    rules = MedalRules(minimum_percent=Decimal(60))
    percents = [Decimal(text) for text in ("81.00", "60.00", "59.99", "40.00")]
    awards = award_medals(scores_of("740 720 719 701"), rules, percents=percents)
    assert letters(awards) == "G S - -"
    assert [award.position for award in awards] == [1, 2, 3, 4]
    lenient = MedalRules(minimum_percent=Decimal(60), medallion_needs_minimum=False)
    assert letters(award_medals(scores_of("740 720 719 701"), lenient, percents=percents)) == "G S M M"
    assert letters(award_medals(scores_of("740 720 719 701"), rules, percents=[Decimal(10)] * 4)) == "- - - -"


@pytest.mark.parametrize("percents", [None, [Decimal(70)], [Decimal(50), Decimal(70)]])
def test_percents_that_do_not_belong_to_the_scores_are_refused(percents: list[Decimal] | None) -> None:
    with pytest.raises(InvalidResult):
        award_medals([740, 720], MedalRules(minimum_percent=Decimal(60)), percents=percents)


@pytest.mark.parametrize("score", [700.0, Decimal(700), "700", True, None])
def test_a_score_that_is_no_whole_number_is_refused(score: Any) -> None:
    with pytest.raises(InvalidResult):
        award_medals([740, score])


# Invented results of one skill, with what ties do to places: medal and position beside each score.
INVENTED = [
    ("Anselm", 688, "-", 11),
    ("Botagoz", 741, "G", 1),
    ("Cedric", 733, "S", 2),
    ("Dinara", 731, "S", 2),
    ("Emil", 729, "B", 4),
    ("Fariza", 728, "M", 5),
    ("Gustav", 715, "M", 6),
    ("Hanna", 715, "M", 6),
    ("Ilyas", 700, "M", 8),
    ("Jana", 699, "-", 9),
    ("Kamila", 699, "-", 9),
    ("Leo", 640, "-", 12),
]


def test_invented_results_come_out_with_medals_and_positions() -> None:
    awards = award_medals([score for _name, score, _medal, _position in INVENTED])
    found = [(LETTERS[award.medal], award.position) for award in awards]
    assert found == [(medal, position) for _name, _score, medal, position in INVENTED]


@pytest.mark.skipif(not PUBLISHED.exists(), reason=f"no published results at {PUBLISHED}: set PODIUM_SHARED")
def test_all_published_results_come_out_with_medals_and_positions() -> None:
    skills: dict[str, list[dict[str, str]]] = defaultdict(list)
    with PUBLISHED.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            skills[row["skill"]].append(row)
    for rows in skills.values():
        awards = award_medals([int(Decimal(row["mark"])) for row in rows])
        found = [(award.medal.value if award.medal else "", award.position) for award in awards]
        assert found == [(row["medal"].lower(), int(row["position"])) for row in rows]
    assert sum(map(len, skills.values())) == 147


@given(many_scores, any_rules)
def test_medals_never_cross_scores(scores: list[int], rules: MedalRules) -> None:
    ranked = sorted(zip(scores, award_medals(scores, rules), strict=True), key=lambda pair: -pair[0])
    for (score, award), (next_score, next_award) in pairwise(ranked):
        assert WORTH[award.medal] >= WORTH[next_award.medal]
        assert award.position <= next_award.position
        if score == next_score:
            assert award == next_award


@given(many_scores, any_rules, st.randoms())
def test_the_order_of_scores_is_nothing_to_medals(scores: list[int], rules: MedalRules, dice: Random) -> None:
    before = sorted(zip(scores, award_medals(scores, rules), strict=True), key=repr)
    dice.shuffle(scores)
    assert sorted(zip(scores, award_medals(scores, rules), strict=True), key=repr) == before


@given(many_scores)
def test_a_shared_medal_shares_its_position_and_the_next_place_is_skipped(scores: list[int]) -> None:
    awards = award_medals(scores)
    shared = Counter(award.position for award in awards)
    for award in awards:
        assert award.position == 1 + sum(count for place, count in shared.items() if place < award.position)
        if award.medal in {Medal.GOLD, Medal.SILVER, Medal.BRONZE}:
            assert {other.medal for other in awards if other.position == award.position} == {award.medal}


@given(many_scores.filter(bool))
def test_there_is_always_a_gold_and_never_a_silver_beside_two(scores: list[int]) -> None:
    won = Counter(award.medal for award in award_medals(scores))
    assert won[Medal.GOLD] >= 1
    assert won[Medal.GOLD] == 1 or won[Medal.SILVER] == 0


@given(st.lists(st.tuples(st.integers(600, 800), st.integers(0, 10_000)), max_size=20), st.integers(0, 10_000))
def test_a_minimum_percent_never_lets_a_medal_below_it(results: list[tuple[int, int]], minimum: int) -> None:
    ordered = sorted(results)
    scores = [score for score, _percent in ordered]
    percents = sorted(Decimal(percent).scaleb(-2) for _score, percent in ordered)
    rules = MedalRules(minimum_percent=Decimal(minimum).scaleb(-2))
    for award, percent in zip(award_medals(scores, rules, percents=percents), percents, strict=True):
        assert award.medal is None or percent >= Decimal(minimum).scaleb(-2)


# Honours across skills.
ENTRIES = [
    Entry("FR", "07", 735, Medal.GOLD),
    Entry("KZ", "07", 712, Medal.MEDALLION),
    Entry("BR", "07", 640),
    Entry("KZ", "17", 741, Medal.GOLD),
    Entry("BR", "17", 738, Medal.SILVER),
    Entry("FR", "17", 690),
    Entry("FR", "39", 690),
]


def test_best_of_nation_is_the_best_score_of_each_member_and_ties_share_it() -> None:
    assert best_of_nation(ENTRIES) == [True, False, False, True, True, False, False]
    assert best_of_nation([Entry("KZ", "07", 712), Entry("KZ", "17", 712)]) == [True, True]
    assert best_of_nation(ENTRIES, HonourRules(least_score=741)) == [False, False, False, True, False, False, False]


def test_the_albert_vidal_award_is_the_highest_score_of_all_and_ties_share_it() -> None:
    assert albert_vidal(ENTRIES) == [False, False, False, True, False, False, False]
    assert albert_vidal([Entry("KZ", "07", 800), Entry("FR", "17", 800)]) == [True, True]
    assert albert_vidal([]) == []


@pytest.mark.parametrize(("won", "points"), [((5, 5, 3, 19), 60), ((14, 4, 4, 25), 101), ((0, 0, 0, 0), 0)])
def test_medal_points_of_the_worked_examples(won: tuple[int, ...], points: int) -> None:
    medals: list[Medal | None] = [None]
    for medal, times in zip(Medal, won, strict=True):
        medals += [medal] * times
    assert medal_points(medals) == points


def test_average_medal_points_are_for_each_skill_entered() -> None:
    won = [Medal.GOLD] * 5 + [Medal.SILVER] * 5 + [Medal.BRONZE] * 3 + [Medal.MEDALLION] * 19 + [None] * 8
    (only,) = member_reports(Entry("ALA", str(skill), 700, medal) for skill, medal in enumerate(won)).alphabetical
    assert (only.result.skills, only.result.medal_points, str(only.result.average_medal_points)) == (40, 60, "1.50")


def brief(report: tuple[Ranked, ...]) -> list[tuple[int | None, str]]:
    return [(ranked.position, ranked.result.member) for ranked in report]


def test_the_five_reports_compare_members() -> None:
    reports = member_reports(ENTRIES)
    assert brief(reports.alphabetical) == [(None, "BR"), (None, "FR"), (None, "KZ")]
    assert brief(reports.total_medal_points) == [(1, "KZ"), (2, "FR"), (3, "BR")]
    assert brief(reports.average_medal_points) == [(1, "KZ"), (2, "BR"), (3, "FR")]
    assert brief(reports.total_point_score) == [(1, "FR"), (2, "KZ"), (3, "BR")]
    assert brief(reports.average_point_score) == [(1, "KZ"), (2, "FR"), (3, "BR")]
    france = reports.alphabetical[1].result
    assert france.medals == {Medal.GOLD: 1, Medal.SILVER: 0, Medal.BRONZE: 0, Medal.MEDALLION: 0}
    assert (str(france.average_medal_points), str(france.average_point_score)) == ("1.33", "705.00")


def test_equal_figures_share_a_position() -> None:
    reports = member_reports([Entry("KZ", "07", 700), Entry("FR", "07", 700), Entry("BR", "07", 690)])
    assert brief(reports.total_point_score) == [(1, "FR"), (1, "KZ"), (3, "BR")]


def test_two_entries_in_one_skill_are_one_skill_entered() -> None:
    entries = [Entry("KZ", "17", 741, Medal.GOLD), Entry("KZ", "17", 720, Medal.MEDALLION)]
    (only,) = member_reports(entries).alphabetical
    assert (only.result.skills, only.result.entries) == (1, 2)
    assert (str(only.result.average_medal_points), str(only.result.average_point_score)) == ("5.00", "730.50")


@given(st.permutations(ENTRIES))
def test_the_order_of_entries_is_nothing_to_the_reports(entries: list[Entry]) -> None:
    assert member_reports(entries) == member_reports(ENTRIES)


def test_no_entries_make_five_empty_reports() -> None:
    assert member_reports([]).total_medal_points == ()


def test_the_standard_rules_are_those_of_the_field() -> None:
    assert (STANDARD.tolerance, STANDARD.medallion_at, STANDARD.minimum_percent) == (2, 700, None)
