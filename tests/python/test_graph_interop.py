# SPDX-License-Identifier: Apache-2.0
"""Graphs to networkx, igraph, SciPy, GraphML and GEXF, and back, with nothing lost on the way."""

from __future__ import annotations

import math
from xml.etree import ElementTree

import igraph
import linli as ll
import networkx as nx
import numpy as np
import pytest
import scipy.sparse
from hypothesis import given, settings
from hypothesis import strategies as st
from linli import _core

needs_core = pytest.mark.skipif(
    not hasattr(_core, "graph_of_edges"), reason="the compiled core is older than these tests"
)
quick = settings(max_examples=40, deadline=None)
MADE_UP = "describe no real community"
NAMES = st.text("甲乙丙社区ab1é<&>\"'", min_size=1, max_size=4)
# All that XML can hold, with what its readers like to change: ends of lines, spaces, tabs.
TEXTS = st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Cn"]) | st.sampled_from("\n\r\t <&'\""),
    min_size=1,
    max_size=4,
)
LABELS = TEXTS | st.integers(-(2**63), 2**63 - 1)
WEIGHTS = st.floats(1e-9, 1e9) | st.integers(1, 5)


@st.composite
def own_graphs(draw):
    """Graphs of networks with persons and teams, by numbers or by names."""
    ids = st.lists(draw(st.sampled_from([st.integers(0, 2**53), NAMES])), min_size=2, unique=True)
    people, teams = draw(ids), draw(st.lists(NAMES, min_size=1, max_size=3, unique=True))
    ties = draw(st.lists(st.tuples(*[st.sampled_from(people)] * 2), max_size=12))
    members = draw(st.lists(st.tuples(*map(st.sampled_from, (people, teams))), max_size=4))
    net = ll.Network(
        persons={"id": people},
        teams={"id": teams, "kind": ["volunteers"] * len(teams)},
        ties={"source": [a for a, _ in ties], "target": [b for _, b in ties]},
        memberships={"member": [a for a, _ in members], "group": [b for _, b in members]},
        origin=draw(st.sampled_from(["observed", "synthetic", "mixed"])),
    )
    relations = draw(st.sampled_from([["tie"], ["tie", "member_of"]]))
    on = draw(st.sampled_from([None, "2024-01-15", "2024-01-15T08:30:00"]))
    return net.graph(relations, on=on, directed=draw(st.booleans()))


@st.composite
def foreign_graphs(draw):
    """Graphs of networkx: any labels, any weights, vertices that nothing touches."""
    made = draw(st.sampled_from([nx.Graph, nx.DiGraph]))()
    made.add_nodes_from(draw(st.lists(LABELS, max_size=8, unique=True)))
    pairs = st.tuples(*[st.sampled_from(list(made) or [0])] * 2).filter(lambda p: p[0] != p[1])
    edges = draw(st.lists(st.tuples(pairs, WEIGHTS), max_size=12 if len(made) > 1 else 0))
    made.add_weighted_edges_from((*pair, weight) for pair, weight in edges)
    origin = draw(st.sampled_from([None, "synthetic"]))
    made.graph.update({"origin": origin} if origin else {})
    return made


def contents(graph):
    """All that a graph says, as plain values."""
    return {
        "nodes": graph.nodes.to_dicts(),
        "types": [graph.nodes.type(name) for name in ("table", "id")],
        "edges": graph.edges.to_dicts(),
        "origins": {graph.origin, graph.nodes.origin, graph.edges.origin},
        "rest": (graph.directed, graph.relations, graph.on, graph.by_design),
    }


def by_networkx(graph, folder):
    return ll.Graph.from_networkx(graph.to_networkx())


def by_igraph(graph, folder):
    return ll.Graph.from_igraph(graph.to_igraph())


def by_scipy(graph, folder):
    facts = ("directed", "relations", "on", "by_design")
    told = {name: getattr(graph, name) for name in facts}
    return ll.Graph.from_scipy(graph.to_scipy(), graph.nodes, **told)


def by_graphml(graph, folder):
    graph.write(folder / "图.graphml")
    return ll.read_graph(folder / "图.graphml")


def by_gexf(graph, folder):
    graph.write(folder / "图.gexf")
    return ll.read_graph(str(folder / "图.gexf"))


WAYS = [by_networkx, by_igraph, by_scipy, by_graphml, by_gexf]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("图")


