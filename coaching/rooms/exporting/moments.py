"""Moments in the files of a room."""

from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format


def moment_words(at: datetime) -> str:
    """Return a moment for a row: date and time in the current time zone."""
    return date_format(timezone.localtime(at), "SHORT_DATETIME_FORMAT")
