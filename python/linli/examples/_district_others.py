# SPDX-License-Identifier: Apache-2.0
"""The city's other districts in outline: communities with totals, places that have forums."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ._calendar import AS_OF
from ._district_places import CITY
from ._draws import Draws, apportion, running_total
from ._names import marked
from ._rows import Rows, ids, texts

DISTRICTS, SUBDISTRICTS, COMMUNITIES = 5, 36, 470
STEMS = DISTRICTS + SUBDISTRICTS + COMMUNITIES
PEOPLE = 2_250_000
LEVELS = ("estate", "grid", "building")


@dataclass(frozen=True)
class ForumPlaces:
    """Places that have a forum, with the row of their level and of their other district."""

    place: np.ndarray
    level: np.ndarray
    district: np.ndarray


def add_other_districts(rows: Rows, draws: Draws, stems: np.ndarray, forums: int) -> ForumPlaces:
    """Adds their places and population, and places for so many forums."""
    names = np.split(stems, np.cumsum([DISTRICTS, SUBDISTRICTS]))
    district = ids("d", DISTRICTS, first=2)
    rows.add("places", id=district, level="district", parent=CITY, name=marked(names[0], "区"))
    of_district = np.arange(SUBDISTRICTS) % DISTRICTS
    sub = texts([f"{district[d]}s{i + 1}" for i, d in enumerate(of_district)])
    rows.add(
        "places", id=sub, level="subdistrict", parent=district[of_district],
        name=marked(names[1], "街道"),
    )  # fmt: skip
    of_sub = np.arange(COMMUNITIES) % SUBDISTRICTS
    community = ids("x", COMMUNITIES, 3)
    rows.add(
        "places", id=community, level="community", parent=sub[of_sub],
        name=marked(names[2], "社区"),
    )  # fmt: skip
    people = _add_population(rows, draws, community)
    luck = draws.between("other forums", COMMUNITIES, 40, 160)
    count = apportion(forums, people * luck, minimum=1)
    return _add_forum_places(rows, draws, community, of_district[of_sub], count)


def _add_population(rows: Rows, draws: Draws, community: np.ndarray) -> np.ndarray:
    weight = draws.between("other people", COMMUNITIES, 25, 80)
    people = apportion(PEOPLE, weight)
    size = draws.between("other household size", COMMUNITIES, 25, 31)
    for unit, count in (("persons", people), ("households", people * 10 // size)):
        rows.add(
            "population", place=community, count=count, unit=unit, basis="usual_residents",
            as_of=AS_OF,
        )  # fmt: skip
    return people


def _add_forum_places(rows, draws, community, district, count) -> ForumPlaces:
    """Estates and grids under the community, buildings under a grid that it has in any case."""
    c = np.repeat(np.arange(COMMUNITIES), count)
    number = np.arange(len(c)) - np.repeat(running_total(count)[:-1], count) + 1
    level = draws.choose("other level", len(c), [30, 45, 25])
    first_grid = texts([f"{x}g00" for x in community])
    rows.add("places", id=first_grid, level="grid", parent=community)
    letters = [LEVELS[k][0] for k in level]
    parts = zip(community[c], letters, number, strict=True)
    place = texts([f"{x}{letter}{i:02d}" for x, letter, i in parts])
    parent = np.where(level == LEVELS.index("building"), first_grid[c], community[c])
    rows.add("places", id=place, level=texts(list(LEVELS))[level], parent=parent)
    return ForumPlaces(place, level, district[c])
