# SPDX-License-Identifier: Apache-2.0
"""The synthetic city's services: whom they help, what they count, and their lectures."""

from __future__ import annotations

import numpy as np

from ._calendar import day, days_between, later
from ._city_flows import END, START
from ._city_groups import CARE, FAMILY, FIRST_MEETING, FIRST_PERSON, LEGAL, SERVICES
from ._draws import Draws
from ._rows import Rows

LECTURES = 16  # a community, in five years
_OF_A_HUNDRED = (4, 2, 1)  # persons helped, by service
_HOMES = 0.15  # of the places where people live, helped as a whole


def add_help(rows: Rows, draws: Draws, layout, groups, community, home) -> None:
    """Benefits of persons and of homes, yearly counts, lectures with names or a count."""
    _add_benefits(rows, draws, groups, community, home)
    _add_counts(rows, draws, groups)
    _add_lectures(rows, draws, layout, groups)


def _add_benefits(rows: Rows, draws: Draws, groups, community, home) -> None:
    for number, share in enumerate(_OF_A_HUNDRED):
        helped = np.flatnonzero(draws.chance("helped", len(community), share / 100, event=number))
        service = groups.service[community[helped] * len(SERVICES) + number]
        _add_terms(rows, draws, f"helped {number}", service, FIRST_PERSON + helped)
    place, first = np.unique(home, return_index=True)
    visited = draws.chance("visited", len(place), _HOMES)
    service = groups.service[community[first[visited]] * len(SERVICES) + FAMILY]
    _add_terms(rows, draws, "visited", service, place[visited])


def _add_terms(rows: Rows, draws: Draws, stream: str, service, beneficiary) -> None:
    """Since a day in five years; a third need it no longer."""
    n = len(service)
    since = later(START, draws.below(f"{stream} since", n, int(days_between(START, END))))
    until = later(since, draws.between(f"{stream} until", n, 30, 700))
    over = draws.chance(f"{stream} over", n, 1 / 3)
    rows.add("benefits", service=service, beneficiary=beneficiary, since=since,
             until=np.where(over, until, np.datetime64("NaT")))  # fmt: skip


def _add_counts(rows: Rows, draws: Draws, groups) -> None:
    """What services report for the last year: those helped, and sessions that nobody listed."""
    care, family = (groups.service[number :: len(SERVICES)] for number in (CARE, FAMILY))
    told = {"since": day("2023-01-01"), "until": day("2024-01-01")}
    rows.add("service_counts", service=care, unit="persons", **told,
             count=draws.between("cared for", len(care), 20, 90))  # fmt: skip
    rows.add("service_counts", service=family, unit="persons", outcome="settled", **told,
             count=draws.between("settled", len(family), 5, 40))  # fmt: skip
    rows.add("service_counts", service=family, unit="sessions", **told,
             count=draws.between("sessions", len(family), 10, 50))  # fmt: skip


def _add_lectures(rows: Rows, draws: Draws, layout, groups) -> None:
    """Of every second lecture the names were kept, of the others a count."""
    service = np.repeat(groups.service[LEGAL :: len(SERVICES)], LECTURES)
    n = len(service)
    first = FIRST_MEETING + len(layout.people) * 10_000  # far behind the forums' meetings
    date = later(START, draws.below("lecture day", n, int(days_between(START, END)) + 1))
    named = np.arange(n) % 2 == 0
    meeting, came = first + np.arange(n), draws.between("listeners", n, 8, 30)
    for which, more in ((named, {}), (~named, {"attended": came[~named]})):
        rows.add("meetings", id=meeting[which], held_by=service[which], date=date[which],
                 kind="lecture", **more)  # fmt: skip
    of = np.repeat(np.flatnonzero(named), came[named])
    c = of // LECTURES
    listener = layout.person[c] + draws.below("listener", len(of), layout.people[c])
    once = np.unique(of * layout.person[-1] + listener)
    of, listener = np.divmod(once, layout.person[-1])
    rows.add("attendances", meeting=meeting[of], person=FIRST_PERSON + listener)
