# SPDX-License-Identifier: Apache-2.0
"""The dimensions of `by`: which keys each has, and one cell a combination."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import product
from typing import Any, NamedTuple

from . import deliberation
from .catalogue import ADDED, OPEN
from .conventions import (
    Cell,
    Condition,
    On,
    Region,
    Row,
    Split,
    Window,
    bucket_on,
    buckets,
    condition,
    cut,
)
from .gatherings import kind_pairs, kinds_that_meet
from .world import BESIDE, LEVELS, ORDER, SINGULAR, World, distinct

BUCKETS = ("year", "quarter", "month")
FIXED = ("kind", "actor", "outcome", "state", "kind_a", "kind_b", "scale")
TABLES = {singular: table for table, singular in SINGULAR.items()} | {
    "home": "places", "place": "places", "issue": "issues", "meeting": "meetings",
}  # fmt: skip


@dataclass(frozen=True)
class Asked:
    """A question in full; `by` with the dimensions that the measure adds."""

    measure: str
    params: Row
    by: list[str]
    within: Any
    on: On
    window: Window
    where: tuple[Condition, ...]
    level: float | None = None


class Choice(NamedTuple):
    """One key of one dimension, and what it asks of a cell."""

    key: Any
    split: Split | None = None


def dimensions_of(measure: str, by: Any) -> list[str]:
    dims = [by] if isinstance(by, str) else list(by or [])
    return dims + [dim for dim in ADDED.get(measure, ()) if dim not in dims]


def is_level(world: World, name: str) -> bool:
    return name in LEVELS or any(world.level(place) == name for place in world.places)


def lowest_and_attributes(world: World, dims: list[str]) -> list[str]:
    """The dimensions in which null means a row of what is left over."""
    levels = [dim for dim in dims if is_level(world, dim)]
    lowest = max(levels, key=world.rank) if levels else None
    return [dim for dim in dims if dim == lowest or dim not in levels]


# What each dimension may be.


def kinds_of(world: World, measure: str, params: Row) -> list[str]:
    """`kind`: 'of the scheme, or of the group table counted'."""
    family, name = measure.split(".")
    tables = {"organisations": "organisations", "sessions": "services", "helped": "services",
              "service_share": "services", "membership_rate": "teams"}  # fmt: skip
    if family == "coverage" and name not in (*tables, "reach"):
        return [kind for kind, _, _ in world.scheme]
    table = tables.get(name, params.get("providers", params.get("table", params.get("held_by"))))
    if name == "reach" and table in (None, "teams"):
        return [kind for kind, _, _ in world.scheme]
    default = "forums" if family == "participation" else "teams"
    return distinct(world.rows(table or default), "kind")


def fixed_keys(world: World, dim: str, measure: str, params: Row) -> list[Any]:
    if dim == "kind":
        return [k for k in kinds_of(world, measure, params) if params.get("kind", k) in (k, None)]
    if dim in ("kind_a", "kind_b"):
        return kinds_that_meet(world)
    if dim == "scale":
        return ["difference", "ratio"]
    if dim == "actor":
        return [*distinct(world.rows("issue_events"), "actor"), None]
    if dim == "outcome":
        return [*distinct(world.rows("service_counts"), "outcome"), None]
    if measure in OPEN:
        return list(deliberation.OPEN_STATES)
    return list(ORDER) if measure == "deliberation.funnel" else [*ORDER, *BESIDE]


def attribute_keys(world: World, dim: str) -> list[Any]:
    unit, _, column = dim.rpartition(".")
    if unit in ("", "home", "person"):
        return world.attribute_keys(dim)
    return distinct(world.rows(TABLES[unit]), column)


def choices(world: World, dim: str, measure: str, params: Row) -> list[Choice]:
    """The keys of a dimension that is neither a place level nor a time bucket."""
    if dim in FIXED:
        return [Choice(key) for key in fixed_keys(world, dim, measure, params)]
    keys = tuple(attribute_keys(world, dim))
    return [
        Choice(key, Split(condition(dim, key), key, keys))
        for key in (*keys, None)  # "a null attribute is its own row"
    ]


def combinations(world: World, others: list[str], asked: Asked) -> Iterator[dict[str, Choice]]:
    options = [choices(world, dim, asked.measure, asked.params) for dim in others]
    pairs = kind_pairs(world) if "kind_a" in others else []
    for chosen in product(*options):
        keys = dict(zip(others, chosen, strict=True))
        pair = tuple(keys[dim].key for dim in ("kind_a", "kind_b") if dim in keys)
        if not pair or pair in pairs:
            yield keys


def regions(
    world: World, levels: list[str], within: Any, on: On
) -> Iterator[tuple[dict[str, Any], Region]]:
    """A row each place of the lowest level, then what lies in no place of that level."""
    base = Region(None, frozenset(world.places))
    if within is not None:
        base = Region(within, world.territory(within, on))
    if not levels:
        yield {}, base
        return
    lowest = max(levels, key=world.rank)
    left = set(base.places)
    for place in [p for p in world.places if world.level(p) == lowest]:
        territory = world.territory(place, on)
        inside = territory & base.places
        left -= territory
        if inside:
            above = {world.level(p): p for p in world.upward(place)}
            whole = place if inside == territory else None
            yield {level: above.get(level) for level in levels}, Region(whole, inside)
    yield dict.fromkeys(levels), Region(None, frozenset(left))


def moments(world: World, unit: str | None, asked: Asked) -> Iterator[tuple[str | None, Cell]]:
    """The cells in time, each of the whole place tree still."""
    everywhere = Region(None, frozenset(world.places))
    whole = Cell(everywhere, asked.on, asked.on, asked.window, asked.where, level=asked.level)
    if unit is None:
        yield None, whole
        return
    for label in buckets(unit, asked.window, world.covered()):
        part, then = cut(asked.window, label), bucket_on(asked.on, label)
        yield label, replace(whole, on=then, window=part, bucket=label)


def cells(world: World, asked: Asked) -> Iterator[tuple[Row, Cell]]:
    unit = next((dim for dim in asked.by if dim in BUCKETS), None)
    levels = [dim for dim in asked.by if is_level(world, dim)]
    others = [dim for dim in asked.by if dim != unit and dim not in levels]
    combined = list(combinations(world, others, asked))
    for label, moment in moments(world, unit, asked):
        for places, region in regions(world, levels, asked.within, moment.on):
            for keys in combined:
                splits = tuple(c.split for c in keys.values() if c.split is not None)
                cell = replace(
                    moment,
                    region=region,
                    conditions=(*asked.where, *(split.condition for split in splits)),
                    fixed={dim: c.key for dim, c in keys.items() if c.split is None},
                    split=splits,
                )
                bucket = {unit: label} if unit is not None else {}
                yield places | bucket | {dim: c.key for dim, c in keys.items()}, cell
