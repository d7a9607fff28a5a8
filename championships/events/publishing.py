"""Publishing the results of a skill on a championship's pages."""

from collections.abc import Sequence

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from championships.events import composing, confirming, showing
from championships.events.handing_over import hand_over
from championships.events.lines import HandedOver, PublishedCriterion, PublishedRow
from championships.events.models import Championship, ContestedSkill, ResultState, SkillResult
from championships.events.recomputing import differences, from_own_rows
from championships.events.refusals import ResultsRefused
from championships.schemes.models import SchemeVersion
from people.audit import record
from people.models import User
from people.permissions import may_publish_results

__all__ = ["PublishedCriterion", "PublishedRow", "ResultsRefused", "publish", "publish_at_once", "publish_results"]
MOST_SAID = 5


def publish(*, actor: User, result: SkillResult) -> SkillResult:
    """Publish a confirmed result, after it was recomputed and compared, and return it.

    In a frozen championship it is published, and the public sees it when the championship thaws.

    Raises:
        PermissionDenied: `actor` may not publish results.
        ResultsRefused: it is not confirmed or no longer current, recomputing gives anything else than is stored, or
            medals are computed in another way since.
    """
    if not may_publish_results(actor):
        raise PermissionDenied
    with transaction.atomic():
        _championship, result = confirming.locked(result)
        _take_step(actor, result)
    return result


def publish_at_once(*, actor: User, result: SkillResult) -> SkillResult:
    """Confirm and publish a provisional result where one person is enough; elsewhere leave it. Return it.

    Raises:
        PermissionDenied: `actor` may not publish results.
        ResultsRefused: as `publish`.
    """
    if not may_publish_results(actor):
        raise PermissionDenied
    with transaction.atomic():
        championship, result = confirming.locked(result)
        if not championship.needs_second_person and result.state == ResultState.PROVISIONAL:
            confirming.take_step(actor, result)
            _take_step(actor, result)
    return result


def publish_results(
    *,
    actor: User,
    championship: Championship,
    skill_title: str,
    scheme_version: SchemeVersion | None,
    source: str,
    rows: Sequence[PublishedRow],
    criteria: Sequence[PublishedCriterion],
    contested_skill: ContestedSkill | None = None,
) -> SkillResult:
    """Hand the results of one skill over, publish them where one person is enough, and return them.

    Raises:
        PermissionDenied: `actor` may not publish results.
        ResultsRefused: as `hand_over` and `publish`.
    """
    with transaction.atomic():
        result = hand_over(
            actor=actor,
            championship=championship,
            skill_title=skill_title,
            scheme_version=scheme_version,
            source=source,
            handed=HandedOver(rows, criteria),
            contested_skill=contested_skill,
        )
        return publish_at_once(actor=actor, result=result)


def _take_step(actor: User, result: SkillResult) -> None:
    if result.state != ResultState.CONFIRMED:
        raise ResultsRefused(_("Only a confirmed result can be published."))
    if found := differences(result):
        told = "; ".join(str(each) for each in found[:MOST_SAID])
        message = _("Recomputing gives something else, so nothing is published. %(differences)s")
        raise ResultsRefused(message % {"differences": told})
    _refuse_outdated(result)
    result.state, result.published_by, result.published_at = ResultState.PUBLISHED, actor, timezone.now()
    result.save(update_fields=["state", "published_by", "published_at"])
    assert result.contested_skill is not None  # noqa: S101 -- every result that is handed over has one
    showing.show(result.contested_skill, actor)
    data = {"source": result.source, "version": result.version, "state": result.state, "rows": result.rows.count()}
    record(actor=actor, action="results.published", subject=result, data=data)


def _refuse_outdated(result: SkillResult) -> None:
    """Refuse what was handed over before the computing of awards was mended, where that makes a difference."""
    if composing.is_outdated(from_own_rows(result, list(result.rows.all())), result.facts):
        message = _(
            "Places or medals are computed in another way since this was handed over: correct the result first."
        )
        raise ResultsRefused(message)