@pytest.fixture
def ties():
    """甲 met 乙 twice and 丙 once. All three are made up."""
    return ll.Network(
        persons={"id": ["甲", "乙", "丙", "丁"]},
        ties={"source": ["甲", "乙", "甲"], "target": ["乙", "甲", "丙"]},
        origin="synthetic",
    )


# There and back


@needs_core
@pytest.mark.parametrize("way", WAYS)
@given(graph=own_graphs())
@quick
def test_a_graph_of_a_network_comes_back_as_it_was(way, folder, graph):
    assert contents(way(graph, folder)) == contents(graph)


@needs_core
@pytest.mark.parametrize("way", WAYS)
@given(theirs=foreign_graphs())
@quick
def test_a_graph_from_elsewhere_comes_back_as_it_was(way, folder, theirs):
    graph = ll.Graph.from_networkx(theirs)
    assert len(graph) == len(theirs)
    assert contents(way(graph, folder)) == contents(graph)


@needs_core
@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("directed", [False, True])
def test_the_empty_graph_comes_back(way, folder, directed):
    nobody = ll.Network(persons={"id": [1]}, ties={"source": [], "target": []})
    graph = nobody.graph("tie", directed=directed)
    assert len(graph) == 0
    assert contents(way(graph, folder)) == contents(graph)


# What another library sees


@given(graph=own_graphs())
@quick
def test_igraph_holds_the_same(graph):
    theirs = graph.to_igraph()
    assert theirs.is_directed() == graph.directed
    assert theirs.get_edgelist() == list(zip(graph.sources, graph.targets, strict=True))
    assert theirs.es["weight"] == graph.weights.tolist()
    if len(graph):
        assert theirs.vs["id"] == graph.nodes.values("id")
        assert theirs.vs["table"] == graph.nodes.values("table")
    assert theirs["origin"] == graph.origin


@given(graph=own_graphs())
@quick
def test_the_matrix_is_that_of_networkx(graph):
    matrix = graph.to_scipy()
    assert isinstance(matrix, scipy.sparse.csr_array)
    assert matrix.shape == (len(graph), len(graph))
    assert matrix.has_canonical_format
    if len(graph):
        theirs = nx.to_numpy_array(graph.to_networkx(), nodelist=range(len(graph)))
        assert (matrix.toarray() == theirs).all()


def test_a_matrix_can_be_written_and_the_graph_stays_as_it_was(ties):
    graph = ties.graph("tie")
    before, matrix = graph.edges.to_dicts(), graph.to_scipy()
    for part in (matrix.data, matrix.indices, matrix.indptr):
        part[:] = 0
    assert graph.edges.to_dicts() == before
    assert (graph.to_scipy().nnz, graph.neighbours(0).tolist()) == (4, [1, 2])


def test_networkx_bears_what_the_graph_says_of_itself(ties):
    assert ties.graph("tie", on="2024-01-15").to_networkx().graph == {
        "relations": "tie",
        "on": "2024-01-15",
        "origin": "synthetic",
        "by_design": False,
    }


def as_networkx_reads(read, graph, path):
    graph.write(path)
    theirs = read(path)
    vertices = list(theirs)
    ends = [(vertices.index(a), vertices.index(b), w) for a, b, w in theirs.edges(data="weight")]
    if not graph.directed:
        ends = [(min(a, b), max(a, b), w) for a, b, w in ends]
    known = [{name: row[name] for name in ("table", "id")} for row in theirs.nodes.values()]
    return theirs, known, sorted(ends)


@pytest.mark.parametrize("ending", ["graphml", "gexf"])
@given(graph=own_graphs())
@quick
def test_networkx_reads_what_was_written(ending, folder, graph):
    read = {"graphml": nx.read_graphml, "gexf": nx.read_gexf}[ending]
    theirs, nodes, edges = as_networkx_reads(read, graph, folder / f"a.{ending}")
    assert theirs.is_directed() == graph.directed
    assert nodes == graph.nodes.to_dicts()
    assert edges == [tuple(row.values()) for row in graph.edges]


@pytest.mark.parametrize("ending", ["graphml", "gexf"])
def test_ends_of_lines_and_spaces_stay_as_they_are(tmp_path, ending):
    ids = ["甲\r\n乙", "\r", "a\tb", "a  b", "&amp;", "]]>", "<!--"]
    net = ll.Network(persons={"id": ids}, ties={"source": ids[1:], "target": ids[:-1]})
    read = {"graphml": nx.read_graphml, "gexf": nx.read_gexf}[ending]
    _, nodes, _ = as_networkx_reads(read, net.graph("tie"), tmp_path / f"a.{ending}")
    assert [row["id"] for row in nodes] == net.graph("tie").nodes.values("id")


