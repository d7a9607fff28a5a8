"""What may be a name: anything that people call themselves, nothing that plays tricks on a screen."""

import unicodedata

from coaching.rooms.models import NAME_LENGTH
from coaching.rooms.refusals import CommandRefused
from people.names import is_readable

ORGANISATION_LENGTH = 120


def clean_name(text: str) -> str:
    """Return the name with its spaces in order.

    Raises:
        CommandRefused: `name_empty`, `name_too_long`, `name_unreadable`.
    """
    name = _in_order(text)
    if not name:
        raise CommandRefused("name_empty", field="display_name")
    if len(name) > NAME_LENGTH:
        raise CommandRefused("name_too_long", field="display_name", limit=NAME_LENGTH)
    if not is_readable(name) or not any(letter.isalnum() for letter in name):
        raise CommandRefused("name_unreadable", field="display_name")
    return name


def clean_organisation(text: str) -> str:
    """Return the name of an organisation with its spaces in order; it may be empty.

    Raises:
        CommandRefused: `organisation_too_long`, `organisation_unreadable`.
    """
    name = _in_order(text)
    if len(name) > ORGANISATION_LENGTH:
        raise CommandRefused("organisation_too_long", field="organisation_name", limit=ORGANISATION_LENGTH)
    if not is_readable(name):
        raise CommandRefused("organisation_unreadable", field="organisation_name")
    return name


def fitting(text: str, length: int) -> str:
    """Return a text that another part of Podium keeps, with its spaces in order and cut to `length` letters.

    >>> fitting("College  of Tests", 10)
    'College of'
    """
    return _in_order(text)[:length].rstrip()


def told_apart(name: str, taken: set[str]) -> str:
    """Return `name`, with a number after it when somebody in the room has the same one.

    Names that differ only in the size of letters are the same; `taken` holds names as they are.
    """
    folded = {other.casefold() for other in taken}
    if name.casefold() not in folded:
        return name
    numbered = (_numbered(name, number) for number in range(2, len(folded) + 3))
    return next(other for other in numbered if other.casefold() not in folded)


def _numbered(name: str, number: int) -> str:
    suffix = f" ({number})"
    return name[: NAME_LENGTH - len(suffix)] + suffix


def _in_order(text: str) -> str:
    # Spaces only: str.split() would also swallow control characters that must be refused.
    spaced = "".join(" " if unicodedata.category(letter) == "Zs" else letter for letter in text)
    return " ".join(part for part in unicodedata.normalize("NFC", spaced).split(" ") if part)
