# SPDX-License-Identifier: Apache-2.0
"""A reader who wants to know what `publish` withheld: linear programs over the files alone.

Unknown are the people of each published place who are in none of the places below it, by cell.
Every published number is a sum of those. A total that the log says is withheld is known not to
be 0, for a 0 would have been published.
"""

from __future__ import annotations

import csv
import math
from itertools import product
from pathlib import Path

import numpy as np
from scipy.optimize import linprog

_FIXED = ("place", "count", "unit", "basis", "as_of", "origin")


def rows_of(path: Path) -> list[dict[str, str]]:
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


class Audit:
    """What can be told of one unit, persons or households, from a published folder.

    `cells` are the values that each stratum may have; a reader knows them.
    """

    def __init__(self, folder: Path, cells: dict[str, list[str]], unit: str = "persons") -> None:
        places = rows_of(folder / "places.csv")
        self.parent = {row["id"]: row.get("parent", "") for row in places}
        self.names = list(cells)
        self.cells = list(product(*cells.values()))
        self.at = {key: k for k, key in enumerate(product(self.parent, self.cells))}
        self.equal: list[tuple[np.ndarray, int]] = []
        self.published: dict[tuple[str, tuple[str, ...]], int] = {}
        for row in rows_of(folder / "population.csv"):
            if row["unit"] == unit:
                given = tuple(row.get(name, "") for name in self.names)
                self.published[row["place"], given] = int(row["count"])
                self.equal.append((self.sum_of(row["place"], given), int(row["count"])))
        withheld = {
            what: {
                row["row"]
                for row in rows_of(folder / "withheld.csv")
                if row["table"] == "population" and row["column"] == what
            }
            for what in ("population", "households")
        }
        # Where people are withheld households are too, were they 0.
        known = withheld["population"]
        known = known if unit == "persons" else withheld["households"] - known
        nothing = ("",) * len(self.names)
        self.at_least = [self.sum_of(place, nothing) for place in sorted(known)]

    def is_in(self, place: str, other: str) -> bool:
        while place and place != other:
            place = self.parent[place]
        return place == other

    def sum_of(self, place: str, given: tuple[str, ...], own: bool = False) -> np.ndarray:
        """The unknowns of a place and all below it, or of its own, in cells with these values."""
        found = np.zeros(len(self.at))
        for (where, cell), k in self.at.items():
            inside = where == place if own else self.is_in(where, place)
            if inside and all(g in ("", c) for g, c in zip(given, cell, strict=True)):
                found[k] = 1
        return found

    def range_of(self, place: str, given: tuple[str, ...], own: bool = False) -> tuple[int, float]:
        """The lowest and highest whole number that what is published allows."""
        wanted = self.sum_of(place, given, own)
        low, high = (self._extreme(wanted * sign) for sign in (1, -1))
        return math.ceil(low - 1e-6), math.inf if high == -math.inf else math.floor(-high + 1e-6)

    def _extreme(self, goal: np.ndarray) -> float:
        found = linprog(
            goal,
            A_eq=np.array([row for row, _ in self.equal]) if self.equal else None,
            b_eq=[count for _, count in self.equal] or None,
            A_ub=-np.array(self.at_least) if self.at_least else None,
            b_ub=[-1] * len(self.at_least) or None,
            method="highs",
        )
        if found.status == 3 or (found.status == 4 and found.fun is None):
            return -math.inf
        assert found.status == 0, found.message
        return float(found.fun)


def margins(cells: dict[str, list[str]]) -> list[tuple[str, ...]]:
    """The whole, every cell, and all that is split by some of the strata only."""
    return list(product(*([*values, ""] for values in cells.values())))
