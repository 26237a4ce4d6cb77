# SPDX-License-Identifier: Apache-2.0
"""The measures of `participation`: of people at home, then of meetings at the group."""

from __future__ import annotations

import polars as pl

from peers.in_polars.base import (
    COMMUNITY,
    Frames,
    at_home,
    community_of,
    count,
    everywhere,
    in_force,
    in_window,
    mean,
    numbers,
    ratio,
    residents,
    roster,
    served,
)
from peers.questions import Question


def _held(f: Frames, q: Question) -> pl.LazyFrame:
    """The forums' meetings in the window."""
    return f.meetings.filter(pl.col("tbl") == "forums", in_window("day", q))


def _came(f: Frames, q: Question) -> pl.LazyFrame:
    return f.attendances.join(_held(f, q), on="meeting", how="semi").select("person")


def _times(f: Frames, q: Question) -> pl.LazyFrame:
    """Participants: their attendances, and the community of the home."""
    return at_home(f, _came(f, q).group_by("person").agg(times=pl.len().cast(pl.Int64)))


def rate(f: Frames, q: Question) -> pl.DataFrame:
    return ratio(residents(f, _came(f, q)), residents(f))


def never_share(f: Frames, q: Question) -> pl.DataFrame:
    return rate(f, q).with_columns(value=1 - pl.col("value"))


def intensity(f: Frames, q: Question) -> pl.DataFrame:
    return mean(_times(f, q), pl.col("times"))


def gini(f: Frames, q: Question) -> pl.DataFrame:
    x, n = pl.col("times").sort(), pl.len()
    rank = pl.int_range(1, n + 1)
    value = 2 * (rank * x).sum() / (n * x.sum()) - (n + 1) / n
    return _times(f, q).group_by("community").agg(value=value).collect()


def top_share(f: Frames, q: Question) -> pl.DataFrame:
    most = (0.1 * pl.len() - 1e-9).ceil().cast(pl.Int64)
    times = pl.col("times")
    value = times.top_k(most).sum() / times.sum()
    return _times(f, q).group_by("community").agg(value=value).collect()


def newcomer_share(f: Frames, q: Question) -> pl.DataFrame:
    earlier = f.meetings.filter(pl.col("tbl") == "forums", pl.col("day") < q.since)
    before = f.attendances.join(earlier, on="meeting", how="semi")
    here = f.persons.select("person", "home").join(_came(f, q), on="person", how="semi")
    here = community_of(f, here, "home")
    return ratio(numbers(here.join(before, on="person", how="anti")), numbers(here))


def retention(f: Frames, q: Question) -> pl.DataFrame:
    held = _held(f, q).select("meeting", year=pl.col("day").dt.year())
    came = f.attendances.join(held, on="meeting").select("person", "year").unique()
    following = came.select("person", pl.col("year") - 1, stayed=pl.lit(True))
    rows = at_home(f, came.join(following, on=["person", "year"], how="left"))
    rows = rows.filter(pl.col("year") < q.on.year)
    return (
        rows.group_by("community", "year")
        .agg(value=pl.col("stayed").fill_null(False).mean())
        .collect()
    )


def _shares(f: Frames, q: Question, column: str) -> pl.LazyFrame:
    """The share of each category among participants, and among residents."""
    came = _came(f, q).unique().with_columns(came=pl.lit(True))
    persons = f.persons.select("person", "home", column).join(came, on="person", how="left")
    cells = community_of(f, persons, "home").group_by("community", column)
    numbers = cells.agg(people=pl.len(), came=pl.col("came").sum())
    of_all = (pl.col(name) / pl.col(name).sum().over("community") for name in ("came", "people"))
    return numbers.with_columns(*of_all)


def representation(f: Frames, q: Question) -> pl.DataFrame:
    value = pl.col("came") / pl.col("people")
    return _shares(f, q, "sex").select("community", "sex", value=value).collect()


def dissimilarity(f: Frames, q: Question) -> pl.DataFrame:
    value = (pl.col("came") - pl.col("people")).abs().sum() / 2
    return _shares(f, q, q["attribute"]).group_by("community").agg(value=value).collect()


