# SPDX-License-Identifier: Apache-2.0
"""Graphs of a network on a date, and the matrix of places by kinds."""

from __future__ import annotations

import os
from collections.abc import Iterable
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from . import _core
from ._asking import Day, day_of, text_of
from ._lazy import require
from .scheme import SchemeLike, settings_of
from .table import Table

Integers = npt.NDArray[np.int64]
Numbers = npt.NDArray[np.float64]


class Graph:
    """Who is tied to whom: a simple graph of the nodes that chosen relations touch on a date.

    Vertices are numbered 0, 1, ... in the order of `nodes`; the arrays and what the methods return
    follow these numbers. An edge weighs as many rows as it stands for.
    """

    def __init__(self, core: _core.Graph | _core.DiGraph, origin: str | None = None) -> None:
        self._core, self._origin = core, origin

    @property
    def directed(self) -> bool:
        """Whether edges have a direction: from the member to the group, from part to whole."""
        return self._core.directed

    @property
    def relations(self) -> list[str]:
        """The relations that make the edges."""
        return self._core.relations

    @property
    def on(self) -> str | None:
        """The day or the moment that the graph shows."""
        return self._core.on or None

    @property
    def by_design(self) -> bool:
        """Whether some edges are laid down by rule: what is found may be found by design."""
        return self._core.by_design

    @property
    def origin(self) -> str | None:
        """Where the data come from: observed, synthetic, mixed, or None where nobody said."""
        return self._origin

    @property
    def num_edges(self) -> int:
        """The number of edges; `len(graph)` counts vertices."""
        return self._core.num_edges

    def __len__(self) -> int:
        return self._core.num_vertices

    @cached_property
    def nodes(self) -> Table:
        """The node of each vertex: its table and its id."""
        return Table(self._core.vertices(), origin=self.origin)

    @cached_property
    def edges(self) -> Table:
        """The edges between vertex numbers, with their weights."""
        columns = {"source": self.sources, "target": self.targets, "weight": self.weights}
        return Table(columns, origin=self.origin)

    @property
    def sources(self) -> npt.NDArray[np.int32]:
        """The first vertex of each edge."""
        return self._core.sources

    @property
    def targets(self) -> npt.NDArray[np.int32]:
        """The second vertex of each edge."""
        return self._core.targets

    @property
    def weights(self) -> Numbers:
        """How many rows each edge stands for."""
        return self._core.weights

    def neighbours(self, vertex: int) -> npt.NDArray[np.int32]:
        """The vertices next to one, ascending; directed, those that its edges lead to."""
        if not 0 <= vertex < len(self):
            raise IndexError(f"vertex {vertex} of a graph with {len(self)}")
        first, last = self._core.offsets[vertex : vertex + 2]
        return self._core.neighbours[first:last]

    def components(self) -> Integers:
        """The number of each vertex's connected component."""
        return self._undirected("components").components()

    def core_number(self) -> Integers:
        """The largest k for which each vertex is in the k-core."""
        return self._undirected("core numbers").core_numbers()

    def articulation_points(self) -> Integers:
        """The vertices without which what they connect falls apart."""
        return self._undirected("articulation points").articulation_points()

    def betweenness(self) -> Numbers:
        """Over all pairs of others, the share of their shortest paths that pass each vertex."""
        return self._core.betweenness()

    def to_networkx(self) -> Any:
        """The same as a networkx graph; vertices bear `table` and `id`, edges `weight`.

        The graph itself bears `relations`, `on`, `by_design` and `origin` as far as they are known.

        >>> net.graph("led_by").to_networkx().graph
        {'relations': 'led_by', 'on': '...', 'origin': 'synthetic', 'by_design': True}
        """
        from ._graph_exchange import to_networkx

        return to_networkx(self)

    def to_igraph(self) -> Any:
        """The same as an igraph graph, with the attributes of `to_networkx`.

        >>> theirs = net.graph("led_by").to_igraph()
        >>> theirs.es["weight"][:2], theirs["origin"]
        ([1.0, 1.0], 'synthetic')
        """
        from ._graph_exchange import to_igraph

        return to_igraph(self)

    def to_scipy(self) -> Any:
        """The weights as a SciPy `csr_array`, a row and a column a vertex; symmetric if undirected.

        A matrix bears no names and no mark of made-up data: `nodes` and `origin` have them.

        >>> graph = net.graph("led_by")
        >>> graph.to_scipy().sum() == 2 * graph.weights.sum()
        np.True_
        """
        from ._graph_exchange import to_scipy

        return to_scipy(self)

    def write(self, path: str | os.PathLike[str]) -> None:
        """Writes a `.graphml` or a `.gexf` file; `linli.read_graph` reads it again.

        It holds the attributes of `to_networkx`. Made-up data say so in words, too. Another ending
        is a `SchemaError`, as is a text with a character that XML cannot hold.
        """
        from ._graph_files import write

        write(self, Path(path))

    @classmethod
    def from_networkx(cls, graph: Any) -> Graph:
        """The graph of one of networkx, with the attributes of `to_networkx` where it bears them.

        A node without `id` has its label for one, as an integer where all ids are, else as text;
        an edge without `weight` weighs 1, and parallel edges add their weights. An edge from a
        node to itself or a weight that is not a finite number above 0 is a `SchemaError`.
        """
        from ._graph_exchange import from_networkx

        return from_networkx(graph)

    @classmethod
    def from_igraph(cls, graph: Any) -> Graph:
        """The graph of one of igraph, as `from_networkx`.

        A vertex without `id` has its `name` for one, or its number.
        """
        from ._graph_exchange import from_igraph

        return from_igraph(graph)

    @classmethod
    def from_scipy(
        cls,
        matrix: Any,
        nodes: Any = None,
        *,
        directed: bool = False,
        relations: str | Iterable[str] = (),
        on: Day | None = None,
        by_design: bool = False,
        origin: str | None = None,
    ) -> Graph:
        """The graph of a square matrix of weights, sparse or dense; where it is 0 there is no edge.

        `nodes` is a table with `id`, and `table` where that is known, a row a vertex; without it
        ids are numbers from 0. An undirected graph's matrix is symmetric, or it is a `SchemaError`.
        `origin` is that of `nodes` unless it is given.
        """
        from ._graph_exchange import from_scipy

        facts = {
            "relations": relations,
            "on": day_of(on),
            "by_design": by_design,
            "origin": origin or getattr(nodes, "origin", None),
        }
        return from_scipy(matrix, nodes, directed, facts)

    def _undirected(self, what: str) -> _core.Graph:
        if isinstance(self._core, _core.DiGraph):
            raise _core.MeasureError(f"{what} are of an undirected graph: leave out directed=True")
        return self._core

    def __repr__(self) -> str:
        kind = "directed, " if self.directed else ""
        design = ", by design" if self.by_design else ""
        day = f" on {self.on}" if self.on else ""
        names = ", ".join(self.relations)
        return f"<Graph {kind}{len(self)} vertices, {self.num_edges} edges: {names}{day}{design}>"


