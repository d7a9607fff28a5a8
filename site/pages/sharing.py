"""What others see of a page where somebody shares a link to it, and which address is its own."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language

from pages.cards.drawing import Card
from pages.cards.register import PAGE, SITE, address_of, card_of_page, card_of_site
from pages.language_links import tail_of
from pages.models import BasePage

# As Open Graph writes the languages of the site.
LOCALES = {"en": "en_GB", "ru": "ru_RU", "kk": "kk_KZ"}
RENDITION = "fill-1200x630|format-jpeg"


@dataclass(frozen=True, slots=True)
class Sharing:
    """The page's own address, the picture beside a link to it, and its language as Open Graph writes it."""

    url: str
    image: str
    image_alt: str
    locale: str


def for_address(request: HttpRequest) -> Sharing:
    """Return what is shared of a plain view: its address without what was asked for behind it, and the site's card."""
    language = get_language() or settings.LANGUAGE_CODE
    card = card_of_site(language)
    return _with_card(request, request.path, address_of(SITE, language, card), card)


def with_card(request: HttpRequest, kind: str, key: str, card: Card) -> Sharing:
    """Return what is shared of a plain view that has a card of its own."""
    return _with_card(request, request.path, address_of(kind, key, card), card)


def for_page(page: BasePage, request: HttpRequest) -> Sharing:
    """Return what is shared of a Wagtail page: the picture that its editor chose, else its card.

    A page that stands in for a missing translation shares the address of its original.
    """
    own = ((page.alias_of.url if page.alias_of_id else page.url) or "") + tail_of(page, request)
    if page.social_image is not None:
        rendition = page.social_image.get_rendition(RENDITION)
        return Sharing(
            url=request.build_absolute_uri(own),
            image=request.build_absolute_uri(rendition.url),
            image_alt=page.social_image.default_alt_text,
            locale=_locale(),
        )
    card = card_of_page(page)
    return _with_card(request, own, address_of(PAGE, str(page.pk), card), card)


def _with_card(request: HttpRequest, path: str, image: str, card: Card) -> Sharing:
    words = ". ".join(word.rstrip(".") for word in (card.kind, card.title, *card.facts) if word)
    return Sharing(request.build_absolute_uri(path), request.build_absolute_uri(image), words, _locale())


def _locale() -> str:
    language = get_language() or settings.LANGUAGE_CODE
    return LOCALES.get(language, language)
