# SPDX-License-Identifier: Apache-2.0
"""Who takes part, of those at home: shares of participants, newcomers, representation."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import product
from math import ceil
from typing import Any

from . import residents as stocks
from .answers import Answer, ratio, share
from .conventions import Cell, Split, Window, bucket_label, condition, period
from .intervals import log_normal
from .participation import NO_NAMES, attendances_at_home, meetings_held
from .world import World


def top_share(world: World, cell: Cell, q: float = 0.1, held_by: str = "forums") -> Answer:
    """'attendances of the ⌈q·n⌉ most frequent participants / all (⌈q·n − 1e-9⌉)'"""
    came = attendances_at_home(world, cell, held_by)
    if came is None:
        return Answer(None, note=NO_NAMES)
    first = ceil(q * len(came) - 1e-9)
    return ratio(sum(sorted(came.values(), reverse=True)[:first]), came.total())


def never_share(world: World, cell: Cell, held_by: str = "forums") -> Answer:
    """'1 − rate, over the whole record, from persons alone'; by bucket, to the bucket's end."""
    ever = replace(cell, window=Window(None, None, cell.on))
    came = attendances_at_home(world, ever, held_by)
    people = stocks.residents(world, cell, "persons")
    if came is None or people is None:
        return ratio(None, people, note=NO_NAMES if came is None else "")
    return ratio(people - len(came), people)


def before_start(cell: Cell) -> Cell:
    """All that was before the window, to which newcomers did not come."""
    return replace(cell, window=Window(None, cell.window.start, cell.overall_on))


def newcomer_share(world: World, cell: Cell, held_by: str = "forums") -> Answer:
    """'participants with no attendance before the window starts / participants; null without an
    earlier meeting in the data'. Nameless meetings, before the window or in it, make it null.
    """
    start = cell.window.start
    if start is None:
        return Answer(None, note="no start")
    before = before_start(cell)
    if not meetings_held(world, before, held_by):
        return Answer(None, note="no earlier meeting")
    came = attendances_at_home(world, cell, held_by)
    earlier = attendances_at_home(world, before, held_by)
    if came is None or earlier is None:  # nobody knows who came to the earlier ones, either
        return Answer(None, note=NO_NAMES)
    return ratio(len(set(came) - set(earlier)), len(came))


def next_bucket(label: str) -> tuple[datetime, datetime]:
    unit = {4: "year", 7: "quarter" if "Q" in label else "month"}[len(label)]
    return period(bucket_label(unit, period(label)[1]))


def in_next(cell: Cell) -> Cell:
    """The whole bucket that follows, with persons and places still as of this one."""
    assert cell.bucket is not None, "needs a time bucket"
    return replace(cell, window=Window(*next_bucket(cell.bucket), cell.overall_on))


def retention(world: World, cell: Cell, held_by: str = "forums") -> Answer:
    """'participants of a bucket who take part in the next / participants; null where the next is
    not complete by τ'
    """
    following = in_next(cell)
    day, end = cell.overall_on.day, following.window.end
    assert end is not None
    if day is not None and end.date() > day + timedelta(days=1):
        return Answer(None, note="the next bucket is not complete")
    came = attendances_at_home(world, cell, held_by)
    again = attendances_at_home(world, following, held_by)
    if came is None or again is None:
        return Answer(None, note=NO_NAMES)
    return ratio(len(set(came) & set(again)), len(came))


def participants(
    world: World, cell: Cell, held_by: str, panel: Iterable[Any] | None = None
) -> int | None:
    """How many distinct ones; of a panel, how many of its persons are at home here."""
    if panel is None:
        came = attendances_at_home(world, cell, held_by)
        return None if came is None else len(came)
    return sum(
        world.is_at_home(person, cell.region.places, cell.on)
        and world.person_passes(person, cell.person_conditions, cell.on)
        for person in set(panel)
    )


