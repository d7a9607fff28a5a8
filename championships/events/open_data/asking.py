"""What a program asks the interface, and how it is answered: parameters, pages of lists, tags, other sites' scripts."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import wraps
from hashlib import sha256
from http import HTTPStatus
from typing import Any, Concatenate, ParamSpec, TypeVar

from django.conf import settings
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.utils import translation
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _

from championships.events.open_data.shapes import Fault, Paged

JSON_TYPE = "application/json"
INTERFACE = "championships.events.open_data.api_urls"
METHODS = "GET, HEAD, OPTIONS"
PER_PAGE, MOST_PER_PAGE = 50, 200
HIGHEST_PAGE = 1_000_000
KEPT_SECONDS = 86_400

P = ParamSpec("P")
Item = TypeVar("Item")


class BadParameter(Exception):
    """A parameter that cannot be read; `parameter` is its name, the text says what is right."""

    def __init__(self, parameter: str, message: str) -> None:
        super().__init__(message)
        self.parameter = parameter


@dataclass(frozen=True)
class Asked:
    """What was asked: in which language, and which page of a list; `address` is the whole address of the question."""

    request: HttpRequest
    language: str
    page: int
    per_page: int

    def absolute(self, path: str) -> str:
        """Return the whole address of a path."""
        return str(self.request.build_absolute_uri(path))

    def paged(self, total: int) -> Paged:
        """Return where this page stands in a list of `total` things."""
        pages = max(1, -(-total // self.per_page))
        return {"page": self.page, "pages": pages, "total": total, "next": self._next(pages)}

    def slice_of(self, things: QuerySet[Any] | Sequence[Item]) -> Any:
        """Return the part of `things` that stands on this page."""
        return things[(self.page - 1) * self.per_page : self.page * self.per_page]

    def _next(self, pages: int) -> str | None:
        if self.page >= pages:
            return None
        words = self.request.GET.copy()
        words["page"] = str(self.page + 1)
        return self.absolute(f"{self.request.path}?{words.urlencode()}")


def asked_by(request: HttpRequest) -> Asked:
    """Return what `request` asks.

    Raises:
        BadParameter: an unknown language, or a page that is no page.
    """
    language = request.GET.get("language", settings.LANGUAGE_CODE)
    codes = [code for code, _name in settings.LANGUAGES]
    if language not in codes:
        raise BadParameter("language", _("Choose one of the languages: %(codes)s.") % {"codes": ", ".join(codes)})
    page = _number(request, "page", 1, HIGHEST_PAGE)
    return Asked(request, language, page, _number(request, "per_page", PER_PAGE, MOST_PER_PAGE))


def _number(request: HttpRequest, name: str, usual: int, most: int) -> int:
    text = request.GET.get(name)
    if text is None:
        return usual
    if not (text.isascii() and text.isdigit()) or not 1 <= int(text[:12]) <= most:
        raise BadParameter(name, _("Write a whole number from 1 to %(most)s.") % {"most": most})
    return int(text[:12])


def for_programs(
    answer: Callable[Concatenate[Asked, P], Any],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """Open a question to every program and to the scripts of other sites, and answer it in JSON.

    `answer` gets what was asked, in the language that was asked for, and returns plain values, or raises Http404.
    """

    @wraps(answer)
    def opened(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if request.method == "OPTIONS":
            return _with_permission(HttpResponse(status=HTTPStatus.NO_CONTENT))
        if request.method not in {"GET", "HEAD"}:
            return _with_permission(HttpResponseNotAllowed(METHODS.split(", ")))
        return _with_permission(_answered(request, answer, *args, **kwargs))

    return opened


def _answered(request: HttpRequest, answer: Callable[..., Any], *args: Any, **kwargs: Any) -> HttpResponse:
    try:
        asked = asked_by(request)
        with translation.override(asked.language):
            found = answer(asked, *args, **kwargs)
    except BadParameter as fault:
        return _fault(HTTPStatus.BAD_REQUEST, "bad_parameter", str(fault), fault.parameter)
    except Http404:
        # Who finds nothing at an address without a language is sent to one with it, a page that no program can read:
        # not from here, where no address has a language.
        request.urlconf = INTERFACE
        words = _("There is nothing at this address. All addresses are listed in %(document)s.")
        return _fault(HTTPStatus.NOT_FOUND, "not_found", words % {"document": "/api/v1/openapi.json"})
    response = tagged(request, as_json(found), JSON_TYPE, sequence=found.get("sequence"))
    response["Content-Language"] = asked.language
    return response


def as_json(value: Any) -> bytes:
    """Return `value` as JSON for people's eyes too: letters as they are, two spaces at each level."""
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode()


def tagged(request: HttpRequest, body: bytes, content_type: str, *, sequence: int | None = None) -> HttpResponse:
    """Return `body` with its tag, or 304 to who has it already.

    The tag is the championship's sequence, where the body is of one, and the hash of the body: what an editor
    renames takes no number of the sequence, and must not be kept either.
    """
    digest = sha256(body).hexdigest()[:20]
    response = HttpResponse(body, content_type=content_type)
    response["ETag"] = f'"{digest}"' if sequence is None else f'"{sequence}-{digest}"'
    # Whoever keeps it asks each time whether it still holds: what somebody takes back is gone at once.
    response["Cache-Control"] = "public, no-cache"
    response["X-Robots-Tag"] = "noindex"
    found = get_conditional_response(request, etag=response["ETag"], response=response)
    assert isinstance(found, HttpResponse)  # noqa: S101 -- ours, or the 304 or 412 in its place
    return found


def _fault(status: HTTPStatus, code: str, message: str, parameter: str | None = None) -> HttpResponse:
    fault = Fault(code=code, message=message, parameter=parameter)  # type: ignore[typeddict-item]  # one of its codes
    return HttpResponse(as_json(fault), status=status, content_type=JSON_TYPE)


def _with_permission(response: HttpResponse) -> HttpResponse:
    response["Access-Control-Allow-Origin"] = "*"
    response["Access-Control-Allow-Methods"] = METHODS
    response["Access-Control-Allow-Headers"] = "If-None-Match"
    response["Access-Control-Expose-Headers"] = "ETag"
    response["Access-Control-Max-Age"] = str(KEPT_SECONDS)
    return response
