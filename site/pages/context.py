"""What every template knows about languages and the way around."""

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from pages import language_links, navigation


def languages(request: HttpRequest) -> dict[str, Any]:
    """Return `language_links` and `navigation`; both are worked out only where a template uses them.

    A Wagtail page gives its own `language_links`, which take the place of these.
    """
    return {
        "language_links": SimpleLazyObject(lambda: language_links.for_address(request)),
        "navigation": SimpleLazyObject(lambda: navigation.for_request(request)),
    }
