"""Files that are no workbook of Excel 2007 or later: told by their first bytes, each refused with what to do instead."""

import re
import struct
import zipfile
import zlib

from championships.schemes.exchange.refusals import FileRefused

OLE_SIGNATURE = bytes.fromhex("D0CF11E0A1B11AE1")
ZIP_SIGNATURE = b"PK"
# How Microsoft names the one stream of a workbook that is encrypted with a password.
ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
OLD_WORD = "WordDocument".encode("utf-16-le")
# Workbooks of Excel 2 to 4 stand without an envelope.
OLDEST_EXCEL = (b"\x09\x00\x04\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00")
WEB_PAGE = re.compile(
    rb"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--[^>]{0,500}-->\s*)?<(?:!doctype\s+html|html|table|head|body)", re.IGNORECASE
)
SPREADSHEET_XML = b"urn:schemas-microsoft-com:office:spreadsheet"
RICH_TEXT, PDF = b"{\\rtf", b"%PDF"
BYTE_ORDER_MARKS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
LOOKED_AT = 4096
SEPARATORS = ";\t,"
FEWEST_LINES = 2
LONGEST_MIMETYPE = 120


def refuse_other_formats(data: bytes) -> None:
    """Refuse what is plainly another kind of file, and say which.

    Raises:
        FileRefused: the bytes do not begin like a workbook of Excel 2007 or later.
    """
    if not data.strip():
        raise FileRefused("empty_file")
    if data.startswith(OLE_SIGNATURE):
        if ENCRYPTED_PACKAGE in data:
            raise FileRefused("password")
        raise FileRefused("word_document" if OLD_WORD in data else "old_excel")
    if not data.startswith(ZIP_SIGNATURE):
        raise FileRefused(_kind_of(data))


def refuse_other_packages(archive: zipfile.ZipFile) -> None:
    """Refuse a zip that is a document of another program.

    Raises:
        FileRefused: it is a document of OpenDocument or of Word.
    """
    names = archive.NameToInfo
    if "word/document.xml" in names:
        raise FileRefused("word_document")
    if "mimetype" in names and names["mimetype"].file_size <= LONGEST_MIMETYPE:
        kind = _mimetype(archive)
        if kind.startswith("application/vnd.oasis.opendocument"):
            raise FileRefused("word_document" if "opendocument.text" in kind else "open_document")


def _mimetype(archive: zipfile.ZipFile) -> str:
    try:
        return archive.read("mimetype").decode("ascii", "replace")
    except (
        zipfile.BadZipFile,
        OSError,
        RuntimeError,
        NotImplementedError,
        EOFError,
        ValueError,
        zlib.error,
        struct.error,
    ):
        return ""


def _kind_of(data: bytes) -> str:
    start = data[:LOOKED_AT]
    if start.startswith(PDF):
        return "pdf_document"
    if start.startswith(RICH_TEXT):
        return "word_document"
    if start.startswith(OLDEST_EXCEL) or SPREADSHEET_XML in start:
        return "old_excel"
    if WEB_PAGE.match(start.removeprefix(b"\xef\xbb\xbf")):
        return "web_page"
    return "text_table" if _is_text_table(start) else "not_a_workbook"


def _is_text_table(start: bytes) -> bool:
    """Whether the bytes are lines of plain text with the same separator in most of them."""
    coding = next((name for mark, name in BYTE_ORDER_MARKS.items() if start.startswith(mark)), "")
    if not coding and (b"\0" in start or _unprintable(start)):
        return False
    lines = [line for line in start.decode(coding or "cp1251", "replace").splitlines() if line.strip()][:-1] or [""]
    most = max(sum(separator in line for line in lines) for separator in SEPARATORS)
    return len(lines) >= FEWEST_LINES and most * 2 > len(lines)


def _unprintable(start: bytes) -> bool:
    return any(byte < ord(" ") and byte not in b"\t\r\n\x0b\x0c" for byte in start)
