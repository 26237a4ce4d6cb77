# SPDX-License-Identifier: Apache-2.0
"""Population by place, and by age band and sex there, so far as nothing small can be worked out.

A place publishes its total, or its total and all its cells, or nothing. Totals nest, and so do the
cells of one age band and sex; only places whose total is published publish cells. Between a place
with cells and those next below it, cells and totals are therefore the two margins of a table of
which nothing inside is published. All of its margins are 0 or large, so by Fréchet's bounds each
number inside is 0 or large itself, or open over a range of at least the threshold.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from .forest import published
from .residents import Given, given_totals, households, plain_counts, residents
from .rules import SMALL_CELL, Log, Rules
from .source import Columns, Source
from .strata import Cell, Strata, strata_of_persons, strata_of_rows, usual_band


def population(source: Source, rules: Rules, log: Log) -> Columns:
    """The rows of `population` that may leave."""
    given = given_totals(source, "persons", log)
    if source.persons_are == "all_residents" and source.rows("persons"):
        people, strata = residents(source, given), strata_of_persons(source, rules, given)
    else:
        people, strata = plain_counts(given), strata_of_rows(source, rules, given, log)
    homes_given = given_totals(source, "households", log)
    homes = households(source, homes_given)

    totals = _totals(source, people, "population", rules, log)
    blocks = _blocks(source, strata, totals, rules, log)
    # The households of a place bound its people from below.
    shut = set(people) - totals
    kept = _totals(source, homes, "households", rules, log, shut)

    rows = _Rows(source, strata)
    for place in sorted(totals):
        rows.add(place, people[place], "persons", given.get(place))
        for cell in sorted(strata.cells[place] if place in blocks else ()):
            rows.add(place, strata.cells[place][cell], "persons", given.get(place), cell)
    for place in sorted(kept):
        rows.add(place, homes[place], "households", homes_given.get(place))
    return rows.columns


class _Rows:
    """The table as it grows. Fine age bands are also told as those of `age_band`."""

    def __init__(self, source: Source, strata: Strata) -> None:
        self.source = source
        self.width = len(strata.columns)
        self.fine = strata.fine_bands
        names = ["place", "count", "unit", "basis", "as_of", *strata.columns]
        self.columns: Columns = {name: [] for name in names}
        if self.fine is not None:
            self.columns["age_band"] = []

    def add(self, place: int, count: int, unit: str, given: Given | None, cell: Cell = ()) -> None:
        told = given or Given(count, None, self.source.as_of or None)
        id_ = self.source.places.values[place]
        values: list[Any] = [id_, count, unit, told.basis, told.as_of]
        values += cell or [None] * self.width
        if self.fine is not None:
            values.append(usual_band(cell[self.fine]) if cell else None)
        for column, value in zip(self.columns.values(), values, strict=True):
            column.append(value)


def _totals(
    source: Source, counts: dict[int, int], what: str, rules: Rules, log: Log,
    shut: set[int] | None = None,
) -> set[int]:  # fmt: skip
    """The places whose total is published, none of those that are shut."""
    nodes = [place for place in source.places.counted if place in counts]
    keep = published(
        source.places.parents_among(nodes),
        [[counts[place]] for place in nodes],
        rules.threshold,
        may=[place not in (shut or ()) for place in nodes],
        is_marked=True,
    )
    return _kept(source, nodes, keep, what, 1, log)


def _blocks(source: Source, strata: Strata, totals: set[int], rules: Rules, log: Log) -> set[int]:
    """The places whose cells are published, all of them."""
    nodes = [place for place in source.places.counted if place in strata.cells]
    every = sorted({cell for place in nodes for cell in strata.cells[place]})
    young = [*(strata.is_young(cell) for cell in every), False]
    keep = published(
        source.places.parents_among(nodes),
        [
            [*(strata.cells[place].get(cell, 0) for cell in every), strata.beside[place]]
            for place in nodes
        ],
        [rules.minors if is_young else rules.threshold for is_young in young],
        may=[place in totals for place in nodes],
        young=young,
    )
    return _kept(source, nodes, keep, ", ".join(strata.columns), len(every), log)


def _kept(
    source: Source, nodes: Sequence[int], keep: Any, what: str, cells: int, log: Log
) -> set[int]:
    for place, is_kept in zip(nodes, keep, strict=True):
        if not is_kept:
            log.add("population", SMALL_CELL, source.places.ids[place], what, cells)
    return {place for place, is_kept in zip(nodes, keep, strict=True) if is_kept}
