# SPDX-License-Identifier: Apache-2.0
"""Edges of what is counted: nothing, one place, nobody at home, missing levels, ids of any kind."""

from __future__ import annotations

from typing import Any

import linli as ll
import pytest
from asked import LOCAL, NAMES, asked, by
from one_community import QUESTION, TABLES, VALUES, one_community
from plain_tables import REFERENCES


def near(values: list[float | None]) -> list[Any]:
    return [None if v is None else pytest.approx(v, abs=1e-12) for v in values]


def by_key(table: ll.Table, dimension: str) -> dict[Any, Any]:
    return dict(zip(table.values(dimension), table.values("value"), strict=True))


# Nothing at all

# They name a level or a column, which no places have.
OF_PLACES = {"counts.total", "counts.share", "coverage.complete", "coverage.place_share"} | {
    name for name in NAMES if name.startswith("inequality.") and name != "inequality.gap"
}


@pytest.mark.parametrize("name", NAMES)
def test_without_tables_nothing_is_known_and_the_note_says_what_is_needed(name):
    if name in OF_PLACES:
        with pytest.raises(ll.MeasureError, match=r"of (the )?places"):
            ll.Network().measure(asked(name), by=by(name), **QUESTION)
        return
    table = ll.Network().measure(asked(name), by=by(name), **QUESTION)
    assert set(table.values("value")) <= {None}
    said = "no row of that category" if name == "inequality.gap" else "needs the table"
    assert all(said in note for note in table.values("note"))


@pytest.mark.parametrize("name", NAMES)
def test_tables_without_rows_give_nought_or_nothing(name):
    """Beside one place, so that what it asks of places is there."""
    empty = {table: {column: [] for column in columns} for table, columns in TABLES.items()} | {
        "places": TABLES["places"]
    }
    table = ll.Network(**empty).measure(asked(name), by=by(name), **QUESTION)
    of_the_place = {"counts.places": 1, "counts.residents": 10, "counts.households": 4,
                    "counts.total": 3, "counts.share": 0.3}  # fmt: skip
    for row in table:
        if name in of_the_place:
            assert row["value"] == of_the_place[name]
        else:
            assert row["value"] in (0, None)
            assert row["value"] == 0 or row["note"]


# One place


def test_every_measure_has_a_value_worked_out_by_hand():
    assert set(VALUES) == set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_of_one_place_every_measure_is_what_a_hand_gets(name):
    table = one_community().measure(asked(name), by=by(name), **QUESTION)
    assert table.values("value") == near(VALUES[name])
    assert all(note for value, note in zip(table.values("value"), table.values("note"), strict=True)
               if value is None)  # fmt: skip


@pytest.mark.parametrize("name", LOCAL)
def test_the_one_place_by_name_is_the_whole_and_nothing_is_nowhere(name):
    net = one_community()
    table = net.measure(asked(name), by=by(name, "community"), **QUESTION)
    here = [row["value"] for row in table if row["community"] == "A"]
    assert here[: len(VALUES[name])] == near(VALUES[name])
    assert all(row["value"] in (0, None) for row in table if row["community"] is None)


# Everybody outside

OUTSIDE: dict[str, list[float | None]] = {
    # No home in A, so nobody at home does anything; the population is still 10.
    "participation.rate": [0], "participation.membership_rate": [0], "coverage.service_share": [0],
    "participation.intensity": [None], "participation.gini": [None],
    "participation.top_share": [None], "participation.never_share": [None],
    "participation.newcomer_share": [None], "participation.retention": [None, None],
    "participation.representation": [None, None], "participation.dissimilarity": [None],
    "coverage.reach": [None], "inequality.gap": [None, None],
}  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_with_everybody_outside_only_what_happens_here_is_counted(name):
    away = dict(TABLES["persons"], home=["outside"] * 5)
    table = one_community(persons=away).measure(asked(name), by=by(name), **QUESTION)
    expected = OUTSIDE.get(name, VALUES[name])
    assert table.values("value") == near(expected)


# Ids of any kind

WRITTEN = {
    "integers": lambda i: sum(ord(c) * 131**k for k, c in enumerate(str(i))) % 1_000_003,
    "text": lambda i: f"id {i}",
    "Chinese": lambda i: f"编号，{i}号",
}


def renamed(write: Any) -> dict[str, dict[str, list[Any]]]:
    columns = {("places", "id"), *((t, "id") for t in TABLES), *REFERENCES,
               ("benefits", "service"), ("benefits", "beneficiary")}  # fmt: skip
    return {
        table: {
            column: [v if v in (None, "outside") else write(v) for v in values]
            if (table, column) in columns else values
            for column, values in given.items()
        }
        for table, given in TABLES.items()
    }  # fmt: skip


@pytest.mark.parametrize("kind", WRITTEN)
@pytest.mark.parametrize("name", LOCAL)
def test_ids_of_any_kind_give_the_same_answers(name, kind):
    write = WRITTEN[kind]
    table = one_community(**renamed(write)).measure(
        asked(name), by=by(name, "community"), **QUESTION
    )
    plain = one_community().measure(asked(name), by=by(name, "community"), **QUESTION)
    names = {"A": write("A"), None: None}
    assert [
        dict(row, community=names[row["community"]]) for row in plain
    ] == table.to_dicts()  # fmt: skip


# Places: levels missing, homes above the level, zones in zones