class CoverageMatrix:
    """Places of a level by kinds of a scheme: how many groups of the kind serve the place.

    `counts` is a numpy array over the library's own memory; it cannot be written.
    """

    def __init__(self, core: _core.CoverageMatrix) -> None:
        self._core = core

    @cached_property
    def counts(self) -> Integers:
        """One row a place, one column a kind."""
        return self._core.counts

    @cached_property
    def places(self) -> list[Any]:
        """The id of each row's place."""
        return self._core.places

    @cached_property
    def kinds(self) -> list[str]:
        """The key of each column's kind."""
        return self._core.kinds

    def to_scipy(self) -> Any:
        """The counts as a SciPy `csr_array`."""
        sparse = require("scipy.sparse", "CoverageMatrix.to_scipy()", "'linli[graphs]'")
        return sparse.csr_array(self.counts)

    def __array__(self, dtype: Any = None, copy: bool | None = None) -> npt.NDArray[Any]:
        if copy is False and dtype is not None and np.dtype(dtype) != self.counts.dtype:
            raise ValueError(f"counts as {np.dtype(dtype)} are a copy")
        return np.array(self.counts, dtype=dtype, copy=None if copy is None else copy)

    def __repr__(self) -> str:
        return f"<CoverageMatrix {len(self.places)} places x {len(self.kinds)} kinds>"


def graph_of(
    core: _core.Network,
    relations: str | Iterable[str] = "observed",
    on: Day | None = None,
    directed: bool = False,
    origin: str | None = None,
) -> Graph:
    """The graph of chosen relations: "observed", "designed", or relations by name."""
    names = [relations] if isinstance(relations, str) else list(relations)
    return Graph(_core.graph(core, names, day_of(on), directed), origin)


def read_graph(path: str | os.PathLike[str]) -> Graph:
    """The graph of a `.graphml` or a `.gexf` file, with what `Graph.from_networkx` takes from it.

    It is read by networkx. A `FileError` says what is wrong with a file, such as an edge to a node
    that it does not have.
    """
    from ._graph_files import read

    return read(Path(path))


def coverage_matrix_of(
    core: _core.Network, level: str, on: Day | None = None, scheme: SchemeLike | None = None
) -> CoverageMatrix:
    """The matrix of the places of a level by the kinds of the network's scheme, or of another."""
    settings = {} if scheme is None else {"scheme": settings_of(scheme)}
    return CoverageMatrix(_core.coverage_matrix(core, text_of(level), day_of(on), settings))
