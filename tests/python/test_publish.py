# SPDX-License-Identifier: Apache-2.0
"""`net.publish`: nobody's row leaves, and no small count can be worked out from what does.

All people and places are made up.
"""

from __future__ import annotations

import csv
import random
import time
from collections import Counter
from itertools import product
from pathlib import Path
from typing import Any, ClassVar

import linli as ll
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from publish_audit import Audit, rows_of

SMALL_CELL = "below_threshold_or_complementary"
TREE = {
    "id": ["city", "A", "B", "C", "a1", "a2"],
    "level": ["city", "community", "community", "community", "building", "building"],
    "parent": [None, "city", "city", "city", "A", "A"],
}
FINE = "age_band(6,18,35,60)"


def people(*groups: tuple[Any, ...]) -> dict[str, list[Any]]:
    """Persons of (how many, home, age, sex)."""
    rows = [who for count, *who in groups for _ in range(count)]
    return {
        "id": [f"p{k}" for k in range(len(rows))],
        "home": [row[0] for row in rows],
        "age": [row[1] if len(row) > 1 else None for row in rows],
        "sex": [row[2] if len(row) > 2 else None for row in rows],
    }


def world(**tables: Any) -> ll.Network:
    return ll.Network(**{"places": TREE, "origin": "synthetic", "as_of": "2024-06-30", **tables})


def totals(folder: Path, unit: str = "persons") -> dict[str, int]:
    """The published totals of places, without strata."""
    strata = ("age_band", FINE, "sex")
    return {
        row["place"]: int(row["count"])
        for row in rows_of(folder / "population.csv")
        if row["unit"] == unit and not any(row.get(name) for name in strata)
    }


def blocks(folder: Path) -> dict[str, dict[tuple[str, str], int]]:
    """The published cells of places."""
    found: dict[str, dict[tuple[str, str], int]] = {}
    for row in rows_of(folder / "population.csv"):
        if row.get("sex") or row.get(FINE):
            cell = (row.get(FINE, ""), row.get("sex", ""))
            found.setdefault(row["place"], {})[cell] = int(row["count"])
    return found


def lines(log: ll.Table, rule: str) -> list[tuple[Any, ...]]:
    return [(r["table"], r["row"], r["column"]) for r in log.rows() if r["rule"] == rule]


