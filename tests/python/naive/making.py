# SPDX-License-Identifier: Apache-2.0
"""A random network in the making: what every draw needs, then places and the people in them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from .conventions import Row, moment
from .dice import Dice
from .world import GROUP_TABLES, LEVELS

DAYS = tuple(
    date(2023, 12, 29) + timedelta(days=n)
    for n in (3, 0, 2, 20, 63, 64, 90, 93, 94, 130, 185, 186, 187, 200, 277, 368, 369, 400)
)
EARLY = ("2023-11-30", "2023-12-01", "2023-12-28T23:59:59")
TIMES = ("T00:00:00", "T08:30:00", "T17:45:10", "T23:59:59")
Tables = dict[str, list[Row]]


class Maker:
    """One world in the making: what was drawn so far, by id."""

    def __init__(self, dice: Dice) -> None:
        self.dice = dice
        self.style = dice.pick(("text", "number", "chinese"))
        self.size = dice.pick((1, 1, 2, 3))
        self.issued = 0
        self.places: dict[Any, Row] = {}
        self.persons: list[Any] = []
        self.groups: dict[str, list[Any]] = {}

    def many(self, high: int, draw: Callable[[], Row | None]) -> list[Row]:
        """As many rows as the size of the network allows."""
        return self.dice.many(high * self.size, draw)

    def id(self, word: str) -> Any:
        """Unique over all tables."""
        self.issued += 1
        if self.style == "number":
            return self.issued
        return f"{word}{self.issued}" if self.style == "text" else f"第{self.issued}号"

    def when(self) -> str:
        """A bare date, or one with a time."""
        day = self.dice.pick(DAYS).isoformat()
        return day + self.dice.pick(TIMES) if self.dice.chance(35) else day

    def whenever(self) -> str:
        """Sometimes before all meetings and issues."""
        return self.dice.pick(EARLY) if self.dice.chance(10) else self.when()

    def interval(self, percent: int) -> Row:
        """`since` and `until`, each sometimes, the second always later."""
        since, until = (self.dice.maybe(percent, self.when) for _ in ("since", "until"))
        if since is not None and until is not None:
            since, until = sorted((since, until), key=lambda text: moment(text).at)
            until = until if moment(since).at < moment(until).at else None
        return {"since": since, "until": until}

    def place(self) -> Any:
        return self.dice.pick(list(self.places))

    def everyone(self) -> list[Any]:
        return [group for table in GROUP_TABLES for group in self.groups[table]]

    def chain(self, place: Any) -> list[Any]:
        found = []
        while place is not None:
            found.append(place)
            place = self.places[place]["parent"]
        return found


# The levels of a network: of all of them few places are alike, of few many are.
LADDERS = (
    LEVELS,
    LEVELS,
    ("district", "community", "grid", "household"),
    ("city", "community", "estate", "building"),
)


def draw_places(make: Maker, dated: bool) -> None:
    """Trees with gaps in their branches: a child's level is any that is lower."""
    dice = make.dice
    ladder = dice.pick(LADDERS)
    step = 3 if ladder is LEVELS else 2
    changes = dice.chance(15)
    counts = [c for c in ("population", "households", "minors") if dice.chance(35)]
    for _ in range(dice.number(1 if dice.chance(20) else 5, 8 + 4 * make.size)):
        parents = [row for row in make.places.values() if row["level"] != ladder[-1]]
        parent = dice.pick(parents) if parents and not dice.chance(8) else None
        row: Row = {"id": make.id("place"), "parent": parent and parent["id"]}
        lowest = ladder.index(parent["level"]) + 1 if parent else 0
        row["level"] = dice.pick(ladder[lowest : lowest + step])
        row["estate_age"] = dice.pick((None, "old", "new"))
        for column in counts:
            row[column] = dice.maybe(70, lambda: dice.number(0, 40))
        if changes:
            row["change"] = dice.maybe(60, lambda: dice.number(-20, 20))
        make.places[row["id"]] = row | (make.interval(25) if dated else {})


def draw_zones(make: Maker) -> list[Row]:
    """Estates that hold places which do not nest in them; a zone restates no population."""
    pairs = [
        {"place": place, "zone": zone}
        for zone, row in make.places.items()
        if row["level"] == "estate"
        for place in make.places
        if make.places[place]["level"] in ("grid", "building", "household")
        and zone not in make.chain(place)
        and place not in make.chain(zone)
    ]
    rows = make.many(4, lambda: make.dice.pick(pairs) | make.interval(20)) if pairs else []
    for row in rows:
        make.places[row["zone"]] |= {"population": None, "households": None}
    return rows


def draw_population(make: Maker, zones: set[Any]) -> list[Row]:
    """At most one row a place and unit without strata, and beside it sometimes whole strata."""
    dice, rows = make.dice, []
    by, values = dice.pick((("sex", ("F", "M")), ("tenure", ("rent", "own")), ("sex", ())))
    for place, row in make.places.items():
        if place in zones or not dice.chance(40):
            continue
        if row.get("population") is None:
            rows.append({"place": place, "count": dice.number(0, 60), "unit": "persons"})
            if dice.chance(60):
                rows += [{"place": place, "count": dice.number(0, 30), "unit": "persons", by: v}
                         for v in values]  # fmt: skip
        if row.get("households") is None and dice.chance(50):
            rows.append({"place": place, "count": dice.number(0, 30), "unit": "households"})
    return rows


def draw_persons(make: Maker, dated: bool) -> list[Row]:
    dice = make.dice
    born = dice.chance(40)

    def birth_date() -> str:
        return f"{dice.number(1940, 2022)}-{dice.number(1, 12):02}-{dice.number(1, 28):02}"

    def person() -> Row:
        home = make.place() if dice.chance(85) else dice.pick((None, "outside"))
        row = {"id": make.id("person"), "home": home}
        row["sex"] = dice.pick(("F", "M", "F", "M", None))
        row["tenure"] = dice.pick(("rent", "own", None))
        if born:
            row["birth_date"] = dice.maybe(85, birth_date)
        else:
            row["age"] = dice.maybe(85, lambda: dice.number(0, 95))
        return row | (make.interval(25) if dated else {})

    return make.many(15, person)
