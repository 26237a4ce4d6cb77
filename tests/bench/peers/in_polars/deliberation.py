# SPDX-License-Identifier: Apache-2.0
"""The measures of `deliberation`. Events come in order of issue and time."""

from __future__ import annotations

from typing import Any

import polars as pl

from peers.in_polars.base import (
    COMMUNITY,
    Frames,
    community_of,
    count,
    in_window,
    mean,
    numbers,
    ratio,
    served,
)
from peers.questions import Question
from peers.states import CLOSED, FINAL, ORDER, TURNING


def _cohort(f: Frames, q: Question) -> pl.LazyFrame:
    """Issues raised in the window, with the community of their place."""
    rows = f.issues.filter(in_window("raised_at", q))
    return community_of(f, rows.select("issue", "place", "raised_at", "due_at", "satisfied"),
                        "place")  # fmt: skip


def _events(f: Frames, q: Question, *states: str) -> pl.LazyFrame:
    """Events by `on`, of these states if any are named."""
    events = f.events.filter(pl.col("day") <= q.on)
    return events.filter(pl.col("state").is_in(states)) if states else events


def _share(f: Frames, q: Question, *states: str) -> pl.DataFrame:
    issues = _cohort(f, q)
    reached = issues.join(_events(f, q, *states), on="issue", how="semi")
    return ratio(numbers(reached), numbers(issues))


def _outcomes(events: pl.LazyFrame) -> pl.LazyFrame:
    """Issue, and the last of its final or `reopened` events."""
    return events.group_by("issue").agg(outcome=pl.col("state").last())


def raised(f: Frames, q: Question) -> pl.DataFrame:
    return count(f, _cohort(f, q))


def reached(f: Frames, q: Question) -> pl.DataFrame:
    return count(f, _cohort(f, q).join(_events(f, q, "closed"), on="issue", how="semi"))


def funnel(f: Frames, q: Question) -> pl.DataFrame:
    events = _events(f, q, *ORDER[1:]).select("issue", "state").unique()
    rows = _cohort(f, q).select("issue", "community").join(events, on="issue", how="left")
    of_all = pl.col("issue").n_unique()
    shares = [((pl.col("state") == state).sum() / of_all).alias(state) for state in ORDER[1:]]
    wide = rows.group_by("community").agg(pl.lit(1.0).alias("raised"), *shares)
    return wide.unpivot(index="community", variable_name="state").collect()


def closure_rate(f: Frames, q: Question) -> pl.DataFrame:
    rows = _cohort(f, q).join(_outcomes(_events(f, q, *TURNING)), on="issue", how="left")
    return mean(rows, pl.col("outcome").is_in(CLOSED).fill_null(False))


def _open(f: Frames, q: Question) -> pl.LazyFrame:
    settled = _outcomes(_events(f, q, *TURNING)).filter(pl.col("outcome").is_in(FINAL))
    return _cohort(f, q).join(settled, on="issue", how="anti")


def open(f: Frames, q: Question) -> pl.DataFrame:
    return count(f, _open(f, q))


def age_of_open(f: Frames, q: Question) -> pl.DataFrame:
    age = (pl.lit(q.on) - pl.col("raised_at")).dt.total_days()
    wanted = (0.5 * pl.len() - 1e-9).ceil().cast(pl.Int64) - 1
    ages = _open(f, q).group_by("community").agg(value=age.sort().get(wanted))
    return ages.collect()


def _survival(spells: pl.LazyFrame) -> pl.LazyFrame:
    """Kaplan–Meier: a row each community and length, with S after it."""
    table = spells.filter(pl.col("days") >= 0).group_by("community", "days")
    table = table.agg(ends=pl.col("ended").sum(), n=pl.len()).sort("community", "days")
    at_risk = pl.col("n").cum_sum(reverse=True)
    survival = (1 - pl.col("ends") / at_risk).cum_prod()
    return table.with_columns(s=survival.over("community"))


def _median(spells: pl.LazyFrame) -> pl.DataFrame:
    below = _survival(spells).filter(pl.col("s") <= 0.5 + 1e-9)
    return below.group_by("community").agg(value=pl.col("days").min()).collect()


def _to_close(f: Frames, q: Question) -> pl.LazyFrame:
    first = _events(f, q, "closed").group_by("issue").agg(end=pl.col("day").min())
    rows = _cohort(f, q).join(first, on="issue", how="left")
    return rows.select("community", days=_days("end", "raised_at", q),
                       ended=pl.col("end").is_not_null())  # fmt: skip


