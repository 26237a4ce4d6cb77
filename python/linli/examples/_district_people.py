# SPDX-License-Identifier: Apache-2.0
"""The district's residents in households, and how readily each takes part."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ._calendar import AS_OF, births
from ._district_places import STATION_SIDE, Geography
from ._draws import Draws, running_total
from ._rows import Rows, ids, texts

# A household is of one type: the people in it, the head's ages, and its weight in an old and in a
# new estate. Head, spouse, (minor) child, grown child, elder, young sharer.
_TYPES = (
    ("H", 22, 59, 14, 11),  # one adult
    ("HS", 24, 59, 16, 18),  # a couple
    ("HSC", 28, 50, 13, 26),  # with one minor
    ("HSCC", 29, 48, 5, 14),  # with two
    ("HSCEE", 30, 48, 6, 10),  # three generations
    ("HSG", 46, 66, 13, 8),  # with a grown child
    ("HSCCEE", 31, 47, 2, 4),
    ("YY", 19, 34, 6, 3),  # sharers
    ("H", 60, 91, 10, 2),  # an elder alone
    ("HS", 60, 88, 15, 4),  # an elder couple
)
_SHARERS, _FIRST_ELDER = 7, 8

# In the community of the station the numbers of types are chosen: they solve 3548 households,
# 10803 residents, 3128 of them minors.
_STATION_TYPES = (340, 640, 800, 900, 300, 185, 114, 0, 94, 175)

_TENURES = texts(["own", "rent", "public"])
_SEXES = texts(["F", "M"])


@dataclass(frozen=True)
class People:
    """Residents in the order of their homes, so that any place is one run of rows."""

    id: np.ndarray
    household: np.ndarray
    community: np.ndarray
    building: np.ndarray
    age: np.ndarray
    male: np.ndarray
    tenure: np.ndarray  # row of _TENURES
    residence: np.ndarray  # years
    readiness: np.ndarray  # whole weight with which a person turns up
    running: np.ndarray  # its running total, from 0
    first_of_building: np.ndarray  # an offset array

    def span(self, first: np.ndarray, stop: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """The runs of people who live in runs of buildings."""
        return self.first_of_building[first], self.first_of_building[stop]


def make_people(draws: Draws, geo: Geography) -> People:
    """Fills every household, then gives its people age, sex, tenure and length of residence."""
    kind = _household_types(draws, geo)
    size = np.array([len(t[0]) for t in _TYPES])[kind]
    household = np.repeat(np.arange(len(kind)), size)
    slot = np.arange(len(household)) - np.repeat(running_total(size)[:-1], size)
    building = geo.household_building[household]
    head = _head_ages(draws, kind)
    age = _ages(draws, kind[household], slot, head[household])
    male = _sexes(draws, kind[household], slot, household)
    tenure, years = _tenures(draws, geo, kind, head)
    residence = np.minimum(years[household], age)
    readiness = _readiness(draws, age, tenure[household], residence)
    return People(
        id=ids("p", len(household), 6),
        household=household,
        community=geo.building_community[building],
        building=building,
        age=age,
        male=male,
        tenure=tenure[household],
        residence=residence,
        readiness=readiness,
        running=running_total(readiness),
        first_of_building=np.searchsorted(building, np.arange(len(geo.building) + 1)),
    )


def add_people(rows: Rows, draws: Draws, geo: Geography, people: People) -> None:
    """The person rows."""
    spread = draws.below("birthday", len(people.id), 365)
    rows.add(
        "persons", id=people.id, home=geo.household[people.household],
        birth_date=births(people.age, spread, AS_OF), sex=_SEXES[people.male.astype(np.int64)],
        tenure=_TENURES[people.tenure], length_of_residence=people.residence,
    )  # fmt: skip


class Newcomers:
    """People who come from elsewhere, or of whom no more than the name was listed."""

    def __init__(self, rows: Rows, draws: Draws) -> None:
        self._rows, self._draws, self._count = rows, draws, 0

    def working_elsewhere(self, n: int) -> np.ndarray:
        """n adults of working age who live outside; their ids."""
        who = np.arange(self._count, self._count + n)
        age = self._draws.between("newcomer age", who, 24, 59)
        born = births(age, self._draws.below("newcomer birthday", who, 365), AS_OF)
        sex = _SEXES[self._draws.below("newcomer sex", who, 2)]
        return self._listed(n, home="outside", birth_date=born, sex=sex)

    def name_only(self, n: int) -> np.ndarray:
        """n people whose homes and strata were not reported; their ids."""
        return self._listed(n)

    def _listed(self, n: int, **columns) -> np.ndarray:
        new = ids("q", n, 5, first=self._count + 1)
        self._count += n
        self._rows.add("persons", id=new, **columns)
        return new


def _household_types(draws: Draws, geo: Geography) -> np.ndarray:
    homes = np.arange(len(geo.household))
    old = geo.building_old[geo.household_building]
    weights = np.array(_TYPES, dtype=object)[:, 3:].astype(np.int64)
    in_old = draws.choose("type", homes, weights[:, 0])
    in_new = draws.choose("type", homes, weights[:, 1])
    kind = np.where(old, in_old, in_new)
    station = np.flatnonzero(geo.building_community[geo.household_building] == STATION_SIDE)
    chosen = np.repeat(np.arange(len(_TYPES)), _STATION_TYPES)
    kind[station] = chosen[draws.order("station types", len(station))]
    return kind


def _head_ages(draws: Draws, kind: np.ndarray) -> np.ndarray:
    low, high = (np.array([t[i] for t in _TYPES])[kind] for i in (1, 2))
    return draws.between("head age", len(kind), low, high)


def _ages(draws: Draws, kind, slot, head) -> np.ndarray:
    """Ages follow from the head's and from the role that the type gives to the slot."""
    who, role = len(kind), _roles(kind, slot)
    back = draws.below("age gap", who, 15)
    by_role = {
        "H": head,
        "S": np.maximum(head - 4 + back // 2, 20),
        "C": np.clip(head - 24 - back, 0, 17),
        "G": np.clip(head - 26 - back // 2, 18, 40),
        "E": head + 22 + back // 2,
        "Y": 19 + draws.below("sharer age", who, 16),
    }
    return np.select([role == r for r in by_role], list(by_role.values()))


def _sexes(draws: Draws, kind, slot, household) -> np.ndarray:
    """Couples and pairs of grandparents are of two sexes, others by chance."""
    own = draws.chance("sex", len(kind), 0.5)
    head = draws.chance("head sex", household, 0.5)
    role = _roles(kind, slot)
    second_elder = (role == "E") & (slot % 2 == kind % 2)
    return np.select([role == "H", role == "S", role == "E"], [head, ~head, second_elder], own)


def _roles(kind: np.ndarray, slot: np.ndarray) -> np.ndarray:
    width = max(len(t[0]) for t in _TYPES)
    table = np.array([list(t[0].ljust(width)) for t in _TYPES])
    return table[kind, slot]


def _tenures(draws: Draws, geo: Geography, kind, head) -> tuple[np.ndarray, np.ndarray]:
    """Tenure and years in the home, of each household: tenants are young and come lately."""
    homes = len(kind)
    old = geo.building_old[geo.household_building]
    luck = draws.below("tenure", homes, 100)
    rent = np.where(kind == _SHARERS, 92, np.where(head < 35, 40, np.where(old, 24, 14)))
    rent = np.where(kind >= _FIRST_ELDER, 5, rent)
    public = np.where(old, 14, 2)
    tenure = np.where(luck < rent, 1, np.where(luck < rent + public, 2, 0))
    span = np.where(old, 39, 15)
    longer = np.maximum(draws.below("years", homes, span), draws.below("years", homes, span, 1))
    years = np.where(tenure == 1, draws.geometric("tenant years", homes, 0.68), longer)
    return tenure, years


def _readiness(draws: Draws, age, tenure, residence) -> np.ndarray:
    """Old owners of long standing turn up, tenants and the young seldom; a few come ever again."""
    steps = np.searchsorted([14, 18, 35, 60, 80], age, side="right")
    by_age = np.array([0, 1, 2, 5, 11, 4])[steps]
    by_tenure = np.array([4, 1, 3])[tenure]
    by_years = 4 + np.minimum(residence, 20)
    luck = (8 * draws.heavy("readiness", len(age), 120.0)).astype(np.int64)
    return by_age * by_tenure * by_years * luck
