"""Addresses at which Podium shows something of its own: a page there would never be seen."""

from django.urls import Resolver404, resolve
from django.utils import translation
from wagtail.models import Page

PAGES = "wagtail_serve"


def is_fixed(parent: Page | None, slug: str) -> bool:
    """Return whether something that is no page answers where a page called `slug` below `parent` would stand."""
    parts = parent.get_url_parts() if parent is not None and slug else None
    if parent is None or not parts or parts[2] is None:
        return False
    # Addresses begin with a language, and only those of the language that is spoken are known.
    with translation.override(parent.locale.language_code):
        try:
            return resolve(f"{parts[2]}{slug}/").url_name != PAGES
        except Resolver404:
            return False
