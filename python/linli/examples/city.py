# SPDX-License-Identifier: Apache-2.0
"""A synthetic city of any size, for benchmarks: whole-number ids, arrays, linear in persons."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ._city_acts import add_acts
from ._city_flows import END, add_issues, add_meetings
from ._city_groups import FIRST_PERSON, add_groups
from ._city_help import add_help
from ._draws import Draws, apportion, running_total
from ._names import MARK, marked, stems
from ._rows import Rows, Tables, texts

OPTIONS: dict[str, str | None] = {
    "scheme": "xisaishan",
    "origin": "synthetic",
    "persons_are": "all_residents",
    "as_of": str(END),
}

SMALLEST, LARGEST = 1_000, 25_000_000
_COMMUNITY, _GRID, _BUILDING = 4_000, 400, 100  # people in each, about
_SUBDISTRICT, _DISTRICT = 8, 10  # communities, subdistricts in each, about
# Age bands: first age, years in the band, people of a hundred.
_BANDS = np.array([(0, 14, 15), (14, 4, 4), (18, 17, 22), (35, 25, 37), (60, 20, 18), (80, 15, 4)])


@dataclass(frozen=True)
class Layout:
    """Counts by community, and offsets of communities in the lower levels; ids start with 1."""

    people: np.ndarray
    person: np.ndarray  # offset arrays
    grid: np.ndarray
    building: np.ndarray
    household: np.ndarray
    first: dict[str, int]  # the first place id of each level


def tables(persons: int = 250_000, seed: int = 1, households: bool = False) -> Tables:
    """Plain tables of a city of so many persons, who live in buildings or, if asked, households."""
    if not SMALLEST <= persons <= LARGEST:
        raise ValueError(f"persons must be from {SMALLEST} to {LARGEST}")
    rows, draws = Rows(), Draws(seed)
    layout = _lay_out(draws, persons, households)
    home, building = _add_places(rows, draws, layout, households)
    community, running = _add_persons(rows, draws, layout, home)
    groups = add_groups(rows, draws, layout, community, running)
    meetings = add_meetings(rows, draws, layout, groups, community, running)
    add_issues(rows, draws, groups, meetings, community, building, running)
    add_help(rows, draws, layout, groups, community, home)
    add_acts(rows, draws, layout, groups, community, running)
    return rows.tables()


def _lay_out(draws: Draws, persons: int, households: bool) -> Layout:
    count = max(1, (persons + _COMMUNITY // 2) // _COMMUNITY)
    people = apportion(persons, draws.between("community size", count, 280, 520))
    grids = np.maximum(1, people // _GRID)
    buildings = np.maximum(grids, people // _BUILDING)
    homes = np.maximum(buildings, people * 10 // 27) * households
    subdistricts = -(-count // _SUBDISTRICT)
    sizes = {
        "city": 1, "district": -(-subdistricts // _DISTRICT), "subdistrict": subdistricts,
        "community": count, "grid": grids.sum(), "building": buildings.sum(),
        "household": homes.sum(),
    }  # fmt: skip
    starts = 1 + running_total(np.array(list(sizes.values())))
    return Layout(
        people, running_total(people), running_total(grids), running_total(buildings),
        running_total(homes), dict(zip(sizes, starts.tolist(), strict=False)),
    )  # fmt: skip


def spread(lower: np.ndarray, higher: np.ndarray) -> np.ndarray:
    """The row of the higher level for each row of the lower, evenly within each community."""
    many, few = np.diff(lower), np.diff(higher)
    c = np.repeat(np.arange(len(many)), many)
    rank = np.arange(lower[-1]) - lower[c]
    return higher[c] + rank * few[c] // many[c]


def _add_places(rows, draws, layout, households: bool) -> tuple[np.ndarray, np.ndarray]:
    """Place rows; returns the home and the building of each person, as ids."""
    first, count = layout.first, len(layout.people)
    districts = first["subdistrict"] - first["district"]
    subdistricts = first["community"] - first["subdistrict"]
    name = stems(draws, 1 + districts + subdistricts + count)
    rows.add("places", id=np.array([1]), level="city", name=texts([f"{name[0]}市{MARK}"]))
    names = np.split(name[1:], np.cumsum([districts, subdistricts]))
    of_city = np.zeros(districts, dtype=np.int64)
    of_district = np.arange(subdistricts) * districts // subdistricts
    of_subdistrict = np.arange(count) * subdistricts // count
    of_grid = spread(layout.building, layout.grid)
    levels = (
        ("district", "city", of_city, marked(names[0], "区")),
        ("subdistrict", "district", of_district, marked(names[1], "街道")),
        ("community", "subdistrict", of_subdistrict, marked(names[2], "社区")),
        ("grid", "community", np.repeat(np.arange(count), np.diff(layout.grid)), None),
        ("building", "grid", of_grid, None),
    )
    counted = {} if households else {"households": layout.people * 10 // 27}
    more = {"community": counted, "building": _of_buildings(draws, of_grid)}
    for level, above, parent, label in levels:
        _add_level(rows, first, level, above, parent, label, **more.get(level, {}))
    if not households:
        building = first["building"] + spread(layout.person, layout.building)
        return building, building
    of_building = spread(layout.household, layout.building)
    _add_level(rows, first, "household", "building", of_building, None)
    household = spread(layout.person, layout.household)
    return first["household"] + household, first["building"] + of_building[household]


def _of_buildings(draws: Draws, grid: np.ndarray) -> dict[str, np.ndarray]:
    """Whether the estate is old, grid by grid as a rule, and the number of flats."""
    old = draws.chance("old estate", grid, 0.4) ^ draws.chance("odd one out", len(grid), 0.1)
    flats = draws.between("flats", len(grid), 20, 60)
    empty = draws.below("empty flats", len(grid), 12)
    return {"estate_age": texts(["new", "old"])[old.astype(np.int64)], "flats": flats,
            "empty_flats": empty}  # fmt: skip


def _add_level(rows, first, level, above, parent, label, **more) -> None:
    rows.add("places", id=first[level] + np.arange(len(parent)), level=level,
             parent=first[above] + parent, name=label, **more)  # fmt: skip


def _add_persons(rows, draws, layout, home) -> tuple[np.ndarray, np.ndarray]:
    """Person rows; returns each one's community, and the running total of readiness to come."""
    n = len(home)
    band = draws.choose("band", n, _BANDS[:, 2])
    age = _BANDS[band, 0] + draws.below("age", n, _BANDS[band, 1])
    tenure = draws.choose("tenure", n, [68, 25, 7])
    rows.add(
        "persons", id=FIRST_PERSON + np.arange(n), home=home, age=age,
        sex=texts(["F", "M"])[draws.below("sex", n, 2)],
        tenure=texts(["own", "rent", "public"])[tenure],
    )  # fmt: skip
    luck = (8 * draws.heavy("readiness", n, 120.0)).astype(np.int64)
    readiness = np.array([0, 1, 2, 5, 11, 4])[band] * np.array([4, 1, 3])[tenure] * luck
    community = np.repeat(np.arange(len(layout.people)), layout.people)
    return community, running_total(readiness)
