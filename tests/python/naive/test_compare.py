# SPDX-License-Identifier: Apache-2.0
"""What counts as a difference between two answers, and what counts as compared."""

from __future__ import annotations

from .compare import compared
from .conventions import Row

COLUMNS = ("value", "numerator", "denominator")


def row(place: str | None, value: float | None, over: float | None, under: float | None) -> Row:
    return {"community": place, "value": value, "numerator": over, "denominator": under}


def test_every_number_of_every_row_is_compared() -> None:
    rows = [row("A", 0.5, 1, 2), row("B", 0, 0, 3)]
    assert compared(rows, rows, ["community"], COLUMNS) == ([], 6)
    other = [row("A", 0.5 + 1e-12, 1, 2), row("B", 0, 0, 4)]
    found, numbers = compared(rows, other, ["community"], COLUMNS)
    assert (found, numbers) == (["('B',): denominator: naive 3, engine 4"], 6)


def test_zero_is_not_null() -> None:
    found, numbers = compared([row("A", None, 0, 0)], [row("A", 0, 0, 0)], ["community"], COLUMNS)
    assert (len(found), numbers) == (1, 3)


def test_what_a_null_is_made_of_is_compared_only_where_both_say_it() -> None:
    one, other = [row("A", None, None, 3)], [row("A", None, 2, 3)]
    assert compared(one, other, ["community"], COLUMNS) == ([], 2)
    assert len(compared(one, [row("A", None, 2, 4)], ["community"], COLUMNS).found) == 1


def test_a_row_of_nothing_without_a_place_may_be_left_out_but_no_other() -> None:
    assert compared([row(None, 0, 0, 5)], [], ["community"]).found == []
    assert len(compared([row(None, 1, 5, 5)], [], ["community"]).found) == 1
    assert len(compared([], [row("A", None, 0, 0)], ["community"]).found) == 1
