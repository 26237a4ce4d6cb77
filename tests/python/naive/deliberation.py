# SPDX-License-Identifier: Apache-2.0
"""The measures of `deliberation`, each as the contract words it."""

from __future__ import annotations

from .answers import Answer, count, ratio
from .conventions import DAY, Cell, Instant, On, Row, duration, instant, moment
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


def age_of_open(world: World, cell: Cell, q: float = 0.5) -> Answer:
    """'quantile of their age in days': the lowest that is reached by a share q of the issues."""
    state, on = cell.fixed.get("state"), cell.on
    ages = sorted(
        duration(moment(issue["raised_at"]), on.instant) / DAY
        for issue in issues_at(world, cell)
        if on.instant is not None
        and is_open(world, issue, on)
        and state in (None, current_state(world, issue, on))
    )
    for n, days in enumerate(ages, start=1):
        if n / len(ages) >= q - 1e-9:
            return Answer(days)
    return Answer(None, note="none open")


def cohort_rate(world: World, cell: Cell, *states: str) -> Answer:
    """'cohort issues with such an event by `on` / cohort'"""
    issues, on = cohort(world, cell), cell.overall_on
    return ratio(
        sum(any(e.state in states for e in by_on(world, i, on)) for i in issues), len(issues)
    )


def escalation_rate(world: World, cell: Cell) -> Answer:
    return cohort_rate(world, cell, "escalated")


def return_rate(world: World, cell: Cell) -> Answer:
    return cohort_rate(world, cell, "returned")


def response_rate(world: World, cell: Cell) -> Answer:
    """'with `accepted` or `dispatched` / cohort'"""
    return cohort_rate(world, cell, "accepted", "dispatched")


def reopen_rate(world: World, cell: Cell) -> Answer:
    """'cohort issues with a `reopened` after a `closed` / with a `closed`, by `on`'"""
    told = [
        [event.state for event in by_on(world, issue, cell.overall_on)]
        for issue in cohort(world, cell)
    ]
    closed = [states for states in told if "closed" in states]
    again = sum("reopened" in states[states.index("closed") :] for states in closed)
    return ratio(again, len(closed))


def is_past(due: Instant, on: On) -> bool:
    """Whether τ has come to the due date, of which a bare one 'is its end'."""
    if on.instant is None or on.instant.bare or not due.bare:
        return on.includes(due)
    return due.at + DAY <= on.instant.at


def on_time_rate(world: World, cell: Cell) -> Answer:
    """'closed at or before due / cohort issues due by `on`, less those merged or rejected by their
    due date'
    """
    outcomes = []
    for issue in cohort(world, cell):
        due = instant(issue.get("due_at"))
        if due is not None and is_past(due, cell.overall_on):
            outcomes.append(decisive(world, issue, On(due)))  # On takes a bare date to its end
    judged = [outcome for outcome in outcomes if outcome not in ("merged", "rejected")]
    return ratio(sum(outcome in CLOSED for outcome in judged), len(judged))


def satisfaction_rate(world: World, cell: Cell) -> Answer:
    """'satisfied / with `satisfied` given', of the cohort"""
    told = [issue.get("satisfied") for issue in cohort(world, cell)]
    return ratio(sum(satisfied is True for satisfied in told), sum(s is not None for s in told))
