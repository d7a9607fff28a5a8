"""Making versions: the one way in which a scheme's content is stored, for an imported file and for the editor alike."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from championships import marking
from championships.schemes import models
from championships.schemes.exchange import plain
from championships.schemes.exchange.report import Remark, dump_remarks
from championships.schemes.ladders_of_schemes import note_uses
from championships.schemes.linking import propose_skill
from championships.schemes.permissions import may_add_version, organisations_to_keep_for
from people.audit import record
from people.models import Organisation, User
from people.permissions import may_keep_schemes

LONGEST_TITLE = 200
LONGEST_SOURCE = 255


@dataclass(frozen=True, slots=True)
class Origin:
    """Where the content of a version comes from.

    `layout` is the key of a file's layout and `source` the file's name, both empty for what was written here;
    `remarks` are what was doubtful, and `action` is the audit's word for what was done.
    """

    action: str
    layout: str = ""
    source: str = ""
    remarks: Sequence[Remark] = ()


@transaction.atomic
def new_version(
    *,
    actor: User | None,
    content: marking.Scheme,
    origin: Origin,
    title: str = "",
    organisation: Organisation | None = None,
    version_of: models.Scheme | None = None,
) -> models.SchemeVersion:
    """Store `content` and return its version: the next one of `version_of`, or the first of a new scheme.

    `title` and `organisation` are those of a new scheme; a further version stays where its scheme is kept.
    `actor` None is the machine's own operator, at the command line.

    Raises:
        PermissionDenied: the actor may not keep schemes, or not in this organisation, or not this scheme.
    """
    check_permission(actor, organisation, version_of)
    scheme = _locked(version_of, content) if version_of else _new_scheme(actor, content, title, organisation)
    version = _create(scheme, actor, content, origin)
    _store(version, content)
    note_uses(version)
    record(
        actor=actor,
        action=origin.action,
        subject=scheme,
        data={"version": version.number, "source": origin.source, "layout": origin.layout, "total": str(version.total)},
    )
    return version


def check_permission(actor: User | None, organisation: Organisation | None, version_of: models.Scheme | None) -> None:
    """Let `actor` make a version, of `version_of` or of a new scheme of `organisation`.

    Raises:
        PermissionDenied: the actor may not keep schemes, or not in this organisation, or not this scheme.
    """
    if actor is None:
        return
    if not may_keep_schemes(actor):
        raise PermissionDenied(_("You may not keep marking schemes."))
    if organisation and not organisations_to_keep_for(actor).filter(pk=organisation.pk).exists():
        raise PermissionDenied(_("You may not keep marking schemes for this organisation."))
    if version_of and not may_add_version(actor, version_of):
        raise PermissionDenied(_("You may not add a version to this scheme."))


def _locked(scheme: models.Scheme, content: marking.Scheme) -> models.Scheme:
    """Return the scheme with its row locked, two versions must not take one number, and with the skill of `content`."""
    found = models.Scheme.objects.select_for_update().get(pk=scheme.pk)
    if (found.skill_number, found.skill_name) != (content.skill_number, content.skill_name):
        found.skill_number, found.skill_name = content.skill_number, content.skill_name
        found.save(update_fields=["skill_number", "skill_name"])
    return found


def _new_scheme(
    actor: User | None, content: marking.Scheme, title: str, organisation: Organisation | None
) -> models.Scheme:
    return models.Scheme.objects.create(
        title=(title or f"{content.skill_number} {content.skill_name}".strip())[:LONGEST_TITLE],
        skill_number=content.skill_number,
        skill_name=content.skill_name,
        skill=propose_skill(content.skill_number, content.skill_name),
        organisation=organisation,
        owner=actor,
    )


def _create(scheme: models.Scheme, actor: User | None, content: marking.Scheme, origin: Origin) -> models.SchemeVersion:
    last = scheme.versions.order_by("-number").values_list("number", flat=True).first()
    return models.SchemeVersion.objects.create(
        scheme=scheme,
        number=(last or 0) + 1,
        skill_number=content.skill_number,
        skill_name=content.skill_name,
        layout=origin.layout,
        source_name=origin.source[:LONGEST_SOURCE],
        digest=plain.digest(content),
        total=content.maximum,
        warnings=dump_remarks(origin.remarks),
        imported_by=actor,
    )


def _store(version: models.SchemeVersion, content: marking.Scheme) -> None:
    """Store everything below a version, a table at a time."""
    sections = models.StandardsSection.objects.bulk_create(
        models.StandardsSection(version=version, number=s.number, name=s.name, declared=s.declared)
        for s in content.sections
    )
    by_number = {section.number: section for section in sections}
    criteria = models.Criterion.objects.bulk_create(
        models.Criterion(version=version, letter=c.letter, name=c.name, marks=c.maximum, order=order)
        for order, c in enumerate(content.criteria)
    )
    sub_criteria = models.SubCriterion.objects.bulk_create(
        models.SubCriterion(criterion=row, code=s.code, name=s.name, day=s.day, team=s.team, order=order)
        for row, criterion in zip(criteria, content.criteria, strict=True)
        for order, s in enumerate(criterion.sub_criteria)
    )
    aspects = models.Aspect.objects.bulk_create(
        _aspect(row, aspect, order, by_number)
        for row, sub_criterion in zip(sub_criteria, content.sub_criteria, strict=True)
        for order, aspect in enumerate(sub_criterion.aspects)
    )
    models.JudgementDescriptor.objects.bulk_create(
        models.JudgementDescriptor(aspect=row, score=score, text=text)
        for row, aspect in zip(aspects, content.aspects, strict=True)
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
