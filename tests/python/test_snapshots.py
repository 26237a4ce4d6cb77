# SPDX-License-Identifier: Apache-2.0
"""Snapshots made into intervals: each snapshot is found again on its day, and nothing is lost."""

from __future__ import annotations

import datetime
from itertools import pairwise

import linli as ll
import naive_snapshots as naive
import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from linli._snapshot_intervals import in_interval
from linli.errors import DataError, FileError, SchemaError

unhurried = settings(deadline=None, max_examples=80, suppress_health_check=[HealthCheck.too_slow])

D1, D2, D3, D4 = "2020-12-31", "2021-12-31", "2022-12-31", "2023-12-31"
DAYS = (D1, D2, D3, D4)
PLACES = {"id": ["区", "甲", "乙"], "level": ["district", "community", "community"],
          "parent": [None, "区", "区"]}  # fmt: skip
WORLD = {
    "places": PLACES,
    "persons": {"id": [1, 2, 3], "home": ["甲", "甲", "乙"]},
    "teams": {"id": ["志愿队", "物业"], "kind": ["volunteers", "property_management"],
              "place": ["甲", "乙"]},
}  # fmt: skip


def world(**tables):
    return {**WORLD, **tables}


def columns(rows, *names):
    return {name: [row[i] for row in rows] for i, name in enumerate(names)}


def cells(table, name):
    return (
        [text or None for text in table._csv_cells(name)] if name in table else [None] * len(table)
    )


def rows_of(net, table, *names):
    found = net.to_tables()[table]
    return list(zip(*(cells(found, name) for name in names), strict=True))


def dated(net, table, *names):
    """(row, since, until) of a table, sorted."""
    rows = rows_of(net, table, *names, "since", "until")
    return sorted(((row[:-2], *row[-2:]) for row in rows), key=repr)


def memberships(*by_day, extra=()):
    """Snapshots that differ in memberships alone: lists of (member, since, until)."""
    return {
        day: world(memberships=columns([(m, "志愿队", s, u) for m, s, u in rows],
                                       "member", "group", "since", "until"))
        for day, rows in zip(DAYS, by_day, strict=False)
    }  # fmt: skip


def spells(*by_day):
    """Intervals of member 1, and what was named, from lists of (since, until)."""
    net, changes = ll.read_snapshots(memberships(*[[(1, *row) for row in rows] for rows in by_day]))
    named = [(r["column"], r["from"], r["to"], r["day"], r["note"].split(":")[0]) for r in changes]
    found = [row[1:] for row in dated(net, "memberships", "member")]
    return sorted(found, key=lambda row: row[0] or ""), named


# Against the twin

LINKS = st.tuples(
    st.integers(1, 3), st.sampled_from(["志愿队", "物业"]), st.sampled_from(["组长", None])
)
days_of = st.lists(st.sampled_from([*DAYS, "2019-06-30", "2024-02-29"]), min_size=1, unique=True)


def by_days(rows):
    """Snapshots of some days, in any order."""
    return days_of.flatmap(lambda days: st.fixed_dictionaries(dict.fromkeys(days, rows)))


@unhurried
@given(by_days(st.lists(LINKS, max_size=6, unique=True)))
def test_each_snapshot_of_a_relation_is_found_again_on_its_day(snapshots):
    net, changes = ll.read_snapshots(
        {
            day: world(memberships=columns(rows, "member", "group", "role"))
            for day, rows in snapshots.items()
        }
    )
    found = dated(net, "memberships", "member", "group", "role")
    assert sorted(found, key=repr) == sorted(naive.intervals(snapshots), key=repr)
    for day, rows in snapshots.items():
        assert sorted(naive.in_force(found, day), key=repr) == sorted(rows, key=repr)
        members = net.measure("coverage.members", on=day).values("value")[0]
        assert members == len({member for member, _, _ in rows})
    assert set(changes["column"]) <= {"role"}  # where it has no value in a snapshot
    assert str(net.as_of) == max(snapshots)


