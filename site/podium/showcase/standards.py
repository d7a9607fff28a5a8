"""The demo's skills, their standards and its library of descriptors: our own words, in three languages."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.db import transaction
from wagtail.models import Locale

from championships.schemes.descriptors import save_ladder
from championships.schemes.models import LadderVisibility, OccupationalSection, OccupationalStandard, Skill
from people.models import User
from podium.showcase import texts, translating

KEYS = ("web", "service")
SOURCE = texts.LANGUAGES[0]


def load_skills(editor: User) -> None:
    """Make the skills with their standards and translate them; what is here already stays as it is."""
    for key in KEYS:
        _load_skill(texts.load(f"standard_{key}"), editor)


@transaction.atomic
def load_ladders(editor: User) -> None:
    """Put a dozen ladders of each language into the library, for everybody; those that are here are not made again."""
    numbers = {key: texts.load(f"standard_{key}") for key in KEYS}
    for language in texts.LANGUAGES:
        for ladder in texts.load("ladders")["ladders"]:
            words = texts.in_language(ladder, language)
            save_ladder(
                actor=editor,
                title=words["title"],
                texts=words["levels"],
                language=language,
                skill=_find(numbers[ladder["skill"]], language),
                sections=ladder["sections"],
                visibility=LadderVisibility.EVERYBODY,
            )


def find_skill(key: str) -> Skill | None:
    """Return the skill of `texts/standard_<key>.toml` in English, if it is here."""
    return _find(texts.load(f"standard_{key}"), SOURCE)


def _find(content: Mapping[str, Any], language: str) -> Skill | None:
    return Skill.objects.filter(
        source=content["source"], number=content["number"], locale__language_code=language
    ).first()


@transaction.atomic
def _load_skill(content: Mapping[str, Any], editor: User) -> None:
    if _find(content, SOURCE):
        return
    locale = Locale.objects.get(language_code=SOURCE)
    skill = Skill.objects.create(
        locale=locale,
        number=content["number"],
        name=content["name"][0],
        description=content["description"][0],
        sector=content["sector"],
        source=content["source"],
    )
    standard = OccupationalStandard(
        locale=locale,
        skill=skill,
        year=content["year"],
        naming=content["naming"],
        edition=content["edition"],
        note=content["note"][0],
    )
    standard.sections = [_section(section, locale) for section in content["sections"]]
    standard.save()
    for each in (skill, standard):
        translating.translate(each, content, {}, editor)


def _section(content: Mapping[str, Any], locale: Locale) -> OccupationalSection:
    return OccupationalSection(
        locale=locale,
        number=content["number"],
        weight=Decimal(content["weight"]),
        name=content["name"][0],
        know="\n".join(line[0] for line in content["know"]),
        able="\n".join(line[0] for line in content["able"]),
    )
