"""What search finds of championships: their pages, and the people of published results by what is public of them.

Nothing here is kept in an index: a name that is taken back, or a result that is frozen, is not found from that moment on.
"""

from collections.abc import Mapping

from django.db.models import QuerySet, Value
from django.db.models.functions import Concat
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from championships.events.dates import span
from championships.events.models import ChampionshipPage, ContestedSkill, EntryStatus, ResultRow
from championships.events.sections import url_of
from championships.events.skill_names import titles_of
from pages.search.folding_in_database import Folded, words_begin
from pages.search.page_index import leave_out, pages_of
from pages.search.register import Asked, Found, Hit, Source, register_source

CHAMPIONSHIPS, PEOPLE = 20, 30


def connect() -> None:
    """Answer searches from now on; called once, when the app is ready."""
    leave_out(ChampionshipPage)
    register_source(Source("championships", gettext_lazy("Championships"), CHAMPIONSHIPS, find_championships))
    register_source(Source("people", gettext_lazy("Competitors and teams"), PEOPLE, find_people))


def find_championships(asked: Asked, first: int, count: int) -> Found:
    """Find the pages of championships. Eight queries at most."""
    found = pages_of(asked, ChampionshipPage.objects.all(), first, count)
    pages = ChampionshipPage.objects.filter(pk__in=[hit.key for hit in found.hits]).select_related("championship")
    known = {page.pk: page for page in pages.defer("body")}
    return Found(found.total, [_with_facts(hit, known[hit.key]) for hit in found.hits if hit.key in known])


def find_people(asked: Asked, first: int, count: int) -> Found:
    """Find lines of published results by the public name and the organisation. Six queries at most.

    The newest championship comes first; a line whose championship has no public page is not found.
    """
    rows = _public_rows().filter(words_begin("about", asked.words))
    ordered = rows.order_by("-result__championship__starts_on", "result__skill_title", "position", "pk")
    shown = list(ordered.select_related("result__contested_skill", "entry")[first : first + count])
    pages = _pages_of({row.result.championship_id for row in shown})
    skills = titles_of(skill for row in shown if (skill := row.result.contested_skill) is not None)
    hits = [
        _line(row, pages[row.result.championship_id], skills) for row in shown if row.result.championship_id in pages
    ]
    return Found(rows.count(), hits)


def _public_rows() -> QuerySet[ResultRow]:
    """Return the lines that the pages of championships show, with `about`: what they may be found by."""
    pages = ChampionshipPage.objects.live().public()
    skills = ContestedSkill.objects.filter(public_result__isnull=False, championship__in=pages.values("championship"))
    rows = ResultRow.objects.filter(result__in=skills.values("public_result")).exclude(public_name="")
    return rows.annotate(about=Folded(Concat("public_name", Value(" "), "organisation_name")))


def _pages_of(championships: set[int]) -> Mapping[int, ChampionshipPage]:
    """Return a public page of each championship by its key, in the reader's language where there is one."""
    pages = ChampionshipPage.objects.live().public().filter(championship__in=championships).defer("body")
    ordered = sorted(pages.select_related("locale"), key=lambda page: page.locale.language_code == get_language())
    return {page.championship_id: page for page in ordered}


def _with_facts(hit: Hit, page: ChampionshipPage) -> Hit:
    championship = page.championship
    days = span(championship.starts_on, championship.ends_on)
    facts = [fact for fact in (days, page.place or championship.place) if fact]
    return Hit(hit.title, hit.url, hit.text, facts=facts, language=hit.language)


def _line(row: ResultRow, page: ChampionshipPage, skills: Mapping[int, str]) -> Hit:
    place = _("%(position)s place") % {"position": row.position}
    skill = skills.get(row.result.contested_skill_id or 0, row.result.skill_title)
    return Hit(
        title=row.public_name,
        url=_address(row, page),
        facts=[fact for fact in (place, skill, row.organisation_name, page.title) if fact],
    )


def _address(row: ResultRow, page: ChampionshipPage) -> str:
    """Return the address of the competitor's page, else that of the skill with its result."""
    if row.entry is not None and row.entry.status != EntryStatus.WITHDRAWN:
        return url_of(page, "participants", row.entry.pk)
    return url_of(page, "skills", row.result.contested_skill_id)
