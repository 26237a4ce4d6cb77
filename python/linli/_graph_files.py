# SPDX-License-Identifier: Apache-2.0
"""Graphs in files: GraphML and GEXF, written line by line, read by networkx."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree
from xml.sax.saxutils import escape, quoteattr

from ._graph_exchange import EXTRA, edges_of, facts_of, from_networkx
from ._lazy import require
from ._words import made_up
from .errors import FileError, LinliError, SchemaError
from .graph import Graph

_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_FACTS = {"relations": "string", "on": "string", "origin": "string", "by_design": "boolean"}
_CREATOR = "linli"


def write(graph: Graph, path: Path) -> None:
    lines = _form_of(path)(graph)
    text = "".join(f"{line}\n" for line in lines)  # whole before anything is written
    try:
        path.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise FileError(f"{path} could not be written: {error}") from error


def read(path: Path) -> Graph:
    is_gexf = _form_of(path) is _gexf
    networkx = require("networkx", "linli.read_graph()", EXTRA)
    try:
        root = ElementTree.parse(path).getroot()
        theirs = (networkx.read_gexf if is_gexf else networkx.read_graphml)(path)
    except Exception as error:  # whatever a damaged file makes of the parsers beneath
        raise FileError(f"{path} could not be read: {error}") from error
    try:
        _refuse_loose_ends(root, theirs)
        if is_gexf:
            theirs.graph.update(_facts_in(root))
        return from_networkx(theirs)
    except LinliError as error:
        raise FileError(f"{path}: {error}") from error


def _form_of(path: Path) -> Any:
    forms = {".graphml": _graphml, ".gexf": _gexf}
    if path.suffix.lower() not in forms:
        raise SchemaError(f"'{path}' is no name for a graph: it ends in .graphml or .gexf")
    return forms[path.suffix.lower()]


def _graphml(graph: Graph) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">'
    for name, kind in _FACTS.items():
        yield _key(name, "graph", kind)
    yield _key("table", "node", "string")
    yield _key("id", "node", _id_type(graph))
    yield _key("weight", "edge", "double")
    yield f'<graph edgedefault="{_direction(graph)}">'
    if made_up := _made_up(graph):
        yield f"<desc>{_content(made_up, 'its description')}</desc>"
    for name, value in facts_of(graph).items():
        yield _data(name, value, "the graph")
    for vertex, row in enumerate(graph.nodes):
        known = (_data(k, v, f"vertex {vertex}") for k, v in row.items() if v is not None)
        yield f'<node id="n{vertex}">{"".join(known)}</node>'
    for source, target, weight in edges_of(graph):
        yield f'<edge source="n{source}" target="n{target}">{_data("weight", weight, "")}</edge>'
    yield "</graph>"
    yield "</graphml>"


def _gexf(graph: Graph) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield '<gexf xmlns="http://www.gexf.net/1.2draft" version="1.2">'
    facts = [f"{name}: {_text(value)}" for name, value in facts_of(graph).items()]
    told = "\n".join([*filter(None, [_made_up(graph)]), *facts])
    yield f"<meta><creator>{_CREATOR}</creator>"
    yield f"<description>{_content(told, 'the graph')}</description></meta>"
    yield f'<graph defaultedgetype="{_direction(graph)}" mode="static">'
    yield '<attributes class="node" mode="static">'
    yield '<attribute id="table" title="table" type="string"/>'
    yield f'<attribute id="id" title="id" type="{_id_type(graph)}"/>'
    yield "</attributes>"
    yield "<nodes>"
    for vertex, row in enumerate(graph.nodes):
        known = {k: _quoted(v, f"vertex {vertex}") for k, v in row.items() if v is not None}
        values = "".join(f'<attvalue for="{k}" value={v}/>' for k, v in known.items())
        label = f'id="{vertex}" label={known["id"]}'
        yield f"<node {label}><attvalues>{values}</attvalues></node>"
    yield "</nodes>"
    yield "<edges>"
    for number, (source, target, weight) in enumerate(edges_of(graph)):
        ends = f'source="{source}" target="{target}"'
        yield f'<edge id="{number}" {ends} weight="{weight!r}"/>'
    yield "</edges>"
    yield "</graph>"
    yield "</gexf>"


def _direction(graph: Graph) -> str:
    return "directed" if graph.directed else "undirected"


def _id_type(graph: Graph) -> str:
    return "long" if graph.nodes.type("id") == "integer" else "string"


def _made_up(graph: Graph) -> str:
    return "\n".join(made_up(graph.origin or "observed"))


def _key(name: str, of: str, kind: str) -> str:
    return f'<key id="{name}" for="{of}" attr.name="{name}" attr.type="{kind}"/>'


def _data(name: str, value: Any, where: str) -> str:
    return f'<data key="{name}">{_content(_text(value), where)}</data>'


def _content(text: str, where: str) -> str:
    return escape(_checked(text, where), {"\r": "&#13;"})  # else a reader takes it for \n


def _quoted(value: Any, where: str) -> str:
    return quoteattr(_checked(_text(value), where))


def _text(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _checked(text: str, where: str) -> str:
    if wrong := _NOT_IN_XML.search(text):
        raise SchemaError(f"{where}: {text!r} holds {wrong[0]!r}, which no XML file can hold")
    return text


def _refuse_loose_ends(root: Any, theirs: Any) -> None:
    """What networkx passes over: two graphs in one file, a node twice, an edge to nowhere."""
    if (found := len(root.findall("{*}graph"))) != 1:
        raise SchemaError(f"the file holds {found} graphs, of which one can be read")
    ids = [node.get("id") for node in root.iterfind(".//{*}node")]
    seen: set[str | None] = set()
    for name in ids:
        if name in seen:
            raise SchemaError(f"the file holds node '{name}' twice")
        seen.add(name)
    for name in theirs:
        if name not in seen:
            raise SchemaError(f"an edge leads to node '{name}', which the file does not hold")
    if left := sorted(str(name) for name in seen if name not in theirs):
        raise SchemaError(f"node '{left[0]}' lies in a graph within a node, which cannot be read")


def _facts_in(root: Any) -> dict[str, str]:
    """What a GEXF file of ours says of the graph, in the lines of its description."""
    if root.findtext("{*}meta/{*}creator") != _CREATOR:
        return {}
    told = root.findtext("{*}meta/{*}description") or ""
    facts = (line.partition(": ") for line in told.splitlines())
    return {name: value for name, colon, value in facts if colon and name in _FACTS}
