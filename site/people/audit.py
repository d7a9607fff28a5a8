"""The audit trail: who changed what."""

from typing import Any

from django.db import models

from people.models import AuditEntry, User


def record(*, actor: User | None, action: str, subject: models.Model, data: dict[str, Any] | None = None) -> AuditEntry:
    """Write one row of the audit trail; call it inside the transaction of the change itself.

    `action` is a dotted name such as `scheme.imported`; `data` must be plain JSON.
    """
    label = f"{subject._meta.label_lower}:{subject.pk}"  # noqa: SLF001 -- Django's public name for it
    return AuditEntry.objects.create(actor=actor, action=action, subject=label, data=data or {})
