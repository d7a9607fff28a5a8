"""The demo's pictures, drawn here line by line."""

from django.core.files.base import ContentFile

from media.models import CustomImage
from people.models import User
from podium.showcase import pictures_judging, pictures_mentors, pictures_pages, pictures_service, pictures_web
from podium.showcase.paper import INK, LINE, PAPER, RED, RED_SOFT, SIZE, SOFT, SURFACE, TEA, TEAL, TEAL_SOFT, Sheet


def form() -> bytes:
    """Draw one form twice: with a red frame alone, and with words."""
    sheet = Sheet()
    for left, helpful in ((90, False), (690, True)):
        sheet.card((left, 60, left + 500, 580))
        if helpful:
            sheet.card((left + 40, 95, left + 460, 165), fill=RED_SOFT, edge=RED)
            sheet.round((left + 60, 116, left + 88, 144), RED)
            sheet.bar((left + 106, 114, left + 330, 124), RED)
            sheet.bar((left + 106, 136, left + 260, 144), INK)
        _field(sheet, left + 40, 190, wrong=True, helpful=helpful)
        _field(sheet, left + 40, 340, wrong=False, helpful=helpful)
        sheet.bar((left + 40, 500, left + 190, 548), TEAL, radius=8)
        sheet.bar((left + 75, 519, left + 155, 529), SURFACE)
    return sheet.png()


def _field(sheet: Sheet, left: float, top: float, *, wrong: bool, helpful: bool) -> None:
    sheet.bar((left, top, left + 130, top + 12), INK)
    edge, width = (RED, 4) if wrong else (SOFT, 2)
    sheet.card((left, top + 26, left + 420, top + 80), edge=edge, width=width, radius=8)
    if helpful or not wrong:
        sheet.bar((left + 20, top + 47, left + 210, top + 59), SOFT)
    if wrong and helpful:
        sheet.shape([(left, top + 114), (left + 12, top + 92), (left + 24, top + 114)], RED)
        sheet.bar((left + 36, top + 98, left + 330, top + 110), RED)


def cups() -> bytes:
    """Draw four cups filled to one line, and a pot that pours into the last."""
    sheet = Sheet()
    sheet.bar((70, 520, 1210, 532), LINE)
    for number in range(4):
        _cup(sheet, 120 + number * 215)
    sheet.line([(100, 402), (960, 402)], TEAL, 3)
    for place in range(100, 960, 26):
        sheet.line([(place + 14, 402), (place + 26, 402)], PAPER, 4)
    _pot(sheet)
    return sheet.png()


def _cup(sheet: Sheet, left: float) -> None:
    sheet.round((left - 30, 486, left + 190, 526), TEAL_SOFT, SOFT, 2)
    sheet.shape([(left, 360), (left + 160, 360), (left + 122, 500), (left + 38, 500)], SURFACE)
    sheet.shape([(left + 13, 404), (left + 147, 404), (left + 121, 494), (left + 39, 494)], TEA)
    outline = [(left, 360), (left + 38, 500), (left + 122, 500), (left + 160, 360), (left, 360)]
    sheet.line(outline, INK, 4)


def _pot(sheet: Sheet) -> None:
    sheet.line([(846, 262), (846, 404)], TEA, 8)
    sheet.shape([(836, 250), (850, 236), (960, 262), (950, 306)], TEAL)
    sheet.round((1070, 150, 1190, 290), None, TEAL, 18)
    sheet.round((920, 120, 1130, 320), TEAL)
    sheet.bar((975, 104, 1075, 126), TEAL, radius=10)
    sheet.round((1010, 78, 1040, 108), TEAL)
    sheet.line([(950, 180), (980, 148)], TEAL_SOFT, 8)


DRAWINGS = {
    "form": form,
    "cups": cups,
    **pictures_web.DRAWINGS,
    **pictures_service.DRAWINGS,
    **pictures_mentors.DRAWINGS,
    **pictures_judging.DRAWINGS,
    **pictures_pages.DRAWINGS,
}


def picture(name: str, description: str, author: User) -> CustomImage:
    """Return the picture `name`, drawn now if it is not here."""
    title = f"Podium demo: {name}"
    present = CustomImage.objects.filter(title=title).first()
    if present:
        return present
    file = ContentFile(DRAWINGS[name](), name=f"podium-demo-{name}.png")
    fields = {"description": description[:255], "credit": "Podium", "uploaded_by_user": author}
    return CustomImage.objects.create(title=title, file=file, width=SIZE[0], height=SIZE[1], **fields)
