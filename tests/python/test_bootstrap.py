# SPDX-License-Identifier: Apache-2.0
"""The bootstrap: intervals that hold the truth as often as they say, and what it refuses.

Each population is drawn from a larger one whose truth is known. Of 500 populations an interval of
level 0.95 should hold it 93 to 97 times in 100.
"""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from itertools import pairwise

import linli as ll
import numpy as np
import pytest
import simulated
from asked import NAMES, asked, by
from simulated import MEAN, comings, issues, participants

POPULATIONS = 500
QUICK = {"resample": "community", "replicates": 200}
TIMES, CHANCES = np.array([1, 2, 3]), np.array([0.5, 0.25, 0.25])
LACKING = {"counts.total", "counts.share"}  # no place of the district has minors
GINI = float((CHANCES[:, None] * CHANCES * abs(TIMES[:, None] - TIMES)).sum() / (2 * 1.75))


def only_row(table):
    (row,) = table.to_dicts()
    return row


def held(row, truth):
    return row["low"] <= truth <= row["high"]


def with_threads(count, ask):
    before = ll.threads()
    ll.set_threads(count)
    try:
        return ask()
    finally:
        ll.set_threads(before)


# Coverage


@pytest.mark.parametrize(
    ("draw", "measure", "resample", "truth"),
    [
        (participants, "participation.rate", "community", MEAN),
        (issues, "deliberation.closure_rate", "community", MEAN),
        (comings, "participation.intensity", "person", 1.75),
        (comings, "participation.gini", "person", GINI),
    ],
    ids=["rate by place", "closure rate by place", "intensity by person", "Gini by person"],
)
def test_intervals_hold_the_truth_95_times_in_100(draw, measure, resample, truth):
    random = np.random.default_rng(7)
    found = [
        held(only_row(ll.bootstrap(draw(random), measure, None, resample, 400, seed)), truth)
        for seed in range(POPULATIONS)
    ]
    assert 0.93 <= np.mean(found) <= 0.97


def test_people_drawn_one_by_one_miss_what_communities_have_in_common():
    """Neighbours are alike here, so an interval that draws persons is too narrow."""
    random = np.random.default_rng(8)
    found = [
        held(only_row(ll.bootstrap(participants(random), "participation.rate", None, "person", 200,
                                   seed)), MEAN)
        for seed in range(150)
    ]  # fmt: skip
    assert np.mean(found) < 0.85


def test_a_higher_level_gives_a_wider_interval():
    net = issues(np.random.default_rng(3))
    ends = [
        only_row(ll.bootstrap(net, "deliberation.closure_rate", level=level, **QUICK))
        for level in (0.5, 0.8, 0.9, 0.95, 0.99)
    ]
    for inner, outer in pairwise(ends):
        assert outer["low"] < inner["low"] <= inner["value"] <= inner["high"] < outer["high"]


def test_what_is_measured_is_measured_as_ever():
    net = participants(np.random.default_rng(4))
    plain = net.measure("participation.rate", by="district").to_dicts()
    drawn = ll.bootstrap(net, "participation.rate", by="district", **QUICK).to_dicts()
    for one, other in zip(plain, drawn, strict=True):
        for column in ("district", "value", "numerator", "denominator", "unit", "basis"):
            assert one[column] == other[column]


# Chance that can be had again


@pytest.mark.parametrize("resample", ["community", "person"])
def test_a_seed_gives_the_same_bits_at_any_number_of_threads(resample):
    net = participants(np.random.default_rng(5))

    def ends(seed):
        table = ll.bootstrap(net, "participation.rate", None, resample, 300, seed)
        return table["low"].tobytes(), table["high"].tobytes()

    one, four = (with_threads(count, lambda: ends(11)) for count in (1, 4))
    assert one == four
    assert ends(12) != one


def test_the_order_of_rows_by_changes_no_interval():
    net = issues(np.random.default_rng(6))
    alone = ll.bootstrap(net, "deliberation.closure_rate", **QUICK).to_dicts()
    beside = ll.bootstrap(net, ["deliberation.raised", "deliberation.closure_rate"], **QUICK)
    same = [row for row in beside if row["measure"] == "deliberation.closure_rate"]
    assert [(row["low"], row["high"]) for row in same] == [
        (row["low"], row["high"]) for row in alone
    ]


