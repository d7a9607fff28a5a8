"""The database as the migrations left it, again, after a test that commits.

Django's own way empties every table and writes content types and permissions anew: a second for each such test on
PostgreSQL, and what migrations wrote is gone. Here only what the test has changed is put back, migrations' rows included.
"""

import sqlite3
from collections.abc import Callable
from contextlib import closing

from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper

UNTOUCHED = "podium_untouched"
"""The schema on PostgreSQL that keeps the rows of the tables as they were at the start."""


def way_back() -> Callable[[], None]:
    """Return what puts the test database back to how it is now."""
    return _way_back_on_postgresql() if connection.vendor == "postgresql" else _way_back_on_sqlite()


def _way_back_on_sqlite() -> Callable[[], None]:
    file = str(connection.settings_dict["NAME"])
    untouched = sqlite3.connect(":memory:")
    with closing(sqlite3.connect(file)) as source:
        source.backup(untouched)

    def restore() -> None:
        with closing(sqlite3.connect(file)) as target:
            target.execute("PRAGMA synchronous=OFF")
            untouched.backup(target)

    return restore


def _way_back_on_postgresql() -> Callable[[], None]:
    tables = sorted(connection.introspection.django_table_names(only_existing=True, include_views=False))
    with connection.cursor() as cursor:
        before = _fingerprints(cursor, tables)
        cursor.execute(f"CREATE SCHEMA {UNTOUCHED}")
        for table in _filled(before):
            cursor.execute(f'CREATE TABLE {UNTOUCHED}."{table}" AS TABLE "{table}"')
        guarded = _guarded(cursor)

    def restore() -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            now = _fingerprints(cursor, tables)
            changed = [table for table in tables if now[table] != before[table]]
            _put_back(cursor, changed, filled=_filled(before), guarded=guarded)

    return restore


def _fingerprints(cursor: CursorWrapper, tables: list[str]) -> dict[str, str | None]:
    """Return for each table what differs as soon as a row differs; nothing for an empty one."""
    rows = "SELECT '{0}', (SELECT md5(string_agg(row::text, '|' ORDER BY row::text)) FROM \"{0}\" AS row)"
    cursor.execute(" UNION ALL ".join(rows.format(table) for table in tables))
    return dict(cursor.fetchall())


def _filled(fingerprints: dict[str, str | None]) -> set[str]:
    return {table for table, fingerprint in fingerprints.items() if fingerprint is not None}


def _guarded(cursor: CursorWrapper) -> set[str]:
    """Return the tables with triggers of ours: they refuse to delete, as the log of events does."""
    cursor.execute("SELECT DISTINCT tgrelid::regclass::text FROM pg_trigger WHERE NOT tgisinternal")
    return {table for (table,) in cursor.fetchall()}


def _put_back(cursor: CursorWrapper, changed: list[str], *, filled: set[str], guarded: set[str]) -> None:
    """Put the rows of the `changed` tables back, in any order: foreign keys are looked at last."""
    cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    for table in guarded.intersection(changed):
        cursor.execute(f'ALTER TABLE "{table}" DISABLE TRIGGER USER')
    for table in changed:
        cursor.execute(f'DELETE FROM "{table}"')  # noqa: S608 -- the names of our own tables
    for table in filled.intersection(changed):
        cursor.execute(f'INSERT INTO "{table}" SELECT * FROM {UNTOUCHED}."{table}"')  # noqa: S608 -- as above
    cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    for table in guarded.intersection(changed):
        cursor.execute(f'ALTER TABLE "{table}" ENABLE TRIGGER USER')