def content(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


class TestTotals:
    def test_of_places_leave_at_the_threshold_and_not_below_it(self, tmp_path):
        net = world(persons=people((30, "A"), (5, "B"), (4, "C"), (40, "a1"), (20, "a2")))
        net.publish(tmp_path)
        # 4 in C are withheld; 5 in B would be 9 with them, of which two places have one each.
        assert totals(tmp_path) == {"city": 99, "A": 90, "a1": 40, "a2": 20}

    def test_the_smallest_that_is_enough_protects_a_small_one(self, tmp_path):
        net = world(persons=people((30, "A"), (25, "B"), (4, "C")))
        log = net.publish(tmp_path)
        assert totals(tmp_path) == {"city": 59, "A": 30, "a1": 0, "a2": 0}
        assert lines(log, SMALL_CELL) == [
            ("population", "B", "population"),
            ("population", "C", "population"),
        ]

    def test_of_nobody_leave(self, tmp_path):
        world(persons=people((30, "A"), (25, "B"))).publish(tmp_path)
        assert totals(tmp_path) == {"city": 55, "A": 30, "B": 25, "C": 0, "a1": 0, "a2": 0}

    def test_few_who_live_in_no_part_are_not_given_by_subtraction(self, tmp_path):
        net = world(persons=people((3, "A"), (25, "a1"), (40, "a2"), (50, "B")))
        net.publish(tmp_path)
        assert totals(tmp_path) == {"city": 118, "A": 68, "B": 50, "C": 0, "a2": 40}

    def test_five_places_of_one_person_each_are_not_given_by_their_sum(self, tmp_path):
        places = {
            "id": ["top", "city", "x", *"abcde"],
            "level": ["city", "district", "district", *["community"] * 5],
            "parent": [None, "top", "top", *["city"] * 5],
        }
        homes = people(*((1, home) for home in "abcde"), (60, "x"))
        world(places=places, persons=homes).publish(tmp_path)
        # None is 0, for that would be published: so a sum of 5 would say that each is 1.
        assert totals(tmp_path) == {"top": 65}

    def test_of_one_place_alone_are_withheld_without_more(self, tmp_path):
        places = {"id": ["A"], "level": ["community"]}
        log = world(places=places, persons=people((4, "A"))).publish(tmp_path)
        assert rows_of(tmp_path / "population.csv") == []
        assert lines(log, SMALL_CELL) == [
            ("population", "A", "population"),
            ("population", "A", FINE),
        ] or lines(log, SMALL_CELL) == [("population", "A", "population")]

    def test_persons_who_left_or_live_elsewhere_count_nowhere(self, tmp_path):
        persons = people((10, "A"), (10, "outside"), (10, None), (10, "A"))
        persons["until"] = [None] * 30 + ["2024-06-30"] * 10
        world(persons=persons).publish(tmp_path)
        assert totals(tmp_path)["A"] == 10

    def test_of_a_list_of_persons_do_not_leave(self, tmp_path):
        world(persons=people((10, "A")), persons_are="listed_only").publish(tmp_path)
        assert not (tmp_path / "population.csv").exists()


class TestGivenTotals:
    def test_leave_with_their_basis_and_day_one_for_each_place(self, tmp_path):
        given = {
            "place": ["A", "A", "A", "A", "B"],
            "count": [90, 100, 110, 120, 70],
            "basis": ["usual_residents", "usual_residents", "registered", "usual_residents", None],
            "as_of": ["2022-12-31", "2023-12-31", "2023-12-31", "2024-12-31", None],
        }
        log = world(population=given).publish(tmp_path)
        found = {row["place"]: row for row in rows_of(tmp_path / "population.csv")}
        assert (found["A"]["count"], found["A"]["as_of"]) == ("100", "2023-12-31")
        assert (found["A"]["basis"], found["B"]["count"]) == ("usual_residents", "70")
        told = {(row["rule"], row["count"]) for row in log.rows()}
        assert {("later_count", 1), ("another_count", 2)} <= told

    def test_in_columns_of_places_are_rows_of_population(self, tmp_path):
        places = {
            **TREE,
            "population": [159, 90, 65, 4, 50, 40],
            "households": [60, 30, 25, 5, 20, 10],
        }
        world(places=places).publish(tmp_path)
        assert totals(tmp_path) == {"city": 159, "A": 90, "a1": 50, "a2": 40}
        assert "population" not in rows_of(tmp_path / "places.csv")[0]

    def test_households_do_not_leave_where_people_do_not(self, tmp_path):
        places = {
            **TREE,
            "population": [159, 90, 65, 4, 50, 40],
            "households": [60, 30, 25, 5, 20, 10],
        }
        world(places=places).publish(tmp_path)
        assert totals(tmp_path, "households") == {"city": 60, "A": 30, "a1": 20, "a2": 10}

    def test_that_do_not_add_up_give_nothing_away(self, tmp_path):
        places = {**TREE, "population": [100, 90, 65, 30, 50, 41]}
        world(places=places).publish(tmp_path)
        assert totals(tmp_path) == {"city": 100, "A": 90, "B": 65, "C": 30, "a1": 50, "a2": 41}

    def test_stand_before_persons_where_both_are(self, tmp_path):
        net = world(
            persons=people((30, "B", 40, "F"), (20, "a1", 40, "F")),
            population={"place": ["B"], "count": [500]},
            persons_are="all_residents",
        )
        net.publish(tmp_path)
        assert totals(tmp_path) == {"city": 520, "A": 20, "B": 500, "C": 0, "a1": 20, "a2": 0}
        assert set(blocks(tmp_path)) == {"A", "C", "a1", "a2"}  # of B nobody knows the strata

    def test_with_strata_leave_by_age_and_sex_alone(self, tmp_path):
        given = {
            "place": ["A"] * 6, "count": [100, 60, 40, 55, 45, 70],
            "sex": [None, "F", "M", None, None, None],
            "age_band": [None, None, None, "0–17", "18+", None],
            "tenure": [None] * 5 + ["rent"],
        }  # fmt: skip
        log = world(population=given).publish(tmp_path)
        found = rows_of(tmp_path / "population.csv")
        assert [(row["count"], row["sex"]) for row in found] == [
            ("100", ""),
            ("60", "F"),
            ("40", "M"),
        ]
        assert {c for _, _, c in lines(log, "other_strata")} == {"age_band", "tenure"}
        given = {"place": ["A"] * 2, "count": [100, 70], "tenure": [None, "rent"]}
        net = world(population=given)
        net.publish(tmp_path / "kept", keep=["population.tenure"])
        net.publish(tmp_path / "left")
        assert {r["tenure"] for r in rows_of(tmp_path / "kept" / "population.csv")} == {"", "rent"}
        assert len(rows_of(tmp_path / "left" / "population.csv")) == 1

    @pytest.mark.parametrize(("band", "leaves"), [("18+", True), ("15–20", False), ("少年", False)])
    def test_of_a_band_that_may_hold_minors_need_ten(self, tmp_path, band, leaves):
        given = {"place": ["A"] * 2, "count": [100, 7], "age_band": [None, band]}
        world(population=given).publish(tmp_path)
        assert len(rows_of(tmp_path / "population.csv")) == 1 + leaves

    def test_with_strata_leave_nobody_small_beside_them(self, tmp_path):
        given = {"place": ["A"] * 3, "count": [100, 60, 37], "sex": [None, "F", "M"]}
        world(population=given).publish(tmp_path)
        assert len(rows_of(tmp_path / "population.csv")) == 1


class TestCells:
    MANY = ((20, "B", 3, "F"), (20, "B", 3, "M"), (30, "B", 40, "F"), (30, "B", 40, "M"))

    def test_leave_where_all_of_a_place_may(self, tmp_path):
        world(persons=people(*self.MANY)).publish(tmp_path)
        assert {k: n for k, n in blocks(tmp_path)["B"].items() if n} == {
            ("0–5", "F"): 20, ("0–5", "M"): 20, ("35–59", "F"): 30, ("35–59", "M"): 30
        }  # fmt: skip

    @pytest.mark.parametrize(("age", "least"), [(17, 10), (18, 5)])
    def test_of_minors_need_ten(self, tmp_path, age, least):
        for count in (least - 1, least):
            folder = tmp_path / str(count)
            world(persons=people(*self.MANY, (count, "B", age, "F"))).publish(folder)
            assert ("B" in blocks(folder)) == (count == least)
            assert totals(folder)["B"] == 100 + count

    def test_thresholds_are_those_asked_for(self, tmp_path):
        net = world(persons=people(*self.MANY, (9, "B", 17, "F"), (3, "B", 20, "M")))
        net.publish(tmp_path / "strict")
        net.publish(tmp_path / "mild", threshold=3, minors=9)
        assert "B" not in blocks(tmp_path / "strict")
        assert blocks(tmp_path / "mild")["B"]["6–17", "F"] == 9

    def test_of_another_place_are_withheld_with_the_small_ones(self, tmp_path):
        small = ((12, "C", 40, "F"), (3, "C", 40, "M"))
        for home in ("A", "B"):
            small += tuple((n + (home == "A"), home, age, sex) for n, _, age, sex in self.MANY)
        world(persons=people(*small)).publish(tmp_path)
        assert set(blocks(tmp_path)) == {"city", "A", "a1", "a2"}
        assert totals(tmp_path)["C"] == 15  # the total is no cell

    def test_do_not_leave_where_their_sum_is_withheld(self, tmp_path):
        """4 women in C are withheld with the 25 of B in all, and with the 30 women of A."""
        small = ((30, "A", 40, "F"), (25, "B", 40, "M"), (4, "C", 40, "F"))
        world(persons=people(*small)).publish(tmp_path)
        assert "B" not in totals(tmp_path)
        assert blocks(tmp_path).keys().isdisjoint({"A", "B", "C"})
        words = {FINE: ["35–59"], "sex": ["F", "M"]}
        assert Audit(tmp_path, words).range_of("C", ("35–59", "F"))[1] >= 6

    def test_a_place_of_minors_alone_tells_its_total_and_no_ages(self, tmp_path):
        world(persons=people((40, "B", 8, "F"), (40, "B", 8, "M"))).publish(tmp_path)
        assert totals(tmp_path)["B"] == 80
        assert "B" not in blocks(tmp_path)

    def test_of_unknown_age_or_sex_are_cells_too(self, tmp_path):
        persons = people(*self.MANY, (12, "B"))
        world(persons=persons).publish(tmp_path)
        assert blocks(tmp_path)["B"]["unknown", "unknown"] == 12
        world(persons=people(*self.MANY, (9, "B"))).publish(tmp_path / "few")
        assert "B" not in blocks(tmp_path / "few")  # they may be minors

    def test_are_asked_for_by_the_bands_that_were_published(self, tmp_path):
        net = world(persons=people(*self.MANY, (15, "B", 12, "M")))
        net.publish(tmp_path)
        public = ll.read(tmp_path)
        for by in (FINE, "age_band", "sex"):
            asked = [n.measure("counts.residents", by=by, within="B") for n in (net, public)]
            assert asked[0].values("value") == asked[1].values("value")
            assert asked[1].values("basis")[0] == "totals"

    def test_of_usual_bands_bear_the_usual_name(self, tmp_path):
        world(persons=people(*self.MANY)).publish(tmp_path, age_bands=(0, 18, 35, 60))
        assert {row["age_band"] for row in rows_of(tmp_path / "population.csv")} == {
            "", "0–17", "35–59"
        }  # fmt: skip

    def test_ages_are_of_the_day_in_completed_years(self, tmp_path):
        births = ["2006-06-30"] * 20 + ["2006-07-01"] * 30
        persons = {"id": list(range(50)), "home": ["B"] * 50, "birth_date": births}
        world(persons=persons).publish(tmp_path, age_bands=(18,))
        found = {r["age_band(18)"]: r["count"] for r in rows_of(tmp_path / "population.csv")
                 if r["place"] == "B"}  # fmt: skip
        assert found == {"": "50", "0–17": "30", "18+": "20"}


# What a reader can work out. Bands are of age 10 and 40; each number counts one place's own people.
SIZES = st.sampled_from([0, 0, 0, 1, 2, 3, 4, 5, 6, 9, 10, 13, 30])
AGES = {"0–17": 10, "18+": 40, "unknown": None}


@st.composite
def hierarchies(draw):
    """Places, and in each how many people of each age band and sex have their home there."""
    ids = [f"n{k}" for k in range(draw(st.integers(1, 7)))]
    parents = [None] + [draw(st.sampled_from(ids[:k])) for k in range(1, len(ids))]
    cells = list(product(["0–17", "18+", *draw(st.sampled_from([[], ["unknown"]]))], ["F", "M"]))
    some = st.lists(SIZES, min_size=len(cells), max_size=len(cells))
    empty = st.just([0] * len(cells))
    return ids, parents, cells, [draw(st.one_of(some, some, empty)) for _ in ids]


def tree_of(ids, parents):
    depth: dict[Any, int] = {None: -1}
    for id_, parent in zip(ids, parents, strict=True):
        depth[id_] = depth[parent] + 1
    return {"id": ids, "level": [f"level{depth[i]}" for i in ids], "parent": parents}


def true_counts(audit: Audit, ids, cells, sizes) -> dict[tuple[Any, ...], int]:
    """Every number about a place or its own people, by what it is split by."""
    found: Counter[tuple[Any, ...]] = Counter()
    for id_, numbers in zip(ids, sizes, strict=True):
        for cell, number in zip(cells, numbers, strict=True):
            for given_ in product(*((word, "") for word in cell)):
                found[id_, given_, True] += number
                for place in ids:
                    found[place, given_, False] += number if audit.is_in(id_, place) else 0
    return found


def assert_nothing_small_is_told(audit, truth, threshold, minors):
    for (place, given_, own), count in truth.items():
        least = minors if any(word in ("0–17", "unknown") for word in given_) else threshold
        if 0 < count < least:
            low, high = audit.range_of(place, given_, own)
            assert low <= count <= high, "the auditor reads what was not published"
            assert high - low >= threshold, (place, given_, own, count, (low, high))


WIDE = settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)


