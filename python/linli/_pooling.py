# SPDX-License-Identifier: Apache-2.0
"""One value of several places, and how it changes from one period to another."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal, TypeAlias

import numpy as np

Answer: TypeAlias = dict[str, Any]
"""A row of a result: value, numerator, denominator, unit."""
Pooling: TypeAlias = Literal["ratio", "sum", "mean"]


def pooling_of(answers: Sequence[Answer]) -> Pooling:
    """How places become one value: as a ratio of sums, as a sum of counts, else as a mean.

    Decided from the answers of all periods together, so that each is pooled alike.
    """
    if all(None not in (row["numerator"], row["denominator"]) for row in answers):
        return "ratio" if len(_scales(answers)) <= 1 else "mean"
    is_count = all(row["numerator"] == row["value"] for row in answers)
    has_none = all(row["denominator"] is None for row in answers)
    yes_or_no = any(row["unit"] == "0 or 1" for row in answers)  # its numerator may well be 1 too
    return "sum" if is_count and has_none and not yes_or_no else "mean"


def _scales(answers: Sequence[Answer]) -> set[float]:
    """By what each value is more than its ratio: 1000 for members per 1000 residents."""
    return {
        round(row["value"] * row["denominator"] / row["numerator"], 6)
        for row in answers
        if row["numerator"]
    }


def pooled(answers: Sequence[Answer], pooling: Pooling, scale: float) -> float | None:
    """The value of several places; None of none."""
    if not answers:
        return None
    if pooling == "ratio":
        above, below = (sum(row[part] for row in answers) for part in ("numerator", "denominator"))
        return float(scale * above / below) if below > 0 else None
    values = [row["value"] for row in answers]
    return float(sum(values)) if pooling == "sum" else float(np.mean(values))


def change_of(before: Sequence[Answer], after: Sequence[Answer], pooling: Pooling) -> Answer:
    """Both values, their difference, and of how many places each is."""
    scale = next(iter(_scales([*before, *after])), 1.0) if pooling == "ratio" else 1.0
    first, last = (pooled(answers, pooling, scale) for answers in (before, after))
    known = first is not None and last is not None
    return {
        "before": first,
        "after": last,
        "change": last - first if known else None,  # type: ignore[operator]
        "places_before": len(before),
        "places_after": len(after),
        "note": None if known else "no place reported in one of the periods",
    }
