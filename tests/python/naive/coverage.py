# SPDX-License-Identifier: Apache-2.0
"""The measures of `coverage`, each as the contract words it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from . import residents as stocks
from .answers import Answer, count, ratio, share
from .conventions import Cell, Region, moment
from .counts import groups_of, persons_in
from .world import SINGULAR, Node, World


def kinds_asked(world: World, cell: Cell, kind: str | None) -> list[str]:
    """The scheme's kinds, or the one that `kind=` or the row names."""
    wanted = {kind, cell.fixed.get("kind")} - {None}
    return [k for k, _, _ in world.scheme if wanted <= {k}]


def counted(world: World, cell: Cell, kind: str | None = None) -> list[Node]:
    """'The groups that count are those of the scheme's kinds, in force on `on`, counted at p when
    they serve a place in T(p).'
    """
    kinds = kinds_asked(world, cell, kind)
    return [
        group
        for group, row in world.groups.items()
        if world.scheme_kind(group) in kinds
        and cell.on.in_force(row)
        and world.serves(group, cell.region.places, cell.on)
        and cell.passes(SINGULAR[group.table], row)
    ]


def size(world: World, group: Node, cell: Cell) -> int:
    """'Distinct members in force (persons or organisations; or its `head_count`)'."""
    total = world.head_count(group)
    if total is not None:
        return total
    return len({m.member for m in world.members_in_force(group, cell.on)})


def is_present(world: World, cell: Cell, kind: str, min_members: int = 1) -> bool:
    return any(size(world, group, cell) >= min_members for group in counted(world, cell, kind))


def presence(world: World, cell: Cell, min_members: int = 1, kind: str | None = None) -> Answer:
    """'1 if one group of the kind has at least `min_members` distinct members in force (persons or
    organisations; or its `head_count`), else 0'
    """
    asked = kind if kind is not None else cell.fixed["kind"]
    return count(int(is_present(world, cell, asked, min_members)))


def breadth(world: World, cell: Cell, min_members: int = 1, kind: str | None = None) -> Answer:
    """'kinds present / kinds in the scheme'"""
    kinds = kinds_asked(world, cell, kind)
    present = sum(is_present(world, cell, k, min_members) for k in kinds)
    return ratio(present, len(kinds))


def complete(world: World, cell: Cell, of_level: str, kind: str | None = None) -> Answer:
    """'places of that level in T(p) with every kind present / such places'"""
    kinds = kinds_asked(world, cell, kind)
    places = [
        p
        for p in cell.region.places
        if world.level(p) == of_level and cell.on.in_force(world.places[p])
    ]
    if not kinds:
        return Answer(None, None, len(places), "no kinds")
    full = 0
    for place in places:
        here = replace(cell, region=Region(place, world.territory(place, cell.on)))
        full += all(is_present(world, here, k) for k in kinds)
    return ratio(full, len(places))


def member_set(world: World, cell: Cell, kind: str | None) -> set[Any] | None:
    return persons_in(world, cell, counted(world, cell, kind))


def members(world: World, cell: Cell, kind: str | None = None) -> Answer:
    """'distinct persons with a membership in force'"""
    persons = member_set(world, cell, kind)
    return count(None, "only head counts") if persons is None else count(len(persons))


def member_organisations(world: World, cell: Cell, kind: str | None = None) -> Answer:
    """'(`member_organisations`: organisations)': distinct ones with a membership in force."""
    found = {
        m.member
        for group in counted(world, cell, kind)
        for m in world.members_in_force(group, cell.on)
        if m.member.table == "organisations"
    }
    return count(len(found))


def acts(world: World, cell: Cell, person: Any) -> int:
    """Distinct meetings attended and activities, each row counting its `count`, in the window.

    For whichever group: the roster is a stock, what its people did is a flow.
    """
    attended = {a.meeting for a in world.attendances if a.person == person}
    number = sum(cell.window.contains(moment(world.meetings[m]["date"])) for m in attended)
    for row in world.rows("activities"):
        if row["person"] == person and cell.window.contains(moment(row["date"])):
            number += 1 if row.get("count") is None else row["count"]
    return number


def active_members(world: World, cell: Cell, min_acts: int = 1, kind: str | None = None) -> Answer:
    """'members with at least so many attendances or activities in `during`', of those named."""
    persons = member_set(world, cell, kind)
    if persons is None:
        return count(None, "only head counts")
    return count(sum(acts(world, cell, person) >= min_acts for person in persons))


def pairs(world: World, cell: Cell, kind: str | None) -> int | None:
    """Distinct (person, group) pairs, head counts added; null where these cannot be filtered."""
    number = 0
    for group in counted(world, cell, kind):
        total = world.head_count(group)
        if total and cell.person_conditions:
            return None
        number += total or 0
        number += len(persons_in(world, cell, [group]) or ())
    return number


