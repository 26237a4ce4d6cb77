# SPDX-License-Identifier: Apache-2.0
"""The synthetic city's meetings, attendances and issues over five years."""

from __future__ import annotations

import numpy as np

from ._calendar import day, days_between, later
from ._city_groups import FIRST_ISSUE, FIRST_MEETING, FIRST_PERSON, FORUMS, HANDLERS
from ._draws import Draws, apportion, running_total
from ._paths import ACTOR, CLOSED, STATES, make_paths, unclosed_fates
from ._rows import NULL, Rows, texts

START, END = day("2019-01-01"), day("2023-12-31")
ATTENDANCES, ISSUES = 0.8, 0.06  # a person
_A_MEETING = 16  # people who come, about
_SLOWNESS = np.linspace(0.6, 2.4, HANDLERS)


def add_meetings(rows: Rows, draws: Draws, layout, groups, community, running) -> None:
    """Meetings of all forums, a few of which meet often; the same people come again and again."""
    wanted = int(len(community) * ATTENDANCES)
    busy = (100 * draws.heavy("busy forum", len(groups.forum), 30.0)).astype(np.int64)
    people = np.repeat(layout.people, FORUMS)
    held = apportion(max(len(busy), wanted // _A_MEETING), busy * people, minimum=1)
    forum = np.repeat(np.arange(len(busy)), held)
    n = len(forum)
    date = later(START, draws.below("meeting day", n, int(days_between(START, END)) + 1))
    rows.add("meetings", id=FIRST_MEETING + np.arange(n), held_by=groups.forum[forum], date=date,
             kind="deliberation")  # fmt: skip
    # One in fifty is drawn twice for the same meeting and comes once.
    come = apportion(wanted * 102 // 100, draws.between("size", n, 4, 28))
    meeting = np.repeat(np.arange(n), come)
    c = forum[meeting] // FORUMS
    person = draws.in_ranges("came", len(meeting), running, layout.person[c], layout.person[c + 1])
    once = np.unique(meeting * len(community) + person)
    meeting, person = np.divmod(once, len(community))
    teams = np.append(groups.team.astype(object), NULL)
    for_team = draws.chance("for the team", len(person), 0.7)
    rows.add(
        "attendances", meeting=FIRST_MEETING + meeting, person=FIRST_PERSON + person,
        as_group=teams[np.where(for_team, groups.member_of[person], len(groups.team))],
    )  # fmt: skip


def add_issues(rows: Rows, draws: Draws, groups, community, building, running) -> None:
    """Issues of residents at their buildings, with full event logs; seven in ten get closed."""
    n = max(1, int(len(community) * ISSUES))
    fate = unclosed_fates(draws, "issue", n)
    fate[draws.chance("closed", n, 0.7)] = CLOSED
    handler = draws.choose("handler", n, np.arange(HANDLERS, 0, -1))
    paths = make_paths(draws, "issue", fate, _SLOWNESS[handler])
    raised = paths.raised(draws, "issue", np.full(n, START), END)
    all_of_them = np.zeros(n, dtype=np.int64), np.full(n, len(community))
    person = draws.in_ranges("raised by", n, running, *all_of_them)
    forum = community[person] * FORUMS + draws.below("issue forum", n, FORUMS)
    matter = draws.below("category", n, 2)
    rows.add(
        "issues", id=FIRST_ISSUE + np.arange(n), place=building[person], raised_at=raised,
        forum=groups.forum[forum], raised_by=FIRST_PERSON + person,
        category=texts(["topic", "livelihood_matter"])[matter],
    )  # fmt: skip
    issue, slot, date = paths.events(raised, END)
    rows.add(
        "issue_events", issue=FIRST_ISSUE + issue, state=STATES[slot], at=date,
        actor=_actors(groups, community[person], forum, handler, issue, slot),
    )  # fmt: skip


def _actors(groups, community, forum, handler, issue, slot) -> np.ndarray:
    """Rows of one column of shared objects: no number is made twice, however many the events."""
    parts = (np.array([None], dtype=object), groups.forum, groups.handler, groups.unit)
    actors = np.concatenate([part.astype(object) for part in parts])
    start = running_total(np.array([len(part) for part in parts]))
    unit = 2 * community % len(groups.unit)
    row = np.stack([np.zeros_like(forum), forum, handler, unit]) + start[:4, None]
    return actors[row[ACTOR[slot], issue]]
