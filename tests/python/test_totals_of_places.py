# SPDX-License-Identifier: Apache-2.0
"""What is known of a place as a whole: its population, what it reported, who is listed.

Each test is one consequence of the contract, asked through `net.measure`. All data are made up.
"""

from __future__ import annotations

from typing import Any

import linli as ll
import pytest
from totals_world import by, is_unknown, one, values, world

WITH_STRATA: dict[str, Any] = {
    "place": ["A", "A", "A", "B", "B", "B"],
    "count": [100, 55, 45, 60, 31, 29],
    "sex": [None, "F", "M", None, "F", "M"],
}
PLAIN: dict[str, Any] = {"place": ["A", "B"], "count": [100, 60]}
# B sent nothing about teams or memberships; nothing was asked about meetings.
OBSERVED: dict[str, Any] = {"table": ["teams", "memberships"], "place": ["A", "A"]}


class TestPopulation:
    def test_stands_before_persons(self) -> None:
        row = one(world(population=PLAIN), "counts.residents")
        assert (row["value"], row["basis"]) == (160, "totals")
        row = one(world(), "counts.residents")
        assert (row["value"], row["basis"]) == (3, "rows")

    def test_of_a_part_leaves_the_whole_unknown_where_persons_are_a_list(self) -> None:
        net = world(population={"place": ["A"], "count": [100]})
        assert values(net, "counts.residents") == {"A": 100, "B": None}
        assert is_unknown(one(net, "counts.residents"), "no denominator")

    def test_of_a_part_is_added_to_persons_where_these_are_all(self) -> None:
        net = world("all_residents", population={"place": ["A"], "count": [100]})
        row = one(net, "counts.residents")
        assert (row["value"], row["basis"]) == (101, "mixed")

    def test_of_the_whole_stands_before_those_of_parts(self) -> None:
        given = {"place": ["city", "A", "B"], "count": [200, 100, 60]}
        net = world(population=given)
        assert one(net, "counts.residents")["value"] == 200
        assert values(net, "counts.residents") == {"A": 100, "B": 60, None: 40}

    def test_by_stratum_is_the_denominator_by_that_attribute(self) -> None:
        net = world(population=WITH_STRATA)
        rows = by(net, "counts.residents", "sex")
        assert {k: row["value"] for k, row in rows.items()} == {"F": 86, "M": 74}
        assert {row["basis"] for row in rows.values()} == {"totals"}
        row = by(net, "participation.rate", "sex", during="2024-01")["F"]
        assert (row["numerator"], row["denominator"]) == (1, 86)
        assert one(net, "counts.residents", where={"sex": "M"})["value"] == 74

    def test_strata_are_not_added_to_the_count_beside_them(self) -> None:
        assert one(world(population=WITH_STRATA), "counts.residents")["value"] == 160

    def test_without_strata_gives_no_denominator_by_an_attribute(self) -> None:
        rows = by(world(population=PLAIN), "participation.rate", "sex", during="2024-01")
        assert is_unknown(rows["F"], "no denominator by sex")

    def test_of_households_is_not_of_persons(self) -> None:
        given = {"place": ["A", "A"], "count": [100, 40], "unit": ["persons", "households"]}
        net = world(population=given)
        row = one(net, "counts.households", within="A")
        assert (row["value"], row["basis"]) == (40, "totals")
        assert one(net, "counts.residents", within="A")["value"] == 100

    def test_of_usual_residents_stands_before_registered_ones(self) -> None:
        given = {
            "place": ["A", "A"],
            "count": [130, 100],
            "basis": ["registered", "usual_residents"],
        }
        assert one(world(population=given), "counts.residents", within="A")["value"] == 100

    def test_smaller_than_what_it_divides_leaves_the_value_and_is_noted(self) -> None:
        net = world(population={"place": ["A", "B"], "count": [1, 60]})
        row = by(net, "participation.rate", during="2024-01")["A"]
        assert (row["value"], row["numerator"], row["denominator"]) == (2, 2, 1)
        assert row["note"]

    def test_is_reached_whole_where_persons_are_a_list(self) -> None:
        teams = {"id": ["named"], "kind": ["volunteers"], "place": ["A"]}
        row = one(world(population=PLAIN, teams=teams), "coverage.reach")
        assert (row["numerator"], row["denominator"], row["basis"]) == (100, 160, "totals")

    def test_of_a_later_day_does_not_count_yet(self) -> None:
        given = {"place": ["A", "A"], "count": [100, 110], "as_of": ["2023-12-31", "2024-12-31"]}
        net = world(population=given)
        assert one(net, "counts.residents", within="A")["value"] == 100
        assert one(net, "counts.residents", within="A", on="2025-01-01")["value"] == 110

    def test_makes_a_rate_mixed(self) -> None:
        row = one(world(population=PLAIN), "participation.rate", during="2024-01")
        assert (row["value"], row["basis"]) == (2 / 160, "mixed")


