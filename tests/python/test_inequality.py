# SPDX-License-Identifier: Apache-2.0
"""Inequality of plain numbers against the formulas as they are written, and against PySAL."""

from __future__ import annotations

import math

import linli as ll
import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

# A busy machine is no fault of the code.
unhurried = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])

INDICES = {
    "gini": ll.inequality.gini,
    "hoover": ll.inequality.hoover,
    "theil": ll.inequality.theil,
    "atkinson 1/2": lambda x, weight=None: ll.inequality.atkinson(x, 0.5, weight),
    "atkinson 1": lambda x, weight=None: ll.inequality.atkinson(x, 1, weight),
    "atkinson 2": lambda x, weight=None: ll.inequality.atkinson(x, 2, weight),
    "quantile ratio": lambda x, weight=None: ll.inequality.quantile_ratio(x, weight=weight),
}


# The formulas, term by term


def mean(x, w):
    return sum(wi * xi for wi, xi in zip(w, x, strict=True)) / sum(w)


def naive_gini(x, w):
    units = list(zip(x, w, strict=True))
    pairs = sum(wi * wj * abs(xi - xj) for xi, wi in units for xj, wj in units)
    return pairs / (2 * mean(x, w) * sum(w) ** 2)


def naive_hoover(x, w):
    mu = mean(x, w)
    return sum(wi * abs(xi - mu) for xi, wi in zip(x, w, strict=True)) / (2 * sum(w) * mu)


def naive_theil(x, w):
    mu = mean(x, w)
    terms = [wi * xi / mu * math.log(xi / mu) for xi, wi in zip(x, w, strict=True) if xi > 0]
    return sum(terms) / sum(w)


def naive_atkinson(x, w, epsilon):
    if epsilon >= 1 and any(xi == 0 for xi, wi in zip(x, w, strict=True) if wi > 0):
        return 1
    mu = mean(x, w)
    if epsilon == 1:
        logs = sum(wi * math.log(xi / mu) for xi, wi in zip(x, w, strict=True) if wi > 0)
        return 1 - math.exp(logs / sum(w))
    powers = sum(wi * (xi / mu) ** (1 - epsilon) for xi, wi in zip(x, w, strict=True) if wi > 0)
    return 1 - (powers / sum(w)) ** (1 / (1 - epsilon))


def naive_quantile(x, w, q):
    for value in sorted(set(x)):
        if sum(wi for xi, wi in zip(x, w, strict=True) if xi <= value) >= (q - 1e-9) * sum(w):
            return value
    return None


def naive_between(x, groups, w):
    mu, found = mean(x, w), 0
    for g in set(groups):
        mine = [(xi, wi) for xi, wi, gi in zip(x, w, groups, strict=True) if gi == g]
        share = sum(wi for _, wi in mine) / sum(w)
        if share and (relative := mean(*zip(*mine, strict=True)) / mu):
            found += share * relative * math.log(relative)
    return found


amounts = st.one_of(st.integers(0, 12), st.floats(0, 1e6).map(lambda v: round(v, 3)))
weights = st.one_of(st.integers(0, 5), st.floats(0.1, 50))
units = st.lists(st.tuples(amounts, weights, st.sampled_from("abc")), min_size=1, max_size=30)


def weighing(drawn):
    """Columns of units of which one at least has an amount and a weight."""
    x, w, groups = zip(*drawn, (2.0, 1, "a"), strict=True)
    return list(x), list(w), list(groups)


@unhurried
@given(units)
def test_each_index_is_its_formula(drawn):
    x, w, _ = weighing(drawn)
    close = {"rel": 1e-9, "abs": 1e-12}
    assert ll.inequality.gini(x, w) == pytest.approx(naive_gini(x, w), **close)
    assert ll.inequality.hoover(x, w) == pytest.approx(naive_hoover(x, w), **close)
    assert ll.inequality.theil(x, w) == pytest.approx(naive_theil(x, w), **close)
    for epsilon in (0, 0.25, 1, 1.5, 3):
        found = ll.inequality.atkinson(x, epsilon, w)
        assert found == pytest.approx(naive_atkinson(x, w, epsilon), rel=1e-9, abs=1e-9)


@unhurried
@given(units, st.floats(0, 1), st.floats(0, 1))
def test_quantile_ratio_is_its_rule(drawn, high, low):
    x, w, _ = weighing([unit for unit in drawn if unit[1] > 0])
    above, below = naive_quantile(x, w, high), naive_quantile(x, w, low)
    found = ll.inequality.quantile_ratio(x, high, low, w)
    assert found == (above / below if below else None)


