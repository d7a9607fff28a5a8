"""The database itself refuses to change or delete a row of a history: triggers on SQLite and on PostgreSQL.

`TRUNCATE` on PostgreSQL passes row triggers; only the owner of the table may run it, and the tests do.
"""

from django.db.backends.base.base import BaseDatabaseWrapper

TABLE = "rooms_roomevent"
REFUSAL = "room events are append-only"
VERBS = ("UPDATE", "DELETE")


def install(connection: BaseDatabaseWrapper, table: str = TABLE, refusal: str = REFUSAL) -> None:
    """Make the database refuse to update or delete a row of `table`; doing it twice changes nothing.

    Raises:
        NotImplementedError: the database is neither SQLite nor PostgreSQL.
    """
    with connection.cursor() as cursor:
        for statement in _statements(connection, table, refusal):
            cursor.execute(statement)


def remove(connection: BaseDatabaseWrapper, table: str = TABLE) -> None:
    """Take the refusal away. Only a migration backwards and the tests' own cleaning may ask for it."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f"DROP TRIGGER IF EXISTS {table}_append_only ON {table}")
            cursor.execute(f"DROP FUNCTION IF EXISTS {table}_refuse()")
        else:
            for verb in VERBS:
                cursor.execute(f"DROP TRIGGER IF EXISTS {table}_no_{verb.lower()}")


def _statements(connection: BaseDatabaseWrapper, table: str, refusal: str) -> list[str]:
    if connection.vendor == "sqlite":
        return [_on_sqlite(table, refusal, verb) for verb in VERBS]
    if connection.vendor == "postgresql":
        return _on_postgresql(table, refusal)
    message = f"Podium keeps its log on SQLite or PostgreSQL, not on {connection.vendor}."
    raise NotImplementedError(message)


def _on_sqlite(table: str, refusal: str, verb: str) -> str:
    return (
        f"CREATE TRIGGER IF NOT EXISTS {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, '{refusal}'); END"
    )


def _on_postgresql(table: str, refusal: str) -> list[str]:
    function = f"""
CREATE OR REPLACE FUNCTION {table}_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '{refusal}' USING ERRCODE = 'integrity_constraint_violation';
END
$$
"""
    trigger = f"""
CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table}
FOR EACH ROW EXECUTE FUNCTION {table}_refuse()
"""
    return [function, f"DROP TRIGGER IF EXISTS {table}_append_only ON {table}", trigger]
