# SPDX-License-Identifier: Apache-2.0
"""A station for minors, whose helped minors are counts only, and two mutual-aid groups."""

from __future__ import annotations

import numpy as np

from ._calendar import AS_OF, day, later
from ._district_people import Newcomers, People
from ._district_places import MUTUAL_AID, STATION_SIDE, Geography
from ._district_teams import KINDS, STRATA, WORKERS, Teams, race
from ._draws import Draws
from ._rows import Rows, ids

STATION, FAMILY, LEGAL, JUDICIAL = "station", "room-family", "room-legal", "room-judicial"
MOTHERS, ARTS = "mothers_mutual_aid", "arts_mutual_aid"
LECTURES, IN_LEGAL_ROOM, ON_ROTA, ROTA_POOL = 122, 25, 6, 18
_FOUNDED = day("2020-09-14")
_FIRST_MONDAY = day("2020-10-05")


def add_services(
    rows: Rows, draws: Draws, geo: Geography, people: People, newcomers: Newcomers, teams: Teams
) -> None:
    """Both, each in its own community."""
    _add_station(rows, geo)
    _add_counts(rows, draws)
    _add_lectures(rows, draws)
    _add_helpers(rows, draws, newcomers, teams)
    _add_rota(rows, draws, _some(draws, teams, WORKERS, ROTA_POOL))
    _add_mutual_aid(rows, draws, geo, people)


def _add_station(rows: Rows, geo: Geography) -> None:
    place = geo.community[STATION_SIDE]
    rows.add(
        "organisations", id=STATION, kind="practice_station", name="关爱未成年人实践站",
        place=place, since=_FOUNDED,
    )  # fmt: skip
    rooms = ((FAMILY, "family_education", "家庭教育室"), (LEGAL, "legal_service", "法律服务室"),
             (JUDICIAL, "judicial_guidance", "司法帮教室"))  # fmt: skip
    for room, kind, name in rooms:
        rows.add("services", id=room, kind=kind, name=name, place=place, provider=STATION,
                 since=_FOUNDED)  # fmt: skip


def _add_counts(rows: Rows, draws: Draws) -> None:
    brought_back = 120 + int(draws.between("brought back", [0], 1, 9)[0])
    counts = (
        (FAMILY, "households", 605, "followed_one_to_one"),
        (LEGAL, "persons", brought_back, "brought_back"),
        (LEGAL, "persons", 45, "back_to_school"),
        (JUDICIAL, "persons", 112, "supported"),
    )
    for service, unit, count, outcome in counts:
        rows.add(
            "service_counts", service=service, unit=unit, count=count, outcome=outcome,
            since=_FOUNDED, until=later(AS_OF, 1),
        )  # fmt: skip


def _add_lectures(rows: Rows, draws: Draws) -> None:
    """122 in each whole year; no names were kept, only counts."""
    periods = (("2020-09-20", 100, 34), ("2021-01-01", 365, LECTURES),
               ("2022-01-01", 365, LECTURES), ("2023-01-01", 180, 60))  # fmt: skip
    dates = [
        later(day(first), np.sort(draws.below("lecture day", count, span, event=number)))
        for number, (first, span, count) in enumerate(periods)
    ]
    date = np.concatenate(dates)
    attended = draws.between("lecture", len(date), 12, 60)
    rows.add(
        "meetings", id=ids("lecture", len(date), 3), held_by=FAMILY, date=date, kind="lecture",
        attended=attended, residents_attended=attended * 4 // 5,
    )  # fmt: skip


def _add_helpers(rows, draws, newcomers, teams) -> None:
    counsellors, coordinator = newcomers.working_elsewhere(4), newcomers.working_elsewhere(1)
    lawyers = _some(draws, teams, STRATA, IN_LEGAL_ROOM)
    for member, group, role in (
        (counsellors, FAMILY, "counsellor"),
        (lawyers, LEGAL, "legal_volunteer"),
        (coordinator, JUDICIAL, "coordinator"),
    ):
        rows.add("memberships", member=member, group=group, role=role, since=day("2020-10-01"))


def _some(draws: Draws, teams: Teams, kind: int, count: int) -> np.ndarray:
    """People of one team kind, from the whole district, of those there from the beginning."""
    of_kind = teams.cell % len(KINDS) == kind
    among = teams.member[of_kind & (teams.since <= day("2022-06-30"))]
    return among[draws.order("helpers", len(among), event=kind)[:count]]


def _add_rota(rows: Rows, draws: Draws, pool: np.ndarray) -> None:
    """Six of the pool each week: a membership in force for the week, and a shift each."""
    weeks = int((AS_OF - _FIRST_MONDAY).astype(np.int64)) // 7 + 1
    luck = draws.bits("rota", weeks * len(pool)).reshape(weeks, len(pool))
    chosen = np.argsort(luck, axis=1, kind="stable")[:, :ON_ROTA].ravel()
    monday = later(_FIRST_MONDAY, np.repeat(np.arange(weeks), ON_ROTA) * 7)
    rows.add(
        "memberships", member=pool[chosen], group=JUDICIAL, role="rota_volunteer", since=monday,
        until=later(monday, 7),
    )  # fmt: skip
    date = later(monday, np.tile(np.arange(ON_ROTA), weeks))
    held = date <= AS_OF
    rows.add("activities", person=pool[chosen][held], group=JUDICIAL, date=date[held],
             kind="shift", hours=3)  # fmt: skip


def _add_mutual_aid(rows: Rows, draws: Draws, geo: Geography, people: People) -> None:
    """Twenty to twenty-nine neighbours each: mothers at home, and people who sing and dance."""
    here = people.community == MUTUAL_AID
    with_minors = np.bincount(people.household, people.age < 18) > 0
    mothers = here & ~people.male & (people.age >= 25) & (people.age < 46)
    mothers &= with_minors[people.household]
    groups = (
        (MOTHERS, "妈妈互助组", mothers, "2021-10-01"),
        (ARTS, "文艺互助组", here & (people.age >= 45), "2021-05-01"),
    )
    for number, (kind, name, fit, since) in enumerate(groups):
        rows.add("organisations", id=kind, kind=kind, name=f"{geo.stem[MUTUAL_AID]}{name}",
                 place=geo.community[MUTUAL_AID], since=day(since))  # fmt: skip
        need = 20 + draws.below("mutual aid", [number], 10)
        block = np.zeros(len(fit), dtype=np.int64)
        chosen = race(draws, kind, fit.astype(np.int64), block, need)
        rows.add("memberships", member=people.id[chosen], group=kind, role="member",
                 since=day(since))  # fmt: skip
