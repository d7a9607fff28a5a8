"""What stands on the screens of a ceremony at its step: what was revealed so far of its skill, and nothing of what comes."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from championships.events.models import Ceremony, Championship, MembersAre
from championships.events.reveal.making import steps_in
from championships.events.reveal.people import ShownLine, shown_lines
from championships.events.reveal.rehearsing import rehearsal_line
from championships.events.reveal.steps import PLACES, Step, StepKind
from championships.events.skill_names import titles_of
from championships.marking import Medal

TABLE_LINES = 8


@dataclass(frozen=True, slots=True)
class Group:
    """Those of one step, together; `is_new` says that it is the step on the screens."""

    kind: StepKind
    label: str
    lines: Sequence[ShownLine]
    is_new: bool


@dataclass(frozen=True, slots=True)
class MemberLine:
    """A member in the medal table; equals share a place."""

    position: int
    member: str
    gold: int
    silver: int
    bronze: int
    medallions: int


@dataclass(frozen=True, slots=True)
class Scene:
    """One picture: a title with what it belongs to, groups of lines, or the medal table. `kind` is empty while nothing is on."""

    kind: str
    title: str
    eyebrow: str = ""
    groups: Sequence[Group] = ()
    table: Sequence[MemberLine] = ()
    rehearsal: bool = False
    podium: Mapping[str, Group] = field(default_factory=dict)


def scene_of(ceremony: Ceremony, title: str) -> Scene:
    """Return what the screens show now of a championship that is called `title`. Three queries at most.

    Only the lines of steps up to the one on the screens are read at all.
    """
    if ceremony.ended_at is not None:
        return Scene("", title)
    steps = steps_in(ceremony)[: ceremony.step + 1]
    now = steps[-1]
    shown = [step for step in steps if _stays(step, now)]
    lines = lines_of(shown if now.kind != StepKind.TABLE else steps, ceremony)
    groups = [_group(step, lines, is_new=step is now) for step in shown if step.lines]
    return Scene(
        kind=now.kind.value,
        title=_title(now, ceremony.championship, title),
        eyebrow=_eyebrow(now, ceremony.championship, title),
        groups=groups,
        table=member_table(lines.values()) if now.kind == StepKind.TABLE else (),
        rehearsal=ceremony.rehearsal,
        podium={group.kind.value: group for group in groups if group.kind in PLACES[1:]},
    )


def _stays(step: Step, now: Step) -> bool:
    """Return whether what `step` revealed stands on the screens at `now`: places of the same skill stay."""
    if step is now:
        return True
    if now.kind == StepKind.PLACE:
        return step.kind == StepKind.PLACE and step.skill == now.skill
    return now.kind in PLACES and step.kind in PLACES[1:] and step.skill == now.skill


def lines_of(steps: Sequence[Step], ceremony: Ceremony) -> dict[int, ShownLine]:
    """Return the lines of these steps by their keys. One query, none in a rehearsal."""
    keys = {key for step in steps for key in step.lines}
    if ceremony.rehearsal:
        return {key: rehearsal_line(key) for key in sorted(keys, reverse=True)}
    return shown_lines(keys, ceremony.championship) if keys else {}


def _group(step: Step, lines: Mapping[int, ShownLine], *, is_new: bool) -> Group:
    found = [lines[key] for key in step.lines if key in lines]
    return Group(step.kind, _label(step, found), found, is_new)


def _label(step: Step, lines: Sequence[ShownLine]) -> str:
    is_place = step.kind == StepKind.PLACE and bool(lines)
    return place_words(lines[0].position) if is_place else name_of_kind(step.kind)


def place_words(position: int) -> str:
    """Return a place in words."""
    return _("Place %(number)s") % {"number": position}


def name_of_kind(kind: StepKind) -> str:
    """Return in words what a step shows."""
    return {
        StepKind.OPENING: _("Opening"),
        StepKind.SKILL: _("Skill"),
        StepKind.MEDALLIONS: _("Medallions for excellence"),
        StepKind.PLACE: _("Place"),
        StepKind.BRONZE: _("Bronze"),
        StepKind.SILVER: _("Silver"),
        StepKind.GOLD: _("Gold"),
        StepKind.BEST: _("Best of those they stand for"),
        StepKind.OVERALL: _("The highest result of all"),
        StepKind.TABLE: _("Medal table"),
        StepKind.CLOSING: pgettext("ceremony", "Closing"),
    }[kind]


def _title(step: Step, championship: Championship, title: str) -> str:
    if step.kind in {StepKind.OPENING, StepKind.CLOSING}:
        return title
    if step.skill is not None:
        return skill_title(step.skill, championship)
    if step.kind == StepKind.BEST:
        return best_words(championship)
    return name_of_kind(step.kind)


def best_words(championship: Championship) -> str:
    """Return how the best of a member is called there."""
    return {
        MembersAre.ORGANISATION: _("Best of their organisation"),
        MembersAre.REGION: _("Best of their region"),
        MembersAre.COUNTRY: _("Best of their country"),
    }[MembersAre(championship.members_are)]


def _eyebrow(step: Step, championship: Championship, title: str) -> str:
    if step.kind == StepKind.OPENING:
        return _("The results")
    if step.kind == StepKind.CLOSING:
        return _("Congratulations to everybody")
    return name_of_kind(step.kind) if step.kind == StepKind.MEDALLIONS else title


def skill_title(key: int, championship: Championship) -> str:
    """Return the title of a contested skill. Two queries."""
    return next(iter(titles_of(championship.skills.filter(pk=key).select_related("skill")).values()), "")


def member_table(lines: Iterable[ShownLine]) -> list[MemberLine]:
    """Return the medals of those whom the lines stand for, the best first, as many as a screen holds."""
    counts: dict[str, list[int]] = {}
    kinds = [Medal.GOLD.value, Medal.SILVER.value, Medal.BRONZE.value, Medal.MEDALLION.value]
    for line in {each.key: each for each in lines}.values():
        if line.member and line.medal:
            counts.setdefault(line.member, [0] * len(kinds))[kinds.index(line.medal)] += 1
    ordered = sorted(counts.items(), key=lambda pair: ([-count for count in pair[1]], pair[0]))
    found: list[MemberLine] = []
    for place, (member, (gold, silver, bronze, medallions)) in enumerate(ordered[:TABLE_LINES], start=1):
        same = found and counts[found[-1].member] == counts[member]
        found.append(MemberLine(found[-1].position if same else place, member, gold, silver, bronze, medallions))
    return found
