"""From the bytes of a file to a report: which format it is, what can be asked of it, and what is odd in it."""

from pathlib import PurePath

from championships.schemes.exchange.refusals import FileRefused
from championships.schemes.exchange.texts import storable
from championships.schemes.exchange.workbook import read_workbook
from coaching.training.quizzes.exchange.conversion import Truths, drafts_of
from coaching.training.quizzes.exchange.draft import QuestionsReport, RemarkDraft
from coaching.training.quizzes.exchange.gift import read_gift
from coaching.training.quizzes.exchange.moodle_xml import read_moodle_xml
from coaching.training.quizzes.exchange.neutral import FileRead, Remarks
from coaching.training.quizzes.exchange.table import NoHeadings, read_csv, read_sheets
from coaching.training.quizzes.exchange.xml_tree import XmlRefused

ZIP = b"PK\x03\x04"
OLD_WORKBOOK = b"\xd0\xcf\x11\xe0"
MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
MOST_QUESTIONS = 2_000


class QuestionsRefused(ValueError):
    """A file that is not read at all; `code` names the reason, `figures` fill its words."""

    def __init__(self, code: str, words: str = "", **figures: str) -> None:
        super().__init__(code)
        self.code = code
        self.words = words
        """The reason, where whoever reads workbooks has said it already."""
        self.figures = figures


def read_questions(data: bytes, name: str, *, limit: int, truths: Truths | None = None) -> QuestionsReport:
    """Return what the file `name` holds; `limit` is its largest size in bytes. Nothing is stored.

    Raises:
        QuestionsRefused: it is none of the formats that are read, holds nothing, or is too large.
    """
    if len(data) > limit:
        raise QuestionsRefused("too_large", limit=str(limit // (1024 * 1024)))
    if not data.strip():
        raise QuestionsRefused("empty_file")
    remarks = Remarks()
    read = _read(data, name, remarks)
    remarks.extend(read.remarks)
    if not read.items and not read.remarks:
        raise QuestionsRefused("nothing_found")
    if len(read.questions) > MOST_QUESTIONS:
        raise QuestionsRefused("too_many_questions", most=str(MOST_QUESTIONS))
    drafts = drafts_of(read, remarks, truths)
    ordered = sorted(remarks, key=lambda remark: (remark.line, not remark.is_loss))
    waiting = tuple(
        RemarkDraft(code=r.code, line=r.line, seen=storable(r.seen), is_loss=r.is_loss, figures=dict(r.figures))
        for r in ordered
    )
    return QuestionsReport(
        source=storable(PurePath(name).name)[:200], layout=read.layout, questions=drafts, remarks=waiting
    )


def _read(data: bytes, name: str, remarks: Remarks) -> FileRead:
    if data.startswith((ZIP, OLD_WORKBOOK)):
        return _workbook(data)
    text = text_in(data, remarks)
    start = text.lstrip("\ufeff \t\r\n")[:200]
    if start.startswith("<") and _is_xml(start):
        return _xml(data)
    if name.lower().endswith((".csv", ".tsv")):
        return _csv(text)
    if not name.lower().endswith((".gift", ".txt")) and _is_table(text):
        return _csv(text)
    return read_gift(text)


def _is_xml(start: str) -> bool:
    return start.startswith(("<?xml", "<quiz", "<!DOCTYPE", "<!--")) or "<question" in start


def _is_table(text: str) -> bool:
    try:
        read_csv(text)
    except NoHeadings:
        return False
    return True


def text_in(data: bytes, remarks: Remarks) -> str:
    """Return the text in `data`: UTF-8, UTF-16 with its mark, or else Cyrillic of Windows, which is named."""
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return storable(data.decode(encoding, "replace"))
    try:
        return storable(data.decode("utf-8"))
    except UnicodeDecodeError:
        remarks.note("other_encoding", 0, "Windows-1251")
        return storable(data.decode("cp1251", "replace"))


def _xml(data: bytes) -> FileRead:
    try:
        return read_moodle_xml(data)
    except XmlRefused as refusal:
        raise QuestionsRefused(refusal.code, line=str(refusal.line)) from refusal


def _csv(text: str) -> FileRead:
    try:
        return read_csv(text)
    except NoHeadings as error:
        raise QuestionsRefused("no_headings") from error


def _workbook(data: bytes) -> FileRead:
    try:
        return read_sheets(read_workbook(data))
    except FileRefused as refusal:
        raise QuestionsRefused("workbook", words=refusal.message) from refusal
    except NoHeadings as error:
        raise QuestionsRefused("no_headings") from error
