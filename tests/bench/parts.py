# SPDX-License-Identifier: Apache-2.0
"""The parts of the bench. Each returns lines: what, how much, and the goal where there is one."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

import linli as ll
from asked import KEYS, catalogue, questions
from same import same
from stopwatch import RUNS, seconds

COMMUNITY = {"by": "community"}


@dataclass
class Line:
    """One result. A goal is an upper limit in the same unit, or True where something must hold."""

    part: str
    what: str
    value: float | bool
    unit: str = "s"
    goal: float | bool | None = None

    @property
    def met(self) -> bool | None:
        """Whether the goal is met; None without one."""
        if self.goal is None:
            return None
        return self.value is True if self.goal is True else self.value <= self.goal


def measures(net: ll.Network) -> Iterator[Line]:
    """Every measure by community, and all of them in one question."""
    part, total = "measures", 0.0
    for measure, by in questions("community"):
        took = seconds(lambda m=measure, by=by: net.measure(m, by=by))
        total += took
        yield Line(part, str(measure), took)
    yield Line(part, "sum of all, one by one", total, goal=0.5)
    yield Line(part, "all in one question", seconds(lambda: net.measure(catalogue(), **COMMUNITY)))


def whole(net: ll.Network) -> Iterator[Line]:
    """The whole catalogue three times over: what a report of the district asks."""
    part, total = "whole catalogue", 0.0
    for by in (("community",), ("subdistrict",), ("community", "sex", "age_band")):
        asked = questions(*by)
        took = seconds(lambda asked=asked: [net.measure(m, by=dims) for m, dims in asked])
        total += took
        yield Line(part, f"by {' × '.join(by)}, where allowed", took)
    yield Line(part, "in total", total, goal=2.0)


def reading(net: ll.Network) -> Iterator[Line]:
    """The network written as a folder of CSV, and read again."""
    with TemporaryDirectory() as folder:
        net.write(folder)
        size = sum(path.stat().st_size for path in Path(folder).iterdir()) / 1e6
        took = seconds(lambda: ll.read(folder))
        kept = ll.read(folder).fingerprint() == net.fingerprint()
    yield Line("reading", f"ll.read of {size:.1f} MB of CSV", took, goal=2.0)
    yield Line("reading", "gives the same network", kept, "", goal=True)


def importing() -> Iterator[Line]:
    """The import, in processes of their own."""
    for module, what, goal in (("linli", "import linli", 0.2), ("numpy", "of which numpy", None)):
        clock = (
            f"from time import perf_counter as now; t = now(); import {module}; print(now() - t)"
        )
        command = [sys.executable, "-c", clock]
        runs = [float(subprocess.check_output(command, text=True)) for _ in range(RUNS + 1)]
        yield Line("import", what, median(runs[1:]), goal=goal)


def threads(net: ll.Network) -> Iterator[Line]:
    """All measures on one, two and eight threads."""
    usual = ll.threads()
    answers = {}
    for count in (1, 2, 8):
        ll.set_threads(count)
        took = seconds(lambda: net.measure(catalogue(), **COMMUNITY))
        answers[count] = net.measure(catalogue(), **COMMUNITY)
        yield Line("threads", f"all measures, {count} thread{'s' if count > 1 else ''}", took)
    ll.set_threads(usual)
    alike = all(same(answers[1], answer) for answer in answers.values())
    yield Line("threads", "the same bits at 1, 2 and 8", alike, "", goal=True)


def edits(net: ll.Network) -> Iterator[Line]:
    """One edit followed by prepared measures, against measuring the edited network anew."""
    prepared = net.prepare(catalogue(), **COMMUNITY)
    for edit in _edits_of(net):
        updated = seconds(lambda e=edit: prepared.update([e]).table())
        anew = seconds(lambda e=edit: net.with_edits([e]).measure(catalogue(), **COMMUNITY))
        edited = net.with_edits([edit]).measure(catalogue(), **COMMUNITY)
        yield Line("one edit", f"{edit.verb}, update", updated)
        yield Line("one edit", f"{edit.verb}, measured anew", anew)
        alike = same(prepared.update([edit]).table(), edited)
        yield Line("one edit", f"{edit.verb}, the same bits", alike, "", goal=True)


def _edits_of(net: ll.Network) -> list[ll.Edit]:
    """An edit of each verb, about the first person in a team."""
    tables = net.to_tables()
    teams, home = tables["teams"].values("id"), tables["persons"].values("home")[-1]
    of_teams = (row for row in tables["memberships"].rows() if row["group"] in set(teams))
    row = next(row for row in of_teams if row["until"] is None)
    member, group = row["member"], row["group"]
    other = next(team for team in reversed(teams) if team != group)
    kinds: dict[str, Any] = {"member_kind": "persons", "group_kind": "teams"}
    return [
        ll.edits.rehome(member, home),
        ll.edits.add_member(member, other, **kinds),
        ll.edits.end_member(member, group, **kinds),
        ll.edits.move_member(member, group, other, **kinds),
    ]


def scale(sizes: list[int], say: Callable[[str], None] = print) -> Iterator[Line]:
    """What each key costs a person and a community, in cities of growing size."""
    costs: dict[str, list[tuple[int, int, float]]] = {key: [] for key in KEYS}
    for size in sizes:
        net = ll.examples.city(persons=size)
        say(f"\nmeasuring a synthetic city of {size:,} persons")
        for key, measure in KEYS.items():
            took = seconds(lambda m=measure, n=net: n.measure(m, **COMMUNITY))
            costs[key].append((size, net.levels["community"], took))
    for key, found in costs.items():
        yield from _cost(f"cost of {key}: {KEYS[key]}", found)


def _cost(part: str, found: list[tuple[int, int, float]]) -> Iterator[Line]:
    before = None
    for size, communities, took in found:
        city, each = f"{size:,} persons", took / size
        yield Line(part, city, 1e3 * took, "ms")
        yield Line(part, f"{city}, a community", 1e6 * took / communities, "µs")
        yield Line(part, f"{city}, a person", 1e9 * each, "ns")
        if before:
            # 1 is linear. Caches hold less of a larger city, so up to 2; a square would give 10.
            yield Line(part, f"{city}, a person, of that before", each / before, "×", 2.0)
        before = each
