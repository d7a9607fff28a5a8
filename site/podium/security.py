"""What a page may load and do: the content security policy of every answer."""

from collections.abc import Mapping
from typing import Any

from asgiref.sync import iscoroutinefunction
from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.decorators import sync_and_async_middleware

HEADER = "Content-Security-Policy"

# Everything comes from this address alone; no script and no style stands inside a page. The browser
# takes 'self' in connect-src for the room's socket too.
STRICT: Mapping[str, str] = {
    "default-src": "'self'",
    "img-src": "'self' data: blob:",
    "media-src": "'self' blob:",
    "object-src": "'none'",
    "base-uri": "'self'",
    "form-action": "'self'",
    "frame-ancestors": "'self'",
}
# Wagtail's and Django's admins write scripts and styles into their pages.
ADMIN: Mapping[str, str] = {
    **STRICT,
    "script-src": "'self' 'unsafe-inline' 'unsafe-eval'",
    "style-src": "'self' 'unsafe-inline'",
    "worker-src": "'self' blob:",
}
ADMIN_ADDRESSES = ("/admin/", "/django-admin/")


def policy_for(path: str) -> str:
    """Return the content security policy for the address `path`, as the header's value."""
    policy = dict(ADMIN if path.startswith(ADMIN_ADDRESSES) else STRICT)
    if settings.FRAME_SOURCES:
        policy["frame-src"] = " ".join(["'self'", *settings.FRAME_SOURCES])
    return "; ".join(f"{directive} {sources}" for directive, sources in policy.items())


def _with_policy(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    response.headers.setdefault(HEADER, policy_for(request.path))
    response.headers.setdefault("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()")
    return response


@sync_and_async_middleware
def content_security_policy(get_response: Any) -> Any:
    """Add the policy to every answer that does not bring its own."""
    if iscoroutinefunction(get_response):

        async def middleware(request: HttpRequest) -> HttpResponseBase:
            return _with_policy(request, await get_response(request))

        return middleware

    def plain_middleware(request: HttpRequest) -> HttpResponseBase:
        return _with_policy(request, get_response(request))

    return plain_middleware
