# SPDX-License-Identifier: Apache-2.0
"""Workbooks, one sheet a table: each is read as the CSV file of its cells would be."""

from __future__ import annotations

import io
import math
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

from . import _core
from ._csv import csv_text
from ._lazy import require
from ._names import rules
from ._words import made_up
from .errors import FileError
from .table import Table

ENDINGS = (".xlsx", ".xlsm")
SETTINGS, ORIGIN = "network.toml", "ORIGIN"  # sheets that are no tables
NOTES = {"en": "README", "zh": "说明"}  # nor are these
# What a sheet holds: rows, letters of a cell, digits of a number, days from here on.
_ROWS, _LETTERS, _DIGITS, _FIRST_DAY = 1_048_576, 32_767, 15, date(1900, 3, 1)
# A workbook writes what XML cannot hold as _x001F_, so what looks like that must be written so too.
_TO_ESCAPE = re.compile(r"[\x00-\x08\x0b-\x1f]|_(?=x[0-9A-Fa-f]{4}_)")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_MISTAKEN = re.compile(rf"^[=#]|{_TO_ESCAPE.pattern}")  # for a formula, an error or another text


def sheets_in(path: Path) -> tuple[dict[str, str], str]:
    """The sheets of a workbook as the texts of CSV files, and the settings that it holds.

    A `FileError` names the cells of which the value is not there: errors, formulas that were never
    computed, numbers with more digits than a spreadsheet keeps, times without a day.
    """
    openpyxl = require("openpyxl", "reading a workbook", "'linli[excel]'")
    try:
        with path.open("rb") as formulas, path.open("rb") as values:
            asked = openpyxl.load_workbook(formulas, read_only=True)
            found = openpyxl.load_workbook(values, read_only=True, data_only=True)
            for sheet in (*asked.worksheets, *found.worksheets):
                sheet.reset_dimensions()  # else one cell far out fills all rows up to it
            wrong: list[str] = []
            sheets = {
                sheet.title: [
                    [_read(cell, known, wrong) for cell, known in zip(cells, knowns, strict=True)]
                    for cells, knowns in zip(
                        sheet.iter_rows(), found[sheet.title].iter_rows(), strict=True
                    )
                ]
                for sheet in asked.worksheets
                if sheet.title not in (ORIGIN, *NOTES.values())
            }
    except Exception as error:  # whatever a damaged file makes of the parsers beneath
        raise FileError(f"{path} could not be read: {error}") from error
    if wrong:
        more = f" and {len(wrong) - 10} more" if len(wrong) > 10 else ""
        raise FileError(f"{path}: {'; '.join(wrong[:10])}{more}")
    settings = sheets.pop(SETTINGS, [])
    if any(_width(row) > 1 for row in settings):
        raise FileError(f"{path}, sheet {SETTINGS}: one line a row, in the first column")
    return {name: _as_csv(rows) for name, rows in sheets.items()}, _lines(settings)


def write_workbook(
    tables: Mapping[str, Table], settings: str, origin: str, path: Path, lang: str = "en"
) -> None:
    """A workbook of the tables, each in a sheet, with the settings and the origin in their own."""
    openpyxl = require("openpyxl", "writing a workbook", "'linli[excel]'")
    book = openpyxl.Workbook(write_only=True)
    sheets: dict[str, list[list[Any]]] = {}
    if marks := made_up(origin):
        sheets[ORIGIN] = [[line] for line in marks]
    for name, table in tables.items():
        columns = [_cells(table, name, column) for column in table.columns]
        title, headings = name, table.columns
        if lang == "zh":
            title, headings, columns = _in_chinese(name, table.columns, columns)
        sheets[title] = [headings, *map(list, zip(*columns, strict=True))]
        if len(sheets[title]) > _ROWS:
            raise FileError(f"{name} has {len(table)} rows, more than a sheet holds")
    sheets[SETTINGS] = [[line] for line in settings.splitlines()]
    for name, rows in sheets.items():
        _fill(book, name, rows)
    content = io.BytesIO()
    book.save(content)  # whole before anything is written
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.getvalue())
    except OSError as error:
        raise FileError(f"{path} could not be written: {error}") from error


