# SPDX-License-Identifier: Apache-2.0
"""The measures of `counts`, each as the contract words it."""

from __future__ import annotations

from typing import Any

from . import residents as stocks
from .answers import Answer, count
from .answers import share as share_of
from .conventions import Cell, moment
from .world import SINGULAR, Node, World


def places(world: World, cell: Cell, of_level: str | None = None) -> Answer:
    """'`places` (`of_level`)', those in force."""
    return count(
        sum(
            (of_level is None or world.level(place) == of_level)
            and cell.on.in_force(world.places[place])
            and world.place_passes(place, cell.conditions)
            for place in cell.region.places
        )
    )


def residents(world: World, cell: Cell, residents: str | None = None) -> Answer:
    """'`residents`': R(p)."""
    number = stocks.residents(world, cell, residents)
    names = ", ".join(c.name for c in cell.person_conditions)
    return count(number, f"no denominator by {names}" if number is None else "")


def households(world: World, cell: Cell) -> Answer:
    """'`households`': H(p)."""
    return count(stocks.households(world, cell))


def total(world: World, cell: Cell, column: str) -> Answer:
    """'`total` (`column` of places)': what p gives, else the sum over its children.

    'A place that is not in force on the stock day gives no number.' 'A negative rest is only a
    contradiction when no value of the column is negative.'
    """

    def given(place: Any) -> float | None:
        row = world.places[place]
        return row.get(column) if cell.on.in_force(row) else None

    def t(place: Any) -> float:
        own = given(place)
        return own if own is not None else sum(t(child) for child in world.children(place))

    if all(given(place) is None for place in cell.region.places):
        return count(None, f"no {column} given")
    own = given(cell.region.place) if cell.region.place is not None else None
    if own is not None:
        return count(own)
    has_negatives = any((row.get(column) or 0) < 0 for row in world.places.values())
    return count(stocks.over_region(world, cell.region, t, has_negatives))


def share(world: World, cell: Cell, column: str, of: str) -> Answer:
    """'`share` (`column`, `of`)': the total of one column of places over that of another."""
    return share_of(total(world, cell, column).value, total(world, cell, of).value)


def groups_of(world: World, cell: Cell, table: str, kind: str | None = None) -> list[Node]:
    """Groups of one table in force on `on` that serve a place of the region."""
    wanted = {kind, cell.fixed.get("kind")} - {None}
    return [
        group
        for group, row in world.groups.items()
        if group.table == table
        and wanted <= {row["kind"]}
        and cell.on.in_force(row)
        and world.serves(group, cell.region.places, cell.on)
        and cell.passes(SINGULAR[table], row)
    ]


def groups(world: World, cell: Cell, table: str = "teams", kind: str | None = None) -> Answer:
    """'`groups` (`table`, `kind`)'."""
    return count(len(groups_of(world, cell, table, kind)))


def kinds(world: World, cell: Cell, table: str = "teams") -> Answer:
    """'`kinds` (`table`)': the distinct kinds of such groups."""
    return count(len({world.groups[g]["kind"] for g in groups_of(world, cell, table)}))


def persons_in(
    world: World, cell: Cell, groups: list[Node], role: str | None = None
) -> set[Any] | None:
    """The distinct persons in force in these groups who pass; null where only totals are known.

    'A team without memberships counts its `head_count` in `memberships` ...; distinct persons
    then have bounds, not a value.'
    """
    if any(world.head_count(group) for group in groups):
        return None
    return {
        m.member.id
        for group in groups
        for m in world.members_in_force(group, cell.on)
        if m.member.table == "persons"
        and (role is None or m.row.get("role") == role)
        and world.person_passes(m.member.id, cell.person_conditions, cell.on)
    }


def members(
    world: World, cell: Cell, table: str = "teams", kind: str | None = None, role: str | None = None
) -> Answer:
    """'`members` (`table`, `kind`, `role`: distinct persons in force in such groups)'."""
    persons = persons_in(world, cell, groups_of(world, cell, table, kind), role)
    return count(None, "only head counts") if persons is None else count(len(persons))


def services_of(world: World, cell: Cell) -> list[Node]:
    """Services of the region whatever the date: what they did is a flow."""
    kind = cell.fixed.get("kind")
    return [
        group
        for group, row in world.groups.items()
        if group.table == "services"
        and kind in (None, row["kind"])
        and world.serves(group, cell.region.places, cell.on)
        and cell.passes("service", row)
    ]


def sessions(world: World, cell: Cell) -> Answer:
    """'`sessions` (meetings of services, or `service_counts`)'.

    Totals stand in for rows where a service has no meetings at all.
    """
    number = 0
    for service in services_of(world, cell):
        meetings = [m for m in world.meetings.values() if world.holder(m) == service]
        if meetings:
            number += sum(cell.window.contains(moment(m["date"])) for m in meetings)
            continue
        number += sum(
            row["count"]
            for row in world.rows("service_counts")
            if row["service"] == service.id and row["unit"] == "sessions" and cell.window.holds(row)
        )
    return count(number)


def helped(world: World, cell: Cell, outcome: str | None = None) -> Answer:
    """'`helped` (`service_counts`, by `outcome`; never added over outcomes)'.

    Persons of the outcome asked; asked for none, the persons counted without an outcome.
    """
    wanted = cell.fixed.get("outcome", outcome)
    services = {service.id for service in services_of(world, cell)}
    told = [
        row["count"]
        for row in world.rows("service_counts")
        if row["service"] in services
        and row["unit"] == "persons"
        and row.get("outcome") == wanted
        and cell.window.holds(row)
    ]
    return count(sum(told) if told else None)  # where nobody counted, nothing is known
