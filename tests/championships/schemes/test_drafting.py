"""Edits of a draft as pure functions: taken back without a trace, codes without gaps, marks exact."""

import copy
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from championships.marking import Kind, Scheme
from championships.schemes.authoring.content import draft_of_scheme, scheme_of_draft
from championships.schemes.authoring.figures import figures_of
from championships.schemes.authoring.pasting import places_for, understand
from championships.schemes.authoring.rows import EditRefused, clean_mark, clean_rule, empty_content, walk
from championships.schemes.authoring.rule_words import describe, try_out
from championships.schemes.drafting import apply, codes_of, rewind

Command = dict[str, Any]


def aspect(key: str, **fields: object) -> dict[str, Any]:
    return {"key": key, "kind": "M", "maximum": "1.00", "description": f"Item {key}", **fields}


def small() -> dict[str, Any]:
    """A draft with two criteria, three sub-criteria and four aspects."""
    content = empty_content("Sample")
    rows = [
        {"key": "c1", "name": "One", "sub_criteria": [
            {"key": "s1", "name": "First", "aspects": [aspect("a1"), aspect("a2", kind="J"), aspect("a3")]},
            {"key": "s2", "name": "Second", "aspects": [aspect("a4")]},
        ]},
        {"key": "c2", "name": "Two", "sub_criteria": [{"key": "s3", "name": "Third"}]},
    ]  # fmt: skip
    places = [{"parent": "", "at": None, "row": row} for row in rows]
    return apply(content, {"type": "paste", "places": places}).content


def keys(content: dict[str, Any], level: str) -> list[str]:
    return [str(row["key"]) for one, row in walk(content) if one == level]


def test_codes_follow_from_the_place_of_a_row() -> None:
    content = small()
    assert codes_of(content) == {
        "c1": "A", "s1": "A1", "a1": "A1.M1", "a2": "A1.J1", "a3": "A1.M2", "s2": "A2", "a4": "A2.M1",
        "c2": "B", "s3": "B1",
    }  # fmt: skip
    moved = apply(content, {"type": "move", "key": "a1", "parent": "s3", "at": 0})
    assert moved.where == "B1.M1"
    assert codes_of(moved.content)["a3"] == "A1.M1"


@pytest.mark.parametrize(
    "command",
    [
        {"type": "add", "places": [{"parent": "s2", "at": 0, "row": aspect("new")}]},
        {"type": "remove", "keys": ["a2", "a1", "s2"]},
        {"type": "move", "key": "s1", "parent": "c2", "at": 1},
        {"type": "move", "key": "a1", "parent": "s1", "at": 2},
        {"type": "set", "key": "a1", "field": "maximum", "value": "0,75"},
        {"type": "set", "key": "a2", "field": "ladder", "value": ["bad", "fair", "good", "best"]},
        {"type": "set", "key": "", "field": "sections", "value": [[1, "Planning", "40"], [2, "Making", ""]]},
        {"type": "set", "key": "a1", "field": "calculation", "value": {"rule": "number_completed", "possible": "4"}},
    ],
)
def test_an_edit_that_is_taken_back_leaves_no_trace(command: Command) -> None:
    content = small()
    before = copy.deepcopy(content)
    applied = apply(content, command)
    assert content == before
    assert applied.content != before
    assert apply(applied.content, applied.inverse).content == before


@pytest.mark.parametrize(
    ("command", "words"),
    [
        ({"type": "launch"}, "no edit"),
        ({"type": "remove", "keys": ["gone"]}, "not there any more"),
        ({"type": "remove", "keys": ["s1", "a1"]}, "not there any more"),
        ({"type": "move", "key": "a1", "parent": "c1", "at": 0}, "cannot stand there"),
        ({"type": "move", "key": "s1", "parent": "s1", "at": 0}, "cannot stand there"),
        ({"type": "move", "key": "a1", "parent": "s2", "at": 9}, "no such place"),
        ({"type": "set", "key": "a1", "field": "maximum", "value": "half"}, "no mark"),
        ({"type": "set", "key": "a1", "field": "maximum", "value": "0.125"}, "no mark"),
        ({"type": "set", "key": "a1", "field": "kind", "value": "X"}, "M .measurement. or J"),
        ({"type": "set", "key": "a1", "field": "code", "value": "Z9"}, "no such field"),
        ({"type": "set", "key": "a1", "field": "section", "value": True}, "no number"),
        ({"type": "set", "key": "", "field": "sections", "value": [[1, "", None], [1, "", None]]}, "stands twice"),
        ({"type": "add", "places": [{"parent": "s2", "at": 0, "row": aspect("a1")}]}, "in the draft already"),
        ({"type": "add", "places": [{"parent": "a1", "at": 0, "row": aspect("new")}]}, "holds no rows"),
        ({"type": "add", "places": []}, "no edit"),
        ({"type": "add", "places": [{"parent": "s2", "at": 0, "row": {"key": "<b>"}}]}, "no row"),
    ],
)
def test_an_edit_that_makes_no_sense_is_refused_and_changes_nothing(command: Command, words: str) -> None:
    content = small()
    before = copy.deepcopy(content)
    with pytest.raises(EditRefused, match=words):
        apply(content, command)
    assert content == before


