# SPDX-License-Identifier: Apache-2.0
"""What a pair of rows is: an exact, a likely or an ambiguous match."""

from __future__ import annotations

import numpy as np

from ._least_persons import components
from ._roster_pairs import AGREE, DIFFER, NEAR, NOT_KNOWN, Pairs
from ._rosters import Array, Rosters

KINDS = ("exact", "likely", "ambiguous")
EXACT, LIKELY, AMBIGUOUS = range(3)
_SAID = {AGREE: "agree", NEAR: "near", NOT_KNOWN: "unknown", DIFFER: "differ"}


def kinds_of(rosters: Rosters, pairs: Pairs) -> Array:
    """The kind of each pair, by its position in KINDS."""
    is_agreed = (pairs.outcomes[:, rosters.fields.identifying] == AGREE).any(axis=1)
    is_free = (pairs.outcomes != DIFFER).all(axis=1)
    is_full = (pairs.outcomes[:, 0] == AGREE) & is_agreed & is_free
    every = np.ones(len(pairs), dtype=bool)
    kinds = np.full(len(pairs), AMBIGUOUS)
    kinds[(is_agreed | is_free) & _is_alone(rosters, pairs, every)] = LIKELY
    kinds[is_full] = np.where(_is_alone(rosters, pairs, is_full)[is_full], EXACT, AMBIGUOUS)
    is_exact = kinds == EXACT
    kinds[is_exact & _is_contradicted(rosters, pairs, is_exact)] = AMBIGUOUS
    doubtful = _is_contradicted(rosters, pairs, kinds != AMBIGUOUS)
    kinds[(kinds == LIKELY) & doubtful] = AMBIGUOUS
    return kinds


def _is_alone(rosters: Rosters, pairs: Pairs, among: Array) -> Array:
    """Whether neither row of a pair is in another of those pairs with the other's roster."""
    count = len(rosters.names)
    alone = among.copy()
    for one, other in ((pairs.a, pairs.b), (pairs.b, pairs.a)):
        key = one * count + rosters.roster[other]
        met = np.bincount(key[among], minlength=len(rosters.roster) * count)
        alone &= met[key] == 1
    return alone


def _is_contradicted(rosters: Rosters, pairs: Pairs, accepted: Array) -> Array:
    """Whether the accepted pairs join the rows of a pair with some that cannot be one person."""
    label = components(len(rosters.row), pairs.a[accepted], pairs.b[accepted])
    rows = np.bincount(label, minlength=len(label))
    inside = label[pairs.a] == label[pairs.b]
    there = np.bincount(label[pairs.a[inside]], minlength=len(label))
    return (there < rows * (rows - 1) // 2)[label[pairs.a]]


def reasons_of(rosters: Rosters, pairs: Pairs) -> list[str]:
    """For each pair which fields agree, are near, unknown or differ."""
    codes = pairs.outcomes.astype(np.int64) @ (4 ** np.arange(len(rosters.fields.names)))
    _, first, of = np.unique(codes, return_index=True, return_inverse=True)
    texts = [_reason(rosters.fields.names, pairs.outcomes[i].tolist()) for i in first]
    return [texts[i] for i in of.reshape(-1).tolist()]


def _reason(fields: list[str], outcomes: list[int]) -> str:
    parts = []
    for outcome, said in _SAID.items():
        names = [name for name, found in zip(fields, outcomes, strict=True) if found == outcome]
        parts += [f"{said}: {', '.join(names)}"] if names else []
    return "; ".join(parts)
