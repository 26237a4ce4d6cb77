# SPDX-License-Identifier: Apache-2.0
"""Small totals of a city with two communities, and the ends of what is seen in all their fillings.

Of the people only a, b and c are known by name; in each community lives one more whom nobody lists.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from typing import Any

import pytest

Row = dict[str, Any]
Ends = tuple[float, float]
Where = tuple[str | None, str | None]  # a place and a kind, None for all
World = dict[str, frozenset[str]]  # who is in each team, or at each meeting

PLACES = {
    "id": ["city", "n", "s"],
    "level": ["city", "community", "community"],
    "parent": [None, "city", "city"],
}
INSIDE = {"city": {"city", "n", "s"}, "n": {"n"}, "s": {"s"}}
HOMES = {"a": "n", "b": "s", "c": "outside"}
PEOPLE = {"n": 2, "s": 2}
# One more in each community whom nobody lists.
RESIDENTS = {"n": {"a", "n1"}, "s": {"b", "s1"}, "city": {"a", "n1", "b", "s1"}}
NAMED_SETS = [frozenset(x) for k in range(4) for x in itertools.combinations("abc", k)]


def lists(pool: Iterable[str], size: int) -> list[frozenset[str]]:
    return [frozenset(x) for x in itertools.combinations(sorted(pool), size)]


def ends(values: Iterable[float | None]) -> Ends | None:
    """The lowest and the highest, over the worlds in which there is a value."""
    known = [x for x in values if x is not None]
    return (min(known), max(known)) if known else None


def said(rows: Iterable[Row], subject: str, place: str | None, assumed: bool) -> Ends | None:
    found = [
        (row["low"], row["high"])
        for row in rows
        if (row["subject"], row["place"]) == (subject, place)
        and (row["assumption"] is not None) == assumed
    ]
    assert len(found) <= 1
    return found[0] if found else None


def check(rows: list[Row], subject: str, place: str | None, assumed: bool, of: Ends | None) -> None:
    answer = said(rows, subject, place, assumed)
    if answer is None and assumed:  # nothing is gained: what holds in any case holds here too
        answer = said(rows, subject, place, False)
    expected = (None, None) if of is None else of
    assert answer == pytest.approx(expected, abs=1e-12), (subject, place, assumed)
