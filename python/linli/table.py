# SPDX-License-Identifier: Apache-2.0
"""Tables: named, typed columns that never change, and that print what one needs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from . import _core, _frames, _text
from ._csv import csv_text
from ._lazy import require

Column = np.ndarray[Any, Any]


class Table:
    """A table of answers or of rows, or of what a dict of columns or another frame holds.

    `table["value"]` is a numpy array, `len(table)` counts rows, iterating gives rows as dicts.
    It leaves by `to_pandas()`, `to_polars()`, `to_arrow()`, `to_csv()`, or to anything that
    takes Arrow streams (`__arrow_c_stream__`). `origin` says where the data come from
    (`observed`, `synthetic`, `mixed`), `question` what was asked.
    """

    __slots__ = ("_columns", "_frame", "origin", "question")

    def __init__(
        self,
        content: Any,
        *,
        origin: str | None = None,
        question: Mapping[str, Any] | None = None,
    ) -> None:
        content = _frames.plain(content, "table")
        is_own = isinstance(content, _core.Frame)
        self._frame: _core.Frame = content if is_own else _core.frame("table", content)
        self._columns: dict[str, Column] = {}
        self.origin = origin
        self.question: dict[str, Any] = dict(question or {})

    @property
    def columns(self) -> list[str]:
        """The names of the columns, in order."""
        return self._frame.columns

    @property
    def dimensions(self) -> list[str]:
        """Of an answer: the columns by which it was asked. Of other tables: none."""
        names = self.columns
        is_answer = names[:1] == ["measure"] and "value" in names
        return names[1 : names.index("value")] if is_answer else []

    def type(self, column: str) -> str:
        """What a column holds: integer, number, boolean, instant or text."""
        return self._frame.type(column)

    def __len__(self) -> int:
        return self._frame.rows

    def __getitem__(self, column: str) -> Column:
        if column not in self._columns:
            values = self._frame.column(column)
            values.flags.writeable = False
            self._columns[column] = values
        return self._columns[column]

    def __contains__(self, column: object) -> bool:
        return column in self.columns

    def __iter__(self) -> Iterator[dict[str, Any]]:
        return self.rows()

    def rows(self) -> Iterator[dict[str, Any]]:
        """The rows as dicts of Python values; null is None."""
        names = self.columns
        for values in zip(*(self.values(name) for name in names), strict=True):
            yield dict(zip(names, values, strict=True))

    def values(self, column: str) -> list[Any]:
        """A column as a list of Python values; null is None."""
        values = self[column]
        if values.dtype.kind == "f":
            return [None if x != x else x for x in values.tolist()]
        return list(values.tolist())

    def to_dicts(self) -> list[dict[str, Any]]:
        """All rows as dicts of Python values; null is None."""
        return list(self.rows())

    def take(self, rows: Any) -> Table:
        """The rows of a boolean mask, of a slice or at positions, in that order."""
        positions = np.atleast_1d(np.arange(len(self), dtype=np.int64)[rows])
        return self._of(self._frame.take(positions))

    def head(self, n: int = 10) -> Table:
        """The first rows."""
        return self.take(slice(0, n))

    def sort(self, by: str | Sequence[str], *, descending: bool = False) -> Table:
        """The rows in the order of columns. Equal rows keep their order, nulls come last."""
        order = list(range(len(self)))
        for name in reversed([by] if isinstance(by, str) else list(by)):
            values = self.values(name)
            known = [i for i in order if values[i] is not None]
            known.sort(key=values.__getitem__, reverse=descending)
            order = known + [i for i in order if values[i] is None]
        return self.take(np.array(order, dtype=np.int64))

    def wide(
        self,
        index: str | Sequence[str] | None = None,
        columns: str | None = None,
        values: str = "value",
    ) -> Table:
        """One row for each `index`, one column for each key of `columns`, filled with `values`.

        By default several measures stand side by side, else the last dimension does.
        """
        from ._wide import widened

        return self._of(widened(self, index, columns, values))

    def to_pandas(self) -> Any:
        """A pandas DataFrame of numpy types; null is NaN, NaT or None.

        pandas has moments and no dates. Where some dates of a column have a time of day, those that
        have none become midnights, and a network of that frame no longer takes a `due_at` without
        one for the end of its day. The table itself and `to_csv()` keep them apart.
        """
        pandas = require("pandas", "to_pandas()", "pandas")
        series = {name: pandas.Series(_for_pandas(self[name])) for name in self.columns}
        for name, values in series.items():
            if self[name].dtype == object:  # else pandas 3 makes its own strings of them
                series[name] = pandas.Series(self[name], dtype=object)
            else:
                series[name] = values
        found = pandas.DataFrame(series, columns=self.columns)
        found.attrs.update({"origin": self.origin} if self.origin else {})
        return found

    def to_polars(self) -> Any:
        """A Polars DataFrame."""
        return require("polars", "to_polars()", "polars").DataFrame(self)

    def to_arrow(self) -> Any:
        """A pyarrow Table."""
        return require("pyarrow", "to_arrow()", "pyarrow").table(self)

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        return self._frame.__arrow_c_stream__(requested_schema)

    def to_csv(self, path: str | Path | None = None, *, encoding: str = "utf-8") -> str | None:
        """Writes CSV to a file, or returns it as text. Made-up data say so in a column `origin`.

        Spreadsheets that open UTF-8 wrongly want `encoding="utf-8-sig"`.
        """
        mark = self._mark()
        columns = [self._csv_cells(name) for name in self.columns]
        rows = ([*row, *mark.values()] for row in zip(*columns, strict=True))
        text = csv_text([[*self.columns, *mark], *rows])
        if path is None:
            return text
        Path(path).write_text(text, encoding=encoding, newline="")
        return None

    def _csv_cells(self, name: str) -> list[Any]:
        cells = [_csv_cell(value) for value in self.values(name)]
        if self.type(name) == "instant":
            bare = self._frame.is_bare(name)
            cells = [cell[:10] if date else cell for cell, date in zip(cells, bare, strict=True)]
        return cells

    def _mark(self) -> dict[str, str]:
        marked = self.origin in ("synthetic", "mixed") and "origin" not in self.columns
        return {"origin": str(self.origin)} if marked else {}

    def _of(self, content: _core.Frame | Mapping[str, Any]) -> Table:
        return Table(content, origin=self.origin, question=self.question)

    def __repr__(self) -> str:
        return _text.render(self)

    def _repr_html_(self) -> str:
        from ._html import render

        return render(self)


def _for_pandas(values: Column) -> Column:
    days = values.dtype == np.dtype("datetime64[D]")  # pandas knows seconds at the coarsest
    return values.astype("datetime64[s]") if days else values


def _csv_cell(value: Any) -> Any:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return int(value) if value.is_integer() and abs(value) < 1e15 else repr(value)
    return "" if value is None else value.isoformat() if hasattr(value, "isoformat") else value
