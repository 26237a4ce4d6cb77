# SPDX-License-Identifier: Apache-2.0
"""Rows of snapshots, and what changed between them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from . import _core
from .table import Table, _csv_cell

SCHEMA = {table["table"]: table["columns"] for table in _core.schema()}
_DATES = {
    table: {column["name"] for column in columns if column["type"] == "date"}
    for table, columns in SCHEMA.items()
}
LIMITS = ("since", "until")


class Row(NamedTuple):
    """A row: its values, and the same as texts, by which rows are compared; null is left out."""

    values: dict[str, Any]
    texts: dict[str, str]

    @classmethod
    def of(cls, values: dict[str, Any]) -> Row:
        """A row of values, of which some may be null."""
        known = {name: value for name, value in values.items() if value is not None}
        texts = {
            name: value if isinstance(value, str) else str(_csv_cell(value))
            for name, value in known.items()
        }
        return cls(known, texts)

    def without(self, *columns: str) -> Row:
        """The row without some of its columns."""
        return Row(*({n: v for n, v in part.items() if n not in columns} for part in self))

    def said(self, columns: list[str]) -> str:
        """The texts of some columns, for people."""
        return ", ".join(self.texts.get(column, "") for column in columns)

    @property
    def key(self) -> frozenset[tuple[str, str]]:
        """What rows that say the same have in common."""
        return frozenset(self.texts.items())


def rows_of(name: str, table: Table) -> list[Row]:
    """The rows of a table; dates of the contract are texts, and keep whether they have a time."""
    columns = {column: _cells(name, table, column) for column in table.columns}
    return [
        Row.of(dict(zip(columns, cells, strict=True)))
        for cells in zip(*columns.values(), strict=True)
    ]


def _cells(name: str, table: Table, column: str) -> list[Any]:
    if column in _DATES[name] and table.type(column) == "instant":
        return [text.removesuffix("T00:00:00") or None for text in table._csv_cells(column)]
    return table.values(column)


@dataclass
class Told:
    """One table of the snapshots that have it: their days in order, columns and rows.

    A column without any value counts as none, for a network does not tell the two apart.
    """

    name: str
    days: list[str] = field(default_factory=list)
    columns: list[list[str]] = field(default_factory=list)
    rows: list[list[Row]] = field(default_factory=list)

    def add(self, day: str, rows: list[Row]) -> None:
        """A further day, later than those before."""
        self.days.append(day)
        self.columns.append(list(dict.fromkeys(column for row in rows for column in row.texts)))
        self.rows.append(rows)

    @property
    def required(self) -> list[str]:
        """The columns that the contract requires of a row."""
        return [column["name"] for column in SCHEMA[self.name] if column["required"]]

    def each(self) -> Iterator[tuple[int, Row]]:
        """All rows in order, each with the number of its snapshot."""
        for k, rows in enumerate(self.rows):
            for row in rows:
                yield k, row


@dataclass
class Changes:
    """What is not the same in all snapshots, and is not kept in the network."""

    rows: list[tuple[Any, ...]] = field(default_factory=list)

    def add(
        self,
        table: str,
        id: Any,
        column: str | None,
        before: Any,
        after: Any,
        day: str,
        note: str,
    ) -> None:
        """One change, named by table, id and column, found in the snapshot of a day."""
        self.rows.append((table, id, column, before, after, day, note))

    def as_table(self, origin: str) -> Table:
        """The changes by table, in the order of days."""
        tables = list(SCHEMA)
        self.rows.sort(key=lambda row: (tables.index(row[0]), row[5]))
        names = ("table", "id", "column", "from", "to", "day", "note")
        columns = zip(*self.rows, strict=True) if self.rows else [()] * len(names)
        return Table(
            {name: list(column) for name, column in zip(names, columns, strict=True)}, origin=origin
        )


def name_new_columns(told: Told, changes: Changes, but: tuple[str, ...] = ()) -> None:
    """Names columns that come or go, for rows with and without a value count as others."""
    for k in range(1, len(told.days)):
        if not told.rows[k - 1] or not told.rows[k]:
            continue
        before, here = (set(told.columns[j]) - set(but) for j in (k - 1, k))
        for column in sorted(before ^ here):
            said = "here and none before" if column in here else "before and none here"
            note = f"has values {said}: rows with and without one count as others"
            changes.add(told.name, None, column, None, None, told.days[k], note)
