# SPDX-License-Identifier: Apache-2.0
"""Graphs to networkx, igraph and SciPy and back, and what every graph from elsewhere must hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from numbers import Integral
from typing import Any

import numpy as np

from . import _core
from ._lazy import require
from .errors import SchemaError
from .graph import Graph, Numbers
from .table import Table

EXTRA = "'linli[graphs]'"
_ORIGINS = ("observed", "synthetic", "mixed")
_INT64 = np.iinfo(np.int64)


def facts_of(graph: Graph) -> dict[str, str | bool]:
    """What a graph says of itself as a whole, in plain values, as far as it knows."""
    found = {"relations": ", ".join(graph.relations), "on": graph.on, "origin": graph.origin}
    known: dict[str, str | bool] = {name: text for name, text in found.items() if text}
    return {**known, "by_design": graph.by_design}


def edges_of(graph: Graph) -> Iterator[tuple[int, int, float]]:
    """The source, the target and the weight of each edge, as Python's own numbers."""
    columns = (graph.sources.tolist(), graph.targets.tolist(), graph.weights.tolist())
    return zip(*columns, strict=True)


def to_networkx(graph: Graph) -> Any:
    networkx = require("networkx", "Graph.to_networkx()", EXTRA)
    made = (networkx.DiGraph if graph.directed else networkx.Graph)(**facts_of(graph))
    known = ({k: v for k, v in row.items() if v is not None} for row in graph.nodes)
    made.add_nodes_from(enumerate(known))
    made.add_weighted_edges_from(edges_of(graph))
    return made


def to_igraph(graph: Graph) -> Any:
    igraph = require("igraph", "Graph.to_igraph()", EXTRA)
    names = [name for name in graph.nodes.columns if any(v is not None for v in graph.nodes[name])]
    return igraph.Graph(
        n=len(graph),
        edges=np.column_stack((graph.sources, graph.targets)),
        directed=graph.directed,
        graph_attrs=facts_of(graph),
        vertex_attrs={name: graph.nodes.values(name) for name in names},
        edge_attrs={"weight": graph.weights.tolist()},
    )


def to_scipy(graph: Graph) -> Any:
    sparse = require("scipy.sparse", "Graph.to_scipy()", EXTRA)
    core, size = graph._core, len(graph)
    entries = (graph.weights[core.neighbour_edges], core.neighbours, core.offsets)
    return sparse.csr_array(entries, shape=(size, size), copy=True)


def from_networkx(theirs: Any) -> Graph:
    networkx = require("networkx", "Graph.from_networkx()", EXTRA)
    _refuse_other_than(networkx.Graph, theirs, "networkx")
    number = {label: vertex for vertex, label in enumerate(theirs)}
    attributes = list(theirs.nodes.values())
    ids = [_first(row.get("id"), label) for label, row in zip(number, attributes, strict=True)]
    nodes = _nodes([row.get("table") for row in attributes], ids)
    default = theirs.graph.get("edge_default", {}).get("weight", 1)  # of a file that was read
    edges = list(theirs.edges(data="weight", default=default))
    ends = [(number[source], number[target]) for source, target, _ in edges]
    weights = [weight for *_, weight in edges]
    return graph_of_edges(nodes, ends, weights, theirs.is_directed(), theirs.graph)


def from_igraph(theirs: Any) -> Graph:
    _refuse_other_than(require("igraph", "Graph.from_igraph()", EXTRA).Graph, theirs, "igraph")
    numbers = range(theirs.vcount())
    given = {name: theirs.vs[name] for name in theirs.vs.attributes()}
    columns = [given.get(name, [None] * len(numbers)) for name in ("id", "name")]
    ids = [_first(*known) for known in zip(*columns, numbers, strict=True)]
    nodes = _nodes(given.get("table", [None] * len(ids)), ids)
    has_weights = "weight" in theirs.es.attributes()
    weights = theirs.es["weight"] if has_weights else np.ones(theirs.ecount())
    facts = {name: theirs[name] for name in theirs.attributes()}
    return graph_of_edges(nodes, theirs.get_edgelist(), weights, theirs.is_directed(), facts)


def from_scipy(matrix: Any, nodes: Any, directed: bool, facts: Mapping[str, Any]) -> Graph:
    sparse = require("scipy.sparse", "Graph.from_scipy()", EXTRA)
    entries = sparse.csr_array(matrix, copy=True)
    if entries.ndim != 2 or entries.shape[0] != entries.shape[1]:
        raise SchemaError(f"a graph's matrix is square, not of shape {entries.shape}")
    if facts["origin"] not in (None, *_ORIGINS):
        raise SchemaError(f"origin is one of {', '.join(_ORIGINS)}, not {facts['origin']!r}")
    entries.sum_duplicates()
    entries.eliminate_zeros()
    known = _given_nodes(nodes, entries.shape[0])
    edges = entries.tocoo() if directed else sparse.triu(entries, format="coo")
    made = graph_of_edges(known, np.column_stack(edges.coords), edges.data, directed, facts)
    if not directed and (unlike := (entries != entries.T).tocoo()).nnz:
        where = _between(known, *(side[0] for side in unlike.coords))
        raise SchemaError(f"the matrix is not symmetric {where}; is the graph directed?")
    return made