def _days(end: str, start: str, q: Question) -> Any:
    return (pl.col(end).fill_null(q.on) - pl.col(start)).dt.total_days()


def time_to(f: Frames, q: Question) -> pl.DataFrame:
    return _median(_to_close(f, q))


def survival(f: Frames, q: Question) -> pl.DataFrame:
    at = pl.col("days") <= q["at"]
    found = (
        _survival(_to_close(f, q))
        .group_by("community")
        .agg(value=pl.col("s").filter(at).last(), last=pl.col("days").max())
    )
    value = pl.col("value").fill_null(1.0)
    seen = (pl.col("last") >= q["at"]) | (value == 0)
    return found.select("community", value=pl.when(seen).then(value)).collect()


def dwell(f: Frames, q: Question) -> pl.DataFrame:
    events = _events(f, q)
    same = pl.col("issue") == pl.col("issue").shift(-1)
    spells = events.with_columns(end=pl.when(same).then(pl.col("day").shift(-1)))
    spells = spells.join(_cohort(f, q).select("issue", "community"), on="issue")
    return _median(
        spells.select("community", days=_days("end", "day", q), ended=pl.col("end").is_not_null())
    )


def escalation_rate(f: Frames, q: Question) -> pl.DataFrame:
    return _share(f, q, "escalated")


def return_rate(f: Frames, q: Question) -> pl.DataFrame:
    return _share(f, q, "returned")


def response_rate(f: Frames, q: Question) -> pl.DataFrame:
    return _share(f, q, "accepted", "dispatched")


def reopen_rate(f: Frames, q: Question) -> pl.DataFrame:
    seq, state = pl.col("seq"), pl.col("state")
    closed = (
        _events(f, q, "closed", "reopened")
        .group_by("issue")
        .agg(first=seq.filter(state == "closed").min(), again=seq.filter(state == "reopened").max())
    )
    rows = _cohort(f, q).join(closed.drop_nulls("first"), on="issue")
    return mean(rows, (pl.col("again") > pl.col("first")).fill_null(False))


def on_time_rate(f: Frames, q: Question) -> pl.DataFrame:
    due = _cohort(f, q).filter(pl.col("due_at") <= q.on)
    by_due = f.events.filter(pl.col("state").is_in(TURNING)).join(due, on="issue")
    outcomes = _outcomes(by_due.filter(pl.col("day") <= pl.col("due_at")))
    rows = due.join(outcomes, on="issue", how="left")
    rows = rows.filter(~pl.col("outcome").is_in(["merged", "rejected"]).fill_null(False))
    return mean(rows, pl.col("outcome").is_in(CLOSED).fill_null(False))


def satisfaction_rate(f: Frames, q: Question) -> pl.DataFrame:
    return mean(_cohort(f, q).drop_nulls("satisfied"), pl.col("satisfied"))


# At the group


def _forum_meetings(f: Frames, q: Question) -> pl.LazyFrame:
    return f.meetings.filter(pl.col("tbl") == "forums", in_window("day", q))


def issues_per_meeting(f: Frames, q: Question) -> pl.DataFrame:
    forums = f.serving.filter(pl.col("tbl") == "forums", COMMUNITY.is_not_null())
    forums = forums.select("grp", "community").unique()
    held = _forum_meetings(f, q).join(forums, left_on="held_by", right_on="grp")
    pairs = _events(f, q).drop_nulls("meeting").select("issue", "meeting").unique()
    rows = held.join(pairs.group_by("meeting").len("n"), on="meeting", how="left")
    return mean(rows, pl.col("n").fill_null(0))


def meetings_per_forum(f: Frames, q: Question) -> pl.DataFrame:
    held = _forum_meetings(f, q).group_by(grp="held_by").len("n")
    forums = served(f, q, "forums").join(held, on="grp", how="left")
    return mean(forums, pl.col("n").fill_null(0))


def idle_forums(f: Frames, q: Question) -> pl.DataFrame:
    named = f.issues.filter(in_window("raised_at", q)).select(grp="forum")
    treated = f.events.filter(in_window("day", q)).drop_nulls("meeting")
    busy = f.meetings.join(treated, on="meeting", how="semi").select(grp="held_by")
    forums = served(f, q, "forums")
    idle = forums.join(pl.concat([named, busy]), on="grp", how="anti")
    return ratio(numbers(idle), numbers(forums))
