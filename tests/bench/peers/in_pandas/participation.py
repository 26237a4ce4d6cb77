# SPDX-License-Identifier: Apache-2.0
"""The measures of `participation`: of people at home, then of meetings at the group."""

from __future__ import annotations

import numpy as np
import pandas as pd

from peers.in_pandas.base import (
    Frames,
    count,
    in_force,
    in_window,
    ratio,
    residents,
    roster,
    served,
)
from peers.questions import Question


def _held(f: Frames, q: Question) -> pd.DataFrame:
    """The forums' meetings in the window."""
    return f.meetings[(f.meetings.tbl == "forums") & in_window(f.meetings.day, q)]


def _times(f: Frames, meetings: pd.DataFrame) -> pd.DataFrame:
    """Participants: their attendances, and the community of the home."""
    came = f.attendances.person[f.attendances.meeting.isin(meetings.meeting)]
    times = came.value_counts(sort=False)
    community = f.community_of_person(times.index)
    return pd.DataFrame({"times": times.to_numpy(), "community": community}).set_index(times.index)


def rate(f: Frames, q: Question) -> pd.Series:
    came = f.attendances.person[f.attendances.meeting.isin(_held(f, q).meeting)]
    return ratio(count(f, f.community_of_person(came.unique())), residents(f))


def never_share(f: Frames, q: Question) -> pd.Series:
    return 1 - rate(f, q)


def intensity(f: Frames, q: Question) -> pd.Series:
    return _times(f, _held(f, q)).groupby("community").times.mean()


def gini(f: Frames, q: Question) -> pd.Series:
    came = _times(f, _held(f, q)).sort_values("times").reset_index(drop=True)
    by = came.groupby("community")
    weighted = came.times * (by.cumcount() + 1)
    n, total = by.size(), by.times.sum()
    return 2 * weighted.groupby(came.community).sum() / (n * total) - (n + 1) / n


def top_share(f: Frames, q: Question) -> pd.Series:
    came = _times(f, _held(f, q)).sort_values("times", ascending=False).reset_index(drop=True)
    by = came.groupby("community")
    most = np.ceil(0.1 * by.size() - 1e-9)
    top = came[by.cumcount() < came.community.map(most)]
    return top.groupby("community").times.sum() / by.times.sum()


def newcomer_share(f: Frames, q: Question) -> pd.Series:
    here = _times(f, _held(f, q))
    earlier = f.meetings[(f.meetings.tbl == "forums") & (f.meetings.day < pd.Timestamp(q.since))]
    before = f.attendances.person[f.attendances.meeting.isin(earlier.meeting)]
    new = here.community[~here.index.isin(before)]
    return ratio(count(f, new), count(f, here.community))


def retention(f: Frames, q: Question) -> pd.Series:
    held = _held(f, q)
    year = pd.Series(held.day.dt.year.to_numpy(), held.meeting)
    came = pd.DataFrame({"person": f.attendances.person, "year": f.attendances.meeting.map(year)})
    came = came.dropna().astype({"year": np.int64}).drop_duplicates()
    key = came.person * 10_000 + came.year
    came["stayed"] = (key + 1).isin(key)
    came["community"] = f.community_of_person(came.person)
    stayed = came.groupby(["community", "year"]).stayed.mean()
    return stayed[stayed.index.get_level_values("year") < q.on.year]


def _shares(f: Frames, q: Question, column: str) -> tuple[pd.Series, pd.Series]:
    """The share of each category among participants, and among residents."""
    persons = f.persons[["person", column]].assign(community=f.persons.home.map(f.community_of))
    came = _times(f, _held(f, q)).index
    key = ["community", column]
    numbers = [
        rows.groupby(key, observed=False).size()
        for rows in (persons[persons.person.isin(came)], persons)
    ]
    return tuple(n / n.groupby("community").transform("sum") for n in numbers)


def representation(f: Frames, q: Question) -> pd.Series:
    participants, people = _shares(f, q, "sex")
    return participants / people


def dissimilarity(f: Frames, q: Question) -> pd.Series:
    participants, people = _shares(f, q, q["attribute"])
    return (participants - people).abs().groupby("community").sum() / 2


