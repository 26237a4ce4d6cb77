# SPDX-License-Identifier: Apache-2.0
"""Survival, tests and intervals on plain numbers, against their formulas and against peers."""

from __future__ import annotations

import itertools
import math
from collections import Counter

import linli as ll
import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from linli import _core

# A busy machine is no fault of the code.
unhurried = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])

SEEDS = range(50)
Z = 1.959963984540054


def waits(seed: int, groups: int = 2, strata: int = 1):
    """Durations with ties and censoring, in groups and strata."""
    random = np.random.default_rng(seed)
    n = int(random.integers(10, 120))
    durations = random.integers(0, random.integers(3, 60), n).astype(float)
    ended = random.random(n) < random.uniform(0.3, 1)
    ended[:2] = True
    group = np.arange(n) % groups
    return durations, ended, group, random.integers(0, strata, n)


# Kaplan–Meier

spells = st.lists(st.tuples(st.integers(0, 9), st.booleans()), max_size=30)


def naive_kaplan_meier(durations, ended):
    survival, greenwood = 1.0, 0.0
    for time in sorted(set(durations)):
        n = sum(t >= time for t in durations)
        d = sum(t == time and over for t, over in zip(durations, ended, strict=True))
        survival *= 1 - d / n
        greenwood = math.inf if n == d else greenwood + d / (n * (n - d))
        low = high = survival
        if 0 < survival < 1:
            width = Z * math.sqrt(greenwood) / math.log(survival)
            low, high = survival ** math.exp(-width), survival ** math.exp(width)
        yield time, n, d, durations.count(time) - d, survival, low, high


@unhurried
@given(spells)
def test_kaplan_meier_is_its_formula(drawn):
    durations, ended = [t for t, _ in drawn], [over for _, over in drawn]
    table = ll.kaplan_meier(durations, ended)
    names = ["time", "at_risk", "ended", "censored", "survival", "low", "high"]
    assert table.columns == names
    found = list(zip(*(table.values(name) for name in names), strict=True))
    wanted = list(naive_kaplan_meier(durations, ended))
    assert len(found) == len(wanted)
    for row, expected in zip(found, wanted, strict=True):
        assert row == pytest.approx(expected, rel=1e-12, abs=1e-15)


@pytest.mark.parametrize("seed", SEEDS)
def test_kaplan_meier_is_that_of_lifelines(seed):
    lifelines = pytest.importorskip("lifelines", reason="lifelines, a peer, is not installed")
    durations, ended, *_ = waits(seed)
    table = ll.kaplan_meier(durations, ended, level=0.9)
    peer = lifelines.KaplanMeierFitter(alpha=0.1).fit(durations, ended)
    at = table["time"]
    assert table["survival"] == pytest.approx(peer.survival_function_.loc[at].iloc[:, 0].values)
    events = peer.event_table.loc[at]
    assert table["ended"].tolist() == events["observed"].tolist()
    assert table["censored"].tolist() == events["censored"].tolist()
    limits = peer.confidence_interval_.loc[at].to_numpy()
    # lifelines leaves limits open, and we close them, where S is 1 or 0.
    inner = (table["survival"] < 1 - 1e-12) & (table["survival"] > 1e-12)
    assert table["low"][inner] == pytest.approx(limits[inner, 0], rel=1e-9)
    assert table["high"][inner] == pytest.approx(limits[inner, 1], rel=1e-9)


@pytest.mark.parametrize("seed", SEEDS)
def test_median_and_its_limits_are_those_of_statsmodels(seed):
    duration = pytest.importorskip("statsmodels.duration.survfunc", reason="a peer is missing")
    random = np.random.default_rng(seed)
    durations, ended = random.exponential(9, 101).round(1) + 0.1, random.random(101) < 0.8
    ended[durations.argmax()] = False  # it takes the logarithm of S, even of 0
    peer = duration.SurvfuncRight(durations, ended)
    low, high = peer.quantile_ci(0.5, method="cloglog")
    table = ll.kaplan_meier(durations, ended)
    assert first_at_most_half(table, "survival") == peer.quantile(0.5)
    # Theirs is the closed set of times at which S does not differ from a half; ours ends at the
    # time that leaves it, as R's does.
    assert first_at_most_half(table, "low") == pytest.approx(low)
    events = table["time"][table["ended"] > 0]
    after = events[events > high]
    assert first_at_most_half(table, "high") in (high, *after[:1])


