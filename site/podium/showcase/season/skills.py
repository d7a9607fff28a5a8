"""The skills of the demo's season, in three languages, and by which criteria they are marked."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from string import ascii_uppercase
from typing import Any

from django.db import transaction
from wagtail.models import Locale

from championships.events.lines import PublishedCriterion
from championships.events.models import Category, Championship, ContestedSkill
from championships.schemes.models import Skill
from people.models import User
from podium.showcase import standards, texts, translating
from podium.showcase.workbook import marks_of

SOURCE = texts.LANGUAGES[0]
OF_ITS_OWN = "own"
JUNIORS = "web juniors"


def told() -> dict[str, dict[str, Any]]:
    """Return what `texts/season/skills.toml` says of each skill, by its key."""
    return {skill["key"]: skill for skill in texts.load("season/skills")["skills"]}


def load_skills(editor: User) -> None:
    """Make the skills that are not here yet, and translate them."""
    for content in told().values():
        if "name" in content and not _find(content):
            _make(content, editor)


def contest(championship: Championship, keys: Sequence[str]) -> dict[str, ContestedSkill]:
    """Let these skills be contested, in this order, and return them by key."""
    known = told()
    return {key: _contested(championship, key, known, order) for order, key in enumerate(keys, start=1)}


def criteria_of(key: str) -> list[PublishedCriterion]:
    """Return the criteria of a skill, of 100 marks together."""
    content = told()[key.split(maxsplit=1)[0]]
    if "criteria" not in content:
        scheme = texts.load(f"scheme_{content['key']}")["criteria"]
        return [PublishedCriterion(each["letter"], each["name"][0], marks_of(each)) for each in scheme]
    lettered = zip(ascii_uppercase, content["criteria"], strict=False)
    return [PublishedCriterion(letter, name, Decimal(marks)) for letter, (name, marks) in lettered]


def _contested(
    championship: Championship, key: str, known: Mapping[str, Mapping[str, Any]], order: int
) -> ContestedSkill:
    content = known[key.split(maxsplit=1)[0]]
    skill = _find(content)
    assert skill is not None  # noqa: S101 -- load_skills has made it
    return ContestedSkill.objects.create(
        championship=championship,
        skill=skill,
        number=skill.number,
        category=Category.JUNIORS if key == JUNIORS else Category.MAIN,
        team_size=content.get("team_size", 1),
        order=order,
    )


def _find(content: Mapping[str, Any]) -> Skill | None:
    if "name" not in content:
        return standards.find_skill(content["key"])
    found = Skill.objects.filter(source=OF_ITS_OWN, number=content["number"], locale__language_code=SOURCE)
    return found.first()


@transaction.atomic
def _make(content: Mapping[str, Any], editor: User) -> None:
    words = texts.in_language({key: content[key] for key in ("number", "sector", "name", "description")}, SOURCE)
    skill = Skill.objects.create(locale=Locale.objects.get(language_code=SOURCE), source=OF_ITS_OWN, **words)
    translating.translate(skill, content, {}, editor)
