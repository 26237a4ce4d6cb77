# SPDX-License-Identifier: Apache-2.0
"""The measures of `deliberation`. Events come in order of issue and time."""

from __future__ import annotations

import numpy as np
import pandas as pd

from peers.in_pandas.base import Frames, count, in_window, served
from peers.questions import Question
from peers.states import CLOSED, FINAL, ORDER


def _cohort(f: Frames, q: Question) -> pd.DataFrame:
    """Issues raised in the window, with the community of their place."""
    rows = f.issues[in_window(f.issues.raised_at, q)]
    return rows.assign(community=rows.place.map(f.community_of))


def _events(f: Frames, q: Question) -> pd.DataFrame:
    return f.events[f.events.day <= pd.Timestamp(q.on)]


def _with(f: Frames, q: Question, *states: str) -> pd.Series:
    """The issues with such an event by `on`."""
    events = _events(f, q)
    return events.issue[events.state.isin(states)]


def _share(f: Frames, q: Question, *states: str) -> pd.Series:
    issues = _cohort(f, q)
    return issues.issue.isin(_with(f, q, *states)).groupby(issues.community).mean()


def _outcome(events: pd.DataFrame) -> pd.Series:
    """Issue -> the last of its final or `reopened` events."""
    turning = events[events.state.isin([*FINAL, "reopened"])]
    return turning.drop_duplicates("issue", keep="last").set_index("issue").state


def raised(f: Frames, q: Question) -> pd.Series:
    return count(f, _cohort(f, q).community)


def reached(f: Frames, q: Question) -> pd.Series:
    issues = _cohort(f, q)
    return count(f, issues.community[issues.issue.isin(_with(f, q, "closed"))])


def funnel(f: Frames, q: Question) -> pd.Series:
    issues = _cohort(f, q)
    number = count(f, issues.community)
    events = _events(f, q)[["issue", "state"]].drop_duplicates()
    community = events.issue.map(issues.set_index("issue").community)
    table = events.groupby([community, "state"], observed=True).size().unstack(fill_value=0)
    table = table.reindex(f.communities, fill_value=0).reindex(columns=list(ORDER), fill_value=0)
    table["raised"] = number
    return table.div(number.where(number > 0), axis=0).stack(future_stack=True)


def closure_rate(f: Frames, q: Question) -> pd.Series:
    issues = _cohort(f, q)
    closed = issues.issue.map(_outcome(_events(f, q))).isin(CLOSED)
    return closed.groupby(issues.community).mean()


def _open(f: Frames, q: Question) -> pd.DataFrame:
    issues = _cohort(f, q)
    return issues[~issues.issue.map(_outcome(_events(f, q))).isin(FINAL)]


def open(f: Frames, q: Question) -> pd.Series:
    return count(f, _open(f, q).community)


def age_of_open(f: Frames, q: Question) -> pd.Series:
    issues = _open(f, q)
    age = (pd.Timestamp(q.on) - issues.raised_at).dt.days
    ages = pd.DataFrame({"community": issues.community, "age": age}).sort_values("age")
    by = ages.groupby("community").age
    wanted = np.ceil(0.5 * by.transform("size") - 1e-9) - 1
    return ages[by.cumcount() == wanted].set_index("community").age


def _survival(spells: pd.DataFrame) -> pd.DataFrame:
    """Kaplan–Meier: a row each community and length, with S after it."""
    spells = spells[spells.days >= 0]
    table = spells.groupby(["community", "days"]).ended.agg(["sum", "size"])
    backwards = table["size"][::-1].groupby("community").cumsum()[::-1]
    survival = (1 - table["sum"] / backwards).groupby("community").cumprod()
    return survival.rename("s").reset_index()


def _median(spells: pd.DataFrame) -> pd.Series:
    table = _survival(spells)
    return table[table.s <= 0.5 + 1e-9].drop_duplicates("community").set_index("community").days


def _to_close(f: Frames, q: Question) -> pd.DataFrame:
    issues, events = _cohort(f, q), _events(f, q)
    first = events[events.state == "closed"].drop_duplicates("issue").set_index("issue").day
    end = issues.issue.map(first)
    days = (end.fillna(pd.Timestamp(q.on)) - issues.raised_at).dt.days
    return pd.DataFrame({"community": issues.community, "days": days, "ended": end.notna()})


