# SPDX-License-Identifier: Apache-2.0
"""One community's deliberation centre: its self-governance teams, meetings, matters and a road."""

from __future__ import annotations

import numpy as np

from ._calendar import AS_OF, day, days_between, later
from ._district_forums import CENTRE, CENTRE_KIND
from ._district_issues import MATTER, add_events, add_issues, make_batch, subjects_and_paths
from ._district_meetings import Attendance, add_delegates, add_officials
from ._district_organisations import Organisations
from ._district_people import Newcomers, People
from ._district_places import OLD_QUARTER, ROAD, ROAD_METRES, Geography
from ._district_teams import HEADS, KINDS, POSTED, Teams
from ._draws import Draws, apportion
from ._paths import CLOSED, STATES, unclosed_fates
from ._rows import NULL, Rows, ids, texts

MATTERS = 884  # the road comes on top
SELF_GOVERNANCE = (
    ("joint_committee_units", "大党委单位"), ("delegates_and_members", "两代表一委员"),
    ("residents_representatives", "居民代表"), ("building_heads", "楼栋长"),
    ("grid_workers", "网格员"), ("posted_members", "下沉党员"), ("mediators", "邻里调解"),
)  # fmt: skip
_SPEAKERS, _MEDIATORS = "c07-residents_representatives", "c07-mediators"


def add_centre(
    rows: Rows, draws: Draws, geo: Geography, people: People, newcomers: Newcomers,
    organisations: Organisations, teams: Teams,
) -> None:  # fmt: skip
    """270 to 279 meetings with some 450 resident attendances, over 800 matters closed."""
    since = later(day("2018-01-15"), draws.below("centre since", [0], 50))[0]
    place = geo.community[OLD_QUARTER]
    rows.add(
        "forums", id=CENTRE, kind=CENTRE_KIND, place=place, tier="community", since=since,
        name=f"{geo.stem[OLD_QUARTER]}社区协商议事中心",
        led_by=organisations.joint_committee[OLD_QUARTER],
    )  # fmt: skip
    _add_self_governance(rows, draws, geo, people, newcomers, organisations, teams)
    dates = _meeting_dates(draws, since)
    meeting = ids("cm", len(dates), 3)
    rows.add("meetings", id=meeting, held_by=CENTRE, date=dates, kind="deliberation")
    _add_attendances(rows, draws, people, organisations, teams, dates, meeting)
    _add_matters(rows, draws, geo, people, organisations, dates, meeting, since)
    _add_road(rows, people, organisations, dates, meeting)


def _residents(people: People) -> tuple[int, int]:
    return tuple(np.searchsorted(people.community, [OLD_QUARTER, OLD_QUARTER + 1]))


def _add_self_governance(rows, draws, geo, people, newcomers, organisations, teams) -> None:
    """Seven kinds of team outside the scheme of eight, marked by their class."""
    place, since = geo.community[OLD_QUARTER], day("2018-01-10")
    start, stop = _residents(people)
    speakers = draws.in_ranges("speaker", 14, people.running, np.full(14, start), stop)
    mediators = start + np.argsort(-people.readiness[start:stop], kind="stable")[:9]
    heads, posted = (
        teams.member[slice(*teams.of_cell(OLD_QUARTER * len(KINDS) + k))] for k in (HEADS, POSTED)
    )
    workers = organisations.grid_worker[geo.grid_community == OLD_QUARTER]
    members = (organisations.support[OLD_QUARTER], newcomers.working_elsewhere(5),
               people.id[np.unique(speakers)], heads[:20], workers, posted[:12],
               people.id[mediators])  # fmt: skip
    for (kind, name), member in zip(SELF_GOVERNANCE, members, strict=True):
        group = f"{place}-{kind}"
        rows.add("organisations", id=group, kind=kind, name=f"{geo.stem[OLD_QUARTER]}{name}",
                 place=place, led_by=organisations.joint_committee[OLD_QUARTER], since=since,
                 **{"class": "self_governance"})  # fmt: skip
        rows.add("memberships", member=member, group=group, role="member", since=since)


def _meeting_dates(draws: Draws, since) -> np.ndarray:
    """About one a week, on different days."""
    count = 270 + int(draws.below("centre meetings", [0], 10)[0])
    span = int(days_between(since, AS_OF)) - 10
    return later(since, 7 + np.sort(draws.order("centre day", span)[:count]))


