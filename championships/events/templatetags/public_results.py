"""Words of public results in templates."""

from django import template

from championships.events.models import MembersAre
from championships.events.public_results.naming import member_name

register = template.Library()


@register.filter
def country(code: str) -> str:
    """Return the name of a country in the reader's language, by its two letters."""
    return member_name(code, MembersAre.COUNTRY)