def summed(numbers: Iterable[float | None]) -> float | None:
    told = list(numbers)
    return None if None in told else sum(number for number in told if number is not None)


def beside(cell: Cell, splits: list[Split]) -> list[Cell]:
    """The cells of all non-null categories of these attributes, this one's among them."""
    bare = cell.without(splits)
    return [
        bare.having(
            *(condition(s.condition.name, k) for s, k in zip(splits, combination, strict=True))
        )
        for combination in product(*(split.keys for split in splits))
    ]


def representation(
    world: World,
    cell: Cell,
    of: list[Any] | None = None,
    held_by: str = "forums",
    residents: str | None = None,
) -> Answer:
    """'share of the category among participants / its share among residents', both among those
    whose category is known
    """
    splits = [split for split in cell.split if split.condition.of_person]
    if any(split.key is None for split in splits):
        return Answer(None, note="no category")
    a, n = participants(world, cell, held_by, of), stocks.residents(world, cell, residents)
    all_a = summed(participants(world, c, held_by, of) for c in beside(cell, splits))
    all_n = summed(stocks.residents(world, c, residents) for c in beside(cell, splits))
    if not all_a or a is None:
        return Answer(None, a, n, NO_NAMES if all_a is None else "no participants")
    if not n or not all_n:
        return Answer(None, a, n, "denominator 0" if n == 0 or all_n == 0 else "no denominator")
    value = (a / all_a) / (n / all_n)
    if cell.level is None:
        return Answer(value, a, n)
    low, high = log_normal(value, squared_error(a, all_a, n, all_n), cell.level)
    return Answer(value, a, n, low=low, high=high)


def squared_error(a: float, participants: float, n: float, residents: float) -> float | None:
    """'With a of A participants and b of B others in the category, n = a + b:
    SE² of the log = (b/n²)[(b/a)(1 − a/A) + (1 − b/B)]'
    """
    b, others = n - a, residents - participants
    if a <= 0 or b <= 0 or others <= 0:
        return None
    found = b / n**2 * (b / a * (1 - a / participants) + (1 - b / others))
    return found if found > 0 else None  # all are of one category: nothing could vary


def dissimilarity(
    world: World,
    cell: Cell,
    attribute: str,
    held_by: str = "forums",
    residents: str | None = None,
) -> Answer:
    """'½ Σ over categories of the absolute difference of the two shares'"""
    keys = world.attribute_keys(attribute)
    categories = [cell.having(condition(attribute, key)) for key in keys]
    came = [participants(world, c, held_by) for c in categories]
    people = [stocks.residents(world, c, residents) for c in categories]
    all_came, everyone = summed(came), summed(people)
    if not all_came:
        return Answer(None, note=NO_NAMES if all_came is None else "no participants")
    if not everyone:
        return Answer(None, note="denominator 0" if everyone == 0 else "denominator unknown")
    apart = (
        abs((a or 0) / all_came - (n or 0) / everyone) for a, n in zip(came, people, strict=True)
    )
    return Answer(sum(apart) / 2)


def membership_rate(
    world: World, cell: Cell, kind: str | None = None, residents: str | None = None
) -> Answer:
    """'distinct residents with a membership in force in any team / R(p)', whatever the scheme"""
    under = stocks.residents(world, cell, residents)
    members = set()
    for group, row in world.groups.items():
        if group.table != "teams" or kind not in (None, row["kind"]) or not cell.on.in_force(row):
            continue
        around = {p for place in world.served(group, cell.on) for p in world.subtree(place)}
        if world.head_count(group) and around & cell.region.places:
            return share(None, under, "only head counts")
        members |= {m.member for m in world.members_in_force(group, cell.on)}
    at_home = [
        node.id
        for node in members
        if node.table == "persons"
        and world.is_at_home(node.id, cell.region.places, cell.on)
        and world.person_passes(node.id, cell.person_conditions, cell.on)
    ]
    return share(len(at_home), under)
