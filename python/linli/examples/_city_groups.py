# SPDX-License-Identifier: Apache-2.0
"""The synthetic city's groups and memberships."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from ._calendar import day, days_between, later
from ._district_teams import KINDS, POSTED, WORKERS
from ._district_teams import SOCIAL as SOCIAL_TEAM
from ._draws import Draws
from ._rows import NULL, Rows, texts

# Every table has its own range of ids, so that no reference needs its kind beside it.
FIRST_PERSON, FIRST_GROUP, FIRST_MEETING, FIRST_ISSUE = (i * 100_000_000 for i in (1, 2, 3, 4))
FORUMS, SOCIAL, HANDLERS = 4, 9, 8  # a community; a community; in all
SERVICES = ("elderly_care", "legal_service", "family_support")  # one of each a community
CARE, LEGAL, FAMILY = range(len(SERVICES))
PEOPLE_A_UNIT = 5_000
_HOW_MANY = np.array([21, 4, 10, 25, 25, 6, 5, 4])  # members of each kind, of a hundred
_START, _END = day("2019-01-01"), day("2023-12-31")


@dataclass(frozen=True)
class Groups:
    """Ids of groups; forums, teams, social organisations and services are runs by community."""

    team: np.ndarray
    forum: np.ndarray
    handler: np.ndarray
    unit: np.ndarray
    social: np.ndarray
    service: np.ndarray
    member_of: np.ndarray  # row of each person's first team, len(team) for none


def add_groups(rows: Rows, draws: Draws, layout, community, running) -> Groups:
    """Party organisations, units, eight teams and four forums a community, and who is in them."""
    count = len(layout.people)
    units = max(8, len(community) // PEOPLE_A_UNIT)
    sizes = (count + 1, units, HANDLERS, SOCIAL * count, len(KINDS) * count, FORUMS * count,
             len(SERVICES) * count)  # fmt: skip
    runs = pairwise(np.cumsum((FIRST_GROUP, *sizes)))
    party, unit, handler, social, team, forum, service = (np.arange(a, b) for a, b in runs)
    place = layout.first["community"] + np.arange(count)
    _add_party(rows, party, place)
    _add_organisations(rows, draws, place, unit, handler, social)
    rows.add(
        "teams", id=team, kind=texts(list(KINDS) * count), place=np.repeat(place, len(KINDS)),
        led_by=np.repeat(party[1:], len(KINDS)),
    )  # fmt: skip
    _add_wider_areas(rows, team, place)
    _add_forums(rows, draws, layout, running, place, forum)
    _add_services(rows, draws, place, social, service)
    ready = np.diff(running) > 0
    member_of = _add_memberships(rows, draws, community, ready, team, unit)
    # Social organisations belong, as such, to the team of their kind.
    rows.add("memberships", member=social, role="member",
             group=np.repeat(team[SOCIAL_TEAM :: len(KINDS)], SOCIAL))  # fmt: skip
    return Groups(team, forum, handler, unit, social, service, member_of)


def _add_party(rows: Rows, party: np.ndarray, place: np.ndarray) -> None:
    rows.add("party_organisations", id=party[:1], kind="city_committee", place=1)
    rows.add("party_organisations", id=party[1:], kind="community_committee", place=place,
             parent=party[0])  # fmt: skip


def _add_organisations(rows, draws, place, unit, handler, social) -> None:
    """Units that post members and support communities, handlers, social organisations."""
    rows.add("organisations", id=unit, kind="unit", place=1)
    rows.add("organisations", id=handler, kind="handling_unit", place=1)
    filed = draws.chance("filed", len(social), 0.7).astype(np.int64)
    rows.add(
        "organisations", id=social, kind="social_organisation", place=np.repeat(place, SOCIAL),
        registration=texts(["registered", "filed"])[filed],
    )  # fmt: skip
    support = np.arange(2 * len(place)) % len(unit)
    rows.add("partnerships", organisation=unit[support], place=np.repeat(place, 2),
             kind="supporting_unit")  # fmt: skip


def _add_wider_areas(rows: Rows, team: np.ndarray, place: np.ndarray) -> None:
    """The social workers of every other community serve the next one too."""
    workers = team[WORKERS :: len(KINDS)][:-1:2]
    rows.add("serves", group=workers, place=place[1::2])


def _add_services(rows, draws, place, social, service) -> None:
    """Each run by a social organisation of its community; some have closed, none that lectures."""
    n = len(service)
    c, number = np.divmod(np.arange(n), len(SERVICES))
    since = later(_START, -draws.below("service since", n, 400))
    closed = draws.chance("service closed", n, 1 / 12) & (number != LEGAL)
    until = np.where(closed, later(since, 1_000), np.datetime64("NaT"))
    rows.add(
        "services", id=service, kind=texts(list(SERVICES))[number], place=place[c],
        provider=social[c * SOCIAL + number], since=since, until=until,
    )  # fmt: skip


def _add_forums(rows, draws, layout, running, place, forum) -> None:
    """One forum for the community, the others for grids; one representative each."""
    c, number = np.divmod(np.arange(len(forum)), FORUMS)
    grid = layout.first["grid"] + layout.grid[c] + number % np.diff(layout.grid)[c]
    rows.add(
        "forums", id=forum, kind=texts(["community_forum", "grid_forum"])[np.minimum(number, 1)],
        place=np.where(number == 0, place[c], grid),
    )  # fmt: skip
    seat = draws.in_ranges("seat", len(forum), running, layout.person[c], layout.person[c + 1])
    rows.add(
        "memberships", member=FIRST_PERSON + seat, group=forum, role="fixed_representative",
        since=_START,
    )  # fmt: skip


def _add_memberships(rows, draws, community, ready, team, unit) -> np.ndarray:
    """A fifth are in some team, a few in up to eight; posted members serve elsewhere."""
    share = 0.2 * len(ready) / np.count_nonzero(ready)
    joined = np.flatnonzero(ready & draws.chance("joins", len(ready), share))
    many = 1 + draws.tail("many", joined, 0.4, len(KINDS) - 1)
    row = np.repeat(np.arange(len(joined)), many)
    turn = np.arange(len(row)) - np.repeat(np.cumsum(many) - many, many)
    person = joined[row]
    kind = (draws.choose("kind", joined, _HOW_MANY)[row] + turn) % len(KINDS)
    count = len(team) // len(KINDS)
    posted = kind == POSTED
    away = draws.below("posted to", joined, max(1, count - 1))[row] + 1
    where = np.where(posted, (community[person] + away) % count, community[person])
    cell = where * len(KINDS) + kind
    units = np.append(unit.astype(object), NULL)
    behalf = np.where(posted, draws.below("unit", joined, len(unit))[row], len(unit))
    since, until = _terms(draws, len(row))
    rows.add(
        "memberships", member=FIRST_PERSON + person, group=team[cell], role="member",
        on_behalf_of=units[behalf], since=since, until=until,
    )  # fmt: skip
    member_of = np.full(len(community), len(team))
    member_of[joined] = cell[turn == 0]
    return member_of


def _terms(draws: Draws, n: int) -> tuple[np.ndarray, np.ndarray]:
    """From a day in five years; one in twelve has ended."""
    since = later(_START, draws.below("since", n, int(days_between(_START, _END))))
    until = later(since, 1 + draws.below("until", n, days_between(since, _END)))
    ended = draws.chance("ended", n, 1 / 12)
    return since, np.where(ended, until, np.datetime64("NaT"))
