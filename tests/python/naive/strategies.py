# SPDX-License-Identifier: Apache-2.0
"""Random networks, small and awkward; all of them synthetic. See `questions.py` for what to ask."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from .conventions import Row
from .dice import Dice
from .doings import (
    draw_activities,
    draw_benefits,
    draw_issues,
    draw_meetings,
    draw_service_counts,
)
from .making import (
    Maker,
    Tables,
    draw_persons,
    draw_places,
    draw_population,
    draw_zones,
)
from .questions import Question, contexts, questions
from .world import GROUP_TABLES, RELATIONS, without_repeats

__all__ = ["Dice", "Question", "contexts", "questions", "world", "worlds"]

KINDS = {
    "party_organisations": ("branch", "group"),
    "teams": ("volunteers", "posted_party_members", "choir", "watch"),
    "organisations": ("social_organisation", "property_company"),
    "forums": ("hall", "bench"),
    "services": ("lectures", "rota"),
}
OBSERVED = (
    "meetings", "attendances", "issues", "issue_events", "memberships", "teams", "forums",
    "activities",
)  # fmt: skip
ROLES = ("fixed_representative", "head", None)


def draw_groups(make: Maker, table: str) -> list[Row]:
    dice = make.dice
    counted = table == "teams" and dice.chance(25)

    def group() -> Row:
        row = {"id": make.id(table[:-1]), "kind": dice.pick(KINDS[table])}
        row["place"] = dice.maybe(80, make.place)
        row |= make.interval(15)
        if counted:
            row["head_count"] = dice.maybe(50, lambda: dice.number(0, 9))
        if table == "organisations":
            row["registration"] = dice.pick((None, "registered", "filed"))
        return row

    return make.many(7 if table == "teams" else 3, group)


def draw_serves(make: Maker) -> list[Row]:
    groups = make.everyone()

    def serves() -> Row:
        return {"group": make.dice.pick(groups), "place": make.place()} | make.interval(20)

    return make.many(5, serves) if groups else []


def draw_memberships(make: Maker) -> list[Row]:
    dice = make.dice
    targets = [*make.groups["teams"] * 3, *make.groups["forums"] * 2, *make.everyone()]
    members = [*make.persons * 4, *make.groups["organisations"]]

    def membership() -> Row | None:
        row = {"member": dice.pick(members), "group": dice.pick(targets), "role": dice.pick(ROLES)}
        return None if row["member"] == row["group"] else row | make.interval(15)

    return make.many(24, membership) if members and targets else []


def draw_observed(make: Maker) -> list[Row]:
    def stretch() -> Row:
        table = make.dice.pick(OBSERVED)
        return {"table": table, "place": make.place()} | make.interval(25)

    return make.dice.many(4, stretch)


def tidy(tables: Tables) -> Tables:
    """No empty tables, no columns of nulls only, and in every row every column."""
    tidied = {}
    for table, rows in tables.items():
        columns = dict.fromkeys(c for row in rows for c, v in row.items() if v is not None)
        if rows:
            tidied[table] = [{c: row.get(c) for c in columns} for row in rows]
    return tidied


def world(dice: Dice, dated_nodes: bool = False, repeats: bool = True) -> Tables:
    """Valid tables. `dated_nodes` always gives places and persons intervals, as one network in
    three does anyway; `repeats=False` leaves no relation row twice (events and service counts
    never repeat).
    """
    make = Maker(dice)
    dated_nodes = dice.chance(35) or dated_nodes
    draw_places(make, dated_nodes)
    tables: Tables = {"place_in": draw_zones(make), "places": list(make.places.values())}
    if dice.chance(30):
        tables["population"] = draw_population(make, {r["zone"] for r in tables["place_in"]})
    tables["persons"] = draw_persons(make, dated_nodes)
    make.persons = [row["id"] for row in tables["persons"]]
    tables |= {table: draw_groups(make, table) for table in GROUP_TABLES}
    make.groups = {table: [row["id"] for row in tables[table]] for table in GROUP_TABLES}
    tables |= {"serves": draw_serves(make), "memberships": draw_memberships(make)}
    tables |= draw_meetings(make)
    tables |= draw_issues(make, [row["id"] for row in tables["meetings"]])
    tables |= {"activities": draw_activities(make), "benefits": draw_benefits(make)}
    tables["service_counts"] = draw_service_counts(make)
    if dice.chance(20):
        tables["observed"] = draw_observed(make)
    once = [t for t in RELATIONS if not repeats or t in ("issue_events", "service_counts")]
    return tidy(tables | {t: without_repeats(tables.get(t, [])) for t in once})


@st.composite
def worlds(draw: Any, dated_nodes: bool = False, repeats: bool = True) -> Tables:
    return world(Dice.of(draw), dated_nodes, repeats)
