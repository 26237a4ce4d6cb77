# SPDX-License-Identifier: Apache-2.0
"""Two answers to one question, side by side: what differs, in words, and how much was compared."""

from __future__ import annotations

from collections.abc import Iterable
from math import isclose
from typing import NamedTuple

from .conventions import Row

# What a row says beside its keys and its note; an interval and a chance model only where asked.
NUMBERS = ("value", "numerator", "denominator", "low", "high", "expected", "z")


class Compared(NamedTuple):
    """A line for each number that is not the same, and how many numbers of rows were compared."""

    found: list[str]
    numbers: int


def same(one: float | None, other: float | None) -> bool:
    if one is None or other is None:
        return one is other
    return isclose(one, other, rel_tol=1e-9, abs_tol=1e-9)


def left_open(ours: Row, theirs: Row, column: str) -> bool:
    """What a null would have been divided from is not said by the contract where it is unknown."""
    if column not in ("numerator", "denominator"):
        return False
    both_null = ours["value"] is None and theirs["value"] is None
    return both_null and (ours[column] is None or theirs[column] is None)


def compared(
    naive: Iterable[Row],
    engine: Iterable[Row],
    by: Iterable[str] = (),
    columns: Iterable[str] = ("value",),
) -> Compared:
    """Rows are matched by their keys.

    A row with a null key that only one side has is nothing, unless it holds more than nothing.
    """
    by, columns = list(by), list(columns)
    sides = [{tuple(row[dim] for dim in by): row for row in rows} for rows in (naive, engine)]
    found, numbers = [], 0
    for key in dict.fromkeys([*sides[0], *sides[1]]):
        ours, theirs = (side.get(key) for side in sides)
        if ours is None or theirs is None:
            there = ours or theirs or {}
            if None not in key or there["value"]:
                found.append(f"{key}: only {'engine' if ours is None else 'naive'}: {there}")
            continue
        told = [column for column in columns if not left_open(ours, theirs, column)]
        numbers += len(told)
        found += [
            f"{key}: {column}: naive {ours[column]!r}, engine {theirs[column]!r}"
            for column in told
            if not same(ours[column], theirs[column])
        ]
    return Compared(found, numbers)


def differences(
    naive: Iterable[Row],
    engine: Iterable[Row],
    by: Iterable[str] = (),
    columns: Iterable[str] = ("value",),
) -> list[str]:
    """A line for each column of each row that is not the same."""
    return compared(naive, engine, by, columns).found
