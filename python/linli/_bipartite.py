# SPDX-License-Identifier: Apache-2.0
"""The largest matching between two sides, after Hopcroft and Karp (1973)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

_FREE = -1


def largest_matching(right: int, neighbours: Sequence[Sequence[int]]) -> list[int]:
    """For each of the left side its partner among the `right` others, or -1.

    `neighbours` lists, for each of the left side, whom it may be joined with.
    """
    partner = [_FREE] * len(neighbours)
    back = [_FREE] * right
    for one, others in enumerate(neighbours):
        other = next((other for other in others if back[other] == _FREE), None)
        if other is not None:
            partner[one], back[other] = other, one
    while layers := _layers(partner, back, neighbours):
        waiting = [iter(others) for others in neighbours]
        for one, other in enumerate(partner):
            if other == _FREE:
                _augment(one, partner, back, layers, waiting)
    return partner


def _layers(
    partner: list[int], back: list[int], neighbours: Sequence[Sequence[int]]
) -> list[int] | None:
    """How many steps each of the left side is from one that is free; None: no path is left."""
    depth = [0 if other == _FREE else -1 for other in partner]
    layer = [one for one, other in enumerate(partner) if other == _FREE]
    while layer:
        below = []
        ends = False
        for one in layer:
            for other in neighbours[one]:
                mate = back[other]
                if mate == _FREE:
                    ends = True
                elif depth[mate] < 0:
                    depth[mate] = depth[one] + 1
                    below.append(mate)
        if ends:
            return depth
        layer = below
    return None


def _augment(
    start: int,
    partner: list[int],
    back: list[int],
    depth: list[int],
    waiting: list[Iterator[int]],
) -> None:
    """Joins a free one by a path of which every other edge is in the matching, if there is one."""
    path = [start]
    chosen: list[int] = []
    while path:
        one = path[-1]
        other = next(waiting[one], None)
        if other is None:
            path.pop()
            if chosen:
                chosen.pop()
            continue
        mate = back[other]
        if mate == _FREE:
            chosen.append(other)
            for left, right in zip(path, chosen, strict=True):
                partner[left], back[right] = right, left
            return
        if depth[mate] == depth[one] + 1:
            chosen.append(other)
            path.append(mate)
