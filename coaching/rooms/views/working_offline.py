"""Service workers: what lets pages open in a browser without a network. This one is for a sheet in a room."""

from pathlib import Path

from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe


@require_safe
@cache_control(no_cache=True)
def worker(request: HttpRequest) -> HttpResponse:
    """Return the worker. Its address among the rooms of a language is what gives it their pages, and no others."""
    return script(worker_source("rooms/js/worker.js"))


def script(source: str) -> HttpResponse:
    """Return `source` as a script."""
    return HttpResponse(source, content_type="text/javascript; charset=utf-8")


def worker_source(name: str) -> str:
    """Return the worker that the static file `name` holds, with what all workers have in common before it.

    Raises:
        FileNotFoundError: there is no such static file.
    """
    return "\n".join(_read(each) for each in ("rooms/js/worker-files.js", name))


def _read(name: str) -> str:
    found = finders.find(name)
    if not isinstance(found, str):
        raise FileNotFoundError(name)
    return Path(found).read_text(encoding="utf-8")