def time_to(f: Frames, q: Question) -> pd.Series:
    return _median(_to_close(f, q))


def survival(f: Frames, q: Question) -> pd.Series:
    table = _survival(_to_close(f, q))
    by = table.groupby("community")
    at = table[table.days <= q["at"]].drop_duplicates("community", keep="last")
    found = at.set_index("community").s.reindex(by.days.max().index).fillna(1.0)
    return found.where((by.days.max() >= q["at"]) | (found == 0))


def dwell(f: Frames, q: Question) -> pd.Series:
    events = _events(f, q)
    following = events.day.shift(-1).where(events.issue.shift(-1) == events.issue)
    days = (following.fillna(pd.Timestamp(q.on)) - events.day).dt.days
    community = events.issue.map(_cohort(f, q).set_index("issue").community)
    return _median(pd.DataFrame({"community": community, "days": days, "ended": following.notna()}))


def escalation_rate(f: Frames, q: Question) -> pd.Series:
    return _share(f, q, "escalated")


def return_rate(f: Frames, q: Question) -> pd.Series:
    return _share(f, q, "returned")


def response_rate(f: Frames, q: Question) -> pd.Series:
    return _share(f, q, "accepted", "dispatched")


def reopen_rate(f: Frames, q: Question) -> pd.Series:
    issues, events = _cohort(f, q), _events(f, q)
    first = events[events.state == "closed"].drop_duplicates("issue").set_index("issue").seq
    again = events[events.state == "reopened"].drop_duplicates("issue", keep="last")
    again = again.set_index("issue").seq
    closed = issues[issues.issue.isin(first.index)]
    later = closed.issue.map(again) > closed.issue.map(first)
    return later.groupby(closed.community).mean()


def on_time_rate(f: Frames, q: Question) -> pd.Series:
    issues = _cohort(f, q)
    issues = issues[issues.due_at <= pd.Timestamp(q.on)]
    events = f.events[f.events.state.isin([*FINAL, "reopened"])]
    outcome = _outcome(events[events.day <= events.issue.map(issues.set_index("issue").due_at)])
    outcome = issues.issue.map(outcome)
    kept = ~outcome.isin(["merged", "rejected"])
    return outcome[kept].isin(CLOSED).groupby(issues.community[kept]).mean()


def satisfaction_rate(f: Frames, q: Question) -> pd.Series:
    issues = _cohort(f, q).dropna(subset="satisfied")
    return issues.satisfied.astype(float).groupby(issues.community).mean()


# At the group


def _forum_meetings(f: Frames, q: Question) -> pd.DataFrame:
    return f.meetings[(f.meetings.tbl == "forums") & in_window(f.meetings.day, q)]


def issues_per_meeting(f: Frames, q: Question) -> pd.Series:
    forums = f.serving.loc[f.serving.tbl == "forums", ["grp", "community"]].drop_duplicates()
    held = _forum_meetings(f, q).merge(forums, left_on="held_by", right_on="grp")
    pairs = _events(f, q)[["issue", "meeting"]].dropna().drop_duplicates()
    number = held.meeting.map(pairs.meeting.value_counts()).fillna(0)
    return number.groupby(held.community).mean()


def meetings_per_forum(f: Frames, q: Question) -> pd.Series:
    forums = served(f, q, "forums")
    held = _forum_meetings(f, q).held_by.value_counts()
    return forums.grp.map(held).fillna(0).groupby(forums.community).mean()


def idle_forums(f: Frames, q: Question) -> pd.Series:
    forums = served(f, q, "forums")
    named = f.issues.forum[in_window(f.issues.raised_at, q)]
    treated = f.events.meeting[in_window(f.events.day, q)].dropna()
    busy = f.meetings.held_by[f.meetings.meeting.isin(treated)]
    idle = ~(forums.grp.isin(named) | forums.grp.isin(busy))
    return idle.groupby(forums.community).mean()
