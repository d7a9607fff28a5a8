"""Making the steps of a ceremony: once, from final results, under a seal."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from hashlib import sha256
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from championships.events import sequence
from championships.events.members import member_of_row
from championships.events.models import Ceremony, Championship, ResultRow, ResultState, SkillResult
from championships.events.refusals import EventRefused
from championships.events.reveal.doorbell import ring
from championships.events.reveal.rehearsing import rehearsal_skills
from championships.events.reveal.steps import Choices, RevealLine, RevealSkill, Step, steps_of
from championships.events.skill_names import titles_of
from championships.marking import Medal
from people.audit import record
from people.models import User
from people.permissions import may_run_championships

FINAL = (ResultState.CONFIRMED, ResultState.PUBLISHED)
HIGHEST_CHOICE = 30


def final_results(championship: Championship) -> dict[int, SkillResult]:
    """Return the current results that are confirmed or published, by the key of their contested skill. One query."""
    found = championship.results.filter(replaced_at=None, state__in=FINAL, contested_skill__isnull=False)
    return {result.contested_skill_id: result for result in found if result.contested_skill_id is not None}


def make(
    *, actor: User, championship: Championship, skills: Sequence[int], choices: Choices, rehearsal: bool = False
) -> Ceremony:
    """Make the steps of the skills with these keys, in their order, put the first one on the screens, and return them.

    A ceremony that is open is ended by it; the screens stay at their address. A rehearsal has invented results.

    Raises:
        PermissionDenied: `actor` may not run championships.
        EventRefused: no skill was chosen, or one has no confirmed result.
    """
    if not may_run_championships(actor):
        raise PermissionDenied
    if not skills:
        raise EventRefused(_("Choose at least one skill: give it a number."))
    with transaction.atomic():
        championship = sequence.locked(championship.pk)
        results = {} if rehearsal else _results_for(championship, skills)
        revealed = rehearsal_skills(list(skills)) if rehearsal else _revealed(championship, results, skills)
        steps = [step.as_json() for step in steps_of(revealed, choices)]
        sources = sources_of(results.values())
        before = _end_open(championship)
        ceremony = Ceremony(
            championship=championship,
            rehearsal=rehearsal,
            steps=steps,
            sources=sources,
            choices=asdict(choices),
            seal=seal_of(steps, sources, asdict(choices)),
            made_by=actor,
        )
        if before is not None:
            ceremony.key, ceremony.moves, ceremony.sayings = before.key, before.moves + 1, before.sayings
        ceremony.save()
        data = {"rehearsal": rehearsal, "steps": len(steps), "seal": ceremony.seal}
        record(actor=actor, action="ceremony.made", subject=ceremony, data=data)
        transaction.on_commit(lambda: ring(ceremony.key))
    return ceremony


def _results_for(championship: Championship, skills: Sequence[int]) -> dict[int, SkillResult]:
    final = final_results(championship)
    if missing := [key for key in skills if key not in final]:
        names = ", ".join(titles_of(championship.skills.filter(pk__in=missing)).values())
        raise EventRefused(
            _("No confirmed result yet: %(skills)s. Confirm it, or leave the skill out.") % {"skills": names}
        )
    return {key: final[key] for key in skills}


def _revealed(championship: Championship, results: dict[int, SkillResult], skills: Sequence[int]) -> list[RevealSkill]:
    lines: dict[int, list[RevealLine]] = {result.pk: [] for result in results.values()}
    for row in ResultRow.objects.filter(result__in=lines).order_by("position", "pk"):
        medal = Medal(row.medal) if row.medal else None
        member = member_of_row(row, championship.members_are)
        lines[row.result_id].append(RevealLine(row.pk, row.position, medal, member, row.scale_score))
    return [RevealSkill(key, lines[results[key].pk]) for key in skills]


def _end_open(championship: Championship) -> Ceremony | None:
    """End the ceremony that is open, and return the last one that there was."""
    last = championship.ceremonies.order_by("-made_at", "-pk").first()
    championship.ceremonies.filter(ended_at=None).update(ended_at=timezone.now())
    return last


# The seal ------------------------------------------------------------------------------------------------------------


def sources_of(results: Any) -> list[list[Any]]:
    """Return the key and the seal of each result, as a ceremony stores them."""
    return sorted([result.pk, result.seal] for result in results)


def seal_of(steps: list[dict[str, Any]], sources: list[list[Any]], choices: dict[str, Any]) -> str:
    """Return the SHA-256, in hexadecimal, of the steps and of what they were made from."""
    content = {"steps": steps, "sources": sources, "choices": choices}
    return sha256(json.dumps(content, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


def is_current(ceremony: Ceremony) -> bool:
    """Return whether the results are still those that the steps were made from, and the steps what was made."""
    if ceremony.seal != seal_of(ceremony.steps, ceremony.sources, ceremony.choices):
        return False
    keys = [key for key, _seal in ceremony.sources]
    found = SkillResult.objects.filter(pk__in=keys, replaced_at=None, state__in=FINAL)
    return sources_of(found) == ceremony.sources


def steps_in(ceremony: Ceremony) -> list[Step]:
    """Return the steps of a ceremony, as they were made."""
    return [Step.from_json(facts) for facts in ceremony.steps]
