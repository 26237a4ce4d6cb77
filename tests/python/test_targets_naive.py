# SPDX-License-Identifier: Apache-2.0
"""What random small networks attain of random targets, as plain Python says it."""

from __future__ import annotations

import math
from typing import Any

import linli as ll
from hypothesis import given, settings
from hypothesis import strategies as st
from naive.attainment import exactly, judged, mean_of_places, share_of_places

KINDS = ("volunteers", "choir", "watch")

# Small random communities, of which some say nothing of their people or households.

NUMBER = st.integers(0, 12)
COMMUNITY = st.fixed_dictionaries({
    "population": st.none() | NUMBER, "households": st.none() | NUMBER, "organisations": NUMBER,
    "members": st.tuples(NUMBER, NUMBER, NUMBER), "reported": st.booleans(),
})  # fmt: skip


def network_of(communities: list[dict[str, Any]]) -> ll.Network:
    ids = [f"c{i}" for i in range(len(communities))]
    rows = list(zip(ids, communities, strict=True))
    teams = [(f"{i}-{kind}", kind, i) for i in ids for kind in KINDS]
    joined = [
        (f"{i}-{kind}-{n}", f"{i}-{kind}")
        for i, c in rows
        for kind, count in zip(KINDS, c["members"], strict=True)
        for n in range(count)
    ]
    founded = [(f"{i}-o{n}", i) for i, c in rows for n in range(c["organisations"])]
    reported = [i for i, c in rows if c["reported"]]
    return ll.Network(
        places={
            "id": ids, "level": ["community"] * len(ids),
            "population": [c["population"] for c in communities],
            "households": [c["households"] for c in communities],
        },
        persons={"id": [person for person, _ in joined]},
        teams={n: [team[k] for team in teams] for k, n in enumerate(("id", "kind", "place"))},
        memberships={"member": [j[0] for j in joined], "group": [j[1] for j in joined]},
        organisations={
            "id": [o[0] for o in founded], "kind": ["social_organisation"] * len(founded),
            "place": [o[1] for o in founded],
        },
        observed={"table": ["organisations"] * max(1, len(reported)), "place": reported or ["c0"],
                  "until": [None if reported else "2000-01-01"] * max(1, len(reported))},
        persons_are="listed_only", origin="synthetic", as_of="2025-06-30",
    )  # fmt: skip


def of_count(count: Any) -> Any:
    return lambda c: {"above": count(c), "below": 1, "scale": 1}


def organisations_in(c: dict[str, Any]) -> int | None:
    return c["organisations"] if c["reported"] else None


MEASURES: dict[str, Any] = {
    "coverage.organisations": of_count(organisations_in),
    "coverage.members": of_count(lambda c: sum(c["members"])),
    "counts.households": of_count(lambda c: c["households"]),
    "coverage.depth": lambda c: {
        "above": sum(c["members"]), "below": c["population"], "scale": 1000,
    },
    "coverage.breadth(min_members=3)": lambda c: {
        "above": sum(n >= 3 for n in c["members"]), "below": 3, "scale": 1,
    },
    "coverage.member_shortfall(at_least=5)": lambda c: {
        "above": sum(max(0, 5 - n) for n in c["members"]), "below": 1, "scale": 1, "missing": True,
    },
    "coverage.members / counts.households": lambda c: {
        "above": sum(c["members"]), "below": c["households"], "scale": 100,
    },
}  # fmt: skip
LIMITS = {1: (3, 8), 3: (0.5, 1), 100: (20, 150.5), 1000: (250, 1200)}


@st.composite
def targets(draw: st.DrawFn) -> dict[str, Any]:
    measure = draw(st.sampled_from(sorted(MEASURES)))
    per = 100 if " / " in measure else 1
    scale = 1000 if measure == "coverage.depth" else 3 if "breadth" in measure else per
    low, high = LIMITS[scale]
    limits = draw(st.sampled_from([{"at_least": low}, {"at_most": high},
                                   {"at_least": low, "at_most": high}]))  # fmt: skip
    stat = draw(st.sampled_from(["each", "mean", "share"]))
    share = {"share_at_least": draw(st.sampled_from([0, 0.5, 0.75, 1]))} if stat == "share" else {}
    return {"measure": measure, "by": "community", "per": per, "stat": stat, **limits, **share}


def same(found: Any, wanted: Any) -> bool:
    if found is None or wanted is None:
        return found is wanted
    return math.isclose(found, wanted, rel_tol=1e-9, abs_tol=1e-9)


@settings(max_examples=150, deadline=None)
@given(st.lists(COMMUNITY, min_size=1, max_size=5), targets())
def test_plain_python_says_the_same(
    communities: list[dict[str, Any]], target: dict[str, Any]
) -> None:
    rows = list(network_of(communities).attainment([target]).rows())
    plain = exactly(target)
    wanted = [judged(plain, MEASURES[target["measure"]](c)) for c in communities]
    whole = mean_of_places if target["stat"] == "mean" else share_of_places
    listed = [] if target["stat"] == "mean" else wanted
    assert len(rows) == len(listed) + 1
    for row, says in zip(rows, [*listed, whole(plain, wanted)], strict=True):
        for name, value in says.items():
            assert same(row[name], value), (name, row, says)


@settings(max_examples=40, deadline=None)
@given(st.lists(COMMUNITY, min_size=1, max_size=5), st.integers(1, 10))
def test_what_is_needed_together_is_what_the_places_need(
    communities: list[dict[str, Any]], least: int
) -> None:
    target = {"measure": "coverage.members", "by": "community", "at_least": least}
    *places, whole = network_of(communities).attainment([target]).rows()
    assert whole["needed"] == sum(row["needed"] for row in places)
    mean = {**target, "stat": "mean"}
    (only,) = network_of(communities).attainment([mean]).rows()
    members = sum(sum(c["members"]) for c in communities)
    assert only["needed"] == max(0, least * len(communities) - members)
