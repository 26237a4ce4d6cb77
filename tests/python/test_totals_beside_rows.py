# SPDX-License-Identifier: Apache-2.0
"""Totals beside rows: what a count stands in for, what it leaves unknown, and how the answer says so.

Each test is one consequence of the contract, asked through `net.measure`. All data are made up.
"""

from __future__ import annotations

from typing import Any

import linli as ll
import pytest

Row = dict[str, Any]

# city ─ A, B (communities); persons 1 and 2 live in A, 3 in B, 4 elsewhere.
TABLES: dict[str, dict[str, list[Any]]] = {
    "places": {
        "id": ["city", "A", "B"],
        "level": ["city", "community", "community"],
        "parent": [None, "city", "city"],
    },
    "persons": {
        "id": [1, 2, 3, 4],
        "home": ["A", "A", "B", "outside"],
        "sex": ["F", "M", "F", "F"],
    },
    "teams": {
        "id": ["named", "counted"],
        "kind": ["volunteers", "volunteers"],
        "place": ["A", "B"],
        "head_count": [None, 7],
    },
    "memberships": {"member": [1, 4], "group": ["named", "named"]},
    "forums": {"id": ["fa", "fb"], "kind": ["hall", "hall"], "place": ["A", "B"]},
    "meetings": {
        "id": ["m1", "m2", "m3"],
        "held_by": ["fa", "fb", "fb"],
        "date": ["2024-01-10", "2024-02-10", "2024-03-10"],
        "attended": [None, 12, None],
        "residents_attended": [None, 9, None],
    },
    "attendances": {"meeting": ["m1", "m1", "m1"], "person": [1, 2, 4]},
}


def world(persons_are: str | None = None, **changed: Any) -> ll.Network:
    tables = {**TABLES, **changed}
    return ll.Network(
        **{name: table for name, table in tables.items() if table is not None},
        persons_are=persons_are,
        as_of="2024-06-30",
        origin="synthetic",
    )


def one(net: ll.Network, measure: str, **asked: Any) -> Row:
    rows = list(net.measure(measure, **asked).rows())
    assert len(rows) == 1
    return rows[0]


def by(net: ll.Network, measure: str, dimension: str = "community", **asked: Any) -> dict[Any, Row]:
    return {row[dimension]: row for row in net.measure(measure, by=dimension, **asked).rows()}


def values(net: ll.Network, measure: str, dimension: str = "community", **asked: Any) -> Row:
    return {key: row["value"] for key, row in by(net, measure, dimension, **asked).items()}


def is_unknown(row: Row, *words: str) -> bool:
    return row["value"] is None and all(word in row["note"] for word in words)


class TestHeadCount:
    def test_stands_in_for_memberships(self) -> None:
        rows = by(world(), "coverage.memberships")
        assert (rows["A"]["value"], rows["A"]["basis"]) == (2, "rows")
        assert (rows["B"]["value"], rows["B"]["basis"]) == (7, "totals")
        whole = one(world(), "coverage.memberships")
        assert (whole["value"], whole["basis"]) == (9, "mixed")

    @pytest.mark.parametrize("measure", ["members", "multiplicity", "depth", "member_shortfall"])
    def test_leaves_distinct_persons_unknown(self, measure: str) -> None:
        rows = by(world(), f"coverage.{measure}")
        assert rows["A"]["value"] is not None
        assert is_unknown(rows["B"], "head count")
        assert is_unknown(one(world(), f"coverage.{measure}"), "head count")

    def test_leaves_bounds_for_them(self) -> None:
        (row,) = (
            r for r in world("listed_only").bounds("coverage.members").rows() if not r["assumption"]
        )
        assert (row["low"], row["high"]) == (7, 9)

    def test_gives_way_to_names(self) -> None:
        teams = {**TABLES["teams"], "head_count": [50, 7]}
        row = by(world(teams=teams), "coverage.memberships")["A"]
        assert (row["value"], row["basis"]) == (2, "rows")

    def test_makes_a_kind_present(self) -> None:
        enough = values(world(), "coverage.presence(kind=volunteers, min_members=7)")
        assert enough == {"A": 0, "B": 1}
        assert values(world(), "coverage.presence(kind=volunteers, min_members=8)")["B"] == 0
        assert values(world(), "coverage.breadth(min_members=7)") == {"A": 0, "B": 1}

    def test_cannot_be_split_by_what_persons_differ_in(self) -> None:
        rows = by(world(), "coverage.memberships", "sex")
        assert all(is_unknown(row, "head count") for row in rows.values())

    def test_alone_is_enough_without_a_table_of_memberships(self) -> None:
        teams = {**TABLES["teams"], "head_count": [5, 7]}
        row = one(world(teams=teams, memberships=None), "coverage.memberships")
        assert (row["value"], row["basis"]) == (12, "totals")