def first_at_most_half(table, column):
    reached = table["time"][table[column] <= 0.5 + 1e-9]
    return reached[0] if len(reached) else math.inf


def test_durations_of_any_kind_are_taken_and_nulls_left_out():
    pandas, polars = pytest.importorskip("pandas"), pytest.importorskip("polars")
    wanted = ll.kaplan_meier([1, 2, 3], [True, False, True]).to_dicts()
    for durations, ended in (
        ([1, 2, 3, None], [True, False, True, True]),
        ([1, 2, 3, 9], [1, 0, 1, None]),
        (np.array([1.0, 2, 3, np.nan]), np.array([True, False, True, False])),
        (pandas.Series([1, 2, 3, None], dtype="Int64"), pandas.Series([True, False, True, None])),
        (polars.Series([1, 2, 3, None]), polars.Series([True, False, True, None])),
    ):
        assert ll.kaplan_meier(durations, ended).to_dicts() == wanted


def test_durations_that_are_none_are_errors():
    with pytest.raises(ll.MeasureError, match=r"durations\[1\] is -1"):
        ll.kaplan_meier([1, -1], [True, True])
    with pytest.raises(ll.MeasureError, match="true and false"):
        ll.kaplan_meier([1, 2], [1, 2])
    with pytest.raises(ll.MeasureError, match="here are 2 durations, 1 ended"):
        ll.kaplan_meier([1, 2], [True])
    with pytest.raises(ll.MeasureError, match="level"):
        ll.kaplan_meier([1, 2], [True, True], level=95)
    assert len(ll.kaplan_meier([], [])) == 0


# Log-rank


def naive_log_rank(durations, ended, groups, strata):
    names = sorted(set(groups))
    observed, expected = np.zeros(len(names)), np.zeros(len(names))
    variance = np.zeros((len(names), len(names)))
    rows = list(zip(durations, ended, groups, strata, strict=True))
    for stratum in set(strata):
        here = [row for row in rows if row[3] == stratum]
        for time in {t for t, over, *_ in here if over}:
            at_risk = Counter(g for t, _, g, _ in here if t >= time)
            over = Counter(g for t, e, g, _ in here if t == time and e)
            n, d = sum(at_risk.values()), sum(over.values())
            for a, name in enumerate(names):
                observed[a] += over[name]
                expected[a] += d * at_risk[name] / n
                for b, other in enumerate(names):
                    if n > 1:
                        share = at_risk[name] / n * ((a == b) - at_risk[other] / n)
                        variance[a, b] += d * (n - d) / (n - 1) * share
    surplus = observed - expected
    return (
        surplus @ np.linalg.pinv(variance, rcond=1e-9, hermitian=True) @ surplus,
        observed,
        expected,
    )


@pytest.mark.parametrize("seed", SEEDS)
def test_log_rank_is_its_formula(seed):
    durations, ended, groups, strata = waits(seed, groups=2 + seed % 3, strata=1 + seed % 2)
    found = ll.log_rank(durations, ended, groups, strata)
    statistic, observed, expected = naive_log_rank(durations, ended, groups, strata)
    assert found.statistic == pytest.approx(statistic, rel=1e-9)
    assert found.groups["observed"].tolist() == observed.tolist()
    assert found.groups["expected"] == pytest.approx(expected)
    assert found.groups["n"].sum() == len(durations)


@pytest.mark.parametrize("seed", SEEDS)
def test_log_rank_is_that_of_lifelines(seed):
    peers = pytest.importorskip("lifelines.statistics", reason="lifelines is not installed")
    durations, ended, groups, _ = waits(seed, groups=2 + seed % 3)
    found = ll.log_rank(durations, ended, groups)
    peer = peers.multivariate_logrank_test(durations, groups, ended)
    assert found.statistic == pytest.approx(peer.test_statistic, rel=1e-8)
    assert found.degrees_of_freedom == peer.degrees_of_freedom
    assert found.p_value == pytest.approx(peer.p_value, rel=1e-8)


