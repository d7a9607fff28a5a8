"""Comparing what people type: letters that look alike, spaces that are not spaces, numbers that are text."""

import re
from decimal import Decimal, InvalidOperation

# Cyrillic letters that look like Latin ones (marking-scheme-layouts, rule 3), and the Kazakh ones among them.
LOOK_ALIKES = str.maketrans("АВЕКМНОРСТУХІЈЅавекмнорстухіјѕ", "ABEKMHOPCTYXIJSabekmhopctyxijs")
NUMBER = re.compile(r"[-+]?(\d+([.,]\d*)?|[.,]\d+)([eE][-+]?\d{1,2})?")
LONGEST_NUMBER = 40
LARGEST_MARK = Decimal("9999.99")
LARGEST_FIGURE = Decimal(10) ** 20
# How the reader of workbooks writes a cell that the spreadsheet shows as a date.
DATE = re.compile(r"\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?Z?)?")
# A spreadsheet keeps numbers as binary fractions: 0.3 may stand as 0.30000000000000004.
BINARY_NOISE = Decimal("1e-9")
WORD_FOR_STANDARDS = re.compile(r"\b(wsss|wsess|wsos)\b")
CRITERION_LABEL = re.compile(r"(?:(?:sub )?criteri(?:on|a)|критерий|өлшемшарт)\s+(\w)", re.IGNORECASE)


def storable(text: str) -> str:
    r"""Return `text` as a database takes it: halves of a character and the null character become U+FFFD.

    >>> storable("a\x00b\ud800c"), storable("\ud83d\ude00")
    ('a\ufffdb\ufffdc', '\U0001f600')
    """
    whole = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return whole.replace("\0", "\ufffd")


def fold(text: str) -> str:
    r"""Return `text` for comparing: lower case, white space collapsed, one word for WSOS, WSSS and WSESS.

    >>> fold("WSSS\n Section"), fold(" Max\u00a0Mark")
    ('wsos section', 'max mark')
    """
    return WORD_FOR_STANDARDS.sub("wsos", " ".join(text.split()).lower())


def latin(text: str) -> str:
    """Return `text` with Cyrillic look-alikes turned into Latin letters, without space, in capitals.

    >>> latin(" А5 "), latin("О")
    ('A5', 'O')
    """
    return "".join(text.translate(LOOK_ALIKES).split()).upper()


def number(text: str) -> Decimal | None:
    r"""Return the number that `text` holds, with a point or a comma; None if it holds anything else.

    >>> number("0,25\u00a0"), number("12.2"), number("half"), number("1,000.5")
    (Decimal('0.25'), Decimal('12.2'), None, None)
    """
    compact = "".join(text.split())
    if len(compact) > LONGEST_NUMBER or not NUMBER.fullmatch(compact):
        return None
    try:
        value = Decimal(compact.replace(",", "."))
    except InvalidOperation:
        return None
    return without_noise(value)


def is_date(text: str) -> bool:
    """Return whether `text` is a date as the reader of workbooks writes it.

    >>> is_date("2024-05-14"), is_date("14.5")
    (True, False)
    """
    return DATE.fullmatch(text.strip()) is not None


def without_noise(value: Decimal) -> Decimal:
    """Return `value` without the noise of a binary fraction, if that is all that follows its tenth decimal.

    >>> without_noise(Decimal("0.30000000000000004")), without_noise(Decimal("5"))
    (Decimal('0.3'), Decimal('5'))
    """
    if not value.is_finite() or abs(value) > 10**12 or value == value.quantize(Decimal("0.0001")):
        return _plain(value)
    nearest = value.quantize(Decimal("0.0001"))
    return _plain(nearest if abs(nearest - value) < BINARY_NOISE else value)


def _plain(value: Decimal) -> Decimal:
    """Return the same value with no more digits than it needs, never in powers of ten."""
    return Decimal(format(value.normalize(), "f")) if abs(value) < 10**30 else value


def whole_number(text: str) -> int | None:
    """Return the whole number that `text` holds (also as `1.0`), or None.

    >>> whole_number("4"), whole_number("4.0"), whole_number("4.5"), whole_number("four")
    (4, 4, None, None)
    """
    value = number(text)
    return int(value) if value is not None and abs(value) < 10**9 and value == int(value) else None


def as_mark(value: Decimal) -> str:
    """Return a mark as text with at least two decimals.

    >>> as_mark(Decimal("17")), as_mark(Decimal("0.125"))
    ('17.00', '0.125')
    """
    return f"{value:.2f}" if _has_two_places(value) else str(value)


def two_places(figure: Decimal) -> Decimal:
    """Return a mark with two decimals, or untouched if it has more: validation refuses it then."""
    return figure.quantize(Decimal("0.01")) if _has_two_places(figure) else figure


def _has_two_places(figure: Decimal) -> bool:
    """Whether a figure is a mark with at most two decimals, and small enough to be written so."""
    return abs(figure) < LARGEST_FIGURE and figure == round(figure, 2)


def heading_letter(text: str) -> str:
    """Return the letter in a label such as `Criterion A`, or nothing.

    >>> heading_letter("Criterion В"), heading_letter("Total Mark")
    ('B', '')
    """
    found = CRITERION_LABEL.fullmatch(" ".join(text.split()))
    return latin(found[1]) if found else ""
