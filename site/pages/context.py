"""What every template knows about languages and the way around."""

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from pages import language_links, navigation, sharing


def languages(request: HttpRequest) -> dict[str, Any]:
    """Return the languages, the ways around and what others see of a page; each is worked out only where it is used.

    A Wagtail page gives its own `language_links` and `sharing`, which take the place of these.
    """
    return {
        "language_links": SimpleLazyObject(lambda: language_links.for_address(request)),
        "navigation": SimpleLazyObject(lambda: navigation.for_request(request)),
        "footer": SimpleLazyObject(lambda: navigation.footer_for(request)),
        "sharing": SimpleLazyObject(lambda: sharing.for_address(request)),
    }
