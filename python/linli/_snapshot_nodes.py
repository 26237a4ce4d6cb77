# SPDX-License-Identifier: Apache-2.0
"""Rows with ids and rows of events, from all snapshots together."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from ._snapshot_rows import LIMITS, Changes, Row, Told, name_new_columns

Sightings = list[tuple[int, Row]]


def merged_nodes(told: Told, changes: Changes) -> list[dict[str, Any]]:
    """One row for each id, from the first snapshot that lists it up to the last."""
    found = []
    for seen in _by_id(told).values():
        values = _latest(told, seen, changes)
        _name_gaps(told, seen, changes)
        first, last = seen[0][0], seen[-1][0]
        if first > 0:
            values.setdefault("since", told.days[first])
        if last + 1 < len(told.days):
            values["until"] = _end(told, values, told.days[last + 1], changes)
        found.append(values)
    return found


def merged_records(told: Told, changes: Changes) -> list[dict[str, Any]]:
    """One row for each id of what happened once: no snapshot need list it again."""
    return [_latest(told, seen, changes) for seen in _by_id(told).values()]


def merged_events(told: Told, changes: Changes) -> list[dict[str, Any]]:
    """Each row once, or as often as the snapshot that lists it most often.

    They stand in the order of the latest snapshot that lists them, for events at equal times are
    taken in the order of rows.
    """
    name_new_columns(told, changes)
    latest: dict[Any, tuple[int, int, Row]] = {}
    for k, rows in enumerate(told.rows):
        times: dict[Any, int] = {}
        for position, row in enumerate(rows):
            times[row.key] = times.get(row.key, 0) + 1
            latest[row.key, times[row.key]] = (k, position, row)
    return [row.values for _, _, row in sorted(latest.values(), key=lambda found: found[:2])]


def merged_counts(told: Told, changes: Changes) -> list[dict[str, Any]]:
    """Rows alike but for `count`, from the latest snapshot that lists them."""
    name_new_columns(told, changes, ("count",))
    found: dict[Any, dict[int, list[Row]]] = {}
    for k, row in told.each():
        found.setdefault(row.without("count").key, {}).setdefault(k, []).append(row)
    for by_day in found.values():
        counts = {k: ", ".join(sorted(row.texts["count"] for row in by_day[k])) for k in by_day}
        for before, k in pairwise(counts):
            if counts[before] != counts[k]:
                id = by_day[k][0].said([c for c in told.required if c != "count"])
                changes.add(told.name, id, "count", counts[before], counts[k], told.days[k],
                            "differs: the latest is kept")  # fmt: skip
    return [row.values for by_day in found.values() for row in by_day[max(by_day)]]


def _by_id(told: Told) -> dict[str, Sightings]:
    found: dict[str, Sightings] = {}
    for k, row in told.each():
        found.setdefault(row.texts["id"], []).append((k, row))
    return found


def _latest(told: Told, seen: Sightings, changes: Changes) -> dict[str, Any]:
    """The values of the latest snapshot that has each column; what differed before is named."""
    values = dict(seen[0][1].values)
    texts: dict[str, str | None] = {c: seen[0][1].texts.get(c) for c in told.columns[seen[0][0]]}
    for (before, last), (k, row) in pairwise(seen):
        if row.texts == last.texts and told.columns[k] == told.columns[before]:
            continue
        for column in told.columns[k]:
            text = row.texts.get(column)
            if texts.get(column, text) != text:
                changes.add(told.name, row.values["id"], column, texts[column], text, told.days[k],
                            "differs: the latest is kept")  # fmt: skip
            texts[column] = text
            values[column] = row.values.get(column)
    return {column: value for column, value in values.items() if value is not None}


def _name_gaps(told: Told, seen: Sightings, changes: Changes) -> None:
    for (before, _), (k, row) in pairwise(seen):
        if k > before + 1:
            changes.add(told.name, row.values["id"], None, None, None, told.days[before + 1],
                        f"not listed, and again on {told.days[k]}: kept throughout")  # fmt: skip


def _end(told: Told, values: dict[str, Any], missing: str, changes: Changes) -> str:
    """The day on which a node is first missing, or its own end where that is earlier."""
    since, until = (values.get(limit) for limit in LIMITS)
    end = max(missing, since or missing)
    if until is None or end < until:
        if until is not None:
            changes.add(told.name, values["id"], "until", until, end, missing,
                        "not listed: ends on that day")  # fmt: skip
        return end
    return until
