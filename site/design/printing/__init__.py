"""Printing: pages of A4 set by typst, with Podium's head and foot, in a type that holds the Kazakh letters.

A form or a document is a template in typst's language beside the module that fills it. What people typed goes to
the template as data and is never read as typst: it can run nothing, read no file and reach no network.
"""

from design.printing.press import LARGEST, CannotSet, PressBusy, TooMuchToPrint, typeset
from design.printing.texts import Words, longest_piece, shortened, unhyphenated, words

__all__ = [
    "LARGEST",
    "CannotSet",
    "PressBusy",
    "TooMuchToPrint",
    "Words",
    "longest_piece",
    "shortened",
    "typeset",
    "unhyphenated",
    "words",
]
