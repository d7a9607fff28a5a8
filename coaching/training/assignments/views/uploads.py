"""Taking the bytes of an uploaded file out of a request, before and after it is read."""

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest

from coaching.training.assignments.models import Assignment
from coaching.training.assignments.refusals import WorkRefused

BESIDE_THE_FILES = 256 * 1024
"""Bytes of a request that are not files: the parts' heads and the text."""


def refuse_too_much(request: HttpRequest, assignment: Assignment, count: int = 1) -> None:
    """Let pass a request that is small enough to be `count` files; called before anything of it is read.

    Raises:
        WorkRefused: `file_too_big`.
    """
    told = int(request.META.get("CONTENT_LENGTH") or 0)
    if told > assignment.largest_bytes * max(1, count) + BESIDE_THE_FILES:
        raise WorkRefused("file_too_big", "file", limit=assignment.largest_megabytes)


def content_of(uploaded: object, assignment: Assignment) -> bytes:
    """Return the bytes of an uploaded file.

    Raises:
        WorkRefused: `file_missing`, `file_too_big`.
    """
    if not isinstance(uploaded, UploadedFile):
        raise WorkRefused("file_missing", "file")
    if (uploaded.size or 0) > assignment.largest_bytes:
        raise WorkRefused("file_too_big", "file", limit=assignment.largest_megabytes)
    return uploaded.read()
