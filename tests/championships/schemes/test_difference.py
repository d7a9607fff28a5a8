"""The difference of two schemes: nothing invented, nothing lost, and an inserted row is one new row."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from championships.marking import Aspect, Criterion, Kind, Scheme, StandardsSection, SubCriterion, difference
from championships.marking.pairing import out_of_order
from tests.championships.schemes.schemes_strategy import coded, schemes

# Whole schemes are large: a few dozen of them hold thousands of aspects.
QUICKLY = settings(max_examples=30, suppress_health_check=[HealthCheck.too_slow])
TEXTS = ("The door is level", "The window opens", "Joints are flush", "No tool marks remain", "Edges are safe")


def item(text: str, mark: str = "1.00", **fields: Any) -> Aspect:
    """Return a measured aspect without a code."""
    return Aspect("", Kind.MEASUREMENT, Decimal(mark), text, **fields)


def scheme(*forms: Sequence[Aspect]) -> Scheme:
    """Return a scheme of one criterion with a sub-criterion for each form."""
    subs = tuple(
        SubCriterion(f"A{n}", f"Form {n}", "", coded(f"A{n}", aspects)) for n, aspects in enumerate(forms, start=1)
    )
    return Scheme("1", "Joinery", (StandardsSection(1, "Work", Decimal(100)),), (Criterion("A", "Making", subs),))


ITEMS = tuple(item(text) for text in TEXTS)
BEFORE = scheme(ITEMS)


@QUICKLY
@given(schemes())
def test_a_scheme_differs_from_itself_in_nothing(one: Scheme) -> None:
    found = difference(one, one)
    assert not found
    assert (found.percent, found.marks_changed) == (Decimal("0.00"), Decimal("0.00"))


@QUICKLY
@given(schemes(), schemes())
def test_what_came_one_way_went_the_other(one: Scheme, other: Scheme) -> None:
    there, back = difference(one, other), difference(other, one)
    for part in ("aspects", "sub_criteria", "criteria", "sections"):
        ours, theirs = getattr(there, part), getattr(back, part)
        assert ours.added == theirs.removed
        assert ours.removed == theirs.added
        assert len(ours.kept) == len(theirs.kept)
        assert len(ours.changed) == len(theirs.changed)
        assert len(ours.moved) == len(theirs.moved)
    assert len(there.aspects.added) + len(there.aspects.kept) == len(list(other.aspects))
    assert Decimal(0) <= there.percent <= Decimal(100)
    assert there.marks_changed <= there.total_after == other.maximum


@QUICKLY
@given(st.permutations(ITEMS))
def test_another_order_changes_no_mark(items: list[Aspect]) -> None:
    found = difference(BEFORE, scheme(items))
    assert (found.aspects.added, found.aspects.removed, found.aspects.changed) == ((), (), ())
    assert found.percent == Decimal(0)
    assert len(found.aspects.moved) == len(out_of_order([ITEMS.index(one) for one in items]))


@QUICKLY
@given(st.integers(0, len(ITEMS)))
def test_an_inserted_row_is_one_new_row_and_the_rest_is_counted_anew(at: int) -> None:
    found = difference(BEFORE, scheme((*ITEMS[:at], item("A hinge was fitted"), *ITEMS[at:])))
    assert [aspect.description for aspect in found.aspects.added] == ["A hinge was fitted"]
    assert (found.aspects.removed, found.aspects.changed, found.aspects.moved) == ((), (), ())
    assert len(found.renumbered) == len(ITEMS) - at
    assert found.percent == Decimal("16.67")


@QUICKLY
@given(st.integers(0, len(ITEMS) - 1))
def test_a_row_taken_out_changes_no_mark_of_the_rest(at: int) -> None:
    found = difference(BEFORE, scheme((*ITEMS[:at], *ITEMS[at + 1 :])))
    assert [aspect.description for aspect in found.aspects.removed] == [TEXTS[at]]
    assert (found.aspects.added, found.aspects.changed, found.aspects.moved) == ((), (), ())
    assert (found.percent, found.total_before, found.total_after) == (Decimal(0), Decimal(5), Decimal(4))


def test_a_reworded_row_behind_an_inserted_one_is_the_same_row() -> None:
    after = scheme((item("A hinge was fitted"), *ITEMS[:4], item("Edges are safe to touch")))
    found = difference(BEFORE, after)
    (pair,) = found.aspects.changed
    assert [(c.field, c.before, c.after) for c in pair.fields] == [
        ("description", "Edges are safe", "Edges are safe to touch")
    ]
    assert len(found.aspects.added) == 1
    assert found.percent == Decimal("33.33")


@pytest.mark.parametrize(
    ("fields", "percent"),
    [
        ({"maximum": Decimal("2.00")}, "33.33"),
        ({"requirement": "within 1 mm"}, "20.00"),
        ({"extra": "Look twice"}, "20.00"),
        ({"kind": Kind.JUDGEMENT, "ladder": ((0, "none"), (1, "some"), (2, "most"), (3, "all"))}, "20.00"),
        ({"section": 1}, "0.00"),
        ({"calculation": {"rule": "pass_fail"}}, "0.00"),
        ({"description": "The  door\nis level "}, "0.00"),
    ],
)
def test_percent_counts_what_makes_another_task_of_it(fields: dict[str, Any], percent: str) -> None:
    found = difference(BEFORE, scheme((replace(ITEMS[0], **fields), *ITEMS[1:])))
    assert found.percent == Decimal(percent)
    assert {change.field for pair in found.aspects.changed for change in pair.fields} == fields.keys() - {"description"}
    assert len(found.marks_moved) == ("maximum" in fields)


def test_an_aspect_in_another_sub_criterion_has_moved() -> None:
    found = difference(scheme(ITEMS[:3], ITEMS[3:]), scheme(ITEMS[:2], (*ITEMS[3:], ITEMS[2])))
    (pair,) = found.aspects.moved
    assert (pair.before.code, pair.after.code, pair.fields) == ("A1.M3", "A2.M3", ())
    assert found.percent == Decimal(0)


def test_a_whole_form_put_before_the_others_renumbers_them_and_moves_nothing() -> None:
    one, two = (SubCriterion(f"A{n}", name, "", coded(f"A{n}", ITEMS[:2])) for n, name in ((1, "Frame"), (2, "Door")))
    shifted = tuple(replace(sub, code=f"A{n}", aspects=coded(f"A{n}", sub.aspects)) for n, sub in ((2, one), (3, two)))
    new = SubCriterion("A1", "Safety", "", coded("A1", [item("Goggles are worn")]))
    found = difference(
        Scheme(criteria=(Criterion("A", "", (one, two)),)), Scheme(criteria=(Criterion("A", "", (new, *shifted)),))
    )
    assert [sub.name for sub in found.sub_criteria.added] == ["Safety"]
    assert (found.sub_criteria.moved, found.sub_criteria.changed) == ((), ())
    assert (found.aspects.moved, found.aspects.changed) == ((), ())
    assert len(found.renumbered) == 4


def test_names_sections_and_the_skill_are_compared_too() -> None:
    criterion = replace(BEFORE.criteria[0], name="Building")
    section = StandardsSection(1, "Work", Decimal(90))
    after = replace(BEFORE, skill_name="Cabinets", sections=(section,), criteria=(criterion,))
    found = difference(BEFORE, after)
    assert [change.after for change in found.skill] == ["Cabinets"]
    assert [change.after for pair in found.criteria.changed for change in pair.fields] == ["Building"]
    assert [(c.before, c.after) for pair in found.sections.changed for c in pair.fields] == [
        (Decimal(100), Decimal(90))
    ]
    assert found.percent == Decimal(0)


def test_a_scheme_without_marks_has_changed_by_nothing() -> None:
    nothing = Scheme()
    assert not difference(nothing, nothing)
    assert difference(BEFORE, nothing).percent == Decimal(0)
    assert difference(nothing, BEFORE).percent == Decimal(100)
