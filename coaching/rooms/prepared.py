"""Queries that every mark asks: their SQL is built once, and not for every mark anew, and they are asked together.

Building the SQL of a query takes Django several times as long as sending it and making models of its rows.
"""

from collections.abc import Callable, Sequence
from copy import copy
from typing import Any, Generic, TypeVar
from uuid import UUID, uuid4

from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import Model, QuerySet, UUIDField
from django.db.models.query import ModelIterable

from coaching.rooms.trips import Statement, carried_out

Row = TypeVar("Row", bound=Model)
Value = UUID | str | int

_UUID: "UUIDField[UUID, UUID]" = UUIDField()
_LARGEST = 2**31 - 1


class Question(Generic[Row]):
    """A query whose SQL is built, and which is still to be asked. One that can find nothing has no statement."""

    def __init__(self, compiler: Any, statement: Statement | None) -> None:
        """Keep what to send; the compiler knows how the answer becomes models."""
        self._compiler = compiler
        self.statement = statement

    def rows(self) -> list[Row]:
        """Ask this question alone, and return what is found."""
        return answers([self])[0]

    def models(self, rows: Sequence[Any]) -> list[Row]:
        """Return the models that the database's rows are."""
        self._compiler.execute_sql = lambda **_: [rows]
        return list(ModelIterable(_Asked(self._compiler)))  # type: ignore[arg-type]


def question(found: QuerySet[Row]) -> Question[Row]:
    """Return the question that the query set asks."""
    compiler = found.query.get_compiler(DEFAULT_DB_ALIAS)
    try:
        return Question(compiler, compiler.as_sql())
    except EmptyResultSet:
        return Question(compiler, None)


def answers(questions: Sequence[Question[Any]]) -> list[list[Any]]:
    """Ask the questions together, in their order, and return what each finds."""
    statements = [each.statement for each in questions if each.statement is not None]
    found = iter([cursor.fetchall() for cursor in carried_out(statements)])
    return [[] if each.statement is None else each.models(next(found)) for each in questions]


class Prepared(Generic[Row]):
    """A query set that depends on a few values: keys, texts or whole numbers, each of them used once in its SQL."""

    def __init__(self, build: Callable[..., QuerySet[Row]]) -> None:
        """Ask what `build` returns for the values; what else it may depend on is asked for once."""
        self._build = build
        self._built: dict[str, tuple[Any, str, tuple[Any, ...], list[int]]] = {}

    def about(self, *values: Value) -> Question[Row]:
        """Return the question for these values."""
        connection = connections[DEFAULT_DB_ALIAS]
        if connection.vendor not in self._built:
            self._built[connection.vendor] = self._compiled(connection, values)
        kept, sql, parameters, places = self._built[connection.vendor]
        given = list(parameters)
        for place, value in zip(places, values, strict=True):
            given[place] = _for_database(value, connection)
        compiler = copy(kept)
        compiler.connection = connection
        return Question(compiler, (sql, given))

    def _compiled(self, connection: Any, values: tuple[Value, ...]) -> tuple[Any, str, tuple[Any, ...], list[int]]:
        """Return the compiler after its work, the SQL with its parameters, and where among them the values go."""
        samples = [_sample(value, number) for number, value in enumerate(values)]
        compiler = self._build(*samples).query.get_compiler(connection=connection)
        sql, parameters = compiler.as_sql()
        places = [list(parameters).index(_for_database(sample, connection)) for sample in samples]
        return compiler, sql, tuple(parameters), places


class _Asked:
    """What Django makes models of: in place of a query set, with a compiler that has done its work."""

    _known_related_objects: dict[Any, Any]

    def __init__(self, compiler: Any) -> None:
        self.db = DEFAULT_DB_ALIAS
        self.query = self
        self._compiler = compiler
        self._known_related_objects = {}

    def get_compiler(self, using: str) -> Any:
        """Return the compiler; it is for the one database that was asked for."""
        del using
        return self._compiler


def _sample(value: Value, number: int) -> Value:
    """Return a value of the same kind that no other parameter has."""
    if isinstance(value, int):
        return _LARGEST - number
    return uuid4() if isinstance(value, UUID) else uuid4().hex


def _for_database(value: Value, connection: Any) -> Any:
    return _UUID.get_db_prep_value(value, connection) if isinstance(value, UUID) else value
