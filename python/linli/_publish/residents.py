# SPDX-License-Identifier: Apache-2.0
"""How many residents and households each place has, as far as the tables say: R(p) and H(p)."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from .rules import Log
from .source import SCHEMA, Source

_BASES = {"usual_residents": 0, None: 1, "registered": 2}


@dataclass(frozen=True)
class Given:
    """A total that was given for a place, and of what."""

    count: int
    basis: str | None = None
    as_of: str | None = None


def given_totals(source: Source, unit: str, log: Log) -> dict[int, Given]:
    """The total of each place: its best row of `population`, else the column of `places`."""
    places = source.places
    found: dict[int, Given] = {}
    shorthand = "population" if unit == "persons" else "households"
    for id_, count in zip(source.ids("places"), source.column("places", shorthand), strict=True):
        if count is not None:
            found[places.of[str(id_)]] = Given(int(count))
    best = _best_rows(source, unit, log)
    for place, row in best.items():
        count, basis, as_of = (source.column("population", x)[row] for x in _TOLD)
        found[place] = Given(int(count), basis, as_of)
    found = {place: one for place, one in found.items() if places.in_force[place]}
    for place in found:
        if not places.leaves[place]:
            log.add("population", "household", column=unit)
        elif not places.is_counted[place]:
            log.add("population", "zone", places.ids[place], unit, 1)
    return found


_TOLD = ("count", "basis", "as_of")


def _best_rows(source: Source, unit: str, log: Log) -> dict[int, int]:
    """For each place its row without strata: usual residents first, then the latest."""
    strata = [source.column("population", name) for name in strata_columns(source)]
    ids, basis, as_of = (source.column("population", x) for x in ("place", "basis", "as_of"))
    best: dict[int, tuple[tuple[int, str], int]] = {}
    whole = [
        row
        for row in rows_of_unit(source, unit, log)
        if all(column[row] is None for column in strata)
    ]
    for row in whole:
        place = source.places.of[str(ids[row])]
        rank = (-_BASES.get(basis[row], 1), as_of[row] or "")
        if place not in best or rank > best[place][0]:
            best[place] = (rank, row)
    if len(whole) > len(best):
        log.add("population", "another_count", column=unit, count=len(whole) - len(best))
    return {place: row for place, (_, row) in best.items()}


def rows_of_unit(source: Source, unit: str, log: Log) -> list[int]:
    """The rows of `population` of a unit that are of no later day, the largest counts first."""
    units = source.column("population", "unit")
    days = source.column("population", "as_of")
    found = [row for row, word in enumerate(units) if (word or "persons") == unit]
    later = [row for row in found if source.as_of and (days[row] or "")[:10] > source.as_of[:10]]
    if later:
        log.add("population", "later_count", column=unit, count=len(later))
    counts = source.column("population", "count")
    return sorted(set(found) - set(later), key=lambda row: -counts[row])


def strata_columns(source: Source) -> list[str]:
    """The columns that split `population`: all that the schema does not name."""
    return [name for name in source.columns("population") if name not in SCHEMA["population"]]


def plain_counts(given: dict[int, Given]) -> dict[int, int]:
    """The numbers alone."""
    return {place: one.count for place, one in given.items()}


def residents(source: Source, given: dict[int, Given]) -> dict[int, int]:
    """Of all places: the total given, else who lives there plus the residents of those below."""
    return _summed(source, Counter(home for home, _ in at_home(source)), given)


def households(source: Source, given: dict[int, Given]) -> dict[int, int]:
    """The totals given; where households are places, of all places that have any."""
    places = source.places
    own = Counter(
        places.outermost(i)
        for i in places.downwards
        if places.is_household[i] and places.in_force[i]
    )
    if not own:
        return plain_counts(given)
    summed = _summed(source, own, given)
    return {place: count for place, count in summed.items() if count or place in given}


def _summed(source: Source, own: Counter[int], given: dict[int, Given]) -> dict[int, int]:
    places = source.places
    found: dict[int, int] = {}
    for i in reversed(places.downwards):
        below = own[i] + sum(found[child] for child in places.children[i])
        found[i] = given[i].count if i in given else below
    return found


def at_home(source: Source) -> list[tuple[int, int]]:
    """The persons in force with a home in the tree: the home, and the row."""
    homes, in_force = source.ids("persons", "home"), source.in_force("persons")
    of = source.places.of
    return [
        (of[home], row)
        for row, home in enumerate(homes)
        if home is not None and home in of and in_force[row]
    ]
