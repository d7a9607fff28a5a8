"""Forming the teams that mark: three experts or more and who coordinates them, and nobody marks their own."""

from collections.abc import Iterable, Sequence

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from championships.events import sequence
from championships.events.members import member_of_entry, member_of_official
from championships.events.models import (
    Championship,
    ContestedSkill,
    Entry,
    EntryStatus,
    MarkingTeam,
    MarkingTeamSeat,
    Official,
)
from championships.events.refusals import EventRefused
from championships.marking import Expert, IncompletePanel, Panel, SeatsMissing, seat_panel
from championships.marking.judgement import PANEL
from people.audit import record
from people.models import User
from people.permissions import may_run_championships


def form_team(
    *, actor: User, contested_skill: ContestedSkill, name: str, judges: Sequence[Official], coordinator: Official
) -> MarkingTeam:
    """Form a marking team and return it.

    Raises:
        PermissionDenied: `actor` may not run championships.
        EventRefused: fewer than three judges, somebody twice or of another skill, or a competitor whom too few of
            the team may mark, because two are compatriots (rules 1.4).
    """
    if not may_run_championships(actor):
        raise PermissionDenied
    with transaction.atomic():
        championship = sequence.locked(contested_skill.championship_id)
        _check_officials(contested_skill, [*judges, coordinator])
        if len(judges) < PANEL:
            raise EventRefused(_("A marking team has three judges at least, and a coordinator."))
        if problems := problems_of(judges, coordinator, _standing(contested_skill), championship):
            raise EventRefused(" ".join(problems))
        if MarkingTeam.objects.filter(contested_skill=contested_skill, name=name).exists():
            raise EventRefused(_("A marking team of this skill has this name already."))
        team = MarkingTeam.objects.create(contested_skill=contested_skill, name=name)
        seats = [(judge, False) for judge in judges] + [(coordinator, True)]
        MarkingTeamSeat.objects.bulk_create(
            MarkingTeamSeat(team=team, official=official, coordinator=leads) for official, leads in seats
        )
        data = {"judges": [judge.pk for judge in judges], "coordinator": coordinator.pk}
        record(actor=actor, action="marking_team.formed", subject=team, data=data)
    return team


def dissolve_team(*, actor: User, team: MarkingTeam) -> None:
    """Dissolve a marking team.

    Raises:
        PermissionDenied: `actor` may not run championships.
    """
    if not may_run_championships(actor):
        raise PermissionDenied
    with transaction.atomic():
        officials = list(team.seats.values_list("official", flat=True))
        record(actor=actor, action="marking_team.dissolved", subject=team, data={"officials": officials})
        team.delete()


def panel_of(team: MarkingTeam, entry: Entry) -> Panel:
    """Return which experts of the team mark this entry; the keys are those of people.

    Raises:
        SeatsMissing: too few of them may.
    """
    return _panel(*_seated(team), entry, entry.contested_skill.championship)


def may_mark(team: MarkingTeam, entry: Entry) -> bool:
    """Return whether enough of the team are no compatriots of this entry."""
    try:
        panel_of(team, entry)
    except SeatsMissing:
        return False
    return True


def problems_of_team(team: MarkingTeam) -> list[str]:
    """Return in words which entries the team cannot mark as they stand now; entries may come after the team."""
    return problems_of(*_seated(team), _standing(team.contested_skill), team.contested_skill.championship)


def _seated(team: MarkingTeam) -> tuple[list[Official], Official | None]:
    """Return the judges of a team in the order of their seats, and who coordinates."""
    seats = list(team.seats.all())
    judges = [seat.official for seat in seats if not seat.coordinator]
    return judges, next((seat.official for seat in seats if seat.coordinator), None)


def problems_of(
    judges: Sequence[Official], coordinator: Official | None, entries: Iterable[Entry], championship: Championship
) -> list[str]:
    """Return in words which of `entries` these experts cannot mark."""
    problems = []
    for entry in entries:
        try:
            _panel(judges, coordinator, entry, championship)
        except SeatsMissing:
            words = _("Entry %(number)s (%(member)s): too many of the team are compatriots. Form a second team for it.")
            problems.append(words % {"number": entry.number, "member": member_of_entry(entry, championship)})
        except IncompletePanel:
            return [_("Nobody holds two seats of one marking team.")]
    return problems


def _panel(judges: Sequence[Official], coordinator: Official | None, entry: Entry, championship: Championship) -> Panel:
    team = [_expert(judge, championship) for judge in judges]
    leads = _expert(coordinator, championship) if coordinator else None
    member = member_of_entry(entry, championship) or f"entry {entry.pk}"
    return seat_panel(team, leads, member, panel=len(team))


def _expert(official: Official, championship: Championship) -> Expert:
    """Return the expert for the rule; of whom it is not known whom they stand for is nobody's compatriot."""
    member = member_of_official(official, championship) or f"official {official.pk}"
    return Expert(str(official.person_id), member)


def _standing(skill: ContestedSkill) -> list[Entry]:
    return list(skill.entries.exclude(status=EntryStatus.WITHDRAWN).select_related("organisation"))


def _check_officials(skill: ContestedSkill, officials: Sequence[Official]) -> None:
    for official in officials:
        elsewhere = official.contested_skill_id not in {None, skill.pk}
        if official.championship_id != skill.championship_id or elsewhere:
            message = _("%(name)s is no official of this skill.")
            raise EventRefused(message % {"name": official.person.full_name})
    if len({official.person_id for official in officials}) != len(officials):
        raise EventRefused(_("Nobody holds two seats of one marking team."))
