"""Sending a file that no folder serves: as a whole or in parts, and as nothing but what it is."""

import re
from http import HTTPStatus

from django.http import HttpResponse

_RANGE = re.compile(r"bytes=(\d{0,12})-(\d{0,12})")


def send_privately(
    content: bytes, content_type: str, *, name: str, asked: str = "", inline: bool = True
) -> HttpResponse:
    """Return an answer that carries a private file under `name`, which is plain ASCII.

    `asked` is the header Range of the request: one range of bytes is answered, because some browsers play no sound
    without. The file is shown, played or saved; it is never run. The view adds what keeps it out of caches.
    """
    response = _part_of(content, content_type, asked)
    response.headers["Content-Disposition"] = f'{"inline" if inline else "attachment"}; filename="{name}"'
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Accept-Ranges"] = "bytes"
    return response


def _part_of(content: bytes, content_type: str, asked: str) -> HttpResponse:
    ends = _RANGE.fullmatch(asked)
    if ends is None or not any(ends.groups()):
        return HttpResponse(content, content_type=content_type)
    first = int(ends[1]) if ends[1] else max(0, len(content) - int(ends[2]))
    last = min(int(ends[2]), len(content) - 1) if ends[1] and ends[2] else len(content) - 1
    if first > last:
        response = HttpResponse(status=HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE)
        response.headers["Content-Range"] = f"bytes */{len(content)}"
        return response
    response = HttpResponse(content[first : last + 1], content_type=content_type, status=HTTPStatus.PARTIAL_CONTENT)
    response.headers["Content-Range"] = f"bytes {first}-{last}/{len(content)}"
    return response
