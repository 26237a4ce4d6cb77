# SPDX-License-Identifier: Apache-2.0
"""The district's places, from subdistricts down to households, estates, and a road."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ._draws import Draws, apportion, running_total
from ._names import MARK, chinese_number, marked
from ._rows import Rows, ids, texts

CITY, DISTRICT = "city", "d1"
SUBDISTRICTS = (7, 7, 6, 6, 6)  # communities in each
COMMUNITIES = 32
OLD_QUARTER, STATION_SIDE, MUTUAL_AID = 6, 18, 20  # rows of the three that the article describes
OLD_ESTATES = 43
STATION_HOUSEHOLDS = 3548
HOUSEHOLDS = 71_000  # with the household types of the people, about 190 000 residents
ROAD, ROAD_METRES = "c07-road", 998


@dataclass(frozen=True)
class Geography:
    """Rows of each level, lower levels as runs of the higher; offset arrays have one entry more."""

    stem: np.ndarray  # of each community, for the names of what lies in it
    community: np.ndarray  # ids, and so on downward
    estate: np.ndarray
    estate_community: np.ndarray
    estate_old: np.ndarray
    estate_first: np.ndarray  # first building, and its stop: a building may belong to none
    estate_stop: np.ndarray
    grid: np.ndarray
    grid_community: np.ndarray
    grid_first: np.ndarray  # buildings, an offset array
    building: np.ndarray
    building_community: np.ndarray
    building_grid: np.ndarray
    building_old: np.ndarray
    building_households: np.ndarray
    household: np.ndarray
    household_building: np.ndarray


@dataclass(frozen=True)
class _Quarter:
    """One community's estates and buildings, in the order in which they stand."""

    old: np.ndarray
    buildings: np.ndarray  # of each estate
    households: np.ndarray  # of each building


def make_geography(draws: Draws, stem: np.ndarray) -> Geography:
    """Lays out the whole district; `stem` has the name of each community."""
    households = _community_households(draws)
    quarters = [_quarter(draws, c, int(h)) for c, h in enumerate(households)]
    estates = np.array([len(q.old) for q in quarters])
    buildings = np.array([len(q.households) for q in quarters])
    estate_community = np.repeat(np.arange(COMMUNITIES), estates)
    building_community = np.repeat(np.arange(COMMUNITIES), buildings)
    in_building = np.concatenate([q.households for q in quarters])
    grids, building_grid = _grids(households, building_community, in_building)
    per_estate = np.concatenate([q.buildings for q in quarters])
    old = np.concatenate([q.old for q in quarters])
    first = running_total(per_estate)
    community = ids("c", COMMUNITIES, 2)
    return Geography(
        stem=stem,
        community=community,
        estate=_numbered(community, estates, "e", 2),
        estate_community=estate_community,
        estate_old=old,
        estate_first=first[:-1],
        estate_stop=first[1:] - _standing_alone(draws, estate_community, per_estate),
        grid=_numbered(community, grids, "g", 2),
        grid_community=np.repeat(np.arange(COMMUNITIES), grids),
        grid_first=np.searchsorted(building_grid, np.arange(grids.sum() + 1)),
        building=_numbered(community, buildings, "b", 3),
        building_community=building_community,
        building_grid=building_grid,
        building_old=np.repeat(old, per_estate),
        building_households=in_building,
        household=ids("h", int(in_building.sum()), 5),
        household_building=np.repeat(np.arange(len(in_building)), in_building),
    )


def _community_households(draws: Draws) -> np.ndarray:
    weights = draws.between("households", COMMUNITIES, 1250, 2950)
    others = np.arange(COMMUNITIES) != STATION_SIDE
    households = np.full(COMMUNITIES, STATION_HOUSEHOLDS)
    households[others] = apportion(HOUSEHOLDS - STATION_HOUSEHOLDS, weights[others])
    return households


