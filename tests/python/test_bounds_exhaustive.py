# SPDX-License-Identifier: Apache-2.0
"""Bounds of members beside every way of filling in small totals with people, in sets.

Each network is asked through `net.bounds`; each of its fillings is measured here by the definition.
The ends must be those of the fillings: none lies outside, and some lie on them. All people are made
up.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from typing import Any

import linli as ll
from fillings import (
    HOMES,
    INSIDE,
    NAMED_SETS,
    PEOPLE,
    PLACES,
    RESIDENTS,
    Ends,
    Where,
    World,
    check,
    ends,
    lists,
)

# Members. Team t names its members, u and v say only how many they are.

SHAPES = [  # of each team its kind and where it serves
    {"t": ("red", "n"), "u": ("red", "n"), "v": ("blue", "s")},
    {"t": ("red", "n"), "u": ("blue", "n"), "v": ("blue", "city")},
    {"t": ("red", "s"), "u": ("red", "n"), "v": ("red", "s")},
]


class Roster:
    def __init__(self, shape: dict[str, tuple[str, str]], named: frozenset[str], heads: Ends):
        self.shape, self.named = shape, named
        self.heads = {"u": int(heads[0]), "v": int(heads[1])}

    def network(self, **more: Any) -> ll.Network:
        return ll.Network(
            places=PLACES,
            persons={"id": list(HOMES), "home": list(HOMES.values())},
            teams={
                "id": ["t", "u", "v"],
                "kind": [kind for kind, _ in self.shape.values()],
                "place": [place for _, place in self.shape.values()],
                "head_count": [None if self.named else 0, self.heads["u"], self.heads["v"]],
            },
            memberships={"member": sorted(self.named), "group": ["t"] * len(self.named)},
            population={"place": list(PEOPLE), "count": list(PEOPLE.values())},
            origin="synthetic",
            **more,
        )

    def worlds(self, pool: set[str]) -> Iterator[World]:
        for u in lists(pool, self.heads["u"]):
            for v in lists(pool, self.heads["v"]):
                yield {"t": self.named, "u": u, "v": v}

    def teams(self, place: str | None, kind: str | None) -> list[str]:
        here = INSIDE[place or "city"]
        return [t for t, (k, p) in self.shape.items() if kind in (None, k) and p in here]

    def members(self, world: World, place: str | None, kind: str | None) -> frozenset[str]:
        return frozenset().union(*(world[t] for t in self.teams(place, kind)))

    def elsewhere(self, place: str | None, kind: str | None) -> set[str]:
        known = self.named if "t" in self.teams(place, kind) else frozenset()
        return {p for p in known if HOMES[p] not in INSIDE[place or "city"]}


ROSTERS = [
    Roster(shape, named, heads)
    for shape in SHAPES
    for named in NAMED_SETS
    for heads in itertools.product(range(3), range(3))
]
STRANGERS = {*HOMES, "x1", "x2", "x3", "x4"}  # as many as the head counts could need
WHERE: list[Where] = [(place, kind) for place in (None, "n", "s") for kind in (None, "red", "blue")]


def question(measure: str, place: str | None, kind: str | None) -> str:
    by = [name for name, asked in (("community", place), ("kind", kind)) if asked]
    return measure + (f" by {', '.join(by)}" if by else "")


def each_roster(measure: str, subject: str, value: Callable[..., float | None]) -> None:
    """Compares what is said of a measure of members, without and with an assumption on homes."""
    for roster in ROSTERS:
        net = roster.network()
        answers = {q: list(net.bounds(q).rows()) for q in {question(measure, *w) for w in WHERE}}
        free = list(roster.worlds(STRANGERS))
        for place, kind in WHERE:
            if kind is not None and kind not in {k for k, _ in roster.shape.values()}:
                continue
            rows = answers[question(measure, place, kind)]
            name = subject + (f": {kind}" if kind else "")
            check(rows, name, place, False, ends(value(roster, w, place, kind) for w in free))
            if measure in ("coverage.multiplicity", "coverage.memberships"):
                continue
            here = RESIDENTS[place or "city"] | roster.elsewhere(place, kind)
            bound = (value(roster, w, place, kind) for w in worlds_among(roster, here, place, kind))
            check(rows, name, place, True, ends(bound))


def worlds_among(
    roster: Roster, here: set[str], place: str | None, kind: str | None
) -> list[World]:
    """Those in which nobody of the teams asked about lives elsewhere, but for who is known to."""
    pools = {
        team: here if team in roster.teams(place, kind) else set(STRANGERS) for team in ("u", "v")
    }
    return [
        {"t": roster.named, "u": u, "v": v}
        for u in lists(pools["u"], roster.heads["u"])
        for v in lists(pools["v"], roster.heads["v"])
    ]


def test_of_members_are_the_ends_of_all_fillings() -> None:
    each_roster("coverage.members", "distinct members", lambda r, *w: len(r.members(*w)))


def test_of_memberships_are_the_one_value_of_all_fillings() -> None:
    each_roster("coverage.memberships", "memberships", memberships)


def memberships(roster: Roster, world: World, place: str | None, kind: str | None) -> int:
    return sum(len(world[t]) for t in roster.teams(place, kind))


def test_of_multiplicity_are_the_ends_of_all_fillings() -> None:
    def value(roster: Roster, *where: Any) -> float | None:
        members = roster.members(*where)
        return memberships(roster, *where) / len(members) if members else None

    each_roster("coverage.multiplicity", "memberships a member", value)


def test_of_depth_are_the_ends_of_all_fillings() -> None:
    def value(roster: Roster, world: World, place: str | None, kind: str | None) -> float:
        people = sum(PEOPLE.values()) if place is None else PEOPLE[place]
        return 1000 * len(roster.members(world, place, kind)) / people

    each_roster("coverage.depth", "members per 1000 residents", value)


def test_of_missing_members_are_the_ends_of_all_fillings() -> None:
    measure = "coverage.member_shortfall(at_least=3)"
    for roster in ROSTERS:
        rows = list(roster.network().bounds(f"{measure} by community").rows())
        kinds = {kind for kind, _ in roster.shape.values()}
        free = list(roster.worlds(STRANGERS))
        for place in ("n", "s"):
            missing = (
                sum(max(0, 3 - len(roster.members(world, place, kind))) for kind in kinds)
                for world in free
            )
            check(rows, "members missing", place, False, ends(missing))


def test_of_active_members_are_the_ends_of_all_fillings() -> None:
    acts = {
        "person": ["a", "c"],
        "group": ["t", "t"],
        "date": ["2024-01-01"] * 2,
        "kind": ["x"] * 2,
    }
    for roster in ROSTERS:
        net = roster.network(activities=acts)
        answers = {
            p: [*net.bounds(question("coverage.active_members", p, None)).rows()]
            for p in (None, "n", "s")
        }
        free = list(roster.worlds(STRANGERS))
        for place, rows in answers.items():
            active = ends(len(roster.members(w, place, None) & {"a", "c"}) for w in free)
            check(rows, "active members", place, False, active)


def test_of_the_membership_rate_are_the_ends_of_all_fillings() -> None:
    """A team counts its members wherever they live, so any head may be of any place or of none."""
    outside = {"c", "v1", "v2"}
    for roster in ROSTERS:
        net = roster.network()
        rows = [
            *net.bounds("participation.membership_rate").rows(),
            *net.bounds("participation.membership_rate by community").rows(),
        ]
        for near in (False, True):
            pools = {
                team: RESIDENTS[roster.shape[team][1]] if near else RESIDENTS["city"] | outside
                for team in ("u", "v")
            }
            worlds = [
                roster.named | u | v
                for u in lists(pools["u"], roster.heads["u"])
                for v in lists(pools["v"], roster.heads["v"])
            ]
            for place in (None, "n", "s"):
                here = RESIDENTS[place or "city"]
                rate = ends(len(w & here) / len(here) for w in worlds)
                check(rows, "members at home / residents", place, near, rate)


def test_of_who_is_in_two_kinds_or_at_two_places_are_the_ends_of_all_fillings() -> None:
    for roster in ROSTERS:
        free = list(roster.worlds(STRANGERS))
        two_places = [*roster.network().bounds("coverage.members by community", pairs=True).rows()]
        if roster.teams("n", None) and roster.teams("s", None):
            both = [len(roster.members(w, "n", None) & roster.members(w, "s", None)) for w in free]
            check(two_places, "members at both n and s", "n", False, ends(both))
        if len({kind for kind, _ in roster.shape.values()}) < 2:
            continue
        two_kinds = list(roster.network().bounds("coverage.members by kind", pairs=True).rows())
        subject = "members of both red and blue"
        both = [len(roster.members(w, None, "red") & roster.members(w, None, "blue")) for w in free]
        check(two_kinds, subject, None, False, ends(both))
        among = RESIDENTS["city"] | roster.elsewhere(None, None)
        both = [
            len(roster.members(w, None, "red") & roster.members(w, None, "blue"))
            for w in roster.worlds(among)
        ]
        check(two_kinds, subject, None, True, ends(both))
