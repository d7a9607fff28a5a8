"""The catalogue as a reader meets it: each thing once, in her language where it is there, page by page."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.paginator import Page as PageOfList
from django.core.paginator import Paginator
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import Locale, Page, Site

from coaching.training.catalogue.searching import HOURS, Asked, Found, find, published
from coaching.training.models import Audience, CatalogueEntry, CatalogueFacet, Level, TrainingIndexPage
from coaching.training.sections import number_and_name

ON_A_PAGE = 24
MINUTES_IN_HOUR = 60
Kind = CatalogueEntry.Kind
Entries = QuerySet[CatalogueEntry]


@dataclass(frozen=True, slots=True)
class Item:
    """One thing in the list; a lesson says its minutes. `language` is empty where it is the reader's own; `also_in` names the others."""

    kind: str
    title: str
    url: str
    eyebrow: str
    introduction: str
    level: Level | None
    audience: str
    hours: Decimal
    minutes: int | None
    language: str
    language_name: str
    also_in: Sequence[str]


@dataclass(frozen=True, slots=True)
class Choice:
    """One choice of a filter: what stands in the address, what the reader sees, and whether it is taken."""

    value: str
    label: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Listing:
    """What a reader asked for, what there is, and what else she could ask for."""

    asked: Asked
    page: PageOfList[Item]
    counted: str
    is_empty: bool
    skills: Sequence[Choice]
    sections: Sequence[Choice]
    audiences: Sequence[Choice]
    levels: Sequence[Choice]
    hours: Sequence[Choice]
    languages: Sequence[Choice]


class Items(Sequence[Item]):
    """The found things; a slice of them asks the database for what is shown, in two queries."""

    def __init__(
        self, chosen: Sequence[Found], languages: Mapping[UUID, set[str]], locale: Locale, site: Site | None
    ) -> None:
        self.chosen, self.languages, self.locale, self.site = chosen, languages, locale, site

    def __len__(self) -> int:
        return len(self.chosen)

    def __getitem__(self, part: Any) -> Any:
        shown = self.chosen[part]
        entries = CatalogueEntry.objects.select_related("page__locale").in_bulk([each.pk for each in shown])
        language = self.locale.language_code
        keys = [each.key for each in shown if each.language != language]
        stand_ins = Page.objects.live().filter(translation_key__in=keys, locale=self.locale)
        aliases = {page.translation_key: page for page in stand_ins.exclude(alias_of=None).select_related("locale")}
        return [self._item(entries[each.pk], aliases.get(each.key)) for each in shown if each.pk in entries]

    def _item(self, entry: CatalogueEntry, stand_in: Page | None) -> Item:
        names = dict(settings.LANGUAGES)
        is_own = entry.language == self.locale.language_code
        others = [name for code, name in names.items() if code in self.languages[entry.key] and code != entry.language]
        return Item(
            kind=entry.kind,
            title=entry.page.title,
            url=(stand_in or entry.page).get_url(current_site=self.site) or "",
            eyebrow=entry.eyebrow,
            introduction=entry.introduction,
            level=Level(entry.level) if entry.level in Level.values else None,
            audience=str(Audience(entry.audience).label) if entry.audience in Audience.values else "",
            hours=entry.hours,
            minutes=round(entry.hours * MINUTES_IN_HOUR) if entry.kind == Kind.LESSON else None,
            language="" if is_own else entry.language,
            language_name=names.get(entry.language, entry.language),
            also_in=others,
        )


def for_request(index: TrainingIndexPage, request: HttpRequest) -> Listing:
    """Return what the address of `request` asks for; a value that is none of the choices asks for nothing."""
    asked = read(request.GET)
    shown = published()
    found = find(asked, shown)
    chosen, languages = each_once(found, index.locale.language_code)
    items = Items(chosen, languages, index.locale, Site.find_for_request(request))
    page = Paginator(items, ON_A_PAGE).get_page(request.GET.get("page"))
    return Listing(
        asked=asked,
        page=page,
        counted=_counted(chosen),
        is_empty=not found and not asked.is_filtered,
        **_choices(asked, shown, index.locale.language_code),
    )