@pytest.mark.parametrize("seed", SEEDS)
def test_log_rank_of_two_is_that_of_scipy(seed):
    stats = pytest.importorskip("scipy.stats", reason="scipy, a peer, is not installed")
    durations, ended, groups, _ = waits(seed)
    sides = (
        stats.CensoredData.right_censored(durations[groups == g], ~ended[groups == g])
        for g in (0, 1)
    )
    peer = stats.logrank(*sides)
    found = ll.log_rank(durations, ended, groups)
    assert found.statistic == pytest.approx(peer.statistic**2, rel=1e-9)
    assert found.p_value == pytest.approx(peer.pvalue, rel=1e-8)


@pytest.mark.parametrize("seed", SEEDS)
def test_log_rank_within_strata_is_that_of_statsmodels(seed):
    duration = pytest.importorskip("statsmodels.duration.survfunc", reason="a peer is missing")
    durations, ended, groups, strata = waits(seed, groups=3, strata=2)
    statistic, p_value = duration.survdiff(durations, ended, groups, strata=strata)
    found = ll.log_rank(durations, ended, groups, strata)
    assert found.statistic == pytest.approx(statistic, rel=1e-8)
    assert found.p_value == pytest.approx(p_value, rel=1e-8)


def test_log_rank_prints_what_it_found():
    found = ll.log_rank([1, 2, 3, 4], [True] * 4, ["b", "b", "a", "a"])
    assert repr(found).splitlines() == [
        "log-rank: chi-square 2.882 on 1 degree of freedom, p = 0.0896",
        *repr(found.groups).splitlines(),
    ]
    assert found.groups.values("group") == ["a", "b"]
    assert ll.log_rank([1], [True], ["a"]).p_value is None
    assert "no two groups" in repr(ll.log_rank([], [], []))


# Permutation


def naive_p(statistics, observed, two_sided):
    if two_sided:
        statistics, observed = np.abs(statistics), abs(observed)
    return np.mean(np.array(statistics) >= observed - 1e-9)


@unhurried
@given(
    st.lists(st.integers(0, 6), min_size=1, max_size=5),
    st.lists(st.integers(0, 6), min_size=1, max_size=4),
    st.booleans(),
)
def test_exact_p_of_two_samples_is_the_share_of_all_ways(x, y, two_sided):
    both = np.array(x + y, dtype=float)
    found = []
    for first in itertools.combinations(range(len(both)), len(x)):
        mine = np.zeros(len(both), dtype=bool)
        mine[list(first)] = True
        found.append(both[mine].mean() - both[~mine].mean())
    side = "two_sided" if two_sided else "greater"
    test = ll.permutation_test(x, y, alternative=side)
    assert test.exact
    assert test.replicates == len(found)
    assert test.statistic == pytest.approx(np.mean(x) - np.mean(y), abs=1e-12)
    assert test.p_value == pytest.approx(naive_p(found, np.mean(x) - np.mean(y), two_sided))


@unhurried
@given(st.lists(st.tuples(st.integers(0, 4), st.sampled_from("abc")), min_size=1, max_size=7))
def test_exact_p_of_groups_is_that_of_f_and_of_the_spread(drawn):
    x, labels = np.array([v for v, _ in drawn], dtype=float), [g for _, g in drawn]

    def between(dealt):
        groups = [x[[g == name for g in dealt]] for name in set(labels)]
        within = sum(((g - g.mean()) ** 2).sum() for g in groups)
        all_of_it = ((x - x.mean()) ** 2).sum()
        return 1 - within / all_of_it if all_of_it else 0.0, np.ptp([g.mean() for g in groups])

    ways = [between(dealt) for dealt in set(itertools.permutations(labels))]
    for number, statistic in enumerate(("between", "spread")):
        test = ll.permutation_test(x, groups=labels, statistic=statistic)
        if len(set(labels)) < 2:
            assert test.p_value is None
            continue
        observed = between(labels)[number]
        assert test.statistic == pytest.approx(observed, abs=1e-12)
        assert test.p_value == pytest.approx(naive_p([w[number] for w in ways], observed, False))


