"""GIFT: the whole language, real files where they are at hand, and what is broken is named with its line."""

import json
import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coaching.training.quizzes.exchange.gift import read_gift
from coaching.training.quizzes.exchange.neutral import QuestionRead, Sort
from coaching.training.quizzes.exchange.reading import read_questions
from coaching.training.quizzes.exchange.reference_json import as_reference_json

SAMPLES = Path(__file__).parent / "samples"
FIELD = Path(os.environ.get("PODIUM_FIELD_FILES", Path(__file__).resolve().parents[5] / "shared" / "data")) / "quizzes"
FILES = sorted([*SAMPLES.glob("*.gift"), *FIELD.glob("*.gift")])


def _one(text: str) -> QuestionRead:
    [question] = read_gift(text).questions
    return question


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_files_read_as_the_json_beside_them(path: Path) -> None:
    read = read_gift(path.read_bytes().decode("utf-8"))
    assert as_reference_json(read) == json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    "change", [lambda t: t.replace("\n", "\r\n"), lambda t: "\ufeff" + t, lambda t: t.replace("\n", "\r")]
)
def test_line_ends_and_a_byte_order_mark_change_nothing(change: object) -> None:
    text = (SAMPLES / "workshop.gift").read_text(encoding="utf-8")
    assert as_reference_json(read_gift(change(text))) == as_reference_json(read_gift(text))  # type: ignore[operator]


def test_each_question_knows_its_line() -> None:
    read = read_gift("// one\n\n::A:: a{T}\n\n\nb\ngoes on{=x ~y}\n")
    assert [question.line for question in read.questions] == [3, 6]


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("a {=x ~y\n\nb{T}", "brace_not_closed", 1),
        ("x\n\na =x ~y}", "brace_not_opened", 3),
        ("a {before =x ~y}", "words_before_answers", 1),
        ("a {=x\n~%abc%y}", "unreadable_weight", 2),
        ("a {=x\n~%900%y}", "impossible_weight", 2),
        ("a {#abc}", "unreadable_number", 1),
        ("a {#=1\n=zwei}", "unreadable_number", 2),
        ("a {T#1#2#3}", "too_many_feedbacks", 1),
        ("a {=x -> y # no\n=z -> w}", "feedback_of_a_pair", 1),
        ("a {=x -> y\n=z}", "arrow_in_an_answer", 1),
        ("a {= ~y}", "empty_answer", 1),
        ("a {true}", "small_truth", 1),
        ("a {=x ~y} and {=z}", "second_brace", 1),
    ],
)
def test_what_is_broken_is_named_with_its_line(text: str, code: str, line: int) -> None:
    remarks = [(remark.code, remark.line) for remark in read_gift(text).remarks]
    assert (code, line) in remarks


def test_a_blank_line_between_the_braces_does_not_lose_the_question() -> None:
    read = read_gift("a {\n=x\n\n~y\n}\n\nb{T}")
    assert [question.sort for question in read.questions] == [Sort.CHOICE, Sort.TRUE_FALSE]
    assert [remark.code for remark in read.remarks] == ["blank_line_inside"]


def test_a_brace_that_is_never_closed_costs_no_other_question() -> None:
    read = read_gift("a {=x ~y\n\nb {T}\n\nc {F}")
    assert [question.text.text for question in read.questions] == ["b", "c"]


def test_comments_inside_a_question_are_no_part_of_it() -> None:
    assert [answer.text.text for answer in _one("a {\n=x\n// secret\n~y\n}").answers if answer.text] == ["x", "y"]


def test_numbers_with_a_comma_and_exponents() -> None:
    numbers = [_one(f"a {{#{text}}}").answers[0].number for text in ("3,5", "1e3", "-2.5:0,1", ".5")]
    assert [str(number.value) for number in numbers if number] == ["3.5", "1E+3", "-2.5", ".5".replace(".", "0.")]


def test_a_category_above_a_question_without_a_blank_line() -> None:
    read = read_gift("$CATEGORY: tom/dick\na{T}")
    assert as_reference_json(read)[0] == {"type": "Category", "title": "tom/dick"}
    assert len(read.questions) == 1


def test_kazakh_and_russian_words_stay_as_they_are() -> None:
    assert _one("Қандай құрал? {=штангенциркуль ~сызғыш}").text.text == "Қандай құрал?"


PIECES = st.sampled_from(
    [
        "{",
        "}",
        "=",
        "~",
        "#",
        "####",
        "->",
        "%50%",
        "%",
        "\\",
        "::",
        "//",
        "\n",
        "\n\n",
        "[html]",
        "$CATEGORY:",
        "T",
        "1..2",
        "3:",
        "a",
        " ",
        "[tag:x]",
        "Ә",
    ]
)


@settings(max_examples=250, deadline=None)
@given(st.lists(PIECES, max_size=40).map("".join) | st.text(max_size=120))
def test_no_text_stops_the_reading(text: str) -> None:
    as_reference_json(read_gift(text))


@settings(max_examples=100, deadline=None)
@given(st.lists(PIECES, min_size=1, max_size=30).map("".join))
def test_what_is_read_can_be_asked_or_is_named(text: str) -> None:
    data = ("Q {=a ~b}\n\n" + text).encode("utf-8", "surrogatepass")
    report = read_questions(data, "fuzz.gift", limit=10_000)
    read = read_gift(data.decode("utf-8", "surrogatepass"))
    assert len(report.questions) + sum(remark.is_loss for remark in report.remarks) >= len(read.questions)


@pytest.mark.parametrize(
    "text",
    [
        "a {" + "~b" * 20_000 + "}",
        "a {\n" + "~b\n" * 20_000 + "}",
        "a {=x\n\n" + "text only\n\n" * 1_500,
        "<" + " " * 100_000 + "x{T}",
        "<a" * 20_000 + "{T}",
        "\\(" * 20_000 + "{T}",
        "::" * 20_000,
    ],
    ids=["answers", "lines", "open brace", "spaces", "tags", "formulas", "titles"],
)
def test_a_long_file_is_read_in_a_time_that_grows_with_its_length(text: str) -> None:
    # Nothing is timed: a reader that goes over the whole file again for each part of it would never come to its end.
    report = read_questions(text.encode(), "long.gift", limit=10_000_000)
    assert report.questions or report.remarks
