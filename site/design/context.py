"""What every template knows about the look."""

from django.http import HttpRequest

APPEARANCES = ("system", "light", "dark")
APPEARANCE_COOKIE = "appearance"


def appearance(request: HttpRequest) -> dict[str, str]:
    """Return the reader's choice of light or dark, read from the cookie; anything unknown is `system`."""
    chosen = request.COOKIES.get(APPEARANCE_COOKIE, "system")
    return {"appearance": chosen if chosen in APPEARANCES else "system"}
