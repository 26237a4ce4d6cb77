# SPDX-License-Identifier: Apache-2.0
"""The naive evaluator itself, on cases small enough to work out by hand. All data are synthetic."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from naive import dimensions_of, evaluate
from naive.cases import (
    ATTENDANCES,
    DAY,
    DISTRICT,
    EVENTS,
    FORUMS,
    ISSUES,
    MATTERS,
    MEETINGS,
    PLACE_IN,
    Row,
    ask,
    with_tables,
)
from naive.compare import differences
from naive.making import Tables
from naive.strategies import contexts, questions, worlds

# counts


def test_residents_add_up_with_a_row_for_what_lies_in_no_place_of_the_level() -> None:
    # h1 2, h2 1, h3 1, the city itself 1; person 5 lives outside
    assert ask(DISTRICT, "counts.residents") == 5
    assert ask(DISTRICT, "counts.residents", by="community") == {"A": 3, "B": 1, None: 1}
    assert ask(DISTRICT, "counts.residents", within="A") == 3


def test_a_zone_holds_what_place_in_says() -> None:
    # h2 (1) and B with h3 (1); outside the zone h1 (2) and the city (1)
    assert ask(DISTRICT, "counts.residents", by="estate") == {"Z": 2, None: 3}
    dated = with_tables(place_in=[PLACE_IN[0], PLACE_IN[1] | {"until": "2024-06-30"}])
    assert ask(dated, "counts.residents", by="estate") == {"Z": 1, None: 4}
    assert ask(DISTRICT, "counts.residents", within="Z", by="community") == {"A": 1, "B": 1}


def test_population_overrides_persons_and_leaves_a_remainder() -> None:
    told = with_tables(population=[{"place": "A", "count": 10}, {"place": "city", "count": 30}])
    # B has no population: its listed person; 30 - 10 - 1 = 19 live in no community
    census = ask(told, "counts.residents", by="community", persons_are="all_residents")
    assert census == {"A": 10, "B": 1, None: 19}
    # Where persons are only a list, the list does not stand in for the residents of B.
    assert ask(told, "counts.residents", by="community") == {"A": 10, "B": None}


def test_a_stratum_comes_from_population_or_is_unknown_with_listed_persons_only() -> None:
    told = with_tables(
        population=[
            {"place": "A", "count": 10},
            {"place": "A", "count": 6, "sex": "F"},
            {"place": "A", "count": 4, "sex": "M"},
        ]
    )
    women = ask(told, "counts.residents", by="community", where={"sex": "F"})
    assert women == {"A": 6, "B": None}
    census = ask(
        told, "counts.residents", by="community", where={"sex": "F"}, persons_are="all_residents"
    )
    assert census == {"A": 6, "B": 0}
    by_persons = {"residents": "persons"}
    assert ask(told, "counts.residents", where={"sex": "F"}, params=by_persons) == 2


def test_person_attributes_and_bands_have_a_row_each_and_one_for_null() -> None:
    assert ask(DISTRICT, "counts.residents", by="sex") == {"F": 2, "M": 2, None: 1}
    bands = {"0–17": 1, "18–34": 2, "35–59": 1, "60+": 1}
    assert ask(DISTRICT, "counts.residents", by="age_band") == bands
    later = {"0–17": 0, "18–34": 3, "35–59": 1, "60+": 1}  # person 1 turns 18 on the next day
    assert ask(DISTRICT, "counts.residents", by="age_band", on="2024-07-01") == later
    assert ask(DISTRICT, "counts.residents", where={"age": (34, 70)}) == 2  # 34 and 40
    # nearest value first: h2 is new, h1 old through A; h3 and the city have none
    ages = {"old": 2, "new": 1, None: 2}
    assert ask(DISTRICT, "counts.residents", by="home.estate_age") == ages


def test_places_households_totals_groups_and_kinds() -> None:
    assert ask(DISTRICT, "counts.places", params={"of_level": "household"}) == 3
    assert ask(DISTRICT, "counts.households", by="community") == {"A": 2, "B": 1}
    # the grid's 3 stands for the household's 9; B has its household's 2
    assert ask(DISTRICT, "counts.total", params={"column": "minors"}) == 5
    assert ask(DISTRICT, "counts.groups", by="kind") == {"volunteers": 2, "watch": 1}  # t3 ended
    assert ask(DISTRICT, "counts.kinds", within="B") == 1
    assert ask(DISTRICT, "counts.members", params={"kind": "volunteers"}) == 2  # 1 and 5
    assert ask(DISTRICT, "counts.members", params={"role": "head", "kind": "volunteers"}) == 1


def test_sessions_and_helped() -> None:
    services = with_tables(
        services=[{"id": s, "kind": "rota", "place": "A"} for s in ("s1", "s2")],
        meetings=[
            {"id": "m1", "held_by": "s1", "date": "2024-01-01"},
            {"id": "m2", "held_by": "s1", "date": "2025-01-01"},
        ],
        service_counts=[
            {"service": "s1", "unit": "sessions", "count": 50},  # s1 has meetings: rows win
            {"service": "s2", "unit": "sessions", "count": 6},
            {"service": "s2", "unit": "persons", "count": 4},
            {"service": "s2", "unit": "persons", "count": 3, "outcome": "settled"},
        ],
    )
    assert ask(services, "counts.sessions") == 7  # one meeting by `on` and six counted
    assert ask(services, "counts.helped") == 4
    assert ask(services, "counts.helped", by="outcome") == {"settled": 3, None: 4}


# coverage


def test_presence_breadth_and_complete() -> None:
    by = ["community", "kind"]
    assert ask(DISTRICT, "coverage.presence", by=by) == {
        ("A", "volunteers"): 1,
        ("A", "watch"): 1,  # t4, seven by head count
        ("B", "volunteers"): 1,
        ("B", "watch"): 0,
    }
    two = ask(DISTRICT, "coverage.presence", by=by, params={"min_members": 2})
    assert two[("A", "volunteers")] == 1  # persons 1 and 5
    assert two[("B", "volunteers")] == 0  # person 5 alone
    before = ask(DISTRICT, "coverage.breadth", by="community", on="2024-06-29")
    assert before == {"A": 1, "B": 0.5, None: 0}  # t3 has no member: not present in the city
    assert ask(DISTRICT, "coverage.complete", params={"of_level": "community"}) == 0.5


def test_members_memberships_and_what_head_counts_allow() -> None:
    assert ask(DISTRICT, "coverage.members", by="kind") == {"volunteers": 2, "watch": None}
    assert ask(DISTRICT, "coverage.memberships") == 3 + 7  # (1,t1) (5,t1) (5,t2) and seven
    assert ask(DISTRICT, "coverage.memberships", where={"sex": "F"}) is None
    volunteers = {"kind": "volunteers"}
    assert ask(DISTRICT, "coverage.multiplicity", params=volunteers) == 1.5
    depth = ask(DISTRICT, "coverage.depth", by="community", params=volunteers)
    assert depth == {"A": 1000 * 2 / 3, "B": 1000 * 1 / 1, None: 0}  # the city has a resident
    assert ask(DISTRICT, "coverage.teams", by="community") == {"A": 2, "B": 1}
    short = {"at_least": 5, "kind": "volunteers"}
    assert ask(DISTRICT, "coverage.member_shortfall", params=short) == 3


def test_a_scheme_says_which_kinds_count_and_where_they_are_found() -> None:
    tables = with_tables(
        organisations=[
            {"id": "o1", "kind": "property_company", "place": "B", "registration": "filed"},
            {"id": "o2", "kind": "social_organisation", "place": "h3"},
        ]
    )
    scheme = {"kinds": [{"kind": "watch"}, {"kind": "property_company", "table": "organisations"}]}
    teams = ask(tables, "coverage.teams", by="kind", scheme=scheme)
    assert teams == {"watch": 1, "property_company": 1}
    assert ask(tables, "coverage.breadth", scheme="xisaishan") == 1 / 8  # volunteers
    assert ask(tables, "coverage.organisations", by="community") == {"A": 0, "B": 1}
    filed = {"kind": "property_company", "registration": "filed"}
    assert ask(tables, "coverage.organisations", params=filed) == 1


def test_reach_looks_from_the_home_upward() -> None:
    # A's people (1, 2, 3) have volunteers and watch above; h3 (4) volunteers; the city (6) none
    assert ask(DISTRICT, "coverage.reach") == 4 / 5
    assert ask(DISTRICT, "coverage.reach", params={"min_kinds": 2}) == 3 / 5
    # above the grid nothing is looked at: only person 4, served at home, is left
    assert ask(DISTRICT, "coverage.reach", params={"up_to": "grid"}) == 1 / 5
    # head counts pass as members; t2 has one member
    assert ask(DISTRICT, "coverage.reach", params={"min_members": 2}) == 3 / 5


def test_reach_with_listed_persons_weighs_the_lowest_populations_each_whole() -> None:
    told = with_tables(
        population=[{"place": p, "count": n} for p, n in (("A", 100), ("g", 60), ("B", 40))]
    )
    # lowest are g and B; volunteers serve A, above g, but only h3 within B
    assert ask(told, "coverage.reach") == 60 / 100


# participation


def test_rate_intensity_and_gini_are_of_those_at_home() -> None:
    # A: persons 1 (twice) and 3 of three residents; B: person 4 of one; 5 lives outside
    assert ask(FORUMS, "participation.rate", by="community") == {"A": 2 / 3, "B": 1, None: 0}
    assert ask(FORUMS, "participation.rate", where={"sex": "F"}) == 1  # 1 and 3 of 1 and 3
    assert ask(FORUMS, "participation.intensity") == 4 / 3
    # 2 1 1: pairs differ by 1 four times; 4 / (2 · 4/3 · 9) = 1/6
    assert ask(FORUMS, "participation.gini") == pytest.approx(1 / 6)
    # 2 1 1 0 0: 4·1 + 4·2 + 8·1 = 20; 20 / (2 · 4/5 · 25) = 1/2
    assert ask(FORUMS, "participation.gini", params={"among": "residents"}) == pytest.approx(0.5)
    assert ask(FORUMS, "participation.rate", params={"held_by": "teams"}) == 1 / 5


def test_meetings_and_attendances_are_of_groups_that_serve() -> None:
    assert ask(FORUMS, "participation.meetings", by="community") == {"A": 2, "B": 0, None: 1}
    assert ask(FORUMS, "participation.attendances", by="community") == {"A": 4, "B": 0, None: 1}
    assert ask(FORUMS, "participation.attendances", params={"who": "residents"}) == 4
    assert ask(FORUMS, "participation.attendances", by="forum.kind") == {"hall": 4, "bench": 1}
    assert ask(FORUMS, "participation.meetings", where={"meeting.kind": "urgent"}) == 1
    quarters = ask(FORUMS, "participation.meetings", by="quarter", during="2024")
    assert quarters == {"2024-Q1": 2, "2024-Q2": 1}
    # m1: volunteers, forums, unaffiliated; m2: unaffiliated; m3: volunteers
    assert ask(FORUMS, "participation.kinds_per_meeting") == 5 / 3
    assert ask(FORUMS, "participation.representatives", by="community") == {"A": 1, "B": 0}
    assert ask(FORUMS, "participation.attendance_per_meeting") == 5 / 3


def test_counts_stand_in_for_names_but_not_for_persons() -> None:
    counted = [*MEETINGS, {"id": "m6", "held_by": "f2", "date": "2024-06-30", "attended": 9}]
    tables = with_tables(meetings=counted, attendances=ATTENDANCES)
    assert ask(tables, "participation.attendances") == 5 + 9
    assert ask(tables, "participation.attendance_per_meeting") == 14 / 4
    assert ask(tables, "participation.rate") is None
    assert ask(tables, "participation.rate", during=(None, "2024-06-30")) == 3 / 5
    assert ask(tables, "participation.kinds_per_meeting") == 5 / 3


def test_outside_what_was_observed_nothing_is_known() -> None:
    seen = FORUMS | {"observed": [{"table": "meetings", "place": "A", "until": "2024-03-01"}]}
    assert ask(seen, "participation.meetings", by="community") == {"A": 2, "B": None}
    rows = evaluate(seen, "participation.meetings", within="A", on=DAY, during="2024-Q2")
    assert (rows[0]["value"], rows[0]["note"]) == (None, "not reported")


# deliberation


def test_cohort_closure_and_what_is_open() -> None:
    assert ask(MATTERS, "deliberation.raised", by="community") == {"A": 2, "B": 2}
    assert ask(MATTERS, "deliberation.raised", during="2024-01") == 2
    by_category = {"lift": 1, "noise": 1, None: 2}
    assert ask(MATTERS, "deliberation.raised", by="issue.category") == by_category
    assert ask(MATTERS, "deliberation.raised", where={"forum.kind": "hall"}) == 1
    assert ask(MATTERS, "deliberation.closure_rate") == 1 / 4  # i2 was reopened, i3 rejected
    assert ask(MATTERS, "deliberation.escalation_rate", by="community") == {"A": 0, "B": 0.5}
    states = ask(MATTERS, "deliberation.open", by="state")
    assert {s: n for s, n in states.items() if n} == {"raised": 1, "reopened": 1}  # i4, i2
    assert ask(MATTERS, "deliberation.open", on="2024-01-04") == 2
    asked: Row = {"by": "month", "during": "2024-H1", "on": "2024-03-15"}
    months = {"2024-01": 1, "2024-02": 1, "2024-03": 2}
    assert ask(MATTERS, "deliberation.open", **asked) == months


def test_reached_and_funnel() -> None:
    assert ask(MATTERS, "deliberation.reached", params={"state": "accepted"}) == 1
    implied = {"state": "accepted", "implied": True}
    assert ask(MATTERS, "deliberation.reached", params=implied) == 2  # i2 was closed
    rows = evaluate(MATTERS, "deliberation.funnel", on=DAY)
    told = {row["state"]: (row["numerator"], row["denominator"]) for row in rows}
    assert (told["raised"], told["accepted"], told["closed"]) == ((4, 4), (1, 4), (2, 4))
    assert len(rows) == 11


def test_time_to_and_dwell() -> None:
    # i1 10 days (bare start), i2 3.5 days, i3 censored after 150 and i4 after 121 days
    assert ask(MATTERS, "deliberation.time_to", params={"q": 0.25}) == 3.5  # S = 3/4
    assert ask(MATTERS, "deliberation.time_to") == 10  # S = 3/4 · 2/3 = 1/2
    assert ask(MATTERS, "deliberation.time_to", params={"q": 0.6}) is None
    assert ask(MATTERS, "deliberation.time_to", on="2024-01-04") is None  # none closed yet
    # spells of `raised`: i1 2 days, i2 3.5, i3 1, i4 censored after 121: S = 3/4, 1/2 at 2 days
    assert ask(MATTERS, "deliberation.dwell", params={"state": "raised"}) == 2
    # i1 was accepted by t1 and closed after 8 days (bare start)
    accepted = ask(MATTERS, "deliberation.dwell", params={"state": "accepted"}, by="actor")
    assert accepted == {"t1": 8}


def test_an_event_before_raised_at_is_left_out_of_durations() -> None:
    odd = [*EVENTS, {"issue": "i4", "state": "closed", "at": "2024-02-01"}]
    tables = with_tables(issues=ISSUES, issue_events=odd)
    rows = evaluate(tables, "deliberation.time_to", {"q": 0.3}, on=DAY)
    assert rows[0]["value"] == 3.5  # of i1, i2, i3 only: S = 2/3
    assert rows[0]["note"] == "1 negative durations left out"


def test_by_default_stocks_are_read_on_the_latest_day_of_the_data() -> None:
    # 2024-07-02 by the last event: i5 is raised, i4 evaluated
    assert evaluate(MATTERS, "deliberation.raised")[0]["value"] == 5
    assert evaluate(MATTERS, "deliberation.closure_rate")[0]["value"] == 2 / 5
    # no date at all: only what is unbounded is in force, which t3 is not
    assert evaluate(DISTRICT, "counts.groups")[0]["value"] == 3


def test_two_levels_give_the_lower_with_its_ancestor() -> None:
    rows = ask(DISTRICT, "counts.residents", by=["community", "grid"])
    assert rows == {("A", "g"): 3, (None, None): 2}


# on random networks


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_no_valid_question_fails(data: st.DataObject) -> None:
    tables, context = data.draw(worlds()), data.draw(contexts())
    asked = data.draw(questions(tables, context["scheme"]))
    rows = evaluate(tables, asked.measure, asked.params, **asked.keywords(), **context)
    assert differences(rows, rows, dimensions_of(asked.measure, asked.by)) == []


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(worlds(dated_nodes=True))
def test_residents_of_a_level_add_up_to_the_whole(tables: dict[str, list[Row]]) -> None:
    zones = {row["zone"] for row in tables.get("place_in", [])}
    zoned = {row["level"] for row in tables["places"] if row["id"] in zones}
    census = {"persons_are": "all_residents"}
    total = evaluate(tables, "counts.residents", **census)[0]["value"]
    for level in {row["level"] for row in tables["places"]} - zoned:
        values = [r["value"] for r in evaluate(tables, "counts.residents", by=level, **census)]
        # Where the parts exceed the whole that is given, what is left over has no row.
        assert sum(values) == total or sum(values) > total


def value(tables: Tables, measure: str, **params: Any) -> float | None:
    told: float | None = evaluate(tables, measure, params)[0]["value"]
    return told


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(worlds())
def test_those_who_never_came_are_the_rest(tables: Tables) -> None:
    never = value(tables, "participation.never_share")
    came = value(tables, "participation.rate", residents="persons")
    assert (never is None) == (came is None)
    assert never is None or never == pytest.approx(1 - (came or 0))


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(worlds(), st.sampled_from([0.1, 0.25, 0.5, 0.9]))
def test_time_to_is_where_survival_falls(tables: Tables, q: float) -> None:
    t = value(tables, "deliberation.time_to", q=q)
    if t is not None:
        at, before = (value(tables, "deliberation.survival", at=x) for x in (t, t - 1e-6))
        assert (at or 0) <= 1 - q + 1e-9
        assert before is not None
        assert before > 1 - q


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(worlds())
def test_rates_are_what_was_reached_of_what_was_raised(tables: Tables) -> None:
    cohort = value(tables, "deliberation.raised") or 0
    for rate, state in (("return_rate", "returned"), ("escalation_rate", "escalated")):
        reached = value(tables, "deliberation.reached", state=state) or 0
        told = value(tables, f"deliberation.{rate}")
        assert told == (reached / cohort if cohort else None)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(worlds(), st.sampled_from(["household", "building", "community"]))
def test_between_and_within_add_up_to_theil(tables: Tables, level: str) -> None:
    places = [row | {"all": "one"} for row in tables["places"]]
    asked = {"of": "participation.attendances", "across": level}
    theil = value(tables | {"places": places}, "inequality.theil", **asked)
    for grouping in ("all", level):
        parts = [
            value(tables | {"places": places}, f"inequality.{name}", grouping=grouping, **asked)
            for name in ("theil_between", "theil_within")
        ]
        assert (None in parts) == (theil is None)
        assert theil is None or theil == pytest.approx(sum(part or 0 for part in parts))


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(worlds())
def test_one_kind_expects_another_as_often_as_they_meet_in_all(tables: Tables) -> None:
    rows = evaluate(tables, "participation.co_presence", level=0.95)
    for row in rows:
        assert (row["expected"] is None) == (row["denominator"] == 0)
        assert row["z"] is None or row["z"] * (row["numerator"] - row["expected"]) >= 0
        assert row["low"] is None or row["low"] - 1e-12 <= row["value"] <= row["high"] + 1e-12
