"""Dates of championships in templates."""

from datetime import date

from django import template

from championships.events.dates import span

register = template.Library()


@register.simple_tag
def days(first: date, last: date) -> str:
    """Return the days from `first` to `last` as the reader's language writes them."""
    return span(first, last)
