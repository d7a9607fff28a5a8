"""The audit trail: who changed what."""

from collections.abc import Iterable
from typing import Any

from django.db import models

from people.models import AuditEntry, User


def record(*, actor: User | None, action: str, subject: models.Model, data: dict[str, Any] | None = None) -> AuditEntry:
    """Write one row of the audit trail; call it inside the transaction of the change itself.

    `action` is a dotted name such as `scheme.imported`; `data` must be plain JSON.
    """
    return AuditEntry.objects.create(actor=actor, action=action, subject=_label(subject), data=data or {})


def record_all(*, actor: User | None, action: str, done: Iterable[tuple[models.Model, dict[str, Any]]]) -> None:
    """Write a row of the audit trail for each subject with its data, as `record` does; a query for a batch of them."""
    AuditEntry.objects.bulk_create(
        AuditEntry(actor=actor, action=action, subject=_label(subject), data=data) for subject, data in done
    )


def _label(subject: models.Model) -> str:
    return f"{subject._meta.label_lower}:{subject.pk}"  # noqa: SLF001 -- Django's public name for it
