"""Layout 12, which is refused: a rubric in prose, whose items have neither codes nor marks."""

from collections.abc import Sequence

from championships.schemes.exchange.sheets import Sheet
from championships.schemes.exchange.texts import number

PROSE_FROM = 40  # letters
FEWEST_TEXTS = 3
MOST_FIGURES = 5  # times fewer figures than texts


def is_prose(sheets: Sequence[Sheet]) -> bool:
    """Return whether the sheets hold sentences, and hardly a figure: descriptions of levels without marks."""
    texts = [cell.text.strip() for sheet in sheets for row in sheet for cell in row.cells.values() if cell.text.strip()]
    sentences = sum(len(text) >= PROSE_FROM and " " in text for text in texts)
    figures = sum(number(text) is not None for text in texts)
    return sentences >= FEWEST_TEXTS and figures * MOST_FIGURES <= sentences + figures
