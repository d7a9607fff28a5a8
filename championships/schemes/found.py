"""What search and the sitemap know of skills."""

from collections import defaultdict
from collections.abc import Iterable
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy, override

from championships.schemes.models import Skill
from championships.schemes.standards import SkillEntry, list_skills
from pages.cards.drawing import Card
from pages.cards.register import register_cards
from pages.search.register import Asked, Found, Hit, Source, register_source
from pages.sitemap import Place, register_places

SKILLS = 10
CARDS = "skill"


def connect() -> None:
    """Answer searches, name the addresses and draw the cards from now on; called once, when the app is ready."""
    register_source(Source("skills", gettext_lazy("Skills and standards"), SKILLS, find_skills))
    register_places(places)
    register_cards(CARDS, _find_card)


def find_skills(asked: Asked, first: int, count: int) -> Found:
    """Find skills by number, name and description, in any of their languages. Two queries."""
    entries = list_skills(language=asked.language, query=asked.query)
    return Found(len(entries), [_hit(entry) for entry in entries[first : first + count]])


def places() -> Iterable[Place]:
    """Return the addresses of the list of skills and of each skill, in the languages that it is there in. One query."""
    languages: dict[UUID, list[str]] = defaultdict(list)
    for key, code in Skill.objects.order_by("pk").values_list("translation_key", "locale__language_code"):
        languages[key].append(code)
    every = sorted({code for codes in languages.values() for code in codes})
    yield Place({code: _address("schemes:skills", code) for code in every})
    for key, codes in languages.items():
        yield Place({code: _address("schemes:skill", code, key) for code in codes})


def card_of(skill: Skill) -> tuple[str, Card]:
    """Return the key and the card of a skill's row, in its own language."""
    language = skill.locale.language_code
    with override(language):
        numbered = f"{skill.get_source_display()}, {skill.number}" if skill.number else str(skill.get_source_display())
        card = Card(skill.name, gettext("Skill"), (numbered, str(skill.get_sector_display())))
    return f"{skill.translation_key}-{language}", card


def _find_card(key: str) -> Card | None:
    uuid, _dash, language = key.rpartition("-")
    try:
        rows = Skill.objects.filter(translation_key=UUID(uuid), locale__language_code=language)
    except ValueError:
        return None
    skill = rows.select_related("locale").first()
    return card_of(skill)[1] if skill else None


def _address(name: str, language: str, *arguments: object) -> str:
    with override(language):
        return reverse(name, args=arguments)


def _hit(entry: SkillEntry) -> Hit:
    skill = entry.skill
    return Hit(
        title=str(skill),
        url=skill.get_absolute_url(),
        text=skill.description,
        facts=[str(skill.get_sector_display()), str(skill.get_source_display())],
        language=entry.language if entry.is_fallback else "",
    )
