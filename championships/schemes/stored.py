"""A stored version as the plain scheme that the rules and the exporters work on."""

from championships import marking
from championships.schemes.models import Aspect, Criterion, SchemeVersion, SubCriterion


def scheme_of(version: SchemeVersion) -> marking.Scheme:
    """Return the plain scheme of `version`; six queries, whatever its size."""
    criteria = version.criteria.prefetch_related("sub_criteria__aspects__descriptors", "sub_criteria__aspects__section")
    return marking.Scheme(
        version.skill_number,
        version.skill_name,
        tuple(marking.StandardsSection(s.number, s.name, s.declared) for s in version.sections.all()),
        tuple(_criterion(criterion) for criterion in criteria),
    )


def _criterion(row: Criterion) -> marking.Criterion:
    return marking.Criterion(row.letter, row.name, tuple(_sub_criterion(sub) for sub in row.sub_criteria.all()))


def _sub_criterion(row: SubCriterion) -> marking.SubCriterion:
    aspects = tuple(_aspect(aspect) for aspect in row.aspects.all())
    return marking.SubCriterion(row.code, row.name, row.day, aspects, row.team)


def _aspect(row: Aspect) -> marking.Aspect:
    return marking.Aspect(
        row.code,
        marking.Kind(row.kind),
        row.maximum,
        row.description,
        row.extra,
        row.requirement,
        row.section.number if row.section else None,
        tuple((step.score, step.text) for step in row.descriptors.all()),
        row.calculation,
    )
