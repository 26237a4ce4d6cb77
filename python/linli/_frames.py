# SPDX-License-Identifier: Apache-2.0
"""Tables as people bring them, made into what the core takes: Arrow streams or columns by name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np

from . import _core
from .errors import SchemaError


def plain(table: Any, name: str) -> Any:
    """A table for the core. pandas goes column by column, so it needs no Arrow and may be mixed."""
    own = getattr(table, "_frame", table)
    if isinstance(own, _core.Frame):  # of a Table of ours: its pages are shared
        return own
    if isinstance(table, Mapping):
        return {str(key): _column(values, f"{name}.{key}") for key, values in table.items()}
    if _is_pandas(table) and hasattr(table, "items") and hasattr(table, "columns"):
        return _columns_of_pandas(table, name)
    if hasattr(table, "__arrow_c_stream__") or hasattr(table, "__arrow_c_array__"):
        return table
    raise SchemaError(
        f"{name} is a {type(table).__name__}; give a dict of columns, or a frame that speaks Arrow "
        "(pandas, Polars, pyarrow, DuckDB)"
    )


def _is_pandas(value: Any) -> bool:
    return type(value).__module__.partition(".")[0] == "pandas"


def _columns_of_pandas(frame: Any, name: str) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, series in frame.items():
        if str(key) in found:
            raise SchemaError(f"{name} has two columns called '{key}'")
        found[str(key)] = _of_series(series)
    return found


def _column(values: Any, where: str) -> Any:
    if _is_pandas(values):
        return _of_series(values)
    if isinstance(values, np.ma.MaskedArray):
        return _of_masked(values)
    if hasattr(values, "to_pylist"):  # Arrow, whose cells would be objects of its own
        return values.to_pylist()
    if isinstance(values, np.ndarray | list | tuple):
        return values
    if isinstance(values, str) or not isinstance(values, Iterable):
        raise SchemaError(f"{where} is one value, not a column; give a list")
    return list(values)


def _of_masked(values: np.ma.MaskedArray[Any, Any]) -> np.ndarray[Any, Any]:
    holds_null = values.dtype.kind in "fM"  # as NaN or NaT
    found = np.array(values.data, dtype=values.dtype if holds_null else object)
    found[np.ma.getmaskarray(values)] = np.array(None, dtype=found.dtype)
    return found


def _of_series(series: Any) -> np.ndarray[Any, Any]:
    dtype = series.dtype
    if isinstance(dtype, np.dtype) and dtype.kind == "M":
        return _bare_where_dates(series.to_numpy())
    if isinstance(dtype, np.dtype) and dtype.kind in "iufb":
        return np.asarray(series.to_numpy())
    objects = np.array(series.to_numpy(dtype=object), dtype=object, copy=True)
    objects[np.asarray(series.isna(), dtype=bool)] = None
    return objects


def _bare_where_dates(moments: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    """pandas has no type for dates: a column without any time of day holds dates."""
    days = moments.astype("datetime64[D]")
    bare = np.isnat(moments) | (days.astype(moments.dtype) == moments)
    return days if bare.all() else moments.astype("datetime64[us]")
