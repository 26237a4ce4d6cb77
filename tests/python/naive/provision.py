# SPDX-License-Identifier: Apache-2.0
"""What reaches places and their people: `coverage.place_share` and `coverage.service_share`."""

from __future__ import annotations

from typing import Any

from . import residents as stocks
from .answers import Answer, share
from .conventions import Cell
from .world import GROUP_TABLES, Node, World


def places_of(world: World, cell: Cell, level: str) -> list[Any]:
    """The places of a level in the region, in force."""
    return [
        place
        for place in cell.region.places
        if world.level(place) == level and cell.on.in_force(world.places[place])
    ]


def provides(world: World, group: Node, provider: str) -> bool:
    """A provider is named by 'a group table or a kind' of the scheme."""
    if provider in GROUP_TABLES:
        return group.table == provider
    return world.scheme_kind(group) == provider


def place_share(world: World, cell: Cell, of_level: str, provider: str) -> Answer:
    """'places of that level in T(p) that a provider in force names as served / places of that
    level in T(p)': that very place, neither one above nor one below.
    """
    named = {
        place
        for group, row in world.groups.items()
        if provides(world, group, provider) and cell.on.in_force(row)
        for place in world.served(group, cell.on)
    }
    places = places_of(world, cell, of_level)
    return share(sum(place in named for place in places), len(places))


def beneficiaries(world: World, cell: Cell, kind: str | None) -> set[Node]:
    """Of benefits in force of services in force: persons and places."""
    wanted = {kind, cell.fixed.get("kind")} - {None}
    found = set()
    for row in world.rows("benefits"):
        service = world.groups[Node("services", row["service"])]
        in_force = cell.on.in_force(row) and cell.on.in_force(service)
        if in_force and wanted <= {service["kind"]} and cell.passes("service", service):
            found.add(world.beneficiary(row))
    return found


def everywhere(world: World) -> frozenset[Any]:
    return frozenset(world.places)


def served_persons(world: World, cell: Cell, found: set[Node]) -> set[Any]:
    return {
        node.id
        for node in found
        if node.table == "persons"
        and world.is_at_home(node.id, cell.region.places, cell.on)
        and world.person_passes(node.id, cell.person_conditions, cell.on)
    }


def served_places(
    world: World, cell: Cell, found: set[Node], level: str, roll_up: bool
) -> set[Any]:
    """'`roll_up=True` counts a person for the household of the home': the nearest place of the
    level, the home itself or one above. A person must be at home, a place in force: they are to
    be some of those that are counted below the line.
    """
    places = {node.id for node in found if node.table == "places"}
    if roll_up:
        for node in found:
            if node.table == "persons" and world.is_at_home(node.id, everywhere(world), cell.on):
                above = [p for p in world.upward(world.home(node.id)) if world.level(p) == level]
                places |= set(above[:1])
    return places & set(places_of(world, cell, level))


def service_share(
    world: World,
    cell: Cell,
    kind: str | None = None,
    unit: str = "persons",
    roll_up: bool = False,
    residents: str | None = None,
) -> Answer:
    """'distinct beneficiaries *of that unit*, in force, in T(p) / all of that unit (R or H)'"""
    found = beneficiaries(world, cell, kind)
    if unit == "persons":
        persons = served_persons(world, cell, found)
        return share(len(persons), stocks.residents(world, cell, residents))
    places = served_places(world, cell, found, unit, roll_up)
    if unit == "household":
        return share(len(places), stocks.households(world, cell))
    return share(len(places), len(places_of(world, cell, unit)))
