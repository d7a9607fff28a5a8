"""The index of pages: an entry when one is published, none when it is withdrawn; and what is found in it."""

from collections.abc import Iterable, Sequence
from html import unescape
from typing import Any
from uuid import UUID

from django.apps import apps
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils.html import strip_tags
from wagtail.models import Page
from wagtail.signals import page_published, page_unpublished

from pages.models import BasePage, FoundPage, FoundWord
from pages.search.matching import meant_words, ranked
from pages.search.register import NOTHING, Asked, Found, Hit
from pages.search.words import weighed_words
from pages.unlisted import listed

# How much a word counts where it stands; the best place of a word counts.
IN_TITLE, IN_INTRODUCTION, IN_BODY = 8, 3, 1

_answered: set[type[BasePage]] = set()


def leave_out(*models: type[BasePage]) -> None:
    """Leave pages of these kinds to another source, which answers for them itself or through `pages_of`."""
    _answered.update(models)


def connect() -> None:
    """Listen to Wagtail; called once, when the app is ready."""
    page_published.connect(_published, dispatch_uid="search published")
    page_unpublished.connect(_withdrawn, dispatch_uid="search withdrawn")


@transaction.atomic
def enter(page: BasePage) -> None:
    """Write the entry of a published page. One that stands in for a missing translation has none: its original has."""
    FoundPage.objects.filter(pk=page.pk).delete()
    if not page.live or page.alias_of_id is not None:
        return
    language = page.locale.language_code
    introduction = " ".join(filter(None, (getattr(page, name, "") for name in ("introduction", "lead"))))
    body = _text_of(getattr(page, "body", None))
    text = " ".join(filter(None, (introduction, body)))
    found = FoundPage.objects.create(page_id=page.pk, key=page.translation_key, language=language, text=text)
    about = f"{introduction} {page.search_description} {page.seo_title} {getattr(page, 'place', '')}"
    places = ((IN_BODY, body), (IN_INTRODUCTION, about), (IN_TITLE, page.title))
    words = weighed_words(places, language)
    rows = [FoundWord(found=found, word=word, weight=weight) for word, weight in words.items()]
    FoundWord.objects.bulk_create(rows, batch_size=500)


@transaction.atomic
def rebuild() -> int:
    """Write the whole index anew and return how many entries it has."""
    FoundPage.objects.all().delete()
    for model in _page_models():
        for page in model.objects.live().filter(alias_of=None).select_related("locale").iterator():
            enter(page)
    return FoundPage.objects.count()


def find_pages(asked: Asked, first: int, count: int) -> Found:
    """Answer for all pages that no other source answers for."""
    kinds = ContentType.objects.get_for_models(*_answered).values()
    return pages_of(asked, Page.objects.exclude(content_type__in=kinds), first, count)


def pages_of(asked: Asked, pages: Any, first: int, count: int) -> Found:
    """Return those of the queryset `pages` that have every word in one of their languages, the best first.

    Each page stands there once, in the reader's language or another that it is in. Seven queries at most.
    """
    meant = meant_words(asked.words, FoundWord.objects.all())
    if not all(meant):
        return NOTHING
    ranks = _ranks(pages, meant)
    chosen = _each_once(FoundPage.objects.filter(key__in=list(ranks), page__in=listed(pages).values("pk")), asked)
    best = sorted(chosen, key=lambda row: (-ranks[row[1]], row[0]))
    shown = [pk for pk, _key, _language in best[first : first + count]]
    entries = FoundPage.objects.select_related("page__locale").in_bulk(shown)
    return Found(len(best), [_hit(entries[pk], asked) for pk in shown if pk in entries])


def _ranks(pages: Any, meant: Sequence[Sequence[str]]) -> dict[UUID, int]:
    every = {word for words in meant for word in words}
    rows = FoundWord.objects.filter(word__in=every, found__page__in=listed(pages).values("pk"))
    return ranked(rows.values_list("found_id", "found__key", "word", "weight"), meant)


def _each_once(entries: Any, asked: Asked) -> list[tuple[int, UUID, str]]:
    """Return key, translation key and language of each thing once, in the reader's language or the next of the site's."""
    codes = [asked.language, *(code for code, _name in settings.LANGUAGES)]
    order = {code: place for place, code in reversed(list(enumerate(codes)))}
    best: dict[UUID, tuple[int, UUID, str]] = {}
    for row in entries.values_list("pk", "key", "language"):
        known = best.get(row[1])
        if known is None or order.get(row[2], len(codes)) < order.get(known[2], len(codes)):
            best[row[1]] = row
    return list(best.values())


def _hit(entry: FoundPage, asked: Asked) -> Hit:
    return Hit(
        title=entry.page.title,
        url=entry.page.get_url() or "",
        text=entry.text,
        language="" if entry.language == asked.language else entry.language,
        key=entry.pk,
    )


def _page_models() -> Iterable[type[BasePage]]:
    return [model for model in apps.get_models() if issubclass(model, BasePage)]


def _published(instance: Page, **_about: Any) -> None:
    if isinstance(instance, BasePage):
        enter(instance)


def _withdrawn(instance: Page, **_about: Any) -> None:
    FoundPage.objects.filter(pk=instance.pk).delete()


def _text_of(body: Any) -> str:
    if not body:
        return ""
    rich = " ".join(map(str, body.stream_block.get_searchable_content(body)))
    return " ".join(unescape(strip_tags(rich.replace("<", " <"))).split())
