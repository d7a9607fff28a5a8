"""A span of days as each language writes it."""

from datetime import date

from babel.dates import format_date
from django.utils.translation import get_language
from django.utils.translation import gettext as _


def span(first: date, last: date) -> str:
    """Return the days from `first` to `last` in the reader's language, for example 12–14 November 2026."""
    if first.year != last.year:
        return f"{_with_year(_day(first), first)} – {_with_year(_day(last), last)}"
    return _with_year(_days(first, last), last)


def _days(first: date, last: date) -> str:
    """Return both days without the year; the month once where it is the same."""
    if first == last:
        return _day(last)
    if first.month == last.month:
        return f"{first.day}–{_day(last)}"
    return f"{_day(first)} – {_day(last)}"


def _day(day: date) -> str:
    # Never "1" at the end of a line and its month on the next.
    return format_date(day, "d MMMM", locale=get_language() or "en").replace(" ", "\N{NO-BREAK SPACE}")


def _with_year(days: str, day: date) -> str:
    # Translators: a date or a span of days such as "12–14 November", and its year.
    return _("%(days)s %(year)s") % {"days": days, "year": day.year}
