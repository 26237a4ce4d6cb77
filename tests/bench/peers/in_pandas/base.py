# SPDX-License-Identifier: Apache-2.0
"""The frames, and what many measures begin or end with."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from peers.data import Tables
from peers.questions import Question


class Frames:
    """The tables as DataFrames, and three lookups by index; pandas keeps the hash of each."""

    def __init__(self, tables: Tables) -> None:
        self.table = {name: _frame(table) for name, table in tables.items()}
        self.communities = pd.Index(self.table["communities"].community)
        places = self.table["places"].set_index("place")
        self.community_of = places.community.fillna(0).astype(np.int64)  # 0 is no community
        self.home_of = self.table["persons"].set_index("person").home
        self.kinds = pd.Index(self.table["kinds"].kind)

    def __getattr__(self, name: str) -> pd.DataFrame:
        try:
            return self.__dict__["table"][name]
        except KeyError:
            raise AttributeError(name) from None

    def community_of_person(self, person: Any) -> pd.Series:
        """Of each person the community of the home."""
        return pd.Series(person).map(self.home_of).map(self.community_of)


def _frame(table: Any) -> pd.DataFrame:
    return table.to_pandas()


def answer(series: pd.Series) -> dict[Any, float]:
    """Key -> value, as the harness compares it."""
    return series.dropna().to_dict()


def everywhere(f: Frames, counts: pd.Series) -> pd.Series:
    """A value each community, 0 where nothing was counted."""
    return counts.reindex(f.communities, fill_value=0)


def count(f: Frames, community: pd.Series) -> pd.Series:
    """Rows by community."""
    return everywhere(f, community.value_counts(sort=False))


def ratio(over: pd.Series, under: pd.Series, scale: int = 1) -> pd.Series:
    """Null where the denominator is 0."""
    return scale * over / under.where(under > 0)


def in_force(rows: pd.DataFrame, q: Question) -> pd.DataFrame:
    """Null dates are open: every comparison with them is false."""
    on = pd.Timestamp(q.on)
    return rows[~(rows.since > on) & ~(rows.until <= on)]


def in_window(day: pd.Series, q: Question) -> pd.Series:
    """Whether a day lies in `during`, and not after `on`."""
    late_enough = day >= pd.Timestamp(q.since) if q.during else True
    return (day < pd.Timestamp(q.until)) & late_enough


def served(f: Frames, q: Question, table: str) -> pd.DataFrame:
    """grp, kind, community of groups of one table in force, each community once."""
    rows = in_force(f.serving[f.serving.tbl == table], q)
    return (
        rows[["grp", "kind", "registration", "community"]]
        .drop_duplicates()
        .dropna(subset="community")
    )


def roster(f: Frames, q: Question, table: str = "teams") -> pd.DataFrame:
    """Memberships in force in such groups, beside the communities that these serve."""
    return in_force(f.memberships, q).merge(served(f, q, table), on="grp")


def residents(f: Frames) -> pd.Series:
    """R(p), from persons: home by home first."""
    homes = f.persons.home.value_counts(sort=False)
    return everywhere(f, homes.groupby(f.community_of).sum())
