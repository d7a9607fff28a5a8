"""From a module to a practice room: what is offered, and to whom."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.http import HttpRequest, QueryDict
from django.urls import reverse
from wagtail.models import Page

from championships.schemes.models import SubCriterion
from coaching.training import excerpts
from people.permissions import may_host_rooms


@dataclass(frozen=True)
class Offer:
    """A practice room that could be opened: what is marked, how long, and the address that opens it."""

    title: str
    minutes: int
    sub_criteria: list[SubCriterion]
    marks: Decimal
    url: str


def may_open(request: HttpRequest) -> bool:
    """Return whether the reader may open practice rooms; a preview has no reader."""
    user = getattr(request, "user", None)
    return user is not None and may_host_rooms(user)


def offer(value: Any, page: Page | None) -> Offer:
    """Return the offer of one practice-room block that stands on `page`."""
    excerpt = excerpts.read(value["scheme_version"], excerpts.codes_in(value["codes"]))
    codes = [sub_criterion.code for sub_criterion in excerpt.sub_criteria]
    query = QueryDict(mutable=True)
    query.update({"scheme": str(value["scheme_version"].pk), "title": value["title"], "minutes": str(value["minutes"])})
    query.setlist("sub_criterion", codes)
    if page is not None:
        query["module"] = str(page.translation_key)
    return Offer(
        value["title"],
        value["minutes"],
        list(excerpt.sub_criteria),
        excerpt.marks,
        f"{reverse('rooms:new')}?{query.urlencode()}",
    )
