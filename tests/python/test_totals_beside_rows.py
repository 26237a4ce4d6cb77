# SPDX-License-Identifier: Apache-2.0
"""What a count of teams, meetings or services stands in for, and what it leaves unknown.

Each test is one consequence of the contract, asked through `net.measure`. All data are made up.
"""

from __future__ import annotations

from typing import Any

import pytest
from totals_world import TABLES, by, is_unknown, one, values, world

SERVICES: dict[str, Any] = {
    "services": {"id": ["s1", "s2"], "kind": ["advice", "lectures"], "place": ["A", "B"]},
    "service_counts": {
        "service": ["s1", "s1", "s1", "s1", "s2"],
        "unit": ["persons", "persons", "persons", "households", "sessions"],
        "count": [120, 45, 30, 605, 122],
        "outcome": ["back_on_track", "back_to_school", None, None, None],
    },
}


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

    def test_leaves_members_of_any_group_table_unknown(self) -> None:
        assert is_unknown(one(world(), "counts.members"), "head count")

    def test_makes_a_provider_large_enough(self) -> None:
        assert one(world(), "coverage.reach(min_members=7)")["numerator"] == 1  # who lives in B
        assert one(world(), "coverage.reach(min_members=2)")["numerator"] == 3
        assert one(world(), "coverage.reach(min_members=8)")["numerator"] == 0

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
    def test_give_the_sessions_of_a_service_without_meetings(self) -> None:
        row = by(world(**SERVICES), "counts.sessions")["B"]
        assert (row["value"], row["basis"]) == (122, "totals")

    def test_give_way_to_meetings(self) -> None:
        held = {"id": ["l1", "l2"], "held_by": ["s2", "s2"], "date": ["2024-01-01", "2024-01-02"]}
        net = world(**SERVICES, meetings=held, attendances=None)
        row = by(net, "counts.sessions")["B"]
        assert (row["value"], row["basis"]) == (2, "rows")

    def test_of_several_outcomes_are_never_added(self) -> None:
        net = world(**SERVICES)
        assert one(net, "counts.helped")["value"] == 30
        found = values(net, "counts.helped", "outcome")
        assert found == {"back_on_track": 120, "back_to_school": 45, None: 30}
        assert one(net, "counts.helped(outcome=back_on_track)")["basis"] == "totals"

    def test_of_households_are_not_those_of_persons(self) -> None:
        assert one(world(**SERVICES), "counts.helped(unit=households)")["value"] == 605

    def test_that_were_not_given_are_unknown(self) -> None:
        assert is_unknown(one(world(), "counts.helped"), "service_counts")
