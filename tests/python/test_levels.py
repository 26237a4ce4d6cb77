# SPDX-License-Identifier: Apache-2.0
"""Intervals of measures: Wilson's, log–log and log-normal, of the numbers that a measure names."""

from __future__ import annotations

import math
from statistics import NormalDist
from typing import Any

import linli as ll
import numpy as np
import pytest
from asked import NAMES, asked, by
from one_community import QUESTION, one_community

FORMULA = {row["name"]: row["interval"] for row in ll.measures()}
WILSON = [name for name in NAMES if FORMULA[name] == "Wilson"]
NONE = [name for name in NAMES if FORMULA[name] is None]


@pytest.fixture(scope="module")
def networks(district: Any) -> list[ll.Network]:
    return [one_community(), district]


@pytest.mark.parametrize("level", [0.5, 0.95, 0.999])
@pytest.mark.parametrize("name", WILSON)
def test_proportions_have_wilsons_interval_of_what_they_name(networks, name, level):
    seen = 0
    for net in networks:
        asked_for = asked(name)
        if name == "coverage.complete":
            asked_for = ll.coverage.complete(of_level="community")
        question = QUESTION if net is networks[0] else {"during": "2022"}
        table = net.measure(asked_for, by=by(name, "community"), level=level, **question)
        for row in table.to_dicts()[:60]:
            if row["value"] is None or not 0 <= row["value"] <= 1:
                assert (row["low"], row["high"]) == (None, None)
                continue
            successes = round(row["value"] * row["denominator"])
            assert (row["low"], row["high"]) == pytest.approx(
                ll.wilson(successes, row["denominator"], level), abs=1e-12
            )
            seen += 1
    assert seen


@pytest.mark.parametrize("name", NONE)
def test_what_has_no_interval_of_its_own_has_null_ends(name):
    table = one_community().measure(asked(name), by=by(name), level=0.95, **QUESTION)
    assert set(table.values("low")) == set(table.values("high")) == {None}


def test_without_a_level_there_are_no_ends():
    table = one_community().measure("participation.rate", **QUESTION)
    assert "low" not in table
    assert "high" not in table


# Times


def waits(seed: int) -> tuple[ll.Network, np.ndarray[Any, Any], np.ndarray[Any, Any]]:
    """Issues whose days to closing are drawn, some still open; the days, and whether they ended."""
    random = np.random.default_rng(seed)
    days = random.integers(1, 60, 80)
    over = random.random(80) < 0.6
    end = np.datetime64("2024-06-30")
    ids = np.arange(80)
    net = ll.Network(
        places={"id": ["A"], "level": ["community"]},
        issues={"id": ids, "place": ["A"] * 80, "raised_at": end - days},
        issue_events={"issue": ids[over], "state": ["closed"] * over.sum(),
                      "at": [end] * over.sum()},
        as_of="2024-06-30",
    )  # fmt: skip
    return net, days.astype(float), over


def limits(durations: Any, ended: Any, level: float) -> list[tuple[float, float, float, float]]:
    """Kaplan–Meier with log–log limits, term by term: (time, S, low, high)."""
    z = NormalDist().inv_cdf((1 + level) / 2)
    s, greenwood, found = 1.0, 0.0, []
    for time in sorted(set(durations)):
        at_risk = sum(d >= time for d in durations)
        ends = sum(d == time and e for d, e in zip(durations, ended, strict=True))
        s *= 1 - ends / at_risk
        low = high = s
        if 0 < s < 1:
            greenwood += ends / (at_risk * (at_risk - ends))
            spread = z * math.sqrt(greenwood) / math.log(s)
            low, high = sorted((s ** math.exp(spread), s ** math.exp(-spread)))
        found.append((time, s, low, high))
    return found


