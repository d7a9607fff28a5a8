"""The sections and the skills of championships in the sitemap, in the languages that their pages are there in."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from django.conf import settings
from django.utils.translation import override

from championships.events import sections
from championships.events.models import Championship, ChampionshipPage, ContestedSkill
from pages.sitemap import Place
from pages.unlisted import listed


def places() -> Iterable[Place]:
    """Return the sections with something to show, and the skills. As many queries for many championships as for one.

    Nothing names competitors one by one: what somebody may take back should stand in no index.
    """
    pages = _pages()
    found: dict[tuple[int, str], dict[str, str]] = defaultdict(dict)
    for language, of_language in pages.items():
        if not of_language:
            continue
        for championship, names in _filled(language, of_language).items():
            for name in names:
                found[championship, name][language] = sections.url_of(of_language[championship], name)
    for championship, key in _skills(pages):
        shown = {code: each for code, each in pages.items() if championship in each}
        found[championship, f"skills/{key}"] = {
            code: sections.url_of(each[championship], "skills", key) for code, each in shown.items()
        }
    return [Place(paths) for paths in found.values()]


def _pages() -> Mapping[str, Mapping[int, ChampionshipPage]]:
    """Return the page of each championship, by language and by the key of the championship."""
    by_language: dict[str, dict[int, ChampionshipPage]] = {code: {} for code, _name in settings.LANGUAGES}
    pages = listed(ChampionshipPage.objects.filter(alias_of=None)).select_related("locale")
    for page in pages.defer("body", "venue_text", "gallery").order_by("-pk"):
        by_language.setdefault(page.locale.language_code, {})[page.championship_id] = page
    return by_language


def _filled(language: str, pages: Mapping[int, ChampionshipPage]) -> Mapping[int, Sequence[str]]:
    with override(language):
        filled = sections.filled_sections(Championship.objects.filter(pk__in=pages))
    return {key: [section.name for section in found] for key, found in filled.items()}


def _skills(pages: Mapping[str, Mapping[int, ChampionshipPage]]) -> list[tuple[int, int]]:
    keys = {key for each in pages.values() for key in each}
    return list(ContestedSkill.objects.filter(championship__in=keys).order_by("pk").values_list("championship", "pk"))
