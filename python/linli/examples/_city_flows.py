# SPDX-License-Identifier: Apache-2.0
"""The synthetic city's meetings, attendances and issues over five years."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ._calendar import day, days_between, later
from ._city_groups import FIRST_ISSUE, FIRST_MEETING, FIRST_PERSON, FORUMS, HANDLERS, SOCIAL
from ._draws import Draws, apportion, running_total
from ._paths import ACTOR, CLOSED, STATES, make_paths, unclosed_fates
from ._rows import NULL, Rows, texts

START, END = day("2019-01-01"), day("2023-12-31")
ATTENDANCES, ISSUES = 0.8, 0.06  # a person
_A_MEETING = 16  # people who come, about
_SLOWNESS = np.linspace(0.6, 2.4, HANDLERS)


@dataclass(frozen=True)
class Meetings:
    """Of forums: forum row and date of each, in this order."""

    forum: np.ndarray
    date: np.ndarray
    id: np.ndarray

    def last_by(self, forum: np.ndarray, date: np.ndarray) -> np.ndarray:
        """The id of the forum's last meeting by each date; null where there was none."""
        at = np.searchsorted(_key(self.forum, self.date), _key(forum, date), side="right") - 1
        found = (at >= 0) & (self.forum[at] == forum)
        return np.where(found, self.id[at].astype(object), NULL)


def _key(forum: np.ndarray, date: np.ndarray) -> np.ndarray:
    return forum * 100_000 + days_between(day("1970-01-01"), date)


def add_meetings(rows: Rows, draws: Draws, layout, groups, community, running) -> Meetings:
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
    _add_unrecorded(rows, draws, groups, n)
    # One in fifty is drawn twice for the same meeting and comes once.
    come = apportion(wanted * 102 // 100, draws.between("size", n, 4, 28))
    meeting = np.repeat(np.arange(n), come)
    c = forum[meeting] // FORUMS
    person = draws.in_ranges("came", len(meeting), running, layout.person[c], layout.person[c + 1])
    once = np.unique(meeting * len(community) + person)
    meeting, person = np.divmod(once, len(community))
    rows.add(
        "attendances", meeting=FIRST_MEETING + meeting, person=FIRST_PERSON + person,
        as_group=_came_for(draws, groups, forum[meeting] // FORUMS, person),
    )  # fmt: skip
    order = np.argsort(_key(forum, date), kind="stable")
    return Meetings(forum[order], date[order], FIRST_MEETING + order)


def _add_unrecorded(rows: Rows, draws: Draws, groups, n: int) -> None:
    """One meeting in forty left neither names nor a count; at least one did."""
    more = max(1, n // 40)
    forum = draws.below("unrecorded forum", more, len(groups.forum))
    date = later(START, draws.below("unrecorded day", more, int(days_between(START, END)) + 1))
    rows.add("meetings", id=FIRST_MEETING + n + np.arange(more), held_by=groups.forum[forum],
             date=date, kind="deliberation")  # fmt: skip


def _came_for(draws: Draws, groups, community: np.ndarray, person: np.ndarray) -> np.ndarray:
    """The own team of most who have one; a few come for a social organisation of the place."""
    n, teams = len(person), len(groups.team)
    choices = np.concatenate([groups.team.astype(object), [NULL], groups.social.astype(object)])
    social = teams + 1 + community * SOCIAL + draws.below("for which", n, SOCIAL)
    other = np.where(draws.chance("for an organisation", n, 0.04), social, teams)
    own = groups.member_of[person]
    for_team = (own < teams) & draws.chance("for the team", n, 0.7)
    return choices[np.where(for_team, own, other)]


def add_issues(rows: Rows, draws: Draws, groups, meetings, community, building, running) -> None:
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
    issue, slot, date = paths.events(raised, END)
    rows.add(
        "issues", id=FIRST_ISSUE + np.arange(n), place=building[person], raised_at=raised,
        forum=groups.forum[forum], raised_by=FIRST_PERSON + person,
        category=texts(["topic", "livelihood_matter"])[matter], due_at=_due(draws, raised),
        satisfied=_verdicts(draws, n, issue[STATES[slot] == "evaluated"]),
    )  # fmt: skip
    heard = np.flatnonzero(STATES[slot] == "deliberated")
    meeting = np.full(len(issue), NULL, dtype=object)
    meeting[heard] = meetings.last_by(forum[issue[heard]], date[heard])
    rows.add(
        "issue_events", issue=FIRST_ISSUE + issue, state=STATES[slot], at=date, meeting=meeting,
        actor=_actors(groups, community[person], forum, handler, issue, slot),
    )  # fmt: skip


def _due(draws: Draws, raised: np.ndarray) -> np.ndarray:
    """Within 15 to 90 days; a fifth have no due date."""
    n = len(raised)
    promised = np.array([15, 30, 60, 90])[draws.choose("due", n, [2, 4, 3, 1])]
    undated = draws.chance("undated", n, 0.2)
    return np.where(undated, np.datetime64("NaT"), later(raised, promised))


def _verdicts(draws: Draws, n: int, judged: np.ndarray) -> np.ndarray:
    """Whether those who were asked are satisfied; four in five are."""
    verdict = np.full(n, NULL, dtype=object)
    verdict[judged] = draws.chance("satisfied", judged, 0.8).astype(object)
    return verdict


def _actors(groups, community, forum, handler, issue, slot) -> np.ndarray:
    """Rows of one column of shared objects: no number is made twice, however many the events."""
    parts = (np.array([None], dtype=object), groups.forum, groups.handler, groups.unit)
    actors = np.concatenate([part.astype(object) for part in parts])
    start = running_total(np.array([len(part) for part in parts]))
    unit = 2 * community % len(groups.unit)
    row = np.stack([np.zeros_like(forum), forum, handler, unit]) + start[:4, None]
    return actors[row[ACTOR[slot], issue]]
