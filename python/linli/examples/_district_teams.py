# SPDX-License-Identifier: Apache-2.0
"""The eight teams of each community, their members, and what the members are recorded to do."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ._calendar import AS_OF, day, days_between, later
from ._district_organisations import Organisations
from ._district_people import Newcomers, People
from ._district_places import COMMUNITIES, DISTRICT, OLD_QUARTER, STATION_SIDE, Geography
from ._draws import Draws, apportion
from ._rows import NULL, Rows, given, texts

KINDS = (
    "two_heads_one_representative", "professional_social_workers", "social_organisations",
    "posted_party_members", "volunteers", "property_management", "new_social_strata",
    "caring_individuals",
)  # fmt: skip
HEADS, WORKERS, SOCIAL, POSTED, VOLUNTEERS, PROPERTY, STRATA, CARING = range(len(KINDS))

# By kind: share of all members, per cent living elsewhere, communities without such a team.
_SHARES = np.array([148, 23, 70, 180, 145, 38, 32, 23])
_ELSEWHERE = np.array([0, 60, 0, 85, 0, 80, 30, 40])
_MISSING = (0, 3, 1, 0, 0, 7, 9, 6)
_FOUNDED = ("2018-03-01", "2019-06-01", "2019-01-01", "2020-02-10", "2018-06-01", "2018-01-01",
            "2020-09-01", "2020-03-01")  # fmt: skip
_WEAK = 14  # teams that hardly exist
DISTRICT_TEAM, DISTRICT_VOLUNTEERS = "d1-volunteers", 330


@dataclass(frozen=True)
class Teams:
    """Members in force, first memberships only, sorted by cell: community * 8 + kind."""

    id: np.ndarray  # of the team of each cell, None where there is none
    member: np.ndarray
    cell: np.ndarray
    resident: np.ndarray  # row of people, -1 for those from elsewhere
    since: np.ndarray
    behalf: np.ndarray  # the home unit of posted members

    def of_cell(self, cell: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """The run of members of each cell."""
        return np.searchsorted(self.cell, cell), np.searchsorted(self.cell, cell, side="right")


def add_teams(
    rows: Rows, draws: Draws, geo: Geography, people: People, newcomers: Newcomers,
    organisations: Organisations,
) -> Teams:  # fmt: skip
    """Adds teams and memberships: from 6905 to 6964 distinct members, as in "nearly 7000"."""
    distinct = 6905 + int(draws.below("members", [0], 60)[0])
    present = _present(draws)
    size = _sizes(draws, geo, present, distinct - DISTRICT_VOLUNTEERS)
    team, founded = _add_team_rows(rows, draws, geo, organisations, present)
    teams, busy = _members(draws, people, newcomers, organisations, size, team, founded)
    _add_first_memberships(rows, people, teams)
    _add_second_memberships(rows, draws, people, teams, founded)
    _add_member_organisations(rows, organisations, team)
    _add_former(rows, draws, people, newcomers, busy, team, founded)
    _add_disbanded(rows, draws, geo, newcomers, organisations, present)
    wide = _add_district_team(rows, draws, people, busy)
    _add_activities(rows, draws, teams, wide)
    return teams


def _present(draws: Draws) -> np.ndarray:
    """Which communities have which teams: a table of communities and kinds."""
    present = np.ones((COMMUNITIES, len(KINDS)), dtype=bool)
    for kind, count in enumerate(_MISSING):
        turn = draws.order("missing", COMMUNITIES, event=kind)
        present[turn[turn != STATION_SIDE][:count], kind] = False
    return present


def _sizes(draws: Draws, geo: Geography, present: np.ndarray, total: int) -> np.ndarray:
    """Members of each cell, 0 where there is no team; a few teams are very weak."""
    homes = np.bincount(geo.building_community, geo.building_households).astype(np.int64)
    noise = draws.between("team size", present.size, 60, 140).reshape(present.shape)
    weight = homes[:, None] * _SHARES * noise
    fragile = present & ~np.isin(np.arange(len(KINDS)), [HEADS, POSTED])
    fragile[STATION_SIDE] = False
    cells = np.flatnonzero(fragile)
    weak = cells[draws.order("weak", len(cells))[:_WEAK]]
    weight.flat[weak] //= 40
    size = np.zeros(present.shape, dtype=np.int64)
    size[present] = apportion(total, weight[present], minimum=1)
    return size


def _add_team_rows(rows, draws, geo, organisations, present) -> tuple[np.ndarray, np.ndarray]:
    """Team rows; returns id and founding day by cell."""
    cells = np.flatnonzero(present)
    c, k = np.divmod(cells, len(KINDS))
    team = np.full(present.size, None, dtype=object)
    team[cells] = [f"{geo.community[i]}-{KINDS[j]}" for i, j in zip(c, k, strict=True)]
    first = np.array(_FOUNDED, dtype="datetime64[D]")[np.arange(present.size) % len(KINDS)]
    founded = later(first, draws.below("team founded", present.size, 400))
    # The deliberation centre of this community began early in 2018, with these teams.
    in_quarter = np.arange(present.size) // len(KINDS) == OLD_QUARTER
    founded[in_quarter] = day("2018-01-02")
    fielded_by = np.full(len(cells), None, dtype=object)
    fielded_by[k == PROPERTY] = organisations.company[c[k == PROPERTY]]
    fielded_by[k == WORKERS] = organisations.agency[c[k == WORKERS]]
    rows.add(
        "teams", id=team[cells], kind=texts(list(KINDS))[k], place=geo.community[c],
        led_by=organisations.joint_committee[c], fielded_by=fielded_by, since=founded[cells],
    )  # fmt: skip
    return team, founded


def _members(
    draws, people, newcomers, organisations, size, team, founded
) -> tuple[Teams, np.ndarray]:
    """Draws every team's members; nobody is drawn twice."""
    busy = np.zeros(len(people.id), dtype=bool)
    outside = size * _ELSEWHERE // 100
    parts = []
    for kind in range(len(KINDS)):
        weight = np.where(busy, 0, _suited(people, kind))
        need = size[:, kind] - outside[:, kind]
        chosen = race(draws, f"join {KINDS[kind]}", weight, people.community, need)
        busy[chosen] = True
        parts.append((people.id[chosen], people.community[chosen], chosen, kind))
        fresh = newcomers.working_elsewhere(int(outside[:, kind].sum()))
        c = np.repeat(np.arange(COMMUNITIES), outside[:, kind])
        parts.append((fresh, c, np.full(len(fresh), -1), kind))
    member, resident = (np.concatenate([p[i] for p in parts]) for i in (0, 2))
    cell = np.concatenate([p[1] * len(KINDS) + p[3] for p in parts])
    order = np.argsort(cell, kind="stable")
    cell = cell[order]
    since = _joined_on(draws, founded[cell], cell)
    behalf = _home_units(draws, organisations, cell)
    return Teams(team, member[order], cell, resident[order], since, behalf), busy


