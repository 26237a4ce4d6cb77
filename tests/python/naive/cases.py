# SPDX-License-Identifier: Apache-2.0
"""A synthetic district small enough to work out by hand, and how it is asked."""

from __future__ import annotations

from typing import Any

from .evaluate import evaluate

Row = dict[str, Any]

# city 1 ─ A (community) ─ g (grid) ─ h1, h2 (households); city ─ B (community) ─ h3
# Z is an estate of the city that holds, by `place_in`, h2 and B.
PLACES: list[Row] = [
    {"id": "city", "level": "city"},
    {"id": "A", "level": "community", "parent": "city", "estate_age": "old"},
    {"id": "B", "level": "community", "parent": "city"},
    {"id": "g", "level": "grid", "parent": "A", "minors": 3},
    {"id": "h1", "level": "household", "parent": "g", "minors": 9},
    {"id": "h2", "level": "household", "parent": "g", "estate_age": "new"},
    {"id": "h3", "level": "household", "parent": "B", "minors": 2},
    {"id": "Z", "level": "estate", "parent": "city"},
]
PLACE_IN: list[Row] = [{"place": "h2", "zone": "Z"}, {"place": "B", "zone": "Z"}]
PERSONS: list[Row] = [
    {"id": 1, "home": "h1", "sex": "F", "birth_date": "2006-07-01"},  # 17 on 2024-06-30
    {"id": 2, "home": "h1", "sex": "M", "age": 40},
    {"id": 3, "home": "h2", "sex": "F", "age": 70},
    {"id": 4, "home": "h3", "sex": None, "age": 34},
    {"id": 5, "home": "outside", "sex": "F", "age": 30},
    {"id": 6, "home": "city", "sex": "M", "age": 20},
]
TEAMS: list[Row] = [
    {"id": "t1", "kind": "volunteers", "place": "A"},
    {"id": "t2", "kind": "volunteers", "place": "h3"},
    {"id": "t3", "kind": "watch", "place": "city", "until": "2024-06-30"},  # ends as the day begins
    {"id": "t4", "kind": "watch", "head_count": 7},  # serves A by a row of `serves`
]
MEMBERSHIPS: list[Row] = [
    {"member": 1, "group": "t1"},
    {"member": 1, "group": "t1", "role": "head"},  # the same pair
    {"member": 5, "group": "t1"},
    {"member": 5, "group": "t2", "since": "2024-06-30T18:00"},  # in force by the end of the day
    {"member": 2, "group": "t2", "until": "2024-06-30"},  # not any more
    {"member": 3, "group": "f1", "role": "fixed_representative"},
]
DISTRICT: dict[str, list[Row]] = {
    "places": PLACES,
    "place_in": PLACE_IN,
    "persons": PERSONS,
    "teams": TEAMS,
    "serves": [{"group": "t4", "place": "A"}],
    "memberships": MEMBERSHIPS,
    "forums": [
        {"id": "f1", "kind": "hall", "place": "A"},
        {"id": "f2", "kind": "bench", "place": "city"},
    ],
}
DAY = "2024-06-30"


def ask(tables: dict[str, list[Row]], measure: str, *keys: str, **asked: Any) -> Any:
    """The value; with `by`, the values by key (of the dimensions `keys`, if named)."""
    params = asked.pop("params", None)
    rows = evaluate(tables, measure, params, on=asked.pop("on", DAY), **asked)
    by = asked.get("by")
    if by is None:
        return rows[0]["value"]
    dims = keys or ([by] if isinstance(by, str) else by)
    return {tuple(r[d] for d in dims) if len(dims) > 1 else r[dims[0]]: r["value"] for r in rows}


def with_tables(**tables: list[Row]) -> dict[str, list[Row]]:
    return DISTRICT | tables


MEETINGS: list[Row] = [
    {"id": "m1", "held_by": "f1", "date": "2024-01-10"},
    {"id": "m2", "held_by": "f1", "date": "2024-02-10T19:00", "kind": "urgent"},
    {"id": "m3", "held_by": "f2", "date": "2024-05-01"},
    {"id": "m4", "held_by": "t1", "date": "2024-05-01"},
    {"id": "m5", "held_by": "f1", "date": "2024-07-01"},  # after `on`
]
ATTENDANCES: list[Row] = [
    {"meeting": "m1", "person": 1, "as_group": "t1"},
    {"meeting": "m1", "person": 1, "as_group": "f2"},  # the same attendance
    {"meeting": "m1", "person": 5},
    {"meeting": "m2", "person": 1},
    {"meeting": "m2", "person": 3},
    {"meeting": "m3", "person": 4, "as_group": "t2"},
    {"meeting": "m4", "person": 2},
]
FORUMS = with_tables(meetings=MEETINGS, attendances=ATTENDANCES)

ISSUES: list[Row] = [
    {"id": "i1", "place": "h1", "raised_at": "2024-01-01", "category": "lift", "forum": "f1"},
    {"id": "i2", "place": "h1", "raised_at": "2024-01-02T06:00", "category": "noise"},
    {"id": "i3", "place": "B", "raised_at": "2024-02-01"},
    {"id": "i4", "place": "B", "raised_at": "2024-03-01"},
    {"id": "i5", "place": "B", "raised_at": "2024-07-01"},  # after `on`
]
EVENTS: list[Row] = [
    {"issue": "i1", "state": "closed", "at": "2024-01-11T08:00", "actor": "t1"},
    {"issue": "i1", "state": "accepted", "at": "2024-01-03", "actor": "t1"},
    {"issue": "i2", "state": "closed", "at": "2024-01-05T18:00"},
    {"issue": "i2", "state": "reopened", "at": "2024-01-05T18:00"},  # later in the file: later
    {"issue": "i3", "state": "escalated", "at": "2024-02-02"},
    {"issue": "i3", "state": "rejected", "at": "2024-02-03"},
    {"issue": "i4", "state": "evaluated", "at": "2024-07-02"},  # after `on`
]
MATTERS = with_tables(issues=ISSUES, issue_events=EVENTS)
