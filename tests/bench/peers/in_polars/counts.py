# SPDX-License-Identifier: Apache-2.0
"""The measures of `counts`."""

from __future__ import annotations

import polars as pl

from peers.in_polars.base import COMMUNITY, Frames, count, everywhere, in_window, roster, served
from peers.in_polars.base import residents as residents_of
from peers.questions import Question


def places(f: Frames, q: Question) -> pl.DataFrame:
    return count(f, f.places)


def residents(f: Frames, q: Question) -> pl.DataFrame:
    return everywhere(f, residents_of(f), pl.col("n").sum())


def households(f: Frames, q: Question) -> pl.DataFrame:
    return everywhere(f, f.places, pl.col("households").sum())


def total(f: Frames, q: Question) -> pl.DataFrame:
    return everywhere(f, f.places, pl.col(q["column"]).sum())


def share(f: Frames, q: Question) -> pl.DataFrame:
    value = pl.col(q["column"]).sum() / pl.col(q["of"]).sum()
    return f.places.drop_nulls("community").group_by("community").agg(value=value).collect()


def groups(f: Frames, q: Question) -> pl.DataFrame:
    return count(f, served(f, q, "teams"))


def kinds(f: Frames, q: Question) -> pl.DataFrame:
    return everywhere(f, served(f, q, "teams"), pl.col("kind").n_unique())


def members(f: Frames, q: Question) -> pl.DataFrame:
    persons = roster(f, q).filter("is_person")
    return count(f, persons.select("member", "community").unique())


def sessions(f: Frames, q: Question) -> pl.DataFrame:
    listed = f.meetings.filter(pl.col("tbl") == "services")
    held = listed.filter(in_window("day", q)).group_by(service="held_by")
    told = f.service_counts.filter(pl.col("unit") == "sessions")
    told = told.join(listed, left_on="service", right_on="held_by", how="anti")
    number = pl.concat([held.agg(count=pl.len().cast(pl.Int64)), told.select("service", "count")])
    return _of_services(f, number)


def helped(f: Frames, q: Question) -> pl.DataFrame:
    told = f.service_counts.filter(pl.col("unit") == "persons", pl.col("outcome").is_null())
    return _of_services(f, told)


def _of_services(f: Frames, number: pl.LazyFrame) -> pl.DataFrame:
    services = f.serving.filter(pl.col("tbl") == "services", COMMUNITY.is_not_null())
    services = services.select("grp", "community").unique()
    rows = number.join(services, left_on="service", right_on="grp")
    return everywhere(f, rows, pl.col("count").sum())
