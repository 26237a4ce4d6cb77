# SPDX-License-Identifier: Apache-2.0
"""Inequality of plain numbers: W = Σw, μ = Σwx/W, no small-sample correction, null where μ = 0."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import exp, log
from typing import Any

Weighted = list[tuple[float, float]]  # x and its weight
Weight = Iterable[float | None] | None


def weighted(x: Iterable[float | None], weight: Weight = None) -> Weighted:
    """'Units with null value or zero weight are left out; a negative x is an error.'"""
    values = list(x)
    weights = [1.0] * len(values) if weight is None else list(weight)
    kept = [(a, w) for a, w in zip(values, weights, strict=True) if a is not None and w]
    if any(a < 0 or w < 0 for a, w in kept):
        raise ValueError("negative")
    return kept


def whole(units: Weighted) -> float:
    return sum(w for _, w in units)


def mean(units: Weighted) -> float:
    """μ; 0 of no units, so that one test tells both why a measure is null."""
    return sum(w * a for a, w in units) / whole(units) if units else 0.0


def gini(x: Iterable[float | None], weight: Weight = None) -> float | None:
    """'Σᵢ Σⱼ wᵢ wⱼ |xᵢ − xⱼ| / (2 μ W²)'"""
    units = weighted(x, weight)
    if mean(units) == 0:
        return None
    apart = sum(v * w * abs(a - b) for a, v in units for b, w in units)
    return apart / (2 * mean(units) * whole(units) ** 2)


def hoover(x: Iterable[float | None], weight: Weight = None) -> float | None:
    """'Σ w |x − μ| / (2 W μ)'"""
    units = weighted(x, weight)
    mu = mean(units)
    if mu == 0:
        return None
    return sum(w * abs(a - mu) for a, w in units) / (2 * whole(units) * mu)


def entropy_term(share: float) -> float:
    """'(x/μ) ln(x/μ), 0 ln 0 = 0'"""
    return share * log(share) if share > 0 else 0.0


def theil(x: Iterable[float | None], weight: Weight = None) -> float | None:
    """'Σ (w/W)(x/μ) ln(x/μ)'"""
    units = weighted(x, weight)
    mu = mean(units)
    if mu == 0:
        return None
    return sum(w / whole(units) * entropy_term(a / mu) for a, w in units)


def grouped(x: Sequence[float | None], groups: Sequence[Any], weight: Weight) -> list[Weighted]:
    """The units of each group; those without a group are left out."""
    weights = [1.0] * len(x) if weight is None else list(weight)
    told = list(zip(x, weights, groups, strict=True))
    parts = [
        weighted([a for a, _, g in told if g == group], [w for _, w, g in told if g == group])
        for group in dict.fromkeys(g for g in groups if g is not None)
    ]
    return [part for part in parts if part]


def theil_between(
    x: Sequence[float | None], groups: Sequence[Any], weight: Weight = None
) -> float | None:
    """Theil's of the groups' means, each with the weight of its group."""
    parts = grouped(x, groups, weight)
    return theil([mean(part) for part in parts], [whole(part) for part in parts])


def theil_within(
    x: Sequence[float | None], groups: Sequence[Any], weight: Weight = None
) -> float | None:
    """Σ over groups of (W_g μ_g / W μ) × Theil's of the group: 'they add up'."""
    parts = grouped(x, groups, weight)
    everything = sum(whole(part) * mean(part) for part in parts)
    if everything == 0:
        return None
    inside = 0.0
    for part in parts:
        own = theil([a for a, _ in part], [w for _, w in part])
        inside += whole(part) * mean(part) / everything * (own or 0.0)
    return inside


def atkinson(
    x: Iterable[float | None], epsilon: float = 0.5, weight: Weight = None
) -> float | None:
    """'(1 if any x is 0 and ε ≥ 1)'"""
    units = weighted(x, weight)
    mu, total = mean(units), whole(units)
    if mu == 0:
        return None
    if epsilon >= 1 and any(a == 0 for a, _ in units):
        return 1.0
    if epsilon == 1:
        return 1 - exp(sum(w / total * log(a) for a, w in units)) / mu
    power = sum(w / total * (a / mu) ** (1 - epsilon) for a, w in units)
    return 1 - power ** (1 / (1 - epsilon))


def lowest_reaching(units: Weighted, q: float) -> float:
    """'The lowest x whose cumulated weight share reaches q (>= q·W − 1e-9·W)'"""
    reached, total = 0.0, whole(units)
    for a, w in sorted(units):
        reached += w
        if reached >= (q - 1e-9) * total:
            return a
    raise ValueError("no units")


def quantile_ratio(
    x: Iterable[float | None], high: float = 0.9, low: float = 0.1, weight: Weight = None
) -> float | None:
    """'Null where the low quantile is 0.'"""
    units = weighted(x, weight)
    if not units or lowest_reaching(units, low) == 0:
        return None
    return lowest_reaching(units, high) / lowest_reaching(units, low)
