# SPDX-License-Identifier: Apache-2.0
"""The measures of `counts`."""

from __future__ import annotations

import pandas as pd

from peers.in_pandas.base import (
    Frames,
    count,
    everywhere,
    in_window,
    ratio,
    roster,
    served,
)
from peers.in_pandas.base import residents as residents_of
from peers.questions import Question


def places(f: Frames, q: Question) -> pd.Series:
    return count(f, f.places.community)


def residents(f: Frames, q: Question) -> pd.Series:
    return residents_of(f)


def households(f: Frames, q: Question) -> pd.Series:
    return everywhere(f, f.places.groupby("community").households.sum())


def total(f: Frames, q: Question) -> pd.Series:
    return everywhere(f, f.places.groupby("community")[q["column"]].sum())


def share(f: Frames, q: Question) -> pd.Series:
    sums = f.places.groupby("community")[[q["column"], q["of"]]].sum()
    return ratio(sums[q["column"]], sums[q["of"]])


def groups(f: Frames, q: Question) -> pd.Series:
    return count(f, served(f, q, "teams").community)


def kinds(f: Frames, q: Question) -> pd.Series:
    there = served(f, q, "teams")[["community", "kind"]].drop_duplicates()
    return count(f, there.community)


def members(f: Frames, q: Question) -> pd.Series:
    rows = roster(f, q)
    persons = rows.loc[rows.is_person, ["member", "community"]].drop_duplicates()
    return count(f, persons.community)


def sessions(f: Frames, q: Question) -> pd.Series:
    listed = f.meetings[f.meetings.tbl == "services"]
    held = listed[in_window(listed.day, q)].held_by.value_counts()
    told = f.service_counts[f.service_counts.unit == "sessions"]
    told = told[~told.service.isin(listed.held_by)].groupby("service")["count"].sum()
    return _of_services(f, pd.concat([held, told]))


def helped(f: Frames, q: Question) -> pd.Series:
    told = f.service_counts[(f.service_counts.unit == "persons") & f.service_counts.outcome.isna()]
    return _of_services(f, told.groupby("service")["count"].sum())


def _of_services(f: Frames, number: pd.Series) -> pd.Series:
    services = f.serving[f.serving.tbl == "services"][["grp", "community"]].drop_duplicates()
    return everywhere(f, services.grp.map(number).groupby(services.community).sum())
