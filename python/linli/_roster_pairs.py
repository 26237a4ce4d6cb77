# SPDX-License-Identifier: Apache-2.0
"""The pairs of rows that could be one person, found by joins and never row by row."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from ._roster_fields import Words
from ._rosters import UNKNOWN, Array, Rosters
from .errors import SchemaError

NOT_KNOWN, AGREE, DIFFER, NEAR = range(4)
MOST = 10_000_000
_LARGEST = 2**62

Found = tuple[Array, Array, Array]  # rows of the one, rows of the other, whether names are close


@dataclass(frozen=True)
class Pairs:
    """Pairs of positions in Rosters, and for each the outcome of every field."""

    a: Array
    b: Array
    outcomes: Array

    def __len__(self) -> int:
        return len(self.a)


def possible_pairs(rosters: Rosters) -> Pairs:
    """All pairs that could be one person, in the order of rosters and rows."""
    parts = [_between(rosters, i, j) for i, j in combinations(range(len(rosters.names)), 2)]
    return Pairs(
        np.concatenate([part.a for part in parts]),
        np.concatenate([part.b for part in parts]),
        np.concatenate([part.outcomes for part in parts]),
    )


def _between(rosters: Rosters, i: int, j: int) -> Pairs:
    left, right = rosters.rows_of(i), rosters.rows_of(j)
    try:
        found = [
            _same_name(rosters, left, right),
            *_near_names(rosters, left, right),
            *_no_name(rosters, left, right),
        ]
    except OverflowError as error:
        raise SchemaError(
            f"rosters '{rosters.names[i]}' and '{rosters.names[j]}': {error} pairs of rows could "
            f"be one person, more than the {MOST:,} that are listed; compare more fields (on=)"
        ) from error
    a, b, close = (np.concatenate(parts) for parts in zip(*found, strict=True))
    a, b, close = _distinct(a, b, close, len(rosters.row))
    return _judged(rosters, a, b, close)


def _distinct(a: Array, b: Array, close: Array, rows: int) -> Found:
    """Each pair once, close where any key says so."""
    order = np.lexsort([~close, b, a])
    a, b, close = a[order], b[order], close[order]
    first = np.diff(a * rows + b, prepend=-1) != 0
    return a[first], b[first], close[first]


def _judged(rosters: Rosters, a: Array, b: Array, close: Array) -> Pairs:
    """Keeps pairs in which as many identifying fields agree as their names need."""
    left, right = rosters.codes[a], rosters.codes[b]
    outcomes = np.where(left == right, AGREE, DIFFER).astype(np.int8)
    outcomes[(left == UNKNOWN) | (right == UNKNOWN)] = NOT_KNOWN
    name = outcomes[:, 0]
    name[name == DIFFER] = NEAR
    needed = np.select([name == AGREE, close], [0, 1], 2)
    agreeing = (outcomes[:, rosters.fields.identifying] == AGREE).sum(axis=1)
    kept = agreeing >= needed
    return Pairs(a[kept], b[kept], outcomes[kept])


def _same_name(rosters: Rosters, left: Array, right: Array) -> Found:
    named = [rows[rosters.codes[rows, 0] != UNKNOWN] for rows in (left, right)]
    a, b = _joined(rosters, *named, *(rosters.codes[rows, :1] for rows in named))
    return named[0][a], named[1][b], np.ones(len(a), dtype=bool)


def _near_names(rosters: Rosters, left: Array, right: Array) -> Iterator[Found]:
    """Rows that agree in an identifying field and share a key of their names."""
    keys, owners, lengths = _keys_of(rosters.forms)
    for field in rosters.fields.identifying:
        sides = []
        for rows in (left, right):
            known = rows[rosters.codes[rows, field] != UNKNOWN]
            at, of = _expanded(rosters.form[known], owners)
            sides.append((known[at], keys[of], lengths[of]))
        (rows_a, keys_a, lengths_a), (rows_b, keys_b, _) = sides
        values = (rosters.codes[rows_a, field], rosters.codes[rows_b, field])
        a, b = _joined(
            rosters,
            rows_a,
            rows_b,
            np.column_stack([keys_a, values[0]]),
            np.column_stack([keys_b, values[1]]),
        )
        yield rows_a[a], rows_b[b], lengths_a[a] >= 2


def _no_name(rosters: Rosters, left: Array, right: Array) -> Iterator[Found]:
    """Rows of which one has no name, but that agree in two identifying fields."""
    for fields in combinations(rosters.fields.identifying, 2):
        a, b = (rows[(rosters.codes[rows][:, fields] != UNKNOWN).all(axis=1)]
                for rows in (left, right))  # fmt: skip
        no_name = [rosters.codes[rows, 0] == UNKNOWN for rows in (a, b)]
        for rows_a, rows_b in ((a[no_name[0]], b), (a[~no_name[0]], b[no_name[1]])):
            keys = (rosters.codes[rows][:, fields] for rows in (rows_a, rows_b))
            at, to = _joined(rosters, rows_a, rows_b, *keys)
            yield rows_a[at], rows_b[to], np.zeros(len(at), dtype=bool)


def near_keys(words: Words) -> dict[str, int]:
    """The keys of a name, each with the number of characters that those who share it have alike.

    Two names are near if they share one: the words in turn, from each of them on, or the whole
    with at most one character left out.
    """
    text = "".join(words)
    turned = {" " + "".join(words[i:] + words[:i]): len(text) for i in range(len(words))}
    shorter = {text[:i] + text[i + 1 :]: len(text) - 1 for i in range(len(text))}
    return {**turned, **shorter, text: len(text)} if len(text) > 1 else {text: len(text)}


def _keys_of(forms: list[Words]) -> tuple[Array, Array, Array]:
    """The keys of all forms as numbers, where the keys of each form begin, and their lengths."""
    numbers: dict[str, int] = {}
    keys: list[int] = []
    lengths: list[int] = []
    begins = [0]
    for form in forms:
        for key, length in (near_keys(form) if form else {}).items():
            keys.append(numbers.setdefault(key, len(numbers)))
            lengths.append(length)
        begins.append(len(keys))
    return np.array(keys, dtype=np.int64), np.array(begins), np.array(lengths, dtype=np.int64)


def _expanded(forms: Array, begins: Array) -> tuple[Array, Array]:
    """For each row as many entries as its name has keys: the row, and the key's position."""
    return _ranges(begins[forms], begins[forms + 1])


