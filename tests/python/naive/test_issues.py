# SPDX-License-Identifier: Apache-2.0
"""What becomes of issues, worked out by hand: see the issues and events of `cases.py`."""

from __future__ import annotations

import pytest

from .cases import DAY, EVENTS, ISSUES, MATTERS, MEETINGS, Row, ask, with_tables
from .evaluate import evaluate


def test_age_of_open_is_a_quantile_of_days_to_the_day_read() -> None:
    # open on 2024-06-30 are i4 of 2024-03-01 (121 days) and i2 of 2024-01-02 (180)
    assert ask(MATTERS, "deliberation.age_of_open") == 121  # reached by one of two
    assert ask(MATTERS, "deliberation.age_of_open", params={"q": 0.51}) == 180
    states = ask(MATTERS, "deliberation.age_of_open", by="state")
    assert {s: d for s, d in states.items() if d is not None} == {"raised": 121, "reopened": 180}
    # at an instant: i2, raised at six, is two days old, i1 of a bare date three calendar days
    early = {"on": "2024-01-04T06:00:00"}
    assert ask(MATTERS, "deliberation.age_of_open", **early) == 2
    assert ask(MATTERS, "deliberation.age_of_open", params={"q": 0.9}, **early) == 3
    assert ask(MATTERS, "deliberation.age_of_open", on="2023-12-31") is None
    months = ask(MATTERS, "deliberation.age_of_open", by="month", during="2024-Q1", within="A")
    assert months == {"2024-01": 29, "2024-02": 58, "2024-03": 89}  # i2 at each month's end


def test_survival_is_kaplan_meier_and_ends_with_what_was_observed() -> None:
    # i2 closed after 3.5 days, i1 after 10; i4 censored after 121, i3 after 150
    told = {
        at: ask(MATTERS, "deliberation.survival", params={"at": at})
        for at in (0, 3, 3.5, 10, 150, 150.5)
    }
    assert told == {0: 1, 3: 1, 3.5: 0.75, 10: 0.5, 150: 0.5, 150.5: None}
    closed = with_tables(issues=ISSUES[:1], issue_events=EVENTS[:2])  # after ten days, all of them
    assert ask(closed, "deliberation.survival", params={"at": 9}) == 1
    assert ask(closed, "deliberation.survival", params={"at": 999}) == 0
    assert ask(MATTERS, "deliberation.survival", params={"at": 1}, during="2023") is None
    accepted = {"state": "accepted", "at": 2}  # i1 after two days
    assert ask(MATTERS, "deliberation.survival", params=accepted) == 0.75


def test_limits_of_survival_and_of_its_quantiles_are_log_log() -> None:
    def row(measure: str, **params: float | str) -> Row:
        return evaluate(MATTERS, f"deliberation.{measure}", params, on=DAY, level=0.95)[0]

    # S = 3/4, Greenwood 1/(4 · 3): exp(1.96 √(1/12) / ln(4/3)) = 7.147; 0.75 to that power
    first = row("survival", at=3.5)
    assert first["low"] == pytest.approx(0.12795, abs=1e-4)
    assert first["high"] == pytest.approx(0.96055, abs=1e-4)
    # S = 1/2, Greenwood 1/12 + 1/(3 · 2) = 1/4: exp(1.96 · 0.5 / ln 2) = 4.1116
    second = row("survival", at=10)
    assert second["low"] == pytest.approx(0.5**4.1116, abs=1e-4)
    assert second["high"] == pytest.approx(0.5 ** (1 / 4.1116), abs=1e-4)
    assert (row("survival", at=1)["low"], row("survival", at=1)["high"]) == (1, 1)
    # the lower limit is below 3/4 at once, the upper never
    quarter = row("time_to", q=0.25)
    assert (quarter["value"], quarter["low"], quarter["high"]) == (3.5, 3.5, None)
    most = row("time_to", q=0.9)  # S stays at 1/2, but its lower limit falls from 0.128 to 0.058
    assert (most["value"], most["low"], most["high"]) == (None, 10, None)
    spell = row("dwell", q=0.9, state="accepted")  # one spell, of eight days: S = 0 and its limits
    assert (spell["value"], spell["low"], spell["high"]) == (8, 8, 8)


