"""What an uploaded file really is: told from its content, never from its name or from what the browser says.

Pictures are decoded and written anew, so that neither where they were taken nor anything hidden in them stays. Other
files are kept as they are and are never shown as pages of this address.
"""

import re
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from io import BytesIO
from typing import Final

from coaching.training.assignments.models import Assignment, FileKind
from coaching.training.assignments.refusals import WorkRefused
from media.clean_pictures import UnreadablePicture, written_anew
from people.names import is_readable

LONGEST_NAME: Final = 120
MOST_ENTRIES: Final = 5_000
OFFICE: Final = {
    "word/document.xml": ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx"),
    "xl/workbook.xml": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"),
    "ppt/presentation.xml": ("application/vnd.openxmlformats-officedocument.presentationml.presentation", "pptx"),
}
OPEN_DOCUMENT: Final = {
    "application/vnd.oasis.opendocument.text": "odt",
    "application/vnd.oasis.opendocument.spreadsheet": "ods",
    "application/vnd.oasis.opendocument.presentation": "odp",
}
PICTURE_SIGNS: Final = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")
_SPACES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class CleanFile:
    """A file that may be kept, and what it is."""

    kind: FileKind
    content_type: str
    ending: str
    content: bytes


def clean_file(content: bytes, assignment: Assignment) -> CleanFile:
    """Return what `content` is, ready to be kept.

    Raises:
        WorkRefused: `file_empty`, `file_too_big`, `file_unknown`, `file_kind_refused`, `picture_unreadable`,
            `office_macros`.
    """
    if not content:
        raise WorkRefused("file_empty", "file")
    if len(content) > assignment.largest_bytes:
        raise WorkRefused("file_too_big", "file", limit=assignment.largest_megabytes)
    found = kind_of(content)
    taken = kinds_taken(assignment)
    if found is None:
        raise WorkRefused("file_unknown", "file", kinds=words_of(taken))
    kind, content_type, ending = found
    if kind not in taken:
        raise WorkRefused("file_kind_refused", "file", kind=kind.label, kinds=words_of(taken))
    if kind is not FileKind.PICTURE:
        return CleanFile(kind, content_type, ending, content)
    return CleanFile(kind, content_type, ending, _picture(content))


def kinds_taken(assignment: Assignment) -> tuple[FileKind, ...]:
    """Return the kinds of file that may be handed in."""
    return tuple(kind for kind in FileKind if getattr(assignment, f"takes_{kind.value}s"))


def words_of(kinds: Iterable[FileKind]) -> str:
    """Return the kinds in words."""
    return ", ".join(str(kind.label) for kind in kinds)


def clean_name(name: str) -> str:
    """Return the name of a file as people may see it: its last part, readable and not too long."""
    last = _SPACES.sub(" ", name.replace("\\", "/").rpartition("/")[2]).strip()
    shown = last if is_readable(last) else ""
    stem, dot, ending = shown.rpartition(".")
    return shown if len(shown) <= LONGEST_NAME else f"{stem[: LONGEST_NAME - 9]}…{dot}{ending[:7]}"


def kind_of(content: bytes) -> tuple[FileKind, str, str] | None:
    """Return the kind, the content type and the ending of `content`, or None if Podium takes no such file.

    Raises:
        WorkRefused: `office_macros`.
    """
    if content.startswith(PICTURE_SIGNS) or (content[:4] == b"RIFF" and content[8:12] == b"WEBP"):
        return FileKind.PICTURE, "image/jpeg", "jpg"
    if content.startswith(b"%PDF-"):
        return FileKind.DOCUMENT, "application/pdf", "pdf"
    if content.startswith(b"PK\x03\x04"):
        return _packed(content)
    return _recorded(content)


def _picture(content: bytes) -> bytes:
    try:
        return written_anew(content)
    except UnreadablePicture:
        raise WorkRefused("picture_unreadable", "file") from None


def _recorded(content: bytes) -> tuple[FileKind, str, str] | None:
    """Return the kind of a sound or a video, by the signature of its container."""
    if content.startswith(b"\x1a\x45\xdf\xa3") and b"webm" in content[:64]:
        return FileKind.VIDEO, "video/webm", "webm"
    if content[4:8] == b"ftyp":
        is_sound = content[8:12] in {b"M4A ", b"M4B "}
        return (FileKind.SOUND, "audio/mp4", "m4a") if is_sound else (FileKind.VIDEO, "video/mp4", "mp4")
    if content.startswith(b"OggS"):
        return FileKind.SOUND, "audio/ogg", "ogg"
    if content.startswith((b"ID3", b"\xff\xfb", b"\xff\xf3")):
        return FileKind.SOUND, "audio/mpeg", "mp3"
    return None


def _packed(content: bytes) -> tuple[FileKind, str, str] | None:
    """Return what a ZIP container is: an office document without macros, or an archive. Nothing is unpacked."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            names = archive.namelist()
            if len(names) > MOST_ENTRIES:
                return None
            found = _open_document(archive, names)
    except (zipfile.BadZipFile, ValueError, NotImplementedError, RuntimeError, EOFError, OSError):
        return None
    return found or _office(names) or (FileKind.ARCHIVE, "application/zip", "zip")


def _office(names: list[str]) -> tuple[FileKind, str, str] | None:
    if "[Content_Types].xml" not in names:
        return None
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise WorkRefused("office_macros", "file")
    return next(((FileKind.DOCUMENT, *OFFICE[part]) for part in OFFICE if part in names), None)


def _open_document(archive: zipfile.ZipFile, names: list[str]) -> tuple[FileKind, str, str] | None:
    """Return what the first entry of an OpenDocument file says it is; that entry is short and not compressed."""
    if names[:1] != ["mimetype"] or archive.getinfo("mimetype").file_size > LONGEST_NAME:
        return None
    said = archive.read("mimetype").decode("ascii", "replace")
    if said not in OPEN_DOCUMENT:
        return None
    if any(name.startswith("Basic/") for name in names):
        raise WorkRefused("office_macros", "file")
    return FileKind.DOCUMENT, said, OPEN_DOCUMENT[said]
