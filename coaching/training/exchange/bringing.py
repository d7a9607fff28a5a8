"""Bringing a module in: all of it, as drafts, or nothing."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _
from wagtail.models import Page

from coaching.training.exchange import media_files
from coaching.training.exchange.judging_a_file import Reader, judge, page_of
from coaching.training.exchange.opening import FileRefused, Opened
from coaching.training.models import LessonPage, TrainingModulePage
from people.audit import record
from people.models import User


def may_bring(actor: User, parent: Page) -> bool:
    """Return whether `actor` may bring a module in below `parent`."""
    return bool(parent.permissions_for_user(actor).can_add_subpage()) and TrainingModulePage.can_create_at(parent)


def bring_in(*, actor: User, opened: Opened, parent: Page) -> TrainingModulePage:
    """Store the module of a file below `parent` as a draft, with its lessons and media, and return it.

    Every page has a translation key of its own, and every block an id of its own: what learners did with the original
    is not mixed up with it. Files that were written are taken away again if anything fails.

    Raises:
        PermissionDenied: `actor` may not add a module there.
        FileRefused: a field of the module or of a lesson has a value that is not possible.
    """
    if not may_bring(actor, parent):
        raise PermissionDenied(_("You may not add a module here."))
    report, reader = judge(opened, actor)
    if report.refused:
        raise FileRefused(" ".join(report.refused))
    written: list[Any] = []
    try:
        with transaction.atomic():
            return _stored(actor, opened, parent, reader, written)
    except BaseException:
        for file in written:
            file.storage.delete(file.name)
        raise


def _stored(actor: User, opened: Opened, parent: Page, reader: Reader, written: list[Any]) -> TrainingModulePage:
    for name, kind in reader.usable.items():
        item = media_files.store(opened, kind, opened.contents[kind][name], actor)
        written += [file for file in (item.file, getattr(item, "captions", None)) if file]
        reader.stored[name] = item
    reader.is_storing, reader.locale = True, parent.locale
    reader.tasks.clear()
    module = page_of(reader, TrainingModulePage, opened.contents["module"])
    _add(parent, module, actor)
    for about in opened.contents.get("lessons", []):
        _add(module, page_of(reader, LessonPage, about), actor)
    data = {"lessons": len(opened.contents.get("lessons", [])), "media": len(reader.stored)}
    record(actor=actor, action="module.brought", subject=module, data=data)
    return module


def _add(parent: Page, page: Page, actor: User) -> None:
    """Add a draft below `parent`, under an address that is free there."""
    page.slug = _free_slug(parent, slugify(page.slug)[:200] or slugify(page.title)[:200] or "page")
    page.live, page.owner, page.locale = False, actor, parent.locale
    parent.add_child(instance=page)
    page.save_revision(user=actor)


def _free_slug(parent: Page, slug: str) -> str:
    taken = set(parent.get_children().filter(slug__startswith=slug).values_list("slug", flat=True))
    numbers = (slug if number == 1 else f"{slug}-{number}" for number in range(1, len(taken) + 3))
    return next(each for each in numbers if each not in taken)
