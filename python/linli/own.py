# SPDX-License-Identifier: Apache-2.0
"""Measures of one's own: a key, integers for each of its rows, and a finish."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache
from math import isfinite
from numbers import Real
from typing import Any

import numpy as np

from . import _core
from ._asking import Where
from ._format import forget_names
from .errors import MeasureError
from .measure import Measure, Residents
from .table import Table

Integers = Any
Finish = Callable[..., Any]


class Block:
    """The rows of a block of keys, as a measure of one's own sees them.

    `rows` is a Table of the keys themselves, `related("attendances")` one of the rows that refer to
    them. Both speak Arrow: `block.rows.to_polars()`, `.to_pandas()`, `.to_arrow()`.
    """

    def __init__(self, core: Any, key: str, keys: list[int], during: Any, on: str) -> None:
        self._core, self._key, self._keys = core, key, keys
        self.during: tuple[str | None, str | None] = (during[0] or None, during[1] or None)
        """The window of flows: start and end, None for open."""
        self.on: str | None = on or None
        """The day or moment at which the network is read."""

    def __len__(self) -> int:
        return len(self._keys)

    @property
    def rows(self) -> Table:
        """The keys: one row each, ids as the user wrote them."""
        return _whole(self._core.key_rows(self._key, self._keys), self._key)

    def related(self, table: str, column: str | None = None) -> tuple[Table, Any]:
        """The rows of a table that refer to these keys, and for each the number of its key.

        `column` says by which reference, where a table has several.
        """
        frame, keys = self._core.related(self._key, self._keys, table, column or "")
        return _whole(frame, table), keys


def define(
    name: str,
    *,
    key: str,
    count: Callable[[Block], Integers],
    finish: Finish | None = None,
    slots: Sequence[str] = ("count",),
    unit: str = "",
    is_flow: bool = False,
    residents: bool = False,
    proportion: bool = False,
    tables: Sequence[str] = (),
    name_zh: str = "",
    meaning: str = "",
    meaning_zh: str = "",
) -> Callable[..., Measure]:
    """Defines a measure, and gives the function that asks for it, as `linli.coverage.depth` does.

    It then works wherever the measures of the catalogue do: with any `by`, `where` and `during`,
    in `prepare`, in targets, in text and on the command line (`--define file.py`).

    Parameters
    ----------
    name
        With a family: `"own.late_share"`. A name defined again takes the place of the first; the
        names of linli's own measures are taken.
    key
        The table whose rows are counted once each: `"persons"` (at home), `"meetings"` (at their
        holder's), `"issues"`, `"places"`, or a group table (at the places that a group serves).
    count
        Called with a `Block` of keys; gives integers, one row a key and one column a slot. Blocks
        may come in any order and on any thread, so it must depend on its block alone.
    finish
        Called with the sums at a place, a tuple with one integer a slot (and, with `residents`,
        R(p) or None). Gives a value, or (value, numerator, denominator), or these and a note. By
        default the first sum.
    slots
        What the integers of a key are, by name: `net.rows` says them.
    is_flow
        Whether it counts within `during`; else it is read on `on`.
    proportion
        Whether numerator and denominator count like things: `level` then gives Wilson's interval.
    tables
        The tables that it reads: where they were not collected, the value is null.

    >>> import linli as ll
    >>> import numpy as np
    >>> def count(block):
    ...     return np.array([due is not None for due in block.rows.values("due_at")])
    >>> dated = ll.define("own.dated_issues", key="issues", count=count, unit="issues")
    >>> bool(net.measure(dated(), by="community")["value"].sum() > 0)
    True
    """

    if not re.fullmatch(r"\w+\.\w+", name) or name in _catalogue():
        raise MeasureError(
            f"'{name}' is no name for a measure of one's own: it has a family and a word, as in "
            "own.late_share, and is not in linli's catalogue"
        )
    if unknown := set(tables) - set(_schema()):
        raise MeasureError(f"{name}: tables= names no table '{min(unknown)}'")

    def counted(core: Any, keys: list[int], during: Any, on: str) -> Any:
        return _integers(name, count(Block(core, key, keys, during, on)))

    def finished(*sums: Any) -> Any:
        return _finite(name, (finish or _first)(*sums))

    about = {
        "name": name,
        "key": key,
        "slots": [slots] if isinstance(slots, str) else list(slots),
        "unit": unit,
        "is_flow": is_flow,
        "residents": residents,
        "is_proportion": proportion,
        "tables": " ".join(tables),
        "name_zh": name_zh,
        "meaning": meaning,
        "meaning_zh": meaning_zh,
    }
    _core.define(about, counted, finished)
    forget_names()

    def ask(*, where: Where | None = None, residents: Residents | None = None) -> Measure:
        return Measure(name, where=where, residents=residents)

    ask.__name__ = name.rpartition(".")[2]
    ask.__doc__ = meaning or f"The measure {name}."
    return ask


def _first(sums: tuple[int, ...], *_: Any) -> tuple[int, int, None]:
    return sums[0], sums[0], None


def _integers(name: str, given: Any) -> Any:
    """What count gave, as integers; else an error that names the measure."""
    found = np.asarray(given)
    is_number = found.dtype.kind in "biuf"
    if not is_number or not np.all((found == np.rint(found)) & (abs(found) < 2.0**63)):
        raise MeasureError(
            f"{name}: count gives 64-bit integers, so that sums are the same in any order, not "
            f"{found.dtype} such as {found.ravel()[:3].tolist()}"
        )
    return found.astype(np.int64)


def _finite(name: str, given: Any) -> Any:
    """What finish gave; an error unless its numbers are finite or null."""
    numbers = given[:3] if isinstance(given, tuple) else (given,)
    for number in numbers:
        if number is None or number != number:
            continue
        if not isinstance(number, Real) or not isfinite(number):
            raise MeasureError(f"{name}: finish gives finite numbers or None, not {number!r}")
    return given


@cache
def _schema() -> dict[str, list[str]]:
    return {table["table"]: [c["name"] for c in table["columns"]] for table in _core.schema()}


@cache
def _catalogue() -> frozenset[str]:
    """The names of linli's own measures."""
    return frozenset(_core.catalogue().column("name").tolist())


def _whole(frame: Any, table: str) -> Table:
    """Rows with all columns of the schema, also those that are null in all of these rows."""
    found = Table(frame)
    missing = [name for name in _schema().get(table, ()) if name not in found]
    if not missing:
        return found
    columns = {name: found[name] for name in found.columns}
    return Table(columns | {name: [None] * len(found) for name in missing})