def graph_of_edges(
    nodes: Table, ends: Any, weights: Any, directed: bool, facts: Mapping[str, Any]
) -> Graph:
    """The graph of edges between rows of `nodes`; parallel ones add their weights.

    `ends` are pairs of row numbers. A `SchemaError` names the vertex that has an edge to itself,
    or the edge of which the weight is not a finite number above 0.
    """
    pairs = np.asarray(ends, dtype=np.int32).reshape(-1, 2)
    sources, targets = (np.ascontiguousarray(side) for side in pairs.T)
    loops = np.flatnonzero(sources == targets)
    if loops.size:
        who = _name(nodes, sources[loops[0]])
        raise SchemaError(f"vertex {who} has an edge to itself, which a simple graph cannot hold")
    strengths = _strengths(weights)
    wrong = np.flatnonzero(~(np.isfinite(strengths) & (strengths > 0)))
    if wrong.size:
        where = _between(nodes, *pairs[wrong[0]])
        raise SchemaError(
            f"the edge {where} weighs {weights[wrong[0]]!r}; a weight is a finite number above 0"
        )
    core = _core.graph_of_edges(
        nodes._frame,
        sources,
        targets,
        strengths,
        directed,
        _relations(facts.get("relations")),
        str(facts.get("on") or ""),
        facts.get("by_design") in (True, "true"),
    )
    return Graph(core, facts["origin"] if facts.get("origin") in _ORIGINS else None)


def _refuse_other_than(kind: type, theirs: Any, library: str) -> None:
    if not isinstance(theirs, kind):
        raise SchemaError(f"a graph of {library} is wanted, not a {type(theirs).__name__}")


def _first(*values: Any) -> Any:
    """The first value that is known; the last is all the same."""
    return next((value for value in values[:-1] if value not in (None, "")), values[-1])


def _given_nodes(nodes: Any, size: int) -> Table:
    if nodes is None:
        return _nodes([None] * size, range(size))
    given = nodes if isinstance(nodes, Table) else Table(nodes)
    if "id" not in given or len(given) != size:
        raise SchemaError(f"`nodes` has a column `id` and a row for each of the {size} vertices")
    tables = given.values("table") if "table" in given else [None] * size
    return _nodes(tables, given.values("id"))


def _nodes(tables: Iterable[Any], ids: Sequence[Any]) -> Table:
    """The table of nodes: ids as integers where all of them are, else as texts that differ."""
    names = [str(table) if table else None for table in tables]
    if ids and all(_is_integer(value) for value in ids):
        column: Any = np.array(ids, dtype=np.int64)
        _refuse_twins(names, column.tolist())
    else:
        column = _texts(names, ids)
    return Table({"table": names, "id": column})


def _is_integer(value: Any) -> bool:
    is_whole = isinstance(value, Integral) and not isinstance(value, bool)
    return is_whole and _INT64.min < int(value) <= _INT64.max  # the least is the core's null


def _texts(tables: list[str | None], ids: Sequence[Any]) -> np.ndarray[Any, Any]:
    """Ids as texts; where 1 stands beside "1", as Python writes them."""
    texts = [str(value) for value in ids]
    if not all(texts) or len(set(zip(tables, texts, strict=True))) < len(texts):
        texts = [repr(value) for value in ids]
    _refuse_twins(tables, texts)
    for text in (*texts, *filter(None, tables)):
        try:
            text.encode()
        except UnicodeEncodeError as error:
            raise SchemaError(f"{text!r} is no text: {error.reason}") from error
    return np.array(texts, dtype=object)


def _refuse_twins(tables: list[str | None], ids: list[Any]) -> None:
    seen = set()
    for node in zip(tables, ids, strict=True):
        if node in seen:
            raise SchemaError(f"two vertices are {' '.join(str(part) for part in node if part)}")
        seen.add(node)


def _strengths(weights: Any) -> Numbers:
    """Weights as numbers; NaN where one is none."""
    if isinstance(weights, np.ndarray) and weights.dtype.kind in "biuf":
        return np.ascontiguousarray(weights, dtype=np.float64)
    return np.array([_number(weight) for weight in weights], dtype=np.float64)


def _number(value: Any) -> float:
    try:
        return np.nan if isinstance(value, complex) else float(value)
    except (TypeError, ValueError):
        return np.nan


def _relations(given: Any) -> list[str]:
    names = given.split(",") if isinstance(given, str) else given or []
    return [" ".join(name.split()) for name in map(str, names) if name.strip()]


def _name(nodes: Table, vertex: int) -> str:
    table, name = (nodes[column][vertex] for column in ("table", "id"))
    return f"{table} {name}" if table else str(name)


def _between(nodes: Table, source: int, target: int) -> str:
    return f"between {_name(nodes, source)} and {_name(nodes, target)}"