@given(graph=own_graphs().filter(len))
@quick
def test_igraph_reads_the_graphml_that_was_written(folder, graph):
    graph.write(folder / "b.graphml")
    with pytest.warns(RuntimeWarning, match="already an 'id' vertex attribute"):
        theirs = igraph.Graph.Read_GraphML(str(folder / "b.graphml"))
    assert theirs.is_directed() == graph.directed
    assert theirs.get_edgelist() == list(zip(graph.sources, graph.targets, strict=True))
    assert theirs.es["weight"] == graph.weights.tolist()
    assert theirs.vs["id"] == graph.nodes.values("id")
    assert theirs.vs["table"] == graph.nodes.values("table")
    assert (theirs["origin"], theirs["by_design"]) == (graph.origin, graph.by_design)


@pytest.mark.parametrize("ending", ["graphml", "gexf"])
@pytest.mark.parametrize(("origin", "told"), [("synthetic", True), ("observed", False)])
def test_a_file_says_in_words_whether_it_is_made_up(small_tables, tmp_path, ending, origin, told):
    path = tmp_path / f"a.{ending}"
    ll.Network(**small_tables, origin=origin).graph("attends").write(path)
    root = ElementTree.parse(path).getroot()
    words = {"graphml": "{*}graph/{*}desc", "gexf": "{*}meta/{*}description"}[ending]
    said = root.findtext(words) or ""
    assert (MADE_UP in said, "不代表任何真实社区" in said) == (told, told)
    assert origin in "".join(root.itertext())


@pytest.mark.parametrize("wrong", ["\x00", "\x1f", "￾"])
@pytest.mark.parametrize("ending", ["graphml", "gexf"])
def test_what_xml_cannot_hold_is_named_and_nothing_is_written(tmp_path, ending, wrong):
    net = ll.Network(
        persons={"id": ["甲", f"乙{wrong}"]}, ties={"source": ["甲"], "target": [f"乙{wrong}"]}
    )
    with pytest.raises(ll.SchemaError, match=r"vertex 1: '乙.* no XML file can hold"):
        net.graph("tie").write(tmp_path / f"a.{ending}")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["a.gml", "graphml", "a.graphml.gz"])
def test_another_ending_is_told_the_two(ties, tmp_path, name):
    with pytest.raises(ll.SchemaError, match=r"\.graphml or \.gexf"):
        ties.graph("tie").write(tmp_path / name)
    with pytest.raises(ll.SchemaError, match=r"\.graphml or \.gexf"):
        ll.read_graph(tmp_path / name)


def test_a_file_that_cannot_be_written_is_named(ties, tmp_path):
    with pytest.raises(ll.FileError, match=r"nowhere.a\.gexf could not be written"):
        ties.graph("tie").write(tmp_path / "nowhere" / "a.gexf")


def test_the_coverage_matrix_goes_to_scipy(small):
    matrix = small.coverage_matrix("community")
    sparse = matrix.to_scipy()
    assert isinstance(sparse, scipy.sparse.csr_array)
    assert sparse.nnz == np.count_nonzero(matrix.counts) > 0
    assert (sparse.toarray() == matrix.counts).all()


# The same answers


def grouped(numbers):
    """The vertices of each component, in any order of components."""
    found = {}
    for vertex, number in enumerate(numbers):
        found.setdefault(int(number), []).append(vertex)
    return sorted(found.values())


def assert_igraph_agrees(graph):
    theirs = graph.to_igraph()
    np.testing.assert_allclose(graph.betweenness(), theirs.betweenness(), atol=1e-9)
    degrees = [len(graph.neighbours(v)) for v in range(len(graph))]
    assert degrees == theirs.degree(mode="out")
    if not graph.directed:
        assert grouped(graph.components()) == grouped(theirs.components().membership)
        assert graph.core_number().tolist() == theirs.coreness()
        assert graph.articulation_points().tolist() == sorted(theirs.articulation_points())


@given(graph=own_graphs())
@quick
def test_igraph_answers_the_same_of_the_graph_of_a_network(graph):
    assert_igraph_agrees(graph)


