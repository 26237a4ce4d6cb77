# SPDX-License-Identifier: Apache-2.0
"""Bounds of published figures beside every way in which things may lie that the figures allow.

Two figures, each exact or an upper limit, and one relation between them. All of them are made up.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from typing import Any

import linli as ll
import pytest
from fillings import Ends, ends

Figure = tuple[int, str]  # the value and its qualifier
FIGURES = [
    (value, how) for value in range(5) for how in ("exact", "at_most") if value or how == "exact"
]


def stands_for(figure: Figure) -> range:
    value, how = figure
    return range(value if how == "exact" else 0, value + 1)


def each_pair(relation: str) -> Iterator[tuple[Figure, Figure, list[dict[str, Any]]]]:
    for one, other in itertools.product(FIGURES, FIGURES):
        net = ll.Network(
            reported={
                "indicator": ["one", "other"],
                "value": [str(one[0]), str(other[0])],
                "qualifier": [one[1], other[1]],
                "of": ["other", None],
                "relation": [relation, None],
            },
            origin="synthetic",
        )
        yield one, other, list(net.bounds().rows())


def each_count(one: Figure, other: Figure) -> Iterator[tuple[int, int]]:
    return itertools.product(stands_for(one), stands_for(other))


def check(rows: list[dict[str, Any]], subject: str, assumed: bool, of: Ends | None) -> None:
    found = [r for r in rows if r["subject"] == subject and bool(r["assumption"]) == assumed]
    assert len(found) == 1
    expected = (None, None) if of is None else of
    assert (found[0]["low"], found[0]["high"]) == pytest.approx(expected), found[0]


def test_of_things_that_belong_to_holders() -> None:
    def spread(one: Figure, other: Figure) -> Iterator[tuple[int, int]]:
        """How many holders there are, and how many of them have any."""
        for things, holders in each_count(one, other):
            for owners in itertools.product(range(holders), repeat=things):
                yield holders, len(set(owners))

    for one, other, rows in each_pair("spread_over"):
        worlds = set(spread(one, other))
        with_any = ends(some / n for n, some in worlds if n)
        check(rows, "share of other with any of the one", True, with_any)
        check(rows, "other without any of the one", True, ends(n - some for n, some in worlds))


def test_of_a_part_that_may_lie_outside() -> None:
    def parts(one: Figure, other: Figure, inside: bool) -> Iterator[tuple[int, int]]:
        """The whole, and how much of the part is in it."""
        for part, whole in each_count(one, other):
            for within in range(min(part, whole) + 1):
                if within == part or not inside:
                    yield whole, within

    for one, other, rows in each_pair("part_of"):
        for inside in (True, False):
            worlds = set(parts(one, other, inside))
            check(rows, "one / other", inside, ends(k / n for n, k in worlds if n))
            check(rows, "other not among one", inside, ends(n - k for n, k in worlds))


def test_of_persons_behind_entries() -> None:
    def persons(one: Figure, other: Figure) -> Iterator[int]:
        people = range(4)
        some = [set(x) for k in range(4) for x in itertools.combinations(people, k)]
        for entries, number in each_count(one, other):
            for filled in itertools.product(some, repeat=number):
                if sum(map(len, filled)) == entries:
                    yield len(set().union(*filled))

    for one, other, rows in each_pair("entries_in"):
        if one[0] < 4 and other[0] < 4:
            check(rows, "distinct persons behind the one", True, ends(persons(one, other)))


def test_of_people_in_two_rosters() -> None:
    def rosters(
        one: Figure, other: Figure, of: Callable[[set[int], set[int]], set[int]]
    ) -> Iterator[int]:
        people = range(8)
        for a, b in each_count(one, other):
            first = set(range(a))  # whoever they are: only how the two overlap matters
            for second in itertools.combinations(people, b):
                yield len(of(first, set(second)))

    for one, other, rows in each_pair("overlaps"):
        check(rows, "in both one and other", False, ends(rosters(one, other, set.intersection)))
        check(rows, "in one or other", False, ends(rosters(one, other, set.union)))


def test_of_so_many_each() -> None:
    for one, other, rows in each_pair("per"):
        quotients = ends(a / b for a, b in each_count(one, other) if b)
        check(rows, "one / other", "at_most" in (one[1], other[1]), quotients)


@pytest.mark.parametrize(
    ("attendances", "meetings", "low", "high"),
    [
        (("more_than", 400), ("over", 270), 401 / 279, None),
        (("over", 800), ("over", 270), 800 / 279, 899 / 270),
    ],
)
def test_of_the_means_that_were_printed(
    attendances: tuple[str, int], meetings: tuple[str, int], low: float, high: float | None
) -> None:
    net = ll.Network(
        reported={
            "indicator": ["came", "held"],
            "value": [str(attendances[1]), str(meetings[1])],
            "qualifier": [attendances[0], meetings[0]],
            "of": ["held", None],
            "relation": ["per", None],
        },
        origin="synthetic",
    )
    (row,) = net.bounds().rows()
    assert (row["low"], row["high"]) == (low, high)
    assert row["value"] == attendances[1] / meetings[1]
    assert "indicative only" in row["assumption"]
