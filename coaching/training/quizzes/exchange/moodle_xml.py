"""Reading Moodle XML (docs.moodle.org/en/Moodle_XML_format)."""

import base64
import binascii
import re
from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from coaching.training.quizzes.exchange.neutral import (
    Answer,
    CategoryRead,
    FileRead,
    NumberRange,
    PairRead,
    PictureRead,
    QuestionRead,
    Remarks,
    Sort,
    Text,
)
from coaching.training.quizzes.exchange.xml_tree import Node, read_xml

LAYOUT = "Moodle XML"
FORMATS = {"html": "html", "markdown": "markdown", "plain_text": "plain", "moodle_auto_format": "moodle"}
LARGEST_PICTURE = 8 * 1024 * 1024
COMBINED = ("correctfeedback", "partiallycorrectfeedback", "incorrectfeedback")
# Moodle writes the rule in words, some of its versions and other programs as a number; without one it means RELATIVE.
GRADING_OF_ORDER = {
    **dict.fromkeys(("-1", "ALL_OR_NOTHING"), "all"),
    **dict.fromkeys(("0", "ABS", "ABSOLUTE", "ABSOLUTE_POSITION"), "each"),
    **dict.fromkeys(("1", "REL", "RELATIVE", "RELATIVE_NEXT_EXCLUDE_LAST"), "neighbours"),
}
ASKS_FOR_UNIT = {"1", "2"}
WHOLE = Decimal(100)
EMPTY = re.compile(r"<[^<>]*>|&nbsp;|\s")


def read_moodle_xml(data: bytes) -> FileRead:
    """Return what a document in Moodle XML holds.

    Raises:
        XmlRefused: it is no XML, or not this one.
    """
    root = read_xml(data)
    remarks = Remarks()
    items: list[QuestionRead | CategoryRead] = []
    if root.name != "quiz":
        remarks.lose("no_quiz_element", root.line, root.name)
    for node in root.children:
        if node.name != "question":
            remarks.lose("unknown_element", node.line, node.name)
            continue
        item = _item(node, remarks)
        items += [] if item is None else [item]
    return FileRead(LAYOUT, tuple(items), tuple(remarks))


def _item(node: Node, remarks: Remarks) -> QuestionRead | CategoryRead | None:
    sort = node.attributes.get("type", "").strip().lower()
    if sort == "category":
        category = node.first("category")
        return CategoryRead(category.value("text") if category else "", node.line)
    read = READERS.get(sort)
    if read is None:
        remarks.lose("cloze" if sort == "cloze" else "unknown_kind", node.line, sort, name=_name(node) or sort)
        return None
    _name_losses(node, remarks)
    return QuestionRead(line=node.line, **{**_common(node, remarks), **read(node, remarks)})


def _name(node: Node) -> str:
    name = node.first("name")
    return name.value("text") if name else ""


def _common(node: Node, remarks: Remarks) -> dict[str, Any]:
    tags = node.first("tags")
    asked = node.first("questiontext")
    return {
        "title": _name(node) or None,
        "text": _text(asked) or Text("", "html"),
        "general_feedback": _text(node.first("generalfeedback")),
        "identifier": node.value("idnumber") or None,
        "tags": tuple(tag.value("text") for tag in tags.all("tag")) if tags else None,
        "points": _decimal(node, "defaultgrade", remarks),
        "pictures": _pictures(asked, remarks),
        "keeps_order": node.value("shuffleanswers", "true") in {"0", "false"},
    }


def _name_losses(node: Node, remarks: Remarks) -> None:
    hints = [hint for hint in node.all("hint") if hint.value("text")]
    if hints:
        remarks.lose("hints", hints[0].line, hints[0].value("text"), count=str(len(hints)))
    for name in COMBINED:
        combined = node.first(name)
        if combined and EMPTY.sub("", combined.value("text")):
            remarks.lose("combined_feedback", combined.line, combined.value("text"))
    if node.value("hidden") == "1":
        remarks.note("hidden_question", node.line, _name(node))
    for part in (*node.all("answer"), *node.all("subquestion"), node.first("generalfeedback")):
        for inner in [part, part.first("feedback")] if part else []:
            if inner and inner.first("file"):
                remarks.lose("picture_in_an_answer", inner.line, inner.first("file").attributes.get("name", ""))  # type: ignore[union-attr]


def _text(node: Node | None) -> Text | None:
    if node is None:
        return None
    words = node.value("text") or node.text.strip()
    return Text(words, FORMATS.get(node.attributes.get("format", "html"), "html")) if words else None


def _pictures(node: Node | None, remarks: Remarks) -> tuple[PictureRead, ...]:
    found = []
    for file in node.all("file") if node else ():
        name = file.attributes.get("name", "")
        try:
            data = base64.b64decode("".join(file.text.split()), validate=True)
        except (binascii.Error, ValueError):
            data = b""
        if not data or len(data) > LARGEST_PICTURE:
            remarks.lose("unreadable_picture", file.line, name)
            continue
        found.append(PictureRead(name, data))
    return tuple(found)


def _decimal(node: Node, name: str, remarks: Remarks) -> Decimal | None:
    words = node.value(name)
    if not words:
        return None
    found = figure(words)
    if found is None:
        remarks.lose("unreadable_number", node.line, f"{name}: {words}")
    return found


