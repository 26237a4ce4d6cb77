# SPDX-License-Identifier: Apache-2.0
"""Two answers to one question, side by side: what differs, in words."""

from __future__ import annotations

from collections.abc import Iterable
from math import isclose

from .conventions import Row


def same(one: float | None, other: float | None) -> bool:
    if one is None or other is None:
        return one is other
    return isclose(one, other, rel_tol=1e-9, abs_tol=1e-9)


def differences(
    naive: Iterable[Row],
    engine: Iterable[Row],
    by: Iterable[str] = (),
    columns: Iterable[str] = ("value",),
) -> list[str]:
    """A line for each column of each row that is not the same; rows are matched by their keys.

    A row with a null key that only one side has is nothing, unless it holds more than nothing.
    """
    by, columns = list(by), list(columns)
    sides = [{tuple(row[dim] for dim in by): row for row in rows} for rows in (naive, engine)]
    found = []
    for key in dict.fromkeys([*sides[0], *sides[1]]):
        ours, theirs = (side.get(key) for side in sides)
        if ours is None or theirs is None:
            there = ours or theirs or {}
            if None not in key or there["value"]:
                found.append(f"{key}: only {'engine' if ours is None else 'naive'}: {there}")
            continue
        found += [
            f"{key}: {column}: naive {ours[column]!r}, engine {theirs[column]!r}"
            for column in columns
            if not same(ours[column], theirs[column])
        ]
    return found