class TestWhatAReaderCanWorkOut:
    @WIDE
    @given(hierarchies(), st.sampled_from([(5, 10), (3, 3)]))
    def test_of_a_census_is_nothing_small(self, tmp_path_factory, hierarchy, thresholds):
        ids, parents, cells, sizes = hierarchy
        folder = tmp_path_factory.mktemp("public")
        persons = people(
            *(
                (number, id_, AGES[cell[0]], cell[1])
                for id_, numbers in zip(ids, sizes, strict=True)
                for cell, number in zip(cells, numbers, strict=True)
            )
        )
        net = world(places=tree_of(ids, parents), persons=persons, persons_are="all_residents")
        net.publish(folder, threshold=thresholds[0], minors=thresholds[1], age_bands=(0, 18))
        words = {"age_band(18)": ["0–17", "18+", "unknown"], "sex": ["F", "M"]}
        audit = Audit(folder, words)
        truth = true_counts(audit, ids, cells, sizes)
        for (place, given_), count in audit.published.items():
            assert truth[place, given_, False] == count
        assert_nothing_small_is_told(audit, truth, *thresholds)

    @WIDE
    @given(hierarchies(), st.data())
    def test_of_given_totals_is_nothing_small(self, tmp_path_factory, hierarchy, data):
        """Some places give cells, some their total alone, some nothing; households beside."""
        ids, parents, cells, sizes = hierarchy
        folder = tmp_path_factory.mktemp("public")
        audit = Audit(folder, {"age_band": sorted({c[0] for c in cells}), "sex": ["F", "M"]})
        audit.parent = dict(zip(ids, (p or "" for p in parents), strict=True))
        truth = true_counts(audit, ids, cells, sizes)
        rows: list[tuple[Any, ...]] = []
        for id_ in ids:
            what = data.draw(st.sampled_from(["cells", "total", "nothing"]))
            if what != "nothing":
                rows.append((id_, truth[id_, ("", ""), False], "persons", None, None))
                rows.append((id_, truth[id_, ("18+", ""), False], "households", None, None))
            if what == "cells":
                rows += [(id_, truth[id_, cell, False], "persons", *cell) for cell in cells]
        names = ("place", "count", "unit", "age_band", "sex")
        columns = {name: [row[k] for row in rows] for k, name in enumerate(names)}
        world(places=tree_of(ids, parents), population=columns).publish(folder)
        public = Audit(folder, {"age_band": sorted({c[0] for c in cells}), "sex": ["F", "M"]})
        assert_nothing_small_is_told(public, truth, 5, 10)
        homes = Audit(folder, {}, "households")
        adults = {(p, (), own): n for (p, g, own), n in truth.items() if g == ("18+", "")}
        assert_nothing_small_is_told(homes, adults, 5, 10)

    def test_of_a_synthetic_town_is_nothing_small(self, tmp_path):
        net = ll.examples.city(persons=1000, seed=3)
        net.publish(tmp_path, age_bands=(0, 18, 60))
        by = ["building", "age_band(18,60)", "sex"]
        words = {"age_band(18,60)": ["0–17", "18–59", "60+"], "sex": ["F", "M"]}
        audit = Audit(tmp_path, words)
        small = 0
        for row in net.measure("counts.residents", by=by).rows():
            band, count = row["age_band(18,60)"], row["value"]
            if row["building"] is None or not 0 < count < (10 if band == "0–17" else 5):
                continue
            low, high = audit.range_of(str(row["building"]), (band, row["sex"]))
            assert low <= count <= high
            assert high - low >= 5
            small += 1
        assert small > 5

    def test_is_found_by_the_auditor_where_small_cells_alone_are_left_out(self, tmp_path):
        """The check of the check: what naive suppression publishes gives the small number away."""
        net = world(persons=people((30, "A"), (25, "B"), (4, "C")))
        net.publish(tmp_path)
        assert Audit(tmp_path, {}).range_of("C", ()) == (1, 28)
        with (tmp_path / "population.csv").open("a", encoding="utf-8") as file:
            file.write("B,25,persons,,2024-06-30\n")
        assert Audit(tmp_path, {}).range_of("C", ()) == (1, 4)


