"""What answers are worth: examples for each kind, and what holds for every answer."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coaching.training.quizzes.answer_marking import percent_of, points_of, worth_of
from coaching.training.quizzes.content import (
    ChoiceContent,
    Credit,
    Item,
    JudgeContent,
    MatchingContent,
    NumberAnswer,
    NumberContent,
    Option,
    OrderingContent,
    Pair,
    SeveralContent,
    TextAnswer,
    TextContent,
    Unit,
)

ONE = Fraction(1)


def _several(rights: str, **more: Any) -> SeveralContent:
    options = tuple(Option(id=str(n), text=str(n), share=Decimal(100 if r == "1" else 0)) for n, r in enumerate(rights))
    return SeveralContent(options=options, **more)


def _share(content: Any, **answer: Any) -> Fraction:
    return worth_of(content, answer).share


def test_a_choice_is_worth_its_share_and_never_less_than_nothing() -> None:
    content = ChoiceContent(
        options=(
            Option(id="a", text="a", share=Decimal(100)),
            Option(id="b", text="b", share=Decimal("33.333")),
            Option(id="c", text="c", share=Decimal(-50)),
        )
    )
    assert _share(content, option="a") == ONE
    assert _share(content, option="b") == Fraction("0.33333")
    assert _share(content, option="c") == 0
    assert _share(content, option="gone") == 0


@pytest.mark.parametrize(
    ("chosen", "share"),
    [("0", Fraction(1, 2)), ("01", 1), ("012", Fraction(1, 2)), ("0123", 0), ("2", 0), ("02", 0), ("", 0)],
)
def test_each_right_one_adds_and_each_wrong_one_takes_away(chosen: str, share: Fraction) -> None:
    assert _share(_several("1100"), options=list(chosen)) == share


def test_all_or_nothing() -> None:
    content = _several("1100", credit=Credit.ALL)
    assert _share(content, options=["0", "1"]) == ONE
    assert _share(content, options=["0"]) == 0
    assert _share(content, options=["0", "1", "2"]) == 0


def test_weights_add_up_between_nothing_and_all() -> None:
    shares = ("33.33333", "33.33333", "33.33333", "-100")
    options = tuple(Option(id=str(n), text=str(n), share=Decimal(s)) for n, s in enumerate(shares))
    content = SeveralContent(options=options, credit=Credit.WEIGHTS)
    assert points_of(_share(content, options=["0", "1", "2"]), Decimal("1.00")) == Decimal("1.00")
    assert _share(content, options=["0", "3"]) == 0


@pytest.mark.parametrize(
    ("typed", "share"),
    [
        ("12.5", 1), ("12,5", 1), ("12,5 mm", 1), ("12,5мм", 1), ("1,25 cm", 1), ("12.6", 1), ("12.61", 0), ("−12,5", 0),
        ("0,0125 m", 0), ("12.5 kg", 0), ("about 12.5", 0), ("", 0), ("12.5.1", 0), ("1.25e1", 1), (" 12.5 ", 1), ("14", Fraction(1, 2)),
    ],
)  # fmt: skip
def test_numbers_with_a_tolerance_a_comma_and_units(typed: str, share: Fraction) -> None:
    answers = (
        NumberAnswer(value=Decimal("12.5"), tolerance=Decimal("0.1")),
        NumberAnswer(value=Decimal(14), share=Decimal(50)),
    )
    units = (Unit(name="mm"), Unit(name="cm", factor=Decimal("0.1")))
    assert _share(NumberContent(answers=answers, units=units), text=typed) == share


def test_a_unit_that_must_be_typed_is_missed() -> None:
    content = NumberContent(answers=(NumberAnswer(value=Decimal(5)),), units=(Unit(name="V"),), unit_needed=True)
    assert _share(content, text="5 V") == ONE
    assert _share(content, text="5") == 0


def test_orders_by_places_by_neighbours_and_whole() -> None:
    items = tuple(Item(id=letter, text=letter) for letter in "abcd")
    each, near, whole = (OrderingContent(items=items, credit=c) for c in (Credit.EACH, Credit.NEIGHBOURS, Credit.ALL))
    assert [_share(c, order=list("abcd")) for c in (each, near, whole)] == [1, 1, 1]
    assert [_share(c, order=list("bcda")) for c in (each, near, whole)] == [0, Fraction(2, 3), 0]
    assert [_share(c, order=list("abdc")) for c in (each, near, whole)] == [Fraction(1, 2), Fraction(1, 3), 0]


def test_two_items_that_read_the_same_may_stand_for_each_other() -> None:
    items = (Item(id="1", text="wait"), Item(id="2", text="stir"), Item(id="3", text="wait"))
    assert _share(OrderingContent(items=items), order=["3", "2", "1"]) == ONE


def test_pairs_count_each_or_together() -> None:
    pairs = (Pair(id="1", left="a", right="x"), Pair(id="2", left="b", right="y"))
    tokens = {"t": "x", "u": "y", "v": "z"}
    half = {"pairs": {"1": "t", "2": "v"}}
    assert worth_of(MatchingContent(pairs=pairs), half, tokens).share == Fraction(1, 2)
    assert worth_of(MatchingContent(pairs=pairs, credit=Credit.ALL), half, tokens).share == 0


@pytest.mark.parametrize(
    ("typed", "share"),
    [("Қауіпсіздік", 1), ("кауипсиздик", 1), ("  ёлка  ", Fraction(1, 2)), ("Елка", Fraction(1, 2)), ("M 8", 0), ("м8", 1), ("other", 0)],
)  # fmt: skip
def test_words_with_other_capitals_spaces_and_letters(typed: str, share: Fraction) -> None:
    answers = (TextAnswer(text="қауіпсіздік"), TextAnswer(text="ёлка", share=Decimal(50)), TextAnswer(text="M8"))
    assert _share(TextContent(answers=answers), text=typed) == share


def test_capitals_and_letters_count_where_the_author_says_so() -> None:
    content = TextContent(answers=(TextAnswer(text="Ёлка"),), case=True, exact_letters=True)
    assert [_share(content, text=typed) for typed in ("Ёлка", "ёлка", "Елка")] == [1, 0, 0]


def test_an_asterisk_stands_for_anything_and_an_exact_answer_goes_first() -> None:
    answers = (TextAnswer(text="micro*", share=Decimal(50), feedback="near"), TextAnswer(text="micrometer"))
    content = TextContent(answers=answers, otherwise="no")
    assert worth_of(content, {"text": "micrometer"}) == (ONE, ())
    assert worth_of(content, {"text": "microscope"}) == (Fraction(1, 2), ("near",))
    assert worth_of(content, {"text": "ruler"}) == (Fraction(0), ("no",))


@pytest.mark.parametrize(("score", "share"), [(2, 1), (1, Fraction(1, 2)), (3, Fraction(1, 2)), (0, 0)])
def test_a_judgement_one_level_off_is_worth_what_the_author_says(score: int, share: Fraction) -> None:
    assert _share(JudgeContent(levels=("a", "b", "c", "d"), reference=2), score=score) == share


def test_nothing_given_is_worth_nothing() -> None:
    assert worth_of(_several("10"), None).share == 0


@pytest.mark.parametrize(
    ("share", "points", "marked"),
    [
        ("1/3", "1.00", "0.33"),
        ("1/2", "0.05", "0.03"),
        ("1/8", "1.00", "0.13"),
        ("2/3", "1.00", "0.67"),
        ("0", "5", "0.00"),
    ],
)
def test_points_are_rounded_half_up(share: str, points: str, marked: str) -> None:
    assert points_of(Fraction(share), Decimal(points)) == Decimal(marked)


def test_percent_of_nothing_is_nothing() -> None:
    assert percent_of(Decimal(0), Decimal(0)) == Decimal("0.00")
    assert percent_of(Decimal("9.99"), Decimal("50.00")) == Decimal("19.98")


RIGHTS = st.text("01", min_size=2, max_size=8).filter(lambda rights: "1" in rights)


@settings(max_examples=60, deadline=None)
@given(RIGHTS, st.data(), st.decimals("0.01", "100", places=2))
def test_points_are_exact_and_between_nothing_and_all(rights: str, data: st.DataObject, points: Decimal) -> None:
    chosen = data.draw(st.lists(st.sampled_from([str(n) for n in range(len(rights))]), unique=True))
    for credit in (Credit.ALL, Credit.EACH):
        marked = points_of(_share(_several(rights, credit=credit), options=chosen), points)
        assert 0 <= marked <= points
        assert marked == marked.quantize(Decimal("0.01"))


@settings(max_examples=40, deadline=None)
@given(RIGHTS.filter(lambda rights: "0" in rights))
def test_choosing_everything_is_worth_nothing_and_everything_right_is_all(rights: str) -> None:
    content = _several(rights)
    everything = [str(n) for n in range(len(rights))]
    assert _share(content, options=everything) == 0
    assert _share(content, options=[n for n, right in zip(everything, rights, strict=True) if right == "1"]) == ONE


@settings(max_examples=60, deadline=None)
@given(st.decimals("-1000", "1000", places=3), st.decimals("0", "10", places=3), st.decimals("-20", "20", places=4))
def test_a_number_counts_exactly_within_its_tolerance(value: Decimal, tolerance: Decimal, off: Decimal) -> None:
    content = NumberContent(answers=(NumberAnswer(value=value, tolerance=tolerance),))
    for typed in (f"{value + off:f}", f"{value + off:f}".replace(".", ",")):
        assert _share(content, text=typed) == (1 if abs(off) <= tolerance else 0)


@settings(max_examples=80, deadline=None)
@given(st.text(max_size=60))
def test_whatever_is_typed_is_marked_and_never_a_fault(typed: str) -> None:
    number = NumberContent(answers=(NumberAnswer(value=Decimal(5)),), units=(Unit(name="V"),))
    text = TextContent(answers=(TextAnswer(text="a*b*c"),))
    assert 0 <= _share(number, text=typed) <= 1
    assert 0 <= _share(text, text=typed) <= 1
