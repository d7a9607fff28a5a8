"""Where one is: the modules of a programme, the lessons of a module, what comes before and after a lesson."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar
from uuid import UUID

from django.http import HttpRequest
from wagtail.models import Page, PageViewRestriction
from wagtail.query import PageQuerySet

from coaching.training.models import LessonPage, ProgrammePage, TrainingModulePage
from coaching.training.progress_display import Standing, standings

Standings = dict[UUID, Standing]
AnyPage = TypeVar("AnyPage", bound=Page)


@dataclass(frozen=True, slots=True)
class LessonLine:
    """A lesson in a list: its place, how far the reader is, whether she is on it now."""

    number: int
    page: LessonPage
    standing: Standing | None
    is_here: bool = False


@dataclass(frozen=True, slots=True)
class ModuleLine:
    """A module in a programme: its place, its lessons, how far the reader is."""

    number: int
    page: TrainingModulePage
    lessons: int
    minutes: int
    standing: Standing | None


@dataclass(frozen=True, slots=True)
class ProgrammeOutline:
    """A programme: its modules in order, how many lessons they have, how far the reader is with all of it."""

    modules: Sequence[ModuleLine]
    lessons: int
    standing: Standing | None


@dataclass(frozen=True, slots=True)
class ModuleOutline:
    """A module: its lessons in order, the programme around it and its place there, how far the reader is."""

    lessons: Sequence[LessonLine]
    minutes: int
    programme: ProgrammePage | None
    number: int
    of: int
    following: TrainingModulePage | None
    standing: Standing | None


@dataclass(frozen=True, slots=True)
class LessonOutline:
    """A lesson: the module that it is of, the lessons there, and the ones before and after it."""

    module: TrainingModulePage
    lessons: Sequence[LessonLine]
    number: int
    before: LessonPage | None
    after: LessonPage | None
    standing: Standing | None


def of_programme(programme: ProgrammePage, request: HttpRequest) -> ProgrammeOutline:
    """Return the outline of a programme for the reader of `request`; four queries and those of whoever keeps progress."""
    modules = _below(TrainingModulePage, programme, request)
    paths = defaultdict(list)
    for path, minutes in _open(LessonPage.objects.descendant_of(programme), request).values_list("path", "minutes"):
        paths[path[: -Page.steplen]].append(minutes)
    known = standings(request, [programme.translation_key, *(module.translation_key for module in modules)])
    lines = [
        ModuleLine(number, page, len(paths[page.path]), sum(paths[page.path]), known.get(page.translation_key))
        for number, page in enumerate(modules, 1)
    ]
    return ProgrammeOutline(lines, sum(line.lessons for line in lines), known.get(programme.translation_key))


def of_module(module: TrainingModulePage, request: HttpRequest) -> ModuleOutline:
    """Return the outline of a module for the reader of `request`; a constant number of queries."""
    lessons = _below(LessonPage, module, request)
    programme = ProgrammePage.objects.parent_of(module).live().defer("body").select_related("locale").first()
    siblings = _below(TrainingModulePage, programme, request) if programme else []
    place = next((place for place, page in enumerate(siblings) if page.pk == module.pk), -1)
    following = siblings[place + 1] if 0 <= place < len(siblings) - 1 else None
    known = standings(request, [module.translation_key, *(lesson.translation_key for lesson in lessons)])
    return ModuleOutline(
        _lines(lessons, known),
        sum(lesson.minutes for lesson in lessons),
        programme,
        place + 1,
        len(siblings),
        following,
        known.get(module.translation_key),
    )


def of_lesson(lesson: LessonPage, request: HttpRequest) -> LessonOutline:
    """Return the outline of a lesson for the reader of `request`; a constant number of queries.

    In a preview the lesson may not be published yet: it stands last then.
    """
    module = TrainingModulePage.objects.ancestor_of(lesson).defer("body").select_related("locale").get()
    lessons = _below(LessonPage, module, request)
    place = next((place for place, page in enumerate(lessons) if page.pk == lesson.pk), len(lessons))
    known = standings(request, [module.translation_key, *(page.translation_key for page in lessons)])
    return LessonOutline(
        module,
        _lines(lessons, known, here=lesson.pk),
        place + 1,
        lessons[place - 1] if 0 < place <= len(lessons) else None,
        lessons[place + 1] if place + 1 < len(lessons) else None,
        known.get(lesson.translation_key),
    )


def _lines(lessons: Sequence[LessonPage], known: Standings, here: int | None = None) -> list[LessonLine]:
    return [
        LessonLine(number, page, known.get(page.translation_key), is_here=page.pk == here)
        for number, page in enumerate(lessons, 1)
    ]


def _below(model: type[AnyPage], parent: Page, request: HttpRequest) -> list[AnyPage]:
    pages = _open(model.objects.child_of(parent), request)
    return list(pages.defer("body").select_related("locale").order_by("path"))


def _open(pages: PageQuerySet, request: HttpRequest) -> PageQuerySet:
    """Return the live ones of `pages` without those behind a restriction that the reader does not meet."""
    pages = pages.live()
    for restriction in _restrictions(request):
        if not restriction.accept_request(request):
            pages = pages.not_descendant_of(restriction.page, inclusive=True)
    return pages


def _restrictions(request: HttpRequest) -> Sequence[PageViewRestriction]:
    """Return all restrictions of pages, read once for each request."""
    found: list[PageViewRestriction] | None = getattr(request, "_page_restrictions", None)
    if found is None:
        found = list(PageViewRestriction.objects.select_related("page").prefetch_related("groups"))
        request._page_restrictions = found  # type: ignore[attr-defined]  # noqa: SLF001 -- remembered on the request
    return found
