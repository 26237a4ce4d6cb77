# SPDX-License-Identifier: Apache-2.0
"""The measures of `inequality`: of depth across communities, weighted by residents."""

from __future__ import annotations

import polars as pl

from peers.in_polars.base import Frames, community_of, in_window
from peers.in_polars.coverage import members_and_residents
from peers.questions import Question

X, W = pl.col("x"), pl.col("w")
TOTAL = W.sum()
MEAN = (W * X).sum() / W.sum()


def _units(f: Frames, q: Question) -> pl.LazyFrame:
    """x and w of each community, in order of x."""
    members, people = pl.col("members").fill_null(0), pl.col("residents")
    units = members_and_residents(f, q).with_columns(x=1000 * members / people, w=people)
    return f.communities.join(units, on="community").filter(W > 0).sort("x")


def _by_district(f: Frames, q: Question, value: pl.Expr) -> pl.DataFrame:
    return _units(f, q).group_by("district", maintain_order=True).agg(value=value).collect()


def gini(f: Frames, q: Question) -> pl.DataFrame:
    # The pairs of each unit with those before it: x times the weight below, less their sum.
    below = X * (W.cum_sum() - W) - ((W * X).cum_sum() - W * X)
    return _by_district(f, q, (W * below).sum() / (MEAN * TOTAL * TOTAL))


def hoover(f: Frames, q: Question) -> pl.DataFrame:
    return _by_district(f, q, (W * (X - MEAN).abs()).sum() / (2 * TOTAL * MEAN))


def _theil(x: pl.Expr) -> pl.Expr:
    return pl.when(x > 0).then(x * x.log()).otherwise(0.0)


def theil(f: Frames, q: Question) -> pl.DataFrame:
    return _by_district(f, q, (W / TOTAL * _theil(X / MEAN)).sum())


def _parts(f: Frames, q: Question) -> pl.LazyFrame:
    """The weight and the mean of each part of a district, and of the district."""
    theil = (W / TOTAL * _theil(X / MEAN)).sum()
    return _units(f, q).group_by("district", q["grouping"]).agg(w=TOTAL, x=MEAN, t=theil)


def theil_between(f: Frames, q: Question) -> pl.DataFrame:
    value = (W / TOTAL * _theil(X / MEAN)).sum()
    return _parts(f, q).group_by("district").agg(value=value).collect()


def theil_within(f: Frames, q: Question) -> pl.DataFrame:
    value = (W / TOTAL * X / MEAN * pl.col("t")).sum()
    return _parts(f, q).group_by("district").agg(value=value).collect()


def atkinson(f: Frames, q: Question) -> pl.DataFrame:
    e = q["epsilon"]
    even = (W / TOTAL * (X / MEAN).pow(1 - e)).sum()
    return _by_district(f, q, 1 - even.pow(1 / (1 - e)))


def quantile_ratio(f: Frames, q: Question) -> pl.DataFrame:
    high, low = (X.filter(W.cum_sum() + 1e-9 * TOTAL >= p * TOTAL).first() for p in (0.9, 0.1))
    return _by_district(f, q, pl.when(low > 0).then(high / low))


def gap(f: Frames, q: Question) -> pl.DataFrame:
    """Of participation.rate, between people in old and in new estates."""
    _, a, b = q["between"]
    held = f.meetings.filter(pl.col("tbl") == "forums", in_window("day", q))
    came = f.attendances.join(held, on="meeting", how="semi").select("person").unique()
    persons = f.persons.select("person", "home")
    persons = persons.join(came.with_columns(came=1), on="person", how="left")
    estates = f.places.select("place", "estate_age")
    rows = community_of(f, persons, "home").join(estates, left_on="home", right_on="place")
    rates = rows.group_by("community").agg(
        (pl.col("came").filter(pl.col("estate_age") == age).fill_null(0).mean()).alias(age)
        for age in (a, b)
    )
    one, other = pl.col(a), pl.col(b)
    found = rates.select(
        "community", difference=one - other, ratio=pl.when(other > 0).then(one / other)
    )
    return found.unpivot(index="community", variable_name="scale").collect()
