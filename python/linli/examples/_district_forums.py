# SPDX-License-Identifier: Apache-2.0
"""Forums at three levels over the whole city, and who holds the seats of representatives."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ._calendar import day, later
from ._district_organisations import Organisations
from ._district_others import LEVELS, ForumPlaces
from ._district_people import Newcomers, People
from ._district_places import OLD_QUARTER, Geography
from ._draws import Draws
from ._rows import Rows, ids, texts

FORUMS, SEATS = 3709, 3354
NEIGHBOURHOOD_FORUM, CENTRE_KIND, CENTRE = "neighbourhood_forum", "deliberation_centre", "centre"
REPRESENTATIVE = "fixed_representative"
_ESTATE, _GRID, _BUILDING = range(3)


@dataclass(frozen=True)
class LocalForums:
    """Forums of the district itself, the first rows of the city's, over runs of buildings."""

    place: np.ndarray
    level: np.ndarray
    community: np.ndarray
    first: np.ndarray
    stop: np.ndarray
    led_by: np.ndarray


@dataclass(frozen=True)
class Forums:
    """All forums of the city at the three levels."""

    id: np.ndarray
    place: np.ndarray
    since: np.ndarray
    district: np.ndarray  # 0 for this one
    representative: np.ndarray  # a person's id, None where the seat is empty
    local: LocalForums


def local_forums(draws: Draws, geo: Geography, organisations: Organisations) -> LocalForums:
    """Which places of the district have a forum; one community has its centre instead."""
    none, blank = np.full(len(geo.building), None, dtype=object), texts([None] * len(geo.estate))
    own = np.arange(len(geo.building))
    levels = (
        (_ESTATE, 0.62, geo.estate, geo.estate_community, geo.estate_first, geo.estate_stop, blank),
        (_GRID, 0.96, geo.grid, geo.grid_community, geo.grid_first[:-1], geo.grid_first[1:],
         organisations.branch),
        (_BUILDING, 0.08, geo.building, geo.building_community, own, own + 1, none),
    )  # fmt: skip
    parts = []
    for level, share, place, community, first, stop, led_by in levels:
        has = draws.chance("forum", len(place), share, event=level) & (community != OLD_QUARTER)
        columns = (place, np.full(len(place), level), community, first, stop, led_by)
        parts.append([column[has] for column in columns])
    return LocalForums(*(np.concatenate(column) for column in zip(*parts, strict=True)))


def add_forums(
    rows: Rows, draws: Draws, people: People, newcomers: Newcomers, local: LocalForums,
    elsewhere: ForumPlaces,
) -> Forums:  # fmt: skip
    """The forum rows, with one seat each of which some are empty."""
    here = len(local.place)
    forum = ids("f", FORUMS, 4)
    place = np.concatenate([local.place, elsewhere.place])
    level = np.concatenate([local.level, elsewhere.level])
    since = later(day("2020-03-01"), draws.below("forum since", FORUMS, 660))
    rows.add(
        "forums", id=forum, kind=NEIGHBOURHOOD_FORUM, place=place, tier=texts(list(LEVELS))[level],
        led_by=np.concatenate([local.led_by, np.full(FORUMS - here, None, dtype=object)]),
        since=since,
    )  # fmt: skip
    seated = np.sort(draws.order("seats", FORUMS)[:SEATS])
    representative = np.full(FORUMS, None, dtype=object)
    at_home = seated[seated < here]
    representative[at_home] = people.id[_neighbours(draws, people, local, at_home)]
    representative[seated[seated >= here]] = newcomers.name_only(int((seated >= here).sum()))
    rows.add(
        "memberships", member=representative[seated], group=forum[seated], role=REPRESENTATIVE,
        since=since[seated],
    )  # fmt: skip
    district = np.concatenate([np.zeros(here, dtype=np.int64), elsewhere.district + 1])
    return Forums(forum, place, since, district, representative, local)


def _neighbours(draws: Draws, people: People, local: LocalForums, forum: np.ndarray) -> np.ndarray:
    """One resident a forum, nobody twice: whoever comes second for a person draws again."""
    start, stop = people.span(local.first[forum], local.stop[forum])
    chosen = np.full(len(forum), -1)
    again, event = np.arange(len(forum)), 0
    while len(again):
        chosen[again] = draws.in_ranges(
            "representative", forum[again], people.running, start[again], stop[again], event
        )
        first = np.unique(chosen, return_index=True)[1]
        again, event = np.setdiff1d(np.arange(len(forum)), first), event + 1
    return chosen
