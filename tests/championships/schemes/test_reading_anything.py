"""Every layout as every program writes it, and whatever else stands in a workbook."""

import itertools
import json
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from championships.schemes.exchange.dates import date_text
from championships.schemes.exchange.layouts import LAYOUTS
from championships.schemes.exchange.reading import read_scheme
from championships.schemes.exchange.refusals import FileRefused
from championships.schemes.exchange.report import ImportReport
from tests.championships.schemes.samples import (
    SAMPLES,
    WRITERS,
    Rows,
    Sample,
    Value,
    Writer,
    large,
    moved,
    packed,
    with_writer,
)

LIMIT = 5 * 1024 * 1024
of_every_layout = pytest.mark.parametrize("sample", SAMPLES, ids=[sample.layout for sample in SAMPLES])
movable = [sample for sample in SAMPLES if sample.movable]


def read(data: bytes, name: str = "sample.xlsx") -> ImportReport:
    """Read a file."""
    return read_scheme(data, name, limit=LIMIT)


def refusal(data: bytes, name: str = "sample.xlsx") -> str:
    """Return the code for which a file is refused; its message is one line."""
    with pytest.raises(FileRefused) as refused:
        read(data, name)
    assert "\n" not in refused.value.message
    return refused.value.code


def assert_read(report: ImportReport, sample: Sample) -> None:
    """Assert that the report has the aspects of the sample."""
    assert report.layout == sample.layout
    assert ", ".join(f"{aspect.code} {aspect.maximum}" for aspect in report.scheme.aspects) == sample.codes
    assert not report.errors


def codes(report: ImportReport) -> set[str]:
    """Return the codes of all remarks."""
    return {remark.code for remark in report.remarks}


def test_there_is_a_sample_of_every_layout() -> None:
    assert [sample.layout for sample in SAMPLES] == [layout.key for layout in LAYOUTS]


@of_every_layout
@pytest.mark.parametrize("writer", WRITERS.values(), ids=WRITERS)
def test_a_layout_is_read_whoever_wrote_it(sample: Sample, writer: Writer) -> None:
    assert_read(read(writer.write({"Лист1": sample.rows})), sample)


@of_every_layout
def test_a_layout_is_found_on_whatever_sheet(sample: Sample) -> None:
    sheets: dict[str, Rows] = {"Титул": (("Образец", 2026),), "x" * 31: sample.rows, "Пусто": ()}
    report = read(Writer().write(sheets))
    assert_read(report, sample)
    assert [remark.sheet for remark in report.remarks if remark.code == "other_sheet"] == ["Титул"]


@of_every_layout
def test_blank_rows_and_columns_before_a_layout_make_no_difference(sample: Sample) -> None:
    rows = (*((),) * 9, *moved(sample.rows, range(3, 20)))
    assert_read(read(Writer().write({"Лист": rows})), sample)
    spaced = tuple(itertools.chain.from_iterable((row, (" ", "\u00a0")) for row in sample.rows))
    assert_read(read(Writer().write({"Лист": spaced})), sample)


