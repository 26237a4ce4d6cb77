# SPDX-License-Identifier: Apache-2.0
"""Draws that depend on (seed, stream, id, event) alone: one seed gives the same bits anywhere.

Only + - * / and sqrt are used on floats: these are exactly rounded by IEEE 754, while log, exp
and pow differ by machine, and a pairwise sum by vector width. Weights are therefore whole numbers.
"""

from __future__ import annotations

from functools import cache

import numpy as np

from .._core import philox

Ids = int | list[int] | np.ndarray


class Draws:
    """The random numbers of one world."""

    def __init__(self, seed: int) -> None:
        self.seed = int(seed) & 0xFFFF_FFFF_FFFF_FFFF

    def bits(self, stream: str, ids: Ids, event: int = 0) -> np.ndarray:
        """64 random bits an id; a whole number n stands for the ids 0..n-1."""
        keys = np.arange(ids) if isinstance(ids, int | np.integer) else np.asarray(ids)
        return philox(self.seed, _stream_number(stream), keys.astype(np.uint64), int(event))

    def uniform(self, stream: str, ids: Ids, event: int = 0) -> np.ndarray:
        """In [0, 1), with 53 bits."""
        return (self.bits(stream, ids, event) >> np.uint64(11)) * 2.0**-53

    def below(self, stream: str, ids: Ids, bound, event: int = 0) -> np.ndarray:
        """Whole numbers 0..bound-1; the bias is under bound / 2**53."""
        return (self.uniform(stream, ids, event) * bound).astype(np.int64)

    def between(self, stream: str, ids: Ids, low, high, event: int = 0) -> np.ndarray:
        """Whole numbers low..high, both included."""
        return low + self.below(stream, ids, high - low + 1, event)

    def chance(self, stream: str, ids: Ids, p, event: int = 0) -> np.ndarray:
        """True with probability p."""
        return self.uniform(stream, ids, event) < p

    def choose(self, stream: str, ids: Ids, weights, event: int = 0) -> np.ndarray:
        """Indices 0..len(weights)-1, in proportion to whole-number weights."""
        total = np.cumsum(np.asarray(weights, dtype=np.int64))
        return np.searchsorted(total, self.below(stream, ids, total[-1], event), side="right")

    def poisson(self, stream: str, ids: Ids, mean: float, event: int = 0) -> np.ndarray:
        """Poisson counts by inversion."""
        u = self.uniform(stream, ids, event)
        return np.searchsorted(_poisson_steps(mean), u, side="right")

    def geometric(self, stream: str, ids: Ids, go_on: float, event: int = 0) -> np.ndarray:
        """Failures before the first stop, by inversion; `go_on` is the chance of one more."""
        u = self.uniform(stream, ids, event)
        return np.searchsorted(_geometric_steps(go_on), u, side="right")

    def heavy(self, stream: str, ids: Ids, cap: float, event: int = 0) -> np.ndarray:
        """Pareto luck from 1 up to cap: P(luck > x) = x ** (-4/3), so a few have most of it."""
        root = np.sqrt(1.0 - self.uniform(stream, ids, event))
        return np.minimum(1.0 / (root * np.sqrt(root)), cap)

    def tail(self, stream: str, ids: Ids, scale, cap, event: int = 0) -> np.ndarray:
        """Whole waiting times from 0 up to cap, with mean near `scale` and a long tail."""
        luck = 1.0 / np.sqrt(1.0 - self.uniform(stream, ids, event)) - 1.0
        return np.minimum(scale * luck, cap).astype(np.int64)

    def order(self, stream: str, n: int, event: int = 0) -> np.ndarray:
        """A random order of 0..n-1."""
        return np.argsort(self.bits(stream, n, event), kind="stable")

    def in_ranges(self, stream: str, ids: Ids, running, start, stop, event: int = 0) -> np.ndarray:
        """One index an id out of start..stop-1 each, by weight; `running` starts with 0."""
        low = running[start]
        target = low + self.below(stream, ids, running[stop] - low, event)
        return np.searchsorted(running, target, side="right") - 1


def apportion(total: int, weights: np.ndarray, minimum: int = 0) -> np.ndarray:
    """Whole parts of `total` in proportion to whole weights, each at least `minimum`."""
    weights = np.asarray(weights, dtype=np.int64)
    spare, whole = int(total) - minimum * len(weights), int(weights.sum())
    parts, rest = np.divmod(spare * weights, whole)
    missing = spare - int(parts.sum())
    parts[np.argsort(-rest, kind="stable")[:missing]] += 1
    return parts + minimum


def running_total(weights: np.ndarray) -> np.ndarray:
    """0, w0, w0 + w1, ...: what `Draws.in_ranges` searches, and offsets of runs."""
    return np.concatenate(([0], np.cumsum(weights, dtype=np.int64)))


@cache
def _stream_number(name: str) -> int:
    """FNV-1a, 32 bits: a stream keeps its numbers when others are added."""
    number = 0x811C9DC5
    for byte in name.encode():
        number = (number ^ byte) * 0x01000193 & 0xFFFF_FFFF
    return number


@cache
def _poisson_steps(mean: float) -> np.ndarray:
    terms = [1.0]
    while terms[-1] > 1e-18 or len(terms) <= mean:
        terms.append(terms[-1] * mean / len(terms))
    steps = np.cumsum(np.array(terms))
    return steps[:-1] / steps[-1]


@cache
def _geometric_steps(go_on: float) -> np.ndarray:
    left, steps = 1.0, []
    while left > 1e-15:
        left *= go_on
        steps.append(1.0 - left)
    return np.array(steps)
