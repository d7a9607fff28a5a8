"""Training without a network: the worker of its pages, the list of what a browser keeps, and whose pages those are.

A page of training says whose it is in a header. A browser keeps one reader's copies and throws them away as soon as the
header names another: at a college the next reader sits down at the same computer.
"""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.crypto import salted_hmac
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe
from wagtail.models import Page

from coaching.rooms.views.working_offline import script, worker_source
from coaching.training.models import LessonPage, ProgrammePage, TrainingIndexPage, TrainingModulePage
from people.models import User

READER = "Podium-Reader"
PUBLIC = "public"
KEPT_PAGES = (TrainingIndexPage, ProgrammePage, TrainingModulePage, LessonPage)
LENGTH = 16
Serve = Callable[[Page, HttpRequest, Any, Any], HttpResponseBase]


def reader_of(user: User | AnonymousUser | None) -> str:
    """Return the name of a reader for her browser alone: nobody can tell from it who she is."""
    if not isinstance(user, User):
        return PUBLIC
    return salted_hmac("coaching.training.reader", str(user.pk)).hexdigest()[:LENGTH]


def name_reader(serve: Serve) -> Serve:
    """Return `serve` so that pages of training, where they are shown at all, name their reader (a Wagtail hook)."""

    def named(page: Page, request: HttpRequest, args: Any, kwargs: Any) -> HttpResponseBase:
        response = serve(page, request, args, kwargs)
        if isinstance(page, KEPT_PAGES) and response.status_code == HttpResponse.status_code:
            response.headers[READER] = reader_of(getattr(request, "user", None))
        return response

    return named


@require_safe
@cache_control(no_cache=True)
def worker(request: HttpRequest) -> HttpResponse:
    """Return the worker. Its address among the training of a language is what gives it those pages, and no others."""
    return script(worker_source("training/js/worker.js"))


@require_safe
@cache_control(no_cache=True)
def kept(request: HttpRequest) -> HttpResponse:
    """Show what this browser keeps. The page itself is the same for everybody and knows nothing of it."""
    return render(request, "training/kept.html")
