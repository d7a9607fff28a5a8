"""Pictures of the lessons on serving guests: places, one table at four levels, tea in two rounds, drinks beside dishes."""

from podium.showcase.paper import INK, LINE, MIDDLE, RED, RED_SOFT, SOFT, SURFACE, TEA, TEAL, TEAL_SOFT, Sheet

CLOTH = "#ffffff"
METAL = "#6d7672"


def place() -> bytes:
    """Draw one place from above with its measures: everything ends on one line, one centimetre from the edge."""
    sheet = Sheet()
    sheet.bar((60, 40, 1220, 560), CLOTH, radius=4)
    sheet.line([(60, 560), (1220, 560)], INK, 6)
    _plate(sheet, 640, 320, 170)
    _fork(sheet, 330, 190, 510)
    _fork(sheet, 410, 190, 510)
    _knife(sheet, 870, 190, 510)
    _knife(sheet, 950, 190, 510)
    _glass_above(sheet, 900, 110, 50)
    sheet.dashes((250, 510), (1030, 510), TEAL)
    sheet.arrow([(1080, 590), (1080, 566)], TEAL, 5)
    sheet.arrow([(1080, 470), (1080, 506)], TEAL, 5)
    sheet.line([(1040, 510), (1120, 510)], TEAL, 5)
    sheet.tick(150, 130)
    return sheet.png()


def _plate(sheet: Sheet, x: float, y: float, radius: float) -> None:
    sheet.ring(x, y, radius, SURFACE, SOFT, 4)
    sheet.ring(x, y, radius * 0.68, SURFACE, LINE, 3)


def _fork(sheet: Sheet, x: float, top: float, bottom: float) -> None:
    size = (bottom - top) / 320
    for shift in (-14, -5, 5, 14):
        sheet.line([(x + shift * size, top), (x + shift * size, top + 80 * size)], METAL, max(2, round(5 * size)))
    sheet.bar((x - 17 * size, top + 70 * size, x + 17 * size, top + 110 * size), METAL, radius=6)
    sheet.bar((x - 6 * size, top + 100 * size, x + 6 * size, bottom), METAL, radius=4)


def _knife(sheet: Sheet, x: float, top: float, bottom: float) -> None:
    size = (bottom - top) / 320
    blade = [(x + 8 * size, top), (x - 12 * size, top + 60 * size), (x - 12 * size, top + 170 * size)]
    sheet.shape([*blade, (x + 8 * size, top + 170 * size)], METAL)
    sheet.bar((x - 6 * size, top + 165 * size, x + 8 * size, bottom), METAL, radius=4)


def _glass_above(sheet: Sheet, x: float, y: float, radius: float) -> None:
    sheet.ring(x, y, radius, TEAL_SOFT, TEAL, 4)
    sheet.ring(x, y, radius * 0.6, None, TEAL, 2)


def table_0() -> bytes:
    """Draw a table on which things are missing or stand at random."""
    sheet = _table(skew=26)
    _cover(sheet, 640, 190, flip=True, shift=34, glass=False)
    _cover(sheet, 640, 450, flip=False, shift=-28)
    _cover(sheet, 400, 320, flip=False, fork=False, shift=18)
    _plate(sheet, 905, 292, 52)
    return sheet.png()


def table_1() -> bytes:
    """Draw a table that is complete and clean, yet stands unevenly."""
    sheet = _table()
    for x, y, shift in ((500, 195, 16), (800, 180, -12), (480, 455, -14), (775, 465, 20)):
        _cover(sheet, x, y, flip=y < MIDDLE, shift=shift)
    return sheet.png()


def table_2() -> bytes:
    """Draw a table in balance: every place alike, everything in line."""
    sheet = _table()
    _four(sheet)
    return sheet.png()


def table_3() -> bytes:
    """Draw the same balance with napkins that stand and a branch in the middle."""
    sheet = _table()
    _four(sheet, napkins=True)
    sheet.line([(596, 323), (640, 316), (686, 321)], TEAL, 5)
    for x, y, up in ((606, 320, 1), (628, 318, -1), (652, 317, 1), (676, 320, -1)):
        sheet.round((x - 14, y - 7 - 12 * up, x + 14, y + 7 - 12 * up), TEAL)
    for x in (470, 810):
        sheet.ring(x, 320, 15, TEAL_SOFT, TEAL, 4)
    return sheet.png()


def _four(sheet: Sheet, *, napkins: bool = False) -> None:
    for x in (490, 790):
        for y in (190, 450):
            _cover(sheet, x, y, flip=y < MIDDLE, napkin=napkins)


def _table(skew: float = 0) -> Sheet:
    sheet = Sheet()
    for x in (430, 730):
        for y in (24, 566):
            sheet.card((x, y, x + 120, y + 50), fill=TEAL_SOFT, edge=SOFT, radius=16)
    corners = [(250, 70 + skew), (1030, 70 - skew / 2), (1030, 570 - skew), (250, 570 + skew / 2)]
    sheet.shape(corners, CLOTH)
    sheet.line([*corners, corners[0]], SOFT, 3)
    return sheet