@pytest.mark.parametrize("seed", SEEDS)
def test_one_sided_p_is_that_of_scipy(seed):
    stats = pytest.importorskip("scipy.stats", reason="scipy, a peer, is not installed")
    random = np.random.default_rng(seed)
    x, y = random.normal(0.4, 1, 6), random.normal(0, 1, 5)
    for side in ("greater", "less"):
        peer = stats.permutation_test(
            (x, y), lambda a, b: a.mean() - b.mean(), alternative=side, n_resamples=np.inf
        )
        found = ll.permutation_test(x, y, alternative=side)
        assert found.exact
        assert found.p_value == pytest.approx(peer.pvalue)
        assert found.statistic == pytest.approx(peer.statistic)


@pytest.mark.parametrize("seed", SEEDS)
def test_p_of_pairs_is_that_of_scipy(seed):
    """By chance alone differences lie evenly around 0, so that |T*| ≥ |T| and scipy's twice the
    smaller tail agree."""
    stats = pytest.importorskip("scipy.stats", reason="scipy, a peer, is not installed")
    random = np.random.default_rng(seed)
    x, y = random.normal(0.5, 1, 8), random.normal(0, 1, 8)
    for side in ("greater", "less", "two_sided"):
        peer = stats.permutation_test(
            (x, y),
            lambda a, b: (a - b).mean(),
            permutation_type="samples",
            alternative=side.replace("_", "-"),
            n_resamples=np.inf,
        )
        found = ll.permutation_test(x, y, paired=True, alternative=side)
        assert found.exact
        assert found.p_value == pytest.approx(peer.pvalue)


def test_p_of_many_groups_is_near_that_of_scipys_anova():
    stats = pytest.importorskip("scipy.stats", reason="scipy, a peer, is not installed")
    random = np.random.default_rng(3)
    groups = np.repeat(["a", "b", "c"], 40)
    x = random.normal(np.where(groups == "c", 0.4, 0))
    peer = stats.f_oneway(*(x[groups == name] for name in "abc"))
    found = ll.permutation_test(x, groups=groups)
    assert found.p_value == pytest.approx(peer.pvalue, abs=0.01)
    explained = found.statistic
    assert explained / (1 - explained) * 117 / 2 == pytest.approx(peer.statistic)


def test_two_sided_is_symmetric_and_differs_from_scipys_twice_the_smaller_tail():
    """With samples of unlike size the two conventions differ; ours asks whether the difference
    would be as great in either direction."""
    stats = pytest.importorskip("scipy.stats", reason="scipy, a peer, is not installed")
    x, y = [0, 0, 0, 9], [1, 2, 3, 4, 5, 6, 20]
    peer = stats.permutation_test((x, y), lambda a, b: np.mean(a) - np.mean(b), n_resamples=np.inf)
    here, there = ll.permutation_test(x, y), ll.permutation_test(y, x)
    assert here.p_value == pytest.approx(there.p_value)
    assert here.p_value != pytest.approx(peer.pvalue)


def test_p_is_the_same_at_any_number_of_threads_and_in_any_order():
    random = np.random.default_rng(0)
    x, groups = random.normal(size=200), random.integers(0, 4, 200)
    strata = random.integers(0, 3, 200)
    order = random.permutation(200)
    before = ll.threads()
    try:
        found = []
        for threads in (1, 4):
            ll.set_threads(threads)
            found.append(ll.permutation_test(x, groups=groups, strata=strata, seed=5))
            found.append(
                ll.permutation_test(x[order], groups=groups[order], strata=strata[order], seed=5)
            )
    finally:
        ll.set_threads(before)
    assert found == [found[0]] * 4
    assert found[0] != ll.permutation_test(x, groups=groups, strata=strata, seed=6)