class TestGroups:
    TEAMS: ClassVar[dict[str, Any]] = {
        "id": ["t5", "t4", "t0"],
        "kind": ["volunteers", "volunteers", "volunteers"],
        "place": ["A", "B", "C"],
    }

    def members(self, **sizes: int) -> dict[str, Any]:
        rows = [(f"p{k}", group) for group, size in sizes.items() for k in range(size)]
        return {"member": [row[0] for row in rows], "group": [row[1] for row in rows]}

    def heads(self, folder: Path, table: str = "teams") -> dict[str, str]:
        return {row["id"]: row.get("head_count", "") for row in rows_of(folder / f"{table}.csv")}

    def net(self, **tables: Any) -> ll.Network:
        return world(**{
            "persons": people((60, "A", 30, "F")), "teams": self.TEAMS,
            "memberships": self.members(t5=5, t4=4), **tables,
        })  # fmt: skip

    def test_tell_how_many_they_are_unless_they_are_few(self, tmp_path):
        teams = {**self.TEAMS, "head_count": [None, None, 0]}
        log = self.net(teams=teams).publish(tmp_path)
        assert self.heads(tmp_path) == {"t5": "5", "t4": "", "t0": "0"}
        assert ("teams", "t4", "head_count") in lines(log, SMALL_CELL)

    def test_count_members_in_force_once(self, tmp_path):
        memberships = self.members(t5=8)
        memberships["member"] += ["p0", "p1"]
        memberships["group"] += ["t5", "t5"]
        memberships["until"] = [None] * 5 + ["2024-06-30", "2024-07-01", None, "2024-07-01", None]
        self.net(memberships=memberships).publish(tmp_path)
        assert self.heads(tmp_path)["t5"] == "7"

    @pytest.mark.parametrize("named", ["volunteers", "t5"])
    def test_called_sensitive_need_ten(self, tmp_path, named):
        net = self.net(memberships=self.members(t5=9, t4=10))
        net.publish(tmp_path, sensitive=[named])
        assert self.heads(tmp_path) == {"t5": "", "t4": "10", "t0": ""}

    def test_in_one_another_leave_nobody_small_between_them(self, tmp_path):
        teams = {"id": ["whole", "p1", "p2"], "kind": ["x"] * 3, "parent": [None, "whole", "whole"]}
        members = self.members(whole=28, p1=10, p2=15)
        self.net(teams=teams, memberships=members).publish(tmp_path)
        assert self.heads(tmp_path) == {"whole": "28", "p1": "", "p2": "15"}

    @pytest.mark.parametrize(
        ("sizes", "told"),
        [
            # Beside `plain`, which leaves 10: enough for anybody, and too few with `youth` in it.
            ({"whole": 60, "youth": 7, "plain": 50}, {"whole"}),
            # `few` and `youth` are 11, too few for two of which one is sensitive.
            ({"whole": 41, "youth": 10, "few": 1, "plain": 30}, {"whole", "youth"}),
            ({"whole": 21, "few": 1, "young": 10, "youth": 10}, {"whole"}),
            ({"whole": 62, "youth": 7, "plain": 50}, {"whole", "plain"}),
        ],
    )
    def test_in_one_another_need_what_the_strictest_needs(self, tmp_path, sizes, told):
        ids = list(sizes)
        teams = {"id": ids, "kind": ids, "parent": [None] + ["whole"] * (len(ids) - 1)}
        net = self.net(
            teams=teams, memberships=self.members(**sizes), persons=people((70, "A", 30, "F"))
        )
        net.publish(tmp_path, sensitive=["young", "youth"])
        assert {id_ for id_, count in self.heads(tmp_path).items() if count} == told

    def test_of_every_table_tell_it(self, tmp_path):
        forums = {"id": ["f"], "kind": ["hall"], "head_count": [77]}
        members = {k: v + ([f"p{n}" for n in range(6)] if k == "member" else ["f"] * 6)
                   for k, v in self.members(t5=5).items()}  # fmt: skip
        log = self.net(forums=forums, memberships=members).publish(tmp_path)
        assert self.heads(tmp_path, "forums") == {"f": "6"}
        assert ("forums", None, "head_count") in lines(log, "attribute")

    def test_are_read_with_the_totals_that_were_published(self, tmp_path):
        net = self.net()
        net.publish(tmp_path)
        public = ll.read(tmp_path)
        before, after = (
            {r["community"]: r for r in n.measure("coverage.memberships", by="community").rows()}
            for n in (net, public)
        )
        assert (before["A"]["value"], after["A"]["value"]) == (5, 5)
        assert (before["B"]["value"], after["B"]["value"]) == (4, None)
        assert after["B"]["note"] == "not reported: memberships"
        assert after["C"]["value"] == 0
        (whole,) = public.measure("coverage.memberships").rows()
        assert whole["value"] == 5
        assert whole["note"] == "not reported by all of it: memberships"

    def test_all_withheld_are_reported_nowhere(self, tmp_path):
        net = self.net(memberships=self.members(t4=4), teams={
            "id": ["t4", "t9"], "kind": ["volunteers"] * 2, "place": ["city", "A"],
            "head_count": [None, 30]})  # fmt: skip
        net.publish(tmp_path)
        found = ll.read(tmp_path).measure("coverage.memberships", by="community")
        assert found.values("value") == [None] * len(found)

    def test_elsewhere_in_the_scheme_are_not_read_as_empty(self, tmp_path):
        scheme = ["volunteers", {"key": "property", "table": "organisations", "kind": "company"}]
        net = self.net(
            scheme=scheme, organisations={"id": ["o"], "kind": ["company"], "place": ["C"]},
            memberships=self.members(t5=5, o=20),
        )  # fmt: skip
        net.publish(tmp_path)
        asked = ll.read(tmp_path).measure("coverage.memberships", by="community").rows()
        assert {r["community"]: r["value"] for r in asked}["C"] is None

    def test_keep_organisations_as_members_where_no_persons_are(self, tmp_path):
        memberships = self.members(t5=5)
        memberships["member"] += ["o", "o"]
        memberships["group"] += ["t5", "t0"]
        organisations = {"id": ["o"], "kind": ["company"]}
        log = self.net(memberships=memberships, organisations=organisations).publish(tmp_path)
        rows = rows_of(tmp_path / "memberships.csv")
        assert [(row["member"], row["group"]) for row in rows] == [("o", "t0")]
        assert lines(log, "beside_a_head_count") == [("memberships", "t5", None)]
        assert ll.read(tmp_path).measure("coverage.memberships", within="A")["value"][0] == 5

    def test_whose_ids_repeat_are_told_apart(self, tmp_path):
        memberships = {**self.members(x=6), "group_kind": ["forums"] * 6}
        memberships["member"] += [f"p{k}" for k in range(20, 28)] + ["x"]
        memberships["group"] += ["x"] * 9
        memberships["group_kind"] += ["teams"] * 8 + ["organisations"]
        memberships["member_kind"] = ["persons"] * 14 + ["organisations"]
        same = {"id": ["x"], "kind": ["k"]}
        net = self.net(teams=same, forums=same, organisations=same, memberships=memberships)
        net.publish(tmp_path)
        assert self.heads(tmp_path) == {"x": "8"}
        assert self.heads(tmp_path, "forums") == {"x": "6"}
        (row,) = rows_of(tmp_path / "memberships.csv")
        assert (row["member"], row["group_kind"]) == ("x", "organisations")


