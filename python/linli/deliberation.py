# SPDX-License-Identifier: Apache-2.0
"""Deliberation: what is raised, how far it gets, how long it takes, where it is stuck.

The cohort are the issues raised in `during`, and by `on`, whose place is in T(p). Durations are in
days: whole calendar days where either end is a bare date. All measures also take `where=` (what
counts), `residents=` and `scheme=`.

Every measure is null, with a note, where a table that it reads was not given or not collected.
"""

from __future__ import annotations

from typing import Unpack

from .measure import Common, Measure, measure_function

__all__ = [
    "age_of_open",
    "closure_rate",
    "dwell",
    "escalation_rate",
    "funnel",
    "idle_forums",
    "issues_per_meeting",
    "meetings_per_forum",
    "on_time_rate",
    "open",
    "raised",
    "reached",
    "reopen_rate",
    "response_rate",
    "return_rate",
    "satisfaction_rate",
    "survival",
    "time_to",
]


@measure_function
def raised(**common: Unpack[Common]) -> Measure:
    """Issues raised in the window and by `on`, whose place is in T(p): the cohort.

    Unit: issues. Denominator: none. Null only as said above. A flow.

    >>> table = net.measure(ll.deliberation.raised(where={"issue.category": "topic"}), by="year")
    """
    return Measure("deliberation.raised", **common)


@measure_function
def reached(*, state: str = "closed", implied: bool = False, **common: Unpack[Common]) -> Measure:
    """Issues of the cohort with an event of the state by `on`.

    `implied=True` also counts those that reached a later state of the order without a record of
    this one.

    Unit: issues. Denominator: none. Null only as said above. A flow.

    >>> table = net.measure(ll.deliberation.reached(state="deliberated"), by="community")
    """
    return Measure("deliberation.reached", state=state, implied=implied, **common)


@measure_function
def funnel(*, implied: bool = False, **common: Unpack[Common]) -> Measure:
    """Reached / raised, for each state in the order; adds the dimension `state`.

    `implied=True` as in `reached`: with it no state is reached by fewer than a later one.

    Unit: share of issues. Denominator: issues raised. Null without any. A flow.

    >>> table = net.measure(ll.deliberation.funnel(), by="subdistrict")
    """
    return Measure("deliberation.funnel", implied=implied, **common)


@measure_function
def closure_rate(**common: Unpack[Common]) -> Measure:
    """Closed by `on` / cohort: the last final or reopened event is `closed` or later in the order.

    What was merged or rejected is not closed, and stays in the denominator.

    Unit: share of issues. Denominator: issues raised. Null without any. A flow.

    >>> table = net.measure(ll.deliberation.closure_rate(), by="community", during="2022")
    """
    return Measure("deliberation.closure_rate", **common)


@measure_function
def open(**common: Unpack[Common]) -> Measure:
    """Issues raised by `on` and not final on `on`, of all; also by their current `state`.

    Unit: issues. Denominator: none. Null only as said above. A stock.

    >>> table = net.measure(ll.deliberation.open(), by="state")
    """
    return Measure("deliberation.open", **common)


@measure_function
def time_to(*, state: str = "closed", q: float = 0.5, **common: Unpack[Common]) -> Measure:
    """The smallest t with S(t) ≤ 1 − q: how long until a share q of issues reached the state.

    S by Kaplan–Meier from `raised_at` to the first such event, so that what is not there yet
    counts as waiting to the end of `on`. What was merged or rejected first remains at risk, so that
    1 − S is the cumulative incidence. Source: Kaplan & Meier (1958).

    Unit: days. Denominator: none. Null where too few have reached the state, or none were raised.
    Negative durations are left out and noted. A flow.

    >>> table = net.measure(ll.deliberation.time_to(q=0.9), by="community")
    """
    return Measure("deliberation.time_to", state=state, q=q, **common)


@measure_function
def dwell(*, state: str | None = None, q: float = 0.5, **common: Unpack[Common]) -> Measure:
    """The same quantile of spells: from entering the state to the next event.

    The unit is the spell, so by `actor`, `state` or a level it says where issues get stuck. Spells
    that still run are censored at the end of `on`. Source: Kaplan & Meier (1958).

    Unit: days. Denominator: none. Null without spells, or where too few have ended. A flow.

    >>> table = net.measure(ll.deliberation.dwell(state="dispatched"), by="actor")
    """
    return Measure("deliberation.dwell", state=state, q=q, **common)


@measure_function
def escalation_rate(**common: Unpack[Common]) -> Measure:
    """Issues of the cohort with an `escalated` event by `on` / cohort.

    Unit: share of issues. Denominator: issues raised. Null without any. A flow.

    >>> table = net.measure(ll.deliberation.escalation_rate(), by="community")
    """
    return Measure("deliberation.escalation_rate", **common)


