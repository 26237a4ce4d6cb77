# SPDX-License-Identifier: Apache-2.0
"""Meetings of the district's forums, and who came for whom."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ._calendar import AS_OF, day, days_between, later
from ._district_forums import REPRESENTATIVE, Forums
from ._district_organisations import Organisations
from ._district_people import People
from ._district_places import COMMUNITIES
from ._district_teams import HEADS, KINDS, POSTED, PROPERTY, SOCIAL, VOLUNTEERS, WORKERS, Teams
from ._draws import Draws
from ._rows import NULL, Rows, given, ids

_START = day("2022-01-01")
_NAMED, _COUNTED, _UNRECORDED = range(3)
# One community in eight keeps only the count of some meetings: its participants have bounds.
_ONLY_COUNTS = 3
# How many of a team may come to a meeting.
_DELEGATIONS = ((HEADS, 2), (POSTED, 2), (WORKERS, 1), (VOLUNTEERS, 1), (SOCIAL, 1), (PROPERTY, 1))


@dataclass(frozen=True)
class Meetings:
    """Meetings of local forums, by forum and date."""

    id: np.ndarray
    forum: np.ndarray
    date: np.ndarray


class Attendance:
    """Who came, part by part; whoever is named twice for one meeting came as first named."""

    def __init__(self) -> None:
        self._parts: list[tuple[np.ndarray, ...]] = []

    def add(self, meeting: np.ndarray, person: np.ndarray, as_group=None, role=None) -> None:
        """Adds one person a meeting; group and role are columns, or the same for all."""
        columns = [np.full(len(meeting), c, dtype=object) for c in (None, None)]
        columns[0][:], columns[1][:] = as_group, role
        self._parts.append((meeting, person, *columns))

    def rows(self) -> tuple[np.ndarray, ...]:
        """Meeting, person, as_group and role, once a (meeting, person), by meeting."""
        columns = [np.concatenate(parts) for parts in zip(*self._parts, strict=True)]
        _, person = np.unique(columns[1], return_inverse=True)
        meeting = np.unique(columns[0], return_inverse=True)[1]
        first = np.unique(meeting * (person.max() + 1) + person, return_index=True)[1]
        return tuple(column[first] for column in columns)


def add_meetings(
    rows: Rows, draws: Draws, people: People, organisations: Organisations, teams: Teams,
    forums: Forums, treated: tuple[np.ndarray, np.ndarray],
) -> Meetings:  # fmt: skip
    """Regular meetings, and those on the days when topics were `treated` (forum, date)."""
    meetings = _dates(draws, forums, treated)
    n = len(meetings.id)
    record = draws.choose("record", n, [85, 11, 4])
    counting = forums.local.community[meetings.forum] % 8 == _ONLY_COUNTS
    record = np.where((record == _COUNTED) & ~counting, _NAMED, record)
    invited = draws.between("invited", n, 8, 24)
    attended = np.minimum(4 + draws.poisson("attended", n, 5.0), invited)
    local = np.maximum(attended - draws.between("officials", n, 1, 4), 0)
    counted = record == _COUNTED
    rows.add(
        "meetings", id=meetings.id, held_by=forums.id[meetings.forum], date=meetings.date,
        kind="deliberation", invited=np.where(counted, invited, NULL),
        attended=np.where(counted, attended, NULL),
        residents_attended=np.where(counted, local, NULL),
    )  # fmt: skip
    named = np.flatnonzero(record == _NAMED)
    came = _attendance(draws, people, organisations, teams, forums, meetings, named)
    meeting, person, as_group, role = came.rows()
    rows.add("attendances", meeting=meetings.id[meeting], person=person, as_group=as_group,
             role=role)  # fmt: skip
    return meetings


def _dates(draws: Draws, forums: Forums, treated: tuple[np.ndarray, np.ndarray]) -> Meetings:
    """A quarter of the forums never meets but for a topic, a few meet monthly."""
    n = len(forums.local.place)
    energy = 1.0 + 8.0 * draws.uniform("energy", COMMUNITIES)[forums.local.community]
    count = draws.chance("meets", n, 0.74) * draws.tail("meetings", n, energy, 40)
    forum = np.repeat(np.arange(n), count)
    start = np.maximum(forums.since[forum], _START)
    span = days_between(start, AS_OF) + 1
    date = later(start, draws.below("meeting day", len(forum), span))
    forum, date = np.concatenate([forum, treated[0]]), np.concatenate([date, treated[1]])
    once = np.unique(forum * 100_000 + date.astype("datetime64[D]").astype(np.int64))
    forum, number = np.divmod(once, 100_000)
    return Meetings(ids("m", len(once), 5), forum, number.astype("datetime64[D]"))


def _attendance(draws, people, organisations, teams, forums, meetings, named) -> Attendance:
    forum, date = meetings.forum[named], meetings.date[named]
    community = forums.local.community[forum]
    came = Attendance()
    seat = forums.representative[forum]
    there = given(seat) & draws.chance("representative came", named, 0.75)
    came.add(named[there], seat[there], role=REPRESENTATIVE)
    add_officials(came, draws, organisations, named, community, 0.5)
    for kind, most in _DELEGATIONS:
        add_delegates(came, draws, teams, named, date, community, kind, most)
    count = 2 + draws.poisson("residents came", named, 3.5)
    row = np.repeat(np.arange(len(named)), count)
    start, stop = people.span(forums.local.first[forum[row]], forums.local.stop[forum[row]])
    who = draws.in_ranges("resident came", len(row), people.running, start, stop)
    came.add(named[row], people.id[who])
    return came


def add_officials(came, draws, organisations, meeting, community, share: float) -> None:
    """The secretary, for the Party committee, and a grid worker, for the residents' committee."""
    comes = draws.chance("secretary came", meeting, share)
    group = organisations.joint_committee[community[comes]]
    came.add(meeting[comes], organisations.secretary[community[comes]], group, "secretary")
    worker = draws.below("grid worker", meeting, organisations.grid_workers[community])
    worker += organisations.first_grid[community]
    group = organisations.committee[community]
    came.add(meeting, organisations.grid_worker[worker], group, "grid_worker")


def add_delegates(came, draws, teams, meeting, date, community, kind: int, most: int) -> None:
    """None to `most` members of the community's team at each meeting, of those who had joined."""
    start, stop = teams.of_cell(community * len(KINDS) + kind)
    count = draws.between("delegates", meeting, 0, most, event=kind)
    row = np.repeat(np.arange(len(meeting)), np.where(stop > start, count, 0))
    turn = np.arange(len(row)) - np.searchsorted(row, row)
    member = start[row] + draws.below(
        "delegate", meeting[row] * 16 + turn, (stop - start)[row], event=kind
    )
    joined = teams.since[member] <= date[row]
    member, row = member[joined], row[joined]
    came.add(meeting[row], teams.member[member], teams.id[teams.cell[member]])
