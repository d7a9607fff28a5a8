"""Results in the sitemap: of each skill of each championship, the records, and the pages of skills."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from uuid import UUID

from django.conf import settings
from django.urls import reverse
from django.utils.translation import override

from championships.events.models import ChampionshipPage
from championships.events.public_results.published import shown_skills
from championships.schemes.models import Skill
from pages.sitemap import Place
from pages.unlisted import listed


def places() -> Iterable[Place]:
    """Return the addresses in the languages that they are there in. Four queries, however many there are."""
    every = [code for code, _name in settings.LANGUAGES]
    if pages := _pages():
        yield Place({code: _address(code, "events:records") for code in every})
    for championship, key in shown_skills().order_by("pk").values_list("championship", "pk"):
        paths = {code: f"{page.get_url()}results/{key}/" for code, page in pages.get(championship, {}).items()}
        if paths:
            yield Place(paths)
    yield from _skills()


def _skills() -> Iterable[Place]:
    """Return the list of skills and each skill, in the languages that it is there in."""
    languages: dict[UUID, list[tuple[str, int]]] = defaultdict(list)
    for key, code, pk in Skill.objects.order_by("pk").values_list("translation_key", "locale__language_code", "pk"):
        languages[key].append((code, pk))
    if languages:
        yield Place({code: _address(code, "skills:list") for code, _name in settings.LANGUAGES})
    for rows in languages.values():
        yield Place({code: _address(code, "skills:skill", rows[0][1]) for code, _pk in rows})


def _pages() -> Mapping[int, Mapping[str, ChampionshipPage]]:
    """Return the public pages of each championship by language."""
    found: dict[int, dict[str, ChampionshipPage]] = defaultdict(dict)
    pages = listed(ChampionshipPage.objects.filter(alias_of=None)).select_related("locale").defer("body")
    for page in pages.order_by("-pk"):
        found[page.championship_id][page.locale.language_code] = page
    return found


def _address(code: str, name: str, *arguments: object) -> str:
    with override(code):
        return reverse(name, args=arguments)
