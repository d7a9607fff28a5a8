"""The programmes that may end with a document, and how far each is: without terms, or with so many documents."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Q

from coaching.certificates.models import ProgrammeTerms
from coaching.training.models import ProgrammePage


@dataclass(slots=True)
class Programme:
    """A programme in one of its languages, with its terms, if there are any; `hours` are those of its page."""

    key: UUID
    title: str
    hours: int
    terms: ProgrammeTerms | None = None
    standing: int = 0
    is_yours: bool = False


def programmes_in(language: str) -> list[Programme]:
    """Return every published programme once, in `language` where it is there in it, by title."""
    pages = ProgrammePage.objects.live().values_list("translation_key", "title", "hours", "locale__language_code")
    found: dict[UUID, Programme] = {}
    for key, title, hours, code in pages.order_by("pk"):
        if key not in found or code == language:
            found[key] = Programme(key, title, hours)
    return sorted(found.values(), key=lambda programme: programme.title.casefold())


def with_terms(programmes: list[Programme], organisation_ids: set[int]) -> list[Programme]:
    """Add the terms of each programme, how many documents stand, and whether they are those of the reader."""
    counted = Count("certificates", filter=Q(certificates__revoked_at=None))
    terms = ProgrammeTerms.objects.filter(programme_key__in=[programme.key for programme in programmes])
    known = {one.programme_key: one for one in terms.select_related("organisation").annotate(standing=counted)}
    for programme in programmes:
        programme.terms = known.get(programme.key)
        programme.standing = getattr(programme.terms, "standing", 0)
        programme.is_yours = bool(programme.terms and programme.terms.organisation_id in organisation_ids)
    return programmes


def title_of(terms: ProgrammeTerms, language: str) -> str:
    """Return what the programme is called in `language`, or as its terms call it if it has no page in it."""
    pages = ProgrammePage.objects.live().filter(translation_key=terms.programme_key, locale__language_code=language)
    return pages.values_list("title", flat=True).first() or terms.title


def programme_of(key: UUID, language: str) -> Programme | None:
    """Return one published programme in `language` where it is there in it."""
    return next((programme for programme in programmes_in(language) if programme.key == key), None)
