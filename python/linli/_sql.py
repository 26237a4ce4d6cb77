# SPDX-License-Identifier: Apache-2.0
"""Tables of a database, over an open connection of DuckDB or of an ADBC driver."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from typing import Any

from . import _core
from ._lazy import require
from .errors import FileError

ENDING = ".duckdb"
_COLUMNS = """
SELECT table_name, column_name, data_type FROM information_schema.columns
WHERE table_schema = current_schema() ORDER BY table_name, ordinal_position
"""


def is_connection(source: Any) -> bool:
    """Whether queries can be put to it."""
    return hasattr(source, "cursor")


def open_file(path: Path) -> Any:
    """A connection to a DuckDB file, for reading only."""
    duckdb = require("duckdb", "reading a DuckDB file", "'linli[sql]'")
    try:
        return duckdb.connect(str(path), read_only=True)
    except duckdb.Error as error:
        raise FileError(f"{path} could not be read: {error}") from error


@contextmanager
def tables_of(connection: Any) -> Iterator[dict[str, _Table]]:
    """The tables of the contract in the current schema of the database, views included."""
    there: dict[str, list[str]] = {}
    with closing(connection.cursor()) as cursor:
        cursor.execute(_COLUMNS)
        for table, column, kind in cursor.fetchall():
            there.setdefault(table, []).append(_selected(column, kind))
    known = [table["table"] for table in _core.schema()]
    if not any(name in there for name in known):
        raise FileError(
            "the current schema of the database holds no table of linli; looked for "
            f"{', '.join(known)}, found {', '.join(sorted(there)) or 'none'}"
        )
    with ExitStack() as cursors:
        yield {
            name: _Table(
                connection, f"SELECT {', '.join(there[name])} FROM {_quoted(name)}", cursors
            )
            for name in known
            if name in there
        }


def _selected(column: str, kind: str) -> str:
    name = _quoted(column)
    # An enumeration of PostgreSQL's would come as bytes.
    return f"CAST({name} AS text) AS {name}" if kind == "USER-DEFINED" else name


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


class _Table:
    """A table that is asked for when it is read, for a connection answers one query at a time."""

    def __init__(self, connection: Any, query: str, cursors: ExitStack) -> None:
        self._connection, self._query, self._cursors = connection, query, cursors

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        if hasattr(self._connection, "sql"):  # of DuckDB
            return self._connection.sql(self._query).__arrow_c_stream__()
        cursor = self._cursors.enter_context(closing(self._connection.cursor()))
        cursor.execute(self._query)
        return cursor.fetch_arrow().__arrow_c_stream__()
