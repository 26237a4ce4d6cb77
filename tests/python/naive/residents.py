# SPDX-License-Identifier: Apache-2.0
"""Residents R(p), households H(p) and other stocks that a place may give for its whole subtree."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from .conventions import Cell, Condition, On, Region, Row, instant
from .world import NOT_STRATA, World

Stock = Callable[[Any], float | None]


def strata(row: Row) -> dict[str, Any]:
    return {c: v for c, v in row.items() if c not in NOT_STRATA and v is not None}


def population_rows(world: World, place: Any, unit: str) -> list[Row]:
    """'The columns `population` and `households` of `places` are shorthand for rows' as well."""
    rows = [r for r in world.rows("population") if r["place"] == place]
    rows = [r for r in rows if (r.get("unit") or "persons") == unit]
    column = "population" if unit == "persons" else "households"
    number = world.places[place].get(column)
    return rows if number is None else [*rows, {"place": place, "count": number}]


def current(rows: list[Row], on: On) -> list[Row]:
    """Of totals of several dates the latest by `on`, of several bases the usual residents."""

    def when(row: Row) -> str:
        return str(row.get("as_of") or "")

    def by_on(row: Row) -> bool:
        moment = instant(row.get("as_of"))
        return moment is None or on.includes(moment)

    rows = [r for r in rows if by_on(r)] or rows
    latest = max((when(r) for r in rows), default="")
    rows = [r for r in rows if when(r) == latest]
    usual = [r for r in rows if r.get("basis") == "usual_residents"]
    return usual or rows


def given(world: World, place: Any, unit: str, conditions: list[Condition], on: On) -> int | None:
    """What the population rows with exactly these strata say of one place; null: nothing.

    'A place that is not in force on the stock day gives no number: its own population [or]
    households, and population rows for it, are not used.'
    """
    if not on.in_force(world.places[place]):
        return None
    names = {c.name for c in conditions}
    rows = [r for r in population_rows(world, place, unit) if set(strata(r)) == names]
    rows = current(rows, on)
    if not rows:
        return None
    if not names:
        return int(rows[0]["count"])
    return sum(int(r["count"]) for r in rows if all(c.test(r[c.name]) for c in conditions))


def over_region(
    world: World, region: Region, stock: Stock, may_be_negative: bool = False
) -> float | None:
    """A stock of whole subtrees, over any set of places, so that rows add up to their whole.

    What the topmost places of the set hold, less what hangs below the set but outside it. A rest
    below 0 'is only a contradiction when no value is negative'.
    """
    inside = region.places
    tops = [p for p in world.places if p in inside and world.parent(p) not in inside]
    holes = [p for p in world.places if p not in inside and world.parent(p) in inside]
    added, taken = [stock(p) for p in tops], [stock(p) for p in holes]
    if None in added or None in taken:
        return None
    left = sum(x for x in added if x is not None) - sum(x for x in taken if x is not None)
    return (
        left if left >= 0 or may_be_negative else None
    )  # the parts exceed the whole: nothing can be said


def at_home(world: World, cell: Cell, place: Any) -> int:
    """Persons whose home is exactly this place, in force on `on`, who pass."""
    return sum(
        world.home(person) == place
        and cell.on.in_force(row)
        and world.person_passes(person, cell.person_conditions, cell.on)
        for person, row in world.persons.items()
    )


def residents(world: World, cell: Cell, force: str | None = None) -> float | None:
    """'The population of p (persons) where given, else the persons whose home is exactly p plus R
    of its children. With `where` or a person attribute: from `population` rows with those strata;
    else from persons, if they are all residents; else null. `residents="persons"` or
    `"population"` forces one.'
    """
    conditions = cell.person_conditions
    # Where persons are only a list, counting the list would pass for the residents.
    from_persons = force == "persons" or (force is None and world.all_residents)

    def told(place: Any) -> int | None:
        return None if force == "persons" else given(world, place, "persons", conditions, cell.on)

    def r(place: Any) -> float | None:
        total = told(place)
        if total is not None:
            return total
        parts = [r(child) for child in world.children(place) if not adds_nobody(child)]
        if from_persons:
            parts.append(at_home(world, cell, place))
        elif not parts:
            return None
        return None if None in parts else sum(part for part in parts if part is not None)

    # A zone with nothing below it holds, by `place_in`, what is counted at places elsewhere. A
    # place not in force gives no number and lacks none: whom it held is counted once, elsewhere.
    zones = {row["zone"] for row in world.rows("place_in")}

    def adds_nobody(place: Any) -> bool:
        if from_persons or told(place) is not None:
            return False
        may_hold_none = place in zones or not cell.on.in_force(world.places[place])
        return may_hold_none and all(adds_nobody(child) for child in world.children(place))

    own = told(cell.region.place) if cell.region.place is not None else None
    if own is not None:
        return own
    whole = cell.region.places
    if all(adds_nobody(p) for p in whole if world.parent(p) not in whole):
        return None
    return over_region(world, cell.region, lambda p: 0 if adds_nobody(p) else r(p))


def households(world: World, cell: Cell) -> float | None:
    """'Households H(p) likewise, from household places.'

    Where no place is a household and none gives a number, nothing is known.
    """
    levels = {row["level"] for row in world.places.values()}
    told = [given(world, p, "households", [], cell.on) for p in cell.region.places]
    if "household" not in levels and all(number is None for number in told):
        return None

    def h(place: Any) -> float:
        total = given(world, place, "households", [], cell.on)
        if total is not None:
            return total
        row = world.places[place]
        own = row["level"] == "household" and cell.on.in_force(row)
        return own + sum(h(child) for child in world.children(place))

    if cell.region.place is not None:
        total = given(world, cell.region.place, "households", [], cell.on)
        if total is not None:
            return total
    return over_region(world, cell.region, h)
