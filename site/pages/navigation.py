"""The main menu, and the footer."""

from typing import TypedDict

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.models import Page

from pages.language_links import in_language
from pages.models import FooterLink
from people.permissions import may_host_rooms

DEPTH_BELOW_HOME = 3


class Item(TypedDict):
    """One entry of the menu."""

    label: str
    url: str
    current: bool


def for_request(request: HttpRequest) -> list[Item]:
    """Return the menu for the reader of `request`, in her language. One query, and one more for her roles.

    Authors choose what stands in it: pages directly below the home page with "Show in menus".
    """
    entries = [*_pages(request), (_("Join a room"), reverse("rooms:join")), *_own(request)]
    here = max((url for _label, url in entries if request.path.startswith(url)), key=len, default="")
    return [{"label": label, "url": url, "current": url == here} for label, url in entries]


class FooterItems(TypedDict):
    """What editors have put into the footer."""

    note: str
    links: list[Item]


def footer_for(request: HttpRequest) -> FooterItems:
    """Return what editors keep in the footer of the reader's language. One query.

    A link to a page that is withdrawn, or that does not lead anywhere, is left out.
    """
    links = FooterLink.objects.filter(Q(page=None) | Q(page__live=True), footer__locale__language_code=get_language())
    in_order = list(links.select_related("footer", "page__locale").order_by("sort_order", "pk"))
    items = [_footer_item(link, request) for link in in_order]
    note = in_order[0].footer.note if in_order else ""
    return {"note": note, "links": [item for item in items if item["url"]]}


def _footer_item(link: FooterLink, request: HttpRequest) -> Item:
    if link.page is not None:
        url = link.page.get_url(request) or ""
        return {"label": link.label or link.page.title, "url": url, "current": url == request.path}
    url = in_language(link.address)
    return {"label": link.label, "url": url, "current": url == request.path}


def _pages(request: HttpRequest) -> list[tuple[str, str]]:
    pages = Page.objects.live().in_menu().filter(depth=DEPTH_BELOW_HOME, locale__language_code=get_language())
    in_order = pages.order_by("path").select_related("locale")
    return [(page.title, url) for page in in_order if (url := page.get_url(request))]


def _own(request: HttpRequest) -> list[tuple[str, str]]:
    """Return what somebody signed in has of her own."""
    user = getattr(request, "user", AnonymousUser())
    if not user.is_authenticated:
        return []
    desk = [(_("Desk"), reverse("pages:desk"))]
    if not may_host_rooms(user):
        return desk
    return [*desk, (_("Rooms"), reverse("rooms:list")), (_("Marking schemes"), reverse("schemes:list"))]
