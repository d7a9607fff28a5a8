"""The latest modules, for shelves and panels."""

from coaching.training.models import TrainingModulePage
from pages.unlisted import listed


def latest_in(language: str, count: int) -> list[TrainingModulePage]:
    """Return at most `count` of the latest live modules in `language`; what only stands in for one is left out."""
    modules = listed(TrainingModulePage.objects.filter(locale__language_code=language, alias_of=None))
    ordered = modules.defer("body").select_related("locale").order_by("-first_published_at", "-pk")
    return list(ordered[:count])