@unhurried
@given(units)
def test_theil_between_and_within_are_their_formulas_and_add_up(drawn):
    x, w, groups = weighing(drawn)
    between = ll.inequality.theil_between(x, groups, w)
    within = ll.inequality.theil_within(x, groups, w)
    assert between == pytest.approx(max(0, naive_between(x, groups, w)), abs=1e-12)
    assert between + within == pytest.approx(ll.inequality.theil(x, w), abs=1e-12)


@pytest.mark.parametrize("name", INDICES)
@unhurried
@given(drawn=units, factor=st.sampled_from([0.1, 3, 1024]))
def test_scale_order_and_repetition_do_not_matter(name, drawn, factor):
    index = INDICES[name]
    x, w, _ = weighing(drawn)
    found = index(x, w)
    assert index(x[::-1], w[::-1]) == found
    expected = found if found is None else pytest.approx(found, rel=1e-9, abs=1e-11)
    assert index([v * factor for v in x], w) == expected
    assert index(x, [v * factor for v in w]) == expected
    assert index(x + x, w + w) == expected


@unhurried
@given(drawn=units)
def test_indices_lie_between_zero_and_what_one_with_everything_has(drawn):
    x, w, _ = weighing(drawn)
    for name in ("gini", "hoover", "atkinson 1/2", "atkinson 1", "atkinson 2"):
        assert 0 <= INDICES[name](x, w) <= 1
    assert 0 <= ll.inequality.theil(x, w) <= math.log(sum(w) / min(filter(None, w))) + 1e-9


# PySAL


@pytest.mark.parametrize("seed", range(50))
def test_indices_are_those_of_pysal(seed):
    pytest.importorskip("inequality", reason="PySAL's inequality, a peer, is not installed")
    from inequality.atkinson import Atkinson
    from inequality.gini import Gini
    from inequality.theil import Theil, TheilD

    random = np.random.default_rng(seed)
    x = random.lognormal(0, random.uniform(0.1, 2), random.integers(4, 80))
    groups = np.arange(len(x)) % random.integers(2, 4)
    close = {"rel": 1e-10, "abs": 1e-13}
    assert ll.inequality.gini(x) == pytest.approx(Gini(x.copy()).g, **close)
    assert ll.inequality.theil(x) == pytest.approx(Theil(x).T, **close)
    peer = TheilD(x, groups)
    assert ll.inequality.theil_between(x, groups) == pytest.approx(peer.bg[0], **close)
    assert ll.inequality.theil_within(x, groups) == pytest.approx(peer.wg[0], **close)
    for epsilon in (0.5, 1, 2):
        assert ll.inequality.atkinson(x, epsilon) == pytest.approx(Atkinson(x, epsilon).A, **close)


@pytest.mark.parametrize("seed", range(50))
def test_hoover_is_the_greatest_depth_of_pysals_lorenz_curve(seed):
    pytest.importorskip("inequality", reason="PySAL's inequality, a peer, is not installed")
    pandas = pytest.importorskip("pandas")
    from inequality.schutz import Schutz

    x = np.random.default_rng(seed).gamma(0.8, 5, 5 + seed)
    peer = Schutz(pandas.DataFrame({"x": x}), "x")
    assert ll.inequality.hoover(x) == pytest.approx(peer.distance, rel=1e-10)


# Lorenz


@unhurried
@given(units)
def test_lorenz_curve_rises_ever_faster_and_encloses_half_of_gini(drawn):
    x, w, _ = weighing(drawn)
    table = ll.inequality.lorenz(x, w)
    across, up = table["population_share"], table["value_share"]
    assert (across[0], up[0], across[-1], up[-1]) == (0, 0, 1, 1)
    slopes = np.diff(up) / np.diff(across)
    assert (np.diff(slopes) > -1e-9 * slopes.max()).all()
    area = (np.diff(across) * (up[1:] + up[:-1]) / 2).sum()
    assert 1 - 2 * area == pytest.approx(ll.inequality.gini(x, w), abs=1e-12)


def test_lorenz_has_a_row_for_each_distinct_value():
    table = ll.inequality.lorenz([1, 1, 2], weight=[1, 1, 2])
    assert table.to_dicts() == [
        {"population_share": 0, "value_share": 0},
        {"population_share": 0.5, "value_share": 1 / 3},
        {"population_share": 1, "value_share": 1},
    ]
    assert len(ll.inequality.lorenz([])) == 0


# What may be given


def columns_of_one_none_three():
    pandas, polars = pytest.importorskip("pandas"), pytest.importorskip("polars")
    arrow = pytest.importorskip("pyarrow")
    return [
        [1, None, 3],
        (1.0, float("nan"), 3),
        np.array([1, np.nan, 3]),
        np.array([1, None, 3], dtype=object),
        np.ma.array([1, 2, 3], mask=[False, True, False]),
        pandas.Series([1, None, 3]),
        pandas.Series([1, None, 3], dtype="Int64"),
        polars.Series([1, None, 3]),
        arrow.array([1, None, 3]),
    ]


