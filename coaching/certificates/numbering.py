"""The next number of a series, taken under a lock: two documents that are issued at once never share one."""

from dataclasses import dataclass

from coaching.certificates.models import Certificate, NumberSeries


@dataclass(frozen=True, slots=True)
class Number:
    """A number that was taken: as it is printed, its place in the series, and how registers enter it."""

    text: str
    sequence: int
    prefix: str
    registration: str


def take_number(series_id: int, *, year: int) -> Number:
    """Take the next number for a document issued in `year`; call it inside the transaction that issues it.

    A series that begins anew each year writes the year before the number, and counts from 1 in a new year. A document
    that is dated back to an earlier year goes on in the series of the current one.
    """
    series = NumberSeries.objects.select_for_update().get(pk=series_id)
    if series.restarts_yearly and series.year is not None and year > series.year:
        series.next_number = 1
    series.year = max(year, series.year or year)
    number = _free_number(series, series.year)
    series.next_number = number.sequence + 1
    series.save(update_fields=["next_number", "year"])
    return number


def _free_number(series: NumberSeries, year: int) -> Number:
    """Return the next number that no document of the organisation has: two series may write one the same way."""
    number = number_in(series, series.next_number, year)
    issued = Certificate.objects.filter(organisation_id=series.organisation_id)
    while issued.filter(number=number.text).exists():
        number = number_in(series, number.sequence + 1, year)
    return number


def number_in(series: NumberSeries, sequence: int, year: int) -> Number:
    """Return how `sequence` is written in `series`, for example ПК-2026-000012."""
    figures = f"{sequence:0{series.digits}}"
    dated = f"{year}-{figures}" if series.restarts_yearly else figures
    registration = f"{sequence}/{year}" if series.restarts_yearly else str(sequence)
    return Number(f"{series.prefix}{dated}", sequence, series.prefix, registration)