# What it refuses, and what it says


def test_few_clusters_are_noted_and_one_has_no_interval():
    def told(clusters):
        net = issues(np.random.default_rng(9), clusters)
        return only_row(ll.bootstrap(net, "deliberation.closure_rate", **QUICK))

    assert "29" in told(29)["note"]
    assert "cluster" in told(29)["note"]
    assert "cluster" not in (told(30)["note"] or "")
    assert told(2)["low"] is not None
    alone = told(1)
    assert (alone["low"], alone["high"]) == (None, None)
    assert alone["value"] is not None
    assert alone["note"] == (
        "no interval: fewer than 2 clusters of community to draw from; "
        "say resample= a lower level or person"
    )


def test_rows_that_are_clusters_themselves_have_no_interval():
    net = issues(np.random.default_rng(9), 5)
    table = ll.bootstrap(net, "deliberation.closure_rate", by="community", **QUICK)
    assert None not in table.values("value")
    assert table.values("low") == table.values("high") == [None] * 5
    assert all("fewer than 2 clusters" in note for note in table.values("note"))


def city() -> ll.Network:
    """Two districts of two communities, an issue in each."""
    return ll.Network(
        places={"id": [1, 2, 11, 12, 21, 22], "level": ["district"] * 2 + ["community"] * 4,
                "parent": [None, None, 1, 1, 2, 2]},
        issues={"id": [101, 102, 103, 104], "place": [11, 12, 21, 22],
                "raised_at": ["2024-01-05"] * 4},
    )  # fmt: skip


def test_the_question_tells_what_was_drawn_and_how():
    net = issues(np.random.default_rng(9), 5)
    table = ll.bootstrap(net, "deliberation.closure_rate", replicates=20, seed=3)
    told = {name: table.question[name] for name in ("resample", "replicates", "seed", "level")}
    assert told == {"resample": "community", "replicates": 20, "seed": 3, "level": 0.95}
    same = ll.bootstrap(net, "deliberation.closure_rate", None, "community", 20, 3)
    assert same.to_dicts() == table.to_dicts()
    gini = ll.inequality.gini(of="deliberation.closure_rate", across="community")
    several = ll.bootstrap(net, ["counts.places", gini], resample="community", replicates=20)
    assert several.question["resample"] == "community"
    unlike = ll.bootstrap(city(), ["deliberation.raised", gini], replicates=20)
    assert unlike.question["resample"] == ["district", "community"]


def test_a_level_in_a_measures_text_is_the_level():
    net = issues(np.random.default_rng(9), 5)
    said = ll.bootstrap(net, "deliberation.closure_rate level 0.5", **QUICK)
    assert said.question["level"] == 0.5
    assert (
        said.to_dicts()
        == ll.bootstrap(net, "deliberation.closure_rate", level=0.5, **QUICK).to_dicts()
    )
    with pytest.raises(ll.MeasureError, match=r"level 0\.9 was asked too"):
        ll.bootstrap(net, "deliberation.closure_rate level 0.5", level=0.9, **QUICK)


@pytest.mark.parametrize(
    "measure",
    ["coverage.presence(kind=hall)", "coverage.breadth", "coverage.reach",
     "coverage.complete(of_level=community)"],
)  # fmt: skip
def test_existence_is_no_matter_of_which_people_were_drawn(measure):
    net = ll.Network(
        **participants(np.random.default_rng(2), 3).to_tables(),
        teams={"id": ["t"], "kind": ["hall"], "place": [0]},
        memberships={"member": [1_000_000], "group": ["t"]},
        as_of=simulated.AS_OF,
    )
    with pytest.raises(ll.MeasureError, match="person"):
        ll.bootstrap(net, measure, resample="person", replicates=20)
    assert len(ll.bootstrap(net, measure, resample="community", replicates=20))


