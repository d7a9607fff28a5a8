"""Keeping the catalogue as the pages are: whoever publishes, withdraws or moves a page changes it."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from wagtail.models import Page
from wagtail.signals import page_published, page_unpublished, post_page_move

from coaching.training.catalogue.indexing import CATALOGUED, enter, enter_all, leave

# The pages whose entries wait, by their keys, while many are published one after another.
_waiting: ContextVar[set[int] | None] = ContextVar("catalogue entries that wait", default=None)


def connect() -> None:
    """Listen to Wagtail; called once, when the app is ready."""
    for model in CATALOGUED:
        page_published.connect(_published, sender=model, dispatch_uid=f"catalogue published {model.__name__}")
        page_unpublished.connect(_withdrawn, sender=model, dispatch_uid=f"catalogue withdrawn {model.__name__}")
        post_page_move.connect(_moved, sender=model, dispatch_uid=f"catalogue moved {model.__name__}")


@contextmanager
def put_off() -> Iterator[None]:
    """Write the entries of what is published meanwhile once, at the end: a module's are written with each lesson else."""
    pages: set[int] = set()
    token = _waiting.set(pages)
    try:
        yield
    finally:
        _waiting.reset(token)
        enter_all(pages)


def _published(instance: Page, **_about: Any) -> None:
    waiting = _waiting.get()
    if waiting is None:
        enter(instance)
    else:
        waiting.add(instance.pk)


def _withdrawn(instance: Page, **_about: Any) -> None:
    leave([instance.pk])


def _moved(instance: Page, parent_page_before: Page, parent_page_after: Page, **_about: Any) -> None:
    """Write a moved page anew, with the programmes that it came from and went to; a new order changes nothing here."""
    if not instance.live or parent_page_before.pk == parent_page_after.pk:
        return
    enter(instance.specific)
    for parent in (parent_page_before, parent_page_after):
        above = parent.specific
        if isinstance(above, CATALOGUED) and above.live:
            enter(above)
