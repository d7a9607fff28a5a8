"""Pictures to judge by: one table, laid as well as each score says, and napkins as well as another."""

from collections.abc import Callable

from podium.showcase.paper import INK, LINE, SIZE, SOFT, SURFACE, TEA, TEAL, TEAL_SOFT, Sheet

CLOTH = (150, 60, 1130, 590)
COLUMNS = (356, 924)
MIDDLE_X, MIDDLE_Y = SIZE[0] / 2, 325
# For each place on the table: how far plate, fork, knife and glass are from where they belong, in pixels.
ASKEW = {
    0: ((46, -38, 0, 60), (-30, 52, 40, -20)),
    1: ((0, -14, 10, 12), (12, 8, -16, 0)),
    2: ((0, 0, 0, 0), (0, 0, 0, 0)),
    3: ((0, 0, 0, 0), (0, 0, 0, 0)),
}


def table(laid: int, folded: int) -> bytes:
    """Draw a table for two from above, laid as the score `laid` says, with napkins of the score `folded`."""
    sheet = Sheet()
    sheet.card(CLOTH, fill=SURFACE, edge=SOFT, width=3, radius=6)
    sheet.line([(CLOTH[0], MIDDLE_Y), (CLOTH[2], MIDDLE_Y)], LINE, 2)
    for place, (x, (plate, fork, knife, glass)) in enumerate(zip(COLUMNS, ASKEW[laid], strict=True)):
        _plate(sheet, x, MIDDLE_Y + plate)
        _fork(sheet, x - 128, MIDDLE_Y + fork)
        if laid or not place:
            _knife(sheet, x + 122, MIDDLE_Y + knife)
        _glass(sheet, x + 128, MIDDLE_Y - 150 + glass, lies=laid == 0 and place == 1)
        _napkin(sheet, x, MIDDLE_Y + plate, folded if folded != 1 or place else 2)
    if laid == 0:
        _stain(sheet)
    if laid == 3:  # noqa: PLR2004 -- the highest score
        _flowers(sheet)
    return sheet.png()


def _plate(sheet: Sheet, x: float, y: float) -> None:
    sheet.ring(x, y, 92, SURFACE, SOFT, 4)
    sheet.ring(x, y, 64, None, LINE, 3)


def _fork(sheet: Sheet, x: float, y: float) -> None:
    sheet.line([(x, y - 40), (x, y + 95)], INK, 7)
    for tine in (-14, 0, 14):
        sheet.line([(x + tine, y - 95), (x + tine, y - 52)], INK, 5)
    sheet.line([(x - 14, y - 52), (x, y - 36), (x + 14, y - 52)], INK, 5)


def _knife(sheet: Sheet, x: float, y: float) -> None:
    sheet.shape([(x - 2, y - 95), (x + 10, y - 80), (x + 10, y + 12), (x - 2, y + 12)], SOFT)
    sheet.bar((x - 3, y + 12, x + 11, y + 95), INK, radius=5)


def _glass(sheet: Sheet, x: float, y: float, *, lies: bool) -> None:
    if lies:
        sheet.shape([(x - 60, y - 26), (x + 10, y - 12), (x + 10, y + 16), (x - 60, y + 30)], TEAL_SOFT)
        sheet.line([(x + 10, y + 2), (x + 52, y + 2)], TEAL, 5)
        sheet.line([(x + 52, y - 22), (x + 52, y + 26)], TEAL, 6)
        return
    sheet.ring(x, y, 38, TEAL_SOFT, TEAL, 4)
    sheet.ring(x, y, 22, None, TEAL, 3)


def _napkin(sheet: Sheet, x: float, y: float, folded: int) -> None:
    """Draw a napkin on the plate: crumpled, soft, a sharp triangle, or a fan."""
    if folded == 0:
        sheet.shape(
            [(x - 52, y + 20), (x - 30, y - 26), (x + 6, y - 12), (x + 44, y - 34), (x + 56, y + 30)], TEAL_SOFT
        )
        sheet.line([(x - 40, y + 8), (x - 4, y + 2), (x + 40, y + 16)], TEAL, 4)
    elif folded == 1:
        sheet.shape(
            [(x - 48, y + 38), (x - 20, y - 12), (x + 10, y - 34), (x + 32, y - 4), (x + 58, y + 30)], TEAL_SOFT
        )
        sheet.line([(x - 48, y + 38), (x - 20, y - 12), (x + 10, y - 34), (x + 32, y - 4), (x + 58, y + 30)], TEAL, 4)
    else:
        _sharp(sheet, x, y, fan=folded == 3)  # noqa: PLR2004 -- the highest score


def _sharp(sheet: Sheet, x: float, y: float, *, fan: bool) -> None:
    sheet.shape([(x - 54, y + 40), (x, y - 50), (x + 54, y + 40)], TEAL)
    if fan:
        for fold in (-36, -18, 0, 18, 36):
            sheet.line([(x, y - 50), (x + fold, y + 40)], TEAL_SOFT, 4)
        sheet.bar((x - 58, y + 36, x + 58, y + 48), TEA, radius=4)
    else:
        sheet.line([(x, y - 50), (x, y + 40)], TEAL_SOFT, 4)


def _stain(sheet: Sheet) -> None:
    sheet.round((570, 420, 680, 490), "#e2c6ab")
    sheet.round((596, 434, 652, 474), "#d3ab86")


def _flowers(sheet: Sheet) -> None:
    sheet.ring(MIDDLE_X, MIDDLE_Y, 46, TEAL_SOFT, TEAL, 4)
    for across, down in ((-24, -14), (22, -20), (0, 8), (-18, 22), (26, 18)):
        sheet.ring(MIDDLE_X + across, MIDDLE_Y + down, 15, TEA)
        sheet.ring(MIDDLE_X + across, MIDDLE_Y + down, 5, SURFACE)
    for side in (-190, 190):
        sheet.ring(MIDDLE_X + side / 1.9, MIDDLE_Y, 17, SURFACE, TEAL, 4)
        sheet.ring(MIDDLE_X + side / 1.9, MIDDLE_Y, 6, TEA)


def _drawing(laid: int, folded: int) -> Callable[[], bytes]:
    return lambda: table(laid, folded)


DRAWINGS = {
    "judge_table_1": _drawing(2, 1),
    "judge_table_2": _drawing(0, 2),
    "judge_table_3": _drawing(3, 3),
    "judge_table_4": _drawing(1, 0),
    **{f"example_table_{score}": _drawing(score, max(2, score)) for score in range(4)},
}
