"""Penalties: what they take, and whose signatures count."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from championships.marking.errors import InvalidMark
from championships.marking.panel import Expert
from championships.marking.penalties import InvalidPenalty, Penalty, PenaltyRules, UnsignedPenalty, penalised

SIGNED = (Expert("Aida", "KZ"), Expert("Boris", "RU"))


def unsafe(marks: str = "0.50", signed_by: tuple[Expert, ...] = SIGNED, reason: str = "No goggles") -> Penalty:
    return Penalty(Decimal(marks), reason, signed_by)


def test_each_penalty_is_taken_from_the_mark() -> None:
    after = penalised(Decimal("3.00"), [unsafe(), unsafe()], "FR")
    assert (str(after.mark), str(after.taken), str(after.demanded)) == ("2.00", "1.00", "1.00")


def test_no_penalty_takes_more_than_there_is() -> None:
    after = penalised(Decimal("0.75"), [unsafe(), unsafe()], "FR")
    assert (str(after.mark), str(after.taken), str(after.demanded)) == ("0.00", "0.75", "1.00")


def test_no_penalties_leave_the_mark() -> None:
    assert str(penalised(Decimal("0.75"), [], "FR").mark) == "0.75"


@pytest.mark.parametrize(
    "signed_by",
    [(), SIGNED[:1], (SIGNED[0], SIGNED[0]), (SIGNED[0], Expert("Claire", "FR")), (SIGNED[0], Expert("Aida", "KZ"))],
)
def test_a_penalty_needs_two_experts_who_are_no_compatriots(signed_by: tuple[Expert, ...]) -> None:
    with pytest.raises(UnsignedPenalty):
        penalised(Decimal("3.00"), [unsafe(signed_by=signed_by)], "FR")


def test_two_experts_of_one_member_may_sign_unless_the_event_forbids_it() -> None:
    both = (Expert("Aida", "KZ"), Expert("Daniyar", "KZ"))
    assert str(penalised(Decimal("3.00"), [unsafe(signed_by=both)], "FR").mark) == "2.50"
    with pytest.raises(UnsignedPenalty):
        penalised(Decimal("3.00"), [unsafe(signed_by=both)], "FR", rules=PenaltyRules(from_different_members=True))


def test_one_penalty_takes_at_most_two_marks_unless_the_event_says_otherwise() -> None:
    with pytest.raises(InvalidPenalty):
        penalised(Decimal("9.00"), [unsafe("2.01")], "FR")
    assert str(penalised(Decimal("9.00"), [unsafe("2.00")], "FR").mark) == "7.00"
    assert str(penalised(Decimal("9.00"), [unsafe("2.50")], "FR", rules=PenaltyRules(most=None)).mark) == "6.50"


def test_an_event_may_take_points_without_signatures() -> None:
    rules = PenaltyRules(signatures=0, most=None)  # SkillsUSA: ten points of a thousand for a missing resume.
    missing = Penalty(Decimal("10.00"), "No resume at orientation")
    assert str(penalised(Decimal("870.00"), [missing], "", rules=rules).mark) == "860.00"


@pytest.mark.parametrize("penalty", [unsafe("0.00"), unsafe("-1.00"), unsafe("0.125"), unsafe(reason=" ")])
def test_a_penalty_needs_marks_and_a_reason(penalty: Penalty) -> None:
    with pytest.raises(InvalidPenalty):
        penalised(Decimal("3.00"), [penalty], "FR")


@pytest.mark.parametrize("mark", [3.0, Decimal("-0.01"), Decimal("0.125")])
def test_only_a_mark_is_penalised(mark: Any) -> None:
    with pytest.raises(InvalidMark):
        penalised(mark, [], "FR")


@given(st.decimals("0.00", "100.00", places=2), st.lists(st.decimals("0.01", "2.00", places=2), max_size=8))
def test_a_penalised_mark_stays_in_bounds_and_the_order_is_nothing(mark: Decimal, taken: list[Decimal]) -> None:
    penalties = [Penalty(marks, "Unsafe", SIGNED) for marks in taken]
    after = penalised(mark, penalties, "FR")
    assert 0 <= after.mark <= mark
    assert after.mark + after.taken == mark
    assert penalised(mark, penalties[::-1], "FR") == after
