# SPDX-License-Identifier: Apache-2.0
"""`inequality` of a place measure across the places of a level: of other measures' values."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any, NamedTuple

from . import inequality
from .answering import answers_to, named
from .answers import Answer
from .conventions import Row
from .dimensions import BUCKETS, Asked, cells, dimensions_of, is_level, lowest_and_attributes
from .world import World


class Unit(NamedTuple):
    place: Any
    value: float | None
    weight: float | None


def weights_of(world: World, asked: Asked, across: str, weight: str | None) -> Callable[[Row], Any]:
    """What each unit weighs in its bucket: a stock of the place, whatever the `where`."""
    if weight is None:
        return lambda _: 1
    of = {"residents": "counts.residents", "households": "counts.households"}
    time = [dim for dim in asked.by if dim in BUCKETS]
    measure = of.get(weight, "counts.total")
    params = {"column": weight} if measure == "counts.total" else {}
    stock = replace(asked, measure=measure, params=params, by=[*time, across], where=(), level=None)
    told = {
        (key[across], *(key[dim] for dim in time)): found.value
        for key, found in answers_to(world, stock)
    }
    return lambda key: told[(key[across], *(key[dim] for dim in time))]


def units_of(world: World, asked: Asked) -> Iterator[tuple[Row, list[Unit]]]:
    """The units of each row: the rows of `of` by `across`, but for what lies in no such place.

    There is a row for every combination of `by`, without units, too, unless a key is null.
    """
    across, weight = asked.params["across"], asked.params.get("weight")
    measure, params = named(asked.params["of"])
    dims = [*dimensions_of(measure, asked.by), across]
    finer = replace(asked, measure=measure, params=params, by=dims, level=None)
    weigh = weights_of(world, asked, across, weight)
    units: dict[tuple[Any, ...], list[Unit]] = {
        tuple(key[dim] for dim in asked.by): []
        for key, _ in cells(world, replace(finer, by=asked.by))
        if all(key[dim] is not None for dim in lowest_and_attributes(world, asked.by))
    }
    for key, found in answers_to(world, finer):
        if key[across] is not None:
            row = units.setdefault(tuple(key[dim] for dim in asked.by), [])
            row.append(Unit(key[across], found.value, weigh(key)))
    for keys, found_units in units.items():
        yield dict(zip(asked.by, keys, strict=True)), found_units


def group_of(world: World, place: Any, grouping: str) -> Any:
    """'A place level above `across` or an attribute of places.'"""
    if is_level(world, grouping):
        return next((p for p in world.upward(place) if world.level(p) == grouping), None)
    return world.place_value(place, grouping)


def summary(name: str, kept: list[Unit], groups: list[Any], params: Row) -> float | None:
    x, weight = [unit.value for unit in kept], [unit.weight for unit in kept]
    if name == "theil_between":
        return inequality.theil_between(x, groups, weight)
    if name == "theil_within":
        return inequality.theil_within(x, groups, weight)
    own = {k: v for k, v in params.items() if k in ("epsilon", "high", "low")}
    return getattr(inequality, name)(x, weight=weight, **own)


def inequality_rows(world: World, asked: Asked) -> Iterator[tuple[Row, Answer]]:
    """'Units with null value or zero weight are left out and counted; null where μ = 0.'"""
    name, grouping = asked.measure.split(".")[1], asked.params.get("grouping")
    for key, units in units_of(world, asked):
        kept = [unit for unit in units if unit.value is not None and unit.weight]
        if grouping is not None:
            kept = [unit for unit in kept if group_of(world, unit.place, grouping) is not None]
        groups = [group_of(world, unit.place, grouping) for unit in kept] if grouping else []
        value = summary(name, kept, groups, asked.params)
        left_out = len(units) - len(kept)
        note = f"{left_out} units left out" if left_out else ""
        yield key, Answer(value, None, len(kept), note)
