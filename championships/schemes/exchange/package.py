"""The outer shell of a workbook: a zip file that is not trusted.

The directory of the zip declares how large each part will be. It is checked before anything is unpacked, and
`zipfile` never unpacks more of a part than the directory declared, so that a bomb is refused unopened.
"""

import io
import posixpath
import struct
import zipfile
import zlib
from collections.abc import Iterator

from championships.schemes.exchange.other_formats import refuse_other_formats, refuse_other_packages
from championships.schemes.exchange.refusals import FileRefused

LARGEST_UNPACKED = 40 * 1024 * 1024
LARGEST_RATIO = 200
RATIO_COUNTS_FROM = 1024 * 1024
MOST_PARTS = 2_000
CHUNK = 64 * 1024
ENCRYPTED_FLAG = 0x1
# What programs of spreadsheets use; others could ask for a memory of gigabytes before their first byte.
METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
# Everything that `zipfile` raises over bytes that are no sound zip.
BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    LookupError,
    NotImplementedError,
    OSError,
    OverflowError,
    RuntimeError,
    ValueError,
)


class Package:
    """The parts of a workbook, read piece by piece.

    Raises:
        FileRefused: the bytes are not a workbook, are protected, damaged, or would unpack to too much.
    """

    def __init__(self, data: bytes) -> None:
        refuse_other_formats(data)
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except BROKEN as error:
            raise FileRefused("damaged") from error
        self._check_directory()
        refuse_other_packages(self._zip)

    def _check_directory(self) -> None:
        parts = self._zip.infolist()
        if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_UNPACKED:
            raise FileRefused("unpacks_too_large")
        if len({part.filename for part in parts}) < len(parts):
            # Two programs would read two different workbooks in it.
            raise FileRefused("damaged")
        for part in parts:
            if part.flag_bits & ENCRYPTED_FLAG:
                raise FileRefused("password")
            if part.compress_type not in METHODS:
                raise FileRefused("damaged")
            if part.file_size > RATIO_COUNTS_FROM and part.file_size > LARGEST_RATIO * max(part.compress_size, 1):
                raise FileRefused("unpacks_too_large")

    def has(self, name: str) -> bool:
        """Return whether there is a part of this name."""
        return name in self._zip.NameToInfo

    def chunks(self, name: str) -> Iterator[bytes]:
        """Yield the bytes of a part, a piece at a time."""
        try:
            with self._zip.open(name) as part:
                while piece := part.read(CHUNK):
                    yield piece
        except BROKEN as error:
            raise FileRefused("damaged") from error


def resolve(base: str, target: str) -> str:
    """Return the name of the part that `target` means inside the part `base`.

    >>> resolve("xl/workbook.xml", "worksheets/sheet1.xml"), resolve("xl/workbook.xml", "/xl/styles.xml")
    ('xl/worksheets/sheet1.xml', 'xl/styles.xml')
    """
    joined = target if target.startswith("/") else posixpath.join(posixpath.dirname(base), target)
    return posixpath.normpath(joined).lstrip("/")