def _add_attendances(rows, draws, people, organisations, teams, dates, meeting) -> None:
    n = len(dates)
    every, here = np.arange(n), np.full(n, OLD_QUARTER)
    came = Attendance()
    add_officials(came, draws, organisations, every, here, 0.85)
    add_delegates(came, draws, teams, every, dates, here, POSTED, 2)
    total = 440 + int(draws.below("centre residents", [0], 20)[0])
    row = np.repeat(every, apportion(total, draws.poisson("centre came", n, 1.6)))
    as_head = draws.chance("as head", len(row), 0.3)
    start, stop = teams.of_cell(OLD_QUARTER * len(KINDS) + HEADS)
    head = start + draws.below("which head", len(row), stop - start)
    low, high = _residents(people)
    neighbour = draws.in_ranges("neighbour", len(row), people.running,
                                np.full(len(row), low), high)  # fmt: skip
    person = np.where(as_head, teams.member[head], people.id[neighbour])
    group = np.where(draws.chance("speaks", len(row), 0.4), _SPEAKERS, NULL)
    came.add(row, person, np.where(as_head, teams.id[teams.cell[head]], group), "resident")
    at, person, as_group, role = came.rows()
    rows.add("attendances", meeting=meeting[at], person=person, as_group=as_group, role=role)


def _add_matters(rows, draws, geo, people, organisations, dates, meeting, since) -> None:
    """Matters come before one of the meetings, or get stuck before; about three a meeting."""
    fate = unclosed_fates(draws, "matter", MATTERS)
    fate[draws.chance("matter closed", MATTERS, 0.97)] = CLOSED
    subject, paths = subjects_and_paths(draws, "matter", fate)
    earliest = np.searchsorted(dates, later(since, paths.to_deliberated))
    at = earliest + draws.below("matter meeting", MATTERS, len(dates) - earliest)
    unheard = paths.raised(draws, "matter", np.full(MATTERS, since), AS_OF)
    raised = np.where(paths.deliberated, later(dates[at], -paths.to_deliberated), unheard)
    batch = make_batch(subject, paths, raised)
    issue = ids("r", MATTERS, 3)
    low, high = _residents(people)
    who = draws.in_ranges("matter raised by", MATTERS, people.running, np.full(MATTERS, low), high)
    grid = geo.grid[geo.building_grid[people.building[who]]]
    support = organisations.support[OLD_QUARTER, draws.below("matter support", MATTERS, 4)]
    add_issues(rows, draws, batch, id=issue, place=grid, forum=CENTRE, category=MATTER,
               raised_by=people.id[who])  # fmt: skip
    treated = np.where(STATES[batch.slot] == "deliberated", meeting[at[batch.issue]], NULL)
    add_events(rows, batch, issue, texts([CENTRE] * MATTERS), organisations.handler, support,
               treated)  # fmt: skip


def _add_road(rows, people, organisations, dates, meeting) -> None:
    """A road beyond the community's means: up to the district's unit, then to the city's."""
    first = 9
    heard = dates[first]
    of_city, of_district = organisations.support[OLD_QUARTER, [0, 1]]
    log = (
        ("raised", -30, None), ("accepted", -29, CENTRE), ("screened", -24, CENTRE),
        ("scheduled", -12, CENTRE), ("deliberated", 0, CENTRE), ("decided", 0, CENTRE),
        ("escalated", 6, of_district), ("escalated", 27, of_city), ("dispatched", 41, of_city),
        ("carried_out", 176, of_city), ("closed", 183, CENTRE), ("fed_back", 185, CENTRE),
        ("evaluated", 204, CENTRE),
    )  # fmt: skip
    rows.add(
        "issues", id="road", place=ROAD, raised_at=later(heard, -30), forum=CENTRE,
        category=MATTER, subject="road", title=f"{ROAD_METRES}米道路修缮",
        raised_by=people.id[_residents(people)[0]], due_at=later(heard, 335), satisfied=True,
    )  # fmt: skip
    states, days, actors = (texts(list(column)) for column in zip(*log, strict=True))
    treated = np.where(days == 0, meeting[first], NULL)
    rows.add("issue_events", issue="road", state=states, at=later(heard, days.astype(np.int64)),
             meeting=treated, actor=actors)  # fmt: skip