@pytest.mark.parametrize("sample", movable, ids=[sample.layout for sample in movable])
@pytest.mark.parametrize("turn", ["backwards", "an extra column", "the first one last"])
def test_columns_stand_in_any_order(sample: Sample, turn: str) -> None:
    width = max(map(len, sample.rows))
    orders = {
        "backwards": range(width - 1, -1, -1),
        "an extra column": [place + (place > width // 2) for place in range(width)],
        "the first one last": [width - 1, *range(width - 1)],
    }
    assert_read(read(Writer().write({"Лист": moved(sample.rows, list(orders[turn]))})), sample)


@of_every_layout
def test_merged_cells_make_no_difference(sample: Sample) -> None:
    merged = tuple(f"{column}2:{column}4" for column in "ABC")
    assert_read(read(with_writer(merged=merged).write({"Лист": sample.rows})), sample)


@of_every_layout
def test_hidden_sheets_and_rows_are_read_and_named(sample: Sample) -> None:
    writer = with_writer(hidden_rows=frozenset({2, 3, 5}), hidden_sheets=frozenset({"Лист"}))
    sheets: dict[str, Rows] = {"Титул": (("Образец",),), "Лист": (*sample.rows, ("", "", None))}
    report = read(writer.write(sheets))
    assert_read(report, sample)
    assert {"hidden_sheet", "hidden_rows"} <= codes(report)
    rows = [remark.parameters["rows"] for remark in report.remarks if remark.code == "hidden_rows"]
    assert rows[0].startswith("2-3")


def _with_maximum(sample: Sample, value: Value) -> Rows:
    """Return the rows with `value` for the first maximum, which is 1.5 in every sample."""
    place = next((n, row) for n, row in enumerate(sample.rows) if any(cell in {1.5, "1,5"} for cell in row[3:] or row))
    number, row = place
    column = max(column for column, cell in enumerate(row) if cell in {1.5, "1,5"})
    changed = (*row[:column], value, *row[column + 1 :])
    return (*sample.rows[:number], changed, *sample.rows[number + 1 :])


@pytest.mark.parametrize("sample", SAMPLES[:10], ids=[sample.layout for sample in SAMPLES[:10]])
@pytest.mark.parametrize("value", ["#REF!", "#N/A", True, "полтора", 1e9])
def test_what_is_no_mark_is_an_error_with_its_row(sample: Sample, value: Value) -> None:
    rows = _with_maximum(sample, value)
    report = read(Writer().write({"Лист": rows}))
    number = next(n for n, (row, before) in enumerate(zip(rows, sample.rows, strict=True), 1) if row is not before)
    assert {error.row for error in report.errors} == {number}
    if isinstance(value, str) and value.startswith("#"):
        assert ("cell_with_error", number) in {(remark.code, remark.row) for remark in report.remarks}


def test_a_date_in_the_cell_of_a_mark_is_named_as_one() -> None:
    data = Writer().write({"Лист": _with_maximum(SAMPLES[8], 45658)})
    styles = '<styleSheet><numFmts><numFmt numFmtId="164" formatCode="d/mmm;@"/></numFmts><cellXfs><xf numFmtId="0"/>\
<xf numFmtId="164"/><xf numFmtId="14"/></cellXfs></styleSheet>'
    for style in ("1", "2"):
        report = read(_restyled(data, styles, style))
        assert [(error.code, error.seen) for error in report.errors] == [("date_for_mark", "2025-01-01")]
    assert [error.code for error in read(_restyled(data, styles, "0")).errors] == ["unreadable_mark"]
    # A mark in a cell that was formatted as a date is a mark.
    assert_read(read(_restyled(Writer().write({"Лист": SAMPLES[8].rows}), styles, "2")), SAMPLES[8])


def _restyled(data: bytes, styles: str, style: str) -> bytes:
    import io  # noqa: PLC0415 -- used here alone
    import zipfile  # noqa: PLC0415

    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist()}
    parts["xl/styles.xml"] = styles
    relation = '<Relationship Id="s" Type="http://x/relationships/styles" Target="styles.xml"/></Relationships>'
    relations = "xl/_rels/workbook.xml.rels"
    parts[relations] = parts[relations].replace("</Relationships>", relation)
    sheet = "xl/worksheets/sheet1.xml"
    parts[sheet] = parts[sheet].replace("><v>", f' s="{style}"><v>')
    return packed(parts)


def test_dates_count_from_either_beginning() -> None:
    assert date_text(Decimal(43_964), since_1904=True) == date_text(Decimal(45_426)) == "2024-05-14"
    assert [date_text(Decimal(figure)) for figure in ("-1", "366", "2958466", "1e12")] == ["", "", "", ""]


def test_a_workbook_with_macros_is_read_and_they_are_not() -> None:
    assert_read(read(Writer().write({"Лист": SAMPLES[0].rows}), "macros.xlsm"), SAMPLES[0])


@pytest.mark.parametrize(
    ("data", "code"),
    [
        ("Код;Аспект;Балл\n1;Форма;0,5\n2;Вид;1\n".encode("cp1251"), "text_table"),
        ("Код,Аспект,Балл\n1,Форма,0.5\n2,Вид,1\n".encode(), "text_table"),
        ("Код\tАспект\n1\tФорма\n2\tВид\n".encode("utf-16"), "text_table"),
        (packed({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": "<a/>"}), "open_document"),
        (packed({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<a/>"}), "word_document"),
        (packed({"word/document.xml": "<a/>", "[Content_Types].xml": "<a/>"}), "word_document"),
        (packed({"archive.zip": packed({"archive.zip": b"PK"})}), "not_a_workbook"),
        (b"{\\rtf1 text}", "word_document"),
        (b"\xef\xbb\xbf<!DOCTYPE html><html></html>", "web_page"),
        (b"\t<table><tr><td>1</td></tr></table>", "web_page"),
        (b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>', "old_excel"),
        (b"\x09\x08\x10\x00\x00\x06\x05\x00", "not_a_workbook"),
        (b"\x09\x04\x06\x00\x00\x00\x10\x00", "old_excel"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "not_a_workbook"),
        (b"Dear mentor,\nhere is the scheme.\n", "not_a_workbook"),
    ],
)  # fmt: skip
def test_another_kind_of_file_is_refused_by_its_name(data: bytes, code: str) -> None:
    for name in ("scheme.xlsx", "scheme.csv", "scheme.xls"):
        assert refusal(data, name) == code


def test_a_large_workbook_is_read_with_all_of_its_aspects() -> None:
    data = large()
    report = read(data)
    assert 240_000 < len(data) < 260_000
    assert sum(1 for _ in report.scheme.aspects) == 200
    assert not report.errors


CELLS = st.one_of(
    st.none(),
    st.sampled_from(sorted({str(cell) for sample in SAMPLES for row in sample.rows for cell in row if cell})),
    st.sampled_from(
        ["A1", "Б2", "Max", "ФИО", "Сумма", "%", "0 - нет", "А1Д1 x", "ИТОГО", "#REF!", "2025-01-01", "1.1"]
    ),
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=12),
    st.integers(-(10**15), 10**15),
    st.decimals(allow_nan=False, allow_infinity=False, places=3, min_value=-100, max_value=10_000),
    st.booleans(),
)
GRIDS = st.lists(st.lists(CELLS, max_size=12), max_size=14)


@settings(max_examples=60, deadline=None)
@given(
    st.dictionaries(st.sampled_from(["Лист1", "Оценки", "Calculations"]), GRIDS, min_size=1), st.sampled_from(SAMPLES)
)
def test_any_cells_give_a_report_or_a_refusal(sheets: dict[str, Any], sample: Sample) -> None:
    for grid in (sheets, {"Схема": [*sample.rows, *next(iter(sheets.values()))], **sheets}):
        outcome(Writer().write(grid))


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(SAMPLES), st.data())
def test_a_layout_with_any_of_its_cells_changed_gives_a_report_or_a_refusal(
    sample: Sample, data: st.DataObject
) -> None:
    rows = [list(row) for row in sample.rows]
    for _ in range(data.draw(st.integers(1, 6))):
        row = rows[data.draw(st.integers(0, len(rows) - 1))]
        row[data.draw(st.integers(0, len(row) - 1)) :] = data.draw(st.lists(CELLS, min_size=1, max_size=3))
    outcome(Writer().write({"Лист": rows}))


MODULES = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False), st.text(max_size=8)),
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.dictionaries(
            st.sampled_from(["subCriterions", "aspects", "name", "type", "description", "maxMark", "wsosSections",
                             "wsosSection", "totalMark", "calculation", "judgementScoreDescription", "1"]),
            inner, max_size=6,
        ),
    ),
    max_leaves=24,
)  # fmt: skip


@settings(max_examples=80, deadline=None)
@given(st.dictionaries(st.sampled_from(["totalMark", "wsosSections", "x"]), MODULES), st.lists(MODULES, max_size=4))
def test_any_json_gives_a_report_or_a_refusal(document: dict[str, Any], sub_criteria: list[Any]) -> None:
    outcome(json.dumps(document | {"subCriterions": sub_criteria}).encode())
    outcome(json.dumps(document).encode())


@settings(max_examples=80, deadline=None)
@given(st.sampled_from(SAMPLES), st.sampled_from(sorted(WRITERS)), st.data())
def test_any_damage_gives_a_report_or_a_refusal(sample: Sample, writer: str, data: st.DataObject) -> None:
    broken = bytearray(WRITERS[writer].write({"Лист": sample.rows}))
    for _ in range(data.draw(st.integers(1, 5))):
        at = data.draw(st.integers(0, len(broken) - 1))
        kind = data.draw(st.sampled_from(["change", "remove", "repeat"]))
        if kind == "change":
            broken[at] = data.draw(st.integers(0, 255))
        elif kind == "remove":
            del broken[at : at + data.draw(st.integers(1, 40))]
        else:
            broken[at:at] = broken[at : at + data.draw(st.integers(1, 40))]
        if not broken:
            break
    outcome(bytes(broken))


def outcome(data: bytes) -> str:
    """Return the layout of a file, or why it is refused; a report that is kept must be the same when it is read again."""
    try:
        report = read(data)
    except FileRefused as refused:
        return refused.message
    assert ImportReport.load(json.loads(json.dumps(report.dump()))) == report
    for remark in report.remarks:
        assert remark.message
    assert report.as_json()["total"]
    return report.layout
