"""What was read and waits for its owner's yes: kept by the server, seen by its owner alone, gone after a day.

What was applied stays for that day too and knows its version, so that a second press of the button, or a way
back in the browser, leads to the scheme instead of storing it again.
"""

from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from championships.schemes import importing
from championships.schemes.exchange.report import ImportReport
from championships.schemes.models import PendingImport, Scheme, SchemeVersion
from people.models import Organisation, User

KEPT_FOR = timedelta(hours=24)


def keep(*, owner: User, report: ImportReport) -> PendingImport:
    """Keep `report` for a day; what has expired is cleared away on the same occasion."""
    now = timezone.now()
    PendingImport.objects.filter(expires_at__lte=now).delete()
    return PendingImport.objects.create(owner=owner, report=report.dump(), expires_at=now + KEPT_FOR)


def find(*, owner: User, key: UUID) -> PendingImport:
    """Return what waits under `key`.

    Raises:
        PendingImport.DoesNotExist: nothing waits there, it has expired, or it is somebody else's.
    """
    return PendingImport.objects.get(pk=key, owner=owner, expires_at__gt=timezone.now())


def applied_version(waiting: PendingImport) -> SchemeVersion | None:
    """Return the version that `waiting` became, or None while it still waits."""
    return SchemeVersion.objects.filter(pk=waiting.report.get("applied")).first()


@transaction.atomic
def apply(
    *, owner: User, key: UUID, organisation: Organisation | None = None, version_of: Scheme | None = None
) -> SchemeVersion:
    """Store what waits under `key`, once however often it is asked for, and return its version.

    Raises:
        PendingImport.DoesNotExist: as `find`.
        PermissionDenied, ImportRefused: as `importing.apply_import`.
    """
    waiting = PendingImport.objects.select_for_update().get(pk=key, owner=owner, expires_at__gt=timezone.now())
    if version := applied_version(waiting):
        return version
    report = ImportReport.load(waiting.report)
    version = importing.apply_import(actor=owner, report=report, organisation=organisation, version_of=version_of)
    waiting.report["applied"] = version.pk
    waiting.save(update_fields=["report"])
    return version