@unhurried
@given(
    by_days(
        st.dictionaries(st.integers(1, 5), st.sampled_from(["甲", "乙", "outside"]), max_size=5)
    )
)
def test_each_snapshot_of_persons_is_found_again_but_for_gaps(snapshots):
    net, changes = ll.read_snapshots(
        {
            day: {"places": PLACES, "persons": {"id": list(rows), "home": list(rows.values())}}
            for day, rows in snapshots.items()
        }
    )
    rows = rows_of(net, "persons", "id", "home", "since", "until")
    found = {id: (home, since, until) for id, home, since, until in rows}
    assert found == naive.nodes(snapshots)
    named = [(r["id"], r["from"], r["to"], r["day"]) for r in changes if r["column"] == "home"]
    assert sorted(named, key=repr) == naive.changed(snapshots)
    days = sorted(snapshots)
    gaps = {r["id"]: 0 for r in changes if r["column"] is None}
    for day in days:
        here = naive.in_force([(id, *row[1:]) for id, row in found.items()], day)
        assert set(here) >= set(snapshots[day])
        assert set(here) - set(snapshots[day]) <= set(gaps)


@unhurried
@given(by_days(st.lists(st.tuples(st.integers(1, 2), st.sampled_from([D1, D2]),
                                  st.sampled_from([1.5, None])), max_size=5)))  # fmt: skip
def test_events_are_those_of_any_snapshot(snapshots):
    net, _ = ll.read_snapshots(
        {
            day: world(activities=columns([(p, "物业", at, h) for p, at, h in rows],
                                          "person", "group", "date", "hours"))
            for day, rows in snapshots.items()
        }
    )  # fmt: skip
    table = net.to_tables()["activities"]
    hours = table.values("hours") if "hours" in table else [None] * len(table)
    found = zip(table.values("person"), cells(table, "date"), hours, strict=True)
    assert sorted(found, key=repr) == sorted(naive.union(snapshots), key=repr)


LIMIT = st.sampled_from(
    [None, None, "2019-05-05", "2021-05-05", "2022-05-05", "2023-05-05", "2024-05-05"]
)
OWN = st.tuples(LIMIT, LIMIT).filter(lambda row: None in row or row[0] < row[1])


@unhurried
@given(by_days(st.lists(OWN, max_size=3)))
def test_with_dates_of_their_own_each_snapshot_is_found_again_or_what_differs_is_named(snapshots):
    net, changes = ll.read_snapshots(
        {
            day: world(memberships=columns([(1, "志愿队", *row) for row in rows],
                                           "member", "group", "since", "until"))
            for day, rows in snapshots.items()
        }
    )  # fmt: skip
    found = [row[1:] for row in dated(net, "memberships", "member")]
    found.sort(key=lambda row: row[0] or "")
    told = {row for rows in snapshots.values() for row in rows}
    given_dates = {day for row in told for day in row if day} | set(snapshots)
    assert all(day is None or day in given_dates for row in found for day in row)
    for since, until in found:
        assert since is None or until is None or since < until
    for one, other in pairwise(found):
        is_apart = one[1] is not None and one[1] <= (other[0] or "")
        assert is_apart or {one, other} <= told or len(changes)
    for day, rows in snapshots.items():
        listed = any(in_interval(since, until, day) for since, until in rows)
        held = any(in_interval(since, until, day) for since, until in found)
        assert held or not listed
        if held and not listed:
            assert any(day in row["note"] or "not listed" in row["note"] for row in changes)


# Dates of their own, one by one


def test_a_row_begins_where_it_is_first_listed_and_ends_where_it_is_first_missing():
    assert spells([], [(None, None)], [(None, None)], []) == ([(D2, D4)], [])
    assert spells([(None, None)], [], [(None, None)], []) == ([(D1, D2), (D3, D4)], [])


def test_dates_of_its_own_between_snapshots_are_kept():
    own = ("2021-03-01", None)
    assert spells([], [own], [own], []) == ([("2021-03-01", D4)], [])
    ends = ("2021-03-01", "2023-05-01")
    assert spells([], [ends], [ends], []) == ([ends], [])
    assert spells([], [ends], [ends]) == ([ends], [])
    old = ("2010-01-01", None)
    assert spells([old], [old]) == ([old], [])


def test_a_row_that_has_ended_tells_when():
    assert spells([(None, None)], [("2015-01-01", "2021-06-01")]) == (
        [("2015-01-01", "2021-06-01")], []
    )  # fmt: skip
    gone = ("2001-01-01", "2005-01-01")
    assert spells([gone, (None, None)], [gone, (None, None)]) == ([gone, (D1, None)], [])
    assert spells([], [("2015-01-01", "2021-06-01")]) == (
        [("2015-01-01", "2021-06-01")],
        [(None, None, "2015-01-01..2021-06-01", D2, f"not listed on {D1}")],
    )


