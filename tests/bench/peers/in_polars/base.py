# SPDX-License-Identifier: Apache-2.0
"""The frames, and what many measures begin or end with."""

from __future__ import annotations

from typing import Any

import polars as pl

from peers.data import Tables
from peers.questions import Question

COMMUNITY = pl.col("community")


class Frames:
    """The tables, lazy: nothing is done before `collect`."""

    def __init__(self, tables: Tables) -> None:
        self.table = tables

    def __getattr__(self, name: str) -> pl.LazyFrame:
        try:
            return self.__dict__["table"][name].lazy()
        except KeyError:
            raise AttributeError(name) from None


def answer(frame: pl.DataFrame) -> dict[Any, float]:
    """Key -> value, as the harness compares it."""
    return {tuple(key): float(v) for *key, v in frame.rows() if v is not None}


def community_of(f: Frames, rows: pl.LazyFrame, place: str) -> pl.LazyFrame:
    """Rows with the community of a place."""
    where = f.places.select("place", "community").drop_nulls()
    return rows.join(where, left_on=place, right_on="place")


def at_home(f: Frames, persons: pl.LazyFrame) -> pl.LazyFrame:
    """Rows with a `person`, and the community of the home."""
    homes = f.persons.select("person", "home").join(persons, on="person")
    return community_of(f, homes, "home")


def residents(f: Frames, among: pl.LazyFrame | None = None) -> pl.LazyFrame:
    """How many persons are at home in each community, of all or among some: home by home first."""
    persons = f.persons if among is None else f.persons.join(among, on="person", how="semi")
    homes = persons.group_by("home").agg(n=pl.len())
    return community_of(f, homes, "home").group_by("community").agg(pl.col("n").sum())


def everywhere(f: Frames, rows: pl.LazyFrame, value: Any, fill: Any = 0) -> pl.DataFrame:
    """A value each community, 0 where there are no rows."""
    found = rows.group_by("community").agg(value=value)
    every = f.communities.select("community").join(found, on="community", how="left")
    return every.with_columns(pl.col("value").fill_null(fill)).collect()


def count(f: Frames, rows: pl.LazyFrame) -> pl.DataFrame:
    """Rows by community."""
    return everywhere(f, rows, pl.len())


def mean(rows: pl.LazyFrame, value: Any) -> pl.DataFrame:
    """A mean each community that has rows."""
    return rows.group_by("community").agg(value=value.mean()).collect()


def numbers(rows: pl.LazyFrame) -> pl.LazyFrame:
    """How many rows there are by community, lazily."""
    return rows.group_by("community").agg(n=pl.len())


def ratio(over: pl.LazyFrame, under: pl.LazyFrame, scale: int = 1) -> pl.DataFrame:
    """One number over another, by community; null where the other is not there."""
    both = under.join(over, on="community", how="left", suffix="_over")
    value = scale * pl.col("n_over").fill_null(0) / pl.col("n")
    return both.select("community", value=value).collect()


def in_force(q: Question) -> pl.Expr:
    """Null dates are open."""
    since, until = pl.col("since"), pl.col("until")
    return (since.is_null() | (since <= q.on)) & (until.is_null() | (until > q.on))


def in_window(day: str, q: Question) -> pl.Expr:
    """Whether a day lies in `during`, and not after `on`."""
    early_enough = pl.col(day) < q.until
    return early_enough & (pl.col(day) >= q.since) if q.during else early_enough


def served(f: Frames, q: Question, table: str) -> pl.LazyFrame:
    """Groups of one table in force, each community that they serve once."""
    rows = f.serving.filter(pl.col("tbl") == table, in_force(q), COMMUNITY.is_not_null())
    return rows.select("grp", "kind", "community").unique()


def roster(f: Frames, q: Question, table: str = "teams") -> pl.LazyFrame:
    """Memberships in force in such groups, beside the communities that these serve."""
    rows = f.memberships.filter(in_force(q)).select("member", "grp", "role", "is_person")
    return rows.join(served(f, q, table), on="grp")
