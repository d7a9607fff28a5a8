"""Results over all championships: those of skills whose championship has a public page, and the way to each."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils.translation import get_language

from championships.events.models import ChampionshipIndexPage, ChampionshipPage, ContestedSkill, ResultRow


@dataclass(frozen=True)
class Held:
    """A championship as other pages name it: its title in the reader's language where it has one, and its address."""

    title: str
    url: str
    starts_on: date
    ends_on: date

    def result_of(self, skill: int | None) -> str:
        """Return the address of the result of a contested skill, by its key."""
        return f"{self.url}results/{skill}/"


def listed_skills() -> QuerySet[ContestedSkill]:
    """Return the contested skills of championships that have a page which everybody may read."""
    pages = ChampionshipPage.objects.live().public()
    return ContestedSkill.objects.filter(championship__in=pages.values("championship"))


def shown_skills() -> QuerySet[ContestedSkill]:
    """Return those of the listed skills that have a public result."""
    return listed_skills().filter(public_result__isnull=False)


def public_rows() -> QuerySet[ResultRow]:
    """Return the lines of all public results, without what is sealed in them."""
    rows = ResultRow.objects.filter(result__in=shown_skills().values("public_result"))
    return rows.defer("name", "criteria", "sections").select_related("result__contested_skill", "result__championship")


def held(championships: Iterable[int]) -> Mapping[int, Held]:
    """Return the championships of these keys by key. One query, and one for the addresses."""
    pages = ChampionshipPage.objects.live().public().filter(championship__in=set(championships))
    ordered = pages.defer("body").select_related("locale", "championship").order_by("-pk")
    language = get_language()
    in_order = sorted(ordered, key=lambda page: page.locale.language_code == language)
    return {page.championship_id: _held(page) for page in in_order}


def way_from_championships(*last: tuple[str, str]) -> list[tuple[str, str]]:
    """Return the way from the list of championships in the reader's language to `last`, as titles and addresses."""
    lists = ChampionshipIndexPage.objects.live().public().filter(locale__language_code=get_language())
    index = lists.select_related("locale").first()
    return [*([(index.title, index.get_url() or "")] if index else []), *last]


def _held(page: ChampionshipPage) -> Held:
    championship = page.championship
    return Held(page.title, page.get_url() or "", championship.starts_on, championship.ends_on)
