# SPDX-License-Identifier: Apache-2.0
"""Edges of time: ties, events out of order, what is due today, leap days, other centuries."""

from __future__ import annotations

from typing import Any

import linli as ll
import pytest


def matters(raised: list[str], events: list[tuple[int, str, str]], **columns: Any) -> ll.Network:
    """Issues 0, 1, ... of one community, raised on these days; events as (issue, state, at)."""
    issues, states, times = (list(x) for x in zip(*events, strict=True)) if events else ([],) * 3
    as_of = columns.pop("as_of", "2024-06-30")
    return ll.Network(
        places={"id": ["A"], "level": ["community"]},
        issues={"id": list(range(len(raised))), "place": ["A"] * len(raised), "raised_at": raised,
                **columns},
        issue_events={"issue": issues, "state": states, "at": times},
        as_of=as_of,
        zone="+00:00",
    )  # fmt: skip


def value(net: ll.Network, measure: str | ll.Measure, **asked: Any) -> float | None:
    (row,) = net.measure(measure, **asked).to_dicts()
    return row["value"]


def fraction(net: ll.Network, measure: str, **asked: Any) -> tuple[float, float]:
    (row,) = net.measure(measure, **asked).to_dicts()
    return row["numerator"], row["denominator"]


# Ties


@pytest.mark.parametrize("at", ["2024-03-01", "2024-03-01T10:00:00"])
def test_events_at_one_time_happen_in_the_order_of_the_file(at):
    opened_last = matters(["2024-01-05"], [(0, "closed", at), (0, "reopened", at)])
    closed_last = matters(["2024-01-05"], [(0, "reopened", at), (0, "closed", at)])
    assert value(opened_last, "deliberation.closure_rate") == 0
    assert value(closed_last, "deliberation.closure_rate") == 1
    assert value(opened_last, "deliberation.reopen_rate") == 1
    assert value(closed_last, "deliberation.reopen_rate") == 0


def test_an_end_at_the_time_of_a_beginning_leaves_no_gap_and_no_overlap():
    net = ll.Network(
        places={"id": ["A"], "level": ["community"]},
        persons={"id": [1], "home": ["A"]},
        teams={"id": ["t", "u"], "kind": ["volunteers"] * 2, "place": ["A"] * 2},
        memberships={"member": [1, 1], "group": ["t", "u"], "since": [None, "2024-03-01"],
                     "until": ["2024-03-01", None]},
    )  # fmt: skip
    for day, count in (("2024-02-29", 1), ("2024-03-01", 1), ("2024-03-02", 1)):
        assert value(net, "coverage.memberships", on=day) == count


def test_issues_that_close_together_leave_the_curve_together():
    net = matters(["2024-01-01"] * 4, [(i, "closed", "2024-01-11") for i in range(3)])
    assert value(net, "deliberation.time_to") == 10
    assert value(net, ll.deliberation.survival(at=9)) == 1
    assert value(net, ll.deliberation.survival(at=10)) == 0.25


# Out of order


def test_an_event_before_its_issue_is_a_warning_and_no_negative_time():
    net = matters(
        ["2024-02-01", "2024-02-01"], [(0, "closed", "2024-01-20"), (1, "closed", "2024-02-11")]
    )
    assert [row["rule"] for row in net.diagnostics] == ["event_before_raised"]
    (row,) = net.measure("deliberation.time_to").to_dicts()
    assert row["value"] == 10
    assert "1" in row["note"]
    assert value(net, "deliberation.closure_rate") == 1


def test_closed_three_times_and_reopened_twice_is_closed_once():
    events = [(0, state, f"2024-0{month}-01") for month, state in enumerate(
        ("closed", "reopened", "closed", "reopened", "closed"), 2)]  # fmt: skip
    net = matters(["2024-01-01"], events)
    assert value(net, "deliberation.closure_rate") == 1
    assert value(net, "deliberation.reached") == 1
    assert fraction(net, "deliberation.reopen_rate") == (1, 1)
    assert value(net, "deliberation.time_to") == 31  # to the first closing
    assert [value(net, "deliberation.open", on=f"2024-0{m}-15") for m in range(1, 7)] == [
        1, 0, 1, 0, 1, 0]  # fmt: skip


def test_events_in_any_order_of_rows_give_the_same():
    events = [
        (0, "accepted", "2024-01-03"),
        (0, "closed", "2024-02-03"),
        (0, "reopened", "2024-03-03"),
    ]
    there, back = matters(["2024-01-01"], events), matters(["2024-01-01"], events[::-1])
    for name in ("closure_rate", "open", "time_to", "dwell(state=accepted)", "reopen_rate"):
        assert value(there, f"deliberation.{name}") == value(back, f"deliberation.{name}")


