# SPDX-License-Identifier: Apache-2.0
"""linli and its peers with one city: whether they agree on a question, and how long each takes."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable
from math import isclose
from statistics import median
from time import perf_counter
from typing import Any

import linli as ll
from peers import LIBRARIES, Peer
from peers.data import prepared
from peers.questions import Question

Values = dict[tuple[str, ...], float]


class Contest:
    """One network, and the same data in each library's own form."""

    def __init__(self, net: ll.Network, libraries: Iterable[str] = LIBRARIES) -> None:
        self.net = net
        tables = prepared(net)
        self.peers = [Peer.of(library, tables) for library in libraries]

    def problem(self, question: Question, with_linli: bool = True) -> str:
        """What keeps the answers from being compared in time: empty where all are equal."""
        answers, missing = self._answers(question, with_linli)
        names = list(answers)
        unequal = [
            f"{name} differs from {names[0]}: {difference}"
            for name in names[1:]
            if (difference := _difference(answers[names[0]], answers[name]))
        ]
        return "; ".join([*unequal, *(f"missing in {name}" for name in missing)])

    def _answers(self, question: Question, with_linli: bool) -> tuple[dict[str, Values], list[str]]:
        answers: dict[str, Values] = {}
        missing = [] if with_linli else ["linli"]
        if with_linli:
            answers["linli"] = _values_of(question.measured(self.net), question)
        for peer in self.peers:
            function = peer.function(question.name)
            if function is None:
                missing.append(peer.library)
            else:
                found = peer.answer(function(peer.frames, question))
                answers[peer.library] = {_key(key): value for key, value in found.items()}
        return answers, missing

    def seconds(self, question: Question, runs: int, with_linli: bool = True) -> dict[str, float]:
        """The median of several runs of each, in turn, so that a busy moment hits all alike."""
        works: dict[str, Callable[[], Any]] = {}
        if with_linli:
            works["linli"] = lambda: question.measured(self.net)
        for peer in self.peers:
            if (function := peer.function(question.name)) is not None:
                works[peer.library] = lambda f=function, p=peer: f(p.frames, question)
        found: dict[str, list[float]] = {name: [] for name in works}
        gc.collect()
        gc.disable()
        try:
            for _ in range(runs):
                for name, work in works.items():
                    found[name].append(_once(work))
        finally:
            gc.enable()
        return {name: median(times) for name, times in found.items()}


def _once(work: Callable[[], Any]) -> float:
    start = perf_counter()
    work()
    return perf_counter() - start


def _values_of(table: ll.Table, question: Question) -> Values:
    """linli's answer without what lies in no place and without nulls."""
    names = [*question.by, *question.adds]
    return {
        _key(key): row["value"]
        for row in table.rows()
        if None not in (key := tuple(row[name] for name in names)) and row["value"] is not None
    }


def _key(key: Any) -> tuple[str, ...]:
    parts = key if isinstance(key, tuple) else (key,)
    return tuple(str(int(p)) if isinstance(p, float) else str(p) for p in parts)


def _difference(one: Values, other: Values) -> str:
    """The first key at which two answers differ, in words."""
    for key in sorted({*one, *other}):
        a, b = one.get(key), other.get(key)
        if a is None or b is None or not isclose(a, b, rel_tol=1e-9, abs_tol=1e-9):
            return f"at {' '.join(key)} {b} instead of {a}"
    return ""
