# SPDX-License-Identifier: Apache-2.0
"""What is attained of targets, target by target."""

from __future__ import annotations

from collections import Counter
from itertools import groupby
from typing import Any

from .._words import word
from ..table import Table


def parts_of(table: Table) -> list[Table]:
    """The rows of each target. Those of one name but of other years stand apart by their source."""
    pairs = list(zip(table.values("target"), table.values("source"), strict=True))
    found = groupby(range(len(pairs)), key=lambda row: pairs[row])
    return [table.take(list(rows)) for _, rows in found]


def verdicts_in(table: Table, lang: str) -> str:
    """How the targets stand as a whole: 2 not met, 1 unknown."""
    found = Counter(word(row["verdict"], lang) for row in table if _is_whole(table, row))
    return ("，" if lang == "zh" else ", ").join(f"{n} {said}" for said, n in found.items())


def _is_whole(table: Table, row: dict[str, Any]) -> bool:
    """A row with neither a place nor another key, as each target has one."""
    return all(row[name] is None for name in table.columns[1 : table.columns.index("value")])
