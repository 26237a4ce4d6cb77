# SPDX-License-Identifier: Apache-2.0
"""Bounds beside every way of filling in small totals with people, written out anew in sets.

Each network is asked through `net.bounds`; each of its fillings is measured here by the definition. The
ends must be those of the fillings: none lies outside, and some lie on them. All people are made up.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import linli as ll
import pytest

Row = dict[str, Any]
Ends = tuple[float, float]
Where = tuple[str | None, str | None]  # a place and a kind, None for all
World = dict[str, frozenset[str]]  # who is in each team, or at each meeting

PLACES = {
    "id": ["city", "n", "s"],
    "level": ["city", "community", "community"],
    "parent": [None, "city", "city"],
}
INSIDE = {"city": {"city", "n", "s"}, "n": {"n"}, "s": {"s"}}
HOMES = {"a": "n", "b": "s", "c": "outside"}
PEOPLE = {"n": 2, "s": 2}
# One more in each community whom nobody lists.
RESIDENTS = {"n": {"a", "n1"}, "s": {"b", "s1"}, "city": {"a", "n1", "b", "s1"}}
NAMED_SETS = [frozenset(x) for k in range(4) for x in itertools.combinations("abc", k)]


def lists(pool: Iterable[str], size: int) -> list[frozenset[str]]:
    return [frozenset(x) for x in itertools.combinations(sorted(pool), size)]


def ends(values: Iterable[float | None]) -> Ends | None:
    """The lowest and the highest, over the worlds in which there is a value."""
    known = [x for x in values if x is not None]
    return (min(known), max(known)) if known else None


def said(rows: Iterable[Row], subject: str, place: str | None, assumed: bool) -> Ends | None:
    found = [
        (row["low"], row["high"])
        for row in rows
        if (row["subject"], row["place"]) == (subject, place)
        and (row["assumption"] is not None) == assumed
    ]
    assert len(found) <= 1
    return found[0] if found else None


def check(rows: list[Row], subject: str, place: str | None, assumed: bool, of: Ends | None) -> None:
    answer = said(rows, subject, place, assumed)
    if answer is None and assumed:  # nothing is gained: what holds in any case holds here too
        answer = said(rows, subject, place, False)
    expected = (None, None) if of is None else of
    assert answer == pytest.approx(expected, abs=1e-12), (subject, place, assumed)


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


def worlds_among(roster: Roster, here: set[str], place: str | None, kind: str | None) -> list[World]:
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


def test_of_who_is_in_two_kinds_or_at_two_places_are_the_ends_of_all_fillings() -> None:
    for roster in ROSTERS:
        free = list(roster.worlds(STRANGERS))
        two_places = [*roster.network().bounds("coverage.members by community", pairs=True).rows()]
        if roster.teams("n", None) and roster.teams("s", None):
            both = [
                len(roster.members(w, "n", None) & roster.members(w, "s", None)) for w in free
            ]
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


# Meetings. m1 names who came; m2 says how many residents came, m3 how many in all.

HOLDERS = {"m1": "n", "m2": "n", "m3": "s"}
VISITORS = {"c", "v1"}


class Turnout:
    def __init__(self, named: frozenset[str], residents: int, attended: int, second: str):
        self.named, self.residents, self.attended = named, residents, attended
        self.holders = {**HOLDERS, "m2": second}

    def network(self) -> ll.Network:
        return ll.Network(
            places=PLACES,
            persons={"id": list(HOMES), "home": list(HOMES.values())},
            forums={"id": ["n", "s", "city"], "kind": ["hall"] * 3, "place": ["n", "s", "city"]},
            meetings={
                "id": list(self.holders),
                "held_by": list(self.holders.values()),
                "date": ["2024-01-01"] * 3,
                "attended": [None if self.named else 0, None, self.attended],
                "residents_attended": [None, self.residents, None],
            },
            attendances={"meeting": ["m1"] * len(self.named), "person": sorted(self.named)},
            population={"place": list(PEOPLE), "count": list(PEOPLE.values())},
            origin="synthetic",
        )

    def worlds(self, near: bool) -> Iterator[World]:
        """With `near`, residents come only to meetings of what serves their home."""
        m2 = RESIDENTS[self.holders["m2"]] if near else RESIDENTS["city"]
        m3 = RESIDENTS[self.holders["m3"]] if near else RESIDENTS["city"]
        for second in lists(m2, self.residents):
            for third in lists(m3 | VISITORS, self.attended):
                yield {"m1": self.named, "m2": second, "m3": third}


TURNOUTS = [
    Turnout(named, residents, attended, second)
    for named in NAMED_SETS
    for residents in range(4)
    for attended in range(3)
    for second in ("n", "city")
]


def each_turnout(measure: str, subject: str, value: Callable[[World, str], float | None]) -> None:
    for turnout in TURNOUTS:
        net = turnout.network()
        rows = [*net.bounds(measure).rows(), *net.bounds(f"{measure} by community").rows()]
        for near in (False, True) if "rate" in measure else (False,):
            worlds = list(turnout.worlds(near))
            for place in (None, "n", "s"):
                of = ends(value(w, place or "city") for w in worlds)
                check(rows, subject, place, near, of)


def participants(world: World, place: str) -> set[str]:
    return RESIDENTS[place].intersection(*[frozenset().union(*world.values())])


def test_of_the_rate_are_the_ends_of_all_turnouts() -> None:
    each_turnout(
        "participation.rate",
        "participants / residents",
        lambda world, place: len(participants(world, place)) / len(RESIDENTS[place]),
    )


def test_of_intensity_are_the_ends_of_all_turnouts() -> None:
    def value(world: World, place: str) -> float | None:
        came = participants(world, place)
        return sum(len(m & came) for m in world.values()) / len(came) if came else None

    each_turnout("participation.intensity", "attendances a participant", value)


@pytest.mark.parametrize("per_meeting", [False, True])
def test_of_attendances_are_the_ends_of_all_turnouts(per_meeting: bool) -> None:
    measure = "participation.attendances(who=residents)"
    if per_meeting:
        measure = "participation.attendance_per_meeting"
    for turnout in TURNOUTS:
        rows = list(turnout.network().bounds(f"{measure} by community").rows())
        for place in ("n", "s"):
            held = [m for m, holder in turnout.holders.items() if holder in INSIDE[place]]
            if not held or (per_meeting and "m2" in held):  # of m2 only residents are known
                continue
            came = [
                sum(len(w[m] if per_meeting else w[m] & RESIDENTS["city"]) for m in held)
                for w in turnout.worlds(False)
            ]
            low, high = min(came), max(came)
            each = len(held) if per_meeting else 1
            name = "attendances a meeting" if per_meeting else "attendances"
            check(rows, name, place, False, (low / each, high / each))
