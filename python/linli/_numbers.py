# SPDX-License-Identifier: Apache-2.0
"""Plain columns of numbers and labels, wherever they come from, as arrays for the core."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from .errors import MeasureError

Numbers: TypeAlias = Any  # a list, an array, a series of pandas or Polars, an Arrow array
Labels: TypeAlias = Any


def numbers_of(values: Numbers, name: str) -> NDArray[np.float64]:
    """A column as floats; None, NaN and masked are NaN."""
    try:
        if isinstance(values, np.ma.MaskedArray):
            found = values.astype(np.float64).filled(np.nan)
        else:
            found = np.asarray(values)
            if found.dtype == object:
                found = np.array([_number(x) for x in found.tolist()])
            elif found.dtype.kind not in "biuf" and found.size:
                raise TypeError(f"it holds {found.dtype}")
            found = found.astype(np.float64)
    except (TypeError, ValueError) as error:
        raise MeasureError(f"{name} is a column of numbers: {error}") from None
    if found.ndim != 1:
        raise MeasureError(
            f"{name} is a column of numbers, not an array of {found.ndim} dimensions"
        )
    return found


def _number(x: Any) -> float:
    if isinstance(x, str):
        raise TypeError(f"{x!r} is text")
    return float("nan") if is_null(x) else float(x)


def weights_of(weight: Numbers | None) -> NDArray[np.float64]:
    """Weights; none at all is an empty array, which the core reads as 1 for each."""
    return np.empty(0) if weight is None else numbers_of(weight, "weight")


def flags_of(values: Any, name: str) -> tuple[NDArray[np.uint8], NDArray[np.bool_]]:
    """A column of yes and no as 1 and 0, and where it is null."""
    numbers = numbers_of(values, name)
    null = np.isnan(numbers)
    if not np.isin(numbers[~null], (0.0, 1.0)).all():
        raise MeasureError(f"{name} is a column of true and false")
    return np.where(null, 0, numbers).astype(np.uint8), null


def codes_of(labels: Labels, name: str) -> tuple[NDArray[np.int32], list[Any]]:
    """Labels as codes into their list, which is sorted; null is -1."""
    cells = labels.tolist() if hasattr(labels, "tolist") else list(_cells(labels, name))
    if any(isinstance(cell, list) for cell in cells):
        raise MeasureError(f"{name} is a column of labels, not an array of several dimensions")
    cells = [None if is_null(cell) else _plain(cell) for cell in cells]
    known = {cell for cell in cells if cell is not None}
    try:
        words = sorted(known)
    except TypeError:  # of several types, which do not compare
        words = sorted(known, key=lambda word: (type(word).__name__, str(word)))
    code = {word: number for number, word in enumerate(words)}
    return np.array([-1 if c is None else code[c] for c in cells], dtype=np.int32), words


def _cells(labels: Labels, name: str) -> Sequence[Any]:
    if isinstance(labels, str):
        raise MeasureError(f"{name} is a column of labels, not the text {labels!r}")
    return [x.as_py() if hasattr(x, "as_py") else x for x in labels]


def _plain(cell: Any) -> Any:
    return cell.item() if isinstance(cell, np.generic) else cell


def is_null(cell: Any) -> bool:
    """Whether a cell is None, NaN or pandas' NA."""
    return cell is None or type(cell).__name__ in ("NAType", "NaTType") or bool(cell != cell)


def same_length(**columns: Any) -> None:
    """An error unless the columns that are given are equally long."""
    lengths = {name: len(column) for name, column in columns.items() if column is not None}
    if len(set(lengths.values())) > 1:
        said = ", ".join(f"{length} {name}" for name, length in lengths.items())
        raise MeasureError(f"columns of one table are equally long; here are {said}")
