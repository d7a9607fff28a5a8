"""Correcting results: a correction is a new version with its reason, and the former values stay."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from itertools import pairwise

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from championships.events import confirming, public_reasons, publicity, sources
from championships.events.handing_over import hand_over
from championships.events.lines import HandedOver
from championships.events.matching import EntryFinder
from championships.events.models import Championship, ContestedSkill, ResultRow, SkillResult
from championships.events.recomputing import Difference, compare_rows, from_own_rows
from championships.events.refusals import ResultsRefused
from championships.marking import competition_ranking
from people.audit import record
from people.models import User
from people.permissions import may_run_championships

TOTAL = "total"
# By the key of the line: marks by criterion letter, or under `total` where a result has no criteria.
Changes = Mapping[int, Mapping[str, Decimal]]


@dataclass(frozen=True)
class Correction:
    """One correction: of which version, why, by whom and when, and each cell with its former value (`stored`)."""

    result: SkillResult
    reason: str
    by: User | None
    at: datetime | None
    changes: Sequence[Difference]


def correct(
    *, actor: User, result: SkillResult, reason: str, public_reason: str = "", changes: Changes | None = None
) -> SkillResult:
    """Make a new provisional version of a result and return it; the public sees the old one until that is published.

    What comes from a room is taken from it anew, after its forms were opened and signed again; other results are
    given `changes`. The `reason` stays at the desk; the public reads `public_reason`, if there is any.

    Raises:
        PermissionDenied: `actor` may not run championships.
        ResultsRefused: there is no reason, nothing is different, marks of a room were to be typed, or the public would
            read a name that is not public.
    """
    if not may_run_championships(actor):
        raise PermissionDenied
    if not reason.strip():
        raise ResultsRefused(_("Say why the result is corrected."))
    with transaction.atomic():
        championship, now = confirming.locked(result)
        _refuse_hidden_name(championship, public_reason)
        handed = _anew(now, changes)
        after = hand_over(
            actor=actor,
            championship=championship,
            skill_title=now.skill_title,
            scheme_version=now.scheme_version,
            source=now.source,
            handed=handed,
            contested_skill=now.contested_skill,
            reason=reason,
        )
        after.public_reason = public_reason.strip()
        after.save(update_fields=["public_reason"])
        found = list(_changes(list(now.rows.all()), list(after.rows.all())))
        if not found:
            raise ResultsRefused(_("Nothing is different from what stands already."))
        data = {"reason": after.reason, "public_reason": after.public_reason, "changes": [str(each) for each in found]}
        record(actor=actor, action="results.corrected", subject=after, data=data)
    return after


def corrections_of(skill: ContestedSkill) -> list[Correction]:
    """Return the corrections of a contested skill, the latest first, for organisers: lines carry their sealed names."""
    results = list(skill.results.select_related("sent_by").prefetch_related("rows").order_by("version"))
    found = []
    for before, after in pairwise(results):
        changes = list(_changes(list(before.rows.all()), list(after.rows.all())))
        found.append(Correction(after, after.reason, after.sent_by, after.sent_at, changes))
    return found[::-1]


def _refuse_hidden_name(championship: Championship, public_reason: str) -> None:
    people = publicity.people_of(championship) if public_reason else ()
    if name := public_reasons.hidden_name_at(championship, public_reason, people):
        message = _(
            "Leave out “%(name)s” where the public reads it: somebody here is called so, whose name is not public."
        )
        raise ResultsRefused(message % {"name": name})


def _anew(result: SkillResult, changes: Changes | None) -> HandedOver:
    source = sources.source_of(result.source)
    if source is None:
        return _changed(result, changes or {})
    if changes:
        raise ResultsRefused(_("The marks of this result come from a room: correct them there, then take them anew."))
    assert result.contested_skill is not None  # noqa: S101 -- every result that is handed over has one
    handed = source.recompute(sources.key_of(result.source))
    entries = {row.key: row.entry for row in result.rows.select_related("entry__organisation") if row.key}
    finder = EntryFinder(result.contested_skill)
    lines = [replace(line, entry=entries.get(line.key) or finder.find(line.name)) for line in handed.rows]
    return replace(handed, rows=lines)


def _changed(result: SkillResult, changes: Changes) -> HandedOver:
    """Return the lines of the result with the changes, and the places that follow from them."""
    rows = list(result.rows.select_related("entry__organisation"))
    handed = from_own_rows(result, rows)
    lines = []
    for row, line in zip(rows, handed.rows, strict=True):
        new = dict(changes.get(row.pk, {}))
        criteria = {**line.criteria, **{letter: mark for letter, mark in new.items() if letter != TOTAL}}
        total = sum(criteria.values(), Decimal(0)) if criteria else new.get(TOTAL, line.total)
        lines.append(replace(line, criteria=criteria, total=total))
    if handed.brings_awards:
        places = competition_ranking([line.total or Decimal(0) for line in lines])
        lines = [replace(line, position=place) for line, place in zip(lines, places, strict=True)]
    return replace(handed, rows=lines)


def _changes(before: Sequence[ResultRow], after: Sequence[ResultRow]) -> Iterator[Difference]:
    old = {_identity(row): row for row in before}
    new = {_identity(row): row for row in after}
    for key in {**old, **new}:
        former, now = old.get(key), new.get(key)
        if former is None or now is None:
            name = (former or now or ResultRow()).name
            yield Difference(name, "line", "" if former is None else name, "" if now is None else name)
        else:
            yield from compare_rows(former, now)


def _identity(row: ResultRow) -> str:
    return str(row.entry_id) if row.entry_id else row.key or row.name
