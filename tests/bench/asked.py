# SPDX-License-Identifier: Apache-2.0
"""What the bench asks: every measure of the catalogue, and one for each key."""

from __future__ import annotations

import linli as ll
from linli.measure import Measure

# What a measure cannot do without, as the district has it.
_NEEDED = {
    "coverage.complete": {"of_level": "community"},
    "counts.total": {"column": "length_m"},
    "counts.share": {"column": "length_m", "of": "length_m"},
}

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
    """Every measure, with its defaults and what it must be told."""
    return [Measure(name, **_NEEDED.get(name, {})) for name in ll.measures()["name"].tolist()]
