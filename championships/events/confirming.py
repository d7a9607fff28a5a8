"""Confirming a result: a second person has compared it with what was signed."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from championships.events import sequence, showing, sources
from championships.events.models import Championship, OfficialRole, ResultState, SkillResult
from championships.events.refusals import ResultsRefused
from people.audit import record
from people.models import User
from people.permissions import may_confirm_results, may_run_championships

CHIEFS = (OfficialRole.CHIEF_EXPERT, OfficialRole.DEPUTY_CHIEF_EXPERT)


def may_confirm(user: User, result: SkillResult) -> bool:
    """Return whether `user` may confirm results of this skill: an organiser, or its chief expert or deputy."""
    return may_confirm_results(user) and (
        may_run_championships(user) or result.contested_skill_id in skills_as_chief(user, result.championship)
    )


def skills_as_chief(user: User, championship: Championship) -> set[int]:
    """Return the keys of the contested skills that `user` is a chief expert of; for the whole event, all of them."""
    tasks = championship.officials.filter(person__user=user, role__in=CHIEFS)
    of_skills = set(tasks.values_list("contested_skill", flat=True))
    if None in of_skills:
        return set(championship.skills.values_list("pk", flat=True))
    return {key for key in of_skills if key is not None}


def confirm(*, actor: User, result: SkillResult) -> SkillResult:
    """Confirm a provisional result and return it.

    Raises:
        PermissionDenied: `actor` may not confirm results of this skill.
        ResultsRefused: it is no longer provisional or current, or `actor` handed it over and a second person must look.
    """
    if not may_confirm(actor, result):
        raise PermissionDenied
    with transaction.atomic():
        championship, result = locked(result)
        if championship.needs_second_person and result.sent_by_id == actor.pk:
            raise ResultsRefused(_("You handed this result over: somebody else has to confirm it."))
        take_step(actor, result)
    return result


def take_step(actor: User, result: SkillResult) -> None:
    """Move a provisional result to confirmed, in a transaction that has locked its championship.

    Raises:
        ResultsRefused: it is not provisional.
    """
    if result.state != ResultState.PROVISIONAL:
        raise ResultsRefused(_("Only a provisional result can be confirmed."))
    result.state, result.confirmed_by, result.confirmed_at = ResultState.CONFIRMED, actor, timezone.now()
    result.save(update_fields=["state", "confirmed_by", "confirmed_at"])
    assert result.contested_skill is not None  # noqa: S101 -- every result that is handed over has one
    showing.show(result.contested_skill, actor)
    record(actor=actor, action="results.confirmed", subject=result, data={"version": result.version})


def locked(result: SkillResult) -> tuple[Championship, SkillResult]:
    """Return the championship, locked, and the result as it is now.

    Raises:
        ResultsRefused: a newer version was handed over.
    """
    sources.lock_sources([result.source])
    championship = sequence.locked(result.championship_id)
    now = SkillResult.objects.select_related("contested_skill").get(pk=result.pk)
    if now.replaced_at is not None:
        raise ResultsRefused(_("A newer version of this result was handed over meanwhile: look at that one."))
    return championship, now
