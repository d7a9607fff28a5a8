"""The address of a card."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_safe

from pages.cards.register import address_of, find_card, picture_of

FOR_EVER = "public, max-age=31536000, immutable"


@require_safe
def card(_request: HttpRequest, kind: str, key: str, digest: str) -> HttpResponse:
    """Show a card; an address whose words have changed since leads on to what the card says now."""
    found = find_card(kind, key)
    if found is None:
        raise Http404
    if found.digest != digest:
        return HttpResponseRedirect(address_of(kind, key, found))
    return HttpResponse(picture_of(found), content_type="image/png", headers={"Cache-Control": FOR_EVER})
