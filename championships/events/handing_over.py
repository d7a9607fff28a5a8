"""Handing the result of a skill over to a championship: signed marks come from their source and are never typed twice."""

from collections.abc import Iterable, Sequence

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from championships.events import composing, public_lines, sequence, showing, sources
from championships.events.lines import HandedOver, PublishedRow, criterion_as_json
from championships.events.models import (
    Championship,
    ContestedSkill,
    EntryStatus,
    ResultRow,
    ResultState,
    SkillResult,
)
from championships.events.refusals import ResultsRefused
from championships.events.sealing import seal_of
from championships.schemes.models import SchemeVersion
from people.audit import record
from people.models import User
from people.permissions import may_publish_results


def hand_over(
    *,
    actor: User,
    championship: Championship,
    skill_title: str,
    scheme_version: SchemeVersion | None,
    source: str,
    handed: HandedOver,
    contested_skill: ContestedSkill | None = None,
    reason: str = "",
) -> SkillResult:
    """Hand the result of one skill over and return it: provisional, a new version in the place of the last.

    `source` names what it was taken from, for example `room:<uuid>`. Without a `contested_skill` it goes to the one
    of this title, which is made where there is none. `reason` says why, where something is corrected.

    Raises:
        PermissionDenied: `actor` may not publish results.
        ResultsRefused: there are no rows, a total is above the maximum or below zero, a line's entry is of another
            skill or was withdrawn, or a published result is corrected without a reason.
    """
    if not may_publish_results(actor):
        raise PermissionDenied
    _check(handed)
    with transaction.atomic():
        sources.lock_sources([source])
        locked = _lock(championship, source)
        skill = _skill_for(locked, contested_skill, skill_title, source)
        _check_entries(handed.rows, skill)
        _refuse_without_reason(locked, skill, reason)
        others = _retire(source, skill)
        result = SkillResult(
            championship=locked,
            contested_skill=skill,
            skill_title=skill_title or str(skill),
            scheme_version=scheme_version,
            source=source,
            version=_next_version(source, skill),
            sent_by=actor,
            sent_at=timezone.now(),
            reason=reason.strip(),
            maximum=handed.maximum,
            criteria=[criterion_as_json(criterion) for criterion in handed.criteria],
            facts=composing.facts_of(locked, handed),
        )
        _save(result, composing.rows_of(result, handed))
        _tell(actor, result, (*others, skill))
    return result


def _tell(actor: User, result: SkillResult, skills: Iterable[ContestedSkill]) -> None:
    """Let the public see what it may now see of the skills that were touched, and write the trail."""
    for skill in skills:
        showing.show(skill, actor)
    rows = result.rows.count()
    data = {"source": result.source, "version": result.version, "rows": rows, "reason": result.reason}
    record(actor=actor, action="results.handed_over", subject=result, data=data)


def _check(handed: HandedOver) -> None:
    """Refuse what the public must not be shown."""
    if not handed.rows:
        raise ResultsRefused(_("There are no results to publish yet."))
    for row in handed.rows:
        if row.total is None and handed.brings_awards:
            continue
        if row.total is None or not 0 <= row.total <= handed.maximum:
            message = _("%(name)s has %(total)s marks of %(maximum)s: that cannot be published.")
            raise ResultsRefused(message % {"name": row.name, "total": row.total, "maximum": handed.maximum})


def _check_entries(rows: Sequence[PublishedRow], skill: ContestedSkill) -> None:
    entries = [row.entry for row in rows if row.entry is not None]
    for entry in entries:
        if entry.contested_skill_id != skill.pk or entry.status == EntryStatus.WITHDRAWN:
            message = _("Entry %(number)s is not in this skill, or was withdrawn: it can have no result.")
            raise ResultsRefused(message % {"number": entry.number})
    if len({entry.pk for entry in entries}) != len(entries):
        raise ResultsRefused(_("Two lines of the result are of the same entry."))


def _lock(championship: Championship, source: str) -> Championship:
    """Lock every championship that this source has stood in, in one order, and return the one that it goes to."""
    earlier = SkillResult.objects.filter(source=source, replaced_at__isnull=True)
    keys = sorted({championship.pk, *earlier.values_list("championship", flat=True)})
    return {key: sequence.locked(key) for key in keys}[championship.pk]


def _skill_for(championship: Championship, chosen: ContestedSkill | None, title: str, source: str) -> ContestedSkill:
    """Return the contested skill that the result is of: chosen, that of the last time, that of the title, or a new one."""
    if chosen is not None:
        if chosen.championship_id != championship.pk:
            raise ResultsRefused(_("This skill is contested at another championship."))
        return chosen
    skills = ContestedSkill.objects.filter(championship=championship, title=title).order_by("pk")
    taken = SkillResult.objects.filter(championship=championship, replaced_at__isnull=True).exclude(source=source)
    found = skills.exclude(pk__in=taken.values("contested_skill")).first()
    return found or ContestedSkill.objects.create(championship=championship, title=title)


def _refuse_without_reason(championship: Championship, skill: ContestedSkill, reason: str) -> None:
    published = skill.results.filter(state=ResultState.PUBLISHED)
    if championship.needs_second_person and not reason.strip() and published.exists():
        raise ResultsRefused(_("Published results of this skill stand already: say why they are corrected."))


def _retire(source: str, skill: ContestedSkill) -> Iterable[ContestedSkill]:
    """Take the last versions of this source, wherever they stand, and of this skill out of their place.

    Whoever handed over to the wrong championship hands over again to the right one. Return the other skills.
    """
    now = timezone.now()
    current = SkillResult.objects.filter(replaced_at__isnull=True)
    elsewhere = list(
        ContestedSkill.objects.filter(results__in=current.filter(source=source)).exclude(pk=skill.pk).distinct()
    )
    current.filter(source=source).update(replaced_at=now)
    current.filter(contested_skill=skill).update(replaced_at=now)
    return elsewhere


def _next_version(source: str, skill: ContestedSkill) -> int:
    of_source = SkillResult.objects.filter(source=source).aggregate(last=Max("version"))["last"] or 0
    of_skill = skill.results.aggregate(last=Max("version"))["last"] or 0
    return max(of_source, of_skill) + 1


def _save(result: SkillResult, rows: Sequence[ResultRow]) -> None:
    """Save the result under its seal, and its lines; who was removed on request stays nameless."""
    hidden = hidden_in(result.source)
    for row in rows:
        if row.entry is None and (row.key, row.name if not row.key else "") in hidden:
            row.public_name, row.public_people = "", [public_lines.NOTHING_OF_NOBODY]
    result.save()
    result.seal = seal_of(result, rows)
    result.save(update_fields=["seal"])
    ResultRow.objects.bulk_create(rows)


def hidden_in(source: str) -> set[tuple[str, str]]:
    """Return the lines of a source that were made nameless on request: the key of each, or its name where it has none."""
    nameless = ResultRow.objects.filter(result__source=source, entry__isnull=True, public_name="")
    return {(row.key, "" if row.key else row.name) for row in nameless if public_lines.is_hidden(row)}
