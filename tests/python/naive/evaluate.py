# SPDX-License-Identifier: Apache-2.0
"""From a question to rows: the dimensions of `by`, one cell a combination, one answer a cell."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import product
from typing import Any, NamedTuple

from . import counts, coverage, deliberation, participation
from .conventions import (
    AGE_BANDS,
    Answer,
    Cell,
    Condition,
    On,
    Region,
    Row,
    Window,
    bucket_on,
    buckets,
    cut,
    instant,
    test_of,
    window,
)
from .world import BESIDE, LEVELS, ORDER, SINGULAR, World

BUCKETS = ("year", "quarter", "month")
TABLES = {singular: table for table, singular in SINGULAR.items()} | {
    "home": "places", "place": "places", "issue": "issues", "meeting": "meetings",
}  # fmt: skip
COUNTS = ("places", "residents", "households", "total", "groups", "kinds", "members", "sessions",
          "helped")  # fmt: skip
COVERAGE = ("presence", "breadth", "complete", "members", "memberships", "multiplicity", "depth",
            "teams", "organisations", "reach", "member_shortfall")  # fmt: skip
PARTICIPATION = ("rate", "intensity", "gini", "attendances", "meetings", "kinds_per_meeting",
                 "representatives", "attendance_per_meeting")  # fmt: skip
DELIBERATION = ("raised", "reached", "funnel", "closure_rate", "time_to", "dwell",
                "escalation_rate")  # fmt: skip

Measure = Callable[..., Answer]
MEASURES: dict[str, Measure] = {
    **{f"counts.{name}": getattr(counts, name) for name in COUNTS},
    **{f"coverage.{name}": getattr(coverage, name) for name in COVERAGE},
    **{f"participation.{name}": getattr(participation, name) for name in PARTICIPATION},
    **{f"deliberation.{name}": getattr(deliberation, name) for name in DELIBERATION},
    "deliberation.open": deliberation.open_issues,
}


class Choice(NamedTuple):
    """One key of one dimension, and what it asks of a cell."""

    key: Any
    condition: Condition | None = None
    fixed: bool = False


def is_level(world: World, name: str) -> bool:
    return name in LEVELS or any(world.level(place) == name for place in world.places)


def distinct(rows: list[Row], column: str) -> list[Any]:
    return list(dict.fromkeys(r[column] for r in rows if r.get(column) is not None))


# What each dimension may be.


def kinds_of(world: World, measure: str, params: Row) -> list[str]:
    """`kind`: 'of the scheme, or of the group table counted'."""
    family, name = measure.split(".")
    if family == "coverage" and name not in ("organisations", "reach"):
        return [kind for kind, _, _ in world.scheme]
    table = {"organisations": "organisations", "sessions": "services", "helped": "services"}.get(
        name, params.get("providers", params.get("table", params.get("held_by")))
    )
    if name == "reach" and table in (None, "teams"):
        return [kind for kind, _, _ in world.scheme]
    default = "forums" if family == "participation" else "teams"
    return distinct(world.rows(table or default), "kind")


def fixed_keys(world: World, dim: str, measure: str, params: Row) -> list[Any]:
    if dim == "kind":
        return [k for k in kinds_of(world, measure, params) if params.get("kind", k) in (k, None)]
    if dim == "actor":
        return [*distinct(world.rows("issue_events"), "actor"), None]
    if dim == "outcome":
        return [*distinct(world.rows("service_counts"), "outcome"), None]
    if measure == "deliberation.open":
        return list(deliberation.OPEN_STATES)
    return list(ORDER) if measure == "deliberation.funnel" else [*ORDER, *BESIDE]


def attribute_keys(world: World, dim: str) -> list[Any]:
    if dim == "age_band":
        return [label for label, _, _ in AGE_BANDS]
    unit, _, column = dim.rpartition(".")
    if unit:
        return distinct(world.rows(TABLES[unit]), column)
    return distinct(world.rows("persons") + world.rows("population"), column)


def choices(world: World, dim: str, measure: str, params: Row) -> list[Choice]:
    """The keys of a dimension that is neither a place level nor a time bucket."""
    if dim in ("kind", "actor", "outcome", "state"):
        return [Choice(key, fixed=True) for key in fixed_keys(world, dim, measure, params)]
    keys = [*attribute_keys(world, dim), None]  # "a null attribute is its own row"
    return [Choice(key, Condition(dim, test_of(key))) for key in keys]


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


def moments(
    world: World, unit: str | None, on: On, whole: Window
) -> Iterator[tuple[dict[str, Any], On, Window]]:
    if unit is None:
        yield {}, on, whole
        return
    for label in buckets(unit, whole, min(world.dated(), default=None)):
        yield {unit: label}, bucket_on(on, label), cut(whole, label)


def cells(
    world: World, measure: str, params: Row, by: list[str], within: Any, on: On, whole: Window,
    where: list[Condition],
) -> Iterator[tuple[Row, Cell]]:  # fmt: skip
    unit = next((dim for dim in by if dim in BUCKETS), None)
    levels = [dim for dim in by if is_level(world, dim)]
    others = [dim for dim in by if dim != unit and dim not in levels]
    options = [choices(world, dim, measure, params) for dim in others]
    for bucket, then, part in moments(world, unit, on, whole):
        for places, region in regions(world, levels, within, then):
            for chosen in product(*options):
                keys = dict(zip(others, chosen, strict=True))
                fixed = {dim: c.key for dim, c in keys.items() if c.fixed}
                extra = [c.condition for c in chosen if c.condition is not None]
                key = places | bucket | {dim: c.key for dim, c in keys.items()}
                yield key, Cell(region, then, on, part, (*where, *extra), fixed)


# Whether it was collected.


def tables_of(measure: str, params: Row) -> list[str]:
    """The tables whose rows a measure counts."""
    family, name = measure.split(".")
    if family == "deliberation":
        return ["issues"] if name == "raised" else ["issues", "issue_events"]
    # Presence needs its members, too, unless it asks for none.
    rosters = ("members", "memberships", "multiplicity", "depth", "member_shortfall",
               "presence", "breadth", "complete")  # fmt: skip
    if name in rosters:
        return [params.get("table", "teams"), "memberships"]
    if name == "representatives":
        return [params.get("held_by", "forums"), "memberships"]
    if family == "participation":
        return ["meetings"] if name == "meetings" else ["meetings", "attendances"]
    own = {"places": "places", "residents": "persons", "households": "places", "total": "places",
           "organisations": "organisations", "sessions": "meetings",
           "helped": "service_counts"}  # fmt: skip
    return [own.get(name) or str(params.get("providers", params.get("table", "teams")))]


STOCKS = ("deliberation.open", "participation.representatives")


def is_stock(measure: str) -> bool:
    flows = ("counts.sessions", "counts.helped")
    is_flow = measure in flows or measure.startswith(("participation.", "deliberation."))
    return measure in STOCKS or not is_flow


def was_collected(world: World, cell: Cell, measure: str, params: Row) -> bool:
    """'`observed`: where and when a table was really collected.'

    A table of which it says nothing counts as collected; a part of the region is enough.
    """
    for table in tables_of(measure, params):
        rows = [r for r in world.rows("observed") if r["table"] == table]
        there = [r for r in rows if world.subtree(r["place"]) & cell.region.places]
        if is_stock(measure):
            then = [r for r in there if cell.on.in_force(r)]
        else:
            then = [r for r in there if cell.window.overlaps(r)]
        if rows and not then:
            return False
    return True


def lies_there(key: Row, nullable: list[str], answer: Answer) -> bool:
    """A row with a null place or attribute is given only where something lies there."""
    if all(key[dim] is not None for dim in nullable):
        return True
    return bool(answer.value or answer.numerator or answer.denominator)


def dimensions_of(measure: str, by: Any) -> list[str]:
    dims = [by] if isinstance(by, str) else list(by or [])
    if measure == "deliberation.funnel" and "state" not in dims:
        dims.append("state")  # "adds the dimension `state`"
    return dims


def lowest_and_attributes(world: World, dims: list[str]) -> list[str]:
    """The dimensions in which null means a row of what is left over."""
    levels = [dim for dim in dims if is_level(world, dim)]
    lowest = max(levels, key=world.rank) if levels else None
    return [dim for dim in dims if dim == lowest or dim not in levels]


def evaluate(
    tables: dict[str, list[Row]],
    measure: str,
    params: Row | None = None,
    *,
    by: str | list[str] | None = None,
    within: Any = None,
    on: str | None = None,
    during: Any = None,
    where: Row | None = None,
    scheme: Any = None,
    persons_are: str | None = None,
    as_of: str | None = None,
) -> list[Row]:
    """One row a combination of the keys of `by`, with value, numerator, denominator and note."""
    world = World(tables, scheme, persons_are, as_of)
    params = dict(params or {})
    read_on = On(instant(on if on is not None else world.as_of))
    whole = window(during, read_on)
    conditions = [Condition(name, test_of(wanted)) for name, wanted in (where or {}).items()]
    dims = dimensions_of(measure, by)
    nullable = lowest_and_attributes(world, dims)
    rows = []
    for key, cell in cells(world, measure, params, dims, within, read_on, whole, conditions):
        if was_collected(world, cell, measure, params):
            answer = MEASURES[measure](world, cell, **params)
        else:
            answer = Answer(None, note="not reported")
        if lies_there(key, nullable, answer):
            rows.append({dim: key[dim] for dim in dims} | answer.__dict__)
    return rows
