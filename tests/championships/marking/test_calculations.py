"""From the sheet `Calculations` of CIS to a mark: what the importer reads is what the engine understands."""

from decimal import Decimal

import pytest

from championships.marking.measuring import (
    AddFromZero,
    Amount,
    AmountUnit,
    DeductFromFull,
    Levels,
    Manual,
    Observation,
    RegularDifference,
    Rule,
    Steps,
    Tolerance,
    ToleranceTable,
    calculation_of,
    measure,
    rule_from,
)
from championships.schemes.exchange.calculations import exact_rule, format_rule, parse_rule

SHEET = [
    ("PASS_FAIL", "", True, "1.00"),
    ("NUMBER_COMPLETED", "NUM_POSSIBLE:::8.00000000#x~x#", 5, "0.63"),
    (
        "CHOICE",
        (
            "DEDUCTION_TYPE:::#x~x#PERCENT#-#CHOICE2_DEDUCTION:::33.30000000#x~x##-#CHOICE2_LABEL:::#x~x#Loose#-#"
            "CHOICE1_LABEL:::#x~x#Tight#-#CHOICE1_DEDUCTION:::0E-8#x~x#"
        ),
        "Loose",
        "0.67",
    ),
    (
        "RANGED_SCORE",
        (
            "TARGET_VALUE:::66.60000000#x~x##-#RANGE1_LOWER:::66.80000000#x~x##-#RANGE1_UPPER:::66.60000000#x~x##-#"
            "RANGE1_DEDUCTION:::0.25000000#x~x##-#RANGE2_LOWER:::66.80000000#x~x##-#RANGE2_UPPER:::#x~x##-#"
            "RANGE2_DEDUCTION:::1.00000000#x~x#"
        ),
        Decimal("66.7"),
        "0.75",
    ),
    (
        "REGULAR_DIFFERENCE_DEDUCTION",
        (
            "DEDUCTION_TYPE:::#x~x#UNIT#-#TARGET_VALUE:::0E-8#x~x##-#DIFFERENCE:::1.00000000#x~x##-#"
            "DIFFERENCE_TYPE:::#x~x#UNIT#-#DEDUCTION:::0.25000000#x~x#"
        ),
        3,
        "0.25",
    ),
]


@pytest.mark.parametrize(("kind", "parameters", "observation", "mark"), SHEET)
def test_a_row_of_the_sheet_gives_its_mark(kind: str, parameters: str, observation: Observation, mark: str) -> None:
    rule = rule_from(parse_rule("Fit", kind, "TRUE", parameters))
    assert str(measure(rule, observation, Decimal("1.00")).mark) == mark


@pytest.mark.parametrize(("kind", "parameters"), [row[:2] for row in SHEET])
def test_a_rule_is_written_as_a_row_that_reads_as_the_same_rule(kind: str, parameters: str) -> None:
    rule = rule_from(parse_rule("Fit", kind, "TRUE", parameters))
    name, written_kind, _shared, written, _exactly = format_rule(calculation_of(rule))
    assert rule_from(parse_rule(name, written_kind, "", written)) == rule


RULES = [
    DeductFromFull(Amount(Decimal("0.10"))),
    DeductFromFull(Amount(Decimal(20), AmountUnit.PERCENT)),
    AddFromZero(Amount(Decimal("0.05"))),
    ToleranceTable((Tolerance(Decimal(0), Decimal(10)), Tolerance(Decimal("1.5"), Decimal(9))), Decimal(1)),
    RegularDifference(Amount(Decimal("0.1")), steps=Steps.BEGUN),
    Levels(),
    Levels(3),
    Manual(),
    Manual(reason_for_zero=True),
]


@pytest.mark.parametrize("rule", RULES, ids=repr)
def test_a_rule_that_cis_does_not_have_comes_back_as_it_was(rule: Rule) -> None:
    calculation = calculation_of(rule)
    *_columns, exactly = format_rule(calculation)
    assert exact_rule(exactly) == calculation


@pytest.mark.parametrize(
    ("rule", "counts"),
    [(DeductFromFull(Amount(Decimal("0.30"))), range(6)), (Levels(), range(3)), (Levels(3), range(4))],
)
def test_what_is_written_in_the_words_of_cis_gives_the_same_marks(rule: Rule, counts: range) -> None:
    name, kind, _shared, parameters, _exactly = format_rule(calculation_of(rule))
    said = rule_from(parse_rule(name, kind, "", parameters))
    for count in counts:
        assert measure(said, count, Decimal("1.00")).mark == measure(rule, count, Decimal("1.00")).mark


@pytest.mark.parametrize("text", ["", "a note", "{", "[]", '{"rule": "magic"}', '{"rule": "levels", "highest": "x"}'])
def test_a_cell_that_holds_no_rule_is_none(text: str) -> None:
    assert exact_rule(text) is None
