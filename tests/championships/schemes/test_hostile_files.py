"""Wrong and hostile files: each is refused for one reason, unopened or early, and never crashes the reader."""

import io
import re
import tracemalloc
import zipfile

import pytest
from django.utils.translation import override
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from championships.marking import Scheme
from championships.schemes.exchange.package import LARGEST_UNPACKED
from championships.schemes.exchange.reading import read_scheme
from championships.schemes.exchange.refusals import FileRefused
from championships.schemes.exchange.writing import write_workbook
from championships.schemes.messages import MESSAGES, message_of
from tests.championships.schemes.conftest import workbook

LIMIT = 5 * 1024 * 1024
SHEET = "xl/worksheets/sheet1.xml"
RELATIONS = "xl/_rels/workbook.xml.rels"
SHARED = "xl/sharedStrings.xml"
OLE = bytes.fromhex("D0CF11E0A1B11AE1")


def refusal(data: bytes) -> str:
    """Return the code for which `data` is refused."""
    with pytest.raises(FileRefused) as refused:
        read_scheme(data, "sample.xlsx", limit=LIMIT)
    assert "\n" not in refused.value.message
    assert "%(" not in refused.value.message
    return refused.value.code


def outcome(data: bytes) -> str:
    """Return the layout of `data`, or the reason for which it is refused; any other error is one of the reader."""
    try:
        return read_scheme(data, "sample.xlsx", limit=LIMIT).layout
    except FileRefused as refused:
        return refused.message


def with_part(data: bytes, name: str, content: bytes) -> bytes:
    """Return the workbook with one of its parts replaced."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for part in source.namelist():
            target.writestr(part, content if part == name else source.read(part))
        if name not in source.namelist():
            target.writestr(name, content)
    return out.getvalue()


def with_shared_strings(data: bytes) -> bytes:
    """Return the workbook as Excel writes it: texts in a table of their own."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        sheet, relations = archive.read(SHEET).decode(), archive.read(RELATIONS).decode()
    texts: list[str] = []

    def share(found: re.Match[str]) -> str:
        texts.append(f"<si>{found[1]}</si>")
        return f't="s"><v>{len(texts) - 1}</v></c>'

    sheet = re.sub(r't="inlineStr"><is>(.*?)</is></c>', share, sheet, flags=re.DOTALL)
    relation = '<Relationship Id="rId99" Target="sharedStrings.xml" Type="http://x/relationships/sharedStrings"/>'
    relations = relations.replace("</Relationships>", f"{relation}</Relationships>")
    table = f"<sst>{''.join(texts)}</sst>"
    data = with_part(data, SHEET, sheet.encode())
    return with_part(with_part(data, RELATIONS, relations.encode()), SHARED, table.encode())


@pytest.fixture
def good(sample: Scheme) -> bytes:
    """Return a sound workbook."""
    return with_shared_strings(write_workbook(sample))


def test_texts_are_found_in_their_table(good: bytes, sample: Scheme) -> None:
    assert read_scheme(good, "sample.xlsx", limit=LIMIT).scheme == sample


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty_file"),
        (b" \n", "empty_file"),
        (b"%PDF-1.7 something", "pdf_document"),
        (b"<html>a page</html>", "web_page"),
        (OLE + b"\0" * 600, "old_excel"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "password"),
        (b"PK\x03\x04", "damaged"),
        (b"x" * (LIMIT + 1), "too_large"),
    ],
)
def test_what_is_no_workbook_is_refused_by_its_first_bytes(data: bytes, code: str) -> None:
    assert refusal(data) == code


def test_a_zip_that_is_no_workbook_is_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("letter.txt", "Dear mentor")
    assert refusal(out.getvalue()) == "not_a_workbook"


def test_a_bomb_is_refused_without_unpacking_it(good: bytes) -> None:
    bomb = with_part(good, "xl/media/image1.png", b"\0" * (LARGEST_UNPACKED + 1))
    assert len(bomb) < LIMIT
    tracemalloc.start()
    code = refusal(bomb)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert code == "unpacks_too_large"
    assert peak < 4 * 1024 * 1024


