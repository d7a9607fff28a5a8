"""Storing the results of a past championship, by the same steps as any other result."""

from collections.abc import Iterable, Sequence

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from championships.events import sequence
from championships.events.contesting import contest
from championships.events.handing_over import hand_over, hidden_in
from championships.events.importing.carrying_out import Meanwhile
from championships.events.importing.plan import Verdict
from championships.events.importing.tables import Line
from championships.events.lines import HandedOver, PublishedRow
from championships.events.models import Championship, ContestedSkill, MembersAre, PublicPerson
from championships.events.past_results.lines import PastLine, key_of, name_of, place_key
from championships.events.past_results.planning import Choices, PastResults, PastSkill, plan, source_of_skill
from championships.events.publishing import publish_at_once
from championships.events.recognising import Naming
from championships.events.refusals import EventRefused
from championships.schemes.linking import propose_skill
from people.audit import record
from people.initials import initials_of
from people.models import User
from people.permissions import may_run_championships

COUNTRY_LETTERS = 2


def carry_out(
    *,
    actor: User,
    championship: Championship,
    lines: Sequence[Line],
    shown: str,
    choices: Choices | None = None,
    published_by: str = "",
    reason: str = "",
) -> PastResults:
    """Store what the dry run with the fingerprint `shown` has shown, and return it. Skills that it refused are left out.

    Names are public as initials. Where `published_by` says which official publication has the names already, they are
    public in full, but for people who were removed on request. Where one person is enough, results are published.
    A result that stands already and differs gets a new version, and `reason` says why.

    Raises:
        PermissionDenied: `actor` may not run championships.
        Meanwhile: the same file would give something else now.
        EventRefused: a step is refused after all; nothing is stored then.
    """
    if not may_run_championships(actor):
        raise PermissionDenied
    with transaction.atomic():
        locked = sequence.locked(championship.pk)
        planned = plan(lines, locked, choices)
        if planned.fingerprint() != shown:
            raise Meanwhile(_("Something changed meanwhile. Look at what would be done now, and confirm again."))
        removed = _removed() if published_by.strip() else frozenset()
        if planned.of(Verdict.CHANGED) and not reason.strip():
            raise EventRefused(_("Say why the results are corrected: it stays on record."))
        for past in planned.to_store():
            _store(actor, locked, past, removed, reason, names=bool(published_by.strip()))
        data = {"skills": len(planned.to_store()), "names_published_by": published_by.strip()}
        record(actor=actor, action="results.imported", subject=locked, data=data)
    return planned


def _removed() -> frozenset[str]:
    """Return the names, for comparing, of everybody who was removed on request."""
    gone = PublicPerson.objects.filter(removed_at__isnull=False).values_list("family_name", "given_name")
    return frozenset(Naming(family, given).key for family, given in gone)


def _store(
    actor: User, championship: Championship, past: PastSkill, removed: frozenset[str], reason: str, *, names: bool
) -> None:
    skill, source = _contested(actor, championship, past), source_of_skill(championship, past.number)
    hidden = {key for key, _name in hidden_in(source)}
    rows = [
        _row(line, championship, "" if _was_hidden(line, hidden) else _public(line, removed, names=names))
        for line in past.lines
    ]
    result = hand_over(
        actor=actor,
        championship=championship,
        skill_title=str(skill),
        scheme_version=None,
        source=source,
        handed=HandedOver(rows, (), brings_awards=True),
        contested_skill=skill,
        reason=reason if past.verdict == Verdict.CHANGED else "",
    )
    publish_at_once(actor=actor, result=result)


def _was_hidden(line: PastLine, hidden: Iterable[str]) -> bool:
    """Return whether a name was hidden here when the lines of the place were read the other way."""
    place = place_key(line)
    return any(key == place if line.shares_place else key.startswith(f"{place}/") for key in hidden)


def _contested(actor: User, championship: Championship, past: PastSkill) -> ContestedSkill:
    """Return the contested skill of this number, made where there is none: of the list, or under the title of the file."""
    if past.skill is not None:
        return ContestedSkill.objects.get(pk=past.skill)
    title = past.title.removeprefix(past.number).strip()
    # Where the file names the skill, a number of another list must not make it another one.
    listed = propose_skill("", title) if title else propose_skill(past.number, "")
    if listed is not None and championship.skills.filter(skill=listed).exists():
        raise EventRefused(_("“%(name)s” is contested already, under another number.") % {"name": listed.name})
    named = {"skill": listed} if listed else {"title": title or _("Skill %(number)s") % {"number": past.number}}
    size = max((len(line.people) for line in past.lines), default=1)
    return contest(actor=actor, championship=championship, number=past.number, team_size=max(size, 1), **named)


def _row(line: PastLine, championship: Championship, public_name: str) -> PublishedRow:
    name = line.member_name or line.member
    code = line.member.upper()
    is_country = len(code) == COUNTRY_LETTERS and championship.members_are == MembersAre.COUNTRY
    return PublishedRow(
        line.position,
        name_of(line),
        name,
        None,
        key=key_of(line),
        public_name=public_name,
        region=name[:100] if championship.members_are == MembersAre.REGION else "",
        country=code if is_country else "",
        scale_score=line.score,
        medal=line.medal,
    )


def _public(line: PastLine, removed: frozenset[str], *, names: bool) -> str:
    """Return what the public may call the people of a line; where the file has no people, whom it stands for."""
    if not line.people:
        return line.member_name or line.member
    shown = [each for each in line.people if each.key not in removed]
    return ", ".join(each.full_name if names else initials_of(each.full_name) for each in shown)
