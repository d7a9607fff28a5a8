"""The programmes that there are, each once, in the reader's language where it is there in it."""

from collections.abc import Iterable
from uuid import UUID

from django.http import HttpRequest
from django.utils.translation import get_language

from coaching.training.models import ProgrammePage, TrainingIndexPage


def all_programmes() -> list[ProgrammePage]:
    """Return every live programme once, by its title. One query."""
    pages = ProgrammePage.objects.live().filter(alias_of=None).defer("body").select_related("locale").order_by("-pk")
    return sorted(_each_once(pages), key=lambda page: page.title.casefold())


def programme_with(key: UUID) -> ProgrammePage | None:
    """Return the live programme with this key, in the reader's language or the one it was first written in."""
    pages = ProgrammePage.objects.live().filter(translation_key=key).select_related("locale").order_by("-pk")
    return next(iter(_each_once(pages)), None)


def _each_once(pages: Iterable[ProgrammePage]) -> Iterable[ProgrammePage]:
    language = get_language()
    found: dict[UUID, ProgrammePage] = {}
    for page in pages:
        known = found.get(page.translation_key)
        if known is None or known.locale.language_code != language:
            found[page.translation_key] = page
    return found.values()


def catalogue_address(request: HttpRequest) -> str:
    """Return the address of the list of training in the reader's language, or nothing where there is none."""
    index = (
        TrainingIndexPage.objects.live().filter(locale__language_code=get_language()).select_related("locale").first()
    )
    return (index and index.get_url(request)) or ""
