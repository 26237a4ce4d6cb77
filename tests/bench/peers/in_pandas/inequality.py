# SPDX-License-Identifier: Apache-2.0
"""The measures of `inequality`: of depth across communities, weighted by residents."""

from __future__ import annotations

import numpy as np
import pandas as pd

from peers.in_pandas.base import Frames, count, in_window, ratio, residents
from peers.in_pandas.coverage import depth
from peers.questions import Question


def _units(f: Frames, q: Question) -> pd.DataFrame:
    """x and w of each community, the mean of its district; in order of x."""
    units = (
        f.table["communities"]
        .set_index("community")
        .assign(x=depth(f, q), w=residents(f))
        .dropna()
        .sort_values("x")
    )
    units = units[units.w > 0]
    by = units.assign(wx=units.w * units.x).groupby("district")[["w", "wx"]].transform("sum")
    return units.assign(total=by.w, mean_=by.wx / by.w)


def gini(f: Frames, q: Question) -> pd.Series:
    u = _units(f, q)
    # The pairs of each unit with those before it: x times the weight below, less their sum.
    u["wx"] = u.w * u.x
    by = u.groupby("district")
    below = u.x * (by.w.cumsum() - u.w) - (by.wx.cumsum() - u.wx)
    pairs = (u.w * below).groupby(u.district).sum()
    return pairs / (by.mean_.first() * by.total.first() ** 2)


def hoover(f: Frames, q: Question) -> pd.Series:
    u = _units(f, q)
    apart = (u.w * (u.x - u.mean_).abs()).groupby(u.district).sum()
    by = u.groupby("district")
    return apart / (2 * by.total.first() * by.mean_.first())


def _theil(x: pd.Series) -> pd.Series:
    return x * np.log(x.where(x > 0, 1.0))


def theil(f: Frames, q: Question) -> pd.Series:
    u = _units(f, q)
    return (u.w / u.total * _theil(u.x / u.mean_)).groupby(u.district).sum()


def theil_between(f: Frames, q: Question) -> pd.Series:
    u = _units(f, q)
    u["wx"] = u.w * u.x
    part = u.groupby(["district", q["grouping"]]).agg(
        w=("w", "sum"), wx=("wx", "sum"), total=("total", "first"), mean_=("mean_", "first")
    )
    between = part.w / part.total * _theil(part.wx / part.w / part.mean_)
    return between.groupby("district").sum()


def theil_within(f: Frames, q: Question) -> pd.Series:
    return theil(f, q) - theil_between(f, q)


def atkinson(f: Frames, q: Question) -> pd.Series:
    u, e = _units(f, q), q["epsilon"]
    even = (u.w / u.total * (u.x / u.mean_) ** (1 - e)).groupby(u.district).sum()
    return 1 - even ** (1 / (1 - e))


def quantile_ratio(f: Frames, q: Question) -> pd.Series:
    u = _units(f, q)
    reached = u.groupby("district").w.cumsum() + 1e-9 * u.total
    high, low = (
        u[reached >= share * u.total].drop_duplicates("district").set_index("district").x
        for share in (0.9, 0.1)
    )
    return high / low.where(low > 0)


def gap(f: Frames, q: Question) -> pd.Series:
    """Of participation.rate, between people in old and in new estates."""
    _, *pair = q["between"]
    place = f.places.set_index("place")
    held = f.meetings.meeting[(f.meetings.tbl == "forums") & in_window(f.meetings.day, q)]
    came = f.attendances.person[f.attendances.meeting.isin(held)].unique()
    came_from = pd.Series(came).map(f.home_of)
    age_of = place.estate_age.astype(object)
    rates = []
    for age in pair:
        there = came_from[came_from.map(age_of) == age].map(f.community_of)
        people = f.persons.home[f.persons.home.map(age_of) == age].map(f.community_of)
        rates.append(ratio(count(f, there), count(f, people)))
    old, new = rates
    return pd.concat(
        [old - new, old / new.where(new > 0)], keys=["difference", "ratio"]
    ).swaplevel()
