"""Files that wait for an organiser's yes: kept by the server, seen by their owner alone, gone after a day."""

from collections.abc import Mapping
from datetime import timedelta
from pathlib import PurePath
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.utils import timezone

from championships.events.models import Championship, PendingUpload, UploadKind
from people.models import User
from people.permissions import may_run_championships

KEPT_FOR = timedelta(hours=24)
LONGEST_NAME = 200


def keep(
    *, actor: User, championship: Championship, kind: UploadKind, name: str, tables: Mapping[str, Any]
) -> PendingUpload:
    """Keep what was read for a day.

    Raises:
        PermissionDenied: `actor` may not run championships.
    """
    if not may_run_championships(actor):
        raise PermissionDenied
    return PendingUpload.objects.create(
        owner=actor,
        championship=championship,
        kind=kind,
        name=PurePath(name).name[-LONGEST_NAME:],
        tables=tables,
        expires_at=timezone.now() + KEPT_FOR,
    )


def forget_expired() -> int:
    """Clear away what nobody may see any more, carried out or not, and return how many files that were."""
    return PendingUpload.objects.filter(expires_at__lte=timezone.now()).delete()[0]


def find(*, owner: User, championship: Championship, key: UUID) -> PendingUpload | None:
    """Return what waits under `key`; None where nothing does, it has expired, or it is somebody else's."""
    waiting = PendingUpload.objects.filter(pk=key, owner=owner, championship=championship)
    return waiting.filter(expires_at__gt=timezone.now()).first()


def note_choices(waiting: PendingUpload, choices: Mapping[str, str]) -> None:
    """Note how lines of a file of results that share a place are read, by the number of the skill."""
    waiting.tables = {**waiting.tables, "choices": dict(choices)}
    waiting.save(update_fields=["tables"])


def note_done(waiting: PendingUpload, counts: Mapping[str, int]) -> None:
    """Note what was done with a file, and forget what stood in it; call it in the transaction that does it."""
    waiting.done, waiting.tables = dict(counts) or {"same": 0}, {}
    waiting.save(update_fields=["done", "tables"])