def _suited(people: People, kind: int) -> np.ndarray:
    """The weight with which residents join a team of this kind; the willing run most of them."""
    age, ready = people.age, people.readiness
    if kind in (HEADS, SOCIAL):
        return ready * (age >= 28)
    if kind == VOLUNTEERS:
        return (400 + ready) * (age >= 16)
    low, high = {WORKERS: (23, 51), POSTED: (28, 60), PROPERTY: (20, 59), STRATA: (24, 56)}.get(
        kind, (30, 76)
    )
    return ((age >= low) & (age < high)).astype(np.int64)


def race(draws: Draws, stream: str, weight, block, need: np.ndarray) -> np.ndarray:
    """The rows that win a weighted race, `need` of each block; sorted by block, winners first."""
    running = np.flatnonzero(weight)
    time = draws.uniform(stream, running) / weight[running]
    order = running[np.lexsort((time, block[running]))]
    rank = np.arange(len(order)) - np.searchsorted(block[order], block[order])
    return order[rank < need[block[order]]]


def _joined_on(draws: Draws, founded: np.ndarray, cell: np.ndarray) -> np.ndarray:
    """Most came when the team was founded, a quarter in the years since."""
    late = draws.chance("late", len(cell), 0.25) & (cell // len(KINDS) != OLD_QUARTER)
    span = days_between(founded, AS_OF) - 30
    return later(founded, np.where(late, draws.below("how late", len(cell), span), 0))


def _add_first_memberships(rows, people, teams) -> None:
    role = _roles(people, teams, teams.cell % len(KINDS))
    rows.add(
        "memberships", member=teams.member, group=teams.id[teams.cell], role=role,
        on_behalf_of=teams.behalf, since=teams.since,
    )  # fmt: skip


def _home_units(draws: Draws, organisations: Organisations, cell: np.ndarray) -> np.ndarray:
    """Two thirds of the posted members are sent by supporting units of the community."""
    c, kind = np.divmod(cell, len(KINDS))
    own = organisations.support[c, draws.below("own unit", len(c), 4)]
    any_unit = organisations.unit[draws.below("any unit", len(c), len(organisations.unit))]
    unit = np.where(draws.chance("supporting", len(c), 0.67), own, any_unit)
    return np.where(kind == POSTED, unit, NULL)


def _roles(people: People, teams: Teams, kind: np.ndarray) -> np.ndarray:
    """The first of a team leads it; in a building the first of the heads is the building's."""
    role = np.full(len(kind), "member", dtype=object)
    role[np.unique(teams.cell, return_index=True)[1]] = "leader"
    heads = np.flatnonzero(kind == HEADS)
    role[heads] = "resident_representative"
    building = people.building[teams.resident[heads]]
    role[heads[np.unique(building, return_index=True)[1]]] = "building_head"
    return role


def _add_second_memberships(rows, draws, people, teams, founded) -> None:
    """Some residents are in two teams, some posted members in two communities."""
    n = len(teams.member)
    c, kind = np.divmod(teams.cell, len(KINDS))
    other = np.array([VOLUNTEERS, CARING, SOCIAL, HEADS])[draws.choose("other", n, [6, 3, 3, 2])]
    willing = (teams.resident >= 0) & draws.chance("second", n, 0.24) & (other != kind)
    neighbour = (c + 1) % COMMUNITIES
    posted = (kind == POSTED) & draws.chance("two communities", n, 0.04)
    cell = np.where(posted, neighbour * len(KINDS) + POSTED, c * len(KINDS) + other)
    also = np.flatnonzero((willing | posted) & given(teams.id[cell]))
    since = np.maximum(teams.since[also], founded[cell[also]])
    rows.add(
        "memberships", member=teams.member[also], group=teams.id[cell[also]], role="member",
        on_behalf_of=np.where(posted[also], teams.behalf[also], NULL), since=since,
    )  # fmt: skip


def _add_member_organisations(rows, organisations, team) -> None:
    """The team of social organisations has the organisations themselves as members, too."""
    cell = organisations.social_community * len(KINDS) + SOCIAL
    there = given(team[cell])
    rows.add(
        "memberships", member=organisations.social[there], group=team[cell[there]],
        role="member_organisation", since=day("2021-12-01"),
    )  # fmt: skip


def _add_former(rows, draws, people, newcomers, busy, team, founded) -> None:
    """People who were on a roster and are no more: rotated, moved away or tired of it."""
    need = np.full(COMMUNITIES, 6)
    gone = race(draws, "former", np.where(busy, 0, people.readiness), people.community, need)
    rotated = newcomers.working_elsewhere(10 * COMMUNITIES)
    member = np.concatenate([people.id[gone], rotated])
    c = np.concatenate([people.community[gone], np.arange(len(rotated)) % COMMUNITIES])
    kind = np.where(np.arange(len(c)) < len(gone), VOLUNTEERS, POSTED)
    since = founded[c * len(KINDS) + kind]
    until = later(day("2021-09-01"), draws.below("left", len(c), 480))
    rows.add(
        "memberships", member=member, group=team[c * len(KINDS) + kind], role="member",
        since=since, until=until,
    )  # fmt: skip


def _add_disbanded(rows, draws, geo, newcomers, organisations, present) -> None:
    """Two property teams whose company left: their memberships were never ended."""
    without = np.flatnonzero(~present[:, PROPERTY])[:2]
    team = texts([f"{c}-former-property" for c in geo.community[without]])
    rows.add(
        "teams", id=team, kind=KINDS[PROPERTY], place=geo.community[without],
        led_by=organisations.joint_committee[without], fielded_by=organisations.company[without],
        since=day("2019-01-01"), until=day("2022-10-01"),
    )  # fmt: skip
    member = newcomers.working_elsewhere(18)
    rows.add(
        "memberships", member=member, group=np.repeat(team, 9), role="member",
        since=day("2019-01-01"),
    )  # fmt: skip


def _add_district_team(rows, draws, people, busy) -> np.ndarray:
    """A team that serves the whole district; its members are in no other team."""
    weight = np.where(busy | (people.age < 16), 0, 400 + people.readiness)
    block = np.zeros(len(weight), dtype=np.int64)
    chosen = race(draws, "district team", weight, block, np.array([DISTRICT_VOLUNTEERS]))
    since = day("2020-01-20")
    rows.add("teams", id=DISTRICT_TEAM, kind=KINDS[VOLUNTEERS], place=DISTRICT, led_by="y-d1",
             name="区志愿者总队", since=since)  # fmt: skip
    rows.add("memberships", member=people.id[chosen], group=DISTRICT_TEAM, role="member",
             since=since)  # fmt: skip
    return people.id[chosen]


def _add_activities(rows, draws, teams, wide) -> None:
    """Acts of service since 2022: half of those on a roster have none, a few have dozens."""
    member = np.concatenate([teams.member, wide])
    group = np.concatenate([teams.id[teams.cell], np.full(len(wide), DISTRICT_TEAM, object)])
    start = np.full(len(member), day("2022-01-01"))
    start[: len(teams.since)] = np.maximum(teams.since, start[: len(teams.since)])
    n = len(member)
    acts = draws.chance("active", n, 0.5) * (1 + draws.tail("acts", n, 3.0, 60))
    who = np.repeat(np.arange(n), acts)
    offset = draws.below("act day", len(who), days_between(start, AS_OF)[who] + 1)
    once = np.unique(who * 100_000 + offset)
    who, offset = np.divmod(once, 100_000)
    rows.add(
        "activities", person=member[who], group=group[who], date=later(start[who], offset),
        kind="service", hours=1 + draws.below("hours", len(who), 4),
    )  # fmt: skip