@pytest.mark.parametrize("level", [0.8, 0.95])
@pytest.mark.parametrize("seed", range(15))
def test_survival_and_times_have_log_log_limits(seed, level):
    net, days, over = waits(seed)
    curve = limits(days, over, level)
    for at in (5, 20, 40, int(days.max())):
        row = net.measure(ll.deliberation.survival(at=at), level=level).to_dicts()[0]
        _, s, low, high = [(0.0, 1.0, 1.0, 1.0), *(c for c in curve if c[0] <= at)][-1]
        assert (row["value"], row["low"], row["high"]) == pytest.approx((s, low, high))
    for q in (0.25, 0.5, 0.75):
        row = net.measure(ll.deliberation.time_to(q=q), level=level).to_dicts()[0]
        first = [
            next((c[0] for c in curve if c[which] <= 1 - q + 1e-9), None) for which in (1, 2, 3)
        ]
        assert [row["value"], row["low"], row["high"]] == first


@pytest.mark.parametrize("seed", range(10))
def test_limits_are_those_of_lifelines(seed):
    peers = pytest.importorskip("lifelines", reason="lifelines, a peer, is not installed")
    from lifelines.utils import median_survival_times

    net, days, over = waits(seed)
    fitted = peers.KaplanMeierFitter().fit(days, over, alpha=0.05)
    ends = fitted.confidence_interval_survival_function_
    for at in (5, 20, 40):
        row = net.measure(ll.deliberation.survival(at=at), level=0.95).to_dicts()[0]
        low, high = ends[ends.index <= at].iloc[-1]
        assert (row["low"], row["high"]) == pytest.approx((low, high), rel=1e-6)
    row = net.measure("deliberation.time_to", level=0.95).to_dicts()[0]
    low, high = median_survival_times(ends).iloc[0]
    assert row["value"] == fitted.median_survival_time_
    assert row["low"] == low
    assert (math.inf if row["high"] is None else row["high"]) == high


# Representation


def test_representation_has_a_log_normal_interval_for_participants_among_residents():
    random = np.random.default_rng(3)
    people = np.arange(600)
    sex = random.choice(["F", "M"], 600)
    came = people[random.random(600) < np.where(sex == "F", 0.4, 0.2)]
    net = ll.Network(
        places={"id": ["A"], "level": ["community"]},
        persons={"id": people, "home": ["A"] * 600, "sex": sex},
        forums={"id": ["f"], "kind": ["hall"], "place": ["A"]},
        meetings={"id": ["m"], "held_by": ["f"], "date": ["2024-03-01"]},
        attendances={"meeting": ["m"] * len(came), "person": came},
    )
    for level in (0.9, 0.95):
        z = NormalDist().inv_cdf((1 + level) / 2)
        for row in net.measure("participation.representation", by="sex", level=level):
            a, n = int((sex[came] == row["sex"]).sum()), int((sex == row["sex"]).sum())
            b, attended = n - a, len(came)
            error = math.sqrt(b / n**2 * (b / a * (1 - a / attended) + (1 - b / (600 - attended))))
            ratio = (a / attended) / (n / 600)
            assert row["value"] == pytest.approx(ratio)
            assert (row["low"], row["high"]) == pytest.approx(
                (ratio * math.exp(-z * error), ratio * math.exp(z * error))
            )


# Asking


def test_a_level_is_asked_in_text_too():
    net = one_community()
    text = net.measure("participation.rate during 2024-H1 level 0.9")
    assert text.to_dicts() == net.measure("participation.rate", during="2024-H1",
                                          level=0.9).to_dicts()  # fmt: skip
    assert text.question["level"] == 0.9
    with pytest.raises(ll.MeasureError, match="level"):
        net.measure("participation.rate level 0.9", level=0.95)


@pytest.mark.parametrize("level", [1, 1.5, -0.5, 95, "high", "0.95"])
def test_levels_that_are_none_are_errors(level):
    with pytest.raises(ll.MeasureError, match="level"):
        one_community().measure("participation.rate", level=level)


def test_prepared_answers_and_series_have_ends_too():
    net = one_community()
    prepared = net.prepare("participation.rate", level=0.95, **QUESTION)
    assert (
        prepared.table().to_dicts()
        == net.measure("participation.rate", level=0.95, **QUESTION).to_dicts()
    )
    series = net.series("participation.rate", every="quarter", during="2024-H1", level=0.95)
    assert None not in series.values("low")


def test_ends_are_shown_in_print_and_in_the_table_of_the_browser():
    table = one_community().measure("deliberation.time_to", level=0.95, **QUESTION)
    assert "low" in repr(table)
    assert "low" in table._repr_html_()