def test_columns_of_any_kind_are_taken_and_nulls_left_out():
    for x in columns_of_one_none_three():
        assert ll.inequality.gini(x) == 0.25, type(x)
        assert ll.inequality.gini([1, 3, 3], weight=x) == ll.inequality.gini([1, 3, 3], [1, 0, 3])


def test_labels_of_any_kind_are_taken_and_nulls_left_out():
    pandas, polars = pytest.importorskip("pandas"), pytest.importorskip("polars")
    wanted = ll.inequality.theil([1, 3])
    for labels in (
        ["a", "b", None],
        [1, "b", float("nan")],
        np.array([1.0, 2.0, np.nan]),
        pandas.Series(["a", "b", None]),
        pandas.Series([1, 2, None], dtype="Int64"),
        pandas.Series(["a", "b", None], dtype="category"),
        polars.Series(["a", "b", None]),
    ):
        assert ll.inequality.theil_between([1, 3, 9], labels) == pytest.approx(wanted), type(labels)


@pytest.mark.parametrize("name", INDICES)
def test_null_is_none_never_nan(name):
    for x in ([], [None], [0, 0], np.array([])):
        assert INDICES[name](x) is None
    assert INDICES[name]([1, 2], [0, 0]) is None


def test_errors_name_what_is_wrong():
    with pytest.raises(ll.MeasureError, match=r"x\[2\] is -1\.0+: .* not negative"):
        ll.inequality.gini([1, 2, -1])
    with pytest.raises(ll.MeasureError, match=r"weight\[0\] is -2\.0+"):
        ll.inequality.theil([1, 2], weight=[-2, 1])
    with pytest.raises(ll.MeasureError, match="x is a column of numbers: 'b' is text"):
        ll.inequality.gini([1, None, "b"])
    with pytest.raises(ll.MeasureError, match="x is a column of numbers"):
        ll.inequality.gini(["1", "2"])
    with pytest.raises(ll.MeasureError, match="2 dimensions"):
        ll.inequality.gini([[1, 2], [3, 4]])
    with pytest.raises(ll.MeasureError, match="here are 2 x, 3 weight"):
        ll.inequality.gini([1, 2], weight=[1, 2, 3])
    with pytest.raises(ll.MeasureError, match="here are 2 x, 1 groups"):
        ll.inequality.theil_within([1, 2], ["a"])
    with pytest.raises(ll.MeasureError, match="epsilon"):
        ll.inequality.atkinson([1, 2])
    with pytest.raises(ll.MeasureError, match="epsilon"):
        ll.inequality.atkinson([1, 2], -1)
    for wrong in ("a", "0.5", [1], True):
        with pytest.raises(ll.MeasureError, match="epsilon is a number"):
            ll.inequality.atkinson([1, 2], wrong)
    with pytest.raises(ll.MeasureError, match="high is a number"):
        ll.inequality.quantile_ratio([1, 2], high=None)
    with pytest.raises(ll.MeasureError, match="between 0 and 1"):
        ll.inequality.quantile_ratio([1, 2], high=90)
    with pytest.raises(ll.MeasureError, match="which group"):
        ll.inequality.theil_between([1, 2])


# Of a measure


def test_of_a_measure_it_is_a_measure():
    depth = ll.coverage.reach(min_kinds=3)
    made = ll.inequality.gini(of=depth, across="community", weight="residents")
    assert isinstance(made, ll.Measure)
    assert made.name == "inequality.gini"
    assert made.arguments["of"] == "coverage.reach(min_kinds=3)"
    assert made == ll.inequality.gini(of=str(depth), across="community", weight="residents")


def test_numbers_and_a_measure_do_not_mix():
    for wrong in (
        {},
        {"x": [1, 2], "of": "coverage.depth"},
        {"x": [1, 2], "across": "community"},
        {"of": "coverage.depth"},
        {"of": "coverage.depth", "across": "community", "weight": [1, 2]},
    ):
        with pytest.raises(ll.MeasureError):
            ll.inequality.gini(**wrong)
    with pytest.raises(ll.MeasureError, match="grouping"):
        ll.inequality.theil_between(of="coverage.depth", across="community", groups=["a"])


def test_a_gap_is_between_two_values_of_an_attribute():
    made = ll.inequality.gap(of="coverage.reach", between=("home.estate_age", "old", "new"))
    assert made.name == "inequality.gap"
    assert made.arguments["between"] == ["home.estate_age", "old", "new"]
    for wrong in (("old", "new"), "abc", 5, None):
        with pytest.raises(ll.MeasureError, match="between="):
            ll.inequality.gap(of="coverage.reach", between=wrong)
