"""Filters that write figures of judging as the reader's language does."""

from decimal import Decimal

from django import template

from coaching.training.calibration import wording

register = template.Library()


@register.filter
def signed(value: Decimal | str | None) -> str:
    """Return a figure with its sign, or a dash where there is none."""
    return wording.signed(value if isinstance(value, Decimal) else None)


@register.filter
def figure(value: Decimal | str | None) -> str:
    """Return a figure with two decimals, or a dash where there is none."""
    return wording.plain(value if isinstance(value, Decimal) else None)
