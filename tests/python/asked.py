# SPDX-License-Identifier: Apache-2.0
"""Every measure of the catalogue, asked with the least that it needs."""

from __future__ import annotations

from typing import Any

import linli as ll

ACROSS = {"of": "coverage.members", "across": "community"}
NEEDED: dict[str, dict[str, Any]] = {
    "counts.total": {"column": "minors"},
    "counts.share": {"column": "minors", "of": "population"},
    "coverage.complete": {"of_level": "community"},
    "coverage.place_share": {"of_level": "community", "provider": "teams"},
    "participation.dissimilarity": {"attribute": "sex"},
    "deliberation.survival": {"at": 30},
    "deliberation.dwell": {"state": "accepted"},
    "inequality.gini": ACROSS,
    "inequality.hoover": ACROSS,
    "inequality.theil": ACROSS,
    "inequality.theil_between": ACROSS | {"grouping": "estate_age"},
    "inequality.theil_within": ACROSS | {"grouping": "estate_age"},
    "inequality.atkinson": ACROSS | {"epsilon": 0.5},
    "inequality.quantile_ratio": ACROSS,
    "inequality.gap": {"of": "participation.rate", "between": ["sex", "F", "M"]},
}
BY = {
    "coverage.presence": ["kind"],
    "participation.representation": ["sex"],
    "participation.retention": ["quarter"],
}
NAMES = [name for name in ll.measures()["name"].tolist() if not name.startswith("own.")]
LOCAL = [name for name in NAMES if not name.startswith("inequality.")]


def asked(name: str) -> ll.Measure:
    """The measure with the parameters that it cannot do without."""
    return ll.Measure(name, **NEEDED.get(name, {}))


def by(name: str, *more: str) -> list[str]:
    """The dimensions that the measure cannot do without, and more."""
    return [*more, *BY.get(name, ())]
