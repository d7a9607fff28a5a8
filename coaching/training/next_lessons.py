"""Modules for a competitor who comes from a room: those that train the standards sections where most was lost."""

from django.utils.translation import gettext as _

from championships.schemes.folding import alike
from coaching.rooms.next_lessons import Lesson, Need, Section
from coaching.training.models import Audience, TrainingModulePage
from coaching.training.sections import number_and_name
from pages.unlisted import listed


def lessons_for(need: Need) -> list[Lesson]:
    """Return the published modules for students in the reader's language that fit, the best first. One query.

    A module fits when a line of its standards names a section in which marks were lost: by its name, or by its number
    where the module is of the same skill. Of modules that train no such section those of the same skill come last.
    """
    modules = listed(TrainingModulePage.objects.filter(locale__language_code=need.language, alias_of=None))
    found = modules.exclude(audience=Audience.MENTORS).defer("body").select_related("locale").order_by("title", "pk")
    ranked = [(*_fit(module, need), module) for module in found]
    best = sorted((each for each in ranked if each[0]), key=lambda each: -each[0])
    return [Lesson(module.title, module.get_url() or "", _why(sections)) for _rank, sections, module in best]


def _fit(module: TrainingModulePage, need: Need) -> tuple[int, list[Section]]:
    """Return how well a module fits, 0 for not at all, and which of the sections it trains."""
    is_of_skill = _is_of_skill(module, need)
    lines = [number_and_name(line) for line in module.standards.splitlines() if line.strip()]
    trained = [section for section in need.sections if _trains(lines, section, by_number=is_of_skill)]
    weight = sum(len(need.sections) - need.sections.index(section) for section in trained)
    return 2 * weight + is_of_skill, trained


def _is_of_skill(module: TrainingModulePage, need: Need) -> bool:
    number, name = number_and_name(module.skill)
    if number and need.skill_number:
        return number == need.skill_number.strip().lstrip("0")
    return bool(name) and alike(name) == alike(need.skill_name)


def _trains(lines: list[tuple[str, str]], section: Section, *, by_number: bool) -> bool:
    name = alike(section.name)
    return any((name and alike(line) == name) or (by_number and number == section.number) for number, line in lines)


def _why(sections: list[Section]) -> str:
    if not sections:
        return _("A module of your skill.")
    names = ", ".join(section.name or section.number for section in sections)
    return _("Trains where you lost marks: %(sections)s.") % {"sections": names}