def test_a_part_that_packs_too_well_is_refused(good: bytes) -> None:
    assert refusal(with_part(good, SHEET, b" " * (3 * 1024 * 1024))) == "unpacks_too_large"


@pytest.mark.parametrize(
    "declaration",
    [
        b'<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]>',
        b'<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>',
        b'<!DOCTYPE a SYSTEM "http://example.org/a.dtd">',
    ],
)
@pytest.mark.parametrize("part", [SHEET, "xl/workbook.xml", "_rels/.rels", "xl/sharedStrings.xml"])
def test_entities_are_refused_in_every_part(good: bytes, declaration: bytes, part: str) -> None:
    assert refusal(with_part(good, part, b'<?xml version="1.0"?>' + declaration + b"<a>&e;</a>")) == "entities"


def test_a_million_rows_are_refused(good: bytes) -> None:
    rows = b"".join(b'<row r="%d"><c r="A%d"><v>%d</v></c></row>' % (n, n, n * 7919) for n in range(1, 30_000))
    assert (
        refusal(with_part(good, SHEET, b"<worksheet><sheetData>" + rows + b"</sheetData></worksheet>"))
        == "too_many_rows"
    )


def test_a_stray_cell_at_the_end_of_the_sheet_is_read_and_named(good: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(good)) as archive:
        sheet = archive.read(SHEET)
    stray = b'<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>stray</t></is></c></row></sheetData>'
    report = read_scheme(with_part(good, SHEET, sheet.replace(b"</sheetData>", stray)), "sample.xlsx", limit=LIMIT)
    assert [(r.code, r.row, r.seen) for r in report.remarks] == [("note", 1_048_576, "stray")]