def test_a_row_to_come_begins_when_it_says():
    coming = ("2021-06-01", None)
    assert spells([coming], [(None, None)]) == ([coming], [])
    assert spells([coming], [coming]) == ([coming], [])
    assert spells([coming]) == ([coming], [])
    assert spells([("2021-06-01", "2021-07-01")], []) == ([("2021-06-01", "2021-07-01")], [])
    assert spells([coming], []) == ([("2021-06-01", D2)], [])
    assert spells([(D2, None)], []) == (
        [], [(None, f"{D2}..", None, D1, "snapshots of other days say otherwise")]
    )  # fmt: skip


def test_a_later_own_since_begins_another_interval():
    assert spells([("2015-01-01", None)], [("2021-03-01", None)]) == (
        [("2015-01-01", "2021-03-01"), ("2021-03-01", None)], []
    )  # fmt: skip


def test_what_contradicts_a_snapshot_is_named():
    old = ("2015-01-01", None)
    assert spells([], [old]) == (
        [old], [("since", D2, "2015-01-01", D2, f"not listed on {D1}")]
    )  # fmt: skip
    assert spells([old], [], [old]) == (
        [("2015-01-01", D2), (D3, None)],
        [("since", "2015-01-01", D3, D3, f"not listed on {D2}")],
    )
    assert spells([(None, "2025-01-01")], []) == (
        [(D1, D2)], [("until", "2025-01-01", D2, D2, "not listed")]
    )  # fmt: skip
    assert spells([old], [("2016-01-01", "2023-01-01")], [("2016-01-01", None)]) == (
        [("2016-01-01", None)],
        [
            ("since", "2015-01-01", "2016-01-01", D2, "differs"),
            ("until", "2023-01-01", None, D3, "differs"),
        ],
    )


def test_rows_of_one_day_that_overlap_are_one_and_named():
    assert spells([("2015-01-01", "2024-01-01"), ("2018-01-01", None)]) == (
        [("2015-01-01", None)],
        [(None, "2015-01-01..2024-01-01 and 2018-01-01..", "2015-01-01..", D1,
          "listed several times")],
    )  # fmt: skip


def test_times_of_day_are_kept():
    own = ("2021-06-01T08:30:00", "2022-06-01T17:00:00")
    assert spells([own], [own], []) == ([own], [])
    midnight = f"{D2}T00:00:00"
    assert spells([(None, None)], [(None, midnight)]) == ([(D1, D2)], [])


# Nodes


def test_a_place_ends_and_begins_and_its_new_parent_is_named():
    before = {"id": ["区", "甲", "网格"], "level": ["district", "community", "grid"],
              "parent": [None, "区", "甲"]}  # fmt: skip
    after = {"id": ["区", "乙", "网格"], "level": ["district", "community", "grid"],
             "parent": [None, "区", "乙"]}  # fmt: skip
    net, changes = ll.read_snapshots({D2: {"places": after}, D1: {"places": before}})
    assert rows_of(net, "places", "id", "parent", "since", "until") == [
        ("区", None, None, None),
        ("甲", "区", None, D2),
        ("网格", "乙", None, None),
        ("乙", "区", D2, None),
    ]
    assert changes.to_dicts() == [
        {"table": "places", "id": "网格", "column": "parent", "from": "甲", "to": "乙",
         "day": datetime.date(2021, 12, 31), "note": "differs: the latest is kept"}
        | {"day": D2}
    ]  # fmt: skip


def test_a_column_that_a_snapshot_has_not_is_kept_from_the_one_that_has_it():
    first = world(persons={"id": [1, 2], "home": ["甲", "甲"], "tenure": ["own", "rent"]})
    net, changes = ll.read_snapshots({D1: first, D2: world(persons={"id": [1], "home": ["乙"]})})
    assert rows_of(net, "persons", "id", "home", "tenure", "until") == [
        (1, "乙", "own", None),
        (2, "甲", "rent", D2),
    ]
    assert [(row["id"], row["column"]) for row in changes] == [(1, "home")]


