"""Importing a marking scheme: first read it without storing anything, then store it once somebody has said yes."""

from decimal import Decimal
from pathlib import PurePath
from typing import IO

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from championships import marking
from championships.schemes import models
from championships.schemes.exchange.reading import read_scheme
from championships.schemes.exchange.report import ImportReport, dump_remarks
from championships.schemes.permissions import may_add_version, organisations_to_keep_for, visible_schemes
from people.audit import record
from people.models import Organisation, User
from people.permissions import may_keep_schemes

LONGEST_TITLE = 200


class ImportRefused(ValueError):
    """A scheme that was read but cannot be stored; the text says why, in one line."""


class AlreadyHere(ImportRefused):
    """The same scheme is kept already, as `version`."""

    def __init__(self, version: models.SchemeVersion) -> None:
        super().__init__(_("This scheme is already here: %(version)s.") % {"version": version})
        self.version = version


def read(file: IO[bytes] | bytes, name: str) -> ImportReport:
    """Return what the file holds, without touching the database: the dry run.

    Raises:
        championships.schemes.exchange.refusals.FileRefused: it cannot be read; the reason is one line.
    """
    limit: int = settings.SCHEME_UPLOAD_LIMIT
    data = file if isinstance(file, bytes) else file.read(limit + 1)
    return read_scheme(data, name, limit=limit, rules=rules_in_force())


def rules_in_force() -> marking.SchemeRules:
    """Return the limits of validation, with the variation limit of the settings (marks, default 5.00)."""
    return marking.SchemeRules(variation_limit=Decimal(settings.SCHEME_VARIATION_LIMIT))


def same_scheme(report: ImportReport, actor: User | None) -> models.SchemeVersion | None:
    """Return the version with exactly this content that `actor` may see; None as the actor sees everything."""
    schemes = models.Scheme.objects.all() if actor is None else visible_schemes(actor)
    same = models.SchemeVersion.objects.filter(digest=report.digest, scheme__in=schemes)
    return same.select_related("scheme").order_by("-created_at", "-pk").first()


@transaction.atomic
def apply_import(
    *,
    actor: User | None,
    report: ImportReport,
    organisation: Organisation | None = None,
    version_of: models.Scheme | None = None,
) -> models.SchemeVersion:
    """Store the scheme of `report` and return its version: the first of a new scheme, or the next of `version_of`.

    `actor` None is the machine's own operator, at the command line.

    Raises:
        PermissionDenied: the actor may not keep schemes, or not in this organisation, or not this scheme.
        AlreadyHere: the same content is kept already and `version_of` was not named.
        ImportRefused: the report holds errors.
    """
    _check_permission(actor, organisation, version_of)
    if report.errors:
        first = report.errors[0]
        raise ImportRefused(_("Row %(row)s: %(message)s") % {"row": first.row or "—", "message": first.message})
    if version_of is None and (same := same_scheme(report, actor)):
        raise AlreadyHere(same)
    scheme = _locked(version_of) if version_of else _new_scheme(actor, report, organisation)
    version = _new_version(scheme, actor, report)
    _store_content(version, report.scheme)
    record(
        actor=actor,
        action="scheme.imported",
        subject=scheme,
        data={"version": version.number, "source": report.source, "layout": report.layout, "total": str(version.total)},
    )
    return version


def _check_permission(actor: User | None, organisation: Organisation | None, version_of: models.Scheme | None) -> None:
    if actor is None:
        return
    if not may_keep_schemes(actor):
        raise PermissionDenied(_("You may not keep marking schemes."))
    if organisation and not organisations_to_keep_for(actor).filter(pk=organisation.pk).exists():
        raise PermissionDenied(_("You may not keep marking schemes for this organisation."))
    if version_of and not may_add_version(actor, version_of):
        raise PermissionDenied(_("You may not add a version to this scheme."))


def _locked(scheme: models.Scheme) -> models.Scheme:
    """Return the scheme with its row locked: two versions must not take one number."""
    return models.Scheme.objects.select_for_update().get(pk=scheme.pk)


def _new_scheme(actor: User | None, report: ImportReport, organisation: Organisation | None) -> models.Scheme:
    return models.Scheme.objects.create(
        title=(report.skill or PurePath(report.source).stem)[:LONGEST_TITLE],
        skill_number=report.scheme.skill_number,
        skill_name=report.scheme.skill_name,
        organisation=organisation,
        owner=actor,
    )


def _new_version(scheme: models.Scheme, actor: User | None, report: ImportReport) -> models.SchemeVersion:
    last = scheme.versions.order_by("-number").values_list("number", flat=True).first()
    return models.SchemeVersion.objects.create(
        scheme=scheme,
        number=(last or 0) + 1,
        layout=report.layout,
        source_name=report.source[:255],
        digest=report.digest,
        total=report.scheme.maximum,
        warnings=dump_remarks(report.remarks),
        imported_by=actor,
    )


def _store_content(version: models.SchemeVersion, scheme: marking.Scheme) -> None:
    """Store everything below a version, a table at a time."""
    sections = models.StandardsSection.objects.bulk_create(
        models.StandardsSection(version=version, number=s.number, name=s.name, declared=s.declared)
        for s in scheme.sections
    )
    by_number = {section.number: section for section in sections}
    criteria = models.Criterion.objects.bulk_create(
        models.Criterion(version=version, letter=c.letter, name=c.name, marks=c.maximum, order=order)
        for order, c in enumerate(scheme.criteria)
    )
    sub_criteria = models.SubCriterion.objects.bulk_create(
        models.SubCriterion(criterion=row, code=s.code, name=s.name, day=s.day, order=order)
        for row, criterion in zip(criteria, scheme.criteria, strict=True)
        for order, s in enumerate(criterion.sub_criteria)
    )
    aspects = models.Aspect.objects.bulk_create(
        _aspect(row, aspect, order, by_number)
        for row, sub_criterion in zip(sub_criteria, scheme.sub_criteria, strict=True)
        for order, aspect in enumerate(sub_criterion.aspects)
    )
    models.JudgementDescriptor.objects.bulk_create(
        models.JudgementDescriptor(aspect=row, score=score, text=text)
        for row, aspect in zip(aspects, scheme.aspects, strict=True)
        for score, text in aspect.ladder
    )


def _aspect(
    sub_criterion: models.SubCriterion,
    aspect: marking.Aspect,
    order: int,
    sections: dict[int, models.StandardsSection],
) -> models.Aspect:
    return models.Aspect(
        sub_criterion=sub_criterion,
        code=aspect.code,
        kind=aspect.kind.value,
        description=aspect.description,
        extra=aspect.extra,
        requirement=aspect.requirement,
        section=None if aspect.section is None else sections.get(aspect.section),
        maximum=aspect.maximum,
        calculation=aspect.calculation,
        order=order,
    )
