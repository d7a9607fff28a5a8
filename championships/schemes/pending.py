"""What was read and waits for its owner's yes: kept by the server, seen by its owner alone, gone after a day.

What was applied stays for that day too and knows its version, so that a second press of the button, or a way
back in the browser, leads to the scheme instead of storing it again.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from championships.marking import Kind
from championships.schemes import importing
from championships.schemes.exchange.report import ImportReport
from championships.schemes.marked.awarded_faults import sound_marks
from championships.schemes.marked.keeping import SheetToKeep, keep_class_list, keep_sheets
from championships.schemes.models import PendingImport, Scheme, SchemeVersion
from people.models import Organisation, User

KEPT_FOR = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class KeptBeside:
    """What of a file is kept beside its scheme: sheets by their place in the report, each with its name, and a class.

    `class_name` is None when the class is not kept.
    """

    sheets: tuple[tuple[int, str], ...] = ()
    class_name: str | None = None


def keep(*, owner: User, report: ImportReport) -> PendingImport:
    """Keep `report` for a day."""
    return PendingImport.objects.create(owner=owner, report=report.dump(), expires_at=timezone.now() + KEPT_FOR)


def forget_expired() -> int:
    """Clear away what nobody may see any more, applied or not, and return how many files that were."""
    return PendingImport.objects.filter(expires_at__lte=timezone.now()).delete()[0]


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
def choose_kinds(*, owner: User, key: UUID, chosen: Mapping[str, Kind]) -> None:
    """Take the owner's word on the kinds of aspects, by their codes, into what waits under `key`.

    Raises:
        PendingImport.DoesNotExist: as `find`, or it is applied already.
        UnknownAspect: no aspect has such a code.
    """
    waiting = _locked(owner, key)
    if applied_version(waiting):
        raise PendingImport.DoesNotExist
    report = ImportReport.load(waiting.report)
    # From the last to the first: a changed kind renumbers only what follows it in its sub-criterion.
    order = {aspect.code: place for place, aspect in enumerate(report.scheme.aspects)}
    for code in sorted(chosen, key=lambda code: order.get(code, 0), reverse=True):
        report = importing.choose_kind(report, code, chosen[code])
    waiting.report = report.dump()
    waiting.save(update_fields=["report"])


@transaction.atomic
def apply(
    *,
    owner: User,
    key: UUID,
    organisation: Organisation | None = None,
    version_of: Scheme | None = None,
    beside: KeptBeside | None = None,
) -> SchemeVersion:
    """Store what waits under `key`, once however often it is asked for, and return its version.

    Raises:
        PendingImport.DoesNotExist: as `find`.
        PermissionDenied, ImportRefused: as `importing.apply_import`.
    """
    waiting = _locked(owner, key)
    if version := applied_version(waiting):
        return version
    report = ImportReport.load(waiting.report)
    version = importing.apply_import(actor=owner, report=report, organisation=organisation, version_of=version_of)
    if beside:
        _keep_beside(owner, version, report, beside)
    waiting.report["applied"] = version.pk
    waiting.save(update_fields=["report"])
    return version


def _locked(owner: User, key: UUID) -> PendingImport:
    return PendingImport.objects.select_for_update().get(pk=key, owner=owner, expires_at__gt=timezone.now())


def _keep_beside(owner: User, version: SchemeVersion, report: ImportReport, beside: KeptBeside) -> None:
    sheets = (
        SheetToKeep(name, sound_marks(awarded, report.scheme), awarded.source, report.source)
        for number, name in beside.sheets
        for awarded in [report.beside.awarded[number]]
    )
    keep_sheets(actor=owner, version=version, sheets=sheets)
    if beside.class_name is not None:
        keep_class_list(
            actor=owner,
            name=beside.class_name or report.source,
            members=report.beside.members,
            file=report.source,
            organisation=version.scheme.organisation,
        )