def test_a_group_keeps_its_own_dates_and_one_that_never_began_is_never_in_force():
    limits = (("2010-01-01", None), (None, "2021-05-01"), ("2025-01-01", None))
    rows = [(id, "volunteers", *dates) for id, dates in zip("abc", limits, strict=True)]
    teams = columns(rows, "id", "kind", "since", "until")
    net, changes = ll.read_snapshots(
        {D1: world(teams=teams), D2: world(teams={"id": [], "kind": []})}
    )
    assert rows_of(net, "teams", "id", "since", "until") == [
        ("a", "2010-01-01", D2), ("b", None, "2021-05-01"), ("c", "2025-01-01", "2025-01-01"),
    ]  # fmt: skip
    assert len(changes) == 0


def test_a_gap_of_a_node_is_named():
    one = world(persons={"id": [1], "home": ["甲"]})
    none = world(persons={"id": [], "home": []})
    net, changes = ll.read_snapshots({D1: one, D2: none, D3: one})
    assert rows_of(net, "persons", "id", "since", "until") == [(1, None, None)]
    assert [(r["id"], r["day"], r["note"]) for r in changes] == [
        (1, D2, f"not listed, and again on {D3}: kept throughout")
    ]


# Events and totals


def test_an_issue_is_as_the_latest_snapshot_has_it_and_stays_where_a_later_one_lacks_it():
    def snapshot(*issues):
        return world(issues=columns(issues, "id", "place", "raised_at", "category"))

    net, changes = ll.read_snapshots(
        {
            D1: snapshot((1, "甲", "2020-05-01", "topic"), (2, "甲", "2020-06-01", "topic")),
            D2: snapshot((2, "乙", "2020-06-01", "topic"), (3, "甲", "2021-06-01", "matter")),
        }
    )
    assert sorted(rows_of(net, "issues", "id", "place")) == [(1, "甲"), (2, "乙"), (3, "甲")]
    assert [(r["id"], r["column"], r["from"], r["to"]) for r in changes] == [
        (2, "place", "甲", "乙")
    ]


def test_events_at_equal_times_keep_the_order_of_the_latest_snapshot():
    issue = {"id": [1], "place": ["甲"], "raised_at": [D1]}

    def snapshot(*states):
        events = columns([(1, state, "2020-12-31") for state in states], "issue", "state", "at")
        return world(issues=issue, issue_events=events)

    net, _ = ll.read_snapshots({D1: snapshot("closed"), D2: snapshot("accepted", "closed")})
    assert net.to_tables()["issue_events"].values("state") == ["accepted", "closed"]


def test_populations_are_of_the_day_of_their_snapshot():
    def snapshot(count, **tables):
        return {"places": {**PLACES, "population": [None, count, None]}, **tables}

    counted = {"place": ["乙", "乙"], "count": [70, 60], "as_of": [None, "2015-01-01"]}
    net, _ = ll.read_snapshots({D1: snapshot(100), D2: snapshot(110, population=counted)})
    assert sorted(rows_of(net, "population", "place", "count", "as_of")) == [
        ("乙", 60, "2015-01-01"), ("乙", 70, D2), ("甲", 100, D1), ("甲", 110, D2),
    ]  # fmt: skip
    assert "population" not in net.to_tables()["places"]
    for day, count in ((D1, 100), ("2021-06-30", 100), (D2, 110), ("2019-01-01", None)):
        assert net.measure("counts.residents", within="甲", on=day).values("value") == [count]


def test_reported_figures_without_a_date_are_of_the_day_of_their_snapshot():
    def snapshot(value, **more):
        return world(reported={"indicator": ["支队伍"], "value": [value], **more})

    net, _ = ll.read_snapshots(
        {D1: snapshot("12"), D2: snapshot("13"), D3: snapshot("14", since=[D1])}
    )
    assert sorted(rows_of(net, "reported", "value", "as_of", "since"), key=repr) == [
        ("12", D1, None), ("13", D2, None), ("14", None, D1),
    ]  # fmt: skip


def test_counts_of_a_service_are_those_of_the_latest_snapshot_that_has_them():
    services = {"id": ["s"], "kind": ["help"], "place": ["甲"]}

    def snapshot(*counts):
        return world(services=services, service_counts=columns(counts, "service", "unit", "count"))

    net, changes = ll.read_snapshots(
        {D1: snapshot(("s", "persons", 5), ("s", "sessions", 2)), D2: snapshot(("s", "persons", 7))}
    )
    assert sorted(rows_of(net, "service_counts", "unit", "count")) == [
        ("persons", 7), ("sessions", 2),
    ]  # fmt: skip
    assert [(r["id"], r["from"], r["to"]) for r in changes] == [("s, persons", "5", "7")]


