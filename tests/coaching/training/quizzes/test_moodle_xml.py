"""Moodle XML: every kind that is asked here, pictures, what is not taken, and documents that are not trusted."""

import base64
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coaching.training.quizzes.content import Credit
from coaching.training.quizzes.exchange.reading import QuestionsRefused, read_questions
from coaching.training.quizzes.file_messages import refusal_words, remark_words

PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


def _quiz(*questions: str) -> bytes:
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<quiz>\n{chr(10).join(questions)}\n</quiz>'.encode()


def _question(kind: str, inside: str, text: str = "<p>Asked &amp; told</p>") -> str:
    return (
        f'<question type="{kind}"><name><text>Name</text></name>'
        f'<questiontext format="html"><text><![CDATA[{text}]]></text></questiontext>{inside}</question>'
    )


def _answer(fraction: str, text: str, more: str = "") -> str:
    return f'<answer fraction="{fraction}" format="html"><text><![CDATA[{text}]]></text>{more}</answer>'


def _read(*questions: str) -> Any:
    return read_questions(_quiz(*questions), "questions.xml", limit=1_000_000)


def _codes(report: Any) -> list[str]:
    for remark in report.remarks:
        assert remark_words(remark)
    return [remark.code for remark in report.remarks]


def test_a_choice_with_feedback_and_html() -> None:
    feedback = '<feedback format="html"><text>why</text></feedback>'
    report = _read(
        _question(
            "multichoice",
            "<single>true</single><defaultgrade>2.0</defaultgrade>"
            + _answer("100", "<p>a</p>", feedback)
            + _answer("0", "b"),
        )
    )
    [draft] = report.questions
    assert draft.text == "<p>Asked &amp; told</p>"
    assert [(o.text, o.share, o.feedback) for o in draft.content.options] == [("a", 100, "why"), ("b", 0, "")]
    assert draft.points == Decimal("2.00")
    assert _codes(report) == []


def test_several_choices_with_thirds() -> None:
    answers = _answer("33.33333", "a") + _answer("33.33333", "b") + _answer("33.33333", "c") + _answer("-50", "d")
    [draft] = _read(_question("multichoice", f"<single>false</single>{answers}")).questions
    assert (draft.content.kind, draft.content.credit) == ("several", Credit.WEIGHTS)


def test_true_false_short_answer_and_matching() -> None:
    report = _read(
        _question("truefalse", _answer("0", "true") + _answer("100", "false")),
        _question(
            "shortanswer", "<usecase>1</usecase>" + _answer("100", "Paris") + _answer("50", "Par*") + _answer("0", "*")
        ),
        _question(
            "matching",
            "<subquestion><text>left</text><answer><text>right</text></answer></subquestion>"
            "<subquestion><text>other</text><answer><text>half</text></answer></subquestion>"
            "<subquestion><text></text><answer><text>extra</text></answer></subquestion>",
        ),
    )
    truth, short, matching = (draft.content for draft in report.questions)
    assert [(option.text, option.share) for option in truth.options] == [("True", 0), ("False", 100)]
    assert (short.case, [(a.text, a.share) for a in short.answers]) == (True, [("Paris", 100), ("Par*", 50)])
    assert ([(p.left, p.right) for p in matching.pairs], matching.extras) == (
        [("left", "right"), ("other", "half")],
        ("extra",),
    )


def test_numbers_with_a_tolerance_and_units() -> None:
    units = "<units><unit><multiplier>1</multiplier><unit_name>m</unit_name></unit><unit><multiplier>100</multiplier><unit_name>cm</unit_name></unit></units>"
    [draft] = _read(
        _question(
            "numerical",
            _answer("100", "3.5", "<tolerance>0.1</tolerance>") + units + "<unitgradingtype>1</unitgradingtype>",
        )
    ).questions
    [answer] = draft.content.answers
    assert (answer.value, answer.tolerance, draft.content.unit_needed) == (Decimal("3.5"), Decimal("0.1"), True)
    assert [(unit.name, unit.factor) for unit in draft.content.units] == [("m", 1), ("cm", 100)]


def test_ordering_keeps_the_order_of_the_file() -> None:
    [draft] = _read(
        _question("ordering", "<gradingtype>-1</gradingtype>" + _answer("1.0", "first") + _answer("1.0", "second"))
    ).questions
    assert ([item.text for item in draft.content.items], draft.content.credit) == (["first", "second"], Credit.ALL)