# Due today


@pytest.mark.parametrize(
    ("due", "closed", "on", "expected"),
    [
        ("2024-06-30", "2024-06-30", "2024-06-30", (1, 1)),
        ("2024-06-30", "2024-06-30T23:59:59", "2024-06-30", (1, 1)),  # a bare date is its end
        ("2024-06-30", None, "2024-06-30", (0, 1)),
        ("2024-06-30", "2024-07-01", "2024-07-01", (0, 1)),
        ("2024-06-30", None, "2024-06-30T12:00:00", (0, 0)),  # the day is not over
        ("2024-06-30T12:00:00", "2024-06-30T11:59:59", "2024-06-30", (1, 1)),
        ("2024-06-30T12:00:00", "2024-06-30T12:00:00", "2024-06-30", (1, 1)),
        ("2024-06-30T12:00:00", "2024-06-30T12:00:01", "2024-06-30", (0, 1)),
        ("2024-06-30T12:00:00", "2024-06-30", "2024-06-30", (1, 1)),  # a bare date is its start
        ("2024-06-30T12:00:00", None, "2024-06-30T11:59:59", (0, 0)),
        ("2024-07-01", None, "2024-06-30", (0, 0)),
    ],
)
def test_what_is_due_today(due, closed, on, expected):
    events = [(0, "closed", closed)] if closed else []
    net = matters(["2024-06-01"], events, due_at=[due])
    assert fraction(net, "deliberation.on_time_rate", on=on) == expected


# Leap days


@pytest.mark.parametrize(
    ("on", "age"),
    [("2023-02-28", 18), ("2023-03-01", 19), ("2024-02-28", 19), ("2024-02-29", 20),
     ("2025-02-28", 20), ("2025-03-01", 21)],
)  # fmt: skip
def test_who_was_born_on_a_leap_day_is_older_on_that_day_or_the_first_of_march(on, age):
    net = ll.Network(
        places={"id": ["A"], "level": ["community"]},
        persons={"id": [1], "home": ["A"], "birth_date": ["2004-02-29"]},
    )
    assert value(net, "counts.residents", on=on, where={"age": (age, age + 1)}) == 1
    assert value(net, "counts.residents", on=on, where={"age": (age + 1, None)}) == 0


def test_days_run_through_a_leap_day():
    net = matters(
        ["2024-02-29", "2024-02-28", "2023-02-28"],
        [(0, "closed", "2024-03-01"), (1, "closed", "2024-03-01"), (2, "closed", "2023-03-01")],
    )
    assert value(net, "deliberation.time_to", during="2023") == 1
    assert value(net, "deliberation.time_to(q=1)", during="2024") == 2
    months = net.measure("deliberation.raised", by="month", during="2024-Q1").to_dicts()
    assert [(row["month"], row["value"]) for row in months] == [
        ("2024-01", 0), ("2024-02", 2), ("2024-03", 0)]  # fmt: skip
    assert value(net, "deliberation.raised", during=("2024-02-29", "2024-03-01")) == 1


# Other centuries


@pytest.mark.parametrize("day", ["1900-02-29", "2100-02-29", "2023-02-29", "2024-02-30"])
def test_days_that_never_were_are_no_dates(day):
    with pytest.raises(ll.DataError) as caught:
        matters([day], [])
    assert [row["rule"] for row in caught.value.problems] == ["not_a_date"]


def test_two_centuries_are_73049_days():
    net = matters(["1900-01-01"], [(0, "closed", "2100-01-01")], as_of="2100-12-31")
    assert value(net, "deliberation.time_to") == 73_049  # 49 leap days, 1900 not being one
    assert value(net, "deliberation.age_of_open", on="2000-02-29") == 36_583
    assert value(net, "deliberation.raised", during="1900-Q1") == 1
    years = net.measure("deliberation.open", by="year", during=("1900-01-01", "2101-01-01"))
    assert years["value"].tolist() == [1] * 200 + [0]


def test_people_of_1900_and_memberships_until_2100_are_read_as_written():
    net = ll.Network(
        places={"id": ["A"], "level": ["community"]},
        persons={"id": [1], "home": ["A"], "birth_date": ["1900-01-01"]},
        teams={"id": ["t"], "kind": ["volunteers"], "place": ["A"], "since": ["1900-01-01"],
               "until": ["2100-01-01"]},
        memberships={"member": [1], "group": ["t"]},
    )  # fmt: skip
    assert value(net, "coverage.members", on="2099-12-31") == 1
    assert value(net, "coverage.members", on="2100-01-01") == 0
    assert value(net, "coverage.members", on="1899-12-31") == 0
    assert value(net, "counts.residents", on="2000-01-01", where={"age": (100, 101)}) == 1
