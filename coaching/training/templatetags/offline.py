"""Tags for a lesson without a network and on paper."""

from typing import Any

from django import template
from django.conf import settings
from django.utils.safestring import SafeString

from coaching.rooms.views.console import qr_svg
from coaching.training.working_offline import PUBLIC, reader_of

register = template.Library()


@register.simple_tag(takes_context=True)
def reader_here(context: dict[str, Any]) -> str:
    """Return the name of the reader, as the header of the page has it."""
    request = context.get("request")
    return reader_of(getattr(request, "user", None)) if request else PUBLIC


@register.simple_tag(takes_context=True)
def paper_address(context: dict[str, Any]) -> str:
    """Return the full address of the page, for paper; empty where there is no request, as in a preview."""
    request = context.get("request")
    if request is None:
        return ""
    path = request.path
    return settings.PUBLIC_ADDRESS.rstrip("/") + path if settings.PRODUCTION else request.build_absolute_uri(path)


@register.simple_tag
def qr(address: str) -> SafeString:
    """Return the QR code of an address as inline SVG."""
    return qr_svg(address)
