"""The main menu."""

from typing import TypedDict

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.models import Page

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
