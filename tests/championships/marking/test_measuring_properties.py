"""Measurement rules: what must hold for every rule, whatever its figures."""

from decimal import Decimal
from fractions import Fraction
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from championships.marking.measuring import (
    SENTENCES,
    AddFromZero,
    Amount,
    AmountUnit,
    Choice,
    Choices,
    DeductFromFull,
    FullOrZero,
    Levels,
    NumberCompleted,
    Observation,
    Range,
    RangedScore,
    RegularDifference,
    Rule,
    Steps,
    Tolerance,
    ToleranceTable,
    calculation_of,
    measure,
    rule_from,
)


def marks(text: str) -> Amount:
    return Amount(Decimal(text))


def percent(text: str) -> Amount:
    return Amount(Decimal(text), AmountUnit.PERCENT)


figures = st.decimals("-1000", "1000", places=3)
amounts = st.builds(Amount, st.decimals("0.001", "500", places=3), st.sampled_from(AmountUnit))
sure_steps = st.builds(Amount, st.decimals("0.001", "50", places=3))
maxima = st.decimals("0.00", "100.00", places=2)
counts = st.integers(0, 10_000)


@st.composite
def tolerance_tables(draw: st.DrawFn) -> ToleranceTable:
    limits = sorted(draw(st.sets(st.decimals("0", "50", places=2), min_size=1, max_size=6)))
    given_marks = st.decimals("0.00", "150.00", places=2)
    return ToleranceTable(tuple(Tolerance(limit, draw(given_marks)) for limit in limits), draw(given_marks))


@st.composite
def choices_of_one_unit(draw: st.DrawFn) -> Choices:
    unit = draw(st.sampled_from(AmountUnit))
    labels = draw(st.lists(st.text("abc%(", min_size=1, max_size=4), min_size=1, max_size=4, unique=True))
    return Choices(tuple(Choice(label, Amount(draw(st.decimals("0", "200", places=2)), unit)) for label in labels))


@st.composite
def ranged_scores(draw: st.DrawFn) -> RangedScore:
    unit = draw(st.sampled_from(AmountUnit))
    amount = st.builds(Amount, st.decimals("0", "200", places=2), st.just(unit))
    ranges = st.builds(Range, st.one_of(st.none(), figures), figures, amount)
    return RangedScore(tuple(draw(st.lists(ranges, min_size=1, max_size=4))), draw(st.one_of(st.none(), figures)))


@st.composite
def rules_with_observations(draw: st.DrawFn) -> tuple[Rule, Observation]:
    kinds: list[st.SearchStrategy[tuple[Rule, Observation]]] = [
        st.tuples(st.just(FullOrZero()), st.booleans()),
        st.tuples(st.builds(DeductFromFull, amounts), counts),
        st.tuples(st.builds(AddFromZero, amounts), counts),
        st.integers(1, 50).flatmap(lambda n: st.tuples(st.just(NumberCompleted(n)), st.integers(0, n))),
        st.integers(1, 5).flatmap(lambda n: st.tuples(st.just(Levels(n)), st.integers(0, n))),
        choices_of_one_unit().flatmap(lambda r: st.tuples(st.just(r), st.integers(1, len(r.options)))),
        st.tuples(tolerance_tables(), figures),
        st.tuples(ranged_scores(), figures),
        st.tuples(st.builds(RegularDifference, amounts, sure_steps, figures, st.sampled_from(Steps)), figures),
    ]
    return draw(st.one_of(kinds))


@given(rules_with_observations(), maxima)
def test_no_mark_leaves_zero_to_maximum_and_each_is_explained(pair: tuple[Rule, Observation], maximum: Decimal) -> None:
    measured = measure(*pair, maximum)
    assert 0 <= measured.mark <= maximum
    assert measured.mark.as_tuple().exponent == -2
    assert {explanation.code for explanation in measured.explanations} <= SENTENCES.keys()
    assert "%(" not in measured.sentence.replace(str(measured.explanations[0].parameters.get("label")), "")


@given(rules_with_observations())
def test_a_rule_survives_its_plain_form(pair: tuple[Rule, Observation]) -> None:
    assert rule_from(calculation_of(pair[0])) == pair[0]


@given(amounts, maxima, counts, counts)
def test_more_errors_never_give_more_and_more_items_never_give_less(
    amount: Amount, maximum: Decimal, one: int, other: int
) -> None:
    fewer, more = sorted((one, other))
    assert measure(DeductFromFull(amount), more, maximum).mark <= measure(DeductFromFull(amount), fewer, maximum).mark
    assert measure(AddFromZero(amount), more, maximum).mark >= measure(AddFromZero(amount), fewer, maximum).mark


@given(ranged_scores(), figures, maxima, st.randoms())
def test_the_order_of_ranges_is_nothing(rule: RangedScore, value: Decimal, maximum: Decimal, dice: Random) -> None:
    ranges = list(rule.ranges)
    dice.shuffle(ranges)
    shuffled = RangedScore(tuple(ranges), rule.target)
    assert measure(shuffled, value, maximum).mark == measure(rule, value, maximum).mark


@given(st.decimals("0", "100", places=2), maxima)
def test_a_percent_is_a_share_of_the_maximum(value: Decimal, maximum: Decimal) -> None:
    assert Amount(value, AmountUnit.PERCENT).of(maximum) == Fraction(value) * Fraction(maximum) / 100
