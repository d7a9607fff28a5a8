"""Opening the file of a module: a ZIP that somebody else made, read with a bound on everything and never unpacked."""

import json
import lzma
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import IO, Any

from django.conf import settings
from django.utils.translation import gettext as _

from coaching.training.exchange import layout

DAMAGES = (zlib.error, lzma.LZMAError)
LARGEST_CONTENTS = 10 * 1024 * 1024
MOST_LESSONS = 200
ENCRYPTED = 0x1
# What a member's name may never be: a way out of its folder, on any system.
FORBIDDEN = ("\\", "\x00", ":")


class FileRefused(Exception):
    """The file is not read; the words say what is wrong and what to do."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A file that may be read: its contents as data, and its members by name."""

    contents: dict[str, Any]
    archive: zipfile.ZipFile

    def has(self, member: object) -> bool:
        """Return whether the file has a medium of this name."""
        return isinstance(member, str) and member.startswith(layout.MEDIA) and member in self.archive.NameToInfo

    def read(self, member: str) -> bytes:
        """Return a medium.

        Raises:
            FileRefused: it is longer than it says, or damaged.
        """
        return _bounded(self.archive, member, self.archive.NameToInfo[member].file_size)


def open_file(file: IO[bytes]) -> Opened:
    """Return the opened file.

    Raises:
        FileRefused: it is no ZIP, too large packed or unpacked, names a way out of its folder, is encrypted, or is not the
            file of a module in a version that is read here.
    """
    file.seek(0, 2)
    if file.tell() > settings.MODULE_UPLOAD_LIMIT:
        raise FileRefused(
            _("The file is larger than %(limit)s MB.") % {"limit": settings.MODULE_UPLOAD_LIMIT // 1024**2}
        )
    file.seek(0)
    try:
        archive = zipfile.ZipFile(file)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as damaged:
        raise FileRefused(_("This is no ZIP file. Choose a file that “Export the module” has made.")) from damaged
    _check_members(archive.infolist())
    return Opened(_contents(archive), archive)


def _check_members(members: list[zipfile.ZipInfo]) -> None:
    if len(members) > settings.MODULE_FILES_LIMIT:
        raise FileRefused(_("There are more than %(limit)s files in it.") % {"limit": settings.MODULE_FILES_LIMIT})
    if sum(member.file_size for member in members) > settings.MODULE_UNPACKED_LIMIT:
        limit = settings.MODULE_UNPACKED_LIMIT // 1024**2
        raise FileRefused(_("Unpacked it would be larger than %(limit)s MB.") % {"limit": limit})
    names = [member.filename for member in members]
    if len(set(names)) != len(names):
        raise FileRefused(_("A name stands twice in the file."))
    for member in members:
        _check_member(member)


def _check_member(member: zipfile.ZipInfo) -> None:
    path = PurePosixPath(member.filename)
    leads_out = path.is_absolute() or ".." in path.parts or any(sign in member.filename for sign in FORBIDDEN)
    if leads_out or (member.filename != layout.CONTENTS and not member.filename.startswith(layout.MEDIA)):
        raise FileRefused(_("“%(name)s” is no name that the file of a module has.") % {"name": member.filename[:80]})
    if member.flag_bits & ENCRYPTED:
        raise FileRefused(_("The file is locked with a password. Export it without one."))


def _contents(archive: zipfile.ZipFile) -> dict[str, Any]:
    if layout.CONTENTS not in archive.NameToInfo:
        raise FileRefused(
            _("There is no %(name)s in it, so it is not the file of a module.") % {"name": layout.CONTENTS}
        )
    try:
        contents = json.loads(_bounded(archive, layout.CONTENTS, LARGEST_CONTENTS))
    except (ValueError, RecursionError) as damaged:
        raise FileRefused(_("%(name)s is damaged: it is no JSON.") % {"name": layout.CONTENTS}) from damaged
    if not isinstance(contents, dict) or contents.get("format") != layout.FORMAT:
        raise FileRefused(_("This is not the file of a module."))
    if contents.get("version") != layout.VERSION:
        found = {"found": str(contents.get("version"))[:20], "known": layout.VERSION}
        raise FileRefused(_("It is of version %(found)s; version %(known)s is read here. Update Podium first.") % found)
    lessons = contents.get("lessons", [])
    if not isinstance(contents.get("module"), dict) or not isinstance(lessons, list) or len(lessons) > MOST_LESSONS:
        raise FileRefused(_("The file has no module, or more lessons than %(limit)s.") % {"limit": MOST_LESSONS})
    return contents


def _bounded(archive: zipfile.ZipFile, name: str, most: int) -> bytes:
    """Return a member's bytes, at most `most`: what its head says of its size may be a lie."""
    try:
        with archive.open(name) as member:
            content = member.read(most + 1)
    except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError, EOFError, ValueError, *DAMAGES) as damaged:
        raise FileRefused(_("“%(name)s” is damaged.") % {"name": name[:80]}) from damaged
    if len(content) > most:
        raise FileRefused(_("“%(name)s” is longer than it may be.") % {"name": name[:80]})
    return content