def test_a_new_column_of_a_relation_is_named():
    with_role = columns([(1, "志愿队", "组长")], "member", "group", "role")
    net, changes = ll.read_snapshots(
        {D1: world(memberships=columns([(1, "志愿队")], "member", "group")),
         D2: world(memberships=with_role)}
    )  # fmt: skip
    assert dated(net, "memberships", "role") == [(("组长",), D2, None), ((None,), D1, D2)]
    assert [(r["column"], r["note"].split(":")[0]) for r in changes] == [
        ("role", "has values here and none before")
    ]


# What was observed


def test_before_the_first_snapshot_and_where_one_lacks_the_table_nothing_is_reported():
    link = columns([(1, "志愿队")], "member", "group")
    net, _ = ll.read_snapshots(
        {D1: world(memberships=link), D2: world(), D3: world(memberships=link)}
    )

    def told(day):
        (row,) = net.measure("coverage.members", within="甲", on=day).to_dicts()
        return row["value"], row.get("note")

    assert told("2020-01-01") == (None, "not reported: teams")
    assert told("2021-06-30")[0] == 1
    assert told("2022-06-30") == (None, "not reported: memberships")
    assert told(D3)[0] == 1
    rows = rows_of(net, "observed", "table", "place", "since", "until")
    assert ("memberships", "区", D1, D2) in rows
    assert ("memberships", "区", D3, None) in rows
    assert ("teams", "区", D1, None) in rows


def test_where_a_snapshot_says_what_was_observed_it_is_believed():
    link = columns([(1, "志愿队")], "member", "group")
    part = {
        "table": ["memberships", "meetings"],
        "place": ["甲", "甲"],
        "since": [None, "2019-01-01"],
    }
    net, _ = ll.read_snapshots(
        {D1: world(memberships=link, observed=part), D2: world(memberships=link)}
    )
    rows = rows_of(net, "observed", "table", "place", "since", "until")
    assert [row for row in rows if row[0] in ("memberships", "meetings")] == [
        ("memberships", "甲", D1, D2),
        ("memberships", "区", D2, None),
        ("meetings", "甲", "2019-01-01", None),
    ]


# Sources, options, errors


def test_folders_workbooks_databases_and_networks_are_snapshots_too(small, tmp_path):
    small.write(tmp_path / "csv")
    small.write(tmp_path / "x.xlsx")
    sources = [tmp_path / "csv", str(tmp_path / "x.xlsx"), small, small.to_tables()]
    origins = {}
    for source in sources:
        options = {"origin": "synthetic"} if isinstance(source, dict) else {}
        net, changes = ll.read_snapshots({"2024-12-31": source}, **options)
        assert net.origin == changes.origin == "synthetic"
        assert net.persons_are == small.persons_are
        origins[net.fingerprint()] = source
        for measure in ("coverage.members", "participation.attendances", "deliberation.raised"):
            asked = {"by": "community", "on": "2024-12-31"}
            values = net.measure(measure, **asked).values("value")
            assert values == small.measure(measure, **asked).values("value")
    assert len(origins) == 1


def test_one_snapshot_is_the_network_itself_from_its_day_on():
    net, changes = ll.read_snapshots({D1: world()})
    assert len(changes) == 0
    assert changes.columns == ["table", "id", "column", "from", "to", "day", "note"]
    assert rows_of(net, "persons", "id", "home") == [(1, "甲"), (2, "甲"), (3, "乙")]
    assert net.to_tables()["persons"].type("id") == "integer"


def test_the_order_of_keys_and_their_kind_change_nothing():
    snapshots = memberships([(1, None, None)], [(2, None, None)], [(1, None, None)])
    wanted = ll.read_snapshots(snapshots)
    keys = {D3: datetime.date(2022, 12, 31), D1: np.datetime64(D1), D2: D2}
    net, changes = ll.read_snapshots({key: snapshots[day] for day, key in keys.items()})
    assert net.fingerprint() == wanted[0].fingerprint()
    assert changes.to_dicts() == wanted[1].to_dicts()


