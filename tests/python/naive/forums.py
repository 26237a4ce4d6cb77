# SPDX-License-Identifier: Apache-2.0
"""What forums do with issues: the measures of `deliberation` that are counted at the group."""

from __future__ import annotations

from typing import Any

from .answers import Answer, ratio
from .conventions import Cell, Row, moment
from .counts import groups_of
from .participation import meetings_at_group
from .world import Node, World


def issues_per_meeting(world: World, cell: Cell, held_by: str = "forums") -> Answer:
    """'distinct (issue, meeting) pairs in events / meetings, at the group, in `during`'"""
    held = {meeting["id"] for meeting in meetings_at_group(world, cell, held_by)}
    pairs = {
        (row["issue"], row.get("meeting"))
        for row in world.rows("issue_events")
        if row.get("meeting") in held and cell.overall_on.includes(moment(row["at"]))
    }
    return ratio(len(pairs), len(held))


def meetings_of(world: World, forum: Node) -> list[Row]:
    return [m for m in world.meetings.values() if world.holder(m) == forum]


def meetings_per_forum(world: World, cell: Cell) -> Answer:
    """'over forums in force on `on`, at the group: their meetings in `during` / forums'"""
    forums = groups_of(world, cell, "forums")
    held = [
        meeting
        for forum in forums
        for meeting in meetings_of(world, forum)
        if cell.window.contains(moment(meeting["date"])) and cell.passes("meeting", meeting)
    ]
    return ratio(len(held), len(forums))


def is_idle(world: World, cell: Cell, forum: Node) -> bool:
    """'No issue naming them and none treated at their meetings', in `during` and by `on`."""

    def within(text: Any) -> bool:
        return cell.window.contains(moment(text))

    named = any(i.get("forum") == forum.id and within(i["raised_at"]) for i in world.rows("issues"))
    held = {meeting["id"] for meeting in meetings_of(world, forum)}
    events = world.rows("issue_events")
    return not named and not any(e.get("meeting") in held and within(e["at"]) for e in events)


def idle_forums(world: World, cell: Cell) -> Answer:
    """'... with no issue naming them and none treated at their meetings / forums'"""
    forums = groups_of(world, cell, "forums")
    return ratio(sum(is_idle(world, cell, forum) for forum in forums), len(forums))
