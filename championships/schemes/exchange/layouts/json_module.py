"""The JSON of a module: sub-criteria with their aspects, without ids and without criterion letters."""

import json
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any, NoReturn

from django.utils.translation import gettext_noop

from championships.marking import Kind, StandardsSection
from championships.marking.judgement import SCORES
from championships.schemes.exchange.builder import AspectDraft, SchemeBuilder
from championships.schemes.exchange.layouts.layout import Reading
from championships.schemes.exchange.refusals import FileRefused
from championships.schemes.exchange.remarks import Remarks
from championships.schemes.exchange.sheets import Cell, Row
from championships.schemes.exchange.texts import LARGEST_MARK, as_mark, number, storable, two_places, whole_number

KEY, NAME = "json", gettext_noop("JSON of a module")
KINDS = {"measurement": Kind.MEASUREMENT, "judgement": Kind.JUDGEMENT, "judgment": Kind.JUDGEMENT}
RULES = {"pass-or-fail": "pass_fail", "true-or-false": "pass_fail"}
KNOWN_OF_SCHEME = {"totalMark", "wsosSections", "subCriterions"}
KNOWN_OF_SUB_CRITERION = {"name", "aspects"}
KNOWN_OF_ASPECT = {
    "type",
    "description",
    "maxMark",
    "wsosSection",
    "extraDescription",
    "judgementScoreDescription",
    "calculation",
}
# The file names no criterion: its only one gets the first letter.
LETTER = "A"
LONGEST_SPACE = 4096


def looks_like_json(data: bytes) -> bool:
    """Return whether `data` begins like JSON; a text in RTF begins with a brace too."""
    start = data[:LONGEST_SPACE].removeprefix(b"\xef\xbb\xbf").lstrip()
    return start[:1] in {b"{", b"["} and not start.startswith(b"{\\rtf")


def read_json(data: bytes, remarks: Remarks) -> Reading:
    """Return the scheme in `data`; numbers are read as they are written, without becoming binary fractions.

    Raises:
        FileRefused: it is not JSON, or not that of a marking scheme.
    """
    try:
        document = json.loads(data.decode("utf-8-sig"), parse_float=str, parse_int=str, parse_constant=_refuse_constant)
    except (ValueError, RecursionError) as error:
        raise FileRefused("invalid_json") from error
    if not isinstance(document, dict) or not isinstance(document.get("subCriterions"), list):
        raise FileRefused("invalid_json")
    builder = SchemeBuilder("JSON", remarks)
    _read_sections(document.get("wsosSections"), builder)
    for position, sub_criterion in enumerate(_mappings(document["subCriterions"], builder), start=1):
        _read_sub_criterion(position, sub_criterion, builder)
    _name_unknown(document, KNOWN_OF_SCHEME, builder)
    scheme = builder.build()
    typed = number(_text(document.get("totalMark")))
    if typed is not None and typed != scheme.maximum:
        remarks.add("typed_total", builder.sheet, None, typed=as_mark(typed), carried=as_mark(scheme.maximum))
    return Reading(scheme, builder)


def _refuse_constant(_name: str) -> NoReturn:
    raise FileRefused("invalid_json")


def _read_sections(sections: Any, builder: SchemeBuilder) -> None:
    for key, name in (sections if isinstance(sections, dict) else {}).items():
        section = whole_number(key)
        if section is None or not 0 <= section <= 999:  # noqa: PLR2004 -- as many as the tables hold
            builder.remarks.add("row_not_used", builder.sheet, None, seen=f"{_text(key)}: {_text(name)}")
        else:
            builder.sections[section] = StandardsSection(section, _text(name))


def _read_sub_criterion(position: int, source: Mapping[str, Any], builder: SchemeBuilder) -> None:
    name = " ".join(_text(source.get("name")).split())
    builder.start_sub_criterion(_row(name), LETTER, f"{LETTER}{position}", name, "")
    for aspect in _mappings(source.get("aspects") or [], builder):
        _read_aspect(aspect, builder)
    _name_unknown(source, KNOWN_OF_SUB_CRITERION, builder)


def _read_aspect(source: Mapping[str, Any], builder: SchemeBuilder) -> None:
    row = _row(_text(source.get("description")))
    typed = _text(source.get("type")).lower()
    if typed not in KINDS:
        builder.remarks.add("unknown_type", builder.sheet, row, seen=f"{typed} | {row.seen()}", error=True)
    levels = source.get("judgementScoreDescription")
    texts = [_text(level) for level in levels] if isinstance(levels, list) else []
    if len(texts) > len(SCORES):
        builder.remarks.add("unknown_score", builder.sheet, row, seen=" | ".join(texts[len(SCORES) :]))
    draft = AspectDraft(
        row,
        KINDS.get(typed, Kind.MEASUREMENT),
        _maximum(_text(source.get("maxMark")), row, builder),
        row.text(1),
        extra=[_text(source.get("extraDescription"))],
        section=whole_number(_text(source.get("wsosSection"))),
        ladder={score: [text] for score, text in zip(SCORES, texts, strict=False)},
        calculation=_calculation(source.get("calculation"), row, builder),
    )
    builder.add_aspect(draft, LETTER)
    _name_unknown(source, KNOWN_OF_ASPECT, builder)


def _maximum(typed: str, row: Row, builder: SchemeBuilder) -> Decimal:
    figure = number(typed)
    if typed and (figure is None or abs(figure) > LARGEST_MARK):
        builder.remarks.add("unreadable_mark", builder.sheet, row, seen=typed, error=True)
        figure = None
    return two_places(figure or Decimal(0))


def _calculation(source: Any, row: Row, builder: SchemeBuilder) -> dict[str, Any] | None:
    if source is None:
        return None
    kind = _text(source.get("type")) if isinstance(source, dict) else _text(source)
    about: dict[str, Any] = {"name": "", "shared": False}
    if kind in RULES:
        return {"rule": RULES[kind], **about}
    builder.remarks.add("unreadable_calculation", builder.sheet, row, seen=kind)
    return {"rule": "unknown", **about, "type": kind, "parameters": _text(source)}


def _mappings(items: Any, builder: SchemeBuilder) -> Iterator[Mapping[str, Any]]:
    """Yield the objects of a list, and name what is none."""
    for item in items if isinstance(items, list) else [items]:
        if isinstance(item, dict):
            yield item
        else:
            builder.remarks.add("row_not_used", builder.sheet, None, seen=_text(item))


def _name_unknown(source: Mapping[str, Any], known: set[str], builder: SchemeBuilder) -> None:
    for key in source.keys() - known:
        builder.remarks.add("row_not_used", builder.sheet, None, seen=f"{_text(key)}: {_text(source[key])}")


def _row(text: str) -> Row:
    """Return a row without a number: JSON has none, but what was seen is told all the same."""
    return Row(0, {1: Cell(text)} if text else {})


def _text(value: Any) -> str:
    if value is None:
        return ""
    return storable(value.strip() if isinstance(value, str) else json.dumps(value, ensure_ascii=False))
