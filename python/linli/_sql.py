# SPDX-License-Identifier: Apache-2.0
"""Tables of a database, over an open connection of DuckDB or of an ADBC driver."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from typing import Any

from ._lazy import require
from ._names import rules
from .errors import FileError, SchemaError

ENDING = ".duckdb"
_COLUMNS = """
SELECT table_name, column_name, data_type FROM information_schema.columns
WHERE table_schema = current_schema() ORDER BY table_name, ordinal_position
"""


def is_connection(source: Any) -> bool:
    """Whether queries can be put to it, and how they answer is known."""
    if not hasattr(source, "cursor"):
        return False
    if not _is_duckdb(source) and not hasattr(source, "adbc_get_info"):
        kind = f"{type(source).__module__}.{type(source).__qualname__}"
        raise SchemaError(f"a {kind} does not speak Arrow; connect by DuckDB or by an ADBC driver")
    return True


def _is_duckdb(connection: Any) -> bool:
    return hasattr(connection, "sql")


def open_file(path: Path) -> Any:
    """A connection to a DuckDB file, for reading only."""
    duckdb = require("duckdb", "reading a DuckDB file", "'linli[sql]'")
    try:
        return duckdb.connect(str(path), read_only=True)
    except duckdb.Error as error:
        raise FileError(f"{path} could not be read: {error}") from error


@contextmanager
def tables_of(connection: Any, titles: Iterable[str]) -> Iterator[dict[str, _Table]]:
    """The tables so named in the current schema of the database, views included."""
    there = _columns_there(connection)
    known = list(titles)
    if not any(name in there for name in known):
        raise FileError(
            "the current schema of the database holds no table of linli; looked for "
            f"{', '.join(rules())}, found {', '.join(sorted(there)) or 'none'}"
        )
    with ExitStack() as cursors:
        yield {
            name: _Table(connection, name, there[name], cursors) for name in known if name in there
        }


def _columns_there(connection: Any) -> dict[str, list[str]]:
    """What to select from each table."""
    there: dict[str, list[str]] = {}
    with _naming("the list of tables"):
        if _is_duckdb(connection):  # where a cursor would be a connection of its own, without USE
            return {name: ["*"] for (name, *_) in connection.sql("SHOW TABLES").fetchall()}
        with closing(connection.cursor()) as cursor:
            cursor.execute(_COLUMNS)
            for table, column, kind in cursor.fetchall():
                there.setdefault(table, []).append(_selected(column, kind))
    return there


@contextmanager
def _naming(what: str) -> Iterator[None]:
    try:
        yield
    except Exception as error:  # each driver has its own
        raise FileError(f"{what} could not be read from the database: {error}") from error


def _selected(column: str, kind: str) -> str:
    name = _quoted(column)
    # An enumeration of PostgreSQL's would come as bytes.
    return f"CAST({name} AS text) AS {name}" if kind == "USER-DEFINED" else name


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


class _Table:
    """A table that is asked for when it is read, for a connection answers one query at a time."""

    def __init__(self, connection: Any, name: str, columns: list[str], cursors: ExitStack) -> None:
        self._connection, self._name, self._cursors = connection, name, cursors
        self._query = f"SELECT {', '.join(columns)} FROM {_quoted(name)}"

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        with _naming(f"the table {self._name}"):
            if _is_duckdb(self._connection):
                return self._connection.sql(self._query).__arrow_c_stream__()
            cursor = self._cursors.enter_context(closing(self._connection.cursor()))
            cursor.execute(self._query)
            return cursor.fetch_arrow().__arrow_c_stream__()