def test_dwell_in_a_state_by_state_has_spells_of_that_state_alone() -> None:
    """'dwell(state=X) by state: the parameter still filters: rows of other states have no
    spells.'
    """
    every = ask(MATTERS, "deliberation.dwell", by="state")
    # raised: see above; accepted i1 8 days; escalated i3 1; i2 reopened on the day of its closing
    told = {state: days for state, days in every.items() if days is not None}
    assert told == {"raised": 2, "accepted": 8, "closed": 0, "escalated": 1}
    accepted = ask(MATTERS, "deliberation.dwell", by="state", params={"state": "accepted"})
    assert {state: days for state, days in accepted.items() if days is not None} == {"accepted": 8}
    assert list(accepted) == list(every)


def test_rates_of_what_happened_to_the_cohort() -> None:
    more = [
        *EVENTS,
        {"issue": "i3", "state": "returned", "at": "2024-02-02"},
        {"issue": "i3", "state": "returned", "at": "2024-02-04"},  # twice: counted once
        {"issue": "i4", "state": "dispatched", "at": "2024-06-30T23:00"},
        {"issue": "i2", "state": "returned", "at": "2024-07-01"},  # after `on`
    ]
    tables = with_tables(issues=ISSUES, issue_events=more)
    assert ask(tables, "deliberation.return_rate") == 1 / 4
    assert ask(tables, "deliberation.return_rate", on="2024-07-01") == 2 / 5
    by_place = ask(tables, "deliberation.response_rate", by="community")
    assert by_place == {"A": 1 / 2, "B": 1 / 2}  # i1 accepted, i4 dispatched
    assert ask(MATTERS, "deliberation.response_rate") == 1 / 4
    assert ask(MATTERS, "deliberation.response_rate", during="2023") is None  # an empty cohort


def test_reopened_means_after_a_closing() -> None:
    assert ask(MATTERS, "deliberation.reopen_rate") == 1 / 2  # i2 of i1 and i2
    closed = {"issue": "i2", "state": "closed", "at": "2024-01-05T18:00"}
    reopened = {"issue": "i2", "state": "reopened", "at": "2024-01-05T18:00"}

    def rate(*events: Row) -> float | None:
        found = ask(with_tables(issues=ISSUES, issue_events=[*events]), "deliberation.reopen_rate")
        return None if found is None else float(found)

    assert rate(reopened, closed) == 0  # at one time: in the order of the file
    assert rate(closed, reopened, closed, reopened) == 1  # twice, counted once
    assert rate(reopened) is None  # none was closed
    late = {"issue": "i1", "state": "closed", "at": "2024-03-01"}
    assert rate(closed, reopened, late) == 1 / 2


def due(name: str, at: str) -> Row:
    return {"id": name, "place": "A", "raised_at": "2024-01-01", "due_at": at}


def on_time(issues: list[Row], *events: tuple[str, str, str], on: str = DAY) -> tuple[int, int]:
    told = [{"issue": issue, "state": state, "at": at} for issue, state, at in events]
    tables = with_tables(issues=issues, issue_events=told)
    row = evaluate(tables, "deliberation.on_time_rate", on=on)[0]
    return row["numerator"], row["denominator"]


def test_on_time_is_closed_at_the_due_date() -> None:
    issues = [due(name, "2024-02-01") for name in "abcdefg"]
    hits = on_time(
        issues,
        ("a", "closed", "2024-02-01T23:59:59"),  # a bare due date lasts to its end
        ("b", "closed", "2024-02-02"),  # late
        ("c", "rejected", "2024-01-31"),  # out of the count
        ("d", "rejected", "2024-02-02"),  # too late for that
        ("e", "closed", "2024-01-10"),
        ("e", "reopened", "2024-01-20"),  # not closed when due
        ("f", "evaluated", "2024-01-10"),  # later in the order
        ("f", "reopened", "2024-03-01"),  # after it was due
    )
    assert hits == (2, 6)  # a and f, of all but c


def test_due_today_counts_once_the_day_is_over() -> None:
    issues = [due("a", "2024-06-30"), due("b", "2024-06-30T10:00"), due("c", "2024-07-01")]
    assert on_time(issues) == (0, 2)
    assert on_time(issues, on="2024-06-30T12:00:00") == (0, 1)  # b
    assert on_time(issues, ("b", "closed", "2024-06-30T10:00")) == (1, 2)
    assert on_time(issues, ("b", "closed", "2024-06-30T10:01")) == (0, 2)
    assert on_time(issues, ("b", "merged", "2024-06-30")) == (0, 1)
    assert on_time(ISSUES[:1]) == (0, 0)  # nothing is due


