"""Where cards come from: each kind of thing that is public says how its card reads, under a key of its own.

An address holds the hash of what the card says, so a browser and a proxy may keep the picture for ever; words that
change get another address. Nobody can have any words drawn: only what stands behind a key.
"""

import re
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from django.conf import settings
from django.core.cache import cache
from django.urls import reverse
from django.utils.translation import gettext, override
from wagtail.models import Page

from pages.cards.drawing import Card, draw
from pages.models import BasePage, HomePage
from pages.unlisted import listed

DAY_IN_SECONDS = 24 * 60 * 60
PAGE, SITE = "page", "site"
LOOKS_LIKE_A_KEY = re.compile(r"[0-9]{1,11}")
FindCard = Callable[[str], Card | None]
About = tuple[str, Sequence[str]]  # What kind of thing a page is, and its facts.
AnyPage = TypeVar("AnyPage", bound=BasePage)

_finders: dict[str, FindCard] = {}
_described: dict[type[BasePage], Callable[[Any], About]] = {}


def register_cards(kind: str, find: FindCard) -> None:
    """Let `find` return the card behind each key of `kind`: letters, digits and dashes; None for what is not public."""
    _finders[kind] = find


def describe_pages(model: type[AnyPage], about: Callable[[AnyPage], About]) -> None:
    """Let `about` say what kind of thing a page of `model` is and its facts, in the language that is active then."""
    _described[model] = about


def address_of(kind: str, key: str, card: Card) -> str:
    """Return the path of the picture of `card`."""
    return reverse("card", args=[kind, key, card.digest])


def find_card(kind: str, key: str) -> Card | None:
    """Return the card that stands behind a key now, or None where there is none for the public."""
    find = _finders.get(kind)
    return find(key) if find else None


def picture_of(card: Card) -> bytes:
    """Return the picture of `card`, drawn once in a day at most by each cache."""
    name = f"card:{card.digest}"
    drawn: bytes | None = cache.get(name)
    if drawn is None:
        drawn = draw(card)
        cache.set(name, drawn, DAY_IN_SECONDS)
    return drawn


def card_of_page(page: BasePage) -> Card:
    """Return what the card of `page` says, in the page's own language."""
    with override(page.locale.language_code):
        if isinstance(page, HomePage):
            return Card(" ".join(page.headline.split()), page.eyebrow)
        about = _described.get(type(page))
        kind, facts = about(page) if about else ("", ())
        return Card(page.title, kind, tuple(facts))


def card_of_site(language: str) -> Card:
    """Return the card of pages that have none of their own."""
    with override(language):
        return Card(gettext("Training, live marked practice and results for professional-skills championships."))


def _find_page(key: str) -> Card | None:
    page = listed(Page.objects.filter(pk=int(key))).specific().first() if LOOKS_LIKE_A_KEY.fullmatch(key) else None
    return card_of_page(page) if isinstance(page, BasePage) else None


def _find_site(key: str) -> Card | None:
    return card_of_site(key) if key in dict(settings.LANGUAGES) else None


register_cards(PAGE, _find_page)
register_cards(SITE, _find_site)
