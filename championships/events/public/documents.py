"""The documents of a championship's skills that are public now."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from championships.events import sections
from championships.events.models import Championship, ChampionshipPage, SkillDocument
from championships.events.open_documents import in_reading_order, open_documents
from championships.events.public.filtering import skill_filter

NAME = "documents"


@dataclass(frozen=True)
class Shelf:
    """The open documents of one skill."""

    title: str
    url: str
    documents: Sequence[SkillDocument]


def filled(championships: QuerySet[Championship]) -> QuerySet[Any, Any]:
    """Return the keys of the championships with a document that is public now."""
    found = open_documents().filter(contested_skill__championship__in=championships)
    return found.order_by().values_list("contested_skill__championship", flat=True).distinct()


def show(page: ChampionshipPage, request: HttpRequest, rest: sections.Rest) -> HttpResponse:
    """Show the documents by skill and kind."""
    sections.no_rest(rest)
    choice = skill_filter(request, page.championship_id)
    found = open_documents().filter(contested_skill__championship=page.championship_id)
    documents = list(found.select_related("document"))
    chosen = [choice.chosen.contested.pk] if choice.chosen else list(choice.skills)
    shelves = [
        Shelf(
            choice.skills[key].title,
            sections.url_of(page, "skills", key),
            in_reading_order(each for each in documents if each.contested_skill_id == key),
        )
        for key in chosen
    ]
    context = {"title": _("Documents"), "choice": choice, "shelves": [shelf for shelf in shelves if shelf.documents]}
    return sections.show(page, request, NAME, "events/public/documents.html", context)
