# SPDX-License-Identifier: Apache-2.0
"""Intervals in closed form: Wilson, log–log, log-normal, and of two proportions."""

from __future__ import annotations

from math import exp, log, sqrt
from statistics import NormalDist

Limits = tuple[float | None, float | None]
NONE: Limits = (None, None)


def normal(level: float) -> float:
    """The z that leaves `level` between −z and z: 1.96 for 0.95."""
    return NormalDist().inv_cdf((1 + level) / 2)


def wilson(hits: float | None, of: float | None, level: float) -> Limits:
    """Of a proportion: the p with |p̂ − p| ≤ z √(p(1 − p)/n); null unless 0 ≤ hits ≤ of."""
    if hits is None or of is None or of <= 0 or not 0 <= hits <= of:
        return NONE
    z, p = normal(level), hits / of
    middle = (p + z * z / (2 * of)) / (1 + z * z / of)
    half = z / (1 + z * z / of) * sqrt(p * (1 - p) / of + z * z / (4 * of * of))
    return max(0.0, middle - half), min(1.0, middle + half)


def log_log(survival: float, greenwood: float, level: float) -> tuple[float, float]:
    """Of S, `greenwood` being Σ d / (n (n − d)); 'where S = 1 or S = 0 both limits are S'."""
    if survival <= 0 or survival >= 1:
        return survival, survival
    width = normal(level) * sqrt(greenwood) / abs(log(survival))
    return survival ** exp(width), survival ** exp(-width)


def log_normal(value: float | None, squared_error: float | None, level: float) -> Limits:
    """Of a ratio whose logarithm has this squared standard error."""
    if value is None or squared_error is None or value <= 0 or squared_error < 0:
        return NONE
    width = normal(level) * sqrt(squared_error)
    return value * exp(-width), value * exp(width)


def newcombe(a: tuple[float, float], b: tuple[float, float], level: float) -> Limits:
    """Of a difference of two proportions (hits, of): square-and-add of Wilson's limits."""
    (low_a, high_a), (low_b, high_b) = wilson(*a, level), wilson(*b, level)
    if low_a is None or high_a is None or low_b is None or high_b is None:
        return NONE
    p, q = a[0] / a[1], b[0] / b[1]
    low = p - q - sqrt((p - low_a) ** 2 + (high_b - q) ** 2)
    return low, p - q + sqrt((high_a - p) ** 2 + (q - low_b) ** 2)


def of_ratio(a: tuple[float, float], b: tuple[float, float], level: float) -> Limits:
    """Of a ratio of two proportions (hits, of): SE² of its log is 1/x − 1/m + 1/y − 1/n."""
    (x, m), (y, n) = a, b
    if not (0 < x <= m and 0 < y <= n):
        return NONE
    squared_error = 1 / x - 1 / m + 1 / y - 1 / n
    return log_normal((x / m) / (y / n), squared_error if squared_error > 0 else None, level)
