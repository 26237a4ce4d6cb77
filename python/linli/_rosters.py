# SPDX-License-Identifier: Apache-2.0
"""Rosters made ready to compare: one row a person, each value of a field as a number."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeAlias

import numpy as np

from . import _frames
from ._origins import origin_of_all
from ._roster_fields import IDENTIFYING, KNOWN, MAY_CHANGE, NAME, Words, normals_of, words_of
from .errors import SchemaError
from .table import Table

Array: TypeAlias = np.ndarray[Any, Any]
UNKNOWN = -1


@dataclass(frozen=True)
class Fields:
    """What is compared; the name comes first."""

    names: list[str]
    identifying: list[int]
    lasting: list[int]

    @property
    def others(self) -> list[int]:
        """The lasting fields beside the name."""
        return self.lasting[1:]


@dataclass(frozen=True)
class Rosters:
    """The rows of all rosters one after the other, without those that repeat another.

    `codes` has a row a person and a column a field, -1 where nothing is known. Codes follow the
    order of the values, so that they do not hang on the order of rows. `form` is the position in
    `forms` of the words of a name, which `codes` holds without what separates them.
    """

    names: list[str]
    sizes: list[int]
    fields: Fields
    roster: Array
    row: Array
    codes: Array
    form: Array
    forms: list[Words]
    repeated: list[tuple[int, int, int]]
    origin: str

    def rows_of(self, roster: int) -> Array:
        """The positions of one roster's rows."""
        return np.flatnonzero(self.roster == roster)

    @cached_property
    def rank(self) -> Array:
        """The place of each row in the order of rosters and values; equals differ in nothing."""
        order = np.lexsort([self.form, *self.codes.T[::-1], self.roster])
        rank = np.empty(len(order), dtype=np.int64)
        rank[order] = np.arange(len(order))
        return rank


def rosters_of(
    given: Any,
    on: Iterable[str] | None,
    identifying: Iterable[str] | None,
    may_change: Iterable[str] | None,
    origin: str | None,
) -> Rosters:
    """Reads and checks rosters. What is wrong is a SchemaError that names roster and column."""
    tables = _tables_of(given)
    fields = _fields_of(tables, on, identifying, may_change)
    firsts = [_firsts_in(table) for table in tables.values()]
    is_first = [first == np.arange(len(first)) for first in firsts]
    kept = np.concatenate(is_first)
    words = [form for table in tables.values() for form in _words_in(table)]
    forms = sorted(set(words))
    position = {form: i for i, form in enumerate(forms)}
    columns = [["".join(form) for form in words]]
    columns += [_normals_in(tables, field) for field in fields.names[1:]]
    return Rosters(
        names=list(tables),
        sizes=[len(first) for first in firsts],
        fields=fields,
        roster=np.repeat(np.arange(len(tables)), [rows.sum() for rows in is_first]),
        row=np.concatenate([np.flatnonzero(rows) for rows in is_first]),
        codes=np.column_stack([_codes_of(column) for column in columns])[kept],
        form=np.array([position[form] for form in words], dtype=np.int64)[kept],
        forms=forms,
        repeated=[
            (r, int(row), int(first[row]))
            for r, first in enumerate(firsts)
            for row in np.flatnonzero(~is_first[r])
        ],
        origin=origin or origin_of_all(map(_origin_of, given.values())),
    )


def _tables_of(given: Any) -> dict[str, Table]:
    if not isinstance(given, Mapping) or len(given) < 2:
        raise SchemaError('rosters is a dict of two or more tables, such as {"a": ..., "b": ...}')
    return {str(name): Table(_frames.plain(table, str(name))) for name, table in given.items()}


def _origin_of(table: Any) -> str | None:
    """What a Table says, or a DataFrame that came of one."""
    if isinstance(table, Table):
        return table.origin
    attributes = getattr(table, "attrs", None)
    return attributes.get("origin") if isinstance(attributes, dict) else None


def _fields_of(
    tables: dict[str, Table],
    on: Iterable[str] | None,
    identifying: Iterable[str] | None,
    may_change: Iterable[str] | None,
) -> Fields:
    names = _compared(tables, None if on is None else _listed(on, "on"))
    if NAME not in names:
        raise SchemaError(f"persons are matched by '{NAME}' and further fields, so on= holds it")
    telling = _chosen(names, identifying, IDENTIFYING, "identifying")
    changing = _chosen(names, may_change, MAY_CHANGE, "may_change")
    return Fields(
        names,
        identifying=[i for i, name in enumerate(names) if name in telling],
        lasting=[i for i, name in enumerate(names) if name not in changing],
    )


def _chosen(
    names: list[str], given: Iterable[str] | None, default: Iterable[str], option: str
) -> list[str]:
    """Those of the further fields that an option names; one that is none of them is an error."""
    if given is None:
        return [name for name in default if name in names]
    wanted = _listed(given, option)
    for name in wanted:
        if name not in names[1:]:
            further = ", ".join(names[1:]) or "none"
            raise SchemaError(f"{option}= holds '{name}'; the fields beside the name are {further}")
    return wanted


def _compared(tables: dict[str, Table], on: list[str] | None) -> list[str]:
    """The name first, then the fields asked for, or those known that two rosters have."""
    wanted = [NAME, *KNOWN] if on is None else sorted(on, key=lambda name: name != NAME)
    names = []
    for name in dict.fromkeys(wanted):
        holders = sum(name in table for table in tables.values())
        if not holders and (on is not None or name == NAME):
            there = ", ".join(dict.fromkeys(c for table in tables.values() for c in table.columns))
            raise SchemaError(f"no roster has a column '{name}'; there are {there or 'none'}")
        if on is not None or name == NAME or holders > 1:
            names.append(name)
    return names


def _listed(names: Iterable[str], option: str) -> list[str]:
    if isinstance(names, str) or not isinstance(names, Iterable):
        raise SchemaError(f"{option}= is a list of columns, not {names!r}")
    return [str(name) for name in names]


def _firsts_in(table: Table) -> Array:
    """For each row the first row that is the same in every column."""
    seen: dict[tuple[str, ...], int] = {}
    columns = [map(str, table._csv_cells(name)) for name in table.columns]
    rows = zip(*columns, strict=True)
    return np.array([seen.setdefault(cells, i) for i, cells in enumerate(rows)], dtype=np.int64)


def _words_in(table: Table) -> list[Words]:
    if NAME not in table:
        return [()] * len(table)
    made: dict[Any, Words] = {}
    cells = table._csv_cells(NAME)
    return [made[cell] if cell in made else made.setdefault(cell, words_of(cell)) for cell in cells]


def _normals_in(tables: dict[str, Table], field: str) -> list[str]:
    holders = [table for table in tables.values() if field in table]
    is_date = field == "birth_date" or any(table.type(field) == "instant" for table in holders)
    found: list[str] = []
    for name, table in tables.items():
        cells = table._csv_cells(field) if field in table else [""] * len(table)
        found += normals_of(field, cells, is_date, f"{name}.{field}")
    return found


def _codes_of(values: list[str]) -> Array:
    codes = {value: code for code, value in enumerate(sorted(set(values) - {""}))}
    return np.array([codes.get(value, UNKNOWN) for value in values], dtype=np.int64)