def test_permutation_test_says_what_it_did():
    found = ll.permutation_test([4, 5, 6, 1, 2, 3], groups=[1, 1, 1, 0, 0, 0])
    assert repr(found) == "mean of 0 less mean of 1: -3, p = 0.1 (two_sided, all 20 ways)"
    drawn = ll.permutation_test(range(30), range(5, 35), replicates=99)
    assert repr(drawn).endswith("(two_sided, 99 drawn)")
    many = ll.permutation_test([1, 2, 3], groups=["a", "b", "c"])
    assert many.of == "share of the variance between groups"
    assert many.alternative == "greater"
    nothing = ll.permutation_test([], [])
    assert (nothing.statistic, nothing.p_value) == (None, None)
    assert repr(nothing).endswith("nothing to compare")


def test_permutation_test_leaves_nulls_out():
    whole = ll.permutation_test([1, 2, 5], [3, 4])
    assert ll.permutation_test([1, None, 2, 5], [3, 4, float("nan")]) == whole
    assert ll.permutation_test([1, 2, 9], [3, 5, None], paired=True).replicates == 4
    labelled = ll.permutation_test([1, 2, 5, 3, 4, 7], groups=["x", "x", "x", "y", "y", None])
    assert labelled == whole


def test_questions_that_make_no_sense_are_errors():
    for wrong in (
        lambda: ll.permutation_test([1, 2]),
        lambda: ll.permutation_test([1, 2], [3], groups=["a", "b"]),
        lambda: ll.permutation_test([1, 2], [3], strata=["a", "b"]),
        lambda: ll.permutation_test([1, 2], [3], paired=True),
        lambda: ll.permutation_test([1, 2], [3, 4], paired=True, statistic="spread"),
        lambda: ll.permutation_test([1, 2], [3], statistic="between", alternative="less"),
        lambda: ll.permutation_test([1, 2], [3], statistic="median"),
        lambda: ll.permutation_test([1, 2], [3], alternative="two-sided"),
        lambda: ll.permutation_test([1, 2], [3], replicates=0),
        lambda: ll.permutation_test([1, 2, 3], groups=[1, 2, 3], statistic="difference"),
    ):
        with pytest.raises(ll.MeasureError):
            wrong()


# False discovery


@unhurried
@given(st.lists(st.floats(0, 1), max_size=20))
def test_adjusted_p_values_are_their_formula(p_values):
    m = len(p_values)
    order = sorted(p_values)
    for method, factor in (("bh", 1), ("by", sum(1 / j for j in range(1, m + 1)))):
        found = ll.false_discovery(p_values, method).tolist()
        for p, adjusted in zip(p_values, found, strict=True):
            last = m - order[::-1].index(p)  # the last j at which p stands
            wanted = min(factor * m * order[j - 1] / j for j in range(last, m + 1))
            assert adjusted == pytest.approx(min(1, wanted))


@pytest.mark.parametrize("seed", SEEDS)
def test_adjusted_p_values_are_those_of_scipy_and_statsmodels(seed):
    stats = pytest.importorskip("scipy.stats", reason="scipy, a peer, is not installed")
    tests = pytest.importorskip("statsmodels.stats.multitest", reason="a peer is missing")
    random = np.random.default_rng(seed)
    p_values = random.beta(0.5, 3, 1 + seed).round(3)
    for method in ("bh", "by"):
        found = ll.false_discovery(p_values, method)
        assert found == pytest.approx(stats.false_discovery_control(p_values, method=method))
        peer = tests.multipletests(p_values, method=f"fdr_{method}")[1]
        assert found == pytest.approx(peer)


def test_unknown_p_values_stay_unknown_and_are_not_counted():
    found = ll.false_discovery([0.01, None, 0.02])
    assert found[[0, 2]].tolist() == [0.02, 0.02]
    assert math.isnan(found[1])
    with pytest.raises(ll.MeasureError, match=r"p_values\[1\] is 2"):
        ll.false_discovery([0.1, 2])
    with pytest.raises(ll.MeasureError, match="bh or by"):
        ll.false_discovery([0.1], method="holm")


# Intervals of proportions


@unhurried
@given(st.integers(0, 200), st.integers(1, 200), st.floats(0.5, 0.999))
def test_wilson_ends_are_where_the_score_is_z(successes, trials, level):
    successes = min(successes, trials)
    z = _core.wilson(0, 1, level)[1]
    z = math.sqrt(z / (1 - z))  # at 0 of 1 the upper limit is z² / (1 + z²)
    for end in ll.wilson(successes, trials, level):
        gap = abs(successes / trials - end)
        assert gap == pytest.approx(z * math.sqrt(end * (1 - end) / trials), rel=1e-6, abs=1e-9)


