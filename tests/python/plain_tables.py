# SPDX-License-Identifier: Apache-2.0
"""Plain tables, read without the library: rows, and every loose end of a world in words."""

from __future__ import annotations

from collections import Counter

GROUPS = ("party_organisations", "teams", "organisations", "forums", "services")
RELATIONS = ("memberships", "serves", "place_in", "partnerships", "attendances", "activities",
             "issue_events")  # fmt: skip

# Table and column -> tables in which its ids are found.
REFERENCES = {
    ("places", "parent"): ("places",),
    ("persons", "home"): ("places",),
    ("population", "place"): ("places",),
    ("reported", "place"): ("places",),
    ("observed", "place"): ("places",),
    ("meetings", "held_by"): GROUPS,
    ("issues", "place"): ("places",),
    ("issues", "forum"): ("forums",),
    ("issues", "raised_by"): ("persons", *GROUPS),
    ("memberships", "member"): ("persons", "organisations"),
    ("memberships", "group"): GROUPS,
    ("memberships", "on_behalf_of"): ("organisations",),
    ("serves", "group"): GROUPS,
    ("serves", "place"): ("places",),
    ("place_in", "place"): ("places",),
    ("place_in", "zone"): ("places",),
    ("partnerships", "organisation"): ("organisations",),
    ("partnerships", "place"): ("places",),
    ("attendances", "meeting"): ("meetings",),
    ("attendances", "person"): ("persons",),
    ("attendances", "as_group"): GROUPS,
    ("activities", "person"): ("persons",),
    ("activities", "group"): GROUPS,
    ("issue_events", "issue"): ("issues",),
    ("issue_events", "meeting"): ("meetings",),
    ("issue_events", "actor"): GROUPS,
    ("service_counts", "service"): ("services",),
    ("services", "provider"): GROUPS,
    ("teams", "fielded_by"): ("organisations",),
    **{(table, "place"): ("places",) for table in GROUPS},
    **{(table, "led_by"): ("party_organisations",) for table in GROUPS},
    **{(table, "parent"): (table,) for table in GROUPS},
}


def rows(table):
    """The rows of a plain table as dicts, with None for every null."""
    names = list(table)
    for values in zip(*(table[name] for name in names), strict=True):
        yield {n: None if v is None or v != v else v for n, v in zip(names, values, strict=True)}


def problems(tables):
    """Every loose end of a world, in words."""
    return [
        *_bad_columns(tables),
        *_loose_references(tables),
        *_bad_intervals(tables),
        *_duplicates(tables),
        *_early_events(tables),
        *_early_meetings(tables),
        *_bad_levels(tables),
    ]


def _bad_columns(tables):
    for name, table in tables.items():
        if len({len(column) for column in table.values()}) != 1:
            yield f"{name}: columns differ in length"


def _loose_references(tables):
    ids = {name: set(table["id"]) for name, table in tables.items() if "id" in table}
    for (name, column), targets in REFERENCES.items():
        if column not in tables.get(name, ()):
            continue
        known = set().union(*(ids.get(target, set()) for target in targets))
        known |= {None, "outside"} if column == "home" else {None}
        for value in set(tables[name][column].tolist()) - known:
            yield f"{name}.{column}: {value} is not in {targets}"


def _bad_intervals(tables):
    for name, table in tables.items():
        for row in rows(table):
            if row.get("since") and row.get("until") and row["until"] <= row["since"]:
                yield f"{name}: until {row['until']} not after since {row['since']}"


def _duplicates(tables):
    seen = Counter(i for name, table in tables.items() for i in table.get("id", ()))
    yield from (f"id {i} twice" for i, times in seen.items() if times > 1)
    for name in RELATIONS:
        if name in tables:
            keys = ("meeting", "person") if name == "attendances" else tuple(tables[name])
            counted = Counter(tuple(row[k] for k in keys) for row in rows(tables[name]))
            yield from (f"{name}: {key} twice" for key, times in counted.items() if times > 1)


def _early_events(tables):
    if "issues" not in tables:
        return
    raised = {row["id"]: row["raised_at"] for row in rows(tables["issues"])}
    last = {}
    for row in rows(tables["issue_events"]):
        if row["at"] < last.get(row["issue"], raised[row["issue"]]):
            yield f"issue_events: {row['issue']} {row['state']} out of time"
        last[row["issue"]] = row["at"]


def _early_meetings(tables):
    since = {
        row["id"]: row.get("since") for name in GROUPS for row in rows(tables.get(name, {"id": ()}))
    }
    for row in rows(tables.get("meetings", {"id": ()})):
        begun = since[row["held_by"]]
        if begun is not None and row["date"] < begun:
            yield f"meetings: {row['id']} before its group"


def _bad_levels(tables):
    level = dict(zip(tables["places"]["id"], tables["places"]["level"], strict=True))
    for row in rows(tables["places"]):
        if row["parent"] is not None and level[row["parent"]] == row["level"]:
            yield f"places: {row['id']} lies in its own level"