@measure_function
def age_of_open(*, q: float = 0.5, **common: Unpack[Common]) -> Measure:
    """A quantile of the age in days of the issues that are open on `on`.

    The lowest age, since `raised_at`, whose cumulated share reaches q. Old issues weigh more among
    the open than among all: for how long issues take, ask `time_to`.

    Unit: days. Denominator: none. Null where none is open. A stock.

    >>> table = net.measure(ll.deliberation.age_of_open(q=0.9), by="community")
    """
    return Measure("deliberation.age_of_open", q=q, **common)


@measure_function
def survival(*, at: float, state: str = "closed", **common: Unpack[Common]) -> Measure:
    """S(at), the share of issues that `at` days after being raised have not entered the state.

    By Kaplan & Meier (1958), censored at the end of `on`; issues merged or rejected first remain at
    risk. With `level`, log–log limits by Greenwood's variance.

    Unit: share of issues. Denominator: none. Null beyond the last time observed unless S is 0. A
    flow.

    >>> table = net.measure(ll.deliberation.survival(at=30), by="community", level=0.95)
    """
    return Measure("deliberation.survival", at=at, state=state, **common)


@measure_function
def return_rate(**common: Unpack[Common]) -> Measure:
    """Issues of the cohort with a `returned` event by `on` / cohort.

    Unit: share of issues. Denominator: issues raised. Null where there are none. A flow.

    >>> table = net.measure(ll.deliberation.return_rate(), by="community", during="2023")
    """
    return Measure("deliberation.return_rate", **common)


@measure_function
def reopen_rate(**common: Unpack[Common]) -> Measure:
    """Issues with a `reopened` after a `closed` event by `on` / issues with a `closed` one.

    Unit: share of issues. Denominator: issues of the cohort once closed. Null where none. A flow.

    >>> table = net.measure(ll.deliberation.reopen_rate(), by="community", during="2023")
    """
    return Measure("deliberation.reopen_rate", **common)


@measure_function
def on_time_rate(**common: Unpack[Common]) -> Measure:
    """Issues closed at or before they were due / issues of the cohort due by `on`.

    Closed as in `closure_rate`, but on the due date: the last final or reopened event by then is
    `closed` or later. Issues merged or rejected by their due date are left out. A bare due date is
    the end of its day.

    Unit: share of issues. Denominator: issues due. Null where there are none. A flow.

    >>> table = net.measure(ll.deliberation.on_time_rate(), by="community", during="2023")
    """
    return Measure("deliberation.on_time_rate", **common)


@measure_function
def response_rate(**common: Unpack[Common]) -> Measure:
    """Issues of the cohort accepted or dispatched by `on` / cohort.

    Unit: share of issues. Denominator: issues raised. Null where there are none. A flow.

    >>> table = net.measure(ll.deliberation.response_rate(), by="community", during="2023")
    """
    return Measure("deliberation.response_rate", **common)


@measure_function
def satisfaction_rate(**common: Unpack[Common]) -> Measure:
    """Issues of the cohort with `satisfied` true / with `satisfied` given.

    Unit: share of issues. Denominator: issues whose raiser was asked. Null where none. A flow.

    >>> table = net.measure(ll.deliberation.satisfaction_rate(), by="community", during="2023")
    """
    return Measure("deliberation.satisfaction_rate", **common)


@measure_function
def issues_per_meeting(*, held_by: str = "forums", **common: Unpack[Common]) -> Measure:
    """Distinct (issue, meeting) pairs in the issues' events / meetings, at the group.

    Unit: issues a meeting. Denominator: meetings in `during`. Null where there are none. A flow.

    >>> table = net.measure(ll.deliberation.issues_per_meeting(), by="community", during="2023")
    """
    return Measure("deliberation.issues_per_meeting", held_by=held_by, **common)


@measure_function
def meetings_per_forum(**common: Unpack[Common]) -> Measure:
    """Meetings in `during` of the forums in force on `on` / these forums, at the forum.

    Unit: meetings a forum. Denominator: forums in force. Null where there are none. A flow.

    >>> table = net.measure(ll.deliberation.meetings_per_forum(), by="community", during="2023")
    """
    return Measure("deliberation.meetings_per_forum", **common)


@measure_function
def idle_forums(**common: Unpack[Common]) -> Measure:
    """Forums in force that no issue names and whose meetings treat none / forums in force.

    Issues raised and events dated in `during`, by `on`.

    Unit: share of forums. Denominator: forums in force. Null where there are none. A flow.

    >>> table = net.measure(ll.deliberation.idle_forums(), by="community", during="2023")
    """
    return Measure("deliberation.idle_forums", **common)
