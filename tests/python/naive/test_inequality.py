# SPDX-License-Identifier: Apache-2.0
"""Inequality of plain numbers and of measures across places, and intervals; worked out by hand."""

from __future__ import annotations

from math import exp, log, sqrt

import pytest

from . import inequality
from .cases import DISTRICT, FORUMS, MATTERS, PLACES, Row, ask, with_tables
from .evaluate import evaluate
from .intervals import log_log, log_normal, newcombe, of_ratio, wilson

# plain numbers


def test_gini_and_hoover() -> None:
    assert inequality.gini([1, 3]) == 2 * 2 / (2 * 2 * 4)
    assert inequality.gini([0, 0, 0, 4]) == pytest.approx(3 / 4)
    assert inequality.gini([1, 3], [3, 1]) == 2 * 3 * 2 / (2 * 1.5 * 16)  # as [1, 1, 1, 3]
    assert inequality.gini([1, 1, 1, 3]) == inequality.gini([1, 3], [3, 1])
    assert inequality.hoover([1, 3]) == (1 + 1) / (2 * 2 * 2)
    assert inequality.hoover([0, 0, 0, 4]) == 3 / 4


def test_theil_and_its_parts() -> None:
    assert inequality.theil([0, 2]) == pytest.approx(log(2))  # 0 ln 0 = 0
    assert inequality.theil([1, 3]) == pytest.approx((0.5 * log(0.5) + 1.5 * log(1.5)) / 2)
    x, groups = [1, 3, 6, 6], ["a", "a", "b", "b"]
    # means 2 and 6 of 4; group a holds a quarter of the whole, within b all are equal
    between = (0.5 * log(0.5) + 1.5 * log(1.5)) / 2
    assert inequality.theil_between(x, groups) == pytest.approx(between)
    within = inequality.theil_within(x, groups)
    assert within == pytest.approx(between / 4)  # of 1 and 3, as of the means 2 and 6
    assert inequality.theil(x) == pytest.approx(between + (within or 0))
    weight = [1, 2, 3, 4]
    parts = [f(x, groups, weight) for f in (inequality.theil_between, inequality.theil_within)]
    assert inequality.theil(x, weight) == pytest.approx(sum(part or 0 for part in parts))


def test_atkinson() -> None:
    assert inequality.atkinson([1, 4], 1) == pytest.approx(1 - 2 / 2.5)
    assert inequality.atkinson([1, 9], 0.5) == pytest.approx(1 - 2**2 / 5)
    assert inequality.atkinson([1, 3], 2) == pytest.approx(1 - 1.5 / 2)
    assert inequality.atkinson([0, 3], 1) == inequality.atkinson([0, 3], 2) == 1
    assert inequality.atkinson([0, 4], 0.5) == pytest.approx(1 - 1 / 2)


def test_quantile_ratio_takes_the_lowest_that_reaches() -> None:
    assert inequality.quantile_ratio([4, 1, 3, 2]) == 4
    assert inequality.quantile_ratio([1, 2, 3, 4], high=0.75, low=0.5) == 3 / 2
    assert inequality.quantile_ratio([1, 2, 6], weight=[1, 8, 1]) == 2 / 1
    assert inequality.quantile_ratio([0, 2]) is None


@pytest.mark.parametrize("name", ["gini", "hoover", "theil", "atkinson", "quantile_ratio"])
def test_of_nothing_of_zeros_and_of_negatives(name: str) -> None:
    measure = getattr(inequality, name)
    assert measure([]) is None
    assert measure([0, 0]) is None
    assert measure([2, None, 2], weight=[1, 1, 0]) == (1 if name == "quantile_ratio" else 0)
    with pytest.raises(ValueError, match="negative"):
        measure([1, -1])


# of measures

VOLUNTEERS = {"kind": "volunteers"}


def test_units_are_the_rows_of_another_measure() -> None:
    # depth: A 1000 · 2/3, B 1000 · 1/1; the city's own row belongs to no community
    asked: Row = {"of": ("coverage.depth", VOLUNTEERS), "across": "community"}
    row = evaluate(DISTRICT, "inequality.gini", asked, on="2024-06-30")[0]
    assert row["value"] == pytest.approx(2 * (1 / 3) / (2 * (5 / 6) * 4))
    assert (row["numerator"], row["denominator"], row["note"]) == (None, 2, "")
    by_city = ask(DISTRICT, "inequality.gini", params=asked, by="city")
    assert by_city == {"city": pytest.approx(row["value"])}
    # with 3 and 1 residents as weights: μ = (3 · 2/3 + 1) / 4 = 3/4
    weighted = asked | {"weight": "residents"}
    gini = ask(DISTRICT, "inequality.gini", params=weighted)
    assert gini == pytest.approx(2 * 3 * (1 / 3) / (2 * (3 / 4) * 16))


def test_units_without_value_or_weight_are_left_out_and_counted() -> None:
    asked: Row = {"of": "coverage.depth", "across": "community"}  # A: only head counts
    row = evaluate(DISTRICT, "inequality.hoover", asked, on="2024-06-30")[0]
    assert (row["value"], row["denominator"], row["note"]) == (0, 1, "1 units left out")
    minors: Row = {"of": "counts.residents", "across": "household", "weight": "minors"}
    row = evaluate(DISTRICT, "inequality.gini", minors)[0]  # h2 has no minors
    assert row["denominator"] == 2
    assert row["value"] == pytest.approx(2 * 9 * 2 * 1 / (2 * (20 / 11) * 121))  # 2 and 1
    nowhere: Row = {"of": "counts.residents", "across": "building"}
    row = evaluate(DISTRICT, "inequality.theil", nowhere)[0]
    assert (row["value"], row["denominator"]) == (None, 0)


