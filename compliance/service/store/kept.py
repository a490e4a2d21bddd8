"""Statements that every publication needs: written out once for each kind of database, then handed to its driver.

What SQLAlchemy makes of a statement anew each time it is executed takes many times longer than the database itself
does. Here it makes the text, the order of the values and the form of each once; they are executed in a transaction of
SQLAlchemy's as any other statement, or in one that has nothing but them (:class:`Bare`).
"""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Protocol

from sqlalchemy import ClauseElement, ColumnElement, Dialect, PoolProxiedConnection, Select, Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import StatementError

from compliance.record import Record

_Form = Callable[[Any], Any]


class Transaction(Protocol):
    """What kept statements are executed in: a connection of SQLAlchemy's, or a bare one."""

    @property
    def dialect(self) -> Dialect:
        """The kind of database."""

    @property
    def connection(self) -> PoolProxiedConnection:
        """The driver's connection."""


class Bare(Record):
    """A transaction for kept statements alone."""

    dialect: Dialect
    connection: PoolProxiedConnection


class _Text(Record):
    """A statement as a driver takes it.

    :param given: the values that stand in the statement itself, by name.
    :param forms: what makes of a value what its column takes, for those that are not taken as they are.
    :param order: the names of the values in their order; ``None``: they go by name.
    :param row: makes a row of what the driver read; ``None``: it answers with no rows of ours.
    """

    sql: str
    given: Mapping[str, Any]
    forms: Mapping[str, _Form]
    order: Sequence[str] | None
    row: Callable[[Any], Any] | None


class Kept:
    """A statement that is executed for every story.

    :param statement: with a ``bindparam`` for each value that differs.
    :param columns: those that an ``INSERT`` or ``UPDATE`` sets, their values given under their names; none: all.
    """

    def __init__(self, statement: Any, columns: Sequence[str] | None = None) -> None:
        self._statement, self._columns = statement, columns
        self._texts: dict[str, _Text] = {}

    def execute(self, transaction: Transaction, values: Mapping[str, Any]) -> Any:
        """Execute it; the driver's cursor.

        :param values: by name; those of columns as the tables have them.
        :raises StatementError: one has not the form of its column.
        """
        text = self._texts.get(transaction.dialect.name) or self._written(transaction.dialect)
        cursor = transaction.connection.cursor()
        try:
            cursor.execute(text.sql, _bound(text, values))
        except BaseException:
            cursor.close()  # else it lives as long as the error does, and the connection with it
            raise
        return cursor

    def rows(self, transaction: Transaction, values: Mapping[str, Any]) -> list[Any]:
        """What a ``SELECT`` finds: tuples whose fields have the names of the columns."""
        found = self.execute(transaction, values).fetchall()
        row = self._texts[transaction.dialect.name].row
        assert row is not None, "only a SELECT finds rows"
        return [row(one) for one in found]

    def row(self, transaction: Transaction, values: Mapping[str, Any]) -> Any:
        """The one row that a ``SELECT`` finds; ``None`` where it finds none."""
        found = self.rows(transaction, values)
        return found[0] if found else None

    def _in(self, dialect: Dialect) -> ClauseElement:
        """The statement in the words of a kind of database."""
        found: ClauseElement = self._statement
        return found

    def _written(self, dialect: Dialect) -> _Text:
        statement = self._in(dialect)
        compiled: Any = statement.compile(dialect=dialect, column_keys=self._columns)
        forms = {name: _form(bind.type, dialect) for name, bind in compiled.binds.items()}
        found = _Text(
            sql=str(compiled),
            given=dict(compiled.params),
            forms={name: form for name, form in forms.items() if form is not None},
            order=tuple(compiled.positiontup) if compiled.positional else None,
            row=_rows(statement.selected_columns, dialect) if isinstance(statement, Select) else None,
        )
        self._texts[dialect.name] = found
        return found


class KeptNew(Kept):
    """An ``INSERT`` of a row, unless there is one of the same key."""

    def __init__(self, table: Table, columns: Sequence[str] | None = None) -> None:
        super().__init__(table, columns)

    def insert(self, transaction: Transaction, values: Mapping[str, Any]) -> bool:
        """Insert the row; whether it was inserted."""
        return bool(self.execute(transaction, values).fetchall())  # not every driver counts the rows of an INSERT

    def _in(self, dialect: Dialect) -> ClauseElement:
        table: Table = self._statement
        make = postgresql.insert if dialect.name == "postgresql" else sqlite.insert
        return make(table).on_conflict_do_nothing().returning(*table.primary_key)


def _bound(text: _Text, values: Mapping[str, Any]) -> Any:
    """The values as the driver takes them."""
    told = {**text.given, **values}
    try:
        for name, form in text.forms.items():
            told[name] = form(told[name])
    except (TypeError, ValueError, RecursionError) as error:
        raise StatementError(str(error), text.sql, None, error) from error
    return told if text.order is None else [told[name] for name in text.order]


def _form(kind: Any, dialect: Dialect) -> _Form | None:
    found: _Form | None = kind.dialect_impl(dialect).bind_processor(dialect)
    return found


def _rows(columns: Iterable[ColumnElement[Any]], dialect: Dialect) -> Callable[[Any], Any]:
    """What makes a row with names of one as the driver read it."""
    columns = tuple(columns)
    made: Any = namedtuple("Row", [str(column.key) for column in columns])  # type: ignore[misc]
    found = (column.type.dialect_impl(dialect).result_processor(dialect, None) for column in columns)
    forms = [(place, form) for place, form in enumerate(found) if form is not None]

    def row(read: Any) -> Any:
        values = list(read)
        for place, form in forms:
            values[place] = form(values[place])
        return made(*values)

    return row
