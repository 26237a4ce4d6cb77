# SPDX-License-Identifier: Apache-2.0
"""Graphs of a network: Boost's answers against networkx, and arrays without copying."""

from __future__ import annotations

import gc
import random

import linli as ll
import networkx as nx
import numpy as np
import pytest
from linli import _core

SEEDS = range(8)
DAY = "2024-01-15"


def random_tables(seed):
    """A synthetic world of people, teams and meetings, with intervals and dates in January 2024."""
    dice = random.Random(seed)
    people = [f"n{i}" for i in range(25)]
    teams = [f"t{i}" for i in range(8)]
    places = [f"p{i}" for i in range(6)]
    meetings = [f"m{i}" for i in range(10)]

    def pick(ids, count):
        return [dice.choice(ids) for _ in range(count)]

    def days(count, unknown=0.0):
        return [
            None if dice.random() < unknown else f"2024-01-{dice.randint(1, 28):02}"
            for _ in range(count)
        ]

    return {
        "places": {
            "id": places,
            "level": ["district"] + ["community"] * 5,
            "parent": [None] + ["p0"] * 5,
        },
        "persons": {"id": people, "home": pick(places, 25)},
        "teams": {
            "id": teams,
            "kind": pick(["volunteers", "posted", "caring"], 8),
            "place": pick([*places, None], 8),
            "since": days(8, unknown=0.7),
        },
        "forums": {"id": ["f0", "f1"], "kind": ["forum"] * 2, "place": pick(places, 2)},
        "serves": {"group": pick(teams, 9), "place": pick(places, 9), "since": days(9, 0.5)},
        "memberships": {"member": pick(people, 30), "group": pick(teams, 30)},
        "meetings": {"id": meetings, "held_by": pick(["f0", "f1"], 10), "date": days(10)},
        "attendances": {"meeting": pick(meetings, 30), "person": pick(people, 30)},
        "ties": {"source": pick(people, 25), "target": pick(people, 25)},
    }


@pytest.fixture(params=SEEDS)
def net(request):
    return ll.Network(**random_tables(request.param))


def assert_same_answers(graph, reference):
    """`graph` has Boost's answers, `reference` the same edges in networkx."""
    components = graph.components()
    found = {}
    for vertex, number in enumerate(components.tolist()):
        found.setdefault(number, set()).add(vertex)
    assert sorted(map(sorted, found.values())) == sorted(
        sorted(c) for c in nx.connected_components(reference)
    )
    assert graph.articulation_points().tolist() == sorted(nx.articulation_points(reference))
    between = nx.betweenness_centrality(reference, normalized=False)
    np.testing.assert_allclose(graph.betweenness(), [between[v] for v in sorted(between)])


@pytest.mark.parametrize("relations", ["observed", "designed", ["tie", "member_of"]])
def test_algorithms_of_a_graph_agree_with_networkx(net, relations):
    graph = net.graph(relations, on=DAY)
    reference = graph.to_networkx()
    assert_same_answers(graph, reference)
    core = nx.core_number(reference)
    assert graph.core_number().tolist() == [core[v] for v in sorted(core)]


def test_betweenness_of_a_directed_graph_agrees_with_networkx(net):
    graph = net.graph("tie", directed=True)
    between = nx.betweenness_centrality(graph.to_networkx(), normalized=False)
    np.testing.assert_allclose(graph.betweenness(), [between[v] for v in sorted(between)])


@pytest.mark.parametrize("relation", ["attends", "member_of", "held_by"])
def test_algorithms_of_a_relation_view_agree_with_networkx(net, relation):
    """Of relations whose rows are distinct, so that networkx knows the same graph."""
    view = _core.relation_view(net._core, [relation])
    edges = ll.Table(view.edges())
    reference = nx.Graph()
    reference.add_nodes_from(range(view.num_vertices))
    reference.add_edges_from(zip(edges["source"].tolist(), edges["target"].tolist(), strict=True))
    assert reference.number_of_edges() == view.num_edges
    assert_same_answers(view, reference)
    core = nx.core_number(reference)
    assert view.core_numbers().tolist() == [core[v] for v in sorted(core)]


