# SPDX-License-Identifier: Apache-2.0
"""Which counts of a forest may be published, so that none of the small ones can be worked out.

A node counts what lies in its subtree. Whatever is published is then a sum of *rests*: a rest is
what a published node holds beside the published nodes next below it. Rests are counts of disjoint
parts, so no sum or difference of published counts tells more than they do. A node is published
where its rest is 0 or large; where it is neither, the smallest node below it is withheld with it
(complementary suppression), until the rest is large. Nothing else is solved for: the rule is sound
because the counts nest, not because a pattern was searched.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

Counts = NDArray[np.int64]
Mask = NDArray[np.bool_]


def downwards(parents: Sequence[int]) -> list[int]:
    """The nodes, each after its parent; -1 is the parent of a root."""
    children = children_of(parents)
    order = [node for node, parent in enumerate(parents) if parent < 0]
    for node in order:
        order.extend(children[node])
    return order


def children_of(parents: Sequence[int]) -> list[list[int]]:
    """The nodes below each node, in order."""
    children: list[list[int]] = [[] for _ in parents]
    for node, parent in enumerate(parents):
        if parent >= 0:
            children[parent].append(node)
    return children


def nearest_above(parents: Sequence[int], nodes: Sequence[int]) -> list[int]:
    """For each of some nodes the position among them of the next above it, -1 for none."""
    position = {node: k for k, node in enumerate(nodes)}
    nearest = [-1] * len(parents)
    for node in downwards(parents):
        parent = parents[node]
        if parent >= 0:
            nearest[node] = position.get(parent, nearest[parent])
    return [nearest[node] for node in nodes]


def published(
    parents: Sequence[int],
    counts: Any,
    least: Any,
    *,
    may: Any = True,
    is_marked: bool = False,
    young: Any = False,
) -> Mask:
    """The nodes that may be published: all their counts, or none.

    Parameters
    ----------
    parents
        The parent of each node, -1 for none.
    counts
        Whole numbers, node × category, each of the whole subtree. Where a parent holds less than
        its children, as in numbers from several sources, nothing follows by subtraction.
    least
        Node × category, or what spreads to it: a smaller count, other than 0, is small.
    may
        The nodes that could be published at all.
    is_marked
        Whether readers know that a withheld node is not 0. Then a rest must hold `least` beside one
        for each withheld node in it, so that each could be 1 or any number up to `least` + 1.
    young
        The categories that are minors. A rest of minors alone is not published, for then the
        totals of its parts would be counts of minors.
    """
    found = _Suppression(parents, counts, least, may, is_marked, young)
    for node in reversed(downwards(parents)):
        found.settle(node)
    return found.keep


class _Suppression:
    def __init__(
        self, parents: Sequence[int], counts: Any, least: Any, may: Any, is_marked: bool, young: Any
    ) -> None:
        nodes = len(parents)
        self.counts: Counts = np.array(counts, dtype=np.int64, ndmin=2).reshape(
            nodes, -1 if nodes else 1
        )
        shape = self.counts.shape
        self.children = children_of(parents)
        self.keep: Mask = np.broadcast_to(may, nodes).copy()
        self.is_marked = is_marked
        self.young: Mask = np.broadcast_to(young, shape[1])
        self.below: list[list[int]] = [[] for _ in parents]  # the published nodes next below
        self.rest = self.counts.copy()
        self.marks = np.zeros(nodes, dtype=np.int64)  # withheld nodes in the rest, each 1 or more
        self.need: Counts = np.broadcast_to(least, shape).astype(np.int64)

    def settle(self, node: int) -> None:
        """Decides on a node whose children are decided."""
        for child in self.children[node]:
            if self.keep[child]:
                self.below[node].append(child)
            else:
                self.below[node] += self.below[child]
                self.marks[node] += self.marks_if_withheld(child)
                self.need[node] = np.maximum(self.need[node], self.need[child])
        self.rest[node] -= self.counts[self.below[node]].sum(axis=0)
        if self.keep[node]:
            self.keep[node] = self._make_safe(node)

    def marks_if_withheld(self, node: int) -> int:
        """How many nodes in its rest readers know not to be 0, once it is withheld."""
        if not self.is_marked or self.marks[node]:
            return int(self.marks[node])
        return int(not self.counts[self.below[node]].any())

    def _make_safe(self, node: int) -> bool:
        """Withholds nodes below until the rest is safe; where that cannot be, changes nothing."""
        below, opened = list(self.below[node]), []
        rest, marks, need = self.rest[node], int(self.marks[node]), self.need[node]
        while not self._is_safe(rest, marks, need):
            if not below:
                return False
            widest = self._to_withhold(below, rest, marks, need)
            opened.append(widest)
            below.remove(widest)
            below += self.below[widest]
            rest = rest + self.rest[widest]
            marks += self.marks_if_withheld(widest)
            need = np.maximum(need, self.need[widest])
        self.keep[opened] = False
        self.below[node], self.rest[node] = below, rest
        self.marks[node], self.need[node] = marks, need
        return True

    def _to_withhold(self, below: list[int], rest: Counts, marks: int, need: Counts) -> int:
        """The smallest node that makes the rest safe; else the smallest that adds to it, or any."""
        nodes = np.array(sorted(below))
        more = np.array([self.marks_if_withheld(node) for node in nodes])
        needs = np.maximum(need, self.need[nodes])
        enough = self._is_safe(rest + self.rest[nodes], marks + more, needs)
        adds = self.rest[nodes].any(axis=1)
        wanted = enough if enough.any() else adds if adds.any() else ~adds
        sizes = self.counts[nodes].sum(axis=1)
        return int(nodes[wanted][np.argmin(sizes[wanted])])

    def _is_safe(self, rest: Counts, marks: Any, need: Counts) -> Any:
        hidden = np.asarray(marks)[..., None]
        is_safe = ((rest <= 0) | (rest - hidden >= need)).all(axis=-1)
        minors = rest[..., self.young].sum(axis=-1)
        others = rest[..., ~self.young].sum(axis=-1)
        return is_safe & ~((minors > 0) & (others <= 0))
