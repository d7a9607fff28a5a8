"""The choice of appearance, and the style guide."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_POST

from design import showcase
from design.context import APPEARANCE_COOKIE, APPEARANCES

YEAR_IN_SECONDS = 365 * 24 * 60 * 60


def _way_back(request: HttpRequest) -> str:
    """Return where the reader came from, if that is a page of ours; else the start."""
    for address in (request.POST.get("next", ""), request.headers.get("Referer", "")):
        if address and url_has_allowed_host_and_scheme(
            address, allowed_hosts={request.get_host()}, require_https=request.is_secure()
        ):
            return address
    return "/"


def _is_from_here(request: HttpRequest) -> bool:
    """Return whether the browser says that the form stood on a page of ours."""
    return request.headers.get("Origin") == f"{request.scheme}://{request.get_host()}"


@csrf_exempt
@require_POST
def choose_appearance(request: HttpRequest) -> HttpResponse:
    """Keep the reader's choice of system, light or dark in a cookie, and go back; what is unknown means system.

    Without a token where the browser says that the form is ours: pages that are kept for everybody have none.
    """
    return _chosen(request) if _is_from_here(request) else csrf_protect(_chosen)(request)


def _chosen(request: HttpRequest) -> HttpResponse:
    chosen = request.POST.get("appearance", "system")
    response = redirect(_way_back(request))
    response.set_cookie(
        APPEARANCE_COOKIE,
        chosen if chosen in APPEARANCES else "system",
        max_age=YEAR_IN_SECONDS,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )
    return response


def styleguide(request: HttpRequest) -> HttpResponse:
    """Show every token and component in every state."""
    return render(request, "design/styleguide.html", showcase.context(timezone.now()))