@needs_core
@pytest.mark.parametrize("directed", [False, True])
@given(size=st.integers(0, 25), density=st.floats(0, 0.4), seed=st.integers(0, 99))
@quick
def test_networkx_and_igraph_answer_the_same_of_random_graphs(directed, size, density, seed):
    theirs = nx.gnp_random_graph(size, density, seed=seed, directed=directed)
    graph = ll.Graph.from_networkx(theirs)
    assert_igraph_agrees(graph)
    between = nx.betweenness_centrality(theirs, normalized=False)
    np.testing.assert_allclose(graph.betweenness(), list(between.values()), atol=1e-9)
    degrees = dict(theirs.out_degree if directed else theirs.degree)
    assert [len(graph.neighbours(v)) for v in range(size)] == list(degrees.values())
    if not directed:
        components = sorted(map(sorted, nx.connected_components(theirs)))
        assert grouped(graph.components()) == components


# From elsewhere


def ids_of(theirs):
    return ll.Graph.from_networkx(theirs).nodes.values("id")


@needs_core
@pytest.mark.parametrize(
    ("labels", "ids"),
    [
        ([7, 3], [7, 3]),
        (["7", "3"], ["7", "3"]),
        (["甲", 3], ["甲", "3"]),
        ([1, "1"], ["1", "'1'"]),
        ([1, "1", "'1'"], ["1", "'1'", "\"'1'\""]),
        ([("甲", 1), ("甲", 2)], ["('甲', 1)", "('甲', 2)"]),
        ([True], ["True"]),
        ([2**63], ["9223372036854775808"]),
        ([-(2**63)], ["-9223372036854775808"]),
        (["", "a"], ["''", "'a'"]),
    ],
)
def test_labels_are_ids(labels, ids):
    theirs = nx.Graph()
    theirs.add_nodes_from(labels)
    assert ids_of(theirs) == ids
    assert ll.Graph.from_networkx(theirs).nodes.values("table") == [None] * len(ids)


@needs_core
def test_ids_may_be_alike_in_different_tables():
    theirs = nx.Graph()
    theirs.add_node("a", table="persons", id=1)
    theirs.add_node("b", table="teams", id="1")
    theirs.add_edge("a", "b")
    assert ll.Graph.from_networkx(theirs).nodes.to_dicts() == [
        {"table": "persons", "id": "1"},
        {"table": "teams", "id": "1"},
    ]


@needs_core
def test_two_vertices_of_one_id_are_refused():
    theirs = nx.path_graph(2)
    nx.set_node_attributes(theirs, {0: "甲", 1: "甲"}, "id")
    with pytest.raises(ll.SchemaError, match="two vertices are '甲'"):
        ll.Graph.from_networkx(theirs)


def test_half_a_character_is_no_id():
    theirs = nx.Graph()
    theirs.add_node("\ud800")
    with pytest.raises(ll.SchemaError, match="surrogates"):
        ll.Graph.from_networkx(theirs)


@needs_core
@pytest.mark.parametrize("made", [nx.MultiGraph, nx.MultiDiGraph])
def test_parallel_edges_add_their_weights(made):
    theirs = made()
    theirs.add_weighted_edges_from([("a", "b", 0.5), ("a", "b", 2), ("b", "a", 4)])
    theirs.add_edge("b", "c")  # weighs 1
    weights = ll.Graph.from_networkx(theirs).weights.tolist()
    assert weights == ([2.5, 4, 1] if theirs.is_directed() else [6.5, 1])
    of_igraph = igraph.Graph.from_networkx(theirs)
    of_igraph.es["weight"] = [w for *_, w in theirs.edges(data="weight", default=1)]
    assert ll.Graph.from_igraph(of_igraph).weights.tolist() == weights


@needs_core
def test_igraph_without_ids_gives_names_or_numbers():
    path = igraph.Graph(n=3, edges=[(0, 1), (1, 2)])
    assert ll.Graph.from_igraph(path).nodes.values("id") == [0, 1, 2]
    assert ll.Graph.from_igraph(path).weights.tolist() == [1, 1]
    path.vs["name"] = ["甲", "乙", None]
    assert ll.Graph.from_igraph(path).nodes.values("id") == ["甲", "乙", "2"]
    path.vs["id"] = ["a", "", "c"]
    assert ll.Graph.from_igraph(path).nodes.values("id") == ["a", "乙", "c"]


@needs_core
def test_a_matrix_without_nodes_gives_numbers():
    matrix = np.array([[0, 2.5, 0], [2.5, 0, 0], [0, 0, 0]])
    graph = ll.Graph.from_scipy(matrix, relations="tie", on="2024-01-15", origin="synthetic")
    assert graph.nodes.values("id") == [0, 1, 2]
    assert graph.edges.to_dicts() == [{"source": 0, "target": 1, "weight": 2.5}]
    assert (graph.relations, graph.on, graph.origin) == (["tie"], "2024-01-15", "synthetic")


