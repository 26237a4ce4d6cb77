# SPDX-License-Identifier: Apache-2.0
"""Ids that are unique in a whole file: `teams/t1` is the row t1 of teams."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from . import _core
from .table import Table

GROUPS = ("party_organisations", "teams", "organisations", "forums", "services")


def file_id(table: str, key: Any) -> str:
    """The id of a row in a file that holds several tables."""
    return f"{table}/{key}"


class References:
    """What the references of a network point at, by the column in which they stand."""

    def __init__(self, tables: Mapping[str, Table]) -> None:
        self._ids = {
            name: {str(key) for key in table.values("id")}
            for name, table in tables.items()
            if "id" in table
        }
        self._targets = {
            (table["table"], column["name"]): tuple(column["targets"])
            for table in _core.schema()
            for column in table["columns"]
            if column["targets"]
        }

    def columns(self, table: str) -> list[str]:
        """The columns of a table that refer to others."""
        return [column for name, column in self._targets if name == table]

    def target(self, table: str, column: str, row: Mapping[str, Any]) -> tuple[str, Any] | None:
        """The table and the key that a row refers to; None where it refers to nothing."""
        key, said = row.get(column), row.get(f"{column}_kind")
        if key is None:
            return None
        if said is not None:
            return said, key
        text = str(key)
        for name in self._targets[table, column]:
            if text in self._ids.get(name, ()):
                return name, key
        return None  # such as a home `outside`

    def file_id(self, table: str, column: str, row: Mapping[str, Any]) -> str | None:
        """The id in the file of what a row refers to."""
        found = self.target(table, column, row)
        return found and file_id(*found)
