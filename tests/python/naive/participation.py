# SPDX-License-Identifier: Apache-2.0
"""The measures of `participation`, each as the contract words it."""

from __future__ import annotations

from collections import Counter
from typing import Any

from . import residents as stocks
from .answers import Answer, count, ratio, share
from .conventions import Cell, Row, moment
from .counts import groups_of, persons_in
from .inequality import gini as gini_of
from .world import SINGULAR, Node, World


def meetings_held(world: World, cell: Cell, held_by: str) -> list[Row]:
    """'Meetings are those of forums unless `held_by` names another group table.'"""
    return [
        meeting
        for meeting in world.meetings.values()
        if world.holder(meeting).table == held_by
        and cell.window.contains(moment(meeting["date"]))
        and cell.fixed.get("kind") in (None, world.groups[world.holder(meeting)]["kind"])
        and cell.passes("meeting", meeting)
        and cell.passes(SINGULAR[held_by], world.groups[world.holder(meeting)])
    ]


def meetings_at_group(world: World, cell: Cell, held_by: str) -> list[Row]:
    """'What belongs to groups that serve a place in T(p), whoever the people are.'"""
    return [
        meeting
        for meeting in meetings_held(world, cell, held_by)
        if world.serves(world.holder(meeting), cell.region.places, cell.on)
    ]


def names(world: World, meeting: Row) -> set[Any]:
    """Who came: 'an attendance is a distinct (meeting, person)'."""
    return {a.person for a in world.attendances if a.meeting == meeting["id"]}


def only_counted(world: World, meeting: Row) -> bool:
    """Whether persons came of whom no names were kept."""
    some = meeting.get("attended") or meeting.get("residents_attended")
    return bool(some) and not names(world, meeting)


def may_have_come(world: World, cell: Cell, meeting: Row) -> bool:
    """Whether persons of the region may be among those of whom no names were kept: of a meeting
    held for a place of the region, or for one above or below.
    """
    served = world.served(world.holder(meeting), cell.on)
    around = {p for place in served for p in world.subtree(place)}
    return only_counted(world, meeting) and bool(around & cell.region.places)


def attendances_at_home(world: World, cell: Cell, held_by: str) -> Counter[Any] | None:
    """Attendances of each participant at home in the region.

    Null where only totals are known of a meeting that its people may have attended.
    """
    held = meetings_held(world, cell, held_by)
    if any(may_have_come(world, cell, meeting) for meeting in held):
        return None
    came = Counter(person for meeting in held for person in names(world, meeting))
    return Counter(
        {
            person: times
            for person, times in came.items()
            if world.is_at_home(person, cell.region.places, cell.on)
            and world.person_passes(person, cell.person_conditions, cell.on)
        }
    )


NO_NAMES = "meetings without names"


def rate(world: World, cell: Cell, held_by: str = "forums", residents: str | None = None) -> Answer:
    """'distinct participants / R(p)'; a participant attended at least one meeting in `during`."""
    came = attendances_at_home(world, cell, held_by)
    under = stocks.residents(world, cell, residents)
    return share(None, under, NO_NAMES) if came is None else share(len(came), under)


def intensity(world: World, cell: Cell, held_by: str = "forums") -> Answer:
    """'their attendances / distinct participants'"""
    came = attendances_at_home(world, cell, held_by)
    return Answer(None, note=NO_NAMES) if came is None else ratio(came.total(), len(came))


def gini(
    world: World,
    cell: Cell,
    among: str = "participants",
    held_by: str = "forums",
    residents: str | None = None,
) -> Answer:
    """'Gini of attendances a person; among residents, those who never came count as 0'"""
    came = attendances_at_home(world, cell, held_by)
    if came is None:
        return Answer(None, note=NO_NAMES)
    zeros = 0
    if among == "residents":
        people = stocks.residents(world, cell, residents)
        if people is None:
            return Answer(None, note="denominator unknown")
        zeros = max(0, int(people) - len(came))
    value = gini_of([*came.values(), *[0] * zeros])
    return Answer(value, note="no attendances" if value is None else "")


def meetings(world: World, cell: Cell, held_by: str = "forums") -> Answer:
    """'counts', at the group"""
    return count(len(meetings_at_group(world, cell, held_by)))


def attended(world: World, cell: Cell, meeting: Row, who: str) -> int | None:
    """The attendances of one meeting; null where they are counted but cannot be told apart."""
    came = names(world, meeting)
    if came:
        if who == "residents":  # persons with a home in the place tree, whichever the place
            came = {person for person in came if world.home(person) is not None}
        return sum(world.person_passes(p, cell.person_conditions, cell.on) for p in came)
    if only_counted(world, meeting) and cell.person_conditions:
        return None
    if who == "residents":
        told = meeting.get("residents_attended")
        return None if told is None and only_counted(world, meeting) else told or 0
    return meeting.get("attended") or 0


def attendances(world: World, cell: Cell, who: str = "all", held_by: str = "forums") -> Answer:
    """'counts; an attendance is a distinct (meeting, person)'; 'a meeting without attendances
    [counts] its `attended`'
    """
    held = meetings_at_group(world, cell, held_by)
    numbers = [attended(world, cell, meeting, who) for meeting in held]
    if None in numbers:
        return count(None, NO_NAMES)
    return count(sum(number for number in numbers if number is not None))


def recorded(world: World, meeting: Row) -> bool:
    """'meetings with names or a count'"""
    return bool(names(world, meeting)) or meeting.get("attended") is not None


def attendance_per_meeting(world: World, cell: Cell, held_by: str = "forums") -> Answer:
    """'attendances / recorded meetings'"""
    held = meetings_at_group(world, cell, held_by)
    under = sum(recorded(world, meeting) for meeting in held)
    return ratio(attendances(world, cell, "all", held_by).value, under)


def kind_present(world: World, as_group: Node | None) -> str | None:
    """'kind of `as_group`; another group's table name; `unaffiliated` where null'.

    'Groups of kinds outside the scheme count in no kind-based measure': null.
    """
    if as_group is None:
        return "unaffiliated"
    kind = world.scheme_kind(as_group)
    if kind is not None or as_group.table == "teams":
        return kind
    return as_group.table


def kinds_per_meeting(world: World, cell: Cell, held_by: str = "forums") -> Answer:
    """'mean, over meetings with names, of the distinct kinds present'"""
    with_names = [m for m in meetings_at_group(world, cell, held_by) if names(world, m)]
    present = 0
    for meeting in with_names:
        rows = [a for a in world.attendances if a.meeting == meeting["id"]]
        present += len({kind_present(world, a.as_group) for a in rows} - {None})
    return ratio(present, len(with_names))


def representatives(
    world: World, cell: Cell, role: str = "fixed_representative", held_by: str = "forums"
) -> Answer:
    """'distinct persons with that role in force in a forum'"""
    persons = persons_in(world, cell, groups_of(world, cell, held_by), role)
    return count(None, "only head counts") if persons is None else count(len(persons))
