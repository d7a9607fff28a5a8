"""Who judges, teaches and organises at a championship, by public name."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from championships.events import sections
from championships.events.models import Championship, ChampionshipPage, Official, OfficialRole
from championships.events.public.filtering import skill_filter

NAME = "people"
ROLES = [role.value for role in OfficialRole]


@dataclass(frozen=True)
class Named:
    """An official by public name."""

    official: Official
    name: str


@dataclass(frozen=True)
class Group:
    """The officials of one skill; without a title those of the whole championship."""

    title: str
    url: str
    officials: Sequence[Named]


def filled(championships: QuerySet[Championship]) -> QuerySet[Any, Any]:
    """Return the keys of the championships with officials."""
    return championships.filter(officials__isnull=False).values_list("pk", flat=True).distinct()


def officials_of(championship: Championship) -> QuerySet[Official]:
    """Return the officials of `championship` with what is shown of them. One query."""
    return Official.objects.filter(championship=championship).select_related("person", "organisation")


def with_names(officials: Iterable[Official]) -> list[Named]:
    """Return the officials by what they do, the chief first, each by public name."""
    ordered = sorted(officials, key=lambda each: (ROLES.index(each.role), each.person.public_name, each.pk))
    return [Named(each, each.person.public_name or _("Name not public")) for each in ordered]


def show(page: ChampionshipPage, request: HttpRequest, rest: sections.Rest) -> HttpResponse:
    """Show the officials of the whole championship, then those of each skill; or those of one skill."""
    sections.no_rest(rest)
    choice = skill_filter(request, page.championship_id)
    officials = list(officials_of(page.championship))
    groups = [Group("", "", with_names(each for each in officials if each.contested_skill_id is None))]
    for key, skill in choice.skills.items():
        own = with_names(each for each in officials if each.contested_skill_id == key)
        groups.append(Group(skill.title, sections.url_of(page, "skills", key), own))
    if choice.chosen is not None:
        groups = [group for group in groups if group.title == choice.chosen.title]
    context = {
        "title": _("Experts and organisers"),
        "choice": choice,
        "groups": [group for group in groups if group.officials],
    }
    return sections.show(page, request, NAME, "events/public/people.html", context)
