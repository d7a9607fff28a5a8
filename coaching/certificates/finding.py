"""Finding a document that somebody holds in her hands: by its address, or by its number and the name on it."""

import re
from uuid import UUID

from coaching.certificates.models import Certificate

KEY = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
MANY = 20
"""Organisations number on their own, so some documents share a number; more than that are not looked through."""


def key_in(text: str) -> UUID | None:
    """Return the key of a document that stands somewhere in `text`: alone, or in the address of its page."""
    found = KEY.search(text)
    return UUID(found[0]) if found else None


def find_by_number(number: str, name: str) -> Certificate | None:
    """Return the document with this number that is printed with this name, however they are spaced and capitalised."""
    asked = "".join(number.split())
    found = Certificate.objects.filter(number__iexact=asked)[:MANY] if asked else []
    return next((one for one in found if same_name(one.name, name)), None)


def same_name(printed: str, typed: str) -> bool:
    """Return whether two names are the same to somebody who copies one from paper.

    >>> same_name("Алёна  Ёлкина", "алена елкина")
    True
    """
    return _plain(printed) == _plain(typed)


def _plain(name: str) -> str:
    return " ".join(name.split()).casefold().replace("ё", "е")