class TestMeetings:
    def meetings(self, rows: list[tuple[Any, ...]], **more: Any) -> ll.Network:
        names = ("id", "invited", "attended", "residents_attended")
        columns = {name: [row[k] for row in rows] for k, name in enumerate(names)}
        columns |= {"held_by": ["f"] * len(rows), "date": ["2024-03-01"] * len(rows)}
        return world(
            forums={"id": ["f"], "kind": ["hall"], "place": ["A"]}, meetings=columns, **more
        )

    def told(self, folder: Path) -> dict[str, tuple[int | None, ...]]:
        names = ("invited", "attended", "residents_attended")
        return {
            row["id"]: tuple(int(row[name]) if row.get(name) else None for name in names)
            for row in rows_of(folder / "meetings.csv")
        }

    @pytest.mark.parametrize(
        ("given_", "told"),
        [
            ((None, 20, 12), (None, 20, 12)),
            ((None, 20, 4), (None, 20, None)),
            ((None, 20, 17), (None, 20, None)),  # three came from elsewhere
            ((None, 20, 20), (None, 20, 20)),
            ((None, 4, 4), (None, None, None)),
            ((None, 5, 3), (None, None, None)),  # residents would be 1 to 5
            ((None, 0, 0), (None, 0, 0)),
            ((40, 20, 12), (40, 20, 12)),
            ((22, 20, 12), (None, 20, 12)),  # two stayed away
            ((30, 4, 0), (30, None, None)),
            ((4, None, None), (None, None, None)),
            ((None, None, 9), (None, None, 9)),
        ],
    )
    def test_tell_how_many_came(self, tmp_path, given_, told):
        self.meetings([("m", *given_)]).publish(tmp_path)
        assert self.told(tmp_path)["m"] == told

    def test_leave_no_small_part_of_those_who_came(self, tmp_path):
        """Every meeting of up to 16, by trying all that could have been."""
        every = [
            (i, a, r) for i in (*range(17), None) for a in range(17) for r in range(a + 1)
            if i is None or a <= i
        ]  # fmt: skip
        self.meetings([(f"m{k}", *row) for k, row in enumerate(every)]).publish(tmp_path)
        told = self.told(tmp_path)
        for k, true in enumerate(every):
            seen = told[f"m{k}"]
            fitting = [
                row for row in every
                if (row[0] is None) == (true[0] is None)
                and all(s is None or s == n for s, n in zip(seen, row, strict=True))
                and all(s is not None or n is None or n > 0 for s, n in zip(seen, row, strict=True))
            ]  # fmt: skip
            parts = [lambda r: r[1], lambda r: r[2], lambda r: r[1] - r[2]]
            if seen[0] is not None:  # else any number may have been invited
                parts += [lambda r: r[0], lambda r: r[0] - r[1]]
            for part in parts:
                if 0 < part(true) < 5:
                    values = {part(row) for row in fitting}
                    assert max(values) - min(values) >= 5, (true, seen, values)

    def test_count_names_once_and_residents_by_their_home(self, tmp_path):
        persons = people((12, "A"), (8, "outside"))
        names = [*range(20), 0, 1]
        net = self.meetings(
            [("m", 50, 3, 3)], persons=persons,
            attendances={"meeting": ["m"] * 22, "person": [f"p{k}" for k in names]},
        )  # fmt: skip
        net.publish(tmp_path)
        assert self.told(tmp_path) == {"m": (50, 20, 12)}
        for measure in ("participation.attendances", "participation.attendances(who=residents)"):
            before, after = (n.measure(measure)["value"][0] for n in (net, ll.read(tmp_path)))
            assert before == after

    @pytest.mark.parametrize("named", ["hall", "f", "advice", "m"])
    def test_called_sensitive_need_ten(self, tmp_path, named):
        net = self.meetings([("m", None, 9, None)])
        tables = {**net.to_tables()}
        meetings = {name: tables["meetings"].values(name) for name in tables["meetings"].columns}
        net = world(forums=tables["forums"], meetings={**meetings, "kind": ["advice"]})
        net.publish(tmp_path / "plain")
        net.publish(tmp_path / "strict", sensitive=[named])
        assert self.told(tmp_path / "plain")["m"][1] == 9
        assert self.told(tmp_path / "strict")["m"][1] is None

    def test_of_a_place_all_withheld_are_not_read_as_nobody(self, tmp_path):
        self.meetings([("m", None, 4, None)], population={"place": ["A"], "count": [50]}).publish(
            tmp_path
        )
        for measure in ("participation.attendances", "participation.rate"):
            rows = ll.read(tmp_path).measure(measure, by="community").rows()
            assert {row["community"]: row["value"] for row in rows}["A"] is None

    def test_some_withheld_are_told_by_the_share_recorded(self, tmp_path):
        self.meetings([("m", None, 4, None), ("n", None, 30, None)]).publish(tmp_path)
        public = ll.read(tmp_path)
        assert public.measure("participation.attendances", within="A")["value"][0] == 30
        assert public.measure("participation.recorded_share", within="A")["value"][0] == 0.5