def membership_rate(f: Frames, q: Question) -> pd.Series:
    teams = in_force(f.groups[f.groups.tbl == "teams"], q).grp
    rows = in_force(f.memberships, q)
    persons = rows.member[rows.is_person & rows.grp.isin(teams)].drop_duplicates()
    return ratio(count(f, f.community_of_person(persons)), residents(f))


# At the group


def _at_group(f: Frames, q: Question) -> pd.DataFrame:
    """The forums' meetings in the window, beside the communities that the forums serve."""
    forums = f.serving[f.serving.tbl == "forums"]
    forums = forums[["grp", "community"]].drop_duplicates()
    return _held(f, q).merge(forums, left_on="held_by", right_on="grp")


def _with_attendances(f: Frames, q: Question) -> pd.DataFrame:
    """Such meetings with `came`: the names, or where there are none the count."""
    rows = _at_group(f, q)
    names = rows.meeting.map(f.attendances.meeting.value_counts(sort=False))
    return rows.assign(names=names, came=names.fillna(rows.attended))


def meetings(f: Frames, q: Question) -> pd.Series:
    return count(f, _at_group(f, q).community)


def attendances(f: Frames, q: Question) -> pd.Series:
    return _with_attendances(f, q).groupby("community").came.sum().reindex(f.communities).fillna(0)


def recorded_share(f: Frames, q: Question) -> pd.Series:
    return _with_attendances(f, q).came.notna().groupby(_at_group(f, q).community).mean()


def attendance_per_meeting(f: Frames, q: Question) -> pd.Series:
    return _with_attendances(f, q).groupby("community").came.mean()


def _present(f: Frames, q: Question) -> pd.DataFrame:
    """Distinct kinds at each meeting: of a team its kind, else the table, else unaffiliated."""
    groups = f.groups.set_index("grp")
    kind = groups.kind.astype(object).where(groups.tbl == "teams", groups.tbl.astype(object))
    codes, labels = pd.factorize(pd.concat([pd.Series(["unaffiliated"]), kind]))
    code = f.attendances.as_group.map(pd.Series(codes[1:], kind.index)).fillna(0).astype(np.int64)
    once = pd.DataFrame({"meeting": f.attendances.meeting, "code": code}).drop_duplicates()
    once["label"] = labels.to_numpy()[once.code]
    forums = _at_group(f, q)[["meeting", "community"]]
    return once.merge(forums, on="meeting")


def kinds_per_meeting(f: Frames, q: Question) -> pd.Series:
    by = _present(f, q).groupby("community").meeting
    return by.size() / by.nunique()


def co_presence(f: Frames, q: Question) -> pd.Series:
    present = _present(f, q)
    order = {kind: rank for rank, kind in enumerate([*f.kinds, "organisations", "unaffiliated"])}
    present["rank"] = present.label.map(order)
    cells = present.set_index(["community", "meeting", "rank"]).label.notna()
    wide = cells.unstack(fill_value=False).reindex(columns=range(len(order)), fill_value=False)
    there = wide.to_numpy(dtype=np.float64)
    community, first = np.unique(wide.index.get_level_values(0), return_index=True)
    labels, found = list(order), {}
    for a in range(len(labels)):
        for b in range(a + 1, len(labels)):
            both = np.add.reduceat(there[:, a] * there[:, b], first)
            found[labels[a], labels[b]] = both
    of = np.diff([*first, len(there)])
    table = pd.DataFrame(found, index=community).div(of, axis=0)
    return table.stack([0, 1], future_stack=True)


def representatives(f: Frames, q: Question) -> pd.Series:
    return count(f, _seats(f, q)[["member", "community"]].drop_duplicates().community)


def _seats(f: Frames, q: Question) -> pd.DataFrame:
    rows = roster(f, q, "forums")
    there = rows[rows.is_person & (rows.role == "fixed_representative")]
    return there[["member", "grp", "community"]].drop_duplicates()


def representatives_per_forum(f: Frames, q: Question) -> pd.Series:
    return ratio(count(f, _seats(f, q).community), count(f, served(f, q, "forums").community))


def forums_without_representative(f: Frames, q: Question) -> pd.Series:
    forums = served(f, q, "forums")
    empty = ~forums.grp.isin(_seats(f, q).grp)
    return empty.groupby(forums.community).mean()