class TestAttended:
    def test_stands_in_for_attendances(self) -> None:
        rows = by(world(), "participation.attendances")
        assert (rows["A"]["value"], rows["A"]["basis"]) == (3, "rows")
        assert (rows["B"]["value"], rows["B"]["basis"]) == (12, "totals")
        whole = one(world(), "participation.attendances")
        assert (whole["value"], whole["basis"]) == (15, "mixed")

    def test_is_divided_by_recorded_meetings_alone(self) -> None:
        rows = by(world(), "participation.attendance_per_meeting")
        assert (rows["B"]["value"], rows["B"]["denominator"]) == (12, 1)  # of m3 nothing was kept
        assert one(world(), "participation.attendance_per_meeting")["denominator"] == 2
        assert values(world(), "participation.meetings") == {"A": 1, "B": 2}

    @pytest.mark.parametrize("measure", ["rate", "intensity", "gini", "top_share"])
    def test_leaves_distinct_participants_unknown(self, measure: str) -> None:
        row = one(world(), f"participation.{measure}")
        assert is_unknown(row, "no names", "bounds")

    def test_of_another_place_is_told_in_the_note(self) -> None:
        row = by(world(), "participation.rate")["A"]
        assert row["value"] == 1
        assert "elsewhere kept no names" in row["note"]

    def test_of_another_time_changes_nothing(self) -> None:
        row = one(world(), "participation.rate", during="2024-01")
        assert row["value"] == pytest.approx(2 / 3)
        assert not row["note"]

    def test_gives_way_to_names(self) -> None:
        meetings = {**TABLES["meetings"], "attended": [40, 12, None]}
        row = by(world(meetings=meetings), "participation.attendances")["A"]
        assert (row["value"], row["basis"]) == (3, "rows")

    def test_of_nobody_is_a_meeting_to_which_nobody_came(self) -> None:
        meetings = {**TABLES["meetings"], "attended": [None, 0, None]}
        meetings["residents_attended"] = [None, 0, None]
        net = world(meetings=meetings)
        assert by(net, "participation.attendances")["B"]["value"] == 0
        assert one(net, "participation.rate")["value"] == pytest.approx(2 / 3)


class TestResidentsAttended:
    def test_stands_in_for_attendances_of_residents(self) -> None:
        rows = by(world(), "participation.attendances(who=residents)")
        assert (rows["A"]["value"], rows["A"]["basis"]) == (2, "rows")
        assert (rows["B"]["value"], rows["B"]["basis"]) == (9, "totals")
        assert one(world(), "participation.attendances(who=residents)")["basis"] == "mixed"

    def test_is_not_those_who_came_in_all(self) -> None:
        meetings = {**TABLES["meetings"], "attended": [None, None, None]}
        rows = by(world(meetings=meetings), "participation.attendances")
        assert rows["A"]["value"] == 3
        assert is_unknown(rows["B"], "no names")

    def test_is_not_known_from_those_who_came_in_all(self) -> None:
        meetings = {**TABLES["meetings"], "residents_attended": [None, None, None]}
        rows = by(world(meetings=meetings), "participation.attendances(who=residents)")
        assert rows["A"]["value"] == 2
        assert is_unknown(rows["B"], "no names")

    def test_records_a_meeting(self) -> None:
        meetings = {**TABLES["meetings"], "attended": [None, None, None]}
        rows = list(world(meetings=meetings).bounds("participation.attendance_per_meeting").rows())
        assert [row["low"] for row in rows] == [(3 + 9) / 2]


