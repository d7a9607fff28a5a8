"""Who comes to the desk of a championship, and how a refusal is said there."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from championships.events.confirming import skills_as_chief
from championships.events.models import Championship
from championships.events.refusals import EventRefused
from people.access import signed_in
from people.permissions import may_run_championships


def championship_of(slug: str) -> Championship:
    """Return the championship of an address, else the page is not there."""
    return get_object_or_404(Championship, slug=slug)


def chief_of(request: HttpRequest, championship: Championship) -> set[int] | None:
    """Return the skills that the reader is chief expert of; None for an organiser, who may do everything."""
    user = signed_in(request)
    return None if may_run_championships(user) else skills_as_chief(user, championship)


def say(request: HttpRequest, act: Callable[[], object], done: str) -> bool:
    """Do what may be refused, say that it is done or why not, and return whether it is."""
    try:
        act()
    except EventRefused as refusal:
        messages.error(request, str(refusal))
        return False
    messages.success(request, done)
    return True
