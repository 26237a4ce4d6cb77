# SPDX-License-Identifier: Apache-2.0
"""Counts in the place of people: members of groups, those at meetings, acts, those helped."""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any

from .forest import nearest_above, published
from .rules import SMALL_CELL, Log, Rules
from .source import GROUP_TABLES, Columns, Group, Source


@dataclass
class Told:
    """Counts by group or meeting; what is in `withheld` was known, and may not be told."""

    counts: dict[Any, Any] = field(default_factory=dict)
    withheld: set[Any] = field(default_factory=set)


def fits(count: int, least: int) -> bool:
    """Whether a count, or what is left between two, is nobody or enough."""
    return count <= 0 or count >= least


def least_of(source: Source, rules: Rules, group: Group | None, *names: Any) -> int:
    """The smallest count that leaves of what a group does under these names."""
    if group is None:
        return rules.least(*names)
    if group in source.protecting:
        return rules.minors
    return rules.least(source.kind_of[group], group[1], *names)


# Members


def head_counts(source: Source, rules: Rules, log: Log) -> Told:
    """How many persons each group in force has: its members by name, else its own head count."""
    known = _members(source)
    told = Told()
    for table in GROUP_TABLES:
        ids = sorted(str(id_) for id_ in source.ids(table))
        row_of = {id_: row for row, id_ in enumerate(source.ids(table))}
        position = {id_: k for k, id_ in enumerate(ids)}
        parent_ids = source.ids(table, "parent")
        parents = [position.get(str(parent_ids[row_of[id_]]), -1) for id_ in ids]
        nodes = [k for k, id_ in enumerate(ids) if (table, id_) in known]
        groups = [(table, ids[k]) for k in nodes]
        keep = published(
            nearest_above(parents, nodes),
            [[known[group]] for group in groups],
            [[least_of(source, rules, group)] for group in groups] or rules.threshold,
            is_marked=True,
        )
        for group, is_kept in zip(groups, keep, strict=True):
            if is_kept:
                told.counts[group] = known[group]
            else:
                told.withheld.add(group)
                log.add(table, SMALL_CELL, group[1], "head_count", 1)
    return told


def _members(source: Source) -> dict[Group, int]:
    members: dict[Group, set[str | None]] = defaultdict(set)
    named = set()
    columns = zip(
        source.groups("memberships", "group"),
        source.ids("memberships", "member"),
        source.are_persons("memberships", "member"),
        source.in_force("memberships"),
        strict=True,
    )
    for group, member, is_person, is_in_force in columns:
        if group is not None and is_person:
            named.add(group)
            if is_in_force:
                members[group].add(member)
    found = {}
    for table in GROUP_TABLES:
        heads = (
            source.column(table, "head_count") if table == "teams" else [None] * source.rows(table)
        )
        for id_, head, is_in_force in zip(
            source.ids(table), heads, source.in_force(table), strict=True
        ):
            group = (table, str(id_))
            if is_in_force and group in named:
                found[group] = len(members[group])
            elif is_in_force and head is not None:
                found[group] = int(head)
    return found


# Meetings


def meeting_counts(source: Source, rules: Rules, log: Log) -> Told:
    """Of each meeting those invited, those who came, and the residents among them."""
    came = _came(source)
    told = Told()
    names = ("invited", "attended", "residents_attended")
    given = zip(*(source.column("meetings", name) for name in names), strict=True)
    holders = source.groups("meetings", "held_by")
    kinds = source.column("meetings", "kind")
    for id_, before, holder, kind in zip(
        source.ids("meetings"), given, holders, kinds, strict=True
    ):
        invited, attended, residents = before
        if str(id_) in came:
            attended, residents = came[str(id_)]
        least = least_of(source, rules, holder, id_, kind)
        told.counts[id_] = _of_meeting(invited, attended, residents, least)
        for name, known, left in zip(
            names, (invited, attended, residents), told.counts[id_], strict=True
        ):
            if known is not None and left is None:
                log.add("meetings", SMALL_CELL, id_, name, 1)
        if attended is not None and told.counts[id_][1] is None:
            told.withheld.add(id_)
    return told


def _came(source: Source) -> dict[str, tuple[int, int]]:
    """Of meetings with names: how many persons, and how many with a home in the place tree."""
    of = source.places.of
    lives_here = {
        id_ for id_, home in zip(source.ids("persons"), source.ids("persons", "home"), strict=True)
        if home in of
    }  # fmt: skip
    found: dict[str, set[str | None]] = defaultdict(set)
    for meeting, person in zip(
        source.ids("attendances", "meeting"), source.ids("attendances", "person"), strict=True
    ):
        found[str(meeting)].add(person)
    return {id_: (len(people), len(people & lives_here)) for id_, people in found.items()}


def _of_meeting(
    invited: int | None, attended: int | None, residents: int | None, least: int
) -> tuple[int | None, int | None, int | None]:
    """The counts of a meeting that may be told: none small, nor what is left between two."""
    hides = residents is not None and not (
        fits(residents, least) and (attended is None or fits(attended - residents, least))
    )
    # Residents that are withheld are not 0, and must be open over `least` numbers all the same.
    withheld = attended is not None and not fits(attended, least + hides)
    if invited is not None and attended is not None:
        invited_fits = fits(invited, least + withheld) and (
            withheld or fits(invited - attended, least)
        )
    else:
        invited_fits = invited is None or fits(invited, least)
    return (
        invited if invited_fits else None,
        None if withheld else attended,
        None if withheld or hides else residents,
    )