def _ranges(low: Array, high: Array) -> tuple[Array, Array]:
    """The numbers from each low up to its high, and to which of them each belongs."""
    counts = high - low
    total = int(counts.sum())
    if total > 4 * MOST:
        raise OverflowError(f"{total:,}")
    of = np.repeat(np.arange(len(low)), counts)
    return of, np.arange(total) - np.repeat(np.cumsum(counts) - counts - low, counts)


def _joined(
    rosters: Rosters, a: Array, b: Array, key_a: Array, key_b: Array
) -> tuple[Array, Array]:
    """Positions in a and b with equal keys, of rows that differ in no lasting field.

    Rows in which the same lasting fields are known are joined at once, on key and those fields, so
    that rows which differ never meet.
    """
    others = rosters.fields.others
    known_a, known_b = (rosters.codes[rows][:, others] != UNKNOWN for rows in (a, b))
    bits = 1 << np.arange(len(others))
    shape_a, shape_b = known_a @ bits, known_b @ bits
    found_a, found_b = [np.empty(0, dtype=np.int64)], [np.empty(0, dtype=np.int64)]
    total = 0
    for one in np.unique(shape_a):
        for other in np.unique(shape_b):
            both = [field for i, field in enumerate(others) if one & other & (1 << i)]
            at_a, at_b = np.flatnonzero(shape_a == one), np.flatnonzero(shape_b == other)
            x, y = _equal(
                np.column_stack([key_a[at_a], rosters.codes[a[at_a]][:, both]]),
                np.column_stack([key_b[at_b], rosters.codes[b[at_b]][:, both]]),
            )
            found_a.append(at_a[x])
            found_b.append(at_b[y])
            total += len(x)
    if total > MOST:
        raise OverflowError(f"{total:,}")
    return np.concatenate(found_a), np.concatenate(found_b)


def _equal(a: Array, b: Array) -> tuple[Array, Array]:
    """Positions of equal rows of two matrices of whole numbers from 0 on."""
    codes = _single(np.concatenate([a, b]))
    left, right = codes[: len(a)], codes[len(a) :]
    order = np.argsort(right, kind="stable")
    ordered = right[order]
    low, high = (np.searchsorted(ordered, left, side) for side in ("left", "right"))
    at, to = _ranges(low, high)
    return at, order[to]


def _single(rows: Array) -> Array:
    """One number for each distinct row."""
    codes = rows[:, 0]
    for column in rows.T[1:]:
        size = int(column.max(initial=0)) + 1
        if int(codes.max(initial=0)) >= _LARGEST // size:
            codes = np.unique(codes, return_inverse=True)[1].reshape(-1)
        codes = codes * size + column
    return codes