def _cover(
    sheet: Sheet,
    x: float,
    y: float,
    *,
    flip: bool,
    shift: float = 0,
    fork: bool = True,
    glass: bool = True,
    napkin: bool = False,
) -> None:
    """Draw one place around its plate; `flip` turns it towards a guest on the far side."""
    side = -1 if flip else 1
    _plate(sheet, x, y, 62)
    if fork:
        _fork(sheet, x - 88 * side, y - 58 + shift, y + 62 + shift)
    _knife(sheet, x + 88 * side, y - 58 - shift / 2, y + 62 - shift / 2)
    if glass:
        _glass_above(sheet, x + (64 + shift) * side, y - 92 * side, 20)
    if napkin:
        sheet.shape([(x - 26, y + 20), (x, y - 34), (x + 26, y + 20)], TEAL)
        sheet.shape([(x, y - 34), (x + 26, y + 20), (x, y + 20)], "#3f8087")


def rounds() -> bytes:
    """Draw four glasses of tea that are filled in two rounds: there by half, and back to the line."""
    sheet = Sheet()
    sheet.bar((90, 520, 1190, 532), LINE)
    for number in range(4):
        left = 170 + number * 250
        sheet.shape([(left + 12, 330), (left + 178, 330), (left + 150, 420), (left + 40, 420)], "#b97a42")
        sheet.shape([(left + 40, 420), (left + 150, 420), (left + 128, 510), (left + 62, 510)], TEA)
        outline = [(left, 270), (left + 62, 514), (left + 128, 514), (left + 190, 270)]
        sheet.line(outline, INK, 5)
        sheet.dashes((left + 40, 420), (left + 150, 420), SURFACE, 4)
    sheet.arrow([(265, 590), (1060, 590)], TEA, 8)
    sheet.arrow([(1015, 190), (225, 190)], "#b97a42", 8)
    for number in range(4):
        sheet.ring(265 + number * 250, 590, 13, TEA)
        sheet.ring(265 + number * 250, 190, 13, "#b97a42")
    return sheet.png()


def spout() -> bytes:
    """Draw from above how a pot is carried past guests: its spout points away from them and from whoever carries it."""
    sheet = Sheet()
    sheet.ring(330, 320, 210, CLOTH, SOFT, 4)
    for x, y in ((330, 70), (330, 570), (80, 320)):
        sheet.ring(x, y, 46, TEAL_SOFT, TEAL, 4)
    sheet.card((760, 230, 1000, 410), fill=LINE, edge=SOFT, radius=30)
    sheet.ring(870, 320, 66, TEAL)
    sheet.ring(870, 320, 18, TEAL_SOFT)
    sheet.shape([(925, 296), (1010, 310), (1010, 330), (925, 344)], TEAL)
    sheet.round((776, 296, 816, 344), None, TEAL, 12)
    sheet.shape([(1022, 320), (1190, 240), (1190, 400)], RED_SOFT)
    sheet.line([(1190, 240), (1022, 320), (1190, 400)], RED, 5)
    sheet.ring(640, 320, 52, INK)
    sheet.line([(650, 285), (770, 262)], INK, 16)
    sheet.line([(650, 355), (770, 378)], INK, 16)
    sheet.tick(640, 560)
    return sheet.png()


def pairing() -> bytes:
    """Draw three dishes from light to rich, each with a drink without alcohol of the same weight."""
    sheet = Sheet()
    sheet.bar((60, 470, 1220, 482), LINE)
    dishes = (("#c8d7a8", "#eef0d2", 1), ("#d9a25f", "#e8b765", 2), ("#7c3f2a", "#8f2e3a", 3))
    for number, (food, drink, weight) in enumerate(dishes):
        left = 70 + number * 400
        sheet.round((left, 380, left + 230, 472), SURFACE, SOFT, 4)
        sheet.round((left + 45, 376 - weight * 14, left + 185, 430), food)
        _drink(sheet, left + 300, drink)
        for step in range(3):
            height = 20 + step * 18
            box = (left + 80 + step * 62, 590 - height, left + 130 + step * 62, 590)
            sheet.bar(box, TEAL if step < weight else "#dcd8ce", radius=4)
    return sheet.png()


def _drink(sheet: Sheet, x: float, colour: str) -> None:
    sheet.shape([(x - 54, 230), (x + 54, 230), (x + 44, 462), (x - 44, 462)], colour)
    sheet.line([(x - 60, 130), (x - 44, 466), (x + 44, 466), (x + 60, 130)], INK, 5)
    sheet.line([(x - 10, 420), (x + 34, 96), (x + 62, 84)], TEAL, 6)


DRAWINGS = {
    "place": place,
    "table_0": table_0,
    "table_1": table_1,
    "table_2": table_2,
    "table_3": table_3,
    "rounds": rounds,
    "spout": spout,
    "pairing": pairing,
}