@pytest.mark.parametrize("seed", SEEDS)
def test_intervals_are_those_of_statsmodels(seed):
    peers = pytest.importorskip("statsmodels.stats.proportion", reason="a peer is missing")
    random = np.random.default_rng(seed)
    m, n = (int(v) for v in random.integers(5, 300, 2))
    a, b = int(random.integers(1, m)), int(random.integers(1, n))
    assert ll.wilson(a, m) == pytest.approx(peers.proportion_confint(a, m, method="wilson"))
    assert _core.difference_of_proportions(a, m, b, n, 0.9) == pytest.approx(
        peers.confint_proportions_2indep(a, m, b, n, compare="diff", method="newcomb", alpha=0.1)
    )
    assert _core.ratio_of_proportions(a, m, b, n, 0.95) == pytest.approx(
        peers.confint_proportions_2indep(a, m, b, n, compare="ratio", method="log")
    )


@pytest.mark.parametrize("seed", SEEDS)
def test_wilson_is_that_of_scipy(seed):
    stats = pytest.importorskip("scipy.stats", reason="scipy, a peer, is not installed")
    random = np.random.default_rng(seed)
    trials = int(random.integers(1, 500))
    successes = int(random.integers(0, trials + 1))
    level = random.uniform(0.5, 0.999)
    peer = stats.binomtest(successes, trials).proportion_ci(level, method="wilson")
    assert ll.wilson(successes, trials, level) == pytest.approx((peer.low, peer.high), abs=1e-12)


def test_wilson_of_nothing_is_unknown_and_of_too_much_an_error():
    assert ll.wilson(0, 0) == (None, None)
    for successes, trials in ((-1, 5), (6, 5), (1, 0)):
        with pytest.raises(ll.MeasureError, match="cannot be successes"):
            ll.wilson(successes, trials)
    for level in (1, None, "0.95"):
        with pytest.raises(ll.MeasureError, match="level"):
            ll.wilson(1, 2, level=level)
    with pytest.raises(ll.MeasureError, match="successes is a number"):
        ll.wilson("1", 2)


@pytest.mark.parametrize("null", [None, float("nan"), np.float64("nan"), pd.NA], ids=repr)
def test_wilson_of_a_null_row_is_null(null):
    assert ll.wilson(null, null) == ll.wilson(1, null) == ll.wilson(null, 5) == (None, None)


def test_a_level_of_limits_is_checked():
    for level in (0, 1, 95, None, "0.95"):
        with pytest.raises(ll.MeasureError, match="level"):
            ll.kaplan_meier([1, 2], [True, False], level=level)


def test_threads_are_a_whole_number():
    before = ll.threads()
    for wrong in (-1, 1.5, "2", None, 2**32):
        with pytest.raises(ll.MeasureError, match="count is a whole number"):
            ll.set_threads(wrong)
    assert ll.threads() == before


def test_representation_interval_is_the_formula_of_its_logarithm():
    a, of_a, b, of_b = 30, 120, 200, 900
    n = a + b
    error = math.sqrt(b / n**2 * (b / a * (1 - a / of_a) + (1 - b / of_b)))
    ratio = (a / of_a) / (n / (of_a + of_b))
    found = _core.representation_interval(a, of_a, b, of_b, 0.95)
    assert found == pytest.approx((ratio * math.exp(-Z * error), ratio * math.exp(Z * error)))
    assert _core.representation_interval(0, 10, 5, 90, 0.95) == (None, None)


def test_log_rank_of_a_network_is_of_one_measure(district):
    asked = {"by": "subdistrict", "within": "d1", "during": "2022"}
    one = ll.log_rank(district, measure=["deliberation.time_to"], **asked)
    assert one.statistic == ll.log_rank(district, **asked).statistic
    with pytest.raises(ll.MeasureError, match="one measure"):
        ll.log_rank(district, measure=["deliberation.time_to", "deliberation.dwell"], **asked)
