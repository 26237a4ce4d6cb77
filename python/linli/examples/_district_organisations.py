# SPDX-License-Identifier: Apache-2.0
"""The district's party organisations, units, committees, companies and social organisations."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ._calendar import day, later
from ._district_people import Newcomers
from ._district_places import (
    CITY,
    COMMUNITIES,
    DISTRICT,
    SUBDISTRICTS,
    Geography,
    subdistrict_of,
)
from ._draws import Draws
from ._names import chinese_number
from ._rows import Rows, ids, texts

CITY_UNITS, DISTRICT_UNITS, COMPANIES, AGENCIES = 24, 90, 12, 4
SHORT_OF_EIGHT = 6  # communities with fewer than eight social organisations
_HANDLERS = ("城管执法", "住房建设", "水务", "供电", "园林绿化", "公安", "民政", "物业监管")
_UNIT_KINDS = (("government_agency", "局"), ("public_institution", "中心"), ("state_firm", "公司"))
_FIELDS = ("mutual_help", "arts_and_sports", "charity", "employment")
_FIELD_WORDS = ("邻里互助队", "文体社", "公益会", "就业帮扶社")


@dataclass(frozen=True)
class Organisations:
    """Ids of what other parts of the district refer to; rows are communities."""

    branch: np.ndarray  # of each grid
    joint_committee: np.ndarray
    secretary: np.ndarray  # of the joint committee, a person
    committee: np.ndarray  # residents' committees
    grid_worker: np.ndarray  # of each grid, a person, member of the residents' committee
    first_grid: np.ndarray  # of each community
    grid_workers: np.ndarray  # how many each community has
    company: np.ndarray  # the property company that works there
    agency: np.ndarray  # the social work agency
    support: np.ndarray  # four supporting units each: the first is the city's
    unit: np.ndarray  # all of them
    handler: np.ndarray  # city-wide bodies that carry out
    social: np.ndarray  # social organisations, all communities
    social_community: np.ndarray


def add_organisations(
    rows: Rows, draws: Draws, geo: Geography, newcomers: Newcomers, stems: np.ndarray
) -> Organisations:
    """Adds them with their leaders, partnerships and the places that they serve."""
    joint, branch, secretary = _add_party(rows, geo, newcomers)
    committee, grid_worker = _add_committees(rows, geo, joint, newcomers)
    unit = _add_units(rows, draws, stems)
    support = _add_partnerships(rows, draws, geo, unit)
    rows.add(
        "memberships", member=np.unique(support), group="y-d1", role="member_unit",
        since=day("2018-01-08"),
    )  # fmt: skip
    social, social_community = _add_social(rows, draws, geo)
    return Organisations(
        branch=branch,
        joint_committee=joint,
        secretary=secretary,
        committee=committee,
        grid_worker=grid_worker,
        first_grid=np.searchsorted(geo.grid_community, np.arange(COMMUNITIES)),
        grid_workers=np.bincount(geo.grid_community),
        company=_add_companies(rows, draws, geo, stems[-COMPANIES:]),
        agency=_add_agencies(rows, draws),
        support=support,
        unit=unit,
        handler=_add_handlers(rows, stems[0]),
        social=social,
        social_community=social_community,
    )


def _add_party(rows: Rows, geo: Geography, newcomers: Newcomers) -> tuple[np.ndarray, ...]:
    """District committee, working committees, joint committees of communities, branches."""
    working = ids("y-d1s", len(SUBDISTRICTS))
    joint = texts([f"y-{c}" for c in geo.community])
    branch = texts([f"y-{g}" for g in geo.grid])
    above = working[subdistrict_of(np.arange(COMMUNITIES))]
    levels = (
        ("district_committee", texts(["y-d1"]), texts([DISTRICT]), None),
        ("working_committee", working, ids("d1s", len(SUBDISTRICTS)), "y-d1"),
        ("joint_community_committee", joint, geo.community, above),
        ("branch", branch, geo.grid, joint[geo.grid_community]),
    )
    secretary = {}
    for kind, group, place, parent in levels:
        rows.add("party_organisations", id=group, kind=kind, place=place, parent=parent)
        secretary[kind] = newcomers.working_elsewhere(len(group))
        rows.add("memberships", member=secretary[kind], group=group, role="secretary")
    return joint, branch, secretary["joint_community_committee"]


def _add_units(rows: Rows, draws: Draws, stems: np.ndarray) -> np.ndarray:
    """Units of the city and of the district, from which posted members come."""
    n = CITY_UNITS + DISTRICT_UNITS
    unit, kind = ids("u", n, 3), draws.choose("unit kind", n, [5, 4, 2])
    names = [f"{s}{_UNIT_KINDS[k][1]}" for s, k in zip(stems[-n:], kind, strict=True)]
    rows.add(
        "organisations", id=unit, kind=texts([_UNIT_KINDS[k][0] for k in kind]), name=names,
        place=np.where(np.arange(n) < CITY_UNITS, CITY, DISTRICT).astype(object),
    )  # fmt: skip
    return unit


def _add_partnerships(rows: Rows, draws: Draws, geo: Geography, unit: np.ndarray) -> np.ndarray:
    """Four units support each community, one of them the city's; others build it together."""
    of_city = draws.order("city support", CITY_UNITS * 2)[:COMMUNITIES] % CITY_UNITS
    turn = draws.order("district support", DISTRICT_UNITS)
    of_district = CITY_UNITS + turn[np.arange(3 * COMMUNITIES) % DISTRICT_UNITS]
    support = np.column_stack([of_city, of_district.reshape(COMMUNITIES, 3)])
    partner = CITY_UNITS + turn[(np.arange(COMMUNITIES) * 5 + 40) % DISTRICT_UNITS]
    for kind, chosen in (("supporting_unit", support), ("co_building", partner[:, None])):
        rows.add(
            "partnerships", organisation=unit[chosen.ravel()],
            place=np.repeat(geo.community, chosen.shape[1]), kind=kind, since=day("2020-03-01"),
        )  # fmt: skip
    return unit[support]


