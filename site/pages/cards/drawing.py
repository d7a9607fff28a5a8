"""Drawing a card: the name of a page, what it is and its few facts, above the three steps. Pure: no database, no request."""

import hashlib
import json
import unicodedata
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from functools import cache
from io import BytesIO

import fontpkg
from PIL import Image, ImageDraw, ImageFont

# Goes into every hash: raise it when the drawing changes, and no browser shows an old picture under a new look.
EDITION = 1
SIZE = (1200, 630)
MARGIN, TOP, BOTTOM = 72, 64, 560
# The light side of the tokens of design, as a picture needs them.
PAPER, INK, SOFT, TEAL = "#f8f5ee", "#16242b", "#50606a", "#0f5a63"
STEPS = ("#3c7d83", "#0f5a63", "#8fb6b8")
SIZES = (84, 76, 68, 60, 54, 48)
MOST_LINES = 4
LEADING = 1.14
TITLE_WIDTH = SIZE[0] - 2 * MARGIN
ELLIPSIS = "…"
FAMILY = "PT Sans"


@dataclass(frozen=True, slots=True)
class Card:
    """What a card says: the page's title, what kind of thing it is (may be empty), and short facts such as its days."""

    title: str
    kind: str = ""
    facts: Sequence[str] = ()

    @property
    def digest(self) -> str:
        """Return the hash of everything that the picture depends on."""
        content = json.dumps([EDITION, asdict(self)], ensure_ascii=False, sort_keys=True)
        return hashlib.sha256(content.encode()).hexdigest()[:16]


def draw(card: Card) -> bytes:
    """Return the card as a PNG of 1200 by 630 pixels; the same card always gives the same bytes."""
    image = Image.new("RGB", SIZE, PAPER)
    pen = ImageDraw.Draw(image)
    _steps(pen)
    _name(pen)
    top = TOP + 104
    if card.kind:
        pen.text((MARGIN, top), _one_line(card.kind, _bold(34), TITLE_WIDTH), fill=TEAL, font=_bold(34), anchor="ls")
        top += 26
    _facts(pen, card.facts)
    _title(pen, card.title, top)
    file = BytesIO()
    image.quantize(64).save(file, "PNG", optimize=True)
    return file.getvalue()


def lines_of(title: str, size: int, most: int = MOST_LINES) -> list[str] | None:
    """Return `title` broken into lines of the card's width in the bold letters of `size` pixels; None if it needs more."""
    font = _bold(size)
    lines: list[str] = []
    for word in _clean(title).split(" "):
        for part in _parts(word, font):
            joined = f"{lines[-1]} {part}" if lines else part
            if lines and font.getlength(joined) <= TITLE_WIDTH:
                lines[-1] = joined
            else:
                lines.append(part)
    return lines if len(lines) <= most else None


def _title(pen: ImageDraw.ImageDraw, title: str, top: int) -> None:
    """Draw the title in the largest letters that it fits in; of the smallest it ends with an ellipsis."""
    for size in SIZES:
        lines = lines_of(title, size)
        if lines is not None and top + len(lines) * size * LEADING <= BOTTOM - 130:
            break
    else:
        size, lines = SIZES[-1], lines_of(title, SIZES[-1], most=len(title) + 1) or []
        lines = _shortened(lines, _bold(size))
    for number, line in enumerate(lines):
        pen.text((MARGIN, top + size + number * size * LEADING), line, fill=INK, font=_bold(size), anchor="ls")


def _shortened(lines: list[str], font: ImageFont.FreeTypeFont) -> list[str]:
    if len(lines) <= MOST_LINES:
        return lines
    return [*lines[: MOST_LINES - 1], _one_line(" ".join(lines[MOST_LINES - 1 :]), font, TITLE_WIDTH)]


def _facts(pen: ImageDraw.ImageDraw, facts: Sequence[str]) -> None:
    shown = [fact for fact in map(_clean, facts) if fact][:2]
    for number, fact in enumerate(reversed(shown)):
        font = _regular(32)
        line = _one_line(fact, font, TITLE_WIDTH - 380)
        pen.text((MARGIN, BOTTOM - number * 44), line, fill=SOFT, font=font, anchor="ls")


def _name(pen: ImageDraw.ImageDraw) -> None:
    """Draw the mark of the product and its name."""
    unit = 48 / 24
    for left, top, right, bottom, fill in (
        (0, 11, 8, 21, STEPS[0]),
        (8, 3, 16, 21, STEPS[1]),
        (16, 15, 24, 21, STEPS[2]),
    ):
        box = (MARGIN + left * unit, TOP - 6 + top * unit, MARGIN + right * unit - 1, TOP - 6 + bottom * unit - 1)
        pen.rectangle(box, fill)
    pen.text((MARGIN + 64, TOP + 36), "Podium", fill=INK, font=_bold(38), anchor="ls")


def _steps(pen: ImageDraw.ImageDraw) -> None:
    """Draw the three steps in the corner where no words are."""
    width, left = 130, SIZE[0] - 3 * 130
    for number, height in enumerate((84, 140, 54)):
        box = (left + number * width, SIZE[1] - height, left + (number + 1) * width - 1, SIZE[1])
        pen.rectangle(box, STEPS[number])


def _one_line(text: str, font: ImageFont.FreeTypeFont, width: float) -> str:
    text = _clean(text)
    if font.getlength(text) <= width:
        return text
    while text and font.getlength(text + ELLIPSIS) > width:
        text = text[:-1]
    return text.rstrip(" ,.;:–-") + ELLIPSIS


def _parts(word: str, font: ImageFont.FreeTypeFont) -> list[str]:
    """Return a word in parts that fit into a line: one, unless it is longer than a line."""
    parts, part = [], ""
    for letter in word:
        if part and font.getlength(part + letter) > TITLE_WIDTH:
            parts.append(part)
            part = ""
        part += letter
    return [*parts, part]


def _clean(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())


@cache
def _bold(size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(fontpkg.path(FAMILY).parent / "PT_Sans-Web-Bold.ttf"), size)


@cache
def _regular(size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(fontpkg.path(FAMILY)), size)
