# SPDX-License-Identifier: Apache-2.0
"""Snapshots without own dates made into intervals, day by day, as `read_snapshots` says."""

from __future__ import annotations


def intervals(snapshots):
    """(row, since, until) from {day: rows}: each row on each stretch of days that list it."""
    days = sorted(snapshots)
    found = []
    for row in {row for rows in snapshots.values() for row in rows}:
        listed = [row in snapshots[day] for day in days]
        for k, here in enumerate(listed):
            if here and (k == 0 or not listed[k - 1]):
                missing = [day for j, day in enumerate(days) if j > k and not listed[j]]
                found.append((row, days[k], missing[0] if missing else None))
    return found


def nodes(snapshots):
    """{id: (values, since, until)} from {day: {id: values}}."""
    days = sorted(snapshots)
    found = {}
    for id in {id for rows in snapshots.values() for id in rows}:
        seen = [k for k, day in enumerate(days) if id in snapshots[day]]
        since = days[seen[0]] if seen[0] else None
        until = days[seen[-1] + 1] if seen[-1] + 1 < len(days) else None
        found[id] = (snapshots[days[seen[-1]]][id], since, until)
    return found


def changed(snapshots):
    """(id, from, to, day) of values that differ from when an id was last listed."""
    found, last = [], {}
    for day in sorted(snapshots):
        for id, value in snapshots[day].items():
            if id in last and last[id] != value:
                found.append((id, last[id], value, day))
            last[id] = value
    return sorted(found, key=repr)


def in_force(rows, day):
    """What of (row, since, until) is in force on a day, as a list."""
    return [
        row for row, since, until in rows
        if (since is None or since <= day) and (until is None or day < until)
    ]  # fmt: skip


def union(snapshots):
    """Each row as often as the snapshot that has it most often."""
    rows = {row for listed in snapshots.values() for row in listed}
    return [row for row in rows for _ in range(max(x.count(row) for x in snapshots.values()))]
