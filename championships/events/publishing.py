"""Publishing the results of a skill on a championship's pages."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from championships.events.models import Championship, ResultRow, ResultState, SkillResult
from championships.schemes.models import SchemeVersion
from people.audit import record
from people.models import User
from people.permissions import may_publish_results

CENT = Decimal("0.01")


class ResultsRefused(ValueError):
    """The results cannot be published as they are; the message says why, in the reader's language."""


@dataclass(frozen=True)
class PublishedCriterion:
    """A criterion as the public sees it; `maximum` in marks."""

    letter: str
    name: str
    maximum: Decimal


@dataclass(frozen=True)
class PublishedRow:
    """One competitor's line: marks by criterion letter and by number of the standards section, all in marks."""

    position: int
    name: str
    organisation_name: str
    total: Decimal
    criteria: Mapping[str, Decimal] = field(default_factory=dict)
    sections: Mapping[str, Decimal] = field(default_factory=dict)


def publish_results(
    *,
    actor: User,
    championship: Championship,
    skill_title: str,
    scheme_version: SchemeVersion | None,
    source: str,
    rows: Sequence[PublishedRow],
    criteria: Sequence[PublishedCriterion],
    state: ResultState = ResultState.PUBLISHED,
) -> SkillResult:
    """Publish the results of one skill and return them.

    `source` names what they were taken from, for example `room:<uuid>`: publishing again from it makes a new version
    in the place of the last one, which is kept but no longer shown, also when it stood in another championship.

    Raises:
        PermissionDenied: `actor` may not publish results.
        ResultsRefused: there are no rows, or a total is above the maximum or below zero.
    """
    if not may_publish_results(actor):
        raise PermissionDenied
    maximum = sum((criterion.maximum for criterion in criteria), Decimal(0)).quantize(CENT)
    _check(rows, maximum)
    with transaction.atomic():
        Championship.objects.select_for_update().get(pk=championship.pk)
        result = SkillResult.objects.create(
            championship=championship,
            skill_title=skill_title,
            scheme_version=scheme_version,
            source=source,
            version=_retire_last(source) + 1,
            state=state,
            maximum=maximum,
            criteria=[_criterion_as_json(criterion) for criterion in criteria],
        )
        ResultRow.objects.bulk_create(_row_of(result, row) for row in rows)
        data = {"source": source, "version": result.version, "state": state.value, "rows": len(rows)}
        record(actor=actor, action="results.published", subject=result, data=data)
    return result


def _check(rows: Sequence[PublishedRow], maximum: Decimal) -> None:
    """Refuse what the public must not be shown."""
    if not rows:
        raise ResultsRefused(_("There are no results to publish yet."))
    for row in rows:
        if not 0 <= row.total <= maximum:
            message = _("%(name)s has %(total)s marks of %(maximum)s: that cannot be published.")
            raise ResultsRefused(message % {"name": row.name, "total": row.total, "maximum": maximum})


def _retire_last(source: str) -> int:
    """Take what is public from this source out of sight, wherever it stands, and return its last version, else 0.

    Whoever published in the wrong championship publishes again in the right one.
    """
    earlier = SkillResult.objects.filter(source=source)
    earlier.filter(replaced_at__isnull=True).update(replaced_at=timezone.now())
    return earlier.aggregate(last=Max("version"))["last"] or 0


def _criterion_as_json(criterion: PublishedCriterion) -> dict[str, str]:
    return {"letter": criterion.letter, "name": criterion.name, "maximum": str(criterion.maximum.quantize(CENT))}


def _row_of(result: SkillResult, row: PublishedRow) -> ResultRow:
    return ResultRow(
        result=result,
        position=row.position,
        name=row.name,
        organisation_name=row.organisation_name,
        total=row.total,
        criteria=_as_json(row.criteria),
        sections=_as_json(row.sections),
    )


def _as_json(marks: Mapping[str, Decimal]) -> dict[str, str]:
    """Return marks as JSON keeps them: text with two decimals and a point."""
    return {str(key): str(mark.quantize(CENT)) for key, mark in marks.items()}
