# SPDX-License-Identifier: Apache-2.0
"""`observed` of what is published: what was withheld is not reported there, and so never a 0."""

from __future__ import annotations

from collections.abc import Iterable

from .counts import Told
from .source import Columns, Group, Source

NEVER = "0001-01-01"  # a table collected up to then was collected nowhere


def observed(source: Source, heads: Told, meetings: Told, services: set[str]) -> Columns:
    """Where each table can be read: where it was collected, less where counts were withheld."""
    places = source.places
    silent = {
        "memberships": _served(source, _groups_unread(source, heads)),
        "attendances": _without_any_count(source, meetings),
        "service_counts": _served(source, {("services", service) for service in services}),
    }
    names = ("table", "place", "since", "until")
    spans = list(zip(*(source.column("observed", name) for name in names), strict=True))
    given = {table for table, *_ in spans}
    roots = [places.values[i] for i in places.downwards if places.parents[i] < 0]
    spans += [
        (table, root, None, None)
        for table in silent
        if silent[table] and table not in given
        for root in roots
    ]
    rows: set[tuple[str, int, str, str]] = set()
    for table, place, since, until in spans:
        root = places.of[str(place)]
        parts = _parts(source, root, silent.get(table, set()))
        rows |= {(table, part, since or "", until or "") for part in parts}
        if not parts and places.leaves[root]:
            rows.add((table, root, "", NEVER))
    ordered = sorted(rows)
    found: Columns = {name: [row[k] or None for row in ordered] for k, name in enumerate(names)}
    found["place"] = [places.values[row[1]] for row in ordered]
    return found


def _groups_unread(source: Source, heads: Told) -> set[Group]:
    """The groups of which measures of kinds would count no members, though they have some."""
    elsewhere = {(kind.table, kind.found_as or kind.key) for kind in source.scheme.kinds}
    return {
        group
        for group in (*heads.withheld, *(group for group, count in heads.counts.items() if count))
        if (group[0] == "teams" and group in heads.withheld)
        or (group[0] != "teams" and (group[0], source.kind_of[group]) in elsewhere)
    }


def _served(source: Source, groups: Iterable[Group]) -> set[int]:
    return {place for group in groups for place in source.served[group]}


def _without_any_count(source: Source, meetings: Told) -> set[int]:
    """The places whose meetings were counted, and have none of their counts published.

    Where some are, the measures of meetings tell by themselves how many are recorded.
    """
    counted: set[Group] = set()
    withheld: set[Group] = set()
    holders = source.groups("meetings", "held_by")
    for id_, holder in zip(source.ids("meetings"), holders, strict=True):
        if holder is not None and id_ in meetings.withheld:
            withheld.add(holder)
        elif holder is not None and meetings.counts[id_][1] is not None:
            counted.add(holder)
    told = _served(source, counted)
    return {
        place
        for place in _served(source, withheld)
        if told.isdisjoint(source.places.subtree(place))
    }


def _parts(source: Source, place: int, silent: set[int]) -> list[int]:
    """The largest subtrees of a place, of what leaves, that hold no silent place."""
    places = source.places
    if not places.leaves[place] or place in silent:
        return []
    inside = silent.intersection(places.subtree(place)) if silent else set()
    if not inside:
        return [place]
    return [part for child in places.children[place] for part in _parts(source, child, silent)]