class TestHelp:
    def net(self, rows: list[tuple[Any, ...]], **tables: Any) -> ll.Network:
        names = ("service", "unit", "count", "outcome", "since", "until")
        rows = [(*row, *[None] * (6 - len(row))) for row in rows]
        counts = {name: [row[k] for row in rows] for k, name in enumerate(names)}
        services = {"id": ["s", "u"], "kind": ["advice", "youth"], "place": ["A", "B"]}
        return world(services=services, **({"service_counts": counts} if rows else {}), **tables)

    def told(self, folder: Path) -> list[tuple[str, str, int, str]]:
        return [
            (row["service"], row["unit"], int(row["count"]), row.get("outcome", ""))
            for row in rows_of(folder / "service_counts.csv")
        ]

    @pytest.mark.parametrize(
        ("rows", "told"),
        [
            ([("persons", 5)], 1),
            ([("persons", 4)], 0),
            ([("households", 4)], 0),
            ([("sessions", 1)], 1),
            ([("persons", 0)], 1),
            ([("persons", 100), ("persons", 60, "settled"), ("persons", 40, "open")], 3),
            ([("persons", 100), ("persons", 60, "settled"), ("persons", 37, "open")], 1),
            ([("persons", 100), ("persons", 97, "settled")], 1),
            ([("persons", 100), ("persons", 3, "settled")], 1),
            ([("persons", 60, None, "2023-01-01", "2024-01-01"),
              ("persons", 58, None, "2023-01-01", "2023-07-01")], 1),
        ],
    )  # fmt: skip
    def test_leaves_by_service_all_or_the_largest(self, tmp_path, rows, told):
        log = self.net([("s", *row) for row in rows]).publish(tmp_path)
        found = self.told(tmp_path)
        assert len(found) == told
        if told < len(rows):
            assert ("service_counts", "s", rows[0][0]) in lines(log, SMALL_CELL)
        if told == 1:
            assert found[0][2] == max(row[1] for row in rows)

    def test_of_a_sensitive_service_needs_ten(self, tmp_path):
        self.net([("s", "persons", 9), ("u", "persons", 9)]).publish(tmp_path, sensitive=["youth"])
        assert self.told(tmp_path) == [("s", "persons", 9, "")]

    def test_of_a_service_that_protects_minors_needs_ten_unasked(self, tmp_path):
        services = {"id": ["s", "u"], "kind": ["advice"] * 2, "protects_minors": ["true", "false"]}
        counts = {"service": ["s", "u"], "unit": ["persons"] * 2, "count": [9, 9]}
        meetings = {"id": [1, 2], "held_by": ["s", "u"], "date": ["2024-01-01"] * 2,
                    "attended": [9, 9]}  # fmt: skip
        net = world(services=services, service_counts=counts, meetings=meetings)
        net.publish(tmp_path)
        assert self.told(tmp_path) == [("u", "persons", 9, "")]
        came = {row["id"]: row["attended"] for row in rows_of(tmp_path / "meetings.csv")}
        assert came == {"1": "", "2": "9"}

    def test_at_counted_meetings_is_not_told_as_their_sum(self, tmp_path):
        meetings = {
            "id": [1, 2],
            "held_by": ["s", "s"],
            "date": ["2024-01-01"] * 2,
            "attended": [30, 4],
        }
        self.net([("s", "attendances", 34), ("u", "attendances", 20)], meetings=meetings).publish(
            tmp_path
        )
        assert self.told(tmp_path) == [("u", "attendances", 20, "")]

    def test_of_named_people_and_households_becomes_a_count(self, tmp_path):
        places = {
            "id": ["A", *(f"h{k}" for k in range(7))],
            "level": ["community"] + ["household"] * 7,
            "parent": [None] + ["A"] * 7,
        }
        who = [*(f"p{k}" for k in range(6)), "p0", *(f"h{k}" for k in range(7)), "A", "p9"]
        benefits = {"service": ["s"] * len(who), "beneficiary": who,
                    "since": [None] * (len(who) - 1) + ["2025-01-01"]}  # fmt: skip
        persons = people((10, "A"))
        services = {"id": ["s", "u"], "kind": ["advice", "youth"], "place": ["A", "A"]}
        net = world(places=places, persons=persons, services=services, benefits=benefits)
        net.publish(tmp_path)
        assert self.told(tmp_path) == [("s", "households", 7, ""), ("s", "persons", 6, "")]

    def test_counted_already_is_not_counted_twice(self, tmp_path):
        benefits = {"service": ["s"] * 6, "beneficiary": [f"p{k}" for k in range(6)]}
        net = self.net([("s", "persons", 86)], benefits=benefits, persons=people((9, "A")))
        net.publish(tmp_path)
        assert self.told(tmp_path) == [("s", "persons", 86, "")]

    def test_withheld_is_not_read_as_none(self, tmp_path):
        net = self.net([("s", "persons", 4), ("u", "persons", 40)])
        net.publish(tmp_path)
        rows = ll.read(tmp_path).measure("counts.helped", by="community").rows()
        found = {row["community"]: row["value"] for row in rows}
        assert (found["A"], found["B"]) == (None, 40)


class TestActivities:
    ACTS: ClassVar[dict[str, Any]] = {
        "person": [*(f"p{k}" for k in range(5)), *(f"p{k}" for k in range(4)), "p0"],
        "group": ["t"] * 10,
        "date": ["2023-05-01"] * 5 + ["2024-02-01"] * 5,
        "kind": ["巡逻"] * 10,
        "hours": [1.5] * 5 + [None] * 5,
        "count": [None, 3, None, None, None, *[2] * 5],
    }

    def told(self, folder: Path) -> list[tuple[str, ...]]:
        names = ("group_kind", "group", "year", "kind", "acts", "hours", "origin")
        return [tuple(row[k] for k in names) for row in rows_of(folder / "activity_counts.csv")]

    def test_are_counted_by_group_year_and_kind_where_enough_acted(self, tmp_path):
        teams = {"id": ["t"], "kind": ["volunteers"], "place": ["A"]}
        net = world(persons=people((9, "A")), teams=teams, activities=self.ACTS)
        log = net.publish(tmp_path)
        assert self.told(tmp_path) == [
            ("teams", "t", "2023", "巡逻", "7", "7.5", "synthetic"),
            ("teams", "t", "2024", "巡逻", "", "", "synthetic"),  # four people in five acts
        ]
        assert lines(log, "below_threshold") == [("activity_counts", "t 2024 巡逻", "acts")]
        net.publish(tmp_path / "strict", sensitive=["巡逻"])
        assert [row[4] for row in self.told(tmp_path / "strict")] == ["", ""]

    def test_of_another_network_do_not_stay_in_the_folder(self, tmp_path):
        teams = {"id": ["t"], "kind": ["volunteers"]}
        world(persons=people((9, "A")), teams=teams, activities=self.ACTS).publish(tmp_path)
        with pytest.raises(ll.FileError, match=r"activity_counts.csv is in the way"):
            world(persons=people((9, "A")), teams=teams).publish(tmp_path)


