"""Who takes part in a championship, by organisation or by region, and the page of each entry. Public names alone."""

from itertools import groupby
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import F, QuerySet, Value
from django.db.models.functions import Coalesce, Concat, NullIf
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from championships.events import kept, sections
from championships.events.entry_names import called, name_of_entry, people_of, standing_entries
from championships.events.models import Championship, ChampionshipPage, Entry, EntryStatus, Publicity, ResultRow
from championships.events.public.filtering import Choice, SkillFilter, skill_filter, with_query
from championships.events.skill_names import named
from media.models import CustomImage
from pages.search.folding import words_of
from pages.search.folding_in_database import Folded, words_begin

NAME = "participants"
ENTRIES_ON_A_PAGE = 120
LONGEST_QUERY, MOST_WORDS = 100, 8
ORGANISATION, REGION = "organisation", "region"
# Those of whom it is not known come last.
ORDERS = {
    ORGANISATION: F("organisation__name").asc(nulls_last=True),
    REGION: NullIf("region", Value("")).asc(nulls_last=True),
}


def filled(championships: QuerySet[Championship]) -> QuerySet[Any, Any]:
    """Return the keys of the championships that somebody is entered at."""
    entries = Entry.objects.exclude(status=EntryStatus.WITHDRAWN)
    entries = entries.filter(contested_skill__championship__in=championships)
    return entries.order_by().values_list("contested_skill__championship", flat=True).distinct()


def show(page: ChampionshipPage, request: HttpRequest, rest: sections.Rest) -> HttpResponse:
    """Show the entries, or the one whose key stands behind the section."""
    key = sections.key_in(rest)
    return _list(page, request) if key is None else _one(page, request, key)


def _list(page: ChampionshipPage, request: HttpRequest) -> HttpResponse:
    kept.keep_of_one(request, page.championship_id, parameters=["by", "page"])
    choice = skill_filter(request, page.championship_id)
    query = request.GET.get("q", "").strip()[:LONGEST_QUERY]
    by = REGION if request.GET.get("by") == REGION else ORGANISATION
    entries = _matching(page.championship_id, choice, query).order_by(
        ORDERS[by], "contested_skill__order", "contested_skill", "number"
    )
    shown = Paginator(entries, ENTRIES_ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "title": _("Competitors"),
        "choice": choice,
        "query": query,
        "by": by,
        "ways": _ways(request, by),
        "entries": shown,
        "groups": _groups(page, shown, by, choice),
    }
    return sections.show(page, request, NAME, "events/public/participants.html", context)


def _matching(championship_id: int, choice: SkillFilter, query: str) -> QuerySet[Entry]:
    """Return the entries of the chosen skill whose public name, team, organisation or region the query names."""
    entries = standing_entries().filter(contested_skill__championship=championship_id)
    if choice.chosen is not None:
        entries = entries.filter(contested_skill=choice.chosen.contested)
    # Single letters count: initials are what is public of most.
    words = words_of(query, MOST_WORDS)
    if not words:
        return entries.none() if query else entries
    parts = ("people__public_name", "team_name", "organisation__name", "region")
    gap = Value(" ")
    texts = [text for part in parts for text in (Coalesce(part, Value("")), gap)]
    # A team has several people: it is found by each of them.
    found = Entry.objects.filter(contested_skill__championship=championship_id)
    found = found.annotate(about=Folded(Concat(*texts))).filter(words_begin("about", words))
    return entries.filter(pk__in=found.order_by().values("pk"))


def _ways(request: HttpRequest, by: str) -> list[Choice]:
    words = {ORGANISATION: _("By organisation"), REGION: _("By region")}
    return [Choice(label, with_query(request, {"by": way}), way == by) for way, label in words.items()]


def _groups(
    page: ChampionshipPage, entries: "Page[Entry]", by: str, choice: SkillFilter
) -> list[tuple[str, list[tuple[Entry, str, str, str]]]]:
    """Return the entries of this page by whom they stand for: entry, name, address and skill."""

    def line(entry: Entry) -> tuple[Entry, str, str, str]:
        skill = choice.skills[entry.contested_skill_id].title
        return entry, name_of_entry(entry), sections.url_of(page, NAME, entry.pk), skill

    def stands_for(entry: Entry) -> str:
        return entry.region if by == REGION else entry.organisation.name if entry.organisation else ""

    return [(name, [line(each) for each in found]) for name, found in groupby(entries, key=stands_for)]


def _one(page: ChampionshipPage, request: HttpRequest, key: int) -> HttpResponse:
    entries = standing_entries().filter(contested_skill__championship=page.championship_id)
    entry = entries.select_related("organisation", "contested_skill__skill").filter(pk=key).first()
    if entry is None:
        raise Http404
    row = ResultRow.objects.filter(result=entry.contested_skill.public_result_id, entry=entry).first()
    skill = named([entry.contested_skill])[entry.contested_skill_id]
    context = {
        "title": _name(entry, row),
        "crumbs": [(_("Competitors"), sections.url_of(page, NAME))],
        "entry": entry,
        "row": row,
        "pictures": _pictures(entry, row),
        "calendars": _calendars(page.championship, entry, row),
        "skill": skill,
        "skill_url": sections.url_of(page, "skills", skill.contested.pk),
    }
    return sections.show(page, request, NAME, "events/public/participant.html", context)


def _name(entry: Entry, row: ResultRow | None) -> str:
    """Return what the entry is called; beside its result as the result calls it, which may be frozen."""
    return called("", [row.public_name]) if row else name_of_entry(entry)


def _pictures(entry: Entry, row: ResultRow | None) -> list[tuple[CustomImage, str]]:
    """Return the pictures that are public, each with the public name of who is in it; with a result those of its line."""
    parts = _parts_of(row)
    found = []
    for person in people_of(entry):
        part = parts.get(person.pk)
        name, key = (part["name"], part["picture"]) if part else (person.public_name, person.picture_id)
        is_public = person.shows_picture and key == person.picture_id and (row is None or part is not None)
        if is_public and person.picture is not None:
            found.append((person.picture, name or _("Name not public")))
    return found


def _parts_of(row: ResultRow | None) -> dict[int, Any]:
    return {part["person"]: part for part in row.public_people} if row else {}


def _calendars(championship: Championship, entry: Entry, row: ResultRow | None) -> list[tuple[str, str]]:
    """Return name and calendar of those whose name is public: its address would tell that two initials are one person."""
    parts = _parts_of(row)
    return [
        (person.public_name, reverse("events:person_calendar", args=[championship.slug, person.pk]))
        for person in people_of(entry)
        if person.publicity == Publicity.NAME
        and (row is None or parts.get(person.pk, {}).get("name") == person.public_name)
    ]
