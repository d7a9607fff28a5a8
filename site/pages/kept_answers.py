"""Answers that are kept for readers who are not signed in: made once, and sent again until something has changed.

A view says what its answer depends on by naming numbers (`keep`); each number grows with every change of what it counts,
and its truth stands in the database. An answer is good as long as every number is the one that it was made at, and for
`ANSWER_SECONDS` at most, because time passes on pages too. Of all answers the number of the site counts: what editors did.
What shows days names the `DAY`, so that it does not outlive midnight.

When something has changed and a hall reloads, one of its readers has the answer made, and the others of this process wait
for that one (`pages/one_maker.py`).

Whoever has other numbers registers them, and forgets them after the commit of a change. A number is known for
`NUMBER_SECONDS` without asking, so that a change by another process shows after that time at the latest. Who has an answer
made asks for those that ran out meanwhile, so that it is good for the next reader without a query.
"""

import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.core.cache import BaseCache, caches
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.deprecation import MiddlewareMixin
from django.utils.translation import get_language

from design.context import APPEARANCE_COOKIE, appearance
from pages import one_maker

ANSWER_SECONDS, NUMBER_SECONDS = 60, 1
REMEMBERED_SECONDS = 600  # An answer that is too old tells that the next one will be kept too.
# A line of a result takes 2 kB: this is one skill with the 1,500 competitors of a whole national championship. More of
# it would be dear where answers are kept in the memory of each process, 300 of them.
LARGEST_ANSWER, LONGEST_ADDRESS, MOST_PARAMETERS = 3 * 1024 * 1024, 400, 3  # Bytes, characters, and of one address.
SITE, DAY = "site", "day"
SEPARATOR = ":"
OK = 200
TOKEN_OF_FORMS = b"csrfmiddlewaretoken"  # A form's token is one reader's.
# Who sends one of these is somebody in particular.
PERSONAL_COOKIES = (settings.SESSION_COOKIE_NAME, "messages")
PERSONAL_HEADERS = ("Authorization", "HX-Request", "Range")

Reader = Callable[[str], str]
_readers: dict[str, Reader] = {DAY: lambda _key: timezone.localdate().isoformat()}


@dataclass
class Asking:
    """An answer that is being made: where it would be kept, the numbers that it is made at, and its parameters."""

    place: str
    numbers: dict[str, str]
    wanted: bool = False
    parameters: set[str] = field(default_factory=set)


@dataclass(frozen=True)
class Kept:
    """An answer that was made at these numbers."""

    numbers: Mapping[str, str]
    headers: Mapping[str, str]
    body: bytes
    made_at: float  # Seconds of Unix time: processes share it.

    @property
    def is_good(self) -> bool:
        """Return whether nothing that it depends on has changed since."""
        is_young = 0 <= time.time() - self.made_at < ANSWER_SECONDS
        return is_young and numbers_of(self.numbers) == self.numbers


def register_number(kind: str, read: Reader) -> None:
    """Let `read` say the number of every name of this kind; it gets what stands behind the colon of `kind:key`."""
    _readers[kind] = read


def forget(name: str) -> None:
    """Forget what is known of a number: call it after the commit of what has changed it."""
    if settings.KEPT_ANSWERS:
        _cache().delete(_place_of_number(name))


def keep(request: HttpRequest, *names: str, parameters: Iterable[str] = ()) -> None:
    """Let the answer to `request` be kept as long as these numbers stand; call it before anything else is read.

    Each name is `kind` or `kind:key`. An address with other parameters than these is answered anew every time.
    """
    asking: Asking | None = getattr(request, "asking", None)
    if asking is not None:
        asking.wanted = True
        asking.numbers.update(numbers_of(names))
        asking.parameters.update(parameters)


def numbers_of(names: Iterable[str]) -> dict[str, str]:
    """Return the numbers by name: as they were known a moment ago, or read now."""
    places = {name: _place_of_number(name) for name in names}
    known = _cache().get_many(places.values())
    return {name: known[place] if place in known else _read(name, place) for name, place in places.items()}


