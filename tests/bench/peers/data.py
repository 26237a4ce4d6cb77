# SPDX-License-Identifier: Apache-2.0
"""The network's tables, prepared alike for all peers, once and outside what is timed.

What linli's network holds after it was built, the peers hold too: the community of each place and
the places above it, which table a reference leads to, which groups serve which community, events in
order. Words from short lists become categories.
"""

from __future__ import annotations

import linli as ll
import polars as pl

GROUPS = ("party_organisations", "teams", "organisations", "forums", "services")
_WORDS = ("level", "kind", "tbl", "role", "sex", "tenure", "state", "unit", "outcome",
          "registration", "estate_age")  # fmt: skip
Tables = dict[str, pl.DataFrame]


def prepared(net: ll.Network) -> Tables:
    """Name -> frame; `grp` and `day` stand for words that SQL keeps for itself."""
    given = {name: table.to_polars() for name, table in net.to_tables().items()}
    above = _above(given["places"])
    places = _places(given["places"], above)
    groups = _groups(given)
    to_table = groups.select("grp", "tbl")
    found = {
        "places": places,
        "above": above,
        "communities": places.filter(pl.col("level") == "community").select(
            "community", "subdistrict", "district"
        ),
        "kinds": pl.DataFrame({"kind": net.scheme.keys}).with_row_index("rank"),
        "persons": given["persons"].rename({"id": "person"}),
        "groups": groups,
        "serving": _serving(given, groups, places),
        "memberships": _beside(given["memberships"].rename({"group": "grp"}), "member", given),
        "benefits": _beside(given["benefits"], "beneficiary", given),
        "meetings": given["meetings"]
        .rename({"id": "meeting", "date": "day"})
        .drop("kind")
        .join(to_table, left_on="held_by", right_on="grp", how="left"),
        "attendances": given["attendances"],
        "activities": given["activities"].rename({"group": "grp", "date": "day"}),
        "issues": given["issues"]
        .rename({"id": "issue"})
        .with_columns(pl.col("satisfied").str.to_lowercase() == "true"),
        "events": _events(given["issue_events"]),
        "service_counts": given["service_counts"],
    }
    return {name: _with_categories(frame) for name, frame in found.items()}


def words(tables: Tables) -> dict[str, list[str]]:
    """The words of each column of categories, over all tables."""
    found: dict[str, list[str]] = {}
    for frame in tables.values():
        for name in frame.columns:
            if name in _WORDS:
                found.setdefault(name, []).extend(frame[name].drop_nulls().unique().to_list())
    return {name: sorted(set(listed)) for name, listed in found.items()}


def _with_categories(frame: pl.DataFrame) -> pl.DataFrame:
    return frame.with_columns(
        pl.col(name).cast(pl.Categorical) for name in frame.columns if name in _WORDS
    )


def _above(places: pl.DataFrame) -> pl.DataFrame:
    """Every place with itself and with each place above."""
    parent = places.select(ancestor="id", parent="parent")
    step = places.select(place="id", ancestor="id")
    steps = [step]
    while len(step):
        step = step.join(parent, on="ancestor").drop_nulls("parent")
        step = step.select("place", ancestor="parent")
        steps.append(step)
    return pl.concat(steps)


def _places(places: pl.DataFrame, above: pl.DataFrame) -> pl.DataFrame:
    """The columns of places, and the place at each higher level."""
    level = places.select(ancestor="id", at="level")
    found = places.rename({"id": "place"}).drop("name")
    for name in ("community", "subdistrict", "district"):
        there = above.join(level.filter(pl.col("at") == name), on="ancestor")
        found = found.join(there.select("place", ancestor="ancestor"), on="place", how="left")
        found = found.rename({"ancestor": name})
    return found


def _groups(given: Tables) -> pl.DataFrame:
    wanted = {"kind": pl.String, "registration": pl.String, "since": pl.Date, "until": pl.Date}
    tables = []
    for table in GROUPS:
        missing = [name for name in wanted if name not in given[table].columns]
        frame = given[table].with_columns(
            pl.lit(None, dtype=wanted[name]).alias(name) for name in missing
        )
        tables.append(frame.select(pl.lit(table).alias("tbl"), *wanted, "place", grp="id"))
    return pl.concat(tables)


def _serving(given: Tables, groups: pl.DataFrame, places: pl.DataFrame) -> pl.DataFrame:
    """A row each group and place that it serves, with the community in which that lies."""
    also = given["serves"].rename({"group": "grp"}).join(groups.drop("place"), on="grp")
    rows = pl.concat([groups, also.select(groups.columns)]).drop_nulls("place").unique()
    return rows.join(places.select("place", "level", "community"), on="place")


def _beside(frame: pl.DataFrame, column: str, given: Tables) -> pl.DataFrame:
    """Whether a reference leads to a person: ids are found in one table only."""
    persons = given["persons"].select(pl.col("id").alias(column), is_person=pl.lit(True))
    found = frame.join(persons, on=column, how="left", maintain_order="left")
    return found.with_columns(pl.col("is_person").fill_null(False))


def _events(events: pl.DataFrame) -> pl.DataFrame:
    """In order of issue and time, ties as in the file; `seq` counts them."""
    found = events.rename({"at": "day"}).sort("issue", "day", maintain_order=True)
    return found.with_row_index("seq").with_columns(pl.col("seq").cast(pl.Int64))
