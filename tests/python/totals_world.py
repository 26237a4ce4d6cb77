# SPDX-License-Identifier: Apache-2.0
"""A small world of rows beside totals, and how to look at its answers. All of it is made up."""

from __future__ import annotations

from typing import Any

import linli as ll

Row = dict[str, Any]

# city ─ A, B (communities); persons 1 and 2 live in A, 3 in B, 4 elsewhere.
TABLES: dict[str, dict[str, list[Any]]] = {
    "places": {
        "id": ["city", "A", "B"],
        "level": ["city", "community", "community"],
        "parent": [None, "city", "city"],
    },
    "persons": {
        "id": [1, 2, 3, 4],
        "home": ["A", "A", "B", "outside"],
        "sex": ["F", "M", "F", "F"],
    },
    "teams": {
        "id": ["named", "counted"],
        "kind": ["volunteers", "volunteers"],
        "place": ["A", "B"],
        "head_count": [None, 7],
    },
    "memberships": {"member": [1, 4], "group": ["named", "named"]},
    "forums": {"id": ["fa", "fb"], "kind": ["hall", "hall"], "place": ["A", "B"]},
    "meetings": {
        "id": ["m1", "m2", "m3"],
        "held_by": ["fa", "fb", "fb"],
        "date": ["2024-01-10", "2024-02-10", "2024-03-10"],
        "attended": [None, 12, None],
        "residents_attended": [None, 9, None],
    },
    "attendances": {"meeting": ["m1", "m1", "m1"], "person": [1, 2, 4]},
}


def world(persons_are: str | None = None, **changed: Any) -> ll.Network:
    tables = {**TABLES, **changed}
    return ll.Network(
        **{name: table for name, table in tables.items() if table is not None},
        persons_are=persons_are,
        as_of="2024-06-30",
        origin="synthetic",
    )


def one(net: ll.Network, measure: str, **asked: Any) -> Row:
    rows = list(net.measure(measure, **asked).rows())
    assert len(rows) == 1
    return rows[0]


def by(net: ll.Network, measure: str, dimension: str = "community", **asked: Any) -> dict[Any, Row]:
    return {row[dimension]: row for row in net.measure(measure, by=dimension, **asked).rows()}


def values(net: ll.Network, measure: str, dimension: str = "community", **asked: Any) -> Row:
    return {key: row["value"] for key, row in by(net, measure, dimension, **asked).items()}


def is_unknown(row: Row, *words: str) -> bool:
    return row["value"] is None and all(word in row["note"] for word in words)
