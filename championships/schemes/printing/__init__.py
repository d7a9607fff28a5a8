"""What is printed of a marking scheme: marking forms, observation forms and the mark summary form, as PDF.

One module and one template for each form. They take plain values, a `championships.marking.Scheme` and an
`Occasion`, so that rooms and championships print the same forms.
"""

from championships.schemes.printing.occasion import BLANK, GivenMark, Occasion
from championships.schemes.printing.order import (
    MOST_ASPECTS,
    MOST_COMPETITORS,
    FormKind,
    NothingToPrint,
    PrintOrder,
    TooMuchToPrint,
    print_batch,
    print_forms,
)

__all__ = [
    "BLANK",
    "MOST_ASPECTS",
    "MOST_COMPETITORS",
    "FormKind",
    "GivenMark",
    "NothingToPrint",
    "Occasion",
    "PrintOrder",
    "TooMuchToPrint",
    "print_batch",
    "print_forms",
]
