"""How training reads where somebody shares a link to it, and what it is in the words of schema.org."""

from collections.abc import Sequence

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from coaching.training.models import LessonPage, ProgrammePage, TrainingModulePage
from pages import structured
from pages.cards.register import describe_pages

PROVIDER: structured.Thing = {"@type": "Organization", "name": "Podium"}


def connect() -> None:
    """Describe the pages of training from now on; called once, when the app is ready."""
    describe_pages(ProgrammePage, about_programme)
    describe_pages(TrainingModulePage, about_module)
    describe_pages(LessonPage, about_lesson)
    structured.register(ProgrammePage, programme)
    structured.register(TrainingModulePage, module)
    structured.register(LessonPage, lesson)


def about_programme(page: ProgrammePage) -> tuple[str, Sequence[str]]:
    """Return what the card of a programme says: for whom it is and how long it takes."""
    hours = ngettext("%(count)s academic hour", "%(count)s academic hours", page.hours) % {"count": page.hours}
    return _("Programme"), [str(page.get_audience_display()), hours]


def about_module(page: TrainingModulePage) -> tuple[str, Sequence[str]]:
    """Return what the card of a module says: the skill that it trains, and its level."""
    return _("Training module"), [page.skill, str(page.get_level_display())]


def about_lesson(page: LessonPage) -> tuple[str, Sequence[str]]:
    """Return what the card of a lesson says: how long it takes."""
    return _("Lesson"), [ngettext("%(count)s minute", "%(count)s minutes", page.minutes) % {"count": page.minutes}]


def programme(page: ProgrammePage, _request: HttpRequest) -> structured.Thing:
    """Return a programme as such."""
    return {
        "@type": "EducationalOccupationalProgram",
        "name": page.title,
        "description": page.description_for_others,
        "inLanguage": page.locale.language_code,
        "timeToComplete": f"PT{page.hours * 45}M",
        "occupationalCategory": str(page.get_audience_display()),
        "provider": PROVIDER,
    }


def module(page: TrainingModulePage, _request: HttpRequest) -> structured.Thing:
    """Return a module as a course."""
    return {
        "@type": "Course",
        "name": page.title,
        "description": page.description_for_others,
        "inLanguage": page.locale.language_code,
        "about": page.skill,
        "educationalLevel": str(page.get_level_display()),
        "provider": PROVIDER,
    }


def lesson(page: LessonPage, _request: HttpRequest) -> structured.Thing:
    """Return a lesson as something to learn from."""
    return {
        "@type": "LearningResource",
        "name": page.title,
        "description": page.description_for_others,
        "inLanguage": page.locale.language_code,
        "timeRequired": f"PT{page.minutes}M",
    }
