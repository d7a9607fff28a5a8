"""The trees of the languages, kept alike: what is new in the first language stands in for itself in the others.

A page that is not translated yet is shown there in the language of the original, and says so (`pages.fallback`). What is
moved, put into another order or deleted takes its translations along.
"""

from typing import Any

from django.conf import settings
from django.db import transaction
from wagtail.models import Locale, Page
from wagtail.signals import post_page_move
from wagtail_localize.models import LocaleSynchronization

from coaching.training.models import LessonPage, ProgrammePage, TrainingModulePage

KEPT_ALIKE = (ProgrammePage, TrainingModulePage, LessonPage)


@transaction.atomic
def ensure_alike() -> int:
    """Keep the tree of every other language like that of the first; return how many were not before."""
    source = Locale.objects.filter(language_code=settings.LANGUAGE_CODE).first()
    if source is None:
        return 0
    made = 0
    for locale in Locale.objects.exclude(pk=source.pk):
        _row, is_new = LocaleSynchronization.objects.get_or_create(locale=locale, defaults={"sync_from": source})
        made += is_new
    return made


def connect() -> None:
    """Follow what is put into another order; called once, when the app is ready."""
    for model in KEPT_ALIKE:
        post_page_move.connect(_moved, sender=model, dispatch_uid=f"trees kept alike {model.__name__}")


def translations_that_follow(pages: list[Page]) -> dict[Page, Any]:
    """Return for each page of training its translations, which go where it goes."""
    ours = [page for page in pages if issubclass(page.specific_class or Page, KEPT_ALIKE)]
    return {page: Page.objects.translation_of(page, inclusive=False) for page in ours}


def _moved(instance: Page, parent_page_before: Page, parent_page_after: Page, **_about: Any) -> None:
    """Put the translations into the order of the originals, where their place among their siblings changed."""
    if parent_page_before.pk == parent_page_after.pk and instance.locale.language_code == settings.LANGUAGE_CODE:
        put_in_order(parent_page_after)


@transaction.atomic
def put_in_order(parent: Page) -> None:
    """Put the pages below each translation of `parent` into the order of those below `parent`; others stay behind them."""
    keys = list(Page.objects.child_of(parent).order_by("path").values_list("translation_key", flat=True))
    place = {key: number for number, key in enumerate(keys)}
    for other in Page.objects.translation_of(parent, inclusive=False):
        below = list(Page.objects.child_of(other).order_by("path"))
        wanted = sorted(below, key=lambda page: place.get(page.translation_key, len(keys)))
        if [page.pk for page in wanted] == [page.pk for page in below]:
            continue
        for page in wanted:
            Page.objects.get(pk=page.pk).move(Page.objects.get(pk=other.pk), "last-child")
