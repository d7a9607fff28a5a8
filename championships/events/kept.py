"""Keeping the public pages of championships for readers who are not signed in, each until something changes in it."""

from collections.abc import Iterable

from django.db.models import Count, Sum
from django.http import HttpRequest

from championships.events import sections, sequence
from championships.events.models import Championship
from pages import kept_answers

ONE, ALL = "championship", "championships"
# What speaks of all championships; also whether they run or come, which another day changes.
OF_ALL = (ALL, kept_answers.DAY)


def connect() -> None:
    """Let pages be kept by the sequences of championships; called once, when the app is ready."""
    kept_answers.register_number(ONE, _number)
    kept_answers.register_number(ALL, _number_of_all)
    sequence.listen(_advanced)


def keep_of_one(request: HttpRequest, championship_id: int, *, parameters: Iterable[str] = ()) -> None:
    """Keep the answer until the sequence of this championship grows; with no other than these parameters."""
    one = f"{ONE}{kept_answers.SEPARATOR}{championship_id}"
    kept_answers.keep(request, one, kept_answers.DAY, *sections.numbers(), parameters=parameters)


def keep_of_all(request: HttpRequest, *, parameters: Iterable[str] = ()) -> None:
    """Keep the answer until the sequence of any championship grows; with no other than these parameters."""
    kept_answers.keep(request, *OF_ALL, parameters=parameters)


def _number(key: str) -> str:
    found = Championship.objects.filter(pk=key).values_list("sequence", flat=True).first()
    return "" if found is None else str(found)


def _number_of_all(_key: str = "") -> str:
    counted = Championship.objects.aggregate(count=Count("pk"), changes=Sum("sequence"))
    return f"{counted['count']}.{counted['changes'] or 0}"


def _advanced(championship_id: int, _sequence: int) -> None:
    kept_answers.forget(f"{ONE}{kept_answers.SEPARATOR}{championship_id}")
    kept_answers.forget(ALL)
