"""Sections of occupational standards as modules name them: a number, a name, or both."""

import re

from django.utils.translation import get_language

from championships.schemes.models import Skill
from championships.schemes.standards import standard_in_force

NUMBER = re.compile(r"\s*(\d{1,3})\b[.)\s]*(.*)", re.DOTALL)


def number_and_name(text: str) -> tuple[str, str]:
    """Return the number before a name and the name; an empty number where there is none.

    >>> number_and_name("4. Front-end"), number_and_name("Front-end")
    (('4', 'Front-end'), ('', 'Front-end'))
    """
    found = NUMBER.fullmatch(text)
    return (found[1].lstrip("0"), found[2].strip()) if found else ("", text.strip())


def sections_of(skill: Skill) -> list[str]:
    """Return the sections of the skill's standard in force as lines, in the language of now where it is translated."""
    shown = standard_in_force(skill, get_language() or "en")
    return [] if shown is None else [f"{section.number} {section.name}" for section in shown.standard.sections.all()]