def read(query: Mapping[str, str]) -> Asked:
    """Return what an address asks for. `for` is the audience; the names stay short, because people share them."""
    one_of = {
        "audience": ("for", Audience.values),
        "level": ("level", Level.values),
        "hours": ("hours", list(HOURS)),
        "language": ("lang", [code for code, _name in settings.LANGUAGES]),
    }
    chosen = {field: query.get(name, "") for field, (name, _values) in one_of.items()}
    kept = {field: value for field, value in chosen.items() if value in one_of[field][1]}
    texts = {name: query.get(name, "")[:160].replace("\x00", "") for name in ("skill", "section")}
    section = texts["section"] if texts["section"].startswith(f"{texts['skill']}:") else ""
    query_text = query.get("q", "")[:200].replace("\x00", "")
    return Asked(query=query_text, skill=texts["skill"], section=section, **kept)


def each_once(found: Sequence[Found], language: str) -> tuple[list[Found], dict[UUID, set[str]]]:
    """Return each thing once, in `language` or the next of the site's languages, and the languages of each."""
    order = {code: place for place, code in enumerate([language, *(code for code, _name in settings.LANGUAGES)][::-1])}
    best: dict[UUID, Found] = {}
    languages: dict[UUID, set[str]] = defaultdict(set)
    for each in found:
        languages[each.key].add(each.language)
        known = best.get(each.key)
        if known is None or order.get(each.language, -1) > order.get(known.language, -1):
            best[each.key] = each
    return [best[key] for key in languages], languages


def _counted(chosen: Sequence[Found]) -> str:
    """Return in words how much there is of each kind."""
    count = {kind: sum(each.kind == kind for each in chosen) for kind in Kind.values}
    words = (
        (count[Kind.PROGRAMME], ngettext("%(n)s programme", "%(n)s programmes", count[Kind.PROGRAMME])),
        (count[Kind.MODULE], ngettext("%(n)s module", "%(n)s modules", count[Kind.MODULE])),
        (count[Kind.LESSON], ngettext("%(n)s lesson", "%(n)s lessons", count[Kind.LESSON])),
    )
    return ", ".join(text % {"n": number} for number, text in words if number) or _("Nothing")


def _choices(asked: Asked, shown: Entries, language: str) -> dict[str, Sequence[Choice]]:
    hours = {"2": _("up to 2 h"), "8": _("2 to 8 h"), "36": _("8 to 36 h"), "more": _("more than 36 h")}
    return {
        "skills": _skills(asked, shown, language),
        "sections": _sections(asked, shown, language) if asked.skill else [],
        "audiences": [Choice(each.value, str(each.label), each.value == asked.audience) for each in Audience],
        "levels": [Choice(each.value, str(each.label), each.value == asked.level) for each in Level],
        "hours": [Choice(value, label, value == asked.hours) for value, label in hours.items()],
        "languages": [Choice(code, name, code == asked.language) for code, name in settings.LANGUAGES],
    }


def _skills(asked: Asked, shown: Entries, language: str) -> list[Choice]:
    rows = _labels(CatalogueFacet.objects.filter(kind=CatalogueFacet.Kind.SKILL), shown, language)
    return sorted((Choice(key, label, key == asked.skill) for key, label in rows.items()), key=_by_label)


def _sections(asked: Asked, shown: Entries, language: str) -> list[Choice]:
    of_skill = CatalogueFacet.objects.filter(kind=CatalogueFacet.Kind.SECTION, key__startswith=f"{asked.skill}:")
    rows = _labels(of_skill, shown, language)
    return sorted((Choice(key, label, key == asked.section) for key, label in rows.items()), key=_by_label)


def _labels(facets: QuerySet[CatalogueFacet], shown: Entries, language: str) -> dict[str, str]:
    """Return the label of each facet that something published has: the reader's language before others. One query."""
    rows = (
        facets.filter(entry__in=shown.values("pk"))
        .values_list("key", "label", "entry__language")
        .annotate(times=Count("pk"))
    )
    ordered = sorted(rows, key=lambda row: (row[2] == language, row[3]))
    return {key: label for key, label, _language, _times in ordered}


def _by_label(choice: Choice) -> tuple[int, str]:
    number, name = number_and_name(choice.label)
    return (int(number or 0), name.casefold())
