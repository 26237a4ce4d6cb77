# SPDX-License-Identifier: Apache-2.0
"""Bounds of participants beside every way in which people may have come to meetings, in sets.

Each network is asked through `net.bounds`; each of its fillings is measured here by the definition.
The ends must be those of the fillings: none lies outside, and some lie on them. All people are made
up.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import linli as ll
import pytest
from fillings import HOMES, INSIDE, NAMED_SETS, PEOPLE, PLACES, RESIDENTS, World, check, ends, lists

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
