"""The way in, the desk, and what machines ask for."""

from django.contrib.auth.decorators import login_required
from django.db import connection
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from pages import desk
from pages import kept_in_browser as kept
from people.language import preferred_language

# What is public below an address that is closed: the longer rule wins (RFC 9309).
OPEN_TO_ROBOTS = ("/*/schemes/skills/",)
CLOSED_TO_ROBOTS = (
    "/admin/",
    "/django-admin/",
    "/j/",
    "/*/accounts/",
    "/*/desk/",
    "/*/championships/*/desk/",
    "/*/rooms/",
    "/*/learning/",
    "/*/schemes/",
    "/*/assignments/",
    "/*/quizzes/",
    "/*/calibration/",
    "/*/profile/",
)


@require_safe
def front_door(request: HttpRequest) -> HttpResponse:
    """Lead the reader to the home page in her language."""
    response = HttpResponseRedirect(f"/{preferred_language(request)}/")
    patch_vary_headers(response, ("Accept-Language", "Cookie"))
    return response


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Tell robots what is not for them, and where the sitemap is."""
    rules = [f"Disallow: {path}" for path in CLOSED_TO_ROBOTS] + [f"Allow: {path}" for path in OPEN_TO_ROBOTS]
    sitemap = f"Sitemap: {request.build_absolute_uri(reverse('sitemap'))}"
    return HttpResponse("\n".join(["User-agent: *", *rules, "", sitemap, ""]), content_type="text/plain")


@require_safe
@never_cache
def health(request: HttpRequest) -> HttpResponse:
    """Say that the process answers and reaches its database; a proxy asks this."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok\n", content_type="text/plain")


@require_safe
def kept_in_browser(request: HttpRequest) -> HttpResponse:
    """Say everything that is kept in a reader's browser."""
    return render(request, "pages/kept_in_browser.html", {"places": kept.PLACES})


@never_cache
@require_safe
@login_required
def show_desk(request: HttpRequest) -> HttpResponse:
    """Show the start page of somebody signed in."""
    return render(request, "pages/desk.html", {"panels": desk.panels(request)})