@st.composite
def commands(draw: st.DrawFn, content: dict[str, Any], fresh: int) -> Command:
    """Any command that the editor could send for `content`."""
    rows = [key for level in ("criterion", "sub_criterion", "aspect") for key in keys(content, level)]
    parents = {"criterion": [""], "sub_criterion": keys(content, "criterion"), "aspect": keys(content, "sub_criterion")}
    level = draw(st.sampled_from([one for one, found in parents.items() if found]))
    kind = draw(st.sampled_from(["add", "remove", "move", "set"]))
    if kind == "add" or not rows:
        row = {"key": f"n{fresh}", "maximum": draw(st.sampled_from(["0.25", "1,5", "2"]))}
        row["kind"] = draw(st.sampled_from("MJМ"))
        return {"type": "add", "places": [{"parent": draw(st.sampled_from(parents[level])), "at": None, "row": row}]}
    if kind == "remove":
        return {"type": "remove", "keys": [draw(st.sampled_from(rows))]}
    moving = keys(content, level) or keys(content, "criterion")
    level = level if keys(content, level) else "criterion"
    if kind == "move":
        return {
            "type": "move",
            "key": draw(st.sampled_from(moving)),
            "parent": draw(st.sampled_from(parents[level])),
            "at": 0,
        }
    field = "maximum" if level == "aspect" else "name"
    return {
        "type": "set",
        "key": draw(st.sampled_from(moving)),
        "field": field,
        "value": draw(st.sampled_from(["0.10", "3"])),
    }


@settings(max_examples=60)
@given(st.data())
def test_any_history_keeps_codes_consecutive_and_marks_exact_and_can_be_taken_back(data: st.DataObject) -> None:
    begun = small()
    content, inverses = begun, []
    for number in range(data.draw(st.integers(1, 8))):
        applied = apply(content, data.draw(commands(content, number)))
        content = applied.content
        inverses.append(applied.inverse)
        scheme = scheme_of_draft(content)
        letters = [criterion.letter for criterion in scheme.criteria]
        assert letters == list("ABCDEFGHIJKL"[: len(letters)])
        for criterion in scheme.criteria:
            codes = [sub.code for sub in criterion.sub_criteria]
            assert codes == [f"{criterion.letter}{at}" for at in range(1, len(codes) + 1)]
        for sub in scheme.sub_criteria:
            for kind in Kind:
                own = [one.code for one in sub.aspects if one.kind is kind]
                assert own == [f"{sub.code}.{kind.value}{at}" for at in range(1, len(own) + 1)]
        total = sum((Decimal(row["maximum"]) for level, row in walk(content) if level == "aspect"), Decimal(0))
        assert figures_of(content)["total"] == f"{total:.2f}"
    assert rewind(content, inverses[::-1]) == begun


def test_a_scheme_becomes_a_draft_and_the_same_scheme_again(sample: Scheme) -> None:
    assert scheme_of_draft(draft_of_scheme(sample, "Sample")) == sample


def test_what_belongs_to_the_other_kind_waits_in_the_draft_and_is_no_part_of_the_scheme() -> None:
    content = apply(small(), {"type": "set", "key": "a2", "field": "ladder", "value": ["0", "1", "2", "3"]}).content
    measured = apply(content, {"type": "set", "key": "a2", "field": "kind", "value": "м"}).content
    assert all(not one.ladder for one in scheme_of_draft(measured).aspects)
    judged = apply(measured, {"type": "set", "key": "a2", "field": "kind", "value": "J"}).content
    assert [len(one.ladder) for one in scheme_of_draft(judged).aspects if one.kind is Kind.JUDGEMENT] == [4]


def test_figures_name_the_row_and_the_field_of_each_finding() -> None:
    content = apply(
        small(), {"type": "set", "key": "a1", "field": "calculation", "value": {"rule": "levels", "highest": "x"}}
    )
    found = {(one["key"], one["field"], one["severity"]) for one in figures_of(content.content)["findings"]}
    assert {("a2", "ladder", "warning"), ("a1", "calculation", "warning"), ("", "", "warning")} <= found


@pytest.mark.parametrize(("typed", "kept"), [("", "0.00"), ("0,5", "0.50"), (" 2 ", "2.00"), ("1.25", "1.25")])
def test_marks_are_kept_with_two_decimals(typed: str, kept: str) -> None:
    assert clean_mark(typed) == kept


