# SPDX-License-Identifier: Apache-2.0
"""Random questions that fit a network: a measure, its parameters, and how to cut it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from hypothesis import strategies as st

from .asking import (
    BETWEEN,
    COLUMNS,
    PERSON,
    SIGNED,
    Asking,
    Tables,
    dimensions,
    of_persons,
    params_of,
    wheres,
)
from .catalogue import NAMES
from .conventions import Row
from .dice import Dice
from .dimensions import BUCKETS

SCHEMES = (
    None,
    "xisaishan",
    {"kinds": [{"kind": "volunteers"}, {"kind": "choir"}]},
    {"kinds": [{"kind": "watch"}, {"kind": "property_company", "table": "organisations"}]},
)
DATES = ("2024-06-30", "2024-01-01", "2024-03-31", "2024-12-31", "2024-07-01T12:00:00",
         "2024-03-28T08:30:00", "2023-12-30", "2025-02-01")  # fmt: skip
CLOSED = ("2024", "2024-H1", "2024-H2", "2024-Q2", "2024-Q3", "2024-03",
          ("2024-01-01", "2024-07-01"), ("2023-12-31", "2024-07-02T08:30:00"))  # fmt: skip
OPEN = (None, (None, "2024-07-01"), ("2024-03-01", None))
LATER = ("2024-H2", "2024-Q2", "2024-Q3", ("2024-03-01", None),
         ("2024-03-02T10:00:00", "2025-06-01"))  # fmt: skip
LEVELS_OF_INTERVALS = (0.95, 0.9, 0.5)


class Question(NamedTuple):
    measure: str
    params: Row
    by: list[str] | None
    within: Any
    on: str | None
    during: Any
    where: Row | None
    level: float | None = None

    def keywords(self) -> Row:
        kept = ("by", "within", "on", "during", "where", "level")
        return {name: value for name, value in self._asdict().items() if name in kept}


def levels_below(asking: Asking, within: Any, contested: bool) -> list[str]:
    """Not those of places of which a part alone lies in `within`."""
    if within is None or contested:
        return asking.levels()
    inside = [row["place"] for row in asking.tables.get("place_in", []) if row["zone"] == within]
    above = {asking.places[p]["level"] for x in (within, *inside) for p in asking.ancestors(x)}
    return [level for level in asking.levels() if level not in above]


def pick_levels(asking: Asking, within: Any, contested: bool) -> list[str]:
    """Levels below `within`; two of them only where neither is a zone level."""
    levels = levels_below(asking, within, contested)
    if not levels or asking.chance(15):
        return []
    chosen, zoned = [asking.level(levels)], asking.zoned()
    second = [x for x in levels if x != chosen[0] and (contested or not {x, chosen[0]} & zoned)]
    return [*chosen, asking.pick(*second)] if second and asking.chance(12) else chosen


def pick_others(asking: Asking, measure: str, params: Row) -> list[str]:
    """Dimensions beside places and time: mostly one or none, sometimes two."""
    options = dimensions(measure, params)
    if measure == "coverage.presence" and "kind" not in params:
        return ["kind"]
    if measure == "participation.representation":
        first = asking.pick(*PERSON)
        rest = [dim for dim in PERSON if dim != first]
        return [first, asking.pick(*rest)] if asking.chance(25) else [first]
    if not options or not asking.chance(45):
        return []
    first = asking.pick(*options)
    rest = [dim for dim in options if dim != first]
    return [first, asking.pick(*rest)] if rest and asking.chance(15) else [first]


def across_params(asking: Asking, measure: str, levels: list[str]) -> Row:
    """Of which measure, across which level, with which weight: see `asking.MEASURED`."""
    of = asking.pick(*asking.measured)
    own = {k: v for k, v in params_of(asking, of).items() if not isinstance(v, list)}
    if own.get("column") in SIGNED:
        own["column"] = asking.pick(*COLUMNS)
    params: Row = {"of": (of, own), "across": asking.level(levels)}
    params |= asking.some(weight=("residents", "households", *COLUMNS))
    if measure == "inequality.atkinson":
        params["epsilon"] = asking.pick(0.5, 1, 2)
    if measure == "inequality.quantile_ratio":
        params |= asking.some(high=(0.75, 0.5), low=(0.25,))
    if measure in ("inequality.theil_between", "inequality.theil_within"):
        params["grouping"] = asking.pick("estate_age", *asking.above(params["across"]))
    return params


def gap_params(asking: Asking) -> Row:
    """Of a measure, and between two values of a dimension that fits it."""
    fitting: list[tuple[str, str, str]] = []
    while not fitting:
        of = asking.pick(*asking.measured)
        own = {k: v for k, v in params_of(asking, of).items() if not isinstance(v, list)}
        fitting = [b for b in BETWEEN if b[0] in dimensions(of, own)]
    return {"of": (of, own), "between": asking.pick(*fitting)}


def inequality_question(
    asking: Asking, measure: str, within: Any, contested: bool
) -> tuple[Row, list[str]]:
    levels = levels_below(asking, within, contested)
    if measure == "inequality.gap":
        params = gap_params(asking)
        return params, pick_levels(asking, within, contested)
    params = across_params(asking, measure, levels)
    above = [level for level in asking.above(params["across"]) if level in levels]
    if params["across"] in asking.zoned():
        above = []
    by = [asking.pick(*above)] if above and asking.chance(50) else []
    more = dimensions(*params["of"])
    return params, by + ([asking.pick(*more)] if more and asking.chance(30) else [])


def needs_bucket(measure: str) -> bool:
    return measure == "participation.retention"


def pick_during(asking: Asking, measure: str, timed: bool, contested: bool) -> Any:
    if timed and not contested:
        return asking.pick(*CLOSED * 2, *OPEN)
    if measure == "participation.newcomer_share":
        return asking.pick(*LATER * 2, *CLOSED, *OPEN)
    return asking.pick(*(None,) * 8 + OPEN + CLOSED)


def question(
    dice: Dice,
    tables: Tables,
    scheme: Any = None,
    contested: bool = False,
    measure: str | None = None,
    measures: Sequence[str] = NAMES,
) -> Question:
    """A question that is valid for the tables, of any measure (of `measures`) or of the one given.

    `contested=True` also asks what the contract leaves open: levels above `within`, zone levels
    beside place levels, spells by time bucket.
    """
    asking = Asking(dice, tables, scheme, measures)
    measure = measure or asking.pick(*sorted(measures))
    within = asking.pick(*asking.places) if asking.chance(20) else None
    within = within if levels_below(asking, within, contested) else None
    if measure.startswith("inequality."):
        params, by = inequality_question(asking, measure, within, contested)
        counted, own = params["of"]
    else:
        params = params_of(asking, measure)
        by = pick_levels(asking, within, contested) + pick_others(asking, measure, params)
        counted, own = measure, params
    timed = asking.chance(25) and (contested or counted != "deliberation.dwell")
    timed = timed or needs_bucket(measure)
    by = [of_persons(dice, dim) for dim in by]
    by += [asking.pick(*BUCKETS)] if timed else []
    during = pick_during(asking, measure, timed, contested)
    on = asking.pick(*(None,) * 8, *DATES)
    options = wheres(counted, own)
    where = asking.pick(*options) if options and asking.chance(25) else None
    where = where and {of_persons(dice, name): wanted for name, wanted in where.items()}
    level = asking.pick(*LEVELS_OF_INTERVALS) if asking.chance(30) else None
    return Question(measure, params, by or None, within, on, during, where, level)


def context(dice: Dice) -> Row:
    """How a network is read: keywords `scheme`, `persons_are`, `as_of` of `evaluate`."""
    return {
        "scheme": dice.pick((None, None, *SCHEMES)),
        "persons_are": dice.pick((None, None, None, None, "all_residents", "listed_only")),
        "as_of": dice.maybe(15, lambda: "2024-06-30"),
    }


@st.composite
def questions(
    draw: Any,
    tables: Tables,
    scheme: Any = None,
    contested: bool = False,
    measure: str | None = None,
    measures: Sequence[str] = NAMES,
) -> Question:
    """See `question`."""
    return question(Dice.of(draw), tables, scheme, contested, measure, measures)


@st.composite
def contexts(draw: Any) -> Row:
    """See `context`."""
    return context(Dice.of(draw))