def _quarter(draws: Draws, c: int, households: int) -> _Quarter:
    every_estate_old = c == OLD_QUARTER
    estates = OLD_ESTATES if every_estate_old else int(draws.between("estates", [c], 5, 12)[0])
    rows = 1000 * c + np.arange(estates)
    share_old = 0.1 + 0.75 * draws.uniform("old share", [c])[0]
    old = draws.chance("old estate", rows, share_old) | every_estate_old
    size = apportion(households, draws.between("estate size", rows, 10, 40), minimum=12)
    target = np.where(old, 36, 78)  # households a building
    buildings = np.maximum(1, (size + target // 2) // target)
    in_buildings = [apportion(s, np.ones(n)) for s, n in zip(size, buildings, strict=True)]
    return _Quarter(old, buildings, np.concatenate(in_buildings))


def _standing_alone(draws: Draws, community: np.ndarray, buildings: np.ndarray) -> np.ndarray:
    """1 where the last building of a run belongs to no estate, as the odd one does."""
    alone = draws.chance("alone", len(buildings), 0.15) & (buildings >= 4)
    return (alone & (community != OLD_QUARTER)).astype(np.int64)


def _grids(households, building_community, in_building) -> tuple[np.ndarray, np.ndarray]:
    """Grids of some 400 households, cut without regard to estates, so that some estates cross."""
    per_community = np.maximum(2, (households + 200) // 400)
    before = running_total(in_building)[:-1] - running_total(households)[building_community]
    within = before * per_community[building_community] // households[building_community]
    return per_community, running_total(per_community)[building_community] + within


def _numbered(community: np.ndarray, counts: np.ndarray, letter: str, width: int) -> np.ndarray:
    """c01e01, c01e02, ..., c02e01, ..."""
    parts = [ids(f"{c}{letter}", int(n), width) for c, n in zip(community, counts, strict=True)]
    return np.concatenate(parts)


def subdistrict_of(c: np.ndarray) -> np.ndarray:
    """The subdistrict row of each community row."""
    return np.repeat(np.arange(len(SUBDISTRICTS)), SUBDISTRICTS)[c]


def add_places(rows: Rows, geo: Geography, stems: np.ndarray) -> None:
    """The place rows of the city and of this district; stems: city, district, subdistricts."""
    rows.add("places", id=CITY, level="city", name=f"{stems[0]}市{MARK}")
    rows.add("places", id=DISTRICT, level="district", parent=CITY, name=f"{stems[1]}区{MARK}")
    sub = ids("d1s", len(SUBDISTRICTS))
    names = marked(stems[2 : 2 + len(sub)], "街道")
    rows.add("places", id=sub, level="subdistrict", parent=DISTRICT, name=names)
    parent = sub[subdistrict_of(np.arange(COMMUNITIES))]
    names = marked(geo.stem, "社区")
    rows.add("places", id=geo.community, level="community", parent=parent, name=names)
    parent = geo.community[geo.grid_community]
    rows.add("places", id=geo.grid, level="grid", parent=parent, name=_grid_names(geo))
    _add_estates(rows, geo)
    rows.add(
        "places", id=geo.building, level="building", parent=geo.grid[geo.building_grid],
        estate_age=_age(geo.building_old),
    )  # fmt: skip
    parent = geo.building[geo.household_building]
    rows.add("places", id=geo.household, level="household", parent=parent)
    road = f"{geo.stem[OLD_QUARTER]}路{MARK}"
    parent = geo.community[OLD_QUARTER]
    rows.add("places", id=ROAD, level="road", parent=parent, name=road, length_m=ROAD_METRES)


def _add_estates(rows: Rows, geo: Geography) -> None:
    rows.add(
        "places", id=geo.estate, level="estate", parent=geo.community[geo.estate_community],
        name=_estate_names(geo), estate_age=_age(geo.estate_old),
    )  # fmt: skip
    counts = geo.estate_stop - geo.estate_first
    estate = np.repeat(np.arange(len(counts)), counts)
    building = np.arange(len(estate)) - np.repeat(running_total(counts)[:-1], counts)
    building += geo.estate_first[estate]
    rows.add("place_in", place=geo.building[building], zone=geo.estate[estate])


def _age(old: np.ndarray) -> np.ndarray:
    return texts(["new", "old"])[old.astype(np.int64)]


def _estate_names(geo: Geography) -> np.ndarray:
    number = np.arange(len(geo.estate)) - np.searchsorted(
        geo.estate_community, geo.estate_community
    )
    parts = zip(geo.stem[geo.estate_community], number, geo.estate_old, strict=True)
    return texts([f"{s}{chinese_number(int(n) + 1)}{'里' if old else '苑'}" for s, n, old in parts])


def _grid_names(geo: Geography) -> np.ndarray:
    number = np.arange(len(geo.grid)) - np.searchsorted(geo.grid_community, geo.grid_community)
    parts = zip(geo.stem[geo.grid_community], number, strict=True)
    return texts([f"{s}第{chinese_number(int(n) + 1)}网格" for s, n in parts])