class TestServiceCounts:
    SERVICES: dict[str, Any] = {
        "services": {"id": ["s1", "s2"], "kind": ["advice", "lectures"], "place": ["A", "B"]},
        "service_counts": {
            "service": ["s1", "s1", "s1", "s1", "s2"],
            "unit": ["persons", "persons", "persons", "households", "sessions"],
            "count": [120, 45, 30, 605, 122],
            "outcome": ["back_on_track", "back_to_school", None, None, None],
        },
    }

    def test_give_the_sessions_of_a_service_without_meetings(self) -> None:
        row = by(world(**self.SERVICES), "counts.sessions")["B"]
        assert (row["value"], row["basis"]) == (122, "totals")

    def test_give_way_to_meetings(self) -> None:
        held = {"id": ["l1", "l2"], "held_by": ["s2", "s2"], "date": ["2024-01-01", "2024-01-02"]}
        net = world(**self.SERVICES, meetings=held, attendances=None)
        row = by(net, "counts.sessions")["B"]
        assert (row["value"], row["basis"]) == (2, "rows")

    def test_of_several_outcomes_are_never_added(self) -> None:
        net = world(**self.SERVICES)
        assert one(net, "counts.helped")["value"] == 30
        found = values(net, "counts.helped", "outcome")
        assert found == {"back_on_track": 120, "back_to_school": 45, None: 30}
        assert one(net, "counts.helped(outcome=back_on_track)")["basis"] == "totals"

    def test_of_households_are_not_those_of_persons(self) -> None:
        assert one(world(**self.SERVICES), "counts.helped(unit=households)")["value"] == 605

    def test_that_were_not_given_are_unknown(self) -> None:
        assert is_unknown(one(world(), "counts.helped"), "service_counts")


class TestPopulation:
    WITH_STRATA: dict[str, Any] = {
        "place": ["A", "A", "A", "B", "B", "B"],
        "count": [100, 55, 45, 60, 31, 29],
        "sex": [None, "F", "M", None, "F", "M"],
    }
    PLAIN: dict[str, Any] = {"place": ["A", "B"], "count": [100, 60]}

    def test_stands_before_persons(self) -> None:
        row = one(world(population=self.PLAIN), "counts.residents")
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
        net = world(population=self.WITH_STRATA)
        rows = by(net, "counts.residents", "sex")
        assert {k: row["value"] for k, row in rows.items()} == {"F": 86, "M": 74}
        assert {row["basis"] for row in rows.values()} == {"totals"}
        row = by(net, "participation.rate", "sex", during="2024-01")["F"]
        assert (row["numerator"], row["denominator"]) == (1, 86)
        assert one(net, "counts.residents", where={"sex": "M"})["value"] == 74

    def test_strata_are_not_added_to_the_count_beside_them(self) -> None:
        assert one(world(population=self.WITH_STRATA), "counts.residents")["value"] == 160

    def test_without_strata_gives_no_denominator_by_an_attribute(self) -> None:
        rows = by(world(population=self.PLAIN), "participation.rate", "sex", during="2024-01")
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

    def test_makes_a_rate_mixed(self) -> None:
        row = one(world(population=self.PLAIN), "participation.rate", during="2024-01")
        assert (row["value"], row["basis"]) == (2 / 160, "mixed")


class TestObserved:
    """B sent nothing about teams or memberships; nothing was asked about meetings."""

    OBSERVED: dict[str, Any] = {"table": ["teams", "memberships"], "place": ["A", "A"]}

    @pytest.mark.parametrize(
        "measure",
        ["members", "memberships", "teams", "breadth", "presence(kind=volunteers)", "depth"],
    )
    def test_what_was_not_reported_is_null_and_never_zero(self, measure: str) -> None:
        teams = {"id": ["named"], "kind": ["volunteers"], "place": ["A"]}
        without = by(world(teams=teams), f"coverage.{measure}")["B"]
        assert without["value"] == 0  # a table without `observed` counts as collected
        rows = by(world(teams=teams, observed=self.OBSERVED), f"coverage.{measure}")
        assert is_unknown(rows["B"], "not reported")
        assert rows["B"]["numerator"] is None
        assert rows["A"]["value"] is not None

    def test_bounds_of_what_was_not_reported_are_open(self) -> None:
        net = world("listed_only", observed=self.OBSERVED)
        rows = {r["place"]: r for r in net.bounds("coverage.members by community").rows()}
        assert (rows["B"]["low"], rows["B"]["high"]) == (None, None)
        assert "not reported" in rows["B"]["argument"]

    def test_a_part_collected_gives_a_value_for_the_whole(self) -> None:
        net = world(observed=self.OBSERVED)
        assert one(net, "coverage.teams")["value"] == 2

    def test_a_table_that_is_not_named_counts_as_collected(self) -> None:
        assert values(world(observed=self.OBSERVED), "participation.meetings") == {"A": 1, "B": 2}

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
        assert world(population=TestPopulation.PLAIN).persons_are == "listed_only"

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
        net = world("all_residents", population=TestPopulation.PLAIN)
        assert one(net, "counts.residents")["value"] == 160

    def test_the_source_of_residents_may_be_forced(self) -> None:
        net = world("all_residents", population=TestPopulation.PLAIN)
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
