# SPDX-License-Identifier: Apache-2.0
"""The measures of `deliberation`, each as the contract words it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from .conventions import DAY, Answer, Cell, On, Row, count, duration, moment, ratio
from .world import FINAL, ORDER, Event, Node, World

CLOSED = ORDER[ORDER.index("closed") :]
OPEN_STATES = tuple(s for s in (*ORDER, "escalated", "returned", "reopened") if s not in FINAL)


def issues_at(world: World, cell: Cell) -> list[Row]:
    """Issues whose place is in the region and that pass, whenever raised."""
    return [
        issue
        for issue in world.rows("issues")
        if issue["place"] in cell.region.places
        and cell.passes("issue", issue)
        and cell.passes("forum", forum_of(world, issue))
    ]


def forum_of(world: World, issue: Row) -> Row:
    """The forum of an issue; where there is none, a row of nulls."""
    forum = issue.get("forum")
    return {} if forum is None else world.groups[Node("forums", forum)]


def cohort(world: World, cell: Cell) -> list[Row]:
    """'Issues raised in `during` (and by `on`), whose place is in T(p).'"""
    return [
        issue
        for issue in issues_at(world, cell)
        if cell.window.contains(moment(issue["raised_at"]))
    ]


def by_on(world: World, issue: Row, on: On) -> list[Event]:
    return [event for event in world.events(issue) if on.includes(event.at)]


def decisive(world: World, issue: Row, on: On) -> str | None:
    """The last of its final or `reopened` events by `on`."""
    states = [event.state for event in by_on(world, issue, on)]
    turning = [state for state in states if state in FINAL or state == "reopened"]
    return turning[-1] if turning else None


def has_reached(world: World, issue: Row, state: str, implied: bool, on: On) -> bool:
    """Such an event by `on`, or, implied, one of a later state in the order.

    'An issue is raised at `raised_at` even where no event says so.'
    """
    enough = {state}
    if implied and state in ORDER:
        enough |= set(ORDER[ORDER.index(state) :])
    return state == "raised" or any(e.state in enough for e in by_on(world, issue, on))


def raised(world: World, cell: Cell) -> Answer:
    """'cohort size'"""
    return count(len(cohort(world, cell)))


def reached(world: World, cell: Cell, state: str, implied: bool = False) -> Answer:
    """'issues with such an event by `on`; `implied` also counts those that reached a later state
    in the order'
    """
    on = cell.overall_on
    return count(sum(has_reached(world, i, state, implied, on) for i in cohort(world, cell)))


def funnel(world: World, cell: Cell, implied: bool = False) -> Answer:
    """'`reached` / raised for each state in the order'"""
    state = cell.fixed["state"]
    return ratio(reached(world, cell, state, implied).value, len(cohort(world, cell)))


def closure_rate(world: World, cell: Cell) -> Answer:
    """'closed by `on` / cohort'"""
    issues = cohort(world, cell)
    closed = sum(decisive(world, issue, cell.overall_on) in CLOSED for issue in issues)
    return ratio(closed, len(issues))


def current_state(world: World, issue: Row, on: On) -> str:
    events = by_on(world, issue, on)
    return events[-1].state if events else "raised"


def is_open(world: World, issue: Row, on: On) -> bool:
    begun = on.includes(moment(issue["raised_at"]))
    return begun and decisive(world, issue, on) not in FINAL


def open_issues(world: World, cell: Cell) -> Answer:
    """'issues raised by `on` and not final on `on`, of all; by current `state` too'"""
    state = cell.fixed.get("state")
    return count(
        sum(
            is_open(world, issue, cell.on) and state in (None, current_state(world, issue, cell.on))
            for issue in issues_at(world, cell)
        )
    )


Spell = tuple[timedelta, bool]  # how long, and whether it ended (else censored at τ)


def quantile(spells: Iterable[Spell], q: float) -> Answer:
    """'The smallest t with S(t) ≤ 1 − q (tolerance 1e-9), S by Kaplan–Meier'; 'negative
    [durations] are left out and noted'
    """
    told = list(spells)
    kept = [(length, ended) for length, ended in told if length >= timedelta(0)]
    note = f"{len(told) - len(kept)} negative durations left out" if len(kept) < len(told) else ""
    if not kept:
        return Answer(None, note=note or "none in the cohort")
    survival = 1.0
    for t in sorted({length for length, ended in kept if ended}):
        at_risk = sum(length >= t for length, _ in kept)
        ends = sum(length == t and ended for length, ended in kept)
        survival *= 1 - ends / at_risk
        if survival <= 1 - q + 1e-9:
            return Answer(t / DAY, note=note)
    return Answer(None, note=note or "not reached by τ")


def time_to(world: World, cell: Cell, state: str = "closed", q: float = 0.5) -> Answer:
    """'from `raised_at` to the first such event, censored at τ. Issues rejected or merged first
    remain at risk to τ'
    """
    spells = []
    for issue in cohort(world, cell):
        start = moment(issue["raised_at"])
        ends = [e.at for e in by_on(world, issue, cell.overall_on) if e.state == state]
        if ends:
            spells.append((duration(start, ends[0]), True))
        elif cell.overall_on.instant is not None:
            spells.append((duration(start, cell.overall_on.instant), False))
    return quantile(spells, q)


def dwell(world: World, cell: Cell, state: str | None = None, q: float = 0.5) -> Answer:
    """'the same of spells: from entering the state to the next event; the unit is the spell'

    The actor of a spell is that of the event which enters it.
    """
    wanted = cell.fixed.get("state", state)
    spells = []
    for issue in cohort(world, cell):
        events = by_on(world, issue, cell.overall_on)
        for n, entered in enumerate(events):
            if wanted not in (None, entered.state):
                continue
            if entered.actor != cell.fixed.get("actor", entered.actor):
                continue
            if n + 1 < len(events):
                spells.append((duration(entered.at, events[n + 1].at), True))
            elif cell.overall_on.instant is not None:
                spells.append((duration(entered.at, cell.overall_on.instant), False))
    return quantile(spells, q)


def escalation_rate(world: World, cell: Cell) -> Answer:
    """'cohort issues with such an event by `on` / cohort'"""
    issues, on = cohort(world, cell), cell.overall_on
    escalated = sum(has_reached(world, issue, "escalated", False, on) for issue in issues)
    return ratio(escalated, len(issues))