@pytest.mark.parametrize(
    ("pasted", "columns"),
    [
        ("М\tЗаголовок\t1\t0,50\nJ\tВид\t2\t1,5", ["type", "description", "section", "maximum"]),
        ("Тип\tМакс. балл\tОписание\nM\t0,5\tЗаголовок", ["type", "maximum", "description"]),
        ("Түрі\tСипаттамасы\tБөлім\tБалл\nM\tТақырып\t1\t0,5", ["type", "description", "section", "maximum"]),
        ("Aspect type\tDescription\tMax mark\nM\tHeading\t0.5", ["type", "description", "maximum"]),
        ("Heading\nFooter", ["description"]),
    ],
)
def test_pasted_rows_are_understood_with_headings_of_three_languages_or_none(pasted: str, columns: list[str]) -> None:
    understood = understand(pasted)
    assert understood.columns == columns
    assert not understood.remarks
    first = understood.groups[0].aspects[0]
    assert (first["kind"], first["maximum"]) == ("M", "0.00" if columns == ["description"] else "0.50")


def test_pasted_rows_of_a_whole_scheme_keep_their_sub_criteria_and_ladders() -> None:
    lines = [
        "A1\tForm\tM\tWorks\t\t\t1\t0.5",
        "\t\tJ\tLook\t\t\t1\t1",
        "\t\t\t\t0\tbad\t\t",
        "\t\t\t\t3\tbest\t\t",
        "B1\tOther\tM\tFast\t\t\t2\t2,25",
    ]
    understood = understand("\r\n".join(lines))
    assert [(group.code, group.name, len(group.aspects)) for group in understood.groups] == [
        ("A1", "Form", 2),
        ("B1", "Other", 1),
    ]
    assert understood.groups[0].aspects[1]["ladder"] == ["bad", "", "", "best"]
    places = places_for(understood.groups, {"criterion": None, "sub": None}, "k")
    made = apply(empty_content(), {"type": "paste", "places": places}).content
    assert [one.code for one in scheme_of_draft(made).aspects] == ["A1.M1", "A1.J1", "B1.M1"]


def test_pasted_rows_that_are_not_understood_are_named_and_columns_can_be_chosen() -> None:
    understood = understand("M\tWorks\tmuch\nJ\tLooks\t1")
    assert understood.columns[:2] == ["type", "description"]
    chosen = understand("M\tWorks\tmuch\nJ\tLooks\t1", ["type", "description", "maximum"])
    assert [line for line, _message in chosen.remarks] == [1]
    assert [one["maximum"] for one in chosen.groups[0].aspects] == ["0.00", "1.00"]
    with pytest.raises(EditRefused, match="nothing to paste"):
        understand(" \n\t\n")


@given(st.text(alphabet='MJ012,.\t\n"аяА1 x', max_size=80))
def test_no_pasted_text_is_a_fault(pasted: str) -> None:
    try:
        understood = understand(pasted)
    except EditRefused:
        return
    places = places_for(understood.groups, {"criterion": None, "sub": None}, "k")
    if places:
        figures_of(apply(empty_content(), {"type": "paste", "places": places}).content)


@pytest.mark.parametrize(
    ("rule", "maximum", "observation", "mark"),
    [
        (None, "0.50", "yes", "0.50"),
        ({"rule": "deduct_from_full", "deduction": "0,10", "deduction_type": "UNIT"}, "0.50", "3", "0.20"),
        ({"rule": "number_completed", "possible": 3}, "1.00", "2", "0.67"),
        ({"rule": "tolerance_table", "rows": [{"limit": "1", "marks": "0,5"}], "beyond": "0"}, "1", "0,5", "0.50"),
        ({"rule": "levels", "highest": "2"}, "1.50", "1", "0.75"),
        ({"rule": "manual"}, "1.00", "1", "1.00"),
    ],
)
def test_a_rule_is_tried_by_the_marking_engine(rule: Command | None, maximum: str, observation: str, mark: str) -> None:
    tried = try_out(clean_rule(rule), maximum, observation)
    assert tried["mark"] == mark
    assert tried["how"]
    assert describe(rule)["words"]


def test_a_rule_or_an_observation_that_makes_no_sense_is_refused_in_words() -> None:
    with pytest.raises(EditRefused, match="not complete"):
        describe({"rule": "levels", "highest": ""} | {"highest": "0"})
    with pytest.raises(EditRefused, match="as a number"):
        try_out({"rule": "levels"}, "1.00", "many")
    with pytest.raises(EditRefused, match="written reason"):
        try_out({"rule": "manual"}, "1.00", "0.5")
