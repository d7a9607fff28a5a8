"""What the operator and the presenter of a ceremony see: every step in words, in a number of queries that does not grow."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from championships.events.models import Ceremony, Championship, ContestedSkill
from championships.events.reveal.making import final_results, steps_in
from championships.events.reveal.people import ShownLine
from championships.events.reveal.scenes import best_words, lines_of, name_of_kind, place_words
from championships.events.reveal.steps import Step, StepKind
from championships.events.skill_names import titles_of


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody in a step, with how the presenter says the name."""

    line: ShownLine
    saying: str


@dataclass(frozen=True, slots=True)
class StepLine:
    """A step in words, `label` with the skill that it belongs to; `number` counts from 0."""

    number: int
    kind: StepKind
    label: str
    people: Sequence[Person]


@dataclass(frozen=True, slots=True)
class ReadySkill:
    """A contested skill before a ceremony, and whether its result is final."""

    skill: ContestedSkill
    title: str
    ready: bool
    order: int


@dataclass(frozen=True, slots=True)
class ScreenLink:
    """The address of the screens in one language."""

    language: str
    name: str
    url: str


def step_lines(ceremony: Ceremony) -> list[StepLine]:
    """Return every step of the ceremony in words. Four queries at most."""
    steps, championship = steps_in(ceremony), ceremony.championship
    lines = lines_of(steps, ceremony)
    titles = titles_of(championship.skills.select_related("skill"))
    return [
        StepLine(
            number=number,
            kind=step.kind,
            label=_label(step, lines, championship, titles.get(step.skill or 0, "")),
            people=[Person(lines[key], ceremony.sayings.get(str(key), "")) for key in step.lines if key in lines],
        )
        for number, step in enumerate(steps)
    ]


def _label(step: Step, lines: dict[int, ShownLine], championship: Championship, skill: str) -> str:
    if step.kind == StepKind.SKILL:
        return skill
    label = best_words(championship) if step.kind == StepKind.BEST else name_of_kind(step.kind)
    if step.kind == StepKind.PLACE and step.lines and step.lines[0] in lines:
        label = place_words(lines[step.lines[0]].position)
    return f"{skill}: {label}" if skill else label


def ready_skills(championship: Championship) -> list[ReadySkill]:
    """Return the contested skills in their order, those with a final result numbered from 1. Three queries."""
    skills = list(championship.skills.select_related("skill"))
    titles, final = titles_of(skills), final_results(championship)
    found, order = [], 0
    for skill in skills:
        order += skill.pk in final
        found.append(ReadySkill(skill, titles[skill.pk], skill.pk in final, order if skill.pk in final else 0))
    return found


def screen_links(ceremony: Ceremony) -> list[ScreenLink]:
    """Return the addresses of the screens, one in each language."""
    links = []
    for language, name in settings.LANGUAGES:
        with translation.override(language):
            url = reverse("events:ceremony_screen", args=[ceremony.championship.slug, ceremony.key])
        links.append(ScreenLink(language, str(name), url))
    return links
