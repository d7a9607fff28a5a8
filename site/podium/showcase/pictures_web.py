"""Pictures of the lessons on forms: fields, the way of the focus, contrast, and one page at four levels."""

from itertools import pairwise

from podium.showcase.paper import INK, LINE, PAPER, RED, SOFT, SURFACE, TEAL, TEAL_SOFT, Sheet

PALE = "#dcd8ce"


def label() -> bytes:
    """Draw a field whose words are gone while somebody types, and one whose label stays."""
    sheet = Sheet()
    for left, stays in ((90, False), (690, True)):
        sheet.card((left, 70, left + 500, 570))
        for top in (110, 310):
            _labelled(sheet, left + 40, top, stays=stays)
        (sheet.tick if stays else sheet.cross)(left + 250, 522)
    return sheet.png()


def _labelled(sheet: Sheet, left: float, top: float, *, stays: bool) -> None:
    if stays:
        sheet.bar((left, top, left + 190, top + 18), INK)
        sheet.bar((left, top + 32, left + 310, top + 42), SOFT)
    sheet.card((left, top + 60, left + 420, top + 130), edge=TEAL if stays else SOFT, width=4, radius=8)
    sheet.bar((left + 22, top + 88, left + 180, top + 102), INK)
    sheet.bar((left + 192, top + 78, left + 197, top + 112), TEAL, radius=2)


def keyboard() -> bytes:
    """Draw the way of the focus through a form: from field to field and into the button, one ring at each step."""
    sheet = Sheet()
    sheet.card((330, 30, 950, 610))
    tops = (86, 226, 366)
    for number, top in enumerate(tops):
        sheet.bar((400, top - 28, 560, top - 14), INK)
        sheet.card((400, top, 880, top + 72), edge=SOFT, radius=8)
        if number == 1:
            sheet.card((389, top - 11, 891, top + 83), fill=SURFACE, edge=TEAL, width=6, radius=14)
            sheet.card((400, top, 880, top + 72), edge=SOFT, radius=8)
            sheet.bar((422, top + 29, 620, top + 43), INK)
    sheet.bar((400, 494, 620, 570), TEAL, radius=10)
    sheet.bar((450, 526, 570, 538), SURFACE)
    _way(sheet, [*(top + 36 for top in tops), 532])
    return sheet.png()


def _way(sheet: Sheet, heights: list[int]) -> None:
    for above, below in pairwise(heights):
        sheet.arrow([(235, above + 26), (235, below - 44)], TEAL, 5)
    for number, height in enumerate(heights):
        sheet.ring(235, height, 22, TEAL if number == 1 else SURFACE, TEAL, 5)
        sheet.dashes((270, height), (375, height), TEAL, 3)


def contrast() -> bytes:
    """Draw the same words three times: too pale, just enough and strong, each with what a meter says."""
    sheet = Sheet()
    for left, words, strength in ((70, PALE, 1), (470, "#757d79", 2), (870, INK, 3)):
        sheet.card((left, 80, left + 340, 560))
        for number, width in enumerate((250, 210, 260, 180)):
            sheet.bar((left + 40, 130 + number * 54, left + 40 + width, 154 + number * 54), words)
        for step in range(3):
            filled = step < strength
            height = 34 + step * 26
            box = (left + 40 + step * 62, 500 - height, left + 90 + step * 62, 500)
            colour = RED if strength == 1 else TEAL
            sheet.bar(box, colour if filled else PALE, radius=4)
        (sheet.cross if strength == 1 else sheet.tick)(left + 282, 474)
    return sheet.png()


def page_0() -> bytes:
    """Draw a page on which everything has the same weight."""
    sheet = _page()
    for row in range(4):
        for column in range(4):
            left, top = 250 + column * 200, 100 + row * 118
            sheet.card((left, top, left + 180, top + 98), fill=PAPER, edge=SOFT, radius=4)
            sheet.bar((left + 20, top + 26, left + 160, top + 40), SOFT)
            sheet.bar((left + 20, top + 58, left + 160, top + 72), SOFT)
    return sheet.png()


def page_1() -> bytes:
    """Draw a page whose main action can be found after a search."""
    sheet = _page()
    sheet.bar((260, 105, 640, 131), INK)
    for row in range(3):
        for column in range(3):
            left, top = 260 + column * 260, 170 + row * 118
            sheet.card((left, top, left + 240, top + 98), fill=PAPER, edge=SOFT, radius=4)
            sheet.bar((left + 20, top + 26, left + 190, top + 38), SOFT)
            sheet.bar((left + 20, top + 56, left + 150, top + 68), SOFT)
    sheet.card((900, 528, 1020, 572), fill=PAPER, edge=TEAL, width=3, radius=6)
    sheet.bar((925, 545, 995, 555), TEAL)
    return sheet.png()


def page_2() -> bytes:
    """Draw a page that leads from heading to action and from there to the rest."""
    sheet = _page()
    _lead(sheet, 270, 110, 1.0)
    for column in range(3):
        left = 270 + column * 260
        sheet.card((left, 410, left + 230, 560), fill=PAPER, edge=LINE, radius=8)
        sheet.bar((left + 20, 435, left + 150, 451), INK)
        sheet.bar((left + 20, 475, left + 200, 485), SOFT)
        sheet.bar((left + 20, 503, left + 170, 513), SOFT)
    return sheet.png()


def page_3() -> bytes:
    """Draw the same clear order on a wide screen and on a telephone."""
    sheet = Sheet()
    sheet.card((60, 50, 870, 590))
    sheet.bar((60, 50, 870, 84), TEAL_SOFT, radius=10)
    _lead(sheet, 110, 130, 1.0)
    for column in range(3):
        left = 110 + column * 245
        sheet.card((left, 430, left + 215, 550), fill=PAPER, edge=LINE, radius=8)
        sheet.bar((left + 20, 455, left + 140, 471), INK)
        sheet.bar((left + 20, 497, left + 180, 507), SOFT)
    sheet.card((950, 50, 1210, 590), radius=26)
    _lead(sheet, 985, 100, 0.62)
    for row in range(2):
        top = 350 + row * 110
        sheet.card((985, top, 1175, top + 92), fill=PAPER, edge=LINE, radius=8)
        sheet.bar((1003, top + 24, 1105, top + 38), INK)
        sheet.bar((1003, top + 58, 1155, top + 66), SOFT)
    return sheet.png()


def _page() -> Sheet:
    sheet = Sheet()
    sheet.card((200, 40, 1080, 600))
    sheet.bar((200, 40, 1080, 74), TEAL_SOFT, radius=10)
    return sheet


def _lead(sheet: Sheet, left: float, top: float, scale: float) -> None:
    """Draw a large heading, a line below it and one strong button."""
    wide = 480 if scale == 1 else 300
    sheet.bar((left, top, left + wide * scale, top + 52 * scale), INK, radius=8)
    sheet.bar((left, top + 84 * scale, left + wide * 0.8 * scale, top + 102 * scale), SOFT)
    sheet.bar((left, top + 118 * scale, left + wide * 0.6 * scale, top + 136 * scale), SOFT)
    sheet.bar((left, top + 170 * scale, left + 250 * scale, top + 246 * scale), TEAL, radius=10)
    sheet.bar((left + 60 * scale, top + 200 * scale, left + 190 * scale, top + 216 * scale), SURFACE)


DRAWINGS = {
    "label": label,
    "keyboard": keyboard,
    "contrast": contrast,
    "page_0": page_0,
    "page_1": page_1,
    "page_2": page_2,
    "page_3": page_3,
}