def _in_chinese(
    name: str, names: list[str], columns: list[list[Any]]
) -> tuple[str, list[str], list[list[Any]]]:
    """Title, headings and cells in Chinese, as far as they are the schema's; others stay."""
    rule = rules()[name]
    known = {column["name"]: column for column in rule["columns"]}
    known |= {
        f"{c['name']}_kind": {"words_zh": _tables_zh()} for c in rule["columns"] if c["targets"]
    }
    headings = [_core.column_label(name, n) or n if n in known else n for n in names]
    cells = [
        [known[n]["words_zh"].get(v, v) if isinstance(v, str) else v for v in column]
        if n in known
        else column
        for n, column in zip(names, columns, strict=True)
    ]
    return rule["label_zh"], headings, cells


def _tables_zh() -> dict[str, str]:
    return {name: rule["label_zh"] for name, rule in rules().items()}


def _read(cell: Any, known: Any, wrong: list[str]) -> str:
    """A cell as a CSV file has it, from what it asks and what is known of its value."""
    value = known.value
    if value is None and cell.value is None:
        return ""

    def fault(what: str) -> str:
        wrong.append(f"sheet {cell.parent.title}, cell {cell.coordinate}: {what}")
        return ""

    if value is None:
        return fault("a formula that was never computed; open and save it in a spreadsheet program")
    if known.data_type == "e":
        return fault(f"the error {value}")
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        if value.is_integer() and abs(value) >= 10**_DIGITS:
            return fault("a number with more digits than a spreadsheet keeps; enter it as text")
        return str(int(value)) if value.is_integer() else repr(value)
    if isinstance(value, datetime):
        return (value.date() if _is_bare(known) else value).isoformat()
    if isinstance(value, int):
        return str(value)
    if isinstance(value, str):
        return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), value)
    return fault(f"a time without a day, {value}")


def _is_bare(cell: Any) -> bool:
    is_datetime = require("openpyxl.styles.numbers", "workbooks", "'linli[excel]'").is_datetime
    midnight = cell.value.time() == datetime.min.time()
    return bool(midnight and is_datetime(cell.number_format) == "date")


def _as_csv(rows: list[list[str]]) -> str:
    width = max(map(_width, rows), default=0)
    return csv_text((row + [""] * width)[:width] if _width(row) else [] for row in rows)


def _lines(rows: list[list[str]]) -> str:
    return "\n".join(row[0] if row else "" for row in rows)


def _width(row: list[str]) -> int:
    return max((i + 1 for i, cell in enumerate(row) if cell), default=0)


def _cells(table: Table, name: str, column: str) -> list[Any]:
    """A column as cells; what a cell cannot hold exactly is a text in it."""
    kind, values = table.type(column), table.values(column)
    if kind == "instant":  # moments keep their microseconds
        return [_day_or_text(text) for text in table._csv_cells(column)]
    if kind == "integer":
        return [v if v is None or len(str(abs(v))) <= _DIGITS else str(v) for v in values]
    if kind == "number":
        return [v if v is None or _is_kept(v) else repr(v) for v in values]
    for i, value in enumerate(values):
        if isinstance(value, str) and len(value) > _LETTERS:
            raise FileError(
                f"{name}, row {i}, column {column}: a text of {len(value)} letters, more than a "
                "cell holds"
            )
    return values


def _day_or_text(text: str) -> date | str | None:
    if len(text) != 10:
        return text or None
    day = date.fromisoformat(text)
    return day if day >= _FIRST_DAY else text


def _is_kept(value: float) -> bool:
    return math.isfinite(value) and float(f"{value:.15g}") == value and abs(value) < 10**_DIGITS


def _fill(book: Any, name: str, rows: Iterable[Iterable[Any]]) -> None:
    cell = require("openpyxl.cell", "writing a workbook", "'linli[excel]'").WriteOnlyCell
    sheet = book.create_sheet(name)

    def written(row: Iterable[Any]) -> Iterator[Any]:
        for value in row:
            if not isinstance(value, str) or not _MISTAKEN.search(value):
                yield value
                continue
            made = cell(sheet, _TO_ESCAPE.sub(lambda found: f"_x{ord(found[0]):04X}_", value))
            made.data_type = "s"
            yield made

    for row in rows:
        sheet.append(list(written(row)))
