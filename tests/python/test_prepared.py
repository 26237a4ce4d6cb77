# SPDX-License-Identifier: Apache-2.0
"""Edits: measured in place, measured anew, measured from the edited tables — the same bits."""

from __future__ import annotations

import random
from typing import Any

import linli as ll
import pytest
from naive.dice import Dice
from naive.questions import context
from naive.strategies import world
from test_against_naive import network_of

MEASURES = [
    "coverage.presence(min_members=2, kind=volunteers)",
    "coverage.breadth",
    "coverage.members",
    "coverage.memberships",
    "coverage.depth",
    "coverage.reach(min_kinds=1)",
    "coverage.reach(min_kinds=1, min_members=1)",
    "coverage.member_shortfall(at_least=3)",
    "participation.rate",
    "participation.gini(among=residents)",
    "participation.attendances(who=residents)",
    "participation.kinds_per_meeting",
    "participation.representatives(role=head)",
    "deliberation.closure_rate",
    "deliberation.time_to",
    "counts.residents",
    "counts.members(table=forums)",
]


def random_edit(net: ll.Network, dice: random.Random) -> ll.edits.Edit | None:
    tables = {name: list(table.rows()) for name, table in net.to_tables().items()}
    persons = [row["id"] for row in tables.get("persons", [])]
    groups = [row["id"] for name in ("teams", "forums") for row in tables.get(name, [])]
    places = [row["id"] for row in tables["places"]]
    joined = [
        (row["member"], row["group"])
        for row in tables.get("memberships", [])
        if row["member"] in persons and row["group"] in groups
    ]
    at = dice.choice([None, "2024-03-31", "2024-06-01"])
    verb = dice.choice(["add", "end", "move", "rehome"])
    if not persons or not groups:
        return None
    if verb == "add":
        return ll.edits.add_member(dice.choice(persons), dice.choice(groups), since=at)
    if verb == "rehome":
        return ll.edits.rehome(dice.choice(persons), dice.choice([*places, "outside", None]))
    if not joined:
        return None
    member, group = dice.choice(joined)
    if verb == "end":
        return ll.edits.end_member(member, group, until=at)
    return ll.edits.move_member(member, group, dice.choice(groups), at=at)


def bits(table: ll.Table) -> list[dict[str, Any]]:
    return [{k: None if v != v else v for k, v in row.items()} for row in table.rows()]


def options_of(net: ll.Network) -> dict[str, Any]:
    return {
        "scheme": net.scheme,
        "persons_are": net.persons_are,
        "as_of": net.as_of,
        "zone": "+00:00",
    }


@pytest.mark.parametrize("seed", range(60))
def test_edits_in_a_row_equal_a_rebuild(seed: int) -> None:
    dice = random.Random(seed)
    drawn = Dice.seeded(seed)
    tables = world(drawn)
    net = network_of(tables, context(drawn) | {"scheme": None})
    if not any(kind.key == "volunteers" for kind in net.scheme.kinds):
        return
    before = net.fingerprint()
    level = dice.choice(sorted(net.levels))
    by = [level, "sex"] if any(row.get("sex") for row in tables.get("persons", [])) else [level]
    plain = [m for m in MEASURES if m.startswith(("coverage.members", "counts.residents"))]
    questions = [(MEASURES, [level]), (plain, by)]
    followed = [net.prepare(measures, by=dims) for measures, dims in questions]
    edited = net
    for _ in range(6):
        edit = random_edit(edited, dice)
        if edit is None:
            continue
        try:
            edited = edited.with_edits([edit])
        except ll.EditError:
            continue
        followed = [prepared.update([edit]) for prepared in followed]
    rebuilt = ll.Network(**edited.to_tables(), **options_of(net))
    assert edited.fingerprint() == rebuilt.fingerprint()
    assert net.fingerprint() == before
    for (measures, dims), prepared in zip(questions, followed, strict=True):
        expected = bits(rebuilt.measure(measures, by=dims))
        assert bits(prepared.table()) == expected
        assert bits(edited.measure(measures, by=dims)) == expected


def small() -> ll.Network:
    return ll.Network(
        places={"id": ["c1", "c2"], "level": ["community", "community"]},
        persons={"id": [1, 2], "home": ["c1", "c2"]},
        teams={"id": ["t1", "t2"], "kind": ["volunteers", "choir"], "place": ["c1", "c2"]},
        memberships={"member": [1], "group": ["t1"], "role": ["head"]},
        as_of="2024-06-30",
    )


@pytest.mark.parametrize(
    ("edit", "word"),
    [
        (ll.edits.add_member(9, "t1"), "'9'"),
        (ll.edits.add_member(1, "t9"), "'t9'"),
        (ll.edits.add_member(1, "t1"), "already"),
        (ll.edits.end_member(2, "t1"), "not in that group"),
        (ll.edits.move_member(1, "t1", "t1"), "one"),
        (ll.edits.rehome(1, "nowhere"), "'nowhere'"),
    ],
)
def test_a_bad_edit_names_itself(edit: ll.edits.Edit, word: str) -> None:
    with pytest.raises(ll.EditError, match=word):
        small().with_edits([edit])


def test_a_move_carries_the_role_along() -> None:
    moved = small().with_edits([ll.edits.move_member(1, "t1", "t2")])
    rows = list(moved.to_tables()["memberships"].rows())
    assert [row["role"] for row in rows] == ["head", "head"]


def test_one_two_and_eight_threads_give_the_same_bits() -> None:
    net = ll.examples.city(persons=30_000, seed=3)
    measures = [m for m in MEASURES if "kind=" not in m]
    answers = []
    for threads in (1, 2, 8):
        ll.set_threads(threads)
        answers.append(bits(net.measure(measures, by="community")))
    ll.set_threads(0)
    assert answers[0] == answers[1] == answers[2]