@pytest.mark.parametrize("seed", SEEDS)
def test_edges_are_the_rows_of_the_tables(seed):
    tables = random_tables(seed)
    net = ll.Network(**tables)
    expected = {}
    day_of_meeting = dict(zip(tables["meetings"]["id"], tables["meetings"]["date"], strict=True))
    pairs = set(zip(tables["attendances"]["person"], tables["attendances"]["meeting"], strict=True))
    for person, meeting in pairs:
        if day_of_meeting[meeting] <= DAY:
            expected[person, meeting] = 1
    graph = net.graph("attends", on=DAY, directed=True)
    ids = graph.nodes["id"]
    assert {(ids[e["source"]], ids[e["target"]]): e["weight"] for e in graph.edges} == expected


def test_neighbours_are_in_order():
    net = ll.Network(
        persons={"id": [4, 7, 9, 11]},
        ties={"source": [9, 4, 9, 9], "target": [7, 9, 4, 9]},
    )
    graph = net.graph("tie")
    assert graph.nodes["id"].tolist() == [4, 7, 9]
    assert graph.neighbours(2).tolist() == [0, 1]
    assert list(graph.edges) == [
        {"source": 0, "target": 2, "weight": 2.0},
        {"source": 1, "target": 2, "weight": 1.0},
    ]
    with pytest.raises(IndexError):
        graph.neighbours(3)


def test_a_graph_says_what_it_is(net):
    assert not net.graph().by_design
    graph = net.graph(["tie", "serves"], on=DAY)
    assert graph.by_design
    assert graph.relations == ["tie", "serves"]
    assert graph.on == DAY
    assert "by design" in repr(graph)


def test_a_wrong_relation_is_told_the_right_ones(net):
    with pytest.raises(ll.MeasureError, match="member_of, led_by, superior"):
        net.graph("membership")
    with pytest.raises(ll.MeasureError, match="undirected"):
        net.graph("tie", directed=True).components()


def test_arrays_are_not_copied_and_outlive_the_graph(net):
    graph = net.graph("designed", on=DAY)
    weights = graph.weights
    assert np.shares_memory(weights, graph.weights)
    assert not weights.flags.owndata
    assert not weights.flags.writeable
    before = weights.copy()
    del graph
    gc.collect()
    assert (weights == before).all()


def test_the_coverage_matrix_is_not_copied_and_outlives_its_owner(net):
    matrix = net.coverage_matrix("community", on=DAY)
    counts = matrix.counts
    assert counts.flags.c_contiguous
    assert not counts.flags.owndata
    assert not counts.flags.writeable
    assert np.shares_memory(counts, np.asarray(matrix))
    before = counts.copy()
    del matrix
    gc.collect()
    assert (counts == before).all()


def test_the_coverage_matrix_counts_the_teams_of_each_place_and_kind(net):
    matrix = net.coverage_matrix("community", on=DAY)
    asked = net.measure("counts.groups(table=teams)", by=["community", "kind"], on=DAY)
    found = {(row["community"], row["kind"]): row["value"] for row in asked}
    for place, row in zip(matrix.places, matrix.counts.tolist(), strict=True):
        for kind, count in zip(matrix.kinds, row, strict=True):
            assert found[place, kind] == count


def test_the_coverage_matrix_takes_another_scheme(net):
    own = net.coverage_matrix("community", on=DAY)
    names = own.kinds[::-1]
    other = net.coverage_matrix("community", on=DAY, scheme=names)
    assert other.kinds == names
    assert (other.counts == own.counts[:, ::-1]).all()
    assert len(net.coverage_matrix("community", on=DAY, scheme="xisaishan").kinds) == 8
    for wrong in (5, "nothing", [5]):
        with pytest.raises(ll.SchemaError, match="scheme"):
            net.coverage_matrix("community", scheme=wrong)
