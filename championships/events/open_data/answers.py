"""The answers of the interface, each in a constant number of queries."""

from django.http import Http404
from django.shortcuts import get_object_or_404

from championships.events.medal_table import medal_table
from championships.events.open_data import gathering, shapes
from championships.events.open_data.asking import Asked, for_programs
from championships.events.open_data.describing import document
from championships.events.open_data.gathering import Announced, announced, public_championships
from championships.events.skill_names import names_of


@for_programs
def openapi(asked: Asked) -> dict[str, object]:
    """Describe the interface: the OpenAPI document."""
    return document(asked.absolute("/"))


@for_programs
def championships(asked: Asked) -> shapes.Championships:
    """List the championships. Three queries."""
    found = public_championships()
    shown = announced(asked.slice_of(found), asked.language)
    items = [gathering.championship_data(each, asked.absolute) for each in shown]
    return {**asked.paged(found.count()), "items": items}


@for_programs
def championship(asked: Asked, slug: str) -> shapes.ChampionshipData:
    """Describe one championship. Two queries."""
    return gathering.championship_data(one(slug, asked.language), asked.absolute)


@for_programs
def skills(asked: Asked, slug: str) -> shapes.Skills:
    """List the skills of a championship. Six queries at most."""
    found = gathering.skills_of(one(slug, asked.language).championship)
    shown = list(asked.slice_of(found))
    titles = names_of(shown, asked.language)
    items = [gathering.skill_data(skill, titles[skill.pk]) for skill in shown]
    return {**asked.paged(found.count()), "items": items}


@for_programs
def results(asked: Asked, slug: str, skill: int) -> shapes.SkillResults:
    """List the public result of a skill; there is none where nothing is public. Seven queries at most."""
    championship = one(slug, asked.language).championship
    found = get_object_or_404(gathering.skills_of(championship), pk=skill)
    result = found.public_result
    if result is None:
        raise Http404
    lines = gathering.public_lines(result)
    title = names_of([found], asked.language)[found.pk]
    return {
        "championship": championship.slug,
        "sequence": championship.sequence,
        "skill": gathering.skill_data(found, title),
        "maximum": gathering.most_of(result),
        "criteria": gathering.criteria_of(result),
        "reason": result.public_reason,
        **asked.paged(lines.count()),
        "items": [gathering.line_data(row) for row in asked.slice_of(lines)],
    }


@for_programs
def medals(asked: Asked, slug: str) -> shapes.MedalTableData:
    """Give the medal table. Three queries."""
    championship = one(slug, asked.language).championship
    return gathering.medals_data(championship, medal_table(championship))


@for_programs
def schedule(asked: Asked, slug: str) -> shapes.Schedule:
    """List the plan. Four queries."""
    each = one(slug, asked.language)
    found = gathering.schedule_of(each.championship)
    items = [gathering.schedule_data(item, each.zone, asked.language) for item in asked.slice_of(found)]
    return {**asked.paged(found.count()), "items": items}


@for_programs
def participants(asked: Asked, slug: str) -> shapes.Participants:
    """List who takes part, so far as it is public. Five queries."""
    found = gathering.entries_of(one(slug, asked.language).championship)
    items = [gathering.participant_data(entry) for entry in asked.slice_of(found)]
    return {**asked.paged(found.count()), "items": items}


@for_programs
def nothing(asked: Asked, elsewhere: str) -> dict[str, object]:
    """Say to whoever asks anything else where all addresses are listed."""
    raise Http404


def one(slug: str, language: str) -> Announced:
    """Return a public championship by its short name. Two queries.

    Raises:
        Http404: there is none, or it has no public page.
    """
    found = announced([get_object_or_404(public_championships(), slug=slug)], language)
    if not found:
        raise Http404
    return found[0]
