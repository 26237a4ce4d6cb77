# SPDX-License-Identifier: Apache-2.0
"""What the bench asks: every measure of the catalogue, and one for each key."""

from __future__ import annotations

import linli as ll
from linli.measure import Measure

# What a measure cannot do without, as the district has it.
_SPREAD = {"of": "participation.rate", "across": "grid"}
_NEEDED = {
    "coverage.complete": {"of_level": "community"},
    "coverage.place_share": {"of_level": "grid", "provider": "forums"},
    "counts.total": {"column": "length_m"},
    "counts.share": {"column": "length_m", "of": "length_m"},
    "participation.dissimilarity": {"attribute": "tenure"},
    "deliberation.survival": {"at": 30},
    "inequality.gap": {"of": "participation.rate", "between": ("home.estate_age", "old", "new")},
    **{f"inequality.{name}": _SPREAD for name in ("gini", "hoover", "theil", "quantile_ratio")},
    "inequality.atkinson": {"epsilon": 0.5, **_SPREAD},
    **{
        f"inequality.theil_{part}": {"grouping": "community", **_SPREAD}
        for part in ("between", "within")
    },
}
# A dimension beside places that a measure cannot do without.
_ALSO_BY = {"participation.retention": "year", "participation.representation": "sex"}
_OF_PERSONS = ("sex", "age_band")

# One measure for each key that a sum may run over.
KEYS = {
    "group": "coverage.breadth",
    "person at home": "participation.gini",
    "person over the places of her groups": "coverage.members",
    "person under what is handed down": "coverage.reach(min_kinds=3)",
    "meeting": "participation.attendances",
    "issue": "deliberation.time_to",
    "place": "counts.residents",
}


def catalogue() -> list[Measure]:
    """Every measure that answers by places alone, with its defaults and what it must be told."""
    return [measure for measure, by in questions("community") if len(by) == 1]


def questions(level: str, *others: str) -> list[tuple[Measure, list[str]]]:
    """Every measure, by a level, those of the other dimensions that it allows, and what it needs.

    The others are attributes of persons.
    """
    assert set(others) <= {*_OF_PERSONS}
    found = []
    for name, splits in zip(*(ll.measures()[c].tolist() for c in ("name", "splits")), strict=True):
        allowed = others if "person" in (splits or "").split() else ()
        needed = [_ALSO_BY[name]] if name in _ALSO_BY else []
        by = list(dict.fromkeys([level, *allowed, *needed]))
        found.append((Measure(name, **_NEEDED.get(name, {})), by))
    return found
