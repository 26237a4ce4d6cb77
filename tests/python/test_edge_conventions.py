# SPDX-License-Identifier: Apache-2.0
"""The conventions at their edges: people who left, places merged, windows not collected.

All worlds are synthetic: a district d with the communities a and b.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import linli as ll
import numpy as np
import pytest

PLACES = {
    "id": ["d", "a", "b"],
    "level": ["district", "community", "community"],
    "parent": [None, "d", "d"],
}


def world(**tables: Any) -> ll.Network:
    return ll.Network(**{"places": PLACES, **tables})


def answer(net: ll.Network, measure: Any, **asked: Any) -> dict[str, Any]:
    (row,) = net.measure(measure, **asked)
    return row


def forum(held: list[str], came: dict[str, list[str]], **columns: Any) -> dict[str, Any]:
    """Meetings of a forum in a: on these days, and who came to each by day."""
    pairs = [(day, person) for day, persons in came.items() for person in persons]
    return {
        "forums": {"id": ["f"], "kind": ["hall"], "place": ["a"]},
        "meetings": {"id": held, "held_by": ["f"] * len(held), "date": held, **columns},
        "attendances": {"meeting": [m for m, _ in pairs], "person": [p for _, p in pairs]},
    }


LEFT = {
    "id": ["p1", "p2", "p3", "q1", "q2"],
    "home": ["a"] * 5,
    "sex": ["F", "M", "M", "F", "F"],
    "until": [None, None, None, "2020-01-01", "2020-01-01"],
}


def test_who_has_left_is_no_longer_at_home():
    came = {"2019-05-01": ["q1", "q2"], "2024-05-01": ["p1"]}
    net = world(persons=LEFT, **forum(list(came), came))
    assert answer(net, "participation.never_share")["value"] == pytest.approx(2 / 3)
    assert answer(net, "participation.rate")["value"] == pytest.approx(1 / 3)
    assert answer(net, "participation.intensity")["value"] == 1
    shares = net.measure("participation.representation", by="sex")
    assert [row["numerator"] for row in shares if row["sex"]] == [1, 0]


def test_who_has_left_is_no_resident_in_a_team_or_with_a_service():
    net = world(
        persons=LEFT,
        teams={"id": ["t"], "kind": ["aid"], "place": ["a"]},
        memberships={"member": ["p1", "q1", "q2"], "group": ["t"] * 3},
        services={"id": ["s"], "kind": ["meals"], "place": ["a"]},
        benefits={"service": ["s"] * 3, "beneficiary": ["p1", "q1", "q2"]},
    )
    on = {"on": "2024-06-30"}
    assert answer(net, "participation.membership_rate", **on)["value"] == pytest.approx(1 / 3)
    assert answer(net, "coverage.service_share", **on)["value"] == pytest.approx(1 / 3)
    assert (
        answer(net, "coverage.members", **on)["value"] == 3
    )  # by the membership, wherever they live


def test_a_panel_counts_who_still_is_at_home():
    net = world(persons=LEFT)
    panel = ll.participation.representation(of=["p1", "p2", "q1"])
    found = {row["sex"]: row for row in net.measure(panel, by="sex", on="2024-06-30")}
    assert found["F"]["value"] == pytest.approx((1 / 2) / (1 / 3))  # needs no meetings
    assert found["M"]["numerator"] == 1


MERGED = {
    "id": ["d", "old", "new"],
    "level": ["district", "community", "community"],
    "parent": [None, "d", "d"],
    "population": [None, 1000, 1020],
    "households": [None, 500, 510],
    "shops": [None, 7, 8],
    "until": [None, "2023-01-01", None],
    "since": [None, None, "2023-01-01"],
    "replaced_by": [None, "new", None],
}


@pytest.mark.parametrize(
    ("measure", "before", "after"),
    [
        ("counts.residents", 1000, 1020),
        ("counts.households", 500, 510),
        ("counts.total(column=shops)", 7, 8),
        ("counts.places(of_level=community)", 1, 1),
    ],
)
def test_a_place_that_was_merged_is_counted_once(measure, before, after):
    net = ll.Network(places=MERGED)
    assert answer(net, measure, on="2022-06-30")["value"] == before
    assert answer(net, measure, on="2024-06-30")["value"] == after


def test_a_column_below_zero_leaves_over_what_it_leaves_over():
    places = PLACES | {"net": [-10, -3, None]}
    rows = ll.Network(places=places).measure("counts.total(column=net)", by="community")
    assert [row["value"] for row in rows] == [-3, None, -7]


TWO = {"id": ["p1", "p2"], "home": ["a", "a"]}


def test_a_window_without_an_end_sees_nameless_meetings_too():
    held = ["2023-05-01", "2024-02-01", "2024-05-01"]
    came = {"2023-05-01": ["p1"], "2024-02-01": ["p2"]}
    net = world(persons=TWO, **forum(held, came, attended=[None, None, 30]))
    for during in (("2024-01-01", None), ("2024-01-01", "2025-01-01")):
        row = answer(net, "participation.newcomer_share", during=during)
        assert row["value"] is None
        assert "no names" in row["note"]


def test_both_windows_of_a_comparison_must_have_been_collected():
    came = {"2024-04-05": ["p1", "p2"], "2024-08-01": ["p1"], "2024-12-31": ["p1"]}
    tables = {"persons": TWO, **forum(list(came), came)}
    until = {"table": ["meetings"], "place": ["a"], "since": [None], "until": ["2024-07-01"]}
    quarters = world(**tables, observed=until).measure(
        "participation.retention", by=["community", "quarter"], during="2024"
    )
    of_a = {row["quarter"]: row for row in quarters if row["community"] == "a"}
    assert of_a["2024-Q2"]["value"] is None
    assert "not reported" in of_a["2024-Q2"]["note"]
    since = {"table": ["meetings"], "place": ["a"], "since": ["2024-06-01"], "until": [None]}
    rows = world(**tables, observed=since).measure(
        "participation.newcomer_share", by="community", during=("2024-06-01", None)
    )
    (of_a,) = (row for row in rows if row["community"] == "a")
    assert of_a["value"] is None
    assert "not reported" in of_a["note"]


def test_what_is_read_follows_the_parameters():
    teams = {"id": ["t"], "kind": ["aid"], "place": ["a"]}
    net = world(persons=TWO, teams=teams)
    assert answer(net, "coverage.reach")["value"] == 1
    row = answer(net, "coverage.reach(min_members=1)")
    assert row["value"] is None
    assert "memberships" in row["note"]
    forums = {"id": ["f"], "kind": ["hall"], "place": ["a"]}
    issues = {"id": ["i"], "place": ["a"], "raised_at": ["2024-01-01"]}
    idle = answer(world(forums=forums, issues=issues), "deliberation.idle_forums")
    assert idle["value"] is None
    assert "issue_events" in idle["note"]


def test_a_population_is_known_where_persons_were_not_collected():
    places = PLACES | {"population": [None, 100, None]}
    elsewhere = {"table": ["persons"], "place": ["b"]}
    net = ll.Network(places=places, persons={"id": ["p"], "home": ["b"]}, observed=elsewhere)
    rows = {row["community"]: row for row in net.measure("counts.residents", by="community")}
    assert rows["a"]["value"] == 100
    assert rows["a"]["basis"] == "totals"


def test_a_stock_of_ones_own_is_read_on_the_last_day_of_each_bucket():
    seen = []

    def count(block: Any) -> list[int]:
        seen.append(block.on)
        return [1] * len(block)

    ask = ll.define("own.places_by_day", key="places", count=count)
    dated = {"id": ["i"], "place": ["a"], "raised_at": ["2024-06-15"]}
    world(issues=dated).measure(ask(), by="month", during="2024-H1", on="2024-06-30")
    last = ["2024-01-31", "2024-02-29", "2024-03-31", "2024-04-30", "2024-05-31", "2024-06-30"]
    assert sorted(set(seen)) == last


def test_the_unit_says_what_was_counted():
    services = {"id": ["s"], "kind": ["aid"], "place": ["a"]}
    counts = {"service": ["s"], "unit": ["households"], "count": [605]}
    net = world(services=services, service_counts=counts)
    row = answer(net, "counts.helped(unit=households)")
    assert (row["value"], row["unit"]) == (605, "households")


@pytest.mark.parametrize(
    ("wanted", "said"),
    [({"age_band": "18-34"}, "18–34"), ({"age_band": (18, 35)}, "18–34")],
)
def test_a_label_that_is_none_is_an_error_that_lists_them(wanted, said):
    net = world(persons=TWO | {"age": [20, 40]})
    with pytest.raises(ll.MeasureError, match=said):
        net.measure("counts.residents", where=wanted)


def test_kinds_of_providers_are_those_of_their_table():
    net = world(
        persons=TWO,
        teams={"id": ["t"], "kind": ["vol"], "place": ["a"]},
        services={"id": ["s"], "kind": ["clinic"], "place": ["a"]},
    )
    with pytest.raises(ll.MeasureError, match="is none of clinic"):
        net.measure("coverage.reach(providers=services, kinds=vol)")


def test_person_sex_is_sex_also_for_denominators():
    population = {"place": ["a", "a"], "count": [24, 26], "sex": ["F", "M"]}
    came = {"2024-05-01": ["p1"]}
    persons = TWO | {"sex": ["F", "M"]}
    net = world(persons=persons, population=population, **forum(list(came), came))
    for name in ("sex", "person.sex"):
        row = answer(net, "participation.rate", where={name: "F"}, within="a")
        assert row["value"] == pytest.approx(1 / 24)
        rows = net.measure("participation.rate", by=name, within="a")
        assert {r[name]: r["denominator"] for r in rows if r[name]} == {"F": 24, "M": 26}


ACTS = {"person": ["p1"], "group": ["t"], "date": ["2024-02-01"]}
TEAM = {
    "teams": {"id": ["t"], "kind": ["aid"], "place": ["a"]},
    "memberships": {"member": ["p1", "p2"], "group": ["t", "t"]},
}


def test_buckets_of_time_begin_with_the_first_act_of_service():
    net = world(persons=TWO, activities=ACTS, **TEAM)
    rows = net.measure("coverage.active_members", by="month", on="2024-04-30")
    assert {row["month"]: row["value"] for row in rows} == {
        "2024-02": 1,
        "2024-03": 0,
        "2024-04": 0,
    }


def test_who_is_active_is_told_of_those_named():
    nameless = forum(["2024-03-01"], {}, attended=[30])
    net = world(persons=TWO, activities=ACTS, **TEAM, **nameless)
    row = answer(net, "coverage.active_members")
    assert row["value"] == 1
    assert "1 meeting(s) kept no names" in row["note"]


def test_dwell_of_a_state_by_state_is_of_that_state():
    net = world(
        issues={"id": ["i"], "place": ["a"], "raised_at": ["2024-01-01"]},
        issue_events={
            "issue": ["i", "i"],
            "state": ["accepted", "closed"],
            "at": ["2024-01-03", "2024-01-10"],
        },
    )
    rows = net.measure("deliberation.dwell(state=accepted)", by="state")
    assert {row["state"]: row["value"] for row in rows if row["value"] is not None} == {
        "accepted": 7
    }


def test_two_filters_of_a_name_are_an_error_unless_they_are_the_same():
    net = world(persons=TWO | {"sex": ["F", "M"]})
    women = ll.counts.residents(where={"sex": "F"})
    assert answer(net, women, where={"sex": "F"})["value"] == 1
    with pytest.raises(ll.MeasureError, match="one filter of a name"):
        net.measure(women, where={"sex": "M"})


@pytest.mark.parametrize("age", [17, 17.0, "17", [17.0], (17, 18)])
def test_an_age_is_a_number_however_it_is_written(age):
    net = world(persons=TWO | {"age": [17, 40]})
    assert answer(net, "counts.residents", where={"age": age})["value"] == 1


@pytest.mark.parametrize("column", ["age", "floor", "seen", "owner"])
def test_a_value_unlike_the_column_is_an_error(column):
    own = {
        "age": [17, 40],
        "floor": [1.5, 2],
        "seen": [date(2024, 1, 1), None],
        "owner": [True, None],
    }
    net = world(persons=TWO | own)
    with pytest.raises(ll.MeasureError, match="is not"):
        net.measure("counts.residents", where={column: "x"})


def test_dates_are_compared_as_moments_and_truths_as_numbers():
    own = {"seen": [date(2024, 1, 1), date(2024, 1, 2)], "owner": [True, False]}
    net = world(persons=TWO | own)
    assert answer(net, "counts.residents", where={"seen": "2024-01-01T00:00:00"})["value"] == 1
    assert answer(net, "counts.residents", where={"owner": 1})["value"] == 1


@pytest.mark.parametrize("limit", [float("inf"), float("nan"), -float("inf")])
def test_a_limit_that_is_no_finite_number_is_an_error(limit):
    target = {"measure": "counts.places", "by": "community", "at_least": limit}
    with pytest.raises(ll.MeasureError, match="finite"):
        world().attainment(target)


def test_the_whole_says_that_a_part_did_not_report():
    net = world(
        issues={"id": ["i", "j"], "place": ["a", "b"], "raised_at": ["2024-01-01"] * 2},
        issue_events={"issue": ["i"], "state": ["closed"], "at": ["2024-01-05"]},
        observed={"table": ["issue_events"], "place": ["a"]},
    )
    assert "not reported by all of it" in answer(net, "deliberation.closure_rate")["note"]
    rows = net.measure("deliberation.closure_rate", by="community")
    notes = {row["community"]: row["note"] for row in rows}
    assert notes == {"a": None, "b": "not reported: issue_events"}


def test_residents_do_not_lie_in_a_null_kind():
    net = world(persons=TWO, **TEAM)
    assert net.measure("coverage.depth", by="kind").values("kind") == ["aid"]


def test_sums_that_would_not_fit_are_an_error():
    own = ll.define("own.huge", key="persons", count=lambda block: [2**62] * len(block))
    with pytest.raises(ll.MeasureError, match="so that sums fit"):
        world(persons=TWO).measure(own())


@pytest.mark.parametrize("start", ["9999-12-31", "2035-07-01"])
def test_a_programme_that_begins_after_all_is_known_is_an_error(start):
    net = world(issues={"id": ["i"], "place": ["a"], "raised_at": ["2024-01-01"]})
    with pytest.raises(ll.MeasureError, match="lies after 2024-01-01"):
        ll.before_after(net, "deliberation.raised", start=start)


def test_dimensions_may_stand_in_any_list():
    net = world()
    listed = net.measure("counts.places", by=["community"]).to_dicts()
    for by in (np.array(["community"]), ("community",), {"community": 1}.keys()):
        assert net.measure("counts.places", by=by).to_dicts() == listed
    with pytest.raises(ll.MeasureError, match="a list of them"):
        net.measure("counts.places", by=np.array("community"))


def test_half_a_character_is_no_text():
    with pytest.raises(ll.MeasureError, match="half a character"):
        world().measure("counts.places", within="\ud800")


def test_a_path_that_is_too_long_is_an_error_of_files():
    with pytest.raises(ll.FileError, match="too long"):
        ll.read("x" * 100_000)


def test_a_limit_beyond_64_bits_is_an_error():
    with pytest.raises(ll.MeasureError, match="at_least is a number"):
        world().attainment({"measure": "counts.places", "at_least": 2**63})