class TestObserved:
    @pytest.mark.parametrize(
        "measure",
        ["members", "memberships", "teams", "breadth", "presence(kind=volunteers)", "depth"],
    )
    def test_what_was_not_reported_is_null_and_never_zero(self, measure: str) -> None:
        teams = {"id": ["named"], "kind": ["volunteers"], "place": ["A"]}
        without = by(world(teams=teams), f"coverage.{measure}")["B"]
        assert without["value"] == 0  # a table without `observed` counts as collected
        rows = by(world(teams=teams, observed=OBSERVED), f"coverage.{measure}")
        assert is_unknown(rows["B"], "not reported")
        assert rows["B"]["numerator"] is None
        assert rows["A"]["value"] is not None

    def test_bounds_of_what_was_not_reported_are_open(self) -> None:
        net = world("listed_only", observed=OBSERVED)
        rows = {r["place"]: r for r in net.bounds("coverage.members by community").rows()}
        assert (rows["B"]["low"], rows["B"]["high"]) == (None, None)
        assert "not reported" in rows["B"]["argument"]

    def test_a_part_collected_gives_a_value_for_the_whole(self) -> None:
        net = world(observed=OBSERVED)
        assert one(net, "coverage.teams")["value"] == 2

    def test_a_table_that_is_not_named_counts_as_collected(self) -> None:
        assert values(world(observed=OBSERVED), "participation.meetings") == {"A": 1, "B": 2}

    def test_flows_are_unknown_outside_the_time_of_collection(self) -> None:
        observed = {
            "table": ["meetings", "attendances"],
            "place": ["city", "city"],
            "since": ["2024-01-01"] * 2,
            "until": ["2024-03-01"] * 2,
        }
        net = world(observed=observed)
        assert one(net, "participation.meetings", during="2024-02")["value"] == 1
        row = one(net, "participation.meetings", during="2024-05")
        assert is_unknown(row, "not reported")
        assert one(world(), "participation.meetings", during="2024-05")["value"] == 0

    def test_a_table_that_was_never_given_is_asked_for(self) -> None:
        net = world(meetings=None, attendances=None)
        assert is_unknown(one(net, "participation.meetings"), "needs the table meetings")

    def test_an_empty_table_is_a_zero(self) -> None:
        empty: dict[str, list[Any]] = {"id": [], "held_by": [], "date": []}
        net = world(meetings=empty, attendances=None)
        assert one(net, "participation.meetings")["value"] == 0


class TestPersonsAre:
    def test_all_residents_unless_a_population_says_more(self) -> None:
        assert world().persons_are == "all_residents"
        assert world(population=PLAIN).persons_are == "listed_only"

    def test_a_list_is_no_denominator(self) -> None:
        row = one(world("listed_only"), "counts.residents")
        assert is_unknown(row, "no denominator")
        assert is_unknown(
            one(world("listed_only"), "participation.rate", during="2024-01"), "denominator"
        )
        teams = {"id": ["named"], "kind": ["volunteers"], "place": ["A"]}
        assert is_unknown(one(world("listed_only", teams=teams), "coverage.depth"), "denominator")

    def test_a_register_is_a_denominator_by_any_attribute(self) -> None:
        rows = by(world("all_residents"), "participation.rate", "sex", during="2024-01")
        assert {k: r["denominator"] for k, r in rows.items() if k} == {"F": 2, "M": 1}

    def test_a_population_stands_before_a_register(self) -> None:
        net = world("all_residents", population=PLAIN)
        assert one(net, "counts.residents")["value"] == 160

    def test_the_source_of_residents_may_be_forced(self) -> None:
        net = world("all_residents", population=PLAIN)
        by_list = ll.counts.residents(residents="persons")
        assert one(net, by_list)["value"] == 3
        by_total = ll.counts.residents(residents="population")
        assert one(net, by_total)["value"] == 160
        assert is_unknown(one(world("all_residents"), by_total), "no denominator")

    def test_counts_of_listed_persons_do_not_depend_on_it(self) -> None:
        teams = {"id": ["named"], "kind": ["volunteers"], "place": ["A"]}
        for who in ("all_residents", "listed_only"):
            assert one(world(who, teams=teams), "coverage.members")["value"] == 2
            row = one(world(who), "participation.intensity", during="2024-01")
            assert (row["value"], row["basis"]) == (1, "rows")