# Acts


def activity_counts(source: Source, rules: Rules, log: Log) -> Columns:
    """Acts and hours by group, year and kind, of at least so many persons; else null."""
    people: dict[tuple[Any, str, str], set[str | None]] = defaultdict(set)
    acts: dict[tuple[Any, str, str], int] = defaultdict(int)
    hours: dict[tuple[Any, str, str], list[float]] = defaultdict(list)
    columns = zip(
        source.groups("activities", "group"),
        *(source.column("activities", name) for name in ("date", "kind", "count", "hours")),
        source.ids("activities", "person"),
        strict=True,
    )
    for group, day, kind, count, spent, person in columns:
        cell = (group, str(day)[:4], kind or "")
        people[cell].add(person)
        acts[cell] += 1 if count is None else int(count)
        hours[cell] += [] if spent is None else [float(spent)]
    names = ("group_kind", "group", "year", "kind", "acts", "hours")
    found: Columns = {name: [] for name in names}
    for cell in sorted(people):
        group, year, kind = cell
        is_told = len(people[cell]) >= least_of(source, rules, group, kind)
        spent = math.fsum(hours[cell]) if hours[cell] and is_told else None
        values = (*group, year, kind or None, acts[cell] if is_told else None, spent)
        for name, value in zip(names, values, strict=True):
            found[name].append(value)
        if not is_told:
            log.add(
                "activity_counts", "below_threshold", f"{group[1]} {year} {kind}".strip(), "acts", 1
            )
    return found


# Help


def service_counts(
    source: Source, meetings: Told, rules: Rules, log: Log
) -> tuple[Columns, set[str]]:
    """The rows of `service_counts`, those of `benefits` among them, and services with fewer."""
    names = ("service", "unit", "count", "since", "until", "outcome")
    rows = list(zip(*(source.column("service_counts", name) for name in names), strict=True))
    rows += _benefits(source, {(str(row[0]), row[1]) for row in rows}, log)
    counted_at_meetings = {
        holder[1]
        for id_, holder in zip(
            source.ids("meetings"), source.groups("meetings", "held_by"), strict=True
        )
        if holder is not None and (id_ in meetings.withheld or meetings.counts[id_][1] is not None)
    }
    by_unit: dict[tuple[str, str], list[tuple[Any, ...]]] = defaultdict(list)
    for row in rows:
        by_unit[str(row[0]), row[1]].append(row)
    found: list[tuple[Any, ...]] = []
    fewer = set()
    for (service, unit), group in by_unit.items():
        least = least_of(source, rules, ("services", service))
        told = _told_of_service(group, unit, least, service in counted_at_meetings)
        found += told
        if len(told) < len(group):
            fewer.add(service)
            log.add("service_counts", SMALL_CELL, service, unit, len(group) - len(told))
    found.sort(key=lambda row: [(value is None, "" if value is None else value) for value in row])
    return {name: [row[k] for row in found] for k, name in enumerate(names)}, fewer


def _told_of_service(
    rows: list[tuple[Any, ...]], unit: str, least: int, has_meetings: bool
) -> list[tuple[Any, ...]]:
    """All rows of a service and unit, or the largest alone, or none.

    Outcomes may be parts of one another, and periods too. So nothing small may lie between any two,
    nor between a count and those of its outcomes together.
    """
    if unit == "sessions":  # of no persons
        return rows
    if unit == "attendances" and has_meetings:  # their sum, from which meetings could be taken
        return []
    counts = [row[2] for row in rows]
    gaps = [abs(a - b) for a, b in combinations(counts, 2)]
    for row in rows:
        parts = [r[2] for r in rows if r[5] is not None and r[3:5] == row[3:5]]
        if row[5] is None and parts:
            gaps.append(row[2] - sum(parts))
    if all(fits(count, least) for count in [*counts, *gaps]):
        return rows
    largest = max(rows, key=lambda row: (row[2], row[5] is None, str(row)))
    return [largest] if largest[2] >= least else []


def _benefits(source: Source, counted: set[tuple[str, Any]], log: Log) -> list[tuple[Any, ...]]:
    """A row for each service and unit that has none: how many ever benefited, to the day."""
    helped: dict[tuple[Any, str], set[str | None]] = defaultdict(set)
    columns = zip(
        source.column("benefits", "service"),
        source.ids("benefits", "beneficiary"),
        source.are_persons("benefits", "beneficiary"),
        source.column("benefits", "since"),
        strict=True,
    )
    for service, who, is_person, since in columns:
        has_begun = since is None or not source.as_of or since[:10] <= source.as_of[:10]
        is_home = not is_person and source.places.is_household[source.places.of[str(who)]]
        if has_begun and (is_person or is_home):
            helped[service, "persons" if is_person else "households"].add(who)
        elif not is_person and not is_home:
            log.add("benefits", "benefit_of_a_place", str(service))
    return [
        (service, unit, len(who), None, None, None)
        for (service, unit), who in helped.items()
        if (str(service), unit) not in counted
    ]