def figure(words: str) -> Decimal | None:
    """Return the number in `words`, with a point or a comma; None if there is none, or one out of all bounds."""
    try:
        value = Decimal(words.strip().replace(",", "."))
    except InvalidOperation:
        return None
    return value if value.is_finite() and abs(value) < Decimal(10) ** 15 and value.adjusted() > -16 else None  # noqa: PLR2004 -- what a figure holds


def _answers(node: Node, remarks: Remarks) -> tuple[Answer, ...]:
    found = []
    for answer in node.all("answer"):
        weight = figure(answer.attributes.get("fraction", "0") or "0")
        if weight is None or abs(weight) > WHOLE:
            remarks.lose("unreadable_weight", answer.line, answer.attributes.get("fraction", ""))
            weight = Decimal(0)
        words = _text(answer) or Text("", "html")
        found.append(Answer(words, weight > 0, weight, _text(answer.first("feedback")), None, answer.line))
    return tuple(found)


def _multichoice(node: Node, remarks: Remarks) -> dict[str, Any]:
    several = node.value("single", "true") in {"false", "0"}
    return {"sort": Sort.CHOICE, "answers": _answers(node, remarks), "takes_several": several}


def _true_false(node: Node, remarks: Remarks) -> dict[str, Any]:
    answers = _answers(node, remarks)
    right = next((answer for answer in answers if answer.is_right), None)
    wrong = next((answer for answer in answers if not answer.is_right), None)
    if right is None:
        remarks.lose("no_right_answer_in_file", node.line, _name(node))
    return {
        "sort": Sort.TRUE_FALSE,
        "is_true": bool(right and right.text and right.text.text.strip().lower() == "true"),
        "right_feedback": right.feedback if right else None,
        "wrong_feedback": wrong.feedback if wrong else None,
    }


def _short(node: Node, remarks: Remarks) -> dict[str, Any]:
    return {"sort": Sort.SHORT, "answers": _answers(node, remarks), "is_case_sensitive": node.value("usecase") == "1"}


def _numerical(node: Node, remarks: Remarks) -> dict[str, Any]:
    nodes = list(node.all("answer"))
    answers = []
    for answer, where in zip(_answers(node, remarks), nodes, strict=True):
        words = answer.text.text if answer.text else ""
        if words.strip() == "*":
            answers.append(answer)
            continue
        number, tolerance = figure(words), figure(where.value("tolerance", "0") or "0")
        if number is None or tolerance is None:
            remarks.lose("unreadable_number", where.line, f"{words} ± {where.value('tolerance')}")
            continue
        read = NumberRange(number, abs(tolerance))
        answers.append(Answer(None, answer.is_right, answer.weight, answer.feedback, read, answer.line))
    return {"sort": Sort.NUMBER, "answers": tuple(answers), **_units(node, remarks)}


def _units(node: Node, remarks: Remarks) -> dict[str, Any]:
    holder, found = node.first("units"), []
    for unit in holder.all("unit") if holder else ():
        factor = figure(unit.value("multiplier", "1") or "1")
        if not factor or factor < 0 or not unit.value("unit_name"):
            remarks.lose("unreadable_unit", unit.line, f"{unit.value('unit_name')} {unit.value('multiplier')}")
            continue
        found.append((unit.value("unit_name"), factor))
    penalty = node.value("unitgradingtype")
    if penalty in ASKS_FOR_UNIT:
        remarks.note("unit_penalty", node.line, node.value("unitpenalty"))
    return {"units": tuple(found), "unit_needed": penalty in ASKS_FOR_UNIT and bool(found)}


def _matching(node: Node, remarks: Remarks) -> dict[str, Any]:
    pairs = []
    for part in node.all("subquestion"):
        answer = part.first("answer")
        pairs.append(PairRead(_text(part) or Text("", "html"), answer.value("text") if answer else ""))
    return {"sort": Sort.MATCHING, "pairs": tuple(pairs)}


def _ordering(node: Node, remarks: Remarks) -> dict[str, Any]:
    items = tuple(
        Answer(_text(answer) or Text("", "html"), True, None, None, None, answer.line)  # noqa: FBT003 -- all belong
        for answer in node.all("answer")
    )
    grading = node.value("gradingtype") or "RELATIVE"
    credit = GRADING_OF_ORDER.get(grading.strip().upper())
    if credit is None:
        remarks.note("other_grading_of_order", node.line, grading)
    return {"sort": Sort.ORDERING, "answers": items, "credit": credit or "neighbours"}


def _essay(node: Node, remarks: Remarks) -> dict[str, Any]:
    return {"sort": Sort.ESSAY}


def _description(node: Node, remarks: Remarks) -> dict[str, Any]:
    return {"sort": Sort.DESCRIPTION}


READERS: Mapping[str, Callable[[Node, Remarks], dict[str, Any]]] = {
    "multichoice": _multichoice,
    "truefalse": _true_false,
    "shortanswer": _short,
    "numerical": _numerical,
    "matching": _matching,
    "match": _matching,
    "ordering": _ordering,
    "essay": _essay,
    "description": _description,
}
