"""Folding where the rows are: names that may be rewritten at any moment are matched as they stand, without an index.

SQLite is lent the Python function; PostgreSQL does the same with a table of letters, so that both find the same, whatever
the collation of the database is.
"""

from collections.abc import Sequence
from typing import Any

from django.db.backends.signals import connection_created
from django.db.models import CharField, Func, Q

from pages.search.folding import folded
from pages.search.words import SHORTEST_PREFIX, readings

FUNCTION = "podium_folded"
UPPER = "АБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ"
KAZAKH, NEIGHBOURS = "ёәғқңөұүһі", "еагкноуухи"
# Everything else that names are written with stands for a gap between words.
GAPS = "-–—_.,;:!?()[]{}«»„“”\"'`’/\\|&+*#‘\u00a0\t\n"
FROM = UPPER + KAZAKH + KAZAKH.upper() + GAPS
TO = UPPER.lower() + NEIGHBOURS + NEIGHBOURS + " " * len(GAPS)


def _padded(text: str | None) -> str:
    """Return the folded text with a space at both ends, so that every word begins behind one."""
    return f" {folded(text or '')} "


def lend_to_sqlite(connection: Any, **_about: Any) -> None:
    """Give a new connection to SQLite the function."""
    if connection.vendor == "sqlite":
        connection.connection.create_function(FUNCTION, 1, _padded, deterministic=True)


def connect() -> None:
    """Listen to new connections; called once, when the app is ready."""
    connection_created.connect(lend_to_sqlite, dispatch_uid="folding in the database")


class Folded(Func):
    """A text in folded words, with a space before each of them."""

    function = FUNCTION
    arity = 1
    output_field = CharField()

    def as_postgresql(self, compiler: Any, connection: Any, **extra: Any) -> Any:
        """Return the same in PostgreSQL's own functions."""
        quoted = (FROM.replace("'", "''").replace("%", "%%"), TO)
        template = (
            f"(' ' || translate(lower(replace(%(expressions)s, '№', 'no')), '{quoted[0]}', '{quoted[1]}') || ' ')"
        )
        return super().as_sql(compiler, connection, template=template, **extra)


def words_begin(field: str, words: Sequence[str]) -> Q:
    """Return the condition that each of the folded `words`, or its stem, begins a word of the annotation `field`."""
    condition = Q()
    for word in words:
        fits = Q(**{f"{field}__contains": f" {word} "})
        for reading in readings(word):
            if len(reading) >= SHORTEST_PREFIX:
                fits |= Q(**{f"{field}__contains": f" {reading}"})
        condition &= fits
    return condition