def test_rows_of_a_level_above_and_of_categories() -> None:
    asked: Row = {"of": "counts.residents", "across": "household"}  # h1 2, h2 1, h3 1
    rows = ask(DISTRICT, "inequality.hoover", params=asked, by="community")
    assert rows == {"A": pytest.approx(1 / (2 * 2 * 1.5)), "B": 0}
    # women: h1 1, h2 1, h3 0
    by_sex = ask(DISTRICT, "inequality.hoover", params=asked, by="sex")
    assert by_sex["F"] == pytest.approx((1 / 3 + 1 / 3 + 2 / 3) / (2 * 3 * (2 / 3)))
    assert by_sex["M"] == pytest.approx(2 / 3)
    lonely = with_tables(places=[*PLACES, {"id": "C", "level": "community", "parent": "city"}])
    rows = ask(lonely, "inequality.hoover", params=asked, by="community")
    assert rows["C"] is None


def test_theil_between_and_within_groups_of_places() -> None:
    asked: Row = {"of": "counts.residents", "across": "household"}
    # communities A: 2, 1 and B: 1; mean 4/3, of A 3/2
    between = ask(DISTRICT, "inequality.theil_between", params=asked | {"grouping": "community"})
    parts = [(2 / 3, 9 / 8), (1 / 3, 3 / 4)]
    assert between == pytest.approx(sum(w * s * log(s) for w, s in parts))
    within = ask(DISTRICT, "inequality.theil_within", params=asked | {"grouping": "community"})
    assert between + within == pytest.approx(ask(DISTRICT, "inequality.theil", params=asked))
    # old h1, new h2; h3 has no age: left out
    row = evaluate(DISTRICT, "inequality.theil_between", asked | {"grouping": "estate_age"})[0]
    assert (row["denominator"], row["note"]) == (2, "1 units left out")
    assert row["value"] == pytest.approx((4 / 3 * log(4 / 3) + 2 / 3 * log(2 / 3)) / 2)


def test_a_gap_is_a_difference_and_a_ratio() -> None:
    asked: Row = {"of": "participation.rate", "between": ("home.estate_age", "old", "new")}
    # old: 1 of 1 and 2 came; new: 3 of 3
    rows = evaluate(FORUMS, "inequality.gap", asked, on="2024-06-30", level=0.95)
    told = {row["scale"]: row for row in rows}
    assert (told["difference"]["value"], told["ratio"]["value"]) == (-0.5, 0.5)
    low, high = newcombe((1, 2), (1, 1), 0.95)
    assert (told["difference"]["low"], told["difference"]["high"]) == (low, high)
    assert told["ratio"]["high"] == pytest.approx(0.5 * exp(1.959964 * sqrt(1 / 1 - 1 / 2)))
    teams: Row = {"of": ("deliberation.raised", {}), "between": ("issue.category", "lift", "noise")}
    rows = evaluate(MATTERS, "inequality.gap", teams, on="2024-06-30", level=0.95)
    assert [(r["scale"], r["value"], r["low"]) for r in rows] == [
        ("difference", 0, None),
        ("ratio", 1, None),
    ]
    of_none: Row = {"of": "counts.residents", "between": ("sex", "F", "X")}
    rows = evaluate(DISTRICT, "inequality.gap", of_none)
    assert [(r["scale"], r["value"]) for r in rows] == [("difference", 2), ("ratio", None)]


# intervals


def test_wilson() -> None:
    # 0 of 10: z² / (n + z²) = 3.8415 / 13.8415
    assert list(wilson(0, 10, 0.95)) == pytest.approx([0, 0.27753], abs=1e-5)
    assert list(wilson(5, 10, 0.95)) == pytest.approx([0.23659, 0.76341], abs=1e-5)
    assert wilson(10, 10, 0.95)[1] == pytest.approx(1)
    assert wilson(3, 2, 0.95) == wilson(-1, 2, 0.95) == wilson(0, 0, 0.95) == (None, None)
    row = evaluate(MATTERS, "deliberation.closure_rate", on="2024-06-30", level=0.95)[0]  # 1 of 4
    assert (row["low"], row["high"]) == wilson(1, 4, 0.95)
    row = evaluate(MATTERS, "deliberation.raised", level=0.95)[0]
    assert (row["low"], row["high"]) == (None, None)  # a count has none of its own


def test_other_limits() -> None:
    assert log_log(1, 0, 0.95) == (1, 1)
    assert log_log(0, 9, 0.95) == (0, 0)
    assert log_normal(2, 0, 0.95) == (2, 2)
    assert log_normal(0, 1, 0.95) == (None, None)
    # Newcombe's own example
    limits = newcombe((56, 70), (48, 80), 0.95)
    assert list(limits) == pytest.approx([0.0524, 0.3339], abs=1e-4)
    assert of_ratio((1, 2), (0, 3), 0.95) == (None, None)
