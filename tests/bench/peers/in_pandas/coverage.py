# SPDX-License-Identifier: Apache-2.0
"""The measures of `coverage`. All teams are of the scheme's kinds."""

from __future__ import annotations

import pandas as pd

from peers.in_pandas.base import (
    Frames,
    count,
    everywhere,
    in_force,
    in_window,
    ratio,
    residents,
    roster,
    served,
)
from peers.questions import Question


def _persons(f: Frames, q: Question, *key: str) -> pd.DataFrame:
    """Distinct persons in teams, by community and what else is named."""
    rows = roster(f, q)
    return rows.loc[rows.is_person, ["member", "community", *key]].drop_duplicates()


def _kinds_present(f: Frames, q: Question) -> pd.DataFrame:
    return roster(f, q)[["community", "kind"]].drop_duplicates()


def presence(f: Frames, q: Question) -> pd.Series:
    every = pd.MultiIndex.from_product([f.communities, f.kinds])
    there = pd.MultiIndex.from_frame(_kinds_present(f, q).astype({"kind": object}))
    return pd.Series(every.isin(there).astype(float), every)


def breadth(f: Frames, q: Question) -> pd.Series:
    return count(f, _kinds_present(f, q).community) / len(f.kinds)


def complete(f: Frames, q: Question) -> pd.Series:
    return (breadth(f, q) == 1).astype(float)


def members(f: Frames, q: Question) -> pd.Series:
    return count(f, _persons(f, q).community)


def member_organisations(f: Frames, q: Question) -> pd.Series:
    rows = roster(f, q)
    return count(f, rows.loc[~rows.is_person, ["member", "community"]].drop_duplicates().community)


def memberships(f: Frames, q: Question) -> pd.Series:
    return count(f, _persons(f, q, "grp").community)


def multiplicity(f: Frames, q: Question) -> pd.Series:
    pairs = _persons(f, q, "grp")
    persons = pairs[["member", "community"]].drop_duplicates()
    return ratio(count(f, pairs.community), count(f, persons.community))


def active_members(f: Frames, q: Question) -> pd.Series:
    persons = _persons(f, q)
    held = f.meetings.meeting[in_window(f.meetings.day, q)]
    came = f.attendances.person[f.attendances.meeting.isin(held)]
    did = f.activities.loc[in_window(f.activities.day, q), ["person", "count"]].fillna({"count": 1})
    acts = did.groupby("person")["count"].sum().add(came.value_counts(sort=False), fill_value=0)
    return count(f, persons.community[persons.member.isin(acts.index[acts >= 1])])


def depth(f: Frames, q: Question) -> pd.Series:
    return ratio(members(f, q), residents(f), 1000)


def teams(f: Frames, q: Question) -> pd.Series:
    return count(f, served(f, q, "teams").community)


def organisations(f: Frames, q: Question) -> pd.Series:
    there = served(f, q, "organisations")
    return count(f, there.community[there.kind == "social_organisation"])


def reach(f: Frames, q: Question) -> pd.Series:
    teams = in_force(f.serving[f.serving.tbl == "teams"], q)[["place", "kind"]].drop_duplicates()
    near = f.above.merge(teams, left_on="ancestor", right_on="place", suffixes=("", "_served"))
    reached = near.groupby("place").kind.nunique()
    homes = f.persons.home.value_counts(sort=False)
    some = homes[homes.index.isin(reached.index[reached >= 1])]
    there = some.groupby(f.community_of).sum(), homes.groupby(f.community_of).sum()
    return ratio(*(everywhere(f, number) for number in there))


def member_shortfall(f: Frames, q: Question) -> pd.Series:
    number = _persons(f, q, "kind").groupby(["community", "kind"], observed=True).size()
    number = number.unstack(fill_value=0).reindex(f.communities, fill_value=0)
    number = number.reindex(columns=f.kinds, fill_value=0)
    return (q["at_least"] - number).clip(lower=0).sum(axis=1)


def place_share(f: Frames, q: Question) -> pd.Series:
    named = in_force(f.serving[f.serving.tbl == q["provider"]], q).place
    places = f.places[f.places.level == q["of_level"]]
    covered = count(f, places.community[places.place.isin(named)])
    return ratio(covered, count(f, places.community))


def service_share(f: Frames, q: Question) -> pd.Series:
    services = in_force(f.groups[f.groups.tbl == "services"], q).grp
    rows = in_force(f.benefits[f.benefits.is_person], q)
    persons = rows.beneficiary[rows.service.isin(services)].drop_duplicates()
    return ratio(count(f, f.community_of_person(persons)), residents(f))
