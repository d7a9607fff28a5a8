"""Pictures to judge by: five pages on which the eye finds what matters first, or does not."""

from podium.showcase.paper import INK, LINE, PAPER, SOFT, SURFACE, TEAL, TEAL_SOFT, Sheet

PALE = "#dcd8ce"


def _screen(sheet: Sheet, left: float, right: float) -> None:
    sheet.card((left, 40, right, 600))
    sheet.bar((left, 40, right, 74), TEAL_SOFT, radius=10)


def _lines(sheet: Sheet, left: float, top: float, widths: tuple[float, ...]) -> None:
    for number, width in enumerate(widths):
        sheet.bar((left, top + number * 28, left + width, top + number * 28 + 12), SOFT)


def _button(sheet: Sheet, left: float, top: float, width: float = 200, *, height: float = 64) -> None:
    sheet.bar((left, top, left + width, top + height), TEAL, radius=10)
    sheet.bar((left + width * 0.25, top + height / 2 - 6, left + width * 0.75, top + height / 2 + 6), SURFACE)


def beside() -> bytes:
    """Draw a page with a picture on the left, and heading, lines and a filled button on the right."""
    sheet = Sheet()
    _screen(sheet, 200, 1080)
    sheet.bar((240, 110, 600, 380), TEAL_SOFT)
    sheet.shape([(240, 380), (360, 230), (450, 320), (520, 260), (600, 380)], "#86b3b6")
    sheet.bar((650, 120, 1030, 164), INK, radius=8)
    _lines(sheet, 650, 196, (340, 300, 320))
    _button(sheet, 650, 310)
    for column in range(3):
        left = 240 + column * 275
        sheet.bar((left, 430, left + 150, 446), INK)
        _lines(sheet, left, 474, (230, 190, 210))
    return sheet.png()


def rivals() -> bytes:
    """Draw a page with three headings of one size and three filled buttons, side by side."""
    sheet = Sheet()
    _screen(sheet, 200, 1080)
    for column in range(3):
        left = 235 + column * 280
        sheet.card((left, 110, left + 250, 560), fill=PAPER, edge=INK, width=4, radius=8)
        sheet.bar((left + 24, 140, left + 226, 184), INK, radius=8)
        _lines(sheet, left + 24, 220, (200, 180, 200, 170))
        _button(sheet, left + 24, 360, 202)
        _button(sheet, left + 24, 450, 202)
    return sheet.png()


def banner() -> bytes:
    """Draw a page that a large picture fills; a small heading stands below it, and a pale link at the very end."""
    sheet = Sheet()
    _screen(sheet, 200, 1080)
    sheet.bar((230, 96, 1050, 400), TEAL_SOFT)
    sheet.shape([(230, 400), (450, 200), (600, 320), (780, 170), (1050, 400)], "#86b3b6")
    sheet.bar((230, 430, 480, 452), INK)
    _lines(sheet, 230, 478, (700, 620))
    sheet.bar((890, 556, 1040, 568), PALE)
    return sheet.png()


def both() -> bytes:
    """Draw a page for a wide screen and for a telephone, in one order: heading, search, first results."""
    sheet = Sheet()
    _screen(sheet, 60, 870)
    sheet.bar((100, 108, 520, 156), INK, radius=8)
    sheet.card((100, 184, 600, 252), edge=SOFT, width=3, radius=8)
    _button(sheet, 620, 184, 200, height=68)
    for row in range(3):
        top = 300 + row * 92
        sheet.bar((100, top, 170, top + 60), TEAL_SOFT)
        sheet.bar((196, top + 6, 420, top + 22), INK)
        sheet.bar((196, top + 38, 620, top + 48), SOFT)
        sheet.line([(100, top + 76), (830, top + 76)], LINE, 2)
    _phone_search(sheet)
    return sheet.png()


def _phone_search(sheet: Sheet) -> None:
    sheet.card((950, 40, 1210, 600), radius=26)
    sheet.bar((980, 84, 1160, 114), INK, radius=8)
    sheet.card((980, 136, 1180, 186), edge=SOFT, width=3, radius=8)
    _button(sheet, 980, 200, 200, height=56)
    for row in range(3):
        top = 296 + row * 96
        sheet.bar((980, top, 1025, top + 46), TEAL_SOFT)
        sheet.bar((1042, top + 4, 1150, top + 18), INK)
        sheet.bar((1042, top + 32, 1180, top + 41), SOFT)
        sheet.line([(980, top + 68), (1180, top + 68)], LINE, 2)


def lost() -> bytes:
    """Draw a clear page on a wide screen whose telephone version pushes the button to the very end."""
    sheet = Sheet()
    _screen(sheet, 60, 870)
    sheet.bar((110, 120, 560, 172), INK, radius=8)
    _lines(sheet, 110, 206, (420, 360))
    _button(sheet, 110, 290, 240, height=72)
    for column in range(3):
        left = 110 + column * 245
        sheet.card((left, 420, left + 215, 550), fill=PAPER, edge=LINE, radius=8)
        sheet.bar((left + 20, 446, left + 140, 462), INK)
        _lines(sheet, left + 20, 490, (170,))
    sheet.card((950, 40, 1210, 600), radius=26)
    for row in range(4):
        top = 84 + row * 104
        sheet.card((980, top, 1180, top + 88), fill=PAPER, edge=LINE, radius=8)
        sheet.bar((998, top + 22, 1100, top + 36), INK)
        sheet.bar((998, top + 56, 1155, top + 65), SOFT)
    sheet.bar((980, 506, 1110, 522), INK)
    _button(sheet, 980, 540, 120, height=36)
    return sheet.png()


DRAWINGS = {
    "judge_page_1": beside,
    "judge_page_2": rivals,
    "judge_page_3": banner,
    "judge_page_4": both,
    "judge_page_5": lost,
}
