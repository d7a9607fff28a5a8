"""Which characters a name may hold: what people write with, and nothing that plays tricks on a screen."""

import unicodedata

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

# Joiners that some scripts and family emoji are written with.
_JOINERS = frozenset("\u200c\u200d")
# Control, format (bidi overrides among them), surrogates, private use, line and paragraph separators.
_REFUSED = frozenset({"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})
# Letters to Unicode, and nothing to the eye: the fillers of Hangul.
_FILLERS = frozenset("\u115f\u1160\u3164\uffa0")
_MARKS_IN_A_ROW = 4


def is_readable(text: str, *, lines: bool = False) -> bool:
    """Return whether every character may be shown; `lines` also allows line ends and tabs."""
    allowed = _JOINERS | (frozenset("\n\r\t") if lines else frozenset())
    shown = all(letter in allowed or unicodedata.category(letter) not in _REFUSED for letter in text)
    return shown and _FILLERS.isdisjoint(text) and not _is_heaped(text)


def validate_readable(text: str) -> None:
    """Let a name pass that can be shown.

    Raises:
        ValidationError: it cannot.
    """
    if not is_readable(text):
        raise ValidationError(_("This name holds characters that cannot be shown. Write it with letters."))


def _is_heaped(text: str) -> bool:
    run = 0
    for letter in text:
        run = run + 1 if unicodedata.combining(letter) else 0
        if run > _MARKS_IN_A_ROW:
            return True
    return False
