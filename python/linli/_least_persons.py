# SPDX-License-Identifier: Apache-2.0
"""The least number of persons that rows of rosters can be, given which pairs could be one."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import Any, TypeAlias

import numpy as np

from ._bipartite import largest_matching

Array: TypeAlias = np.ndarray[Any, Any]
_MOST_STEPS = 2_000  # of the search in one component
_DEEPEST = 200  # rows of a component that is searched


def components(rows: int, a: Array, b: Array) -> Array:
    """For each row the least row that pairs join it with, however many pairs apart."""
    label = np.arange(rows)
    while (label[a] != label[b]).any():
        low, high = np.minimum(label[a], label[b]), np.maximum(label[a], label[b])
        np.minimum.at(label, high, low)
        while (label[label] != label).any():
            label = label[label]
    return label


def least_persons(rank: Array, roster: Array, a: Array, b: Array) -> tuple[int, bool]:
    """The least number of groups in which at most one row is of each roster and every two are a
    pair, and whether it is just that or a bound below it.

    Two rosters take a largest matching. With more it is hard to tell in general: each component
    whose bound no grouping at hand attains is searched, up to a fixed number of steps. `rank`
    orders the rows, so that the steps do not hang on the order in which they are given.
    """
    label = components(len(rank), a, b)
    heads, of = np.unique(label, return_inverse=True)
    rosters = int(roster.max(initial=0)) + 1
    sizes = np.bincount(of * rosters + roster, minlength=len(heads) * rosters)
    sizes = sizes.reshape(len(heads), rosters)
    edges = np.bincount(of[a], minlength=len(heads))
    whole = (sizes.sum(axis=1) ** 2 - (sizes**2).sum(axis=1)) // 2 == edges
    low, is_sharp = int(sizes[whole].max(axis=1, initial=0).sum()), True
    for component in _parts(np.flatnonzero(~whole[of]), of, rank, roster, a, b):
        least, found = component.least()
        low += least
        is_sharp &= found
    return low, is_sharp


def _parts(
    rows: Array, of: Array, rank: Array, roster: Array, a: Array, b: Array
) -> Iterator[_Component]:
    """The components that those rows make up, each with its rows in order."""
    if not len(rows):
        return
    rows = rows[np.lexsort([rank[rows], of[rows]])]
    begins = np.flatnonzero(np.diff(of[rows], prepend=-1))
    position = np.full(len(of), -1)
    sizes = np.diff(begins, append=len(rows))
    position[rows] = np.arange(len(rows)) - np.repeat(begins, sizes)
    pairs = np.flatnonzero(position[a] >= 0)
    pairs = pairs[np.argsort(of[a[pairs]], kind="stable")]
    ends = np.searchsorted(of[a[pairs]], of[rows[begins[1:]]])
    for part, joined in zip(np.split(rows, begins[1:]), np.split(pairs, ends), strict=True):
        yield _Component(roster[part].tolist(), position[a[joined]], position[b[joined]])


class _Component:
    """Rows that pairs join, by their positions in order of rosters."""

    def __init__(self, roster: list[int], a: Array, b: Array) -> None:
        self._roster = roster
        self._near: list[list[int]] = [[] for _ in roster]
        for one, other in sorted(zip(a.tolist(), b.tolist(), strict=True)):
            self._near[one].append(other)
            self._near[other].append(one)

    def least(self) -> tuple[int, bool]:
        bound, attained = self._bound(), self._grouped()
        if bound < attained and len(self._roster) <= _DEEPEST:
            return self._searched(bound, attained)
        return bound, bound == attained

    def _bound(self) -> int:
        """The rows of two rosters alone need as many persons as they are, less those matched."""
        places: dict[int, list[int]] = {}
        for row, roster in enumerate(self._roster):
            places.setdefault(roster, []).append(row)
        found = 0
        for one, other in combinations(places.values(), 2):
            at = {row: i for i, row in enumerate(other)}
            joined = largest_matching(
                len(other), [[at[x] for x in self._near[row] if x in at] for row in one]
            )
            found = max(found, len(one) + len(other) - _matched(joined))
        return found

    def _grouped(self) -> int:
        """How many groups come about if roster after roster is matched with the groups so far."""
        group = [-1] * len(self._roster)
        sizes: list[int] = []
        for roster in dict.fromkeys(self._roster):
            rows = [row for row, of in enumerate(self._roster) if of == roster]
            joined = largest_matching(len(sizes), [self._open_to(r, group, sizes) for r in rows])
            for row, partner in zip(rows, joined, strict=True):
                if partner < 0:
                    partner = len(sizes)
                    sizes.append(0)
                group[row] = partner
                sizes[partner] += 1
        return len(sizes)

    def _open_to(self, row: int, group: list[int], sizes: list[int]) -> list[int]:
        """The groups with all of which a row is paired."""
        met: dict[int, int] = {}
        for other in self._near[row]:
            if group[other] >= 0:
                met[group[other]] = met.get(group[other], 0) + 1
        return [g for g, count in met.items() if count == sizes[g]]

    def _searched(self, bound: int, best: int) -> tuple[int, bool]:
        """Row by row each group that is open to it, else one of its own; fewest groups win."""
        group = [-1] * len(self._roster)
        sizes: list[int] = []
        steps = 0

        def place(row: int) -> None:
            nonlocal best, steps
            steps += 1
            if len(sizes) >= best or steps > _MOST_STEPS:
                return
            if row == len(group):
                best = len(sizes)
                return
            for g in self._open_to(row, group, sizes):
                group[row] = g
                sizes[g] += 1
                place(row + 1)
                sizes[g] -= 1
                if best == bound:
                    break
            if best > bound:
                group[row] = len(sizes)
                sizes.append(1)
                place(row + 1)
                sizes.pop()
            group[row] = -1

        place(0)
        if best == bound or steps <= _MOST_STEPS:
            return best, True
        return bound, False


def _matched(partners: list[int]) -> int:
    return sum(partner >= 0 for partner in partners)
