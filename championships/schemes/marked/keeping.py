"""Keeping what came beside a scheme, and letting it go again: marked sheets and class lists."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from championships.marking import total
from championships.schemes.exchange.awarded import ClassMember
from championships.schemes.freezing import freeze
from championships.schemes.models import Aspect, ClassList, ListedMember, MarkedSheet, SchemeVersion, SheetMark
from championships.schemes.models.marked import LONGEST_NAME
from championships.schemes.permissions import may_add_version, organisations_to_keep_for, visible_class_lists
from championships.schemes.stored import scheme_of
from people.audit import record
from people.models import Organisation, User
from people.permissions import may_keep_schemes


@dataclass(frozen=True, slots=True)
class SheetToKeep:
    """Marks, by the code of the aspect, that are to be kept under a name; `source` is where in `file` they stood."""

    name: str
    marks: Mapping[str, Decimal]
    source: str = ""
    file: str = ""


@transaction.atomic
def keep_sheets(*, actor: User, version: SchemeVersion, sheets: Iterable[SheetToKeep]) -> list[MarkedSheet]:
    """Keep sheets exactly as they are, and freeze the version that they were marked by.

    Raises:
        PermissionDenied: the actor may not add to this scheme.
        MarkingError: a mark is of no aspect, outside [0, maximum] or not exact to 0.01; nothing is kept then.
    """
    if not may_add_version(actor, version.scheme):
        raise PermissionDenied(_("You may not keep marked sheets of this scheme."))
    wanted = list(sheets)
    scheme = scheme_of(version)
    for sheet in wanted:
        total(scheme, sheet.marks)
    aspects = dict(
        Aspect.objects.filter(sub_criterion__criterion__version=version).order_by().values_list("code", "pk")
    )
    kept = MarkedSheet.objects.bulk_create(
        MarkedSheet(
            version=version,
            name=_named(sheet.name, number),
            source=sheet.source[:LONGEST_NAME],
            file=sheet.file[:255],
            kept_by=actor,
        )
        for number, sheet in enumerate(wanted, start=1)
    )
    SheetMark.objects.bulk_create(
        SheetMark(sheet=row, aspect_id=aspects[code], mark=mark)
        for row, sheet in zip(kept, wanted, strict=True)
        for code, mark in sheet.marks.items()
    )
    if kept:
        freeze(version.pk)
        data = {"version": version.number, "sheets": [row.pk for row in kept]}
        record(actor=actor, action="scheme.sheets_kept", subject=version.scheme, data=data)
    return kept


@transaction.atomic
def delete_sheet(*, actor: User, sheet: MarkedSheet) -> None:
    """Delete a marked sheet with its marks; the version stays frozen.

    Raises:
        PermissionDenied: the actor may not add to this scheme.
    """
    if not may_add_version(actor, sheet.version.scheme):
        raise PermissionDenied(_("You may not delete marked sheets of this scheme."))
    data = {"version": sheet.version.number, "sheet": sheet.pk}
    record(actor=actor, action="scheme.sheet_deleted", subject=sheet.version.scheme, data=data)
    sheet.delete()


@transaction.atomic
def keep_class_list(
    *, actor: User, name: str, members: Iterable[ClassMember], file: str = "", organisation: Organisation | None = None
) -> ClassList:
    """Keep people as a class list of `organisation`, or of the actor alone.

    Raises:
        PermissionDenied: the actor may keep nothing, or nothing for this organisation.
    """
    if not may_keep_schemes(actor):
        raise PermissionDenied(_("You may not keep class lists."))
    if organisation and not organisations_to_keep_for(actor).filter(pk=organisation.pk).exists():
        raise PermissionDenied(_("You may not keep class lists for this organisation."))
    title = " ".join(name.split())[:LONGEST_NAME] or str(_("Class"))
    kept = ClassList.objects.create(name=title, organisation=organisation, owner=actor, file=file[:255])
    rows = ListedMember.objects.bulk_create(
        ListedMember(
            class_list=kept,
            name=member.name[:LONGEST_NAME],
            account=member.account[:LONGEST_NAME],
            results=dict(member.results),
            order=order,
        )
        for order, member in enumerate(members)
    )
    record(actor=actor, action="class_list.kept", subject=kept, data={"members": len(rows)})
    return kept


@transaction.atomic
def delete_class_list(*, actor: User, class_list: ClassList) -> None:
    """Delete a class list and everybody on it.

    Raises:
        PermissionDenied: the actor may not see it.
    """
    if not visible_class_lists(actor).filter(pk=class_list.pk).exists():
        raise PermissionDenied(_("You may not delete this class list."))
    record(actor=actor, action="class_list.deleted", subject=class_list)
    class_list.delete()


def _named(name: str, number: int) -> str:
    short = " ".join(name.split())[:LONGEST_NAME]
    return short or str(_("Competitor %(number)s") % {"number": number})
