# SPDX-License-Identifier: Apache-2.0
"""The measures of `coverage`. All teams are of the scheme's kinds."""

from __future__ import annotations

import polars as pl

from peers.in_polars.base import (
    Frames,
    count,
    everywhere,
    in_force,
    in_window,
    numbers,
    ratio,
    residents,
    roster,
    served,
)
from peers.questions import Question


def _persons(f: Frames, q: Question, *key: str) -> pl.LazyFrame:
    """Distinct persons in teams, by community and what else is named."""
    return roster(f, q).filter("is_person").select("member", "community", *key).unique()


def _kinds_present(f: Frames, q: Question) -> pl.LazyFrame:
    return roster(f, q).select("community", "kind").unique()


def presence(f: Frames, q: Question) -> pl.DataFrame:
    every = f.communities.select("community").join(f.kinds.select("kind"), how="cross")
    there = _kinds_present(f, q).with_columns(value=1.0)
    found = every.join(there, on=["community", "kind"], how="left")
    return found.with_columns(pl.col("value").fill_null(0.0)).collect()


def breadth(f: Frames, q: Question) -> pl.DataFrame:
    return everywhere(f, _kinds_present(f, q), pl.len() / len(f.table["kinds"]))


def complete(f: Frames, q: Question) -> pl.DataFrame:
    full = pl.len() == len(f.table["kinds"])
    return everywhere(f, _kinds_present(f, q), full.cast(pl.Float64))


def members(f: Frames, q: Question) -> pl.DataFrame:
    return count(f, _persons(f, q))


def member_organisations(f: Frames, q: Question) -> pl.DataFrame:
    rows = roster(f, q).filter(~pl.col("is_person"))
    return count(f, rows.select("member", "community").unique())


def memberships(f: Frames, q: Question) -> pl.DataFrame:
    return count(f, _persons(f, q, "grp"))


def multiplicity(f: Frames, q: Question) -> pl.DataFrame:
    return ratio(numbers(_persons(f, q, "grp")), numbers(_persons(f, q)))


def active_members(f: Frames, q: Question) -> pl.DataFrame:
    held = f.meetings.filter(in_window("day", q))
    came = f.attendances.join(held, on="meeting", how="semi").select("person", acts=1)
    did = f.activities.filter(in_window("day", q))
    did = did.select("person", acts=pl.col("count").fill_null(1).cast(pl.Int32))
    acts = pl.concat([came, did]).group_by("person").agg(pl.col("acts").sum())
    active = acts.filter(pl.col("acts") >= 1)
    return count(f, _persons(f, q).join(active, left_on="member", right_on="person", how="semi"))


def depth(f: Frames, q: Question) -> pl.DataFrame:
    return ratio(numbers(_persons(f, q)), residents(f), 1000)


def teams(f: Frames, q: Question) -> pl.DataFrame:
    return count(f, served(f, q, "teams"))


def organisations(f: Frames, q: Question) -> pl.DataFrame:
    there = served(f, q, "organisations")
    return count(f, there.filter(pl.col("kind") == "social_organisation"))


def reach(f: Frames, q: Question) -> pl.DataFrame:
    teams = f.serving.filter(pl.col("tbl") == "teams", in_force(q))
    near = f.above.join(teams, left_on="ancestor", right_on="place")
    reached = near.group_by("place").agg(kinds=pl.col("kind").n_unique())
    some = f.places.join(reached.filter(pl.col("kinds") >= 1), on="place", how="semi")
    # Persons are counted home by home first.
    homes = f.persons.group_by(place="home").agg(n=pl.len())
    homes = homes.join(f.places.select("place", "community"), on="place")
    there = homes.join(some, on="place", how="semi").group_by("community")
    both = homes.group_by("community").agg(under=pl.col("n").sum())
    both = both.join(there.agg(over=pl.col("n").sum()), on="community", how="left")
    return both.select("community", value=pl.col("over").fill_null(0) / pl.col("under")).collect()


def member_shortfall(f: Frames, q: Question) -> pl.DataFrame:
    number = _persons(f, q, "kind").group_by("community", "kind").len()
    every = f.communities.select("community").join(f.kinds.select("kind"), how="cross")
    missing = q["at_least"] - pl.col("len").fill_null(0).cast(pl.Int64)
    rows = every.join(number, on=["community", "kind"], how="left")
    return everywhere(f, rows, missing.clip(lower_bound=0).sum())


def place_share(f: Frames, q: Question) -> pl.DataFrame:
    named = f.serving.filter(pl.col("tbl") == q["provider"], in_force(q))
    places = f.places.filter(pl.col("level") == q["of_level"])
    return ratio(numbers(places.join(named, on="place", how="semi")), numbers(places))


def service_share(f: Frames, q: Question) -> pl.DataFrame:
    services = f.groups.filter(pl.col("tbl") == "services", in_force(q))
    rows = f.benefits.filter("is_person", in_force(q))
    rows = rows.join(services, left_on="service", right_on="grp", how="semi")
    return ratio(residents(f, rows.select(person="beneficiary")), residents(f))


def members_and_residents(f: Frames, q: Question) -> pl.LazyFrame:
    """Both numbers of `depth`, lazily."""
    members = numbers(_persons(f, q)).rename({"n": "members"})
    return residents(f).rename({"n": "residents"}).join(members, on="community", how="left")