def test_satisfaction_is_of_those_who_answered() -> None:
    told = {"i1": True, "i2": False, "i5": True}  # i5 is raised after `on`
    issues = [row | {"satisfied": told.get(row["id"])} for row in ISSUES]
    tables = with_tables(issues=issues, issue_events=EVENTS)
    assert ask(tables, "deliberation.satisfaction_rate") == 1 / 2
    by_place = ask(tables, "deliberation.satisfaction_rate", by="community")
    assert by_place == {"A": 1 / 2, "B": None}
    assert ask(tables, "deliberation.satisfaction_rate", on="2024-07-01") == 2 / 3


TREATED = with_tables(
    meetings=MEETINGS,
    issues=[row | {"forum": "f2" if row["id"] == "i5" else None} for row in ISSUES],
    issue_events=[
        {"issue": "i1", "state": "deliberated", "at": "2024-02-10", "meeting": "m2"},
        {"issue": "i1", "state": "decided", "at": "2024-02-11", "meeting": "m2"},  # the same pair
        {"issue": "i2", "state": "deliberated", "at": "2024-02-10", "meeting": "m2"},
        {"issue": "i1", "state": "closed", "at": "2024-03-01", "meeting": "m1"},
        {"issue": "i2", "state": "closed", "at": "2024-07-01", "meeting": "m1"},  # after `on`
        {"issue": "i3", "state": "deliberated", "at": "2024-05-01", "meeting": "m4"},  # a team's
        {"issue": "i3", "state": "closed", "at": "2024-05-01"},
    ],
)


def test_issues_per_meeting_counts_pairs() -> None:
    # f1: (i1, m2), (i2, m2), (i1, m1) of two meetings by `on`; f2: none of one
    shares = ask(TREATED, "deliberation.issues_per_meeting", by="community")
    assert shares == {"A": 3 / 2, "B": None, None: 0}
    assert ask(TREATED, "deliberation.issues_per_meeting") == 3 / 3
    urgent = {"where": {"meeting.kind": "urgent"}}
    assert ask(TREATED, "deliberation.issues_per_meeting", **urgent) == 2
    # the meeting counts in its window, its events to τ
    assert ask(TREATED, "deliberation.issues_per_meeting", during="2024-01") == 1
    teams = {"held_by": "teams"}
    assert ask(TREATED, "deliberation.issues_per_meeting", params=teams) == 1


def test_meetings_per_forum_and_idle_forums() -> None:
    per_forum = ask(TREATED, "deliberation.meetings_per_forum", by="community")
    assert per_forum == {"A": 2, "B": None, None: 1}
    assert ask(TREATED, "deliberation.meetings_per_forum") == 3 / 2
    assert ask(TREATED, "deliberation.meetings_per_forum", during="2024-Q2") == 1 / 2
    assert ask(TREATED, "deliberation.idle_forums") == 1 / 2  # f2, whose issue is raised later
    assert ask(TREATED, "deliberation.idle_forums", on="2024-07-01") == 0
    assert ask(TREATED, "deliberation.idle_forums", during="2024-04") == 1  # nothing happened
    assert ask(TREATED, "deliberation.idle_forums", during="2024-03", within="A") == 0  # at m1
    # f1 is named by i1 in January
    assert ask(MATTERS, "deliberation.idle_forums", by="forum.kind") == {"hall": 0, "bench": 1}
    assert ask(with_tables(forums=[], memberships=[]), "deliberation.idle_forums") is None


def test_idle_forums_need_forums_issues_and_their_events() -> None:
    """'deliberation.idle_forums needs forums, issues and issue_events, else null': the forums on
    the day, issues and events in the window.
    """
    asked: Row = {"during": "2024-Q1", "within": "A"}

    def idle(table: str, since: str | None = None, until: str | None = None) -> float | None:
        seen = [{"table": table, "place": "A", "since": since, "until": until}]
        found: float | None = ask(TREATED | {"observed": seen}, "deliberation.idle_forums", **asked)
        return found

    assert idle("forums", until="2024-07-01") == 0
    assert idle("forums", until="2024-06-30") is None
    for table in ("issues", "issue_events"):
        assert idle(table, until="2024-01-02") == idle(table, since="2024-03-31") == 0
        assert idle(table, until="2024-01-01") is None
        assert idle(table, since="2024-04-01") is None
    assert idle("meetings", since="2024-04-01") == 0
