# SPDX-License-Identifier: Apache-2.0
"""Checks who includes whom: the table "Layers" of docs/architecture.md, as a program."""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

BELOW = {
    "core": [],
    "model": ["core"],
    "graph": ["core", "model"],
    "measure": ["core", "model", "graph"],
    "scenario": ["core", "model", "graph", "measure"],
    "plan": ["core", "model", "graph", "measure"],
    "simulate": ["core", "model", "graph", "measure"],
    "io": ["core", "model", "graph", "measure", "scenario", "plan", "simulate"],
}
UMBRELLA = "linli/linli.hpp"
# Headers of no layer, open to all.
FREE = {"linli/version.hpp"}
INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]', re.MULTILINE)


def library_files(root: Path) -> list[Path]:
    headers = (root / "include").rglob("*.hpp")
    sources = (path for suffix in ("*.hpp", "*.cpp") for path in (root / "src").rglob(suffix))
    return sorted([*headers, *sources])


def layer_of(header: str) -> str:
    """The layer of `linli/<layer>/<name>.hpp`."""
    return header.split("/")[1]


def home_of(path: Path, root: Path) -> str:
    """The layer that a file belongs to; the umbrella's is its own name."""
    return path.relative_to(root).parts[2 if path.is_relative_to(root / "include") else 1]


def breach(home: str, quote: str, target: str) -> str | None:
    """What is wrong with a file of layer `home` that includes `target`, if anything."""
    if not target.startswith("linli/"):
        return None
    if target == UMBRELLA:
        return "includes the umbrella header; name the headers that it needs"
    if quote == '"':
        return f'includes "{target}"; write <{target}>'
    if target in FREE or home == Path(UMBRELLA).name:
        return None
    layer = layer_of(target)
    if layer != home and "/detail/" in target:
        return f"includes <{target}>; details never leave their layer"
    if layer != home and layer not in BELOW[home]:
        return f"includes <{target}>; {home} may include only {', '.join(BELOW[home]) or 'itself'}"
    return None


def wrong_includes(root: Path) -> Iterator[str]:
    for path in library_files(root):
        home, name = home_of(path, root), path.relative_to(root)
        if home not in {*BELOW, Path(UMBRELLA).name, "version.hpp"}:
            yield f"{name}: lies in no layer of the table"
            continue
        for quote, target in INCLUDE.findall(path.read_text(encoding="utf-8")):
            if quote == '"' and path.is_relative_to(root / "include"):
                yield f'{name}: includes "{target}"; a public header writes <linli/...>'
            elif fault := breach(home, quote, target):
                yield f"{name}: {fault}"


def reached_from(header: str, include: Path) -> set[str]:
    """The header and all of ours that it includes, however far down."""
    reached: set[str] = set()
    waiting = {header}
    while waiting:
        name = waiting.pop()
        reached.add(name)
        if (path := include / name).exists():
            targets = (target for _, target in INCLUDE.findall(path.read_text(encoding="utf-8")))
            waiting |= {target for target in targets if target.startswith("linli/")} - reached
    return reached


def umbrella_gaps(root: Path) -> Iterator[str]:
    """The umbrella reaches every public header but those of io."""
    include = root / "include"
    names = {path.relative_to(include).as_posix() for path in include.rglob("*.hpp")}
    public = {name for name in names if not re.search("/detail/|/io/", name)}
    reached = reached_from(UMBRELLA, include)
    for name in sorted(public - reached):
        yield f"include/{UMBRELLA}: does not reach <{name}>"
    for name in sorted(name for name in reached if layer_of(name) == "io"):
        yield f"include/{UMBRELLA}: reaches <{name}>, which is for readers alone"


def breaches(root: Path) -> list[str]:
    return [*wrong_includes(root), *umbrella_gaps(root)]


if __name__ == "__main__":
    found = breaches(Path(__file__).resolve().parent.parent)
    print("\n".join(found) or "layering: as in the table")
    sys.exit(bool(found))
