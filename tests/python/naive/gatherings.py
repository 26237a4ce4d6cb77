# SPDX-License-Identifier: Apache-2.0
"""What takes place at groups: records, kinds that met, forums with and without representatives."""

from __future__ import annotations

from dataclasses import replace
from math import sqrt

from .answers import Answer, ratio
from .conventions import Cell
from .counts import groups_of, persons_in
from .participation import kind_present, meetings_at_group, names, recorded
from .world import OTHER_KINDS, World

REPRESENTATIVE = "fixed_representative"


def recorded_share(world: World, cell: Cell, held_by: str = "forums") -> Answer:
    """'meetings with names or a count / meetings'"""
    held = meetings_at_group(world, cell, held_by)
    return ratio(sum(recorded(world, meeting) for meeting in held), len(held))


def kinds_that_meet(world: World) -> list[str]:
    """The scheme's kinds in order, then what else some attendance of the whole data was for."""
    found = {kind_present(world, a.as_group) for a in world.attendances}
    return [kind for kind, _, _ in world.scheme] + [k for k in OTHER_KINDS if k in found]


def kind_pairs(world: World) -> list[tuple[str, str]]:
    labels = kinds_that_meet(world)
    return [(a, b) for n, a in enumerate(labels) for b in labels[n + 1 :]]


def co_presence(world: World, cell: Cell, held_by: str = "forums") -> Answer:
    """'meetings where both were present / meetings with names; with the number expected under
    fixed margins and z'
    """
    one, other = cell.fixed["kind_a"], cell.fixed["kind_b"]
    with_names = [m for m in meetings_at_group(world, cell, held_by) if names(world, m)]
    present = [
        {kind_present(world, a.as_group) for a in world.attendances if a.meeting == m["id"]}
        for m in with_names
    ]
    n = len(with_names)
    n_a, n_b = sum(one in kinds for kinds in present), sum(other in kinds for kinds in present)
    both = sum(one in kinds and other in kinds for kinds in present)
    answer = ratio(both, n)
    if n == 0:
        return answer
    expected = n_a * n_b / n
    variance = n_a * n_b * (n - n_a) * (n - n_b) / (n * n * (n - 1)) if n > 1 else 0.0
    z = (both - expected) / sqrt(variance) if variance > 0 else None
    return replace(answer, expected=expected, z=z)


def representatives_per_forum(
    world: World, cell: Cell, role: str = REPRESENTATIVE, held_by: str = "forums"
) -> Answer:
    """'(person, forum) pairs / forums in force'"""
    forums = groups_of(world, cell, held_by)
    persons = [persons_in(world, cell, [forum], role) for forum in forums]
    if None in persons:
        return ratio(None, len(forums), note="only head counts")
    return ratio(sum(len(found or ()) for found in persons), len(forums))


def forums_without_representative(
    world: World, cell: Cell, role: str = REPRESENTATIVE, held_by: str = "forums"
) -> Answer:
    """'share' of the forums in force"""
    forums = groups_of(world, cell, held_by)
    persons = [persons_in(world, cell, [forum], role) for forum in forums]
    if None in persons:
        return ratio(None, len(forums), note="only head counts")
    return ratio(sum(not found for found in persons), len(forums))
