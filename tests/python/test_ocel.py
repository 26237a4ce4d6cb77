# SPDX-License-Identifier: Apache-2.0
"""The log of issues in OCEL 2.0: pm4py reads in it what the tables of linli say."""

from __future__ import annotations

import json
import warnings
from collections import Counter
from datetime import UTC, datetime, timedelta

import linli as ll
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from standard_rules import ocel_problems

WORLD = {
    "places": {"id": ["s", "c"], "level": ["subdistrict", "community"], "parent": [None, "s"],
               "name": ["某街道", "甲社区"], "population": [9000, 2000]},
    "persons": {"id": [1, 2], "home": ["c", None], "name": ["王某", "李某"]},
    "forums": {"id": [1, 9], "kind": ["hall", "hall"], "place": ["c", "c"]},
    "teams": {"id": ["t"], "kind": ["volunteers"], "place": ["c"]},
    "meetings": {"id": ["m", "n"], "held_by": [1, 9], "held_by_kind": ["forums", "forums"],
                 "date": ["2024-01-03", "2024-01-04"]},
    "issues": {"id": [1, 2, 3], "place": ["c", "c", "s"], "forum": [1, None, None],
               "raised_at": ["2024-01-01", "2024-01-02T09:30", "2024-01-02"],
               "raised_by": [1, "t", None], "raised_by_kind": ["persons", "teams", None],
               "due_at": ["2024-02-01", "2024-02-01T12:00", None],
               "satisfied": ["true", None, None],
               "title": ["漏水", None, None], "cost": [1.5, float("inf"), None],
               "urgent": [True, False, None], "houses": [3, None, None]},
    "issue_events": {"issue": [1, 1, 2, 1], "state": ["raised", "deliberated", "deliberated",
                                                      "closed"],
                     "at": ["2024-01-01", "2024-01-03T09:00", "2024-01-03T09:00", "2024-01-05"],
                     "meeting": [None, "m", "m", None], "actor": [None, 1, 1, "t"],
                     "actor_kind": [None, "forums", "forums", "teams"],
                     "备注": [None, "好", None, None]},
}  # fmt: skip


def logged(net, folder):
    net.write(folder / "issues.json", format="ocel")
    document = json.loads((folder / "issues.json").read_text(encoding="utf-8"))
    assert list(ocel_problems(document)) == []
    return document


