"""Tables of questions: the template reads back, three languages, CSV in its dialects, and odd rows are named."""

import io
from typing import Any

import pytest
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from coaching.training.quizzes.exchange.reading import QuestionsRefused, read_questions
from coaching.training.quizzes.exchange.template import headings, write_template
from coaching.training.quizzes.file_messages import REMARKS, remark_words
from coaching.training.quizzes.messages import PROBLEMS
from coaching.training.quizzes.template_examples import examples

ALL_KINDS = ["choice", "several", "choice", "number", "text", "ordering", "matching", "judge"]


def _read(data: bytes | str, name: str = "questions.csv") -> Any:
    raw = data.encode() if isinstance(data, str) else data
    return read_questions(raw, name, limit=5_000_000)


@pytest.mark.parametrize("language", ["en", "ru", "kk"])
def test_the_template_reads_back_in_every_language(language: str) -> None:
    with translation.override(language):
        data = write_template(language, examples())
    report = _read(data, "template.xlsx")
    assert [draft.content.kind for draft in report.questions] == ALL_KINDS
    assert [remark.code for remark in report.remarks] == []
    assert load_workbook(io.BytesIO(data)).worksheets[0]["A1"].value == headings(language)[0]


@pytest.mark.parametrize("sign", [",", ";", "\t"])
def test_csv_in_its_dialects(sign: str) -> None:
    rows = [["Kind", "Question", "Answer 1", "Answer 2", "Right"], ["choice", "Which?", "one", "two", "b"]]
    [draft] = _read("\ufeff" + "\n".join(sign.join(row) for row in rows)).questions
    assert [(option.text, option.share) for option in draft.content.options] == [("one", 0), ("two", 100)]


def test_cyrillic_of_windows_is_read_and_said() -> None:
    report = _read("Вид;Вопрос;Ответ 1;Ответ 2;Верно\nодин ответ;Что?;раз;два;1".encode("cp1251"))
    assert report.questions[0].text == "<p>Что?</p>"
    assert [remark.code for remark in report.remarks] == ["other_encoding"]


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("choice,Which?,one,two,5", "right_names_no_answer"),
        ("choice,Which?,one,two,", "right_names_no_answer"),
        ("essay,Which?,one,two,1", "unknown_kind_in_table"),
        (",Which?,one,two,1", "kind_guessed"),
        ("choice,,one,two,1", "row_without_question"),
        ("number,How many?,many,,", "unreadable_number"),
        ("matching,What?,a,b,", "no_pair"),
        ("judge,What?,a,b,1", "no_levels"),
        ("true/false,What?,,,maybe", "no_truth"),
        ("text,What?,,,", "no_answers"),
        ("choice,Which?,one,one,1", "problem_twice"),
        ("choice,Which?,one,two,1,lost", "cell_without_heading"),
    ],
)
def test_odd_rows_are_named_with_their_number(row: str, code: str) -> None:
    report = _read(f"Kind,Question,Answer 1,Answer 2,Right\nchoice,Fine?,yes,no,1\n{row}\n")
    assert [(remark.code, remark.line) for remark in report.remarks] == [(code, 3)]
    assert remark_words(report.remarks[0])
    assert report.questions[0].text == "<p>Fine?</p>"


def test_a_workbook_with_another_sheet_names_it() -> None:
    book = Workbook()
    sheet: Any = book.worksheets[0]
    for row in (["Question", "Answer 1", "Answer 2", "Right"], ["2 + 2?", 4, 5, 1]):
        sheet.append(row)
    book.create_sheet("Notes").append(["only words"])
    out = io.BytesIO()
    book.save(out)
    report = _read(out.getvalue(), "book.xlsx")
    assert [option.text for option in report.questions[0].content.options] == ["4", "5"]
    assert {remark.code for remark in report.remarks} == {"kind_guessed", "sheet_without_headings"}


def test_a_table_without_headings_is_refused() -> None:
    with pytest.raises(QuestionsRefused, match="no_headings"):
        _read("a,b\n1,2\n")


def test_every_remark_that_is_made_has_words() -> None:
    for codes in (REMARKS, PROBLEMS):
        for words in codes.values():
            assert str(words)


@settings(max_examples=120, deadline=None)
@given(st.text(max_size=200))
def test_no_table_stops_the_reading(rows: str) -> None:
    head = "Kind,Question,Answer 1,Answer 2,Right\nchoice,Fine?,yes,no,1\n"
    assert _read((head + rows).encode("utf-8", "surrogatepass")).questions


@settings(max_examples=120, deadline=None)
@given(st.binary(max_size=300), st.sampled_from(["a.gift", "a.csv", "a.xml", "a.xlsx", "a"]))
def test_no_bytes_stop_the_reading(data: bytes, name: str) -> None:
    try:
        _read(data, name)
    except QuestionsRefused as refusal:
        assert refusal.code  # noqa: PT017 -- some are read, some refused