@pytest.mark.parametrize(
    "wrong",
    [
        {"resample": "village"}, {"replicates": 0}, {"replicates": -5}, {"level": 0},
        {"level": 1}, {"level": 95}, {"replicates": 2.5}, {"replicates": "many"}, {"seed": -1},
        {"level": "high"}, {"resample": 3}, {"replicates": 1},
    ],
    ids=str,
)  # fmt: skip
def test_questions_that_make_no_sense_are_errors(wrong):
    net = issues(np.random.default_rng(1), 4)
    with pytest.raises(ll.MeasureError, match=next(iter(wrong))):
        ll.bootstrap(net, "deliberation.closure_rate", **{**QUICK, **wrong})


# Every measure


@pytest.mark.parametrize("name", [n for n in NAMES if n not in LACKING])
def test_every_measure_has_an_interval_around_its_value(name, district):
    across = name.startswith("inequality.") and name != "inequality.gap"
    table = ll.bootstrap(
        district, asked(name), by(name), None if across else "community", 200, within="d1",
        during="2022",
    )  # fmt: skip
    assert len(table) == len(district.measure(asked(name), by=by(name), within="d1", during="2022"))
    for row in table:
        if row["value"] is None:
            assert row["low"] is row["high"] is None
        elif row["low"] is not None:
            assert row["low"] <= row["value"] + 1e-9
            assert row["value"] <= row["high"] + 1e-9


# Inequality and gaps


def test_inequality_across_places_draws_these_places():
    net = issues(np.random.default_rng(10))
    gini = ll.inequality.gini(of="deliberation.closure_rate", across="community")
    row = only_row(ll.bootstrap(net, gini, replicates=300))
    by_community = net.measure("deliberation.closure_rate", by="community")["value"]
    assert row["value"] == pytest.approx(ll.inequality.gini(by_community))
    assert 0 < row["low"] < row["value"] < row["high"] < 1
    assert row == only_row(ll.bootstrap(net, gini, resample="community", replicates=300))


def test_a_gap_is_drawn_as_one_thing():
    """Both sides come from the same communities, so what these share cancels out."""
    net = participants(np.random.default_rng(12))
    tables = net.to_tables()
    persons = tables["persons"]
    sex = np.where(np.arange(len(persons)) % 2 == 0, "F", "M")
    split = ll.Network(
        **{**tables, "persons": {"id": persons["id"], "home": persons["home"], "sex": sex}},
        as_of=simulated.AS_OF,
    )
    gap = ll.inequality.gap(of="participation.rate", between=("sex", "F", "M"))
    drawn = {row["scale"]: row for row in ll.bootstrap(split, gap, **QUICK)}
    plain = {row["scale"]: row for row in split.measure(gap, level=0.95)}
    for scale in ("difference", "ratio"):
        assert drawn[scale]["value"] == plain[scale]["value"]
        assert drawn[scale]["low"] < drawn[scale]["value"] < drawn[scale]["high"]
    width = {name: of["difference"]["high"] - of["difference"]["low"]
             for name, of in (("drawn", drawn), ("plain", plain))}  # fmt: skip
    assert width["drawn"] < 1.3 * width["plain"]


# Ctrl-C

LONG = """
import time, numpy as np, linli as ll, simulated
net = simulated.participants(np.random.default_rng(1), 400)
print("begun", flush=True)
try:
    ll.bootstrap(net, "participation.rate", resample="community", replicates=1_000_000)
except KeyboardInterrupt:
    print("stopped", flush=True)
(value,) = net.measure("participation.rate")["value"]
row, = ll.bootstrap(net, "participation.rate", resample="community", replicates=50)
print("of use" if row["low"] < value < row["high"] else "useless", flush=True)
"""


def test_ctrl_c_stops_it_soon_and_leaves_all_of_use():
    process = subprocess.Popen([sys.executable, "-c", LONG], stdout=subprocess.PIPE, text=True,
                               cwd=simulated.__file__.rpartition("/")[0])  # fmt: skip
    assert process.stdout is not None
    assert process.stdout.readline() == "begun\n"
    time.sleep(1)
    process.send_signal(signal.SIGINT)
    sent = time.perf_counter()
    try:
        said, _ = process.communicate(timeout=30)
    finally:
        process.kill()
    assert said.split("\n")[:2] == ["stopped", "of use"]
    assert process.returncode == 0
    assert time.perf_counter() - sent < 5  # a second or two; a busy machine may take longer
