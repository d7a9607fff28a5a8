"""Statements that go to the database together, and those that write rows.

PostgreSQL takes them in one message and carries them out in turn: each sees what is committed when it begins, so that
what stands after a lock is read as fresh as if it were asked alone. SQLite is no journey away, and takes one by one.
"""

from collections.abc import Collection, Iterator, Sequence
from typing import Any

from django.db import DEFAULT_DB_ALIAS, DatabaseError, connections
from django.db.models import Model

Statement = tuple[str, Sequence[Any]]


def carried_out(statements: Sequence[Statement]) -> Iterator[Any]:
    """Yield for each statement a cursor that stands at its result."""
    if not statements:
        return
    connection: Any = connections[DEFAULT_DB_ALIAS]
    with connection.cursor() as cursor:
        if connection.vendor != "postgresql" or connection.features.uses_server_side_binding:
            for sql, values in statements:
                cursor.execute(sql, values)
                yield cursor
            return
        cursor.execute("; ".join(sql for sql, _ in statements), [each for _, values in statements for each in values])
        for number in range(len(statements)):
            if number:
                cursor.nextset()
            yield cursor


def write(statements: Sequence[Statement]) -> None:
    """Write by these statements, of which each must find a row.

    Raises:
        DatabaseError: a row that was to be changed is not there.
    """
    for cursor in carried_out(statements):
        if not cursor.rowcount:
            raise DatabaseError("A row that was read in this transaction is gone.")


def insertion(rows: Sequence[Model], unique: Collection[str] = (), replaced: Collection[str] = ()) -> Statement:
    """Return the statement that adds the rows; the database gives them their keys.

    Where the `unique` fields are those of a row that is there, the `replaced` fields of that row are written instead.
    """
    connection: Any = connections[DEFAULT_DB_ALIAS]
    quote, meta = connection.ops.quote_name, _meta(rows[0])
    fields = [field for field in meta.local_concrete_fields if not field.primary_key]
    columns = ", ".join(quote(field.column) for field in fields)
    places = ", ".join([f"({', '.join(['%s'] * len(fields))})"] * len(rows))
    sql = f"INSERT INTO {quote(meta.db_table)} ({columns}) VALUES {places}"  # noqa: S608 -- names of our own tables
    if unique:
        which, taken = ([quote(meta.get_field(name).column) for name in names] for names in (unique, replaced))
        instead = ", ".join(f"{column} = EXCLUDED.{column}" for column in taken)
        sql += f" ON CONFLICT ({', '.join(which)}) DO UPDATE SET {instead}"
    return sql, [_value(row, field, connection) for row in rows for field in fields]


def change(row: Model, names: Collection[str]) -> Statement:
    """Return the statement that writes these fields of a row that is there."""
    connection: Any = connections[DEFAULT_DB_ALIAS]
    quote, meta = connection.ops.quote_name, _meta(row)
    fields = [meta.get_field(name) for name in names]
    columns = ", ".join(f"{quote(field.column)} = %s" for field in fields)
    sql = f"UPDATE {quote(meta.db_table)} SET {columns} WHERE {quote(meta.pk.column)} = %s"  # noqa: S608 -- as above
    return sql, [_value(row, field, connection) for field in (*fields, meta.pk)]


def _meta(row: Model) -> Any:
    return row._meta  # noqa: SLF001 -- Django's public name


def _value(row: Model, field: Any, connection: Any) -> Any:
    return field.get_db_prep_save(getattr(row, field.attname), connection)