def lopsided() -> ll.Network:
    """c1 has a grid, c2 its households directly; one person lives somewhere in the city."""
    return ll.Network(
        places={
            "id": ["city", "c1", "c2", "g1", "h1", "h2", "h3"],
            "level": ["city", "community", "community", "grid"] + ["household"] * 3,
            "parent": [None, "city", "city", "c1", "g1", "c2", "c2"],
        },
        persons={"id": [1, 2, 3, 4, 5], "home": ["h1", "h2", "h3", "city", "outside"]},
        teams={"id": ["t1", "t2"], "kind": ["volunteers"] * 2, "place": ["g1", "h2"]},
        memberships={"member": [1, 5, 2], "group": ["t1", "t1", "t2"]},
        issues={"id": [1, 2], "place": ["h1", "h3"], "raised_at": ["2024-01-05", "2024-02-03"]},
        issue_events={"issue": [1], "state": ["closed"], "at": ["2024-02-04"]},
    )


def test_what_lies_in_no_place_of_the_level_is_a_row_of_its_own():
    net = lopsided()
    assert by_key(net.measure("counts.residents", by="grid"), "grid") == {"g1": 1, None: 3}
    assert by_key(net.measure("counts.residents", by="community"), "community") == {
        "c1": 1, "c2": 2, None: 1}  # fmt: skip
    assert by_key(net.measure("coverage.members", by="grid"), "grid") == {"g1": 2, None: 1}
    assert by_key(net.measure("deliberation.raised", by="grid"), "grid") == {"g1": 1, None: 1}
    assert by_key(net.measure("deliberation.closure_rate", by="grid"), "grid") == {"g1": 1, None: 0}
    rows = net.measure("counts.households", by=["grid", "community"]).to_dicts()
    assert [(row["grid"], row["community"], row["value"]) for row in rows] == [
        ("g1", "c1", 1), (None, None, 2)]  # fmt: skip


ADDITIVE = ["counts.places", "counts.residents", "counts.households", "coverage.members",
            "coverage.memberships", "coverage.teams", "participation.meetings",
            "participation.attendances", "deliberation.raised", "deliberation.reached",
            "deliberation.open"]  # fmt: skip


@pytest.mark.parametrize("level", ["city", "community", "grid", "household"])
@pytest.mark.parametrize("name", [n for n in ADDITIVE if not n.startswith("participation")])
def test_counts_of_a_lopsided_tree_add_up_at_every_level(name, level):
    net = lopsided()
    (whole,) = net.measure(name)["value"]
    assert sum(net.measure(name, by=level)["value"]) == whole


def test_reach_of_those_at_home_above_the_level_is_that_of_their_own_home():
    net = lopsided()
    assert net.measure("coverage.reach")["value"].tolist() == [0.5]  # 1 and 2, of 1 to 4
    assert by_key(net.measure("coverage.reach", by="community"), "community") == {
        "c1": 1, "c2": 0.5, None: 0}  # fmt: skip


def test_a_level_without_places_is_an_error_that_names_those_there_are():
    with pytest.raises(ll.MeasureError, match="building"):
        lopsided().measure("counts.residents", by="building")


def zoned() -> ll.Network:
    """Buildings of two grids lie in the estate e; it and another building in a school's zone."""
    return ll.Network(
        places={
            "id": ["c", "g1", "g2", "b1", "b2", "b3", "e", "s"],
            "level": ["community", "grid", "grid", "building", "building", "building", "estate",
                      "school"],
            "parent": [None, "c", "c", "g1", "g2", "g2", "c", "c"],
        },
        place_in={"place": ["b1", "b2", "e", "b3"], "zone": ["e", "e", "s", "s"]},
        persons={"id": [1, 2, 3, 4], "home": ["b1", "b2", "b3", "g1"]},
    )  # fmt: skip


def test_zones_gather_places_of_several_grids_and_count_each_once():
    net = zoned()
    assert by_key(net.measure("counts.residents", by="grid"), "grid") == {"g1": 2, "g2": 2}
    assert by_key(net.measure("counts.residents", by="estate"), "estate") == {"e": 2, None: 2}
    assert by_key(net.measure("counts.residents", by="school"), "school") == {"s": 3, None: 1}
    assert net.measure("counts.residents", within="e")["value"].tolist() == [2]
    assert net.measure("counts.residents", within="s")["value"].tolist() == [3]
    assert net.measure("counts.residents")["value"].tolist() == [4]


# Strata with nulls


def test_a_stratum_that_is_null_is_a_row_of_its_own_and_in_no_share():
    net = one_community(
        persons=dict(TABLES["persons"], sex=["F", None, "M", None, "F"]),
    )
    rows = by_key(net.measure("counts.residents(residents=persons)", by="sex"), "sex")
    assert rows == {"F": 1, "M": 1, None: 2}
    found = by_key(net.measure("participation.representation", by="sex", **QUESTION), "sex")
    # Of those of known sex 1 and 3 came, one of each, as there live here.
    assert found == {"F": 1, "M": 1, None: None}


def test_a_row_of_population_without_a_stratum_is_the_whole_not_a_category():
    net = ll.Network(
        places={"id": ["A"], "level": ["community"]},
        population={"place": ["A"] * 3, "count": [5, 3, 9], "sex": ["F", "M", None]},
    )
    assert net.measure("counts.residents")["value"].tolist() == [9]
    assert by_key(net.measure("counts.residents", by="sex"), "sex") == {"F": 5, "M": 3}
    assert net.measure("counts.residents", where={"sex": "F"})["value"].tolist() == [5]
