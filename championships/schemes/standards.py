"""Skills and their occupational standards as a reader meets them: in her language, or visibly in another."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Protocol, TypeVar
from uuid import UUID

from django.conf import settings
from django.db.models import Count, Q
from wagtail.models import Locale
from wagtail_localize.models import Translation

from championships.schemes.folding import words_of
from championships.schemes.models import OccupationalStandard, Skill
from pages.search.words import readings

MOST_WORDS = 8


class InSomeLanguage(Protocol):
    """A row that stands in one language."""

    locale: Locale


Row = TypeVar("Row", bound=InSomeLanguage)


@dataclass(frozen=True, slots=True)
class SkillEntry:
    """A skill as it is listed: its row in the reader's language or another, and what its latest standard has."""

    skill: Skill
    language: str
    is_fallback: bool
    year: int | None
    sections: int


@dataclass(frozen=True, slots=True)
class ShownStandard:
    """A standard for one reader; `is_fallback` says that `language` is not the one she asked for."""

    standard: OccupationalStandard
    language: str
    is_fallback: bool


def in_language(rows: Iterable[Row], language: str) -> Row | None:
    """Return the row in `language`, else in the site's first language, else in the next of its languages.

    None if there are no rows at all.
    """
    order = [language, *(code for code, _name in settings.LANGUAGES)]
    known = {code: place for place, code in reversed(list(enumerate(order)))}
    return min(rows, key=lambda row: known.get(row.locale.language_code, len(order)), default=None)


def list_skills(*, language: str, query: str = "", sector: str = "", source: str = "") -> list[SkillEntry]:
    """Return each skill once, in `language` where it is translated, by name; two queries.

    Every word of `query` must stand in its number, name or description, in one of its languages: whoever knows a
    skill by its Russian name finds it on a Kazakh page.
    """
    found = Skill.objects.all()
    for word in words_of(query, MOST_WORDS):
        # A word, or what is left of it without its ending: searched in any case, a skill is found.
        meant = (Q(search_text__contains=each) for each in readings(word))
        found = found.filter(reduce(or_, meant))
    if sector:
        found = found.filter(sector=sector)
    if source:
        found = found.filter(source=source)
    rows = Skill.objects.filter(translation_key__in=found.values("translation_key")).select_related("locale")
    groups: dict[UUID, list[Skill]] = defaultdict(list)
    for row in rows:
        groups[row.translation_key].append(row)
    latest = _latest_standards(groups)
    entries = [_entry(group, language, latest) for group in groups.values()]
    return sorted(entries, key=lambda entry: (entry.skill.name.casefold(), entry.skill.pk))


def find_skill(key: UUID, language: str) -> SkillEntry | None:
    """Return the skill with the translation key `key` for a reader of `language`; None if there is none."""
    rows = list(Skill.objects.filter(translation_key=key).select_related("locale"))
    return _entry(rows, language, _latest_standards([key])) if rows else None


def standards_of(key: UUID, language: str) -> list[ShownStandard]:
    """Return the standards of the skill with the translation key `key`, each year once, the latest first.

    Three queries with their sections. A year that is not translated stands there in another language.
    """
    rows = OccupationalStandard.objects.filter(skill__translation_key=key).select_related("locale", "skill")
    years: dict[int, list[OccupationalStandard]] = defaultdict(list)
    for row in rows.prefetch_related("sections"):
        years[row.year].append(row)
    return [_shown(years[year], language) for year in sorted(years, reverse=True)]


def standard_in_force(skill: Skill, language: str) -> ShownStandard | None:
    """Return the latest standard of `skill`, whichever of its languages the row is in; None if it has none."""
    return next(iter(standards_of(skill.translation_key, language)), None)


def untranslated_texts(standard: OccupationalStandard) -> int:
    """Return how many texts of a translated standard still stand in the language of the original. Two queries.

    0 for an original, and for a row that was written by itself in its language.
    """
    translations = Translation.objects.filter(source__object=standard.translation_key, target_locale=standard.locale)
    translation = translations.first()
    if translation is None:
        return 0
    total, translated = translation.get_progress()
    return int(total - translated)


def _shown(rows: Sequence[OccupationalStandard], language: str) -> ShownStandard:
    standard = in_language(rows, language)
    assert standard is not None  # noqa: S101 -- there is at least one row of each year
    code = standard.locale.language_code
    return ShownStandard(standard, code, is_fallback=code != language)


def _entry(rows: Sequence[Skill], language: str, latest: dict[UUID, tuple[int, int]]) -> SkillEntry:
    skill = in_language(rows, language)
    assert skill is not None  # noqa: S101 -- a group has at least one row
    code = skill.locale.language_code
    year, sections = latest.get(skill.translation_key, (None, 0))
    return SkillEntry(skill, code, is_fallback=code != language, year=year, sections=sections)


def _latest_standards(keys: Iterable[UUID]) -> dict[UUID, tuple[int, int]]:
    """Return for each skill the year of its latest standard and how many sections that has."""
    standards = OccupationalStandard.objects.filter(skill__translation_key__in=list(keys))
    counted = standards.annotate(count=Count("sections")).order_by("year", "count")
    return {key: (year, count) for key, year, count in counted.values_list("skill__translation_key", "year", "count")}