class TestRows:
    PEOPLE: ClassVar[dict[str, Any]] = {
        "id": [f"人-{k:03}-密" for k in range(30)],
        "home": ["h1", "h2", "A", "B", "outside"] * 6,
        "birth_date": [f"19{k + 50}-03-{k % 27 + 1:02}" for k in range(30)],
        "sex": ["F", "M"] * 15,
        "tenure": ["租住-secret"] * 30,
    }

    def everything(self, **more: Any) -> dict[str, Any]:
        ids = self.PEOPLE["id"]
        places = {
            "id": [*TREE["id"], "h1", "h2", "h9"],
            "level": [*TREE["level"], *["household"] * 3],
            "parent": [*TREE["parent"], "a1", "a2", None],
            "name": [
                "合成市",
                "甲社区",
                "乙社区",
                "丙社区",
                "1栋",
                "2栋",
                "张家-secret",
                "李家-secret",
                "x",
            ],
            "estate_age": ["old", "new"] * 4 + ["old"],
        }
        return {
            "places": places,
            "persons": self.PEOPLE,
            "teams": {"id": ["t"], "kind": ["choir"], "place": ["h1"], "motto": ["secret-motto"]},
            "forums": {"id": ["f"], "kind": ["议事中心"], "name": ["左邻右里"], "place": ["A"]},
            "services": {"id": ["s"], "kind": ["advice"], "place": ["B"]},
            "memberships": {"member": ids[:8], "group": ["t"] * 8, "role": ["组长-secret"] * 8},
            "serves": {"group": ["f", "f"], "place": ["B", "h1"]},
            "meetings": {"id": ["m"], "held_by": ["f"], "date": ["2024-03-01"], "topic": ["灯"]},
            "attendances": {"meeting": ["m"] * 12, "person": ids[:12]},
            "activities": {"person": ids[:9], "group": ["t"] * 9, "date": ["2024-01-01"] * 9},
            "benefits": {"service": ["s"] * 7, "beneficiary": ids[:7]},
            "ties": {"source": ids[:3], "target": ids[3:6]},
            "issues": {
                "id": ["i1", "i2", "i3", "i4"], "place": ["h1", "A", "B", "h9"],
                "raised_at": ["2024-01-01"] * 4, "raised_by": [ids[0], "f", None, None],
                "satisfied": ["true", "false", None, None],
                "category": ["matter", "matter", "youth", "x"],
                "title": ["secret-title"] * 4,
            },
            "issue_events": {
                "issue": ["i1", "i1", "i3", "i4"], "state": ["accepted", "closed"] * 2,
                "at": ["2024-02-01"] * 4, "actor": ["f"] * 4,
            },
            "reported": {"indicator": ["members"], "value": ["secret-8"]},
            **more,
        }  # fmt: skip

    @pytest.mark.parametrize("format", ["csv", "parquet"])
    def test_of_persons_leave_no_trace(self, tmp_path, format):
        net = world(**self.everything())
        net.publish(tmp_path, format=format)
        if format == "parquet":
            ll.read(tmp_path).write(tmp_path / "csv")
        found = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
        hidden = {*self.PEOPLE["id"], *self.PEOPLE["birth_date"], "secret", "h1", "h2", "h9"}
        assert [word for word in hidden if word.encode() in found] == []
        for word in ("甲社区", "左邻右里", "议事中心"):
            assert word.encode() in found
        tables = set(ll.read(tmp_path).counts)
        assert tables.isdisjoint(
            {"persons", "attendances", "activities", "benefits", "ties", "reported"}
        )

    def test_withheld_are_named_in_the_log_with_a_rule(self, tmp_path):
        log = world(**self.everything()).publish(tmp_path)
        told = {(r["table"], r["column"], r["rule"], r["count"]) for r in log.rows()}
        assert {
            ("persons", None, "person_rows", None),
            ("persons", "birth_date", "birth_date", 1),
            ("persons", "tenure", "attribute", 1),
            ("memberships", None, "person_rows", None),
            ("attendances", None, "person_rows", None),
            ("activities", None, "person_rows", None),
            ("benefits", None, "person_rows", None),
            ("ties", None, "person_rows", None),
            ("places", None, "household", None),
            ("places", "estate_age", "attribute", 1),
            ("teams", "motto", "attribute", 1),
            ("meetings", "topic", "attribute", 1),
            ("issues", "title", "attribute", 1),
            ("issues", "raised_by", "raiser", 1),
            ("issues", "satisfied", "verdict_of_a_person", 1),
            ("issues", None, "household", None),
            ("serves", None, "household", None),
            ("reported", None, "published_elsewhere", None),
        } <= told
        written = rows_of(tmp_path / "withheld.csv")
        assert len(written) == len(log)
        assert {row["origin"] for row in written} == {"synthetic"}

    def test_of_issues_name_the_place_around_a_household(self, tmp_path):
        world(**self.everything()).publish(tmp_path)
        found = {row["id"]: row["place"] for row in rows_of(tmp_path / "issues.csv")}
        assert found == {"i1": "a1", "i2": "A", "i3": "B"}
        events = [(r["issue"], r["state"]) for r in rows_of(tmp_path / "issue_events.csv")]
        assert events == [("i1", "accepted"), ("i1", "closed"), ("i3", "accepted")]
        assert rows_of(tmp_path / "teams.csv")[0].get("place", "") == ""

    @pytest.mark.parametrize("named", ["youth", "议事中心", "f"])
    def test_of_sensitive_issues_do_not_leave(self, tmp_path, named):
        tables = self.everything()
        tables["issues"]["forum"] = ["f", None, None, None]
        log = world(**tables).publish(tmp_path, sensitive=[named])
        kept = {row["id"] for row in rows_of(tmp_path / "issues.csv")}
        assert kept == ({"i1", "i2"} if named == "youth" else {"i2", "i3"})
        assert lines(log, "sensitive") == [("issues", None, None)]

    def test_keep_the_columns_asked_for(self, tmp_path):
        kept = ["places.estate_age", "meetings.topic", "issues.satisfied"]
        log = world(**self.everything()).publish(tmp_path, keep=kept)
        assert {row["estate_age"] for row in rows_of(tmp_path / "places.csv")} == {"old", "new"}
        assert rows_of(tmp_path / "meetings.csv")[0]["topic"] == "灯"
        assert [row["satisfied"] for row in rows_of(tmp_path / "issues.csv")] == [
            "true",
            "false",
            "",
        ]
        assert ("places", None, "estate_age") not in lines(log, "attribute")

    @pytest.mark.parametrize(
        ("keep", "said"),
        [
            (["persons.tenure"], "no column of persons leaves"),
            (["places.colour"], "places has no column 'colour'"),
            (["estate_age"], "keep names a column with its table"),
            ("places.estate_age", "keep is a list"),
        ],
    )
    def test_keep_nothing_else(self, tmp_path, keep, said):
        with pytest.raises(ll.SchemaError, match=said):
            world(**self.everything()).publish(tmp_path / "never", keep=keep)
        assert not (tmp_path / "never").exists()

    def test_of_sensitive_columns_do_not_leave_though_they_were_let_in(self, tmp_path):
        teams = {"id": ["t"], "kind": ["choir"], "religion": ["some"]}
        net = world(teams=teams, allow=["religion"])
        log = net.publish(tmp_path, keep=["teams.religion"])
        assert lines(log, "sensitive_column") == [("teams", None, "religion")]
        assert "religion" not in rows_of(tmp_path / "teams.csv")[0]

    def test_of_zones_leave_and_their_people_are_counted_in_the_tree(self, tmp_path):
        places = {"id": ["A", "e", "b"], "level": ["community", "estate", "building"],
                  "parent": [None, "A", "A"]}  # fmt: skip
        zones = {"place": ["b"], "zone": ["e"]}
        net = world(places=places, place_in=zones, persons=people((30, "b", 30, "F")))
        net.publish(tmp_path)
        assert totals(tmp_path) == {"A": 30, "b": 30}
        asked = ll.read(tmp_path).measure("counts.residents", by="estate").rows()
        assert {row["estate"]: row["value"] for row in asked}["e"] == 30