class KeptAnswers(MiddlewareMixin):
    """Sends what is kept, and keeps what views let it keep; stands inside of what sets cookies."""

    def process_request(self, request: HttpRequest) -> HttpResponse | None:
        """Answer at once, where an answer is kept and still good."""
        if not settings.KEPT_ANSWERS or not _is_anybody(request):
            return None
        place = _place_of_answer(request)
        if (kept := _good_one(place)) is not None:
            return _sent(request, kept)
        # Known before anything is read for it: what changes meanwhile makes the answer old.
        request.asking = Asking(place, numbers_of([SITE]))  # type: ignore[attr-defined]
        return None

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """Keep the answer where its view wanted it, and nothing in it is of one reader."""
        asking: Asking | None = getattr(request, "asking", None)
        if asking is None:
            return response
        try:
            return _kept(request, response, asking)
        finally:
            one_maker.made(asking.place)


def _kept(request: HttpRequest, response: HttpResponseBase, asking: Asking) -> HttpResponseBase:
    if not asking.wanted or not _is_for_everybody(request, response, asking):
        return response
    assert isinstance(response, HttpResponse)  # noqa: S101 -- what streams is for nobody else
    kept = Kept(asking.numbers, dict(response.items()), response.content, time.time())
    _cache().set(asking.place, kept, REMEMBERED_SECONDS)
    # A large page takes longer than numbers are known: the next reader would ask for them.
    numbers_of(asking.numbers)
    return _sent(request, kept)


def _cache() -> BaseCache:
    return caches["answers"]


def _good_one(place: str) -> Kept | None:
    """Return what is kept at `place`, if it is good; where it has grown old, wait for whoever makes it anew."""
    kept: Kept | None = _cache().get(place)
    if kept is None or kept.is_good:
        return kept
    anew: Kept | None = _cache().get(place) if one_maker.waited(place) else None
    return anew if anew is not None and anew.is_good else None


def _place_of_number(name: str) -> str:
    return f"number {name}".replace(" ", "-")


def _read(name: str, place: str) -> str:
    kind, _separator, key = name.partition(SEPARATOR)
    number = _readers[kind](key)
    # Only where nobody was faster: what was read before a change must not take the place of what came after it.
    _cache().add(place, number, NUMBER_SECONDS)
    return number


def _is_anybody(request: HttpRequest) -> bool:
    """Return whether nothing says who asks."""
    return (
        request.method == "GET"
        and not getattr(request, "is_preview", False)
        and not any(name in request.COOKIES for name in PERSONAL_COOKIES)
        and not any(name in request.headers for name in PERSONAL_HEADERS)
        and len(request.get_full_path()) <= LONGEST_ADDRESS
    )


def _place_of_answer(request: HttpRequest) -> str:
    """Return where the answer to an address is kept: each host, language and look has its own."""
    look = appearance(request)[APPEARANCE_COOKIE]
    parts = (request.scheme, request.get_host(), request.get_full_path(), get_language(), look)
    return sha256("\n".join(map(str, parts)).encode()).hexdigest()


def _is_for_everybody(request: HttpRequest, response: HttpResponseBase, asking: Asking) -> bool:
    asked = request.GET.keys()
    return (
        response.status_code == OK
        and isinstance(response, HttpResponse)
        and len(response.content) <= LARGEST_ANSWER
        and len(asked) <= MOST_PARAMETERS
        and asking.parameters.issuperset(asked)
        and not response.cookies
        and "Set-Cookie" not in response
        and not request.META.get("CSRF_COOKIE_NEEDS_UPDATE")
        and TOKEN_OF_FORMS not in response.content
        and not _session_was_changed(request)
    )


def _session_was_changed(request: HttpRequest) -> bool:
    session: Any = getattr(request, "session", None)
    return session is not None and bool(session.modified)


def _sent(request: HttpRequest, kept: Kept) -> HttpResponse:
    """Return the kept answer, or that what the browser has is still good."""
    response = HttpResponse(kept.body, headers=kept.headers)
    etag = f'"{sha256(kept.body).hexdigest()[:32]}"'
    response.headers["ETag"] = etag
    # Browsers ask every time, and are told in a few bytes that nothing has changed; nobody between keeps a copy.
    response.headers["Cache-Control"] = "private, no-cache"
    patch_vary_headers(response, ["Cookie"])
    answer = get_conditional_response(request, etag=etag, response=response)
    assert isinstance(answer, HttpResponse)  # noqa: S101 -- it is the response or a 304
    return answer
