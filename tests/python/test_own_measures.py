# SPDX-License-Identifier: Apache-2.0
"""Measures of one's own: they count as plain Python does, and go wherever linli's own go."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from typing import Any

import linli as ll
import numpy as np
import pytest
from linli._text import render
from one_community import QUESTION, one_community

COMMUNITIES = 8


def town(seed: int = 1, people: int = 9000) -> ll.Network:
    """Eight communities with people enough for several blocks, meetings, issues; all made up."""
    random = np.random.default_rng(seed)
    homes = random.integers(0, COMMUNITIES, people)
    halls = np.arange(20)
    days = np.array([f"2024-{m:02}-10" for m in range(1, 13)])
    raised = random.integers(0, 12, 300)
    return ll.Network(
        places={"id": [*range(COMMUNITIES), "town"], "level": ["community"] * 8 + ["district"],
                "parent": ["town"] * 8 + [None], "shops": [*range(8), None]},
        persons={"id": 100_000 + np.arange(people), "home": homes,
                 "sex": random.choice(["F", "M"], people), "pets": random.integers(0, 4, people)},
        teams={"id": 1000 + np.arange(30), "kind": random.choice(["choir", "watch"], 30),
               "place": random.integers(0, 8, 30), "rooms": random.integers(1, 5, 30)},
        forums={"id": 2000 + halls, "kind": ["hall"] * 20, "place": halls % 8},
        memberships={"member": 100_000 + random.permutation(people)[:600],
                     "group": 1000 + random.integers(0, 30, 600)},
        meetings={"id": 3000 + np.arange(120), "held_by": 2000 + np.arange(120) % 20,
                  "date": random.choice(days, 120), "cups": random.integers(0, 40, 120)},
        issues={"id": 5000 + np.arange(300), "place": random.integers(0, 8, 300),
                "raised_at": days[raised], "category": random.choice(["lift", "noise"], 300)},
        issue_events={"issue": 5000 + np.arange(0, 300, 3), "state": ["returned"] * 100,
                      "at": ["2024-12-20"] * 100},
        as_of="2024-12-31", origin="synthetic",
    )  # fmt: skip


@pytest.fixture(scope="module")
def net() -> ll.Network:
    return town()


def column(name: str) -> Any:
    """A count that adds up a column of the keys."""
    return lambda block: [value or 0 for value in block.rows.values(name)]


def plain(net: ll.Network, table: str, name: str, where: Any = lambda row: True) -> Counter[Any]:
    """The same with loops: the sum of a column by community."""
    tables = {name: list(table.rows()) for name, table in net.to_tables().items()}
    serves = {row["id"]: row["place"] for t in ("teams", "forums") for row in tables[t]}
    found: Counter[Any] = Counter()
    for row in tables[table]:
        at = {"persons": "home", "places": "id"}.get(table, "place")
        place = serves[row["held_by"]] if table == "meetings" else row[at]
        if where(row):
            found[str(place)] += row[name] or 0
    return found


KEYS = {"persons": "pets", "teams": "rooms", "meetings": "cups", "places": "shops"}


@pytest.mark.parametrize("key", KEYS)
def test_a_sum_over_keys_is_that_of_plain_loops(net, key):
    pick = ll.define(f"own.sum_of_{key}", key=key, count=column(KEYS[key]))
    table = net.measure(pick(), by="community")
    expected = plain(net, key, KEYS[key])
    assert {row["community"]: row["value"] for row in table if row["community"]} == {
        str(c): expected[str(c)] for c in range(COMMUNITIES)
    }
    assert net.measure(pick())["value"].tolist() == [sum(expected.values())]


def returned(block: ll.Block) -> Any:
    """Events of return that refer to each issue, beside how many issues there are."""
    events, keys = block.related("issue_events")
    came_back = np.array([state == "returned" for state in events.values("state")], dtype=bool)
    counts = np.bincount(keys[came_back], minlength=len(block))
    return np.column_stack([counts > 0, np.ones(len(block), dtype=int)])


def define_returned(**changed: Any) -> Any:
    told = {"key": "issues", "count": returned, "slots": ("returned", "raised"),
            "finish": lambda s: (s[0] / s[1] if s[1] else None, s[0], s[1]),
            "unit": "share of issues", "proportion": True, "tables": ("issues", "issue_events"),
            "name_zh": "退回占比", "meaning": "Issues that came back / issues."}  # fmt: skip
    return ll.define("own.returned_share", **{**told, **changed})


def test_rows_that_refer_to_the_keys_are_those_of_plain_loops(net):
    table = net.measure(define_returned()(), by="community")
    tables = net.to_tables()
    back = set(tables["issue_events"].values("issue"))
    for row in table:
        mine = [i for i in tables["issues"] if i["place"] == row["community"]]
        assert row["denominator"] == len(mine)
        assert row["numerator"] == sum(i["id"] in back for i in mine)
        assert row["value"] == row["numerator"] / row["denominator"]
        assert row["unit"] == "share of issues"


def test_it_is_split_and_filtered_as_its_key_allows(net):
    ask = define_returned()
    both = net.measure(ask(), by="issue.category")
    assert both["denominator"].sum() == 300
    lifts = net.measure(ask(where={"issue.category": "lift"})).to_dicts()[0]
    assert [row["value"] for row in both if row["issue.category"] == "lift"] == [lifts["value"]]
    pets = ll.define("own.pets", key="persons", count=column("pets"))
    women = net.measure(pets(), where={"sex": "F"}, by="community")
    expected = plain(net, "persons", "pets", lambda row: row["sex"] == "F")
    assert women["value"].tolist() == [expected[str(c)] for c in range(COMMUNITIES)]
    assert net.measure(pets(), by="sex")["value"].sum() == sum(
        plain(net, "persons", "pets").values()
    )
    with pytest.raises(ll.MeasureError, match=r"own\.pets"):
        net.measure(pets(), by="issue.category")


def test_a_flow_is_told_its_window_and_a_stock_its_day(net):
    seen = set()

    def in_window(block):
        seen.add((block.during, block.on))
        first, end = block.during
        return [first <= str(day) < end for day in block.rows.values("date")]

    held = ll.define("own.held", key="meetings", count=in_window, is_flow=True)
    for period in ("2024-Q1", "2024-H2", "2024-03"):
        same = net.measure(["own.held", "participation.meetings"], during=period)
        assert same["value"][0] == same["value"][1]
    assert (("2024-03-01", "2024-04-01"), "2024-12-31") in seen
    months = net.measure(held(), by="month", during="2024")["value"]
    assert months.tolist() == net.measure("participation.meetings", by="month", during="2024")[
        "value"].tolist()  # fmt: skip


def test_residents_are_told_where_they_are_asked_for(net):
    per_head = ll.define(
        "own.pets_per_head", key="persons", count=column("pets"), residents=True,
        finish=lambda sums, people: (sums[0] / people if people else None, sums[0], people),
    )  # fmt: skip
    row = net.measure(per_head()).to_dicts()[0]
    assert row["denominator"] == 9000
    assert row["value"] == row["numerator"] / 9000
    unknown = net.measure(per_head(residents="population")).to_dicts()[0]
    assert unknown["value"] is None
    assert "denominator" in unknown["note"]


# Wherever linli's own go


def test_it_stands_in_texts_the_catalogue_and_targets(net):
    ask = define_returned()
    assert str(ask()) == "own.returned_share"
    text = net.measure("own.returned_share by community during 2024 where issue.category=lift")
    there = net.measure(ask(where={"issue.category": "lift"}), by="community", during="2024")
    assert text["value"].tolist() == there["value"].tolist()
    (listed,) = (r for r in ll.measures() if r["name"] == "own.returned_share")
    assert (listed["name_zh"], listed["unit"]) == ("退回占比", "share of issues")
    target = {"measure": ask(), "by": "community", "at_most": 0.3, "source": "made up"}
    *places, whole = net.attainment(ll.targets([target])).rows()
    values = net.measure(ask(), by="community")["value"].tolist()
    assert [row["met"] for row in places] == [value <= 0.3 for value in values]
    assert whole["note"].endswith(f"of {COMMUNITIES} meet it")


def test_it_has_intervals_by_formula_and_by_bootstrap(net):
    ask = define_returned()
    row = net.measure(ask(), level=0.9).to_dicts()[0]
    assert (row["low"], row["high"]) == pytest.approx(
        ll.wilson(row["numerator"], row["denominator"], 0.9)
    )
    drawn = ll.bootstrap(net, ask(), resample="community", replicates=200).to_dicts()[0]
    assert drawn["low"] < drawn["value"] == row["value"] < drawn["high"]
    plainly = net.measure(define_returned(proportion=False)(), level=0.9).to_dicts()[0]
    assert plainly["low"] is None


def test_it_may_be_compared_across_places_and_categories(net):
    ask = define_returned()
    found = net.measure(ll.inequality.gini(of="own.returned_share", across="community"))
    values = net.measure(ask(), by="community")["value"]
    assert found["value"].tolist() == [pytest.approx(ll.inequality.gini(values))]
    gap = ll.inequality.gap(of=ask(), between=("issue.category", "lift", "noise"))
    sides = {row["issue.category"]: row["value"] for row in net.measure(ask(), by="issue.category")}
    assert net.measure(gap)["value"].tolist() == [
        sides["lift"] - sides["noise"], sides["lift"] / sides["noise"]]  # fmt: skip


def test_it_follows_edits_and_is_the_same_at_any_number_of_threads(net):
    pets = ll.define("own.pets", key="persons", count=column("pets"))
    moved = ll.edits.rehome(100_000, 7)
    prepared = net.prepare(pets(), by="community").update([moved])
    assert prepared.table()["value"].tolist() == (
        net.with_edits([moved]).measure(pets(), by="community")["value"].tolist()
    )
    before, found = ll.threads(), []
    try:
        for threads in (1, 4):
            ll.set_threads(threads)
            found.append(net.measure([pets(), "coverage.members"], by="community").to_dicts())
    finally:
        ll.set_threads(before)
    assert found[0] == found[1]


def test_its_rows_name_the_slots():
    net = one_community()
    rows = net.rows(define_returned()(), **QUESTION).to_dicts()
    assert {(row["id"], row["part"]): row["amount"] for row in rows if row["amount"]} == {
        ("i1", "raised"): 1, ("i2", "raised"): 1, ("i2", "returned"): 1, ("i3", "raised"): 1,
    }  # fmt: skip


def test_the_command_line_takes_a_file_of_definitions(tmp_path):
    one_community().write(tmp_path / "data")
    (tmp_path / "ours.py").write_text(
        "import linli as ll\n"
        "ll.define('own.issues', key='issues', count=lambda block: [1] * len(block))\n",
        encoding="utf-8",
    )
    command = [sys.executable, "-m", "linli", "measure", "data", "own.issues", "--define",
               "ours.py", "--csv", "--on", "2024-06-30"]  # fmt: skip
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[1].startswith("own.issues,3,")
    command[4] = "own.others"
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "own.others" in done.stderr


# Defined again, and where nothing was collected


def test_defined_again_it_takes_the_place_of_the_first():
    first = ll.define("own.again", key="issues", count=lambda b: [1] * len(b))
    net = one_community()
    prepared = net.prepare(first())
    second = ll.define("own.again", key="persons", count=lambda b: [2] * len(b))
    assert net.measure(second())["value"].tolist() == [8]  # four at home
    assert net.measure(first())["value"].tolist() == [8]
    assert prepared.table()["value"].tolist() == [3]  # what was prepared before keeps the first


def test_where_its_tables_were_not_collected_it_is_null(net):
    ask = define_returned()
    silent = ll.Network(
        **net.to_tables(),
        observed={"table": ["issue_events"] * 7, "place": range(7)},
        as_of="2024-12-31",
    )
    table = silent.measure(ask(), by="community")
    assert [row["value"] is None for row in table] == [False] * 7 + [True]
    assert "issue_events" in table["note"][7]


def test_its_chinese_name_shows_also_after_others_were_shown():
    net = one_community()
    assert "议题数" in render(net.measure("deliberation.raised"), lang="zh")
    for name in ("自定一", "自定二"):
        ask = ll.define("own.late_named", key="issues", count=lambda b: [1] * len(b), name_zh=name)
        assert f"{name} own.late_named" in render(net.measure(ask()), lang="zh")