@needs_core
def test_a_matrix_is_left_as_it_was_and_a_stored_zero_is_no_edge():
    entries = ([0.0, 3.0, 3.0, 0.0], ([0, 0, 1, 1], [0, 1, 0, 1]))
    matrix = scipy.sparse.csr_array(entries, shape=(2, 2))
    assert ll.Graph.from_scipy(matrix).num_edges == 1
    assert matrix.nnz == 4


@needs_core
def test_what_the_graph_says_of_itself_is_taken_where_it_makes_sense():
    theirs = nx.path_graph(2)
    theirs.graph.update(relations=["tie", " attends"], origin="Paris", by_design="true")
    graph = ll.Graph.from_networkx(theirs)
    assert (graph.relations, graph.origin, graph.by_design) == (["tie", "attends"], None, True)
    theirs.graph["on"] = "yesterday"
    with pytest.raises(ll.LinliError, match="yesterday"):
        ll.Graph.from_networkx(theirs)


def looped():
    theirs = nx.Graph()
    theirs.add_edge("乙", "甲")
    theirs.add_edge("甲", "甲")
    return theirs


def test_an_edge_to_itself_names_its_vertex():
    with pytest.raises(ll.SchemaError, match="vertex 甲 has an edge to itself"):
        ll.Graph.from_networkx(looped())
    nodes = {"table": ["persons"] * 2, "id": ["乙", "甲"]}
    with pytest.raises(ll.SchemaError, match="vertex persons 甲 has an edge to itself"):
        ll.Graph.from_scipy(np.array([[0, 1], [1, 1]]), nodes)
    with pytest.raises(ll.SchemaError, match="vertex 2 has an edge to itself"):
        ll.Graph.from_igraph(igraph.Graph(n=3, edges=[(0, 1), (2, 2)]))


@pytest.mark.parametrize("weight", [math.nan, -1, 0, math.inf, "heavy", None, 1j])
@pytest.mark.parametrize("made", [nx.Graph, nx.MultiDiGraph])
def test_a_weight_that_is_none_names_its_edge(made, weight):
    theirs = made()
    theirs.add_weighted_edges_from([("甲", "乙", 1), ("乙", "丙", weight)])
    with pytest.raises(ll.SchemaError, match="between 乙 and 丙 weighs"):
        ll.Graph.from_networkx(theirs)
    of_igraph = igraph.Graph(n=3, edges=[(0, 1), (1, 2)], edge_attrs={"weight": [1, weight]})
    with pytest.raises(ll.SchemaError, match="between 1 and 2 weighs"):
        ll.Graph.from_igraph(of_igraph)


@pytest.mark.parametrize(
    ("matrix", "given", "message"),
    [
        (np.ones((2, 3)), {}, r"square, not of shape \(2, 3\)"),
        (np.array([[0, -1], [-1, 0]]), {}, "between 0 and 1 weighs"),
        (np.array([[0, math.nan], [math.nan, 0]]), {}, "between 0 and 1 weighs .*nan"),
        (np.array([[0, 1j], [1j, 0]]), {}, "between 0 and 1 weighs"),
        (np.zeros((2, 2)), {"nodes": {"id": [1]}}, "a row for each of the 2 vertices"),
        (np.zeros((1, 1)), {"nodes": {"name": [1]}}, "column `id`"),
        (np.zeros((1, 1)), {"origin": "made up"}, "observed, synthetic, mixed"),
    ],
)
def test_a_matrix_that_is_no_graph_is_told_why(matrix, given, message):
    with pytest.raises(ll.SchemaError, match=message):
        ll.Graph.from_scipy(matrix, **given)


@needs_core
def test_a_matrix_that_is_not_symmetric_is_of_a_directed_graph():
    matrix = np.array([[0, 1, 0], [1, 0, 2], [0, 3, 0]])
    with pytest.raises(ll.SchemaError, match="not symmetric between 乙 and 丙"):
        ll.Graph.from_scipy(matrix, {"id": ["甲", "乙", "丙"]})
    assert ll.Graph.from_scipy(matrix, directed=True).weights.tolist() == [1, 1, 2, 3]


