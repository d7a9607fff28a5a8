"""The results of a rehearsal: plainly invented, the same shape as real ones, ties among them. No real name is in them."""

from django.utils.translation import gettext as _

from championships.events.reveal.people import ShownLine
from championships.events.reveal.steps import RevealLine, RevealSkill
from championships.marking import Medal

LINES = 9
# Place, medal and points of each line; every other skill has a shared silver and no bronze.
_USUAL = (
    (1, Medal.GOLD, 742),
    (2, Medal.SILVER, 731),
    (3, Medal.BRONZE, 722),
    (4, Medal.MEDALLION, 715),
    (5, Medal.MEDALLION, 708),
    (6, None, 698),
    (7, None, 690),
    (8, None, 681),
    (9, None, 660),
)
_TIED = ((1, Medal.GOLD, 751), (2, Medal.SILVER, 730), (2, Medal.SILVER, 729), *_USUAL[3:])


def rehearsal_skills(skills: list[int]) -> list[RevealSkill]:
    """Return invented results for the contested skills with these keys; the keys of their lines are below zero."""
    return [RevealSkill(key, _lines(number)) for number, key in enumerate(skills)]


def _lines(number: int) -> list[RevealLine]:
    shape = _TIED if number % 2 else _USUAL
    return [
        RevealLine(-(number * LINES + place + 1), position, medal, str(place % 4), score)
        for place, (position, medal, score) in enumerate(shape)
    ]


def rehearsal_line(key: int) -> ShownLine:
    """Return the invented line with this key."""
    number, place = divmod(-key - 1, LINES)
    position, medal, score = (_TIED if number % 2 else _USUAL)[place]
    return ShownLine(
        key=key,
        position=position,
        medal=medal.value if medal else "",
        name=_("Competitor %(number)s") % {"number": -key},
        organisation=_("College %(number)s") % {"number": place % 4 + 1},
        member=_("College %(number)s") % {"number": place % 4 + 1},
        total=None,
        score=score,
    )