class TestTheLog:
    def test_does_not_tell_small_cells_from_those_that_protect_them(self, tmp_path):
        """Two cells that are both known to be below 5, and are 8 together, are 4 each."""
        log = world(persons=people((4, "B"), (4, "C"), (40, "a1"))).publish(tmp_path)
        rules = {r["rule"] for r in log.rows() if r["row"] in ("B", "C")}
        assert rules == {SMALL_CELL}

    def test_counts_no_rows_of_people(self, tmp_path):
        """From their number the published counts could be taken away."""
        log = world(**TestRows().everything()).publish(tmp_path)
        assert {r["count"] for r in log.rows() if r["rule"] == "person_rows"} == {None}

    def test_is_the_same_whatever_the_withheld_number(self, tmp_path):
        logs = [
            world(persons=people((n, "C"), (40, "B"), (60, "A")))
            .publish(tmp_path / str(n))
            .to_csv()
            for n in (1, 4)
        ]
        assert logs[0] == logs[1]


class TestTheFolder:
    def test_is_the_same_whatever_the_order_of_rows(self, tmp_path):
        tables = TestRows().everything()
        world(**tables).publish(tmp_path / "a")
        mixed = {}
        for name, columns in tables.items():
            size = len(columns[next(iter(columns))])
            order = random.Random(name).sample(range(size), size)
            # Events of one moment have the order of their rows.
            order = range(size) if name == "issue_events" else order
            mixed[name] = {key: [values[k] for k in order] for key, values in columns.items()}
        assert mixed["persons"] != tables["persons"]
        world(**mixed).publish(tmp_path / "b")
        assert content(tmp_path / "a") == content(tmp_path / "b")

    def test_says_that_its_data_are_made_up_and_who_is_listed(self, tmp_path):
        net = world(persons=people((9, "A")), scheme=["volunteers"], zone="+09:00")
        net.publish(tmp_path)
        public = ll.read(tmp_path)
        assert (public.origin, public.persons_are) == ("synthetic", "listed_only")
        assert "synthetic" in (tmp_path / "ORIGIN.txt").read_text(encoding="utf-8")
        assert public.scheme == net.scheme
        assert public.as_of == net.as_of
        assert 'zone = "+09:00"' in (tmp_path / "network.toml").read_text(encoding="utf-8")

    def test_of_whole_numbers_as_ids_keeps_them(self, tmp_path):
        net = ll.examples.city(persons=1000, seed=3)
        net.publish(tmp_path)
        public = ll.read(tmp_path).to_tables()
        assert public["places"].type("id") == "integer"
        assert public["issue_events"].type("issue") == "integer"

    def test_of_an_empty_network_holds_the_log_alone(self, tmp_path):
        log = ll.Network().publish(tmp_path)
        assert len(log) == 0
        assert {path.name for path in tmp_path.iterdir()} == {"network.toml", "withheld.csv"}

    def test_of_empty_tables_is_read(self, tmp_path):
        ll.Network(places={"id": [], "level": []}, persons={"id": []}).publish(tmp_path)
        assert ll.read(tmp_path).counts.get("places", 0) == 0

    def test_that_holds_persons_is_refused(self, tmp_path):
        net = world(persons=people((9, "A")))
        net.write(tmp_path)
        with pytest.raises(ll.FileError, match=r"persons.csv is in the way"):
            net.publish(tmp_path)

    @pytest.mark.parametrize(
        ("wrong", "said"),
        [
            ({"threshold": 0}, "threshold is a whole number"),
            ({"threshold": True}, "threshold is a whole number"),
            ({"minors": 4}, "minors=4 is below threshold=5"),
            ({"age_bands": (18, 6)}, "rising whole ages"),
            ({"age_bands": (0,)}, "no age above 0"),
            ({"age_bands": "18"}, "where bands begin"),
            ({"sensitive": "youth"}, "sensitive is a list"),
            ({"format": "xlsx"}, "'csv' or 'parquet'"),
        ],
    )
    def test_is_not_made_for_what_cannot_be(self, tmp_path, wrong, said):
        with pytest.raises(ll.SchemaError, match=said):
            world(persons=people((9, "A"))).publish(tmp_path / "never", **wrong)
        assert not (tmp_path / "never").exists()


@pytest.fixture(scope="module")
def folder(tmp_path_factory, district):
    """What is published of the synthetic district."""
    made = tmp_path_factory.mktemp("public")
    started = time.process_time()
    district.publish(made)
    assert time.process_time() - started < 20
    return made


class TestTheSyntheticDistrict:
    def test_names_no_person_and_no_household(self, folder, district):
        found = b"".join(path.read_bytes() for path in folder.iterdir())
        tables = district.to_tables()
        words = set(found.replace(b"\n", b",").replace(b'"', b",").split(b","))
        for table, ids in (
            ("persons", tables["persons"].values("id")),
            ("places", [r["id"] for r in tables["places"].rows() if r["level"] == "household"]),
        ):
            assert words.isdisjoint(id_.encode() for id_ in ids), table
        births = {str(day).encode() for day in tables["persons"]["birth_date"]}
        others = {
            str(day).encode()
            for name, table in tables.items()
            if name != "persons"
            for column in table.columns
            if table.type(column) == "instant"
            for day in table[column]
        }
        assert len(births - others) > 10_000
        assert words.isdisjoint(births - others)

    @pytest.mark.parametrize(
        "measure", ["counts.residents", "coverage.memberships", "participation.attendances"]
    )
    def test_gives_the_totals_where_they_were_not_withheld(self, folder, district, measure):
        before, after = (
            {r["community"]: r for r in n.measure(measure, by="community").rows()}
            for n in (district, ll.read(folder))
        )
        same = [p for p, row in after.items() if row["value"] == before[p]["value"]]
        assert len(same) > len(before) * 0.6
        for place, row in after.items():
            if measure != "participation.attendances":  # those of meetings that are recorded
                assert row["value"] in (None, before[place]["value"]) or place is None
            elif row["value"] is not None:
                assert row["value"] <= before[place]["value"]

    def test_adds_up_in_every_community_by_band_and_sex(self, folder):
        found = blocks(folder)
        whole = totals(folder)
        assert len(found) > 1000
        for place, cells in found.items():
            assert sum(cells.values()) == whole[place]
            for (band, _), count in cells.items():
                assert count == 0 or count >= (10 if band in ("0–5", "6–17") else 5)

    def test_leaves_no_small_rest_between_a_place_and_its_parts(self, folder):
        """Of totals and of each cell, by subtraction alone."""
        parent = {row["id"]: row.get("parent", "") for row in rows_of(folder / "places.csv")}
        found = blocks(folder)
        counted = [(totals(folder), 5)]
        for cell in next(iter(found.values())):
            least = 10 if cell[0] in ("0–5", "6–17") else 5
            counted.append(({place: cells[cell] for place, cells in found.items()}, least))
        for counts, least in counted:
            rest = dict(counts)
            for place, count in counts.items():
                above = parent[place]
                while above and above not in counts:
                    above = parent[above]
                if above:
                    rest[above] -= count
            assert all(n <= 0 or n >= least for n in rest.values())


def test_the_stored_csv_is_plain(tmp_path):
    """A spreadsheet reads it: every row is as wide as the header."""
    world(**TestRows().everything()).publish(tmp_path)
    for path in tmp_path.glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            assert len({len(row) for row in csv.reader(file)}) == 1, path.name
