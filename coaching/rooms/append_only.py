"""The database itself refuses to change or delete an event: triggers on SQLite and on PostgreSQL.

`TRUNCATE` on PostgreSQL passes row triggers; only the owner of the table may run it, and the tests do.
"""

from django.db.backends.base.base import BaseDatabaseWrapper

TABLE = "rooms_roomevent"
REFUSAL = "room events are append-only"

_SQLITE = {
    f"{TABLE}_no_{verb.lower()}": (
        f"CREATE TRIGGER IF NOT EXISTS {TABLE}_no_{verb.lower()} BEFORE {verb} ON {TABLE} "
        f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
    )
    for verb in ("UPDATE", "DELETE")
}
_FUNCTION = f"""
CREATE OR REPLACE FUNCTION {TABLE}_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'integrity_constraint_violation';
END
$$
"""
_TRIGGER = f"""
CREATE TRIGGER {TABLE}_append_only BEFORE UPDATE OR DELETE ON {TABLE}
FOR EACH ROW EXECUTE FUNCTION {TABLE}_refuse()
"""


def install(connection: BaseDatabaseWrapper) -> None:
    """Make the database refuse to update or delete an event; doing it twice changes nothing.

    Raises:
        NotImplementedError: the database is neither SQLite nor PostgreSQL.
    """
    with connection.cursor() as cursor:
        for statement in _statements(connection):
            cursor.execute(statement)


def remove(connection: BaseDatabaseWrapper) -> None:
    """Take the refusal away. Only a migration backwards and the tests' own cleaning may ask for it."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f"DROP TRIGGER IF EXISTS {TABLE}_append_only ON {TABLE}")
            cursor.execute(f"DROP FUNCTION IF EXISTS {TABLE}_refuse()")
        else:
            for name in _SQLITE:
                cursor.execute(f"DROP TRIGGER IF EXISTS {name}")


def _statements(connection: BaseDatabaseWrapper) -> list[str]:
    if connection.vendor == "sqlite":
        return list(_SQLITE.values())
    if connection.vendor == "postgresql":
        return [
            _FUNCTION,
            f"DROP TRIGGER IF EXISTS {TABLE}_append_only ON {TABLE}",
            _TRIGGER,
        ]
    message = f"Podium keeps its log on SQLite or PostgreSQL, not on {connection.vendor}."
    raise NotImplementedError(message)
