"""Who is trying codes out: a browser by a cookie that only Podium can make, and the address as a whole.

A whole college stands behind one address, so each browser has its own limit, and the address one that is much wider:
throwing the cookie away does not help for long. A browser without the cookie is held to the address's limit alone:
a hall that comes by the QR code has no cookie yet, and must not be shut out by one neighbour who tries codes.
"""

from uuid import uuid4

from django.http import HttpRequest, HttpResponse

from coaching.rooms import codes

COOKIE = "rooms_browser"
SALT = "coaching.rooms.attempts"
REMEMBERED_FOR = 14 * 24 * 60 * 60
BROWSERS_BEHIND_AN_ADDRESS = 20


def may_try(request: HttpRequest) -> bool:
    """Return whether this reader may try another code."""
    of_address = codes.attempt_allowed(_address(request), times=BROWSERS_BEHIND_AN_ADDRESS)
    return of_address and (not _cookie(request) or codes.attempt_allowed(_browser(request)))


def record_wrong(request: HttpRequest) -> None:
    """Count a wrong code of this reader."""
    codes.record_wrong(_address(request))
    if _cookie(request):
        codes.record_wrong(_browser(request))


def recognise(request: HttpRequest, response: HttpResponse) -> None:
    """Give the reader's browser its cookie, if it has none."""
    if _cookie(request):
        return
    response.set_signed_cookie(
        COOKIE,
        uuid4().hex,
        salt=SALT,
        max_age=REMEMBERED_FOR,
        httponly=True,
        samesite="Lax",
        secure=request.is_secure(),
    )


def _address(request: HttpRequest) -> str:
    return str(request.META.get("REMOTE_ADDR", ""))


def _browser(request: HttpRequest) -> str:
    return f"{_address(request)}:{_cookie(request)}"


def _cookie(request: HttpRequest) -> str:
    # An empty default keeps a cookie that was changed from raising: it counts as none.
    return request.get_signed_cookie(COOKIE, "", salt=SALT, max_age=REMEMBERED_FOR) or ""
