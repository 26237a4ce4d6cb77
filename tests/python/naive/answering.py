# SPDX-License-Identifier: Apache-2.0
"""One answer a cell, and the rows of a measure that looks at one cell at a time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from .answers import Answer, ratio
from .attenders import before_start, in_next
from .catalogue import MEASURES, PROPORTIONS, is_stock, tables_of
from .conventions import Cell, Row, Window, condition
from .dimensions import FIXED, Asked, cells, lowest_and_attributes
from .intervals import NONE, Limits, newcombe, of_ratio, wilson
from .world import World

Named = str | tuple[str, Row]  # a measure, or one with its parameters


def named(of: Named) -> tuple[str, Row]:
    return (of, {}) if isinstance(of, str) else of


def collected(world: World, cell: Cell, table: str, stock: bool) -> bool:
    """'`observed`: where and when a table was really collected.'

    A table of which it says nothing counts as collected; a part of the region is enough.
    """
    rows = [r for r in world.rows("observed") if r["table"] == table]
    there = [r for r in rows if world.subtree(r["place"]) & cell.region.places]
    if stock:
        return not rows or any(cell.on.in_force(r) for r in there)
    return not rows or any(cell.window.overlaps(r) for r in there)


def was_collected(world: World, cell: Cell, measure: str, params: Row) -> bool:
    if measure == "participation.never_share":  # of the whole record
        cell = replace(cell, window=Window(None, None, cell.on))
    if measure == "coverage.active_members":  # its roster is a stock, its acts are a flow
        acts = [collected(world, cell, table, False) for table in ("activities", "attendances")]
        if not any(acts):
            return False
    tables = tables_of(measure, params, world.scheme)
    if measure in ("deliberation.meetings_per_forum", "deliberation.idle_forums"):
        stocks = ["forums"]
    elif measure == "participation.representation" and tables == ["persons"]:
        stocks = tables  # a panel: its persons are read as the residents are
    else:
        stocks = tables if is_stock(measure) else []
    looked_at = [cell]
    if measure == "participation.newcomer_share" and cell.window.start is not None:
        looked_at.append(before_start(cell))
    if measure == "participation.retention":
        looked_at.append(in_next(cell))
    return all(collected(world, c, t, t in stocks) for c in looked_at for t in tables)


def answer(world: World, cell: Cell, measure: str, params: Row) -> Answer:
    if measure == "inequality.gap":
        return gap(world, cell, **params)
    if not was_collected(world, cell, measure, params):
        return Answer(None, note="not reported")
    found = MEASURES[measure](world, cell, **params)
    if cell.level is None or measure not in PROPORTIONS or found.value is None:
        return found
    low, high = wilson(found.numerator, found.denominator, cell.level)
    return replace(found, low=low, high=high)


def gap(world: World, cell: Cell, of: Named, between: tuple[str, Any, Any]) -> Answer:
    """'`gap(of, between=("home.estate_age", "old", "new"))`: difference and ratio'"""
    measure, params = named(of)
    attribute, *keys = between

    def where_it_is(key: Any) -> Answer:
        if attribute in FIXED:
            there = replace(cell, fixed=cell.fixed | {attribute: key}, level=None)
        else:
            there = replace(cell.having(condition(attribute, key)), level=None)
        return answer(world, there, measure, params)

    a, b = (where_it_is(key) for key in keys)
    is_ratio = cell.fixed["scale"] == "ratio"
    if a.value is None or b.value is None:
        return Answer(None, note=a.note if a.value is None else b.note)
    value = ratio(a.value, b.value).value if is_ratio else a.value - b.value
    if value is None:
        return Answer(None, note="denominator 0")
    low, high = limits_of_gap(measure, a, b, is_ratio, cell.level)
    if is_ratio:
        return Answer(value, a.value, b.value, low=low, high=high)
    return Answer(value, low=low, high=high)


def limits_of_gap(measure: str, a: Answer, b: Answer, is_ratio: bool, level: Any) -> Limits:
    if level is None or measure not in PROPORTIONS:
        return NONE
    assert a.numerator is not None
    assert a.denominator is not None
    assert b.numerator is not None
    assert b.denominator is not None
    find = of_ratio if is_ratio else newcombe
    return find((a.numerator, a.denominator), (b.numerator, b.denominator), level)


def lies_there(key: Row, nullable: list[str], answer: Answer) -> bool:
    """A row with a null place or attribute is given only where something lies there."""
    if all(key[dim] is not None for dim in nullable):
        return True
    return bool(answer.value or answer.numerator or answer.denominator)


def answers_to(world: World, asked: Asked) -> Iterator[tuple[Row, Answer]]:
    nullable = lowest_and_attributes(world, asked.by)
    for key, cell in cells(world, asked):
        found = answer(world, cell, asked.measure, asked.params)
        if lies_there(key, nullable, found):
            yield {dim: key[dim] for dim in asked.by}, found
