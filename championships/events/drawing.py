"""Drawing workplaces by lot: recorded, and repeatable by anybody from the seed.

Method 1: the entries are named by their keys, as text. The lot of an entry is the SHA-256 of `seed:key` in UTF-8, in
hexadecimal. Entries are put in the order of their lots, and get the workplaces 1, 2, 3 … in it.
"""

import secrets
from collections.abc import Sequence
from hashlib import sha256

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from championships.events import sequence
from championships.events.models import ContestedSkill, Draw, Entry, EntryStatus
from championships.events.refusals import EventRefused
from people.audit import record
from people.models import User
from people.permissions import may_run_championships

METHOD = 1
SEED_BYTES = 16


def outcome_of(seed: str, keys: Sequence[str]) -> dict[str, int]:
    """Return the workplace of each key by method 1; the order of `keys` is nothing.

    >>> outcome_of("Qaraghandy 2026-11-12", ["101", "102", "103", "104"])
    {'103': 1, '102': 2, '101': 3, '104': 4}
    """
    ordered = sorted(keys, key=lambda key: sha256(f"{seed}:{key}".encode()).hexdigest())
    return {key: place for place, key in enumerate(ordered, start=1)}


def draw_workplaces(*, actor: User, contested_skill: ContestedSkill, seed: str | None = None) -> Draw:
    """Draw the workplaces of all entries that were not withdrawn, and return the draw.

    Give a `seed` that was made in front of everybody, such as dice or a sentence; without one it is drawn at random.

    Raises:
        PermissionDenied: `actor` may not run championships.
        EventRefused: nobody is entered, there are too few workplaces, results exist, or a draw stands.
    """
    if not may_run_championships(actor):
        raise PermissionDenied
    with transaction.atomic():
        championship = sequence.locked(contested_skill.championship_id)
        entries = list(contested_skill.entries.exclude(status=EntryStatus.WITHDRAWN).order_by("number"))
        _check(contested_skill, entries)
        used = (seed or "").strip() or secrets.token_hex(SEED_BYTES)
        keys = [str(entry.pk) for entry in entries]
        outcome = outcome_of(used, keys)
        draw = Draw.objects.create(
            contested_skill=contested_skill, seed=used, method=METHOD, order=keys, outcome=outcome, drawn_by=actor
        )
        _place(contested_skill, entries, outcome)
        sequence.advance(championship)
        record(actor=actor, action="workplaces.drawn", subject=draw, data={"seed": used, "entries": keys})
    return draw


def repeat_draw(draw: Draw) -> dict[str, int]:
    """Draw again from what was recorded and return the outcome.

    Raises:
        EventRefused: what comes out is not what was recorded, or the method is unknown.
    """
    if draw.method != METHOD:
        raise EventRefused(_("This draw was made by a method that is not known here."))
    outcome = outcome_of(draw.seed, draw.order)
    if outcome != draw.outcome:
        raise EventRefused(_("The recorded workplaces are not those that the seed gives."))
    return outcome


def annul_draw(*, actor: User, draw: Draw, reason: str) -> Draw:
    """Annul a draw, so that workplaces can be drawn again; the record stays.

    Raises:
        PermissionDenied: `actor` may not run championships.
        EventRefused: there is no reason, it was annulled already, or results exist.
    """
    if not may_run_championships(actor):
        raise PermissionDenied
    if not reason.strip():
        raise EventRefused(_("Say why the draw is annulled."))
    with transaction.atomic():
        championship = sequence.locked(draw.contested_skill.championship_id)
        draw = Draw.objects.select_related("contested_skill").get(pk=draw.pk)
        if draw.annulled_at is not None:
            raise EventRefused(_("This draw was annulled already."))
        _refuse_results(draw.contested_skill)
        draw.annulled_by, draw.annulled_at, draw.annulled_reason = actor, timezone.now(), reason.strip()
        draw.save(update_fields=["annulled_by", "annulled_at", "annulled_reason"])
        draw.contested_skill.entries.update(workplace=None)
        sequence.advance(championship)
        record(actor=actor, action="workplaces.annulled", subject=draw, data={"reason": draw.annulled_reason})
    return draw


def _check(skill: ContestedSkill, entries: Sequence[Entry]) -> None:
    _refuse_results(skill)
    if not entries:
        raise EventRefused(_("Nobody is entered in this skill yet."))
    if skill.workplaces is not None and skill.workplaces < len(entries):
        figures = {"places": skill.workplaces, "entries": len(entries)}
        raise EventRefused(_("There are %(places)s workplaces for %(entries)s entries.") % figures)
    if skill.draws.filter(annulled_at__isnull=True).exists():
        raise EventRefused(_("The workplaces were drawn already. Annul that draw first, and say why."))


def _refuse_results(skill: ContestedSkill) -> None:
    if skill.results.exists():
        raise EventRefused(_("This skill has results: its workplaces stay as they are."))


def _place(skill: ContestedSkill, entries: Sequence[Entry], outcome: dict[str, int]) -> None:
    skill.entries.update(workplace=None)
    for entry in entries:
        entry.workplace = outcome[str(entry.pk)]
    Entry.objects.bulk_update(entries, ["workplace"])