def _add_committees(rows, geo, joint, newcomers) -> tuple[np.ndarray, np.ndarray]:
    """Residents' committees, each with one paid grid worker a grid."""
    committee = texts([f"{c}-committee" for c in geo.community])
    names = [f"{s}社区居民委员会" for s in geo.stem]
    rows.add(
        "organisations", id=committee, kind="residents_committee", name=names,
        place=geo.community, led_by=joint,
    )  # fmt: skip
    worker = newcomers.working_elsewhere(len(geo.grid))
    group = committee[geo.grid_community]
    rows.add("memberships", member=worker, group=group, role="grid_worker")
    return committee, worker


def _add_companies(rows: Rows, draws: Draws, geo: Geography, stems: np.ndarray) -> np.ndarray:
    """Property companies: one place each, and `serves` for the other communities."""
    company = ids("property", COMPANIES, 2)
    turn = draws.order("company", COMMUNITIES)
    first, others = turn[:COMPANIES], turn[COMPANIES:]
    of_others = np.arange(len(others)) % COMPANIES
    names = [f"{s}物业公司" for s in stems]
    rows.add(
        "organisations", id=company, kind="property_company", name=names,
        place=geo.community[first],
    )  # fmt: skip
    rows.add("serves", group=company[of_others], place=geo.community[others])
    at = np.empty(COMMUNITIES, dtype=object)
    at[first], at[others] = company, company[of_others]
    return at


def _add_agencies(rows: Rows, draws: Draws) -> np.ndarray:
    agency = ids("agency", AGENCIES)
    rows.add("organisations", id=agency, kind="social_work_agency", place=DISTRICT)
    return agency[draws.below("agency", COMMUNITIES, AGENCIES)]


def _add_handlers(rows: Rows, city: str) -> np.ndarray:
    handler = ids("handler", len(_HANDLERS))
    names = [f"{city}市{word}单位" for word in _HANDLERS]
    rows.add("organisations", id=handler, kind="handling_unit", name=names, place=CITY)
    return handler


def _add_social(rows: Rows, draws: Draws, geo: Geography) -> tuple[np.ndarray, np.ndarray]:
    """Eight to thirteen a community, but fewer in some; some have since been dissolved."""
    count = draws.between("social organisations", COMMUNITIES, 8, 13)
    short = draws.order("short of eight", COMMUNITIES)[:SHORT_OF_EIGHT]
    count[short] = draws.between("how short", SHORT_OF_EIGHT, 3, 7)
    dissolved = draws.below("dissolved", COMMUNITIES, 3)
    _add_social_rows(rows, draws, geo, "old", dissolved, "2022-03-31")
    standing = _add_social_rows(rows, draws, geo, "social", count, None)
    return standing, np.repeat(np.arange(COMMUNITIES), count)


def _add_social_rows(rows, draws, geo, word, count, until) -> np.ndarray:
    c = np.repeat(np.arange(COMMUNITIES), count)
    group = ids(f"{word}-", len(c), 3)
    number = np.arange(len(c)) - np.searchsorted(c, c)
    field = draws.below(f"{word} field", len(c), len(_FIELDS))
    parts = zip(geo.stem[c], number, field, strict=True)
    names = [f"{s}{_FIELD_WORDS[f]}{chinese_number(int(n) + 1)}" for s, n, f in parts]
    filed = draws.chance(f"{word} filed", len(c), 0.7).astype(np.int64)
    rows.add(
        "organisations", id=group, kind="social_organisation", name=names, place=geo.community[c],
        registration=texts(["registered", "filed"])[filed], field=texts(list(_FIELDS))[field],
        since=later(day("2018-02-01"), draws.below(f"{word} since", len(c), 1400)),
        until=None if until is None else day(until),
    )  # fmt: skip
    return group
