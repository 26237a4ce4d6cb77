# SPDX-License-Identifier: Apache-2.0
"""Workbooks, one sheet a table: each is read as the CSV file of its cells would be."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

from ._csv import csv_text
from ._lazy import require
from .errors import FileError
from .table import Table

ENDINGS = (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods")
SETTINGS, ORIGIN = "network.toml", "ORIGIN"  # sheets that are no tables
_MADE_UP = (
    "These data are {origin}: they describe no real community.",
    "本数据为合成数据,不代表任何真实社区。",
)
_MOST_DIGITS = 15  # that a spreadsheet keeps of a number
# A workbook writes what XML cannot hold as _x001F_, so what looks like that must be written so too.
_TO_ESCAPE = re.compile(r"[\x00-\x08\x0b-\x1f]|_(?=x[0-9A-Fa-f]{4}_)")
_MISTAKEN = re.compile(rf"^[=#]|{_TO_ESCAPE.pattern}")  # for a formula, an error or another text


def sheets_in(path: Path) -> tuple[dict[str, str], str]:
    """The sheets of a workbook as the texts of CSV files, and the settings that it holds."""
    calamine = require("python_calamine", "reading a workbook", "'linli[excel]'")
    try:
        book = calamine.load_workbook(str(path))
        cells = {
            name: book.get_sheet_by_name(name).to_python(skip_empty_area=False)
            for name in book.sheet_names
            if name != ORIGIN
        }
    except (calamine.CalamineError, OSError) as error:
        raise FileError(f"{path} could not be read: {error}") from error
    settings = "\n".join(_text(row[0]) for row in cells.pop(SETTINGS, []) if row)
    return {name: _as_csv(rows) for name, rows in cells.items()}, settings


def write_workbook(tables: Mapping[str, Table], settings: str, origin: str, path: Path) -> None:
    """A workbook of the tables, each in a sheet, with the settings and the origin in their own."""
    openpyxl = require("openpyxl", "writing a workbook", "'linli[excel]'")
    book = openpyxl.Workbook(write_only=True)
    if origin != "observed":
        _fill(book, ORIGIN, [[line.format(origin=origin)] for line in _MADE_UP])
    for name, table in tables.items():
        columns = [_cells(table, column) for column in table.columns]
        _fill(book, name, [table.columns, *zip(*columns, strict=True)])
    _fill(book, SETTINGS, [[line] for line in settings.splitlines()])
    content = io.BytesIO()
    book.save(content)  # whole before anything is written
    try:
        path.write_bytes(content.getvalue())
    except OSError as error:
        raise FileError(f"{path} could not be written: {error}") from error


def _as_csv(rows: list[list[Any]]) -> str:
    width = max((_width(row) for row in rows), default=0)
    return csv_text([_text(cell) for cell in row[:width]] if _width(row) else [] for row in rows)


def _width(row: list[Any]) -> int:
    return max((i + 1 for i, cell in enumerate(row) if cell not in ("", None)), default=0)


def _text(cell: Any) -> str:
    """A cell as a CSV file has it; numbers of a sheet are floats."""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e16 else repr(cell)
    if isinstance(cell, date | datetime):
        return cell.isoformat()
    return "" if cell is None else str(cell)


def _cells(table: Table, column: str) -> list[Any]:
    values = table.values(column)
    if table.type(column) == "instant":  # moments keep their microseconds and offset as texts
        return [
            None if text == "" else date.fromisoformat(text) if len(text) == 10 else text
            for text in table._csv_cells(column)
        ]
    if table.type(column) == "integer":
        return [v if v is None or len(str(abs(v))) <= _MOST_DIGITS else str(v) for v in values]
    return values


def _fill(book: Any, name: str, rows: Iterable[Iterable[Any]]) -> None:
    cell = require("openpyxl.cell", "writing a workbook", "'linli[excel]'").WriteOnlyCell
    sheet = book.create_sheet(name)
    sheet.freeze_panes = "A2"

    def written(value: Any) -> Any:
        if not isinstance(value, str) or not _MISTAKEN.search(value):
            return value
        made = cell(sheet, _TO_ESCAPE.sub(lambda found: f"_x{ord(found[0]):04X}_", value))
        made.data_type = "s"
        return made

    for row in rows:
        sheet.append([written(value) for value in row])
