# SPDX-License-Identifier: Apache-2.0
"""What population is split by: age band and sex of persons, or the strata that were given."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from datetime import date
from itertools import product

from .residents import Given, at_home, rows_of_unit, strata_columns
from .rules import ADULT, Log, Rules
from .source import Source

UNKNOWN = "unknown"  # a null would say that the row is not split by the column
_USUAL_CUTS = (18, 35, 60)  # of `age_band` where no cuts are named

Cell = tuple[str, ...]


@dataclass(frozen=True)
class Strata:
    """The columns, the cells of each place, and how many of its people are in no cell."""

    columns: tuple[str, ...]
    cells: dict[int, dict[Cell, int]]
    beside: dict[int, int]

    def is_young(self, cell: Cell) -> bool:
        """Whether a cell may hold minors; a band that names no age may."""
        named = zip(self.columns, cell, strict=True)
        return any(_begins_at(text) < ADULT for name, text in named if name.startswith("age_band"))

    @property
    def fine_bands(self) -> int | None:
        """Which column, if any, holds bands that nest in those of `age_band`."""
        usual = {str(cut) for cut in _USUAL_CUTS}
        for k, name in enumerate(self.columns):
            if name.startswith("age_band(") and usual <= set(re.findall(r"\d+", name)):
                return k
        return None


def usual_band(band: str) -> str:
    """The band of `age_band` in which a narrower one lies."""
    return band if band == UNKNOWN else _band(_begins_at(band), _USUAL_CUTS)


# Of persons


def strata_of_persons(source: Source, rules: Rules, given: dict[int, Given]) -> Strata:
    """Age band and sex of persons, at places of which no total was given for any part."""
    names, words = _words_of_persons(source, rules.cuts)
    places = source.places
    counts: list[Counter[Cell]] = [Counter() for _ in places.ids]
    for home, row in at_home(source) if names else ():
        counts[home][tuple(word[row] for word in words)] += 1
    has_given = [i in given for i in range(len(places.ids))]
    for i in reversed(places.downwards):
        for child in places.children[i]:
            counts[i].update(counts[child])
            has_given[i] = has_given[i] or has_given[child]
    seen = {cell for found in counts for cell in found}
    grid = list(product(*(sorted({cell[k] for cell in seen}) for k in range(len(names)))))
    cells = {
        i: {cell: counts[i][cell] for cell in grid}
        for i in places.downwards
        if seen and places.is_counted[i] and not has_given[i]
    }
    return Strata(names, cells, dict.fromkeys(cells, 0))


def _words_of_persons(
    source: Source, cuts: tuple[int, ...]
) -> tuple[tuple[str, ...], list[list[str]]]:
    names, words = [], []
    ages = _ages(source)
    sexes = source.column("persons", "sex")
    if any(age is not None for age in ages):
        # So named, the bands can be asked for by their cuts.
        names.append("age_band" if cuts == _USUAL_CUTS else f"age_band({','.join(map(str, cuts))})")
        bands = {age: UNKNOWN if age is None else _band(age, cuts) for age in set(ages)}
        words.append([bands[age] for age in ages])
    if any(sex is not None for sex in sexes):
        names.append("sex")
        words.append([UNKNOWN if sex is None else str(sex) for sex in sexes])
    return tuple(names), words


def _ages(source: Source) -> list[int | None]:
    """In completed years on the day of the network, or as given where no birth date is."""
    births, ages = source.column("persons", "birth_date"), source.column("persons", "age")
    if not source.as_of:
        return ages
    on = date.fromisoformat(source.as_of[:10])
    return [
        age if birth is None else _years(birth, on) for birth, age in zip(births, ages, strict=True)
    ]


def _years(birth: str, on: date) -> int | None:
    year, month, day = (int(part) for part in birth[:10].split("-"))
    years = on.year - year - ((on.month, on.day) < (month, day))
    return years if years >= 0 else None


def _band(age: int, cuts: tuple[int, ...]) -> str:
    low = max((cut for cut in cuts if cut <= age), default=0)
    high = min((cut for cut in cuts if cut > age), default=None)
    return f"{low}+" if high is None else f"{low}–{high - 1}"


def _begins_at(band: str) -> int:
    found = re.match(r"\s*(\d+)", band)
    return int(found[1]) if found else -1


# As given


def strata_of_rows(source: Source, rules: Rules, given: dict[int, Given], log: Log) -> Strata:
    """Of the columns that may leave, those that split the most; at places with their total."""
    columns = {name: source.column("population", name) for name in strata_columns(source)}
    allowed = {
        name
        for name in columns
        if name.startswith("age_band") or name == "sex" or ("population", name) in rules.keep
    }
    rows: dict[Cell, list[int]] = {}
    for row in rows_of_unit(source, "persons", log):
        named = tuple(name for name in sorted(columns) if columns[name][row] is not None)
        if named:
            rows.setdefault(named, []).append(row)
    may = [named for named in rows if allowed.issuperset(named)]
    names = max(may, key=lambda named: (len(named), len(rows[named]), named), default=())
    for named in rows:
        if named != names:
            log.add("population", "other_strata", column=", ".join(named), count=len(rows[named]))
    return _strata_at(source, names, rows.get(names, []), given, log)


def _strata_at(
    source: Source, names: tuple[str, ...], rows: list[int], given: dict[int, Given], log: Log
) -> Strata:
    columns = [source.column("population", name) for name in names]
    told = [source.column("population", name) for name in ("place", "count", "basis", "as_of")]
    cells: dict[int, dict[Cell, int]] = {}
    alone = 0
    for row in rows:
        id_, count, basis, as_of = (column[row] for column in told)
        place = source.places.of[str(id_)]
        whole = given.get(place)
        if whole is None or (basis, as_of) != (whole.basis, whole.as_of):
            alone += 1
            continue
        cells.setdefault(place, {})[tuple(str(column[row]) for column in columns)] = int(count)
    if alone:
        log.add("population", "strata_without_total", column=", ".join(names), count=alone)
    beside = {place: given[place].count - sum(found.values()) for place, found in cells.items()}
    return Strata(names, cells, beside)
