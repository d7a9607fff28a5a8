"""The demo's marking schemes as workbooks of the layout that mentors have: the CIS import, eleven columns."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.worksheet import Worksheet

from championships.schemes.exchange.calculations import format_rule
from podium.showcase.texts import in_language

SHEET = "CIS Marking Scheme Import"
ASPECT_HEAD = (
    "Sub\nCriterion\nID",
    "Sub Criterion\nName or Description",
    "Day of Marking",
    "Aspect\nType\nM = Meas\nJ = Judg",
    "Aspect - Description",
    "Judg Score",
    "Extra Aspect Description (Meas or Judg)\nOR\nJudgement Score Description (Judg only)",
    "Requirement\n(Measurement Only)",
    "WSOS Section",
    "Calculation Row \n(Export only)",
    "Max\nMark",
)
WIDTHS = {"A": 10, "B": 34, "C": 9, "D": 9, "E": 52, "F": 7, "G": 52, "H": 30, "I": 9, "J": 11, "K": 8}
Row = dict[int, Any]  # column number -> value


def workbook(scheme: Mapping[str, Any], language: str) -> bytes:
    """Return `scheme` (the content of a scheme's text file) in `language` as the bytes of an .xlsx file."""
    content = in_language(dict(scheme), language)
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)  # noqa: S101 -- a new workbook has one
    sheet.title = SHEET
    for number, row in enumerate(_rows(content), start=1):
        for column, value in row.items():
            sheet.cell(number, column, value).alignment = Alignment(wrap_text=True, vertical="top")
    for letter, width in WIDTHS.items():
        sheet.column_dimensions[letter].width = width
    sheet["A1"].font = Font(bold=True, size=14)
    calculations = book.create_sheet("Calculations")
    for rule in _rules(content):
        calculations.append(format_rule(rule))
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def _rows(content: Mapping[str, Any]) -> Iterator[Row]:
    yield {1: f"{content['number']} {content['skill']}"}
    yield {}
    yield from _sections(content)
    yield from _criteria(content)
    rules = _rules(content)
    for criterion in content["criteria"]:
        yield _head(criterion["letter"])
        for number, part in enumerate(criterion["parts"], start=1):
            yield {1: f"{criterion['letter']}{number}", 2: part["name"], 3: int(part["day"])}
            for aspect in part["aspects"]:
                yield from _aspect(aspect, rules)
                yield {}


def _rules(content: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """Return the measurement rules of the aspects, each once: a row of the calculations for each."""
    aspects = (a for criterion in content["criteria"] for part in criterion["parts"] for a in part["aspects"])
    written = [aspect["rule"] for aspect in aspects if "rule" in aspect]
    return [rule for number, rule in enumerate(written) if rule not in written[:number]]


def _sections(content: Mapping[str, Any]) -> Iterator[Row]:
    yield {1: "WorldSkills Occupational Standards"}
    yield {1: "Section", 2: "WSOS Marks", 9: "WSOS Marks", 10: "Aspect Marks", 11: "Variation"}
    for section in content["sections"]:
        marks = Decimal(section["marks"])
        yield {1: section["number"], 2: section["name"], 9: marks, 10: marks, 11: Decimal(0)}
    yield {9: "Total Variation", 11: Decimal(0)}
    yield {}


def _criteria(content: Mapping[str, Any]) -> Iterator[Row]:
    yield {1: "Criteria"}
    yield {1: "ID", 2: "Name", 11: "Mark"}
    for criterion in content["criteria"]:
        yield {1: criterion["letter"], 2: criterion["name"], 11: marks_of(criterion)}
    yield {}


def marks_of(criterion: Mapping[str, Any]) -> Decimal:
    """Return the marks that the aspects of `criterion` carry together."""
    return sum((Decimal(aspect["mark"]) for part in criterion["parts"] for aspect in part["aspects"]), Decimal(0))


def _head(letter: str) -> Row:
    return {**dict(enumerate(ASPECT_HEAD, start=1)), 12: f"Criterion {letter}", 13: "Total\nMark"}


def _aspect(aspect: Mapping[str, Any], rules: list[Mapping[str, Any]]) -> Iterator[Row]:
    shared = {4: aspect["kind"], 5: aspect["text"], 9: aspect["section"], 11: Decimal(aspect["mark"])}
    if aspect["kind"] == "M":
        row = {10: rules.index(aspect["rule"]) + 1} if "rule" in aspect else {}
        yield {**shared, **row, 7: aspect["extra"], 8: aspect["requirement"]}
        return
    yield shared
    for score, text in enumerate(aspect["levels"]):
        yield {6: score, 7: text}
