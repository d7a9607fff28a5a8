"""The choice of one skill that several sections offer: by links, so that it works without a script."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest
from django.utils.translation import gettext as _

from championships.events import kept
from championships.events.models import ContestedSkill
from championships.events.skill_names import NamedSkill, named

SKILL = "skill"


@dataclass(frozen=True)
class Choice:
    """One link of a choice."""

    label: str
    url: str
    current: bool


@dataclass(frozen=True)
class SkillFilter:
    """The skills that a reader chooses from, by key, and the one that she chose, None for all."""

    skills: Mapping[int, NamedSkill]
    chosen: NamedSkill | None
    choices: Sequence[Choice]


def skill_filter(request: HttpRequest, championship_id: int) -> SkillFilter:
    """Return the skills of a championship and the reader's choice; an unknown one chooses all. Two queries.

    The answer is kept whatever is chosen.
    """
    kept.keep_of_one(request, championship_id, parameters=[SKILL])
    skills = named(ContestedSkill.objects.filter(championship=championship_id).select_related("skill"))
    asked = request.GET.get(SKILL, "")
    chosen = next((each for key, each in skills.items() if str(key) == asked), None)
    every = Choice(_("All skills"), with_query(request, {SKILL: None}), chosen is None)
    each = [Choice(one.title, with_query(request, {SKILL: str(key)}), one is chosen) for key, one in skills.items()]
    return SkillFilter(skills, chosen, [every, *each])


def with_query(request: HttpRequest, changes: Mapping[str, str | None]) -> str:
    """Return the query of `request` with `changes`, None takes a word out; the number of the page begins anew."""
    kept = {name: value for name, value in request.GET.items() if name != "page"}
    words = {name: value for name, value in {**kept, **changes}.items() if value}
    return f"?{urlencode(words)}" if words else request.path
