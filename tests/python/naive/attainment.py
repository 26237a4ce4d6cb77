# SPDX-License-Identifier: Apache-2.0
"""Targets over the values of places, in exact fractions: met or not, how far off, how many."""

from __future__ import annotations

from fractions import Fraction
from typing import Any


def inside(target: dict[str, Any], value: Fraction) -> bool:
    low, high = target.get("at_least"), target.get("at_most")
    return (low is None or value >= low) and (high is None or value <= high)


def whole_units(
    target: dict[str, Any], above: int, below: int, scale: int, missing: bool
) -> int | None:
    """The fewest units to add or take away, by trying them one by one.

    Where `above` counts what is missing, each unit added is one fewer of these; to take one away
    need not make one more missing.
    """
    for k in range(10_000):
        for sign in (1,) if missing else (1, -1):
            value = Fraction(scale * (above + (-1 if missing else 1) * sign * k), below)
            if value >= 0 and inside(target, value):
                return sign * k
    return None


def shortfall(target: dict[str, Any], value: Fraction) -> Fraction:
    low, high = target.get("at_least"), target.get("at_most")
    below = low - value if low is not None else Fraction(0)
    return max(below, value - high if high is not None else Fraction(0), Fraction(0))


def judged(target: dict[str, Any], row: dict[str, Any]) -> dict[str, Any]:
    """What is said of one place, of which `above`, `below` and `scale` make the value.

    With `missing`, `above` counts what the place lacks.
    """
    if row["below"] in (None, 0) or row["above"] is None:
        return {"value": None, "met": None, "shortfall": None, "needed": None}
    value = Fraction(row["scale"] * row["above"], row["below"])
    needed = whole_units(
        target, row["above"], row["below"], row["scale"], row.get("missing", False)
    )
    return {
        "value": value,
        "met": inside(target, value),
        "shortfall": shortfall(target, value),
        "needed": needed,
    }


def share_of_places(target: dict[str, Any], rows: list[dict[str, Any]]) -> dict[str, Any]:
    wanted = target.get("share_at_least", 1)
    met = sum(row["met"] is True for row in rows)
    unknown = sum(row["met"] is None for row in rows)
    known = len(rows) - unknown
    value = Fraction(met, known) if known else None
    if Fraction(met, len(rows)) >= wanted:
        verdict: bool | None = True
    else:
        verdict = None if Fraction(met + unknown, len(rows)) >= wanted else False
    missing = None if value is None or verdict is None else max(Fraction(0), wanted - value)
    return {"value": value, "met": verdict, "shortfall": missing}


def mean_of_places(target: dict[str, Any], rows: list[dict[str, Any]]) -> dict[str, Any]:
    values = [row["value"] for row in rows if row["value"] is not None]
    if not values:
        return {"value": None, "met": None, "shortfall": None}
    mean = sum(values, Fraction(0)) / len(values)
    return {"value": mean, "met": inside(target, mean), "shortfall": shortfall(target, mean)}


def exactly(target: dict[str, Any]) -> dict[str, Any]:
    names = ("at_least", "at_most", "share_at_least")
    return target | {n: Fraction(str(target[n])) for n in names if target.get(n) is not None}
