# SPDX-License-Identifier: Apache-2.0
"""Files of JSON: read without losing a key, written with one object a line."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from .errors import FileError
from .table import Table

ENDING = ".json"


def read_json(path: Path) -> Any:
    """What a JSON file holds. A key given twice, NaN and Infinity are a `FileError`."""

    def whole(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) < len(pairs):  # Python's reader would keep the last and drop the others
            names = [name for name, _ in pairs]
            twice = next(name for name in names if names.count(name) > 1)
            raise FileError(f"{path}: an object has two keys '{twice}'")
        return found

    def no_number(text: str) -> Any:
        raise FileError(f"{path}: {text} is no number in JSON")

    try:
        text = path.read_text(encoding="utf-8-sig")
        return json.loads(text, object_pairs_hook=whole, parse_constant=no_number)
    except (OSError, ValueError, RecursionError) as error:
        raise FileError(f"{path} could not be read as JSON: {error}") from error


def write_json(document: dict[str, Any], path: Path) -> None:
    """Writes a document, with each object of its lists on a line of its own."""
    text = "".join(_lines(document, "")) + "\n"  # whole before anything is written
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="")
    except OSError as error:
        raise FileError(f"{path} could not be written: {error}") from error


def _lines(value: Any, indent: str) -> Iterator[str]:
    deeper = indent + "  "
    if isinstance(value, dict) and any(isinstance(part, dict | list) for part in value.values()):
        for i, (name, part) in enumerate(value.items()):
            yield f"{',' if i else '{'}\n{deeper}{_compact(name)}: "
            yield from _lines(part, deeper)
        yield f"\n{indent}}}"
    elif isinstance(value, list) and any(isinstance(part, dict | list) for part in value):
        for i, part in enumerate(value):
            yield f"{',' if i else '['}\n{deeper}{_compact(part)}"
        yield f"\n{indent}]"
    else:
        yield _compact(value)


def _compact(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


def json_rows(table: Table) -> Iterator[dict[str, Any]]:
    """The rows of a table as JSON holds them, without nulls: dates and infinities are texts."""
    columns = [_json_cells(table, name) for name in table.columns]
    for values in zip(*columns, strict=True):
        pairs = zip(table.columns, values, strict=True)
        yield {name: value for name, value in pairs if value is not None}


def _json_cells(table: Table, name: str) -> list[Any]:
    if table.type(name) == "instant":
        return [text or None for text in table._csv_cells(name)]
    values = table.values(name)
    if table.type(name) == "number":
        return [v if v is None or math.isfinite(v) else str(v) for v in values]
    return values
