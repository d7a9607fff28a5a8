"""The list of training modules, and what a reader may ask of it."""

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet

from coaching.training.models import Audience, Level, TrainingIndexPage, TrainingModulePage


def modules_below(index: TrainingIndexPage) -> QuerySet[TrainingModulePage]:
    """Return the live modules below `index`, the latest first."""
    modules = TrainingModulePage.objects.child_of(index).live().public().defer("body")
    return modules.select_related("locale").order_by("-first_published_at", "-pk")


def latest_in(language: str, count: int) -> list[TrainingModulePage]:
    """Return at most `count` of the latest live modules in `language`."""
    modules = TrainingModulePage.objects.live().public().filter(locale__language_code=language).defer("body")
    return list(modules.select_related("locale").order_by("-first_published_at", "-pk")[:count])


def for_index(index: TrainingIndexPage, asked: Mapping[str, str]) -> dict[str, Any]:
    """Return the modules that a reader asked for with `?for=` and `?level=`; an unknown value asks for nothing."""
    modules = modules_below(index)
    audience = asked.get("for") if asked.get("for") in Audience.values else ""
    level = asked.get("level") if asked.get("level") in Level.values else ""
    chosen = {name: value for name, value in (("audience", audience), ("level", level)) if value}
    return {
        "modules": modules.filter(**chosen),
        "filtered": bool(chosen),
        "audience": audience,
        "level": level,
        "audiences": Audience,
        "levels": Level,
    }
