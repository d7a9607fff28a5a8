"""What the public sees of results: moving the pointers of contested skills, and nothing else does.

A frozen championship's pointers stand still. While they do, no number of its sequence is taken either.
"""

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from championships.events import sequence, sources
from championships.events.members import member_of_row
from championships.events.models import Championship, ContestedSkill, ResultRow, ResultState, SkillResult
from championships.marking import Entry as HonoursEntry
from championships.marking import best_of_nation
from people.models import User


def show(skill: ContestedSkill, actor: User | None) -> None:
    """Let the public see the version of `skill` that it may see now; call it with the championship locked."""
    championship = Championship.objects.get(pk=skill.championship_id)
    if championship.is_frozen:
        return
    if _point(skill, visible_version(skill, provisional=championship.shows_provisional), actor):
        refresh_best(championship)
        sequence.advance(championship)


def show_all(championship: Championship, actor: User | None) -> None:
    """Let the public see of every skill what it may see now, unless the championship is frozen."""
    with transaction.atomic():
        sources.lock_sources(championship.results.values_list("source", flat=True))
        now = sequence.locked(championship.pk)
        if now.is_frozen:
            return
        for skill in now.skills.order_by("pk"):
            _point(skill, visible_version(skill, provisional=now.shows_provisional), actor)
        refresh_best(now)
        sequence.advance(now)


def visible_version(skill: ContestedSkill, *, provisional: bool) -> SkillResult | None:
    """Return the newest version that may be public: the newest published, or a first one where they may be shown early.

    Nothing is visible of a skill whose results went to another place.
    """
    current = skill.results.filter(replaced_at__isnull=True).first()
    if current is None:
        return None
    published = skill.results.filter(state=ResultState.PUBLISHED).order_by("-version").first()
    return published or (current if provisional else None)


def _point(skill: ContestedSkill, result: SkillResult | None, actor: User | None) -> bool:
    """Move the pointer and return whether that changed anything; the source of a published result hears of it."""
    skill.refresh_from_db(fields=["public_result", "public_state", "public_since"])
    state = result.state if result else ""
    if (skill.public_result_id, skill.public_state) == (result.pk if result else None, state):
        return False
    is_another = skill.public_result_id != (result.pk if result else None)
    if is_another or state == ResultState.PUBLISHED:
        skill.public_since = timezone.now() if result else None
    skill.public_result, skill.public_state = result, state
    skill.save(update_fields=["public_result", "public_state", "public_since"])
    if result is not None and state == ResultState.PUBLISHED:
        source = sources.source_of(result.source)
        if source is not None:
            source.shown(result, actor)
    return True


def refresh_best(championship: Championship) -> None:
    """Mark anew who of the public lines is the best of whom they stand for (rules 3.2); equals share it."""
    rows = public_rows(championship)
    best = best_keys(rows, championship)
    changed = [row for row in rows if row.best_of_member != (row.pk in best)]
    for row in changed:
        row.best_of_member = row.pk in best
    ResultRow.objects.bulk_update(changed, ["best_of_member"], batch_size=500)


def public_rows(championship: Championship) -> list[ResultRow]:
    """Return the lines of all public results of `championship`. One query."""
    shown = ContestedSkill.objects.filter(championship=championship, public_result__isnull=False)
    rows = ResultRow.objects.filter(result__in=shown.values("public_result")).select_related("result")
    return list(rows.order_by("result", "position", "pk"))


def best_keys(rows: Iterable[ResultRow], championship: Championship) -> set[int]:
    """Return the keys of the lines that are the best of whom they stand for; only points of the scale compare skills."""
    scored = [row for row in rows if row.scale_score is not None and member_of_row(row, championship.members_are)]
    entries = [
        HonoursEntry(
            member_of_row(row, championship.members_are), str(row.result.contested_skill_id), row.scale_score or 0
        )
        for row in scored
    ]
    return {row.pk for row, is_best in zip(scored, best_of_nation(entries), strict=True) if is_best}