@pytest.mark.parametrize(
    ("grading", "credit", "codes"),
    [
        ("<gradingtype>ALL_OR_NOTHING</gradingtype>", Credit.ALL, []),
        ("<gradingtype>-1</gradingtype>", Credit.ALL, []),
        ("<gradingtype>ABSOLUTE_POSITION</gradingtype>", Credit.EACH, []),
        ("<gradingtype>0</gradingtype>", Credit.EACH, []),
        ("<gradingtype>RELATIVE_NEXT_EXCLUDE_LAST</gradingtype>", Credit.NEIGHBOURS, []),
        ("<gradingtype>RELATIVE</gradingtype>", Credit.NEIGHBOURS, []),
        ("", Credit.NEIGHBOURS, []),
        ("<gradingtype>LONGEST_ORDERED_SUBSET</gradingtype>", Credit.NEIGHBOURS, ["other_grading_of_order"]),
        ("<gradingtype>7</gradingtype>", Credit.NEIGHBOURS, ["other_grading_of_order"]),
    ],
)
def test_an_order_is_marked_by_the_rule_of_the_file_or_it_is_said(
    grading: str, credit: Credit, codes: list[str]
) -> None:
    report = _read(_question("ordering", grading + _answer("1.0", "first") + _answer("1.0", "second")))
    assert report.questions[0].content.credit == credit
    assert _codes(report) == codes


def test_a_picture_comes_with_its_words() -> None:
    text = '<p>Look</p><img src="@@PLUGINFILE@@/a.png" alt="A weld"></p>]]></text>'
    file = f'<file name="a.png" encoding="base64">{base64.b64encode(PNG).decode()}</file>'
    question = (
        f'<question type="shortanswer"><questiontext format="html"><text><![CDATA[{text}{file}</questiontext>'
        f"{_answer('100', 'x')}</question>"
    )
    report = _read(question)
    [draft] = report.questions
    assert draft.picture.bytes == PNG
    assert (draft.picture.words, draft.text) == ("A weld", "<p>Look</p>")
    assert _codes(report) == []


@pytest.mark.parametrize(
    ("question", "code"),
    [
        (_question("cloze", "", "{1:SA:=x}"), "cloze"),
        (_question("essay", ""), "essay"),
        (_question("description", ""), "description"),
        (_question("calculated", ""), "unknown_kind"),
        (_question("multichoice", _answer("50", "a") + _answer("0", "b")), "problem_no_right_option"),
        (_question("numerical", _answer("100", "many")), "unreadable_number"),
        (_question("shortanswer", _answer("100", "x") + "<hint><text>look</text></hint>"), "hints"),
        (_question("shortanswer", _answer("100", "x"), '<img src="http://far.example/x.png">see'), "picture_elsewhere"),
        (_question("shortanswer", _answer("100", "x"), "<table><tr><td>cell</td></tr></table>"), "formatting"),
        (_question("shortanswer", _answer("100", "x"), "solve $$x^2$$"), "formula"),
        (_question("shortanswer", _answer("100", "x") + "<incorrectfeedback><text>no</text></incorrectfeedback>"), "combined_feedback"),
        (_question("shortanswer", _answer("x", "x")), "unreadable_weight"),
        ("<other/>", "unknown_element"),
    ],
)  # fmt: skip
def test_what_is_not_taken_is_named_with_its_line(question: str, code: str) -> None:
    report = _read(question)
    assert code in _codes(report)
    assert all(remark.line == 3 for remark in report.remarks if remark.code == code)


def test_a_script_never_comes_through() -> None:
    report = _read(
        _question(
            "shortanswer",
            _answer("100", "x"),
            '<p onclick="x()">a<script>alert(1)</script><a href="javascript:x()">b</a></p>',
        )
    )
    assert report.questions[0].text == "<p>a<a>b</a></p>"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b'<?xml version="1.0"?><!DOCTYPE q [<!ENTITY a "b">]><quiz>&a;</quiz>', "entities"),
        (b"<?xml version='1.0'?><quiz><question>", "broken_xml"),
        (b"<quiz>" + b"<a>" * 100 + b"</a>" * 100 + b"</quiz>", "too_deep"),
        (b"", "empty_file"),
        (b"x" * 1_000_001, "too_large"),
        (b"PK\x03\x04 not a zip", "workbook"),
    ],
)
def test_files_that_are_not_read_say_why(data: bytes, code: str) -> None:
    with pytest.raises(QuestionsRefused) as refusal:
        read_questions(data, "file.xml", limit=1_000_000)
    assert refusal.value.code == code
    assert refusal_words(refusal.value)


@settings(max_examples=120, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "<quiz>",
                "</quiz>",
                "<question type='numerical'>",
                "</question>",
                "<answer fraction='100'>",
                "</answer>",
                "<text>",
                "</text>",
                "1",
                "&lt;",
                "]]>",
                "<![CDATA[",
                "é",
            ]
        ),
        max_size=25,
    )
)
def test_no_document_stops_the_reading(parts: list[str]) -> None:
    data = ("<quiz>" + "".join(parts)).encode()
    try:
        report = read_questions(data, "fuzz.xml", limit=100_000)
    except QuestionsRefused as refusal:
        assert refusal_words(refusal)  # noqa: PT017 -- some are read, some refused
    else:
        _codes(report)
