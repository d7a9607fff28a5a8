"""The language of a reader: what she chose in her profile, else what her browser remembers, else what it asks for."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.deprecation import MiddlewareMixin
from django.utils.translation import get_language_from_path, get_language_from_request

from people.models import User

YEAR_IN_SECONDS = 365 * 24 * 60 * 60


def language_of(user: object) -> str | None:
    """Return the language that `user` chose in the profile, or None when there is no such choice."""
    if isinstance(user, User) and user.language in dict(settings.LANGUAGES):
        return user.language
    return None


def preferred_language(request: HttpRequest) -> str:
    """Return the language for an address that names none: the user's, else the cookie's, else Accept-Language's."""
    return language_of(getattr(request, "user", None)) or get_language_from_request(request)


class RememberLanguage(MiddlewareMixin):
    """Keeps the language of the address in a cookie when the browser would not have asked for it by itself.

    So a reader who changed the language once finds it again at "/", at /admin/ and at a short address,
    and a reader who never changed it gets no cookie at all.
    """

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        """Set the cookie beside a page that was read in a language chosen by hand."""
        chosen = get_language_from_path(request.path_info)
        if chosen and _is_page(request, response) and get_language_from_request(request) != chosen:
            response.set_cookie(
                settings.LANGUAGE_COOKIE_NAME,
                chosen,
                max_age=YEAR_IN_SECONDS,
                secure=settings.SESSION_COOKIE_SECURE,
                samesite="Lax",
            )
        return response


def _is_page(request: HttpRequest, response: HttpResponse) -> bool:
    is_html = response.headers.get("Content-Type", "").startswith("text/html")
    return request.method == "GET" and response.status_code == 200 and is_html  # noqa: PLR2004 -- 200 is "OK"
