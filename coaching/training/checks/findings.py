"""Looking through a module and its lessons for what leaves readers out or leads them nowhere."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.urls import Resolver404, resolve, reverse
from django.utils.translation import gettext as _
from wagtail import blocks
from wagtail.models import Page

from coaching.training.models import LessonPage, TrainingModulePage
from coaching.training.sections import number_and_name
from media.models import CustomDocument, CustomImage, Video

LINK = re.compile(r"<a\s([^>]*)>", re.IGNORECASE)
ATTRIBUTE = re.compile(r'([\w-]+)="([^"]*)"')
SCHEMES = ["http", "https"]
HARMLESS = ("mailto:", "tel:", "#")


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to put right: on which page, in words, and the address in the editor of the block that it is in."""

    page: Page
    words: str
    url: str


@dataclass(frozen=True, slots=True)
class Place:
    """A block of a page: its number for words, its id for the address."""

    page: Page
    number: int
    block: str

    def finding(self, words: str) -> Finding:
        """Return a finding here."""
        address = reverse("wagtailadmin_pages:edit", args=[self.page.pk])
        said = _("Block %(number)s: %(words)s") % {"number": self.number, "words": words}
        return Finding(self.page, said, f"{address}#block-{self.block}-section")


def check_module(module: TrainingModulePage) -> list[Finding]:
    """Return what is to be put right in a module as it was saved last, and in its lessons, page by page."""
    lessons = [page.get_latest_revision_as_object() for page in LessonPage.objects.child_of(module).order_by("path")]
    pages = [module.get_latest_revision_as_object(), *lessons]
    found = [finding for page in pages for finding in _in_body(page)]
    return [*_empty(pages[0], lessons), *_untrained(pages[0], lessons), *found]


def _empty(module: TrainingModulePage, lessons: list[LessonPage]) -> Iterator[Finding]:
    if not lessons and not module.body:
        yield _of_page(module, _("The module has neither lessons nor text."))
    for lesson in lessons:
        if not lesson.body:
            yield _of_page(lesson, _("The lesson is empty."))


def _untrained(module: TrainingModulePage, lessons: list[LessonPage]) -> Iterator[Finding]:
    """Name the sections of the standards that no lesson speaks of: by its number or its name, anywhere in it."""
    if not lessons:
        return
    pages: list[TrainingModulePage | LessonPage] = [module, *lessons]
    texts = [" ".join([page.title, page.introduction, *_texts(page)]).casefold() for page in pages]
    for line in module.standards_lines:
        number, name = number_and_name(line)
        told = name.casefold() if name else ""
        section = re.compile(rf"\b{re.escape(number)}\b") if number else None
        if told and any(told in text for text in texts):
            continue
        if section and any(section.search(lesson.title) for lesson in lessons):
            continue
        yield _of_page(module, _("No lesson speaks of the section “%(section)s”.") % {"section": line})


def _texts(page: Any) -> list[str]:
    return [str(text) for text in page.body.stream_block.get_searchable_content(page.body)]


def _of_page(page: Page, words: str) -> Finding:
    return Finding(page, words, reverse("wagtailadmin_pages:edit", args=[page.pk]))


def _in_body(page: Any) -> Iterator[Finding]:
    for number, child in enumerate(page.body, 1):
        place = Place(page, number, child.id)
        yield from _in_value(place, child.block, child.value)


def _in_value(place: Place, block: blocks.Block, value: Any) -> Iterator[Finding]:
    if isinstance(block, blocks.ListBlock):
        for entry in value:
            yield from _in_value(place, block.child_block, entry)
    elif isinstance(block, blocks.StructBlock):
        yield from _in_struct(place, block, value)
    elif isinstance(block, blocks.RichTextBlock):
        yield from _in_links(place, value.source)
    elif isinstance(block, blocks.URLBlock) and value:
        yield from _of_address(place, value)


def _in_struct(place: Place, block: blocks.StructBlock, value: Any) -> Iterator[Finding]:
    for name, child in block.child_blocks.items():
        inner = value.get(name)
        if isinstance(inner, CustomImage) and "alternative" in block.child_blocks:
            if not str(value.get("alternative") or "").strip():
                yield place.finding(
                    _("the picture “%(title)s” has no words for readers who do not see it.") % {"title": inner}
                )
        elif isinstance(inner, Video):
            yield from _of_video(place, inner)
        elif inner is None and isinstance(child, blocks.ChooserBlock) and child.required:
            yield place.finding(
                _("“%(field)s” is missing: it was never chosen, or has been deleted.") % {"field": child.label}
            )
        else:
            yield from _in_value(place, child, inner) if inner is not None else ()


def _of_video(place: Place, video: Video) -> Iterator[Finding]:
    if video.type == "video" and not video.captions:
        yield place.finding(_("the video “%(title)s” has no captions.") % {"title": video})
    if not video.transcript.strip():
        yield place.finding(_("the video “%(title)s” has no transcript.") % {"title": video})


def _in_links(place: Place, html: str) -> Iterator[Finding]:
    for tag in LINK.findall(html):
        about = dict(ATTRIBUTE.findall(tag))
        kind, key = about.get("linktype", ""), about.get("id", "")
        if kind == "page" and not (key.isdigit() and Page.objects.filter(pk=int(key), live=True).exists()):
            yield place.finding(_("a link leads to a page that is not published or not there."))
        elif kind == "document" and not (key.isdigit() and CustomDocument.objects.filter(pk=int(key)).exists()):
            yield place.finding(_("a link leads to a document that has been deleted."))
        elif not kind:
            yield from _of_address(place, about.get("href", ""))


def _of_address(place: Place, address: str) -> Iterator[Finding]:
    """Look at an address: one of this site must lead somewhere, others must be written as addresses are."""
    if address.startswith(HARMLESS):
        return
    if address.startswith("/"):
        if not _leads_somewhere(address):
            yield place.finding(_("the address %(address)s leads nowhere on this site.") % {"address": address[:120]})
        return
    try:
        URLValidator(schemes=SCHEMES)(address)
    except ValidationError:
        yield place.finding(_("“%(address)s” is no address.") % {"address": address[:120]})


def _leads_somewhere(address: str) -> bool:
    """Return whether a view or a published page of this site answers to `address`. At most a few queries."""
    path = urlsplit(address).path
    try:
        match = resolve(path if path.endswith("/") else f"{path}/")
    except Resolver404:
        return False
    if match.url_name != "wagtail_serve":
        return True
    slugs = [part for part in path.split("/") if part]
    tail = f"/{'/'.join(slugs[1:])}/" if len(slugs) > 1 else "/"
    return Page.objects.live().filter(url_path__endswith=tail, locale__language_code=slugs[0] if slugs else "").exists()
