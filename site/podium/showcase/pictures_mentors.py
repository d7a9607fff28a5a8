"""Pictures of the programme for mentors: schemes, plans, measures, scores, seats, time and the talk after it."""

from podium.showcase.paper import INK, LINE, LIVE, LIVE_SOFT, MIDDLE, RED, SOFT, SURFACE, TEAL, TEAL_SOFT, Sheet

PALE = "#dcd8ce"
RISING = (TEAL_SOFT, "#86b3b6", "#3f8087", TEAL)
LARGEST_GAP = 3


def gaps() -> bytes:
    """Draw five sections of a scheme as bars: what was reached in teal, what is still open in outline."""
    sheet = Sheet()
    rows = ((190, 150), (140, 120), (500, 330), (920, 410), (500, 430))
    for number, (whole, reached) in enumerate(rows):
        top = 60 + number * 106
        sheet.ring(110, top + 35, 30, TEAL if number == LARGEST_GAP else SURFACE, TEAL, 4)
        sheet.card((180, top, 180 + whole, top + 70), edge=SOFT, width=3, radius=6)
        sheet.bar((180, top, 180 + reached, top + 70), TEAL, radius=6)
    sheet.card((592, 372, 1106, 454), fill=TEAL_SOFT, edge=TEAL, width=6, radius=8)
    sheet.arrow([(1190, 200), (1190, 413), (1126, 413)], TEAL, 7)
    return sheet.png()


