"""The skills of a championship in templates."""

from collections.abc import Mapping

from django import template

from championships.events.skill_names import NamedSkill

register = template.Library()


@register.simple_tag
def skill_title(skills: Mapping[int, NamedSkill], key: int | None) -> str:
    """Return number and name of the skill with this key; empty where it is not among `skills`."""
    found = skills.get(key or 0)
    return found.title if found else ""
