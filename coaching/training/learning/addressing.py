"""By which key something is kept: the same in every language, and the same for a page and its aliases."""

from uuid import UUID

from django.db.models import F, Q, QuerySet
from django.db.models.functions import Coalesce
from wagtail.models import Page

from coaching.training.models import LessonPage, ProgrammePage, TrainingModulePage

LEARNT = (ProgrammePage, TrainingModulePage, LessonPage)


def key_of(page: Page) -> UUID:
    """Return the key under which progress in `page` is kept: that of the page itself, also at an alias of it."""
    return page.alias_of.translation_key if page.alias_of_id else page.translation_key


def with_keys(pages: QuerySet[Page]) -> QuerySet[Page]:
    """Return the pages with `kept_as`, which is `key_of` of each, in the same query."""
    return pages.annotate(kept_as=Coalesce(F("alias_of__translation_key"), F("translation_key")))


def kept_as(key: UUID) -> Q:
    """Return the condition that finds a page and its aliases in all languages."""
    return Q(translation_key=key) | Q(alias_of__translation_key=key)


def is_learnt(page: Page) -> bool:
    """Return whether `page` is a programme, a module or a lesson."""
    return issubclass(page.specific_class or Page, LEARNT)