def membership_rate(f: Frames, q: Question) -> pl.DataFrame:
    teams = f.groups.filter(pl.col("tbl") == "teams", in_force(q))
    rows = f.memberships.filter("is_person", in_force(q)).join(teams, on="grp", how="semi")
    return ratio(residents(f, rows.select(person="member")), residents(f))


# At the group


def _at_group(f: Frames, q: Question) -> pl.LazyFrame:
    """The forums' meetings in the window, beside the communities that the forums serve."""
    forums = f.serving.filter(pl.col("tbl") == "forums", COMMUNITY.is_not_null())
    forums = forums.select("grp", "community").unique()
    return _held(f, q).join(forums, left_on="held_by", right_on="grp")


def _with_attendances(f: Frames, q: Question) -> pl.LazyFrame:
    """Such meetings with `came`: the names, or where there are none the count."""
    names = f.attendances.group_by("meeting").agg(names=pl.len().cast(pl.Int64))
    rows = _at_group(f, q).join(names, on="meeting", how="left")
    return rows.with_columns(came=pl.coalesce("names", "attended"))


def meetings(f: Frames, q: Question) -> pl.DataFrame:
    return count(f, _at_group(f, q))


def attendances(f: Frames, q: Question) -> pl.DataFrame:
    return everywhere(f, _with_attendances(f, q), pl.col("came").sum())


def recorded_share(f: Frames, q: Question) -> pl.DataFrame:
    return mean(_with_attendances(f, q), pl.col("came").is_not_null())


def attendance_per_meeting(f: Frames, q: Question) -> pl.DataFrame:
    return mean(_with_attendances(f, q), pl.col("came"))


def _present(f: Frames, q: Question) -> pl.LazyFrame:
    """Distinct kinds at each meeting: of a team its kind, else the table, else unaffiliated."""
    of_team = pl.col("tbl") == "teams"
    label = pl.when(of_team).then(pl.col("kind").cast(str)).otherwise(pl.col("tbl").cast(str))
    labels = f.groups.select("grp", label=label.cast(pl.Categorical))
    rows = f.attendances.join(_held(f, q), on="meeting", how="semi")
    rows = rows.join(labels, left_on="as_group", right_on="grp", how="left")
    present = rows.select("meeting", pl.col("label").fill_null("unaffiliated")).unique()
    return present.join(_at_group(f, q).select("meeting", "community"), on="meeting")


def kinds_per_meeting(f: Frames, q: Question) -> pl.DataFrame:
    value = pl.len() / pl.col("meeting").n_unique()
    return _present(f, q).group_by("community").agg(value=value).collect()


def co_presence(f: Frames, q: Question) -> pl.DataFrame:
    order = [*f.table["kinds"]["kind"], "organisations", "unaffiliated"]
    present = _present(f, q)
    there = [(pl.col("label") == label).any().alias(label) for label in order]
    meetings = present.group_by("community", "meeting").agg(*there)
    both = [
        (pl.col(a) & pl.col(b)).mean().alias(f"{a} {b}")
        for i, a in enumerate(order)
        for b in order[i + 1 :]
    ]
    wide = meetings.group_by("community").agg(*both)
    long = wide.unpivot(index="community", variable_name="pair")
    names = pl.col("pair").str.split(" ").list.to_struct(fields=["kind_a", "kind_b"])
    return (
        long.with_columns(names)
        .unnest("pair")
        .select("community", "kind_a", "kind_b", "value")
        .collect()
    )


def _seats(f: Frames, q: Question) -> pl.LazyFrame:
    rows = roster(f, q, "forums").filter("is_person", pl.col("role") == "fixed_representative")
    return rows.select("member", "grp", "community").unique()


def representatives(f: Frames, q: Question) -> pl.DataFrame:
    return count(f, _seats(f, q).select("member", "community").unique())


def representatives_per_forum(f: Frames, q: Question) -> pl.DataFrame:
    return ratio(numbers(_seats(f, q)), numbers(served(f, q, "forums")))


def forums_without_representative(f: Frames, q: Question) -> pl.DataFrame:
    forums = served(f, q, "forums")
    return ratio(numbers(forums.join(_seats(f, q), on="grp", how="anti")), numbers(forums))
