"""СНИЛС, the insurance number of a person in Russia: nine digits and two that check them. A text, never a number."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

DIGITS = 11
FIRST_CHECKED = 1_001_998
"""Numbers up to this one carry no check."""


def normal_snils(text: str) -> str:
    """Return the number as documents write it, 112-233-445 95.

    Raises:
        ValueError: it has not eleven digits, or anything but digits, spaces and hyphens.

    >>> normal_snils("11223344595")
    '112-233-445 95'
    """
    if not re.fullmatch(r"[0-9 \-]*", text):
        raise ValueError(text)
    digits = re.sub(r"[ \-]", "", text)
    if len(digits) != DIGITS:
        raise ValueError(text)
    return f"{digits[:3]}-{digits[3:6]}-{digits[6:9]} {digits[9:]}"


def check_digits(nine: str) -> str:
    """Return the two digits that check `nine` digits: the sum of each times its place from the end, modulo 101.

    >>> check_digits("112233445")
    '95'
    """
    total = sum(int(digit) * (9 - place) for place, digit in enumerate(nine))
    return f"{total % 101 % 100:02}"


def validate_snils(text: str) -> None:
    """Let a number pass whose last two digits are right.

    Raises:
        ValidationError: it says in words what is wrong.
    """
    try:
        digits = re.sub(r"\D", "", normal_snils(text))
    except ValueError:
        raise ValidationError(_("SNILS has eleven digits, for example 112-233-445 95.")) from None
    if int(digits[:9]) > FIRST_CHECKED and check_digits(digits[:9]) != digits[9:]:
        raise ValidationError(_("The last two digits do not belong to the others: look for a digit that was mistyped."))
