"""Which pages public lists show: those that are live, behind no restriction, and that nobody who knows better leaves out.

Pages stand below championships and coaching and may not import them, so whoever closes pages registers a condition, from
`ready()` of its configuration.
"""

from collections.abc import Callable

from django.db.models import Q
from wagtail.query import PageQuerySet

Condition = Callable[[], Q]

_conditions: dict[Condition, str] = {}


def register_condition(condition: Condition, number: str) -> None:
    """Leave out of all lists from now on what `condition` describes; registering it again changes nothing.

    What it describes changes with this `number` (`pages/kept_answers.py`), or by what editors do.
    """
    _conditions[condition] = number


def numbers() -> list[str]:
    """Return the names of the numbers that public lists change with."""
    return list(_conditions.values())


def listed(pages: PageQuerySet) -> PageQuerySet:
    """Return those of `pages` that everybody may read now."""
    pages = pages.live().public()
    for condition in _conditions:
        pages = pages.exclude(condition())
    return pages
