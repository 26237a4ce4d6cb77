# SPDX-License-Identifier: Apache-2.0
"""Intervals hold the truth as often as they say, on simulated populations whose truth is known.

500 populations, each asked 20 times, so that the error of a coverage is near 0.2%. An interval of
level 0.95 should hold the truth 93 to 97 times in 100.
"""

from __future__ import annotations

import math

import linli as ll
import numpy as np
import pytest
from linli import _core

POPULATIONS = 500
TIMES = 20


def within_the_band(held: list[bool]) -> bool:
    return 0.93 <= np.mean(held) <= 0.97


def test_wilson_covers():
    """Coverage for one p swings with n, as for every interval of a count (Brown, Cai & DasGupta
    2001), so it is averaged over p, as they do."""
    random = np.random.default_rng(1)
    held = []
    for _ in range(POPULATIONS):
        truth, n = random.uniform(0.02, 0.98), int(random.integers(20, 400))
        for successes in random.binomial(n, truth, TIMES).tolist():
            low, high = ll.wilson(successes, n)
            held.append(low <= truth <= high)
    assert within_the_band(held)


def test_newcombes_difference_covers():
    random = np.random.default_rng(2)
    held = []
    for _ in range(POPULATIONS):
        p, q = random.uniform(0.05, 0.95, 2)
        m, n = (int(size) for size in random.integers(30, 300, 2))
        for a, b in zip(random.binomial(m, p, TIMES), random.binomial(n, q, TIMES), strict=True):
            low, high = _core.difference_of_proportions(a, m, b, n, 0.95)
            held.append(low <= p - q <= high)
    assert within_the_band(held)


def test_ratio_of_proportions_covers():
    random = np.random.default_rng(3)
    held = []
    for _ in range(POPULATIONS):
        p, q = random.uniform(0.2, 0.8, 2)
        m, n = (int(size) for size in random.integers(100, 400, 2))
        for a, b in zip(random.binomial(m, p, TIMES), random.binomial(n, q, TIMES), strict=True):
            low, high = _core.ratio_of_proportions(a, m, b, n, 0.95)
            held.append(low <= p / q <= high)
    assert within_the_band(held)


def representation(random: np.random.Generator, few: bool) -> list[bool]:
    """Of the participants and of the others, so many belong to the category by chance."""
    held = []
    for _ in range(POPULATIONS):
        participants, others = (int(size) for size in random.integers(200, 1500, 2))
        if few:
            participants = max(60, participants // 10)
        p, q = random.uniform(0.15, 0.85, 2)
        truth = p / ((participants * p + others * q) / (participants + others))
        came = random.binomial(participants, p, TIMES)
        stayed = random.binomial(others, q, TIMES)
        for a, b in zip(came, stayed, strict=True):
            low, high = _core.representation_interval(a, participants, b, others, 0.95)
            held.append(low <= truth <= high)
    return held


@pytest.mark.parametrize("few", [True, False], ids=["few of them come", "half of them come"])
def test_representation_covers(few):
    assert within_the_band(representation(np.random.default_rng(4), few))


def test_representation_as_if_samples_were_independent_would_cover_too_often():
    """Participants are residents too; with the sum of two variances the interval is too wide."""
    random = np.random.default_rng(5)
    held = []
    for _ in range(POPULATIONS * TIMES):
        participants, others, p = 600, 600, 0.3
        a, b = random.binomial(participants, p), random.binomial(others, p)
        n, residents = a + b, participants + others
        error = math.sqrt(1 / a - 1 / participants + 1 / n - 1 / residents)
        ratio = (a / participants) / (n / residents)
        held.append(abs(math.log(ratio)) <= 1.959964 * error)
    assert np.mean(held) > 0.97


def durations(random: np.random.Generator, n: int):
    """Weibull waiting times, some cut off, with their true survival and its inverse."""
    shape, scale = random.uniform(0.7, 1.6), random.uniform(5, 50)
    last = scale * random.uniform(1.5, 4)

    def sample():
        waited, seen = scale * random.weibull(shape, n), random.uniform(0, last, n)
        return np.minimum(waited, seen), waited <= seen

    return sample, lambda s: scale * (-math.log(s)) ** (1 / shape)


def first_at_most_half(table: ll.Table, column: str) -> float:
    reached = table["time"][table[column] <= 0.5 + 1e-9]
    return reached[0] if len(reached) else math.inf


def test_kaplan_meier_covers_at_a_time_and_at_the_median():
    random = np.random.default_rng(6)
    at_time, at_median = [], []
    for _ in range(POPULATIONS):
        sample, time_of = durations(random, n=150)
        truth = random.uniform(0.3, 0.9)
        for _ in range(TIMES // 2):
            table = ll.kaplan_meier(*sample())
            row = np.searchsorted(table["time"], time_of(truth), side="right") - 1
            low, high = (table[c][row] if row >= 0 else 1 for c in ("low", "high"))
            at_time.append(low <= truth <= high)
            low, high = (first_at_most_half(table, c) for c in ("low", "high"))
            at_median.append(low <= time_of(0.5) <= high)
    assert within_the_band(at_time)
    assert within_the_band(at_median)


LEVELS = (0.01, 0.05, 0.1, 0.25, 0.5)


def no_more_often_than_said(p_values: list[float]) -> bool:
    """P(p ≤ a) ≤ a, but for three standard errors."""
    found, n = np.array(p_values), len(p_values)
    return all((found <= a + 1e-12).mean() <= a + 3 * math.sqrt(a * (1 - a) / n) for a in LEVELS)


def near_what_is_said(p_values: list[float]) -> bool:
    """Where many p are possible, the test is not timid either."""
    found, n = np.array(p_values), len(p_values)
    return all(
        abs((found <= a + 1e-12).mean() - a) <= 3 * math.sqrt(a * (1 - a) / n) + 0.01
        for a in LEVELS
    )


def test_permutation_p_values_are_honest_when_drawn():
    random = np.random.default_rng(7)
    p_values = []
    for seed in range(1500):
        x, y = random.exponential(1, 12), random.exponential(1, 17)
        p_values.append(ll.permutation_test(x, y, replicates=199, seed=seed).p_value)
    assert no_more_often_than_said(p_values)
    assert near_what_is_said(p_values)


def test_permutation_p_values_are_honest_within_strata():
    """Strata differ, and so does the mixture of groups in them; the groups do not."""
    random = np.random.default_rng(8)
    strata = np.repeat([0, 1, 2], 10)
    p_values = []
    for seed in range(1500):
        groups = random.random(30) < np.array([0.2, 0.5, 0.8])[strata]
        x = random.normal(strata * 3.0)
        found = ll.permutation_test(x, groups=groups, strata=strata, replicates=199, seed=seed)
        p_values.append(found.p_value)
    assert no_more_often_than_said(p_values)
    assert near_what_is_said(p_values)


def test_permutation_p_values_are_honest_when_exact_and_tied():
    random = np.random.default_rng(9)
    p_values = []
    for _ in range(1500):
        x, y = random.poisson(1, 4), random.poisson(1, 4)
        found = ll.permutation_test(x, y, alternative="greater")
        assert found.exact
        p_values.append(found.p_value)
    assert no_more_often_than_said(p_values)


def test_signs_of_pairs_are_honest():
    random = np.random.default_rng(10)
    p_values = [
        ll.permutation_test(random.standard_t(3, 25), paired=True, replicates=199, seed=s).p_value
        for s in range(1500)
    ]
    assert no_more_often_than_said(p_values)
    assert near_what_is_said(p_values)