def in_pm4py(folder):
    """The log as pm4py reads it; what its imports warn of is not ours."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        pm4py = pytest.importorskip("pm4py")
        return pm4py.read_ocel2_json(str(folder / "issues.json"))


def values(one):
    return {a["name"]: a["value"] for a in one["attributes"]}


def related(one):
    return [(r["qualifier"], r["objectId"]) for r in one["relationships"]]


def test_events_are_those_of_issues_and_the_raising_that_no_event_tells_of(tmp_path):
    document = logged(ll.Network(**WORLD), tmp_path)
    events = {one["id"]: one for one in document["events"]}
    assert list(events) == ["raised/2", "raised/3", *(f"issue_events/{i}" for i in range(4))]
    assert (events["raised/2"]["type"], events["raised/2"]["time"]) == (
        "raised", "2024-01-02T09:30:00+08:00",
    )  # fmt: skip
    assert values(events["raised/2"]) == {"linli_implied": "true"}
    assert values(events["raised/3"]) == {"linli_implied": "true", "linli_date_only": "at"}
    assert related(events["raised/2"]) == [
        ("issue", "issues/2"), ("place", "places/c"), ("raised_by", "teams/t"),
    ]  # fmt: skip
    assert related(events["issue_events/0"]) == [
        ("issue", "issues/1"), ("place", "places/c"), ("forum", "forums/1"),
        ("raised_by", "persons/1"),
    ]  # fmt: skip
    assert events["issue_events/0"]["time"] == "2024-01-01T00:00:00+08:00"
    assert values(events["issue_events/1"]) == {"备注": "好"}
    for number in (1, 2):  # one meeting, two issues
        assert ("meeting", "meetings/m") in related(events[f"issue_events/{number}"])
        assert ("actor", "forums/1") in related(events[f"issue_events/{number}"])
    assert related(events["issue_events/3"]) == [("issue", "issues/1"), ("actor", "teams/t")]


def test_objects_are_what_the_events_lead_to_with_typed_attributes(tmp_path):
    document = logged(ll.Network(**WORLD, zone="+05:00"), tmp_path)
    objects = {one["id"]: one for one in document["objects"]}
    # Not the meeting, forum and person that no issue had to do with.
    assert sorted(objects) == [
        "forums/1", "issues/1", "issues/2", "issues/3", "meetings/m", "persons/1", "places/c",
        "places/s", "teams/t",
    ]  # fmt: skip
    assert values(objects["issues/1"]) == {
        "raised_at": "2024-01-01T00:00:00+05:00", "due_at": "2024-02-01T23:59:59+05:00",
        "satisfied": "true", "title": "漏水", "cost": "1.5", "urgent": "true", "houses": "3",
        "linli_date_only": "raised_at due_at",
    }  # fmt: skip
    assert values(objects["issues/2"])["cost"] == "inf"
    assert values(objects["issues/2"])["due_at"] == "2024-02-01T12:00:00+05:00"
    assert {a["time"] for a in objects["issues/1"]["attributes"]} == {"1970-01-01T00:00:00Z"}
    assert values(objects["persons/1"]) == {}
    assert related(objects["places/c"]) == [("parent", "places/s")]
    assert related(objects["meetings/m"]) == [("held_by", "forums/1")]
    types = {entry["name"]: entry["attributes"] for entry in document["objectTypes"]}
    assert {a["name"]: a["type"] for a in types["issue"]} == {
        "raised_at": "time", "due_at": "time", "satisfied": "string", "title": "string",
        "cost": "float", "urgent": "boolean", "houses": "integer", "linli_date_only": "string",
    }  # fmt: skip
    assert {a["name"]: a["type"] for a in types["place"]} == {
        "level": "string", "name": "string", "population": "integer",
    }  # fmt: skip


def test_pm4py_reads_the_types_and_the_zone(tmp_path):
    logged(ll.Network(**WORLD), tmp_path)
    log = in_pm4py(tmp_path)
    issue = log.objects.set_index("ocel:oid").loc["issues/1"]
    assert (issue["cost"], issue["houses"], issue["urgent"], issue["title"]) == (
        1.5,
        3,
        True,
        "漏水",
    )
    assert issue["due_at"] == datetime(2024, 2, 1, 15, 59, 59, tzinfo=UTC)
    event = log.events.set_index("ocel:eid").loc["issue_events/1"]
    assert event["ocel:timestamp"] == datetime(2024, 1, 3, 1, tzinfo=UTC)
    assert event["备注"] == "好"


def test_pm4py_counts_in_a_district_what_the_tables_say(district, tmp_path):
    logged(district, tmp_path)
    log = in_pm4py(tmp_path)
    tables = district.to_tables()
    events, issues = tables["issue_events"].to_dicts(), tables["issues"].to_dicts()
    told = {row["issue"] for row in events if row["state"] == "raised"}
    states = Counter(row["state"] for row in events)
    states["raised"] += sum(row["id"] not in told for row in issues)
    assert Counter(log.events["ocel:activity"]) == states

    by_issue = {row["id"]: row for row in issues}
    expected = Counter(issue=len(log.events))
    for row in events:
        expected["meeting"] += row["meeting"] is not None
        expected["actor"] += row["actor"] is not None
    for key in [row["issue"] for row in events if row["state"] == "raised"] + [
        key for key in by_issue if key not in told
    ]:
        for column in ("place", "forum", "raised_by"):
            expected[column] += by_issue[key][column] is not None
    assert Counter(log.relations["ocel:qualifier"]) == +expected

    pairs = log.relations[log.relations["ocel:qualifier"] == "meeting"]
    rows = {f"issue_events/{i}": row for i, row in enumerate(events)}
    assert len(pairs) > 500
    for event, meeting in zip(pairs["ocel:eid"], pairs["ocel:oid"], strict=True):
        assert meeting == f"meetings/{rows[event]['meeting']}"
    assert (log.objects["ocel:type"] == "issue").sum() == len(issues)
    held = log.o2o[log.o2o["ocel:qualifier"] == "held_by"]
    meetings = {row["id"]: row["held_by"] for row in tables["meetings"].rows()}
    assert len(held) == pairs["ocel:oid"].nunique()
    for meeting, holder in zip(held["ocel:oid"], held["ocel:oid_2"], strict=True):
        assert holder.partition("/")[2] == meetings[meeting.partition("/")[2]]


def test_events_at_one_time_stay_in_the_order_of_the_file(tmp_path):
    states = ["accepted", "screened", "scheduled", "deliberated", "decided", "closed"]
    net = ll.Network(
        places={"id": ["c"], "level": ["community"]},
        issues={"id": [1], "place": ["c"], "raised_at": ["2024-01-01"]},
        issue_events={"issue": [1] * 6, "state": states, "at": ["2024-01-01"] * 6},
    )
    logged(net, tmp_path)
    assert list(in_pm4py(tmp_path).events["ocel:activity"]) == ["raised", *states]


def test_made_up_data_say_so_in_the_file_and_in_each_event_and_object(tmp_path):
    document = logged(ll.Network(**WORLD, origin="synthetic"), tmp_path)
    assert document["linli"]["origin"] == "synthetic"
    assert "synthetic" in document["linli"]["about"][0]
    for one in (*document["events"], *document["objects"]):
        assert values(one)["linli_origin"] == "synthetic"
    log = in_pm4py(tmp_path)
    assert set(log.events["linli_origin"]) == set(log.objects["linli_origin"]) == {"synthetic"}
    observed = logged(ll.Network(**WORLD), tmp_path)
    assert "linli_origin" not in json.dumps(observed)


def test_a_network_without_issues_is_an_empty_log(article, tmp_path):
    for net in (ll.Network(), article):
        document = logged(net, tmp_path)
        lists = [document[name] for name in ("eventTypes", "objectTypes", "events", "objects")]
        assert lists == [[], [], [], []]


def test_days_far_away_and_issues_without_events(tmp_path):
    net = ll.Network(
        places={"id": ["c"], "level": ["community"]},
        issues={"id": [1, 2], "place": ["c", "c"],
                "raised_at": ["0001-01-01", "9999-12-31T23:59:59.999999"]},
    )  # fmt: skip
    times = [one["time"] for one in logged(net, tmp_path)["events"]]
    assert times == ["0001-01-01T00:00:00+08:00", "9999-12-31T23:59:59.999999+08:00"]


def test_a_log_is_written_and_not_read(tmp_path):
    logged(ll.Network(**WORLD), tmp_path)
    with pytest.raises(ll.FileError, match="an event log of OCEL, which linli writes"):
        ll.read(tmp_path / "issues.json")


def test_the_rules_that_logs_are_held_to_can_be_broken(tmp_path):
    good = logged(ll.Network(**WORLD), tmp_path)

    def broken(change):
        document = json.loads(json.dumps(good))
        change(document)
        return list(ocel_problems(document))

    assert broken(lambda d: d.pop("objects"))
    assert broken(lambda d: d["objects"].append(d["objects"][0]))
    assert broken(lambda d: d["objects"].pop())
    assert broken(lambda d: d["eventTypes"].pop())
    assert broken(lambda d: d["events"][0].update(time="2024-01-01"))
    assert broken(lambda d: d["events"][0]["attributes"][0].update(value=True))
    assert broken(lambda d: d["objects"][0]["attributes"][0].update(time="1970"))
    assert broken(lambda d: d["objects"][0]["relationships"][0].update(objectId="places/x"))


@settings(max_examples=60, deadline=timedelta(seconds=5))
@given(
    raised=st.lists(st.datetimes(datetime(2000, 1, 1), datetime(2030, 1, 1)), max_size=4),
    data=st.data(),
)
def test_any_log_has_an_event_for_each_row_and_a_raising_for_each_issue(
    tmp_path_factory, raised, data
):
    issues = list(range(len(raised)))
    states = st.sampled_from(["raised", "accepted", "closed", "reopened"])
    rows = (
        data.draw(st.lists(st.tuples(st.sampled_from(issues), states), max_size=6))
        if issues
        else []
    )
    net = ll.Network(
        places={"id": ["c"], "level": ["community"]},
        issues={"id": issues, "place": ["c"] * len(issues),
                "raised_at": [moment.isoformat() for moment in raised]},
        issue_events={"issue": [issue for issue, _ in rows], "state": [state for _, state in rows],
                      "at": [f"2030-01-{i + 1:02}" for i in range(len(rows))]},
    )  # fmt: skip
    events = logged(net, tmp_path_factory.mktemp("ocel"))["events"]
    told = {issue for issue, state in rows if state == "raised"}
    assert len(events) == len(rows) + len(set(issues) - told)
    for issue in issues:
        mine = [one for one in events if ("issue", f"issues/{issue}") in related(one)]
        assert any(one["type"] == "raised" for one in mine)
        assert len(mine) == sum(i == issue for i, _ in rows) + (issue not in told)