@pytest.mark.parametrize("part", [SHEET, "xl/workbook.xml", "xl/sharedStrings.xml"])
def test_a_part_that_is_cut_off_is_refused(good: bytes, part: str) -> None:
    with zipfile.ZipFile(io.BytesIO(good)) as archive:
        content = archive.read(part)
    assert refusal(with_part(good, part, content[: len(content) // 2])) == "damaged"


def test_a_file_that_is_cut_off_is_refused(good: bytes) -> None:
    assert refusal(good[: len(good) // 2]) == "damaged"


def test_an_encrypted_zip_is_refused_as_protected(good: bytes) -> None:
    data = bytearray(good)
    at = data.find(b"PK\x01\x02")
    data[at + 8] |= 1
    assert refusal(bytes(data)) == "password"


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(st.data())
def test_no_damage_crashes_the_reader(good: bytes, data: st.DataObject) -> None:
    broken = bytearray(good)
    for _ in range(data.draw(st.integers(1, 6))):
        broken[data.draw(st.integers(0, len(broken) - 1))] = data.draw(st.integers(0, 255))
    assert outcome(bytes(broken))


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(st.data())
def test_no_damaged_sheet_crashes_the_reader(good: bytes, data: st.DataObject) -> None:
    with zipfile.ZipFile(io.BytesIO(good)) as archive:
        content = bytearray(archive.read(SHEET))
    for _ in range(data.draw(st.integers(1, 8))):
        at = data.draw(st.integers(0, len(content) - 1))
        content[at] = data.draw(st.sampled_from(list(b'0129AZ"<>/=;:.,-&e \xff')))
    assert outcome(with_part(good, SHEET, bytes(content)))


def test_every_message_keeps_its_figures_in_every_language() -> None:
    for language in ("en", "ru", "kk"):
        with override(language):
            for code, message in MESSAGES.items():
                names = {part.split(")")[0] for part in str(message).split("%(")[1:]}
                with override("en"):
                    expected = {part.split(")")[0] for part in str(message).split("%(")[1:]}
                assert names == expected, (language, code)


def test_marks_in_a_message_are_written_as_the_reader_writes_them() -> None:
    parameters = {"where": "A1.M1", "maximum": "3.00", "limit": "2.00"}
    with override("ru"):
        words = message_of("large_maximum", parameters)
    assert "3,00" in words
    assert "2,00" in words
    assert "A1.M1" in words
    with override("en"):
        assert "3.00" in message_of("large_maximum", parameters)


def sheet_of(rows: str) -> bytes:
    """Return the XML of a sheet."""
    return f"<worksheet><sheetData>{rows}</sheetData></worksheet>".encode()


def test_one_long_text_in_very_many_cells_is_refused(good: bytes) -> None:
    texts = f"<sst><si><t>{'long text ' * 3000}</t></si></sst>".encode()
    cells = sheet_of(("<row>" + '<c t="s"><v>0</v></c>' * 20 + "</row>") * 1000)
    assert refusal(with_part(with_part(good, SHARED, texts), SHEET, cells)) == "unpacks_too_large"


def test_very_many_filled_cells_are_refused(good: bytes) -> None:
    rows = "".join(
        "<row>" + "".join(f"<c><v>{n * 7919 % 99991}</v></c>" for n in range(16_384)) + "</row>" for _ in range(8)
    )
    assert refusal(with_part(good, SHEET, sheet_of(rows))) == "unpacks_too_large"


def test_empty_cells_with_a_style_are_no_burden(good: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(good)) as archive:
        sheet = archive.read(SHEET)
    empty = b"<row>" + b"<c/>" * 100 + b"</row>"
    padded = with_part(good, SHEET, sheet.replace(b"</sheetData>", empty * 1500 + b"</sheetData>"))
    assert read_scheme(padded, "sample.xlsx", limit=LIMIT).layout == "cis-11"


def test_a_deep_formula_is_a_text(good: bytes) -> None:
    formula = "(" * 200_000 + "1" + ")" * 200_000
    assert refusal(with_part(good, SHEET, sheet_of(f"<row><c><f>{formula}</f><v>1</v></c></row>"))) == "no_layout"


def test_two_parts_of_one_name_are_refused(good: bytes) -> None:
    out = io.BytesIO(good)
    with zipfile.ZipFile(out, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr(SHEET, "<worksheet/>")
    assert refusal(out.getvalue()) == "damaged"


def test_paths_out_of_the_archive_are_never_written(good: bytes, sample: Scheme) -> None:
    for name in ("/etc/passwd", "../../outside.txt", "C:\\outside.txt"):
        assert read_scheme(with_part(good, name, b"x"), "sample.xlsx", limit=LIMIT).scheme == sample


def test_a_method_that_asks_for_much_memory_is_refused(good: bytes) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(good)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_LZMA) as target:
        for name in source.namelist():
            target.writestr(name, source.read(name))
    assert refusal(out.getvalue()) == "damaged"


def test_an_archive_in_an_archive_is_not_opened(good: bytes) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("scheme.xlsx", good)
    assert refusal(out.getvalue()) == "not_a_workbook"


@pytest.mark.parametrize("figure", ["1e99", "-1e40", "9" * 30])
def test_a_monstrous_total_is_told_and_not_reckoned_with(good: bytes, figure: str) -> None:
    with zipfile.ZipFile(io.BytesIO(good)) as archive:
        sheet = archive.read(SHEET).decode()
    row = (
        f'<row r="9999"><c r="L9999" t="inlineStr"><is><t>Total Mark</t></is></c><c r="M9999"><v>{figure}</v></c></row>'
    )
    data = with_part(good, SHEET, sheet.replace("</sheetData>", f"{row}</sheetData>").encode())
    assert "typed_total" in {remark.code for remark in read_scheme(data, "sample.xlsx", limit=LIMIT).remarks}


def test_a_table_of_something_else_is_told_what_was_looked_for_in_a_few_words() -> None:
    data = workbook({"Tours": [{"A": "Tour", "B": "Country"}, {"A": "Alps", "B": "AT"}]})
    with pytest.raises(FileRefused) as refused:
        read_scheme(data, "tours.xlsx", limit=LIMIT)
    assert refused.value.code == "no_layout"
    message = refused.value.message
    assert "CIS import, 11 columns" in message
    assert message.endswith("Found: Tour, Country, Alps, AT.")
    assert len(message) < 600  # letters
