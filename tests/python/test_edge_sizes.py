# SPDX-License-Identifier: Apache-2.0
"""Edges of size: hundreds of kinds and levels, a million places."""

from __future__ import annotations

import time

import linli as ll
import numpy as np


def test_three_hundred_kinds_each_have_their_row():
    kinds = [f"kind {k:03}" for k in range(300)]
    net = ll.Network(
        places={"id": ["A", "B"], "level": ["community"] * 2},
        persons={"id": [1], "home": ["A"]},
        teams={"id": list(range(1000, 1300)), "kind": kinds, "place": ["A"] * 299 + ["B"]},
        memberships={"member": [1] * 300, "group": list(range(1000, 1300))},
    )
    assert net.measure("coverage.breadth", by="community")["numerator"].tolist() == [299, 1]
    assert len(net.measure("coverage.presence", by=["community", "kind"])) == 2 * 300
    assert net.measure("coverage.multiplicity")["value"].tolist() == [300]
    assert net.measure(ll.coverage.reach(min_kinds=299))["value"].tolist() == [1]
    assert net.measure(ll.coverage.reach(min_kinds=300))["value"].tolist() == [0]
    assert net.coverage_matrix("community").counts.sum() == 300


WIDTHS = (1, 10, 100, 1_000, 10_000, 100_000, 888_889)
LEVELS = ("city", "district", "subdistrict", "community", "grid", "building", "household")


def test_a_million_places_are_read_and_measured_in_seconds():
    starts = np.cumsum((0, *WIDTHS))
    parents = [np.full(1, -1)]
    for depth in range(1, len(WIDTHS)):
        parents.append(starts[depth - 1] + np.arange(WIDTHS[depth]) % WIDTHS[depth - 1])
    parent = np.concatenate(parents).astype(object)
    parent[0] = None
    homes = starts[-2] + np.arange(200_000)
    began = time.perf_counter()
    net = ll.Network(
        places={"id": np.arange(starts[-1]), "level": np.repeat(LEVELS, WIDTHS), "parent": parent},
        persons={"id": starts[-1] + np.arange(200_000), "home": homes},
    )
    assert net.levels["household"] == 888_889
    assert net.measure("counts.places")["value"].tolist() == [starts[-1]]
    communities = net.measure("counts.residents", by="community")
    assert communities["value"].tolist() == [200] * 1000
    households = net.measure("counts.households", by="building")["value"]
    assert households.sum() == 888_889
    assert households.max() == 9
    assert time.perf_counter() - began < 60  # it takes a few seconds; a busy machine more


def test_a_chain_of_three_hundred_levels_hands_down_what_serves_its_top():
    depth = 300
    net = ll.Network(
        places={"id": list(range(depth)), "level": [f"level {k}" for k in range(depth)],
                "parent": [None, *range(depth - 1)]},
        persons={"id": ["p"], "home": [depth - 1]},
        teams={"id": ["t"], "kind": ["volunteers"], "place": [0]},
    )  # fmt: skip
    assert net.measure("coverage.reach")["value"].tolist() == [1]
    assert net.measure("counts.residents", by="level 7")["value"].tolist() == [1]
