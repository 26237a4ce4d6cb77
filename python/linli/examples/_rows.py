# SPDX-License-Identifier: Apache-2.0
"""A collector of plain tables: blocks of rows come in turn, columns that a block lacks are null."""

from __future__ import annotations

from typing import Any

import numpy as np

NULL: Any = None  # in a column of objects; numpy's own stubs know no such columns
Tables = dict[str, dict[str, np.ndarray]]
Block = tuple[int, dict[str, np.ndarray]]


class Rows:
    """Table name -> blocks; a scalar stands for a whole column of its block."""

    def __init__(self) -> None:
        self._blocks: dict[str, list[Block]] = {}

    def add(self, table: str, /, **columns) -> None:
        """Adds one block of rows to a table; a column given as None is null throughout."""
        length = max((len(c) for c in columns.values() if _is_column(c)), default=1)
        given = {name: values for name, values in columns.items() if values is not None}
        block = {name: _as_column(values, length) for name, values in given.items()}
        self._blocks.setdefault(table, []).append((length, block))

    def tables(self) -> Tables:
        """All tables, columns in the order in which they first came."""
        return {table: _joined(blocks) for table, blocks in self._blocks.items()}


def ids(prefix: str, n: int, width: int = 0, first: int = 1) -> np.ndarray:
    """prefix1, prefix2, ...: n of them, padded with zeros to `width` digits."""
    return texts([f"{prefix}{i:0{width}d}" for i in range(first, first + n)])


def texts(values: list) -> np.ndarray:
    """A column of Python objects."""
    column = np.empty(len(values), dtype=object)
    column[:] = values
    return column


def given(column: np.ndarray) -> np.ndarray:
    """Where a column of objects is not null."""
    return np.not_equal(column, NULL)


def _is_column(values) -> bool:
    return isinstance(values, list | np.ndarray)


def _as_column(values, length: int) -> np.ndarray:
    if isinstance(values, list):
        values = texts(values)
    if not _is_column(values):
        return np.full(length, values, dtype=object if isinstance(values, str) else None)
    if len(values) != length:
        raise ValueError("columns of one block differ in length")
    return values


def _joined(blocks: list[Block]) -> dict[str, np.ndarray]:
    names = dict.fromkeys(name for _, block in blocks for name in block)
    return {name: _join_column(name, blocks) for name in names}


def _join_column(name: str, blocks: list[Block]) -> np.ndarray:
    given = [block[name].dtype for _, block in blocks if name in block]
    dated = all(dtype.kind == "M" for dtype in given)
    whole = len(given) == len(blocks) and len({dtype.kind for dtype in given}) == 1
    dtype = np.dtype("datetime64[D]") if dated else np.result_type(*given) if whole else object
    null = np.datetime64("NaT") if dated else None
    return np.concatenate(
        [
            block[name].astype(dtype) if name in block else np.full(length, null, dtype=dtype)
            for length, block in blocks
        ]
    )