def memberships(world: World, cell: Cell, kind: str | None = None) -> Answer:
    """'distinct (person, group) pairs'; 'a team without memberships counts its `head_count`'"""
    number = pairs(world, cell, kind)
    return count(number, "only head counts" if number is None else "")


def multiplicity(world: World, cell: Cell, kind: str | None = None) -> Answer:
    """'memberships / members'"""
    persons = member_set(world, cell, kind)
    return ratio(pairs(world, cell, kind), None if persons is None else len(persons))


def depth(
    world: World, cell: Cell, kind: str | None = None, residents: str | None = None
) -> Answer:
    """'1000 × members / R(p): a ratio, its people need not live in p'"""
    persons = member_set(world, cell, kind)
    number = None if persons is None else len(persons)
    return ratio(number, stocks.residents(world, cell, residents), scale=1000)


def teams(world: World, cell: Cell, kind: str | None = None) -> Answer:
    """'groups counted'"""
    return count(len(counted(world, cell, kind)))


def organisations(
    world: World,
    cell: Cell,
    kind: str | None = "social_organisation",
    registration: str | None = None,
) -> Answer:
    """'organisations of that kind in force, serving a place in T(p)'"""
    found = groups_of(world, cell, "organisations", kind)
    return count(sum(registration in (None, world.groups[g].get("registration")) for g in found))


def member_shortfall(world: World, cell: Cell, at_least: int, kind: str | None = None) -> Answer:
    """'Σ over kinds of members missing to `at_least`'"""
    missing = 0
    for k in kinds_asked(world, cell, kind):
        persons = member_set(world, cell, k)
        if persons is None:
            return count(None, "only head counts")
        missing += max(0, at_least - len(persons))
    return count(missing)


# reach


def is_above(world: World, level: str, other: str) -> bool:
    return world.rank(level) < world.rank(other)


def looked_at(world: World, home: Any, up_to: str | None) -> list[Any]:
    """'The home place or any place above', less those above the level `up_to`."""
    chain = world.upward(home)
    if up_to is None:
        return chain
    return [p for p in chain if not is_above(world, world.level(p), up_to)]


def provider_kind(world: World, group: Node, providers: str) -> str | None:
    """Of teams the scheme's kind, null outside it; of another table the group's own kind."""
    if providers == "teams":
        return world.scheme_kind(group)
    return world.groups[group]["kind"] if group.table == providers else None


def kinds_reaching(
    world: World, cell: Cell, home: Any, providers: str, min_members: int, up_to: str | None
) -> set[str]:
    places = frozenset(looked_at(world, home, up_to))
    return {
        kind
        for group in world.groups
        if (kind := provider_kind(world, group, providers)) is not None
        and cell.on.in_force(world.groups[group])
        and world.serves(group, places, cell.on)
        and size(world, group, cell) >= min_members
    }


def lowest_given(world: World, cell: Cell) -> dict[Any, int]:
    """'The population of the lowest places that have one', of those in the region."""
    told = {
        p: stocks.given(world, p, "persons", cell.person_conditions, cell.on) for p in world.places
    }
    has = {p for p, number in told.items() if number is not None}
    return {
        p: told[p] or 0
        for p in has & cell.region.places
        if not any(q in has for q in world.subtree(p) - {p})
    }


def people_of(world: World, cell: Cell, force: str | None) -> dict[Any, int] | None:
    """How many persons at which home place: from persons, or listed only, from population."""
    from_persons = world.all_residents if force is None else force == "persons"
    if from_persons:
        return {p: stocks.at_home(world, cell, p) for p in cell.region.places}
    return lowest_given(world, cell) or None


def reach(
    world: World,
    cell: Cell,
    min_kinds: int = 1,
    kinds: list[str] | None = None,
    providers: str = "teams",
    min_members: int = 0,
    up_to: str | None = None,
    kind: str | None = None,
    residents: str | None = None,
) -> Answer:
    """'persons at home in p, passing `where`, for whom at least `min_kinds` distinct kinds have a
    provider at the home place or any place above / all such persons. With listed persons only: the
    population of the lowest places that have one, each whole.'
    """
    people = people_of(world, cell, residents)
    if people is None:
        return Answer(None, note="no population known")
    asked = [set(kinds)] if kinds is not None else []
    asked += [{k} for k in (kind, cell.fixed.get("kind")) if k is not None]
    reached = 0
    for home, number in people.items():
        found = kinds_reaching(world, cell, home, providers, min_members, up_to)
        reached += number * (len(found.intersection(*asked)) >= min_kinds)
    return share(reached, sum(people.values()))
