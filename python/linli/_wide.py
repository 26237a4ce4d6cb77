# SPDX-License-Identifier: Apache-2.0
"""From a long table to a wide one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from .errors import MeasureError

if TYPE_CHECKING:
    from .table import Table


def widened(
    table: Table, index: str | Sequence[str] | None, columns: str | None, values: str
) -> dict[str, list[Any]]:
    """Columns by name: those of `index`, then one for each key of `columns`."""
    across = columns or _natural_columns(table)
    down = _names(index) if index is not None else _natural_index(table, across)
    for name in (*down, across, values):
        if name not in table:
            raise MeasureError(f"wide: no column '{name}'; there are {', '.join(table.columns)}")
    keys = list(zip(*(table.values(name) for name in down), strict=True)) or [()] * len(table)
    heads = [_title(key) for key in table.values(across)]
    rows: dict[tuple[Any, ...], dict[str, Any]] = {}
    for key, head, value in zip(keys, heads, table.values(values), strict=True):
        row = rows.setdefault(key, {})
        if head in row:
            raise MeasureError(
                f"wide: {dict(zip(down, key, strict=True))} has several rows with {across} {head}; "
                f"keep one of them, or name more columns in index="
            )
        row[head] = value
    found: dict[str, list[Any]] = {name: [key[i] for key in rows] for i, name in enumerate(down)}
    for head in dict.fromkeys(heads):
        found[head if head not in found else f"{across} {head}"] = [
            row.get(head) for row in rows.values()
        ]
    return found


def _natural_columns(table: Table) -> str:
    dimensions = table.dimensions
    if not dimensions and "measure" not in table:
        raise MeasureError("wide: say which columns= are to stand side by side")
    several = len(set(table.values("measure"))) > 1
    return "measure" if several or not dimensions else dimensions[-1]


def _natural_index(table: Table, across: str) -> list[str]:
    several = "measure" in table and across != "measure" and len(set(table.values("measure"))) > 1
    names = [name for name in table.dimensions if name != across]
    return ["measure", *names] if several else names


def _names(names: str | Sequence[str]) -> list[str]:
    return [names] if isinstance(names, str) else list(names)


def _title(key: Any) -> str:
    return "(none)" if key is None else str(key)