def backwards() -> bytes:
    """Draw a plan of twelve weeks read from its end: the day, the rehearsal, and the weeks that lead there."""
    sheet = Sheet()
    for week in range(12):
        left = 60 + week * 92
        height = 90 + (week // 3) * 66
        sheet.bar((left, 560 - height, left + 80, 560), RISING[week // 3], radius=4)
    sheet.line([(50, 564), (1230, 564)], INK, 5)
    sheet.line([(1190, 564), (1190, 110)], INK, 6)
    sheet.shape([(1190, 110), (1110, 140), (1190, 170)], TEAL)
    sheet.ring(928, 210, 20, SURFACE, TEAL, 7)
    sheet.dashes((928, 232), (928, 268), TEAL)
    sheet.arrow([(1085, 80), (110, 80)], TEAL, 7)
    return sheet.png()


def measuring() -> bytes:
    """Draw a measure with its band of tolerance: two readings inside it and one outside."""
    sheet = Sheet()
    sheet.bar((520, 90, 760, 500), TEAL_SOFT, radius=4)
    sheet.card((100, 500, 1180, 590), radius=6)
    for mark in range(28):
        x = 120 + mark * 38.7
        sheet.line([(x, 500), (x, 540 if mark % 5 == 0 else 520)], INK, 4 if mark % 5 == 0 else 3)
    for x, top, inside in ((600, 150, True), (700, 270, True), (880, 390, False)):
        colour = TEAL if inside else RED
        sheet.dashes((x, top + 30), (x, 498), colour)
        (sheet.tick if inside else sheet.cross)(x, top)
    for x in (520, 760):
        sheet.line([(x, 90), (x, 500)], TEAL, 4)
    return sheet.png()


def spread() -> bytes:
    """Draw three scores one step apart, which count, and three that lie further apart, which are given again."""
    sheet = Sheet()
    for left, scores in ((80, (2, 2, 3)), (690, (0, 2, 3))):
        close = max(scores) - min(scores) <= 1
        sheet.card((left, 50, left + 510, 590))
        for level in range(4):
            y = 450 - level * 105
            sheet.line([(left + 40, y), (left + 390, y)], PALE, 3)
            for dot in range(level + 1):
                sheet.bar((left + 440 + dot * 13, y - 22, left + 449 + dot * 13, y + 2), SOFT, radius=2)
        low, high = 450 - min(scores) * 105, 450 - max(scores) * 105
        sheet.bar((left + 44, high - 38, left + 386, low + 38), TEAL_SOFT if close else "#f8e3df", radius=36)
        for judge, score in enumerate(scores):
            sheet.ring(left + 100 + judge * 115, 450 - score * 105, 32, TEAL if close else RED)
        (sheet.tick if close else sheet.cross)(left + 215, 548)
    return sheet.png()


def seats() -> bytes:
    """Draw three judges and a coordinator: she takes the seat of the judge who comes from the competitor's college."""
    sheet = Sheet()
    sheet.card((70, 220, 330, 440), fill=TEAL, edge=TEAL, radius=16)
    _person(sheet, 200, 330, SURFACE)
    for y, own in ((120, False), (320, True), (520, False)):
        sheet.card((560, y - 80, 760, y + 80), fill="#f8e3df" if own else SURFACE, edge=RED if own else SOFT, radius=16)
        _person(sheet, 660, y, TEAL if own else INK)
        if not own:
            sheet.arrow([(545, y), (355, 290 + (y > MIDDLE) * 80)], SOFT, 5)
    sheet.line([(550, 330), (350, 330)], PALE, 6)
    sheet.cross(450, 330)
    sheet.card((1000, 240, 1200, 400), fill=TEAL_SOFT, edge=TEAL, width=4, radius=16)
    _person(sheet, 1100, 320, INK)
    sheet.arrow([(985, 320), (790, 320)], TEAL, 8)
    return sheet.png()


def _person(sheet: Sheet, x: float, y: float, colour: str) -> None:
    sheet.ring(x, y - 26, 26, colour)
    sheet.dome((x - 46, y + 8, x + 46, y + 104), colour)


def clock() -> bytes:
    """Draw the time of a room: reading, working, a pause that moves the end by its length, and the talk."""
    sheet = Sheet()
    for top, moved in ((110, 0), (340, 150)):
        sheet.bar((80, top, 230, top + 110), PALE, radius=6)
        sheet.bar((240, top, 520, top + 110), LIVE, radius=6)
        if moved:
            for shift in range(5):
                sheet.line([(534 + shift * 32, top + 106), (552 + shift * 32, top + 4)], SOFT, 5)
        sheet.bar((530 + moved * 1.15, top, 800 + moved * 1.15, top + 110), LIVE, radius=6)
        sheet.card((812 + moved * 1.15, top, 1020 + moved * 1.15, top + 110), fill=TEAL_SOFT, edge=TEAL, radius=6)
    sheet.dashes((806, 80), (806, 520), SOFT, 3)
    sheet.bar((975, 320, 981, 470), INK, radius=2)
    sheet.arrow([(806, 550), (970, 550)], LIVE, 8)
    sheet.ring(530, 550, 34, LIVE_SOFT, LIVE, 5)
    sheet.line([(530, 530), (530, 552), (546, 560)], LIVE, 5)
    return sheet.png()


def talk() -> bytes:
    """Draw a sheet of marks of which one is taken out, and the three steps that lead on from it."""
    sheet = Sheet()
    sheet.card((80, 50, 540, 590))
    shares = (1.0, 0.9, 0.35, 0.8, 1.0)
    least = min(shares)
    for number, reached in enumerate(shares):
        top = 95 + number * 96
        sheet.bar((120, top, 500, top + 48), PALE, radius=6)
        sheet.bar((120, top, 120 + 380 * reached, top + 48), TEAL if reached == least else SOFT, radius=6)
    sheet.card((104, 273, 516, 349), fill=SURFACE, edge=TEAL, width=6, radius=10)
    sheet.bar((120, 287, 500, 335), PALE, radius=6)
    sheet.bar((120, 287, 253, 335), TEAL, radius=6)
    sheet.arrow([(530, 311), (680, 311)], TEAL, 8)
    for step in range(3):
        left = 720 + step * 160
        sheet.bar((left, 480 - step * 130, left + 160, 590), (TEAL_SOFT, "#86b3b6", TEAL)[step], radius=4)
    sheet.line([(710, 592), (1210, 592)], LINE, 5)
    return sheet.png()


DRAWINGS = {
    "gaps": gaps,
    "backwards": backwards,
    "measuring": measuring,
    "spread": spread,
    "seats": seats,
    "clock": clock,
    "talk": talk,
}