def test_a_graph_of_one_library_is_not_taken_for_that_of_another():
    with pytest.raises(ll.SchemaError, match="of networkx is wanted, not a list"):
        ll.Graph.from_networkx([])
    with pytest.raises(ll.SchemaError, match="of igraph is wanted, not a DiGraph"):
        ll.Graph.from_igraph(nx.DiGraph())


# Files of others

GRAPHML = """<graphml xmlns="http://graphml.graphdrawing.org/xmlns">
<key id="w" for="edge" attr.name="weight" attr.type="double"><default>2.5</default></key>
<graph edgedefault="undirected"><node id="甲"/><node id="乙"/><node id="丙"/>
<edge source="乙" target="甲"/><edge source="乙" target="丙"><data key="w">4</data></edge>
{more}</graph></graphml>"""
GEXF = """<gexf xmlns="http://gexf.net/1.3" version="1.3">
<meta><creator>somebody</creator><description>origin: synthetic</description></meta>
<graph defaultedgetype="directed"><nodes><node id="甲"/><node id="乙"/></nodes>
<edges><edge id="0" source="乙" target="甲" weight="3"/>
<edge id="1" source="乙" target="甲"/>{more}</edges></graph></gexf>"""


def written(folder, name, text):
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


@needs_core
def test_the_graphml_of_others_is_read_with_its_defaults(tmp_path):
    graph = ll.read_graph(written(tmp_path, "a.graphml", GRAPHML.format(more="")))
    assert graph.nodes.values("id") == ["甲", "乙", "丙"]
    assert graph.edges.to_dicts() == [
        {"source": 0, "target": 1, "weight": 2.5},
        {"source": 1, "target": 2, "weight": 4.0},
    ]


@needs_core
def test_the_gexf_of_others_is_read_and_its_description_is_not_ours(tmp_path):
    graph = ll.read_graph(written(tmp_path, "a.GEXF", GEXF.format(more="")))
    assert graph.directed
    assert graph.origin is None
    assert graph.edges.to_dicts() == [{"source": 1, "target": 0, "weight": 4.0}]


@needs_core
@pytest.mark.parametrize("ending", ["graphml", "gexf"])
def test_what_networkx_writes_is_read(tmp_path, ending):
    theirs = nx.les_miserables_graph()
    path = tmp_path / f"a.{ending}"
    {"graphml": nx.write_graphml, "gexf": nx.write_gexf}[ending](theirs, path)
    assert contents(ll.read_graph(path)) == contents(ll.Graph.from_networkx(theirs))


@needs_core
def test_what_igraph_and_networkx_write_of_a_graph_of_ours_is_read(ties, tmp_path):
    graph = ties.graph("tie", on="2024-01-15")
    nx.write_graphml(graph.to_networkx(), tmp_path / "a.graphml")
    assert contents(ll.read_graph(tmp_path / "a.graphml")) == contents(graph)
    graph.to_igraph().write_graphml(str(tmp_path / "b.graphml"))
    assert contents(ll.read_graph(tmp_path / "b.graphml")) == contents(graph)


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("a.graphml", GRAPHML.format(more='<edge source="甲" target="丁"/>'), "leads to node '丁'"),
        ("a.graphml", GRAPHML.format(more='<node id="甲"/>'), "holds node '甲' twice"),
        ("a.graphml", GRAPHML.format(more="</graph><graph>"), "holds 2 graphs"),
        (
            "a.graphml",
            GRAPHML.format(more='<node id="戊"><graph><node id="己"/></graph></node>'),
            "'己' lies in a graph within a node",
        ),
        ("a.graphml", GRAPHML.format(more='<edge source="丙" target="丙"/>'), "丙 has an edge to"),
        ("a.graphml", GRAPHML.format(more="<hyperedge/>"), "hyperedges"),
        ("a.graphml", GRAPHML, "could not be read"),
        ("a.graphml", "<html/>", "could not be read"),
        ("a.gexf", GEXF.format(more='<edge source="甲" target="丁"/>'), "leads to node '丁'"),
        ("a.gexf", GEXF.format(more='<edge source="甲" target="乙" weight="-2"/>'), "weighs -2"),
        ("a.gexf", "", "could not be read"),
    ],
)
def test_a_damaged_file_is_told_what_is_wrong(tmp_path, name, text, message):
    path = written(tmp_path, name, text.replace("{more}", "<"))
    with pytest.raises(ll.FileError, match=message) as raised:
        ll.read_graph(path)
    assert str(path) in str(raised.value)


def test_a_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(ll.FileError, match=r"a\.gexf could not be read"):
        ll.read_graph(tmp_path / "a.gexf")
