# SPDX-License-Identifier: Apache-2.0
"""What the synthetic city's team members are recorded to do, and who is in touch with whom."""

from __future__ import annotations

import numpy as np

from ._calendar import days_between, later
from ._city_flows import END, START
from ._city_groups import FIRST_PERSON
from ._draws import Draws
from ._rows import NULL, Rows, texts

ACTIVITIES, TIES = 0.4, 0.1  # a person


def add_acts(rows: Rows, draws: Draws, layout, groups, community, running) -> None:
    """Activities of team members, no two of one person on one day; ties within communities."""
    _add_activities(rows, draws, groups)
    _add_ties(rows, draws, layout, community, running)


def _add_activities(rows: Rows, draws: Draws, groups) -> None:
    member = np.flatnonzero(groups.member_of < len(groups.team))
    n, days = int(len(groups.member_of) * ACTIVITIES), int(days_between(START, END)) + 1
    zeal = np.cumsum((8 * draws.heavy("zeal", member, 40.0)).astype(np.int64))
    who = np.searchsorted(zeal, draws.below("acts", n, zeal[-1]), side="right")
    once = np.unique(who * days + draws.below("act day", n, days))
    who, offset = np.divmod(once, days)
    person, n = member[who], len(who)
    counts = np.concatenate([np.full(7, NULL, dtype=object), np.array([2, 3, 5], dtype=object)])
    rows.add(
        "activities", person=FIRST_PERSON + person, group=groups.team[groups.member_of[person]],
        date=later(START, offset), kind=texts(["shift", "visit"])[draws.below("act kind", n, 2)],
        hours=draws.between("hours", n, 1, 6), count=counts[draws.below("act count", n, 10)],
    )  # fmt: skip


def _add_ties(rows: Rows, draws: Draws, layout, community, running) -> None:
    n = int(len(community) * TIES)
    source = draws.below("tie from", n, len(community))
    c = community[source]
    target = draws.in_ranges("tie to", n, running, layout.person[c], layout.person[c + 1])
    once = np.unique(source * len(community) + target)
    source, target = np.divmod(once, len(community))
    source, target = source[source != target], target[source != target]
    rows.add("ties", source=FIRST_PERSON + source, target=FIRST_PERSON + target,
             kind="neighbours", weight=draws.between("tie weight", len(source), 1, 9))  # fmt: skip
