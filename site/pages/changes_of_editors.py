"""The number of the site: it grows with everything that editors do, because Wagtail and Django write that down.

Both keep a log, in the transaction of the change itself: pages that are published, moved or taken away, and snippets and
settings that are changed. What translators have done stands in a log of its own. Drafts are written down too, and change
nothing that readers see.
"""

from typing import Any

from django.contrib.admin.models import LogEntry
from django.db import transaction
from django.db.models import Count, Max, QuerySet, Value
from django.db.models.signals import post_save
from wagtail.models import ModelLogEntry, PageLogEntry
from wagtail_localize.models import TranslationLog

from pages import kept_answers

DRAFT_SAVED = "wagtail.edit"
SIGNAL = "changes of editors"


def connect() -> None:
    """Count from now on; called once, when the app is ready."""
    kept_answers.register_number(kept_answers.SITE, number)
    for log in (PageLogEntry, ModelLogEntry, LogEntry, TranslationLog):
        post_save.connect(_written, sender=log, dispatch_uid=f"{SIGNAL} {log.__name__}")


def number(_key: str = "") -> str:
    """Return how much was written down in each log, and the last of it. One query.

    Both, because of two changes at once the one with the smaller key may be committed last.
    """
    logs = (
        PageLogEntry.objects.exclude(action=DRAFT_SAVED),
        ModelLogEntry.objects.all(),
        LogEntry.objects.all(),
        TranslationLog.objects.all(),
    )
    first, *others = (_counted(place, log) for place, log in enumerate(logs))
    return " ".join(f"{place}:{count}.{last}" for place, count, last in sorted(first.union(*others, all=True)))


def _counted(place: int, log: QuerySet[Any]) -> QuerySet[Any, tuple[int, int, int | None]]:
    """Return the place of a log among the others, how much stands in it, and the last of it."""
    by_place = log.order_by().annotate(place=Value(place)).values("place")
    return by_place.annotate(count=Count("pk"), last=Max("pk")).values_list("place", "count", "last")


def _written(instance: Any, **_signal: Any) -> None:
    if not (isinstance(instance, PageLogEntry) and instance.action == DRAFT_SAVED):
        transaction.on_commit(lambda: kept_answers.forget(kept_answers.SITE))