def test_ids_that_are_texts_in_one_snapshot_and_numbers_in_another_are_the_same():
    texts = world(persons={"id": ["1", "2"], "home": ["甲", "甲"]})
    net, changes = ll.read_snapshots({D1: texts, D2: world()})
    assert [str(row[0]) for row in rows_of(net, "persons", "id")] == ["1", "2", "3"]
    assert len(changes) == 0


def test_frames_of_pandas_are_tables_too():
    frames = {name: pd.DataFrame(table) for name, table in WORLD.items()}
    net, _ = ll.read_snapshots({D1: frames, D2: WORLD})
    assert net.fingerprint() == ll.read_snapshots({D1: WORLD, D2: WORLD})[0].fingerprint()


def test_options_are_those_of_reading():
    made_up, real = {"origin": "synthetic", **world()}, world()
    assert ll.read_snapshots({D1: made_up, D2: real})[0].origin == "mixed"
    net, changes = ll.read_snapshots(
        {D1: real, D2: real}, scheme=["volunteers"], persons_are="listed_only", origin="synthetic",
        as_of="2021-06-30",
    )  # fmt: skip
    assert net.scheme.keys == ["volunteers"]
    assert net.persons_are == "listed_only"
    assert changes.origin == "synthetic"
    assert str(net.as_of) == "2021-06-30"


def test_a_list_in_one_snapshot_makes_all_persons_a_list():
    listed = ll.Network(**world(), persons_are="listed_only")
    assert ll.read_snapshots({D1: listed, D2: world()})[0].persons_are == "listed_only"
    assert ll.read_snapshots({D1: world(), D2: world()})[0].persons_are == "all_residents"


def test_the_scheme_of_the_latest_snapshot_holds():
    ours = ll.Network(**world(), scheme=["volunteers"])
    assert ll.read_snapshots({D1: world(), D2: ours})[0].scheme.keys == ["volunteers"]
    assert len(ll.read_snapshots({D1: ours, D2: world()})[0].scheme.keys) == 2


def test_columns_that_are_left_out_are_told():
    persons = {"id": [1], "home": ["甲"], "religion": ["x"]}
    snapshots = {D1: world(persons=persons), D2: world()}
    net, _ = ll.read_snapshots(snapshots)
    assert net.refused.to_dicts() == [{"table": "persons", "column": "religion"}]
    net, _ = ll.read_snapshots(snapshots, allow=["religion"])
    assert net.to_tables()["persons"].values("religion") == ["x", None, None]


@pytest.mark.parametrize(
    ("snapshots", "said"),
    [
        ({}, "one day or more"),
        ([WORLD], "one day or more"),
        ({"2021": WORLD}, "'2021' is no day; write it like '2021-12-31'"),
        ({"2021-02-30": WORLD}, "'2021-02-30' is no day"),
        ({"20211231": WORLD}, "is no day"),
        ({2021: WORLD}, "2021 is no day"),
        ({datetime.datetime(2021, 12, 31): WORLD}, "is no day"),
        ({D1: WORLD, datetime.date(2020, 12, 31): WORLD}, "the day 2020-12-31 twice"),
        ({D1: WORLD, D2: 3}, "int is no path"),
        ({D1: WORLD, D2: {"people": {"id": [1]}}}, f"the snapshot of {D2}: .*people"),
    ],
)
def test_what_is_wrong_with_the_snapshots_is_said(snapshots, said):
    with pytest.raises(SchemaError, match=said):
        ll.read_snapshots(snapshots)


def test_what_is_wrong_in_a_snapshot_names_it(tmp_path):
    with pytest.raises(FileError, match=f"the snapshot of {D2}: .*is not a folder"):
        ll.read_snapshots({D1: world(), D2: tmp_path / "nowhere"})
    with pytest.raises(DataError, match=f"the snapshot of {D1}: ") as caught:
        ll.read_snapshots({D1: world(persons={"id": [1, 1], "home": ["甲", "丙"]})})
    assert set(caught.value.problems["rule"]) == {"duplicate_id", "dangling_reference"}


def test_what_only_all_snapshots_together_get_wrong_says_so():
    grid = {"id": ["a", "b"], "level": ["district", "grid"], "parent": [None, "a"]}
    district = {"id": ["a"], "level": ["grid"]}
    with pytest.raises(DataError, match="the snapshots together: "):
        ll.read_snapshots({D1: {"places": grid}, D2: {"places": district}})
