# SPDX-License-Identifier: Apache-2.0
"""Persons of rosters without ids: against every row with every row, and every way to group them."""

from __future__ import annotations

import datetime
import time
from itertools import combinations

import linli as ll
import naive_matching as naive
import numpy as np
import pandas as pd
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from linli import _least_persons
from linli._bipartite import largest_matching
from linli._least_persons import components, least_persons
from linli._roster_fields import words_of
from linli._roster_pairs import near_keys
from linli.errors import SchemaError

NAMES = [
    "张伟",
    "张 伟",
    "张玮",
    "伟张",
    "张伟民",
    "王伟",
    "张",
    "Zhang Wei",
    "wei·zhang",
    "zhangwe",
    None,
]
ROW = st.fixed_dictionaries(
    {
        "name": st.sampled_from(NAMES),
        "birth_date": st.sampled_from(["1980-01-02", "1981-01-02", None]),
        "sex": st.sampled_from(["F", "M", None, None]),
        "phone": st.sampled_from(["1", "2", None]),
        "place": st.sampled_from(["A", "B", None]),
    }
)


def rosters_of(most_rows, most_rosters=3):
    rows = st.lists(ROW, max_size=most_rows)
    return st.lists(rows, min_size=2, max_size=most_rosters).map(
        lambda lists: {f"r{i}": rows for i, rows in enumerate(lists)}
    )


def table(rows, fields=naive.FIELDS):
    return {field: [row[field] for row in rows] for field in fields}


def match(rosters, **options):
    return ll.match_persons({name: table(rows) for name, rows in rosters.items()}, **options)


def kinds_in(found):
    return {
        ((row["roster_a"], row["row_a"]), (row["roster_b"], row["row_b"])): row["match"]
        for row in found.pairs
    }


def one(a, b, **options):
    """The only pair of two rosters of one row, or None."""
    rosters = {
        name: {key: [value] for key, value in row.items()} for name, row in (("a", a), ("b", b))
    }
    found = ll.match_persons(rosters, **options).pairs.to_dicts()
    assert len(found) <= 1
    return (found[0]["match"], found[0]["why"]) if found else None


# Against the definitions, row by row


@settings(max_examples=300, deadline=None)
@given(rosters_of(7))
def test_pairs_and_kinds_are_those_of_every_row_with_every_row(rosters):
    found = match(rosters)
    assert kinds_in(found) == naive.matched(rosters)
    for row in found.pairs:
        outcomes = naive.judged(
            rosters[row["roster_a"]][row["row_a"]], rosters[row["roster_b"]][row["row_b"]]
        )
        said = dict(part.split(": ") for part in row["why"].split("; "))
        told = {f: word for word, fields in said.items() for f in fields.split(", ")}
        assert told == outcomes


@settings(max_examples=200, deadline=None)
@given(rosters_of(3))
def test_low_and_high_are_those_of_all_ways_to_group_the_rows(rosters):
    found = match(rosters)
    low, high = found.distinct
    least = naive.fewest(rosters)
    assert high == naive.most(rosters)
    assert low <= least <= high
    assert found.low_is_sharp
    assert low == least


@settings(max_examples=100, deadline=None)
@given(rosters_of(5, 4), st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing(rosters, random):
    orders = {name: random.sample(range(len(rows)), len(rows)) for name, rows in rosters.items()}
    turned = {name: [rows[i] for i in orders[name]] for name, rows in rosters.items()}
    found, again = match(rosters), match(turned)
    assert found.distinct == again.distinct
    assert found.low_is_sharp == again.low_is_sharp
    assert found.counts.to_dicts() == again.counts.to_dicts()

    def contents(of, kinds):
        def said(roster, row):
            return roster, [of[roster][row][field] for field in naive.FIELDS]

        return sorted(repr((*(said(*row) for row in pair), kind)) for pair, kind in kinds.items())

    assert contents(rosters, kinds_in(found)) == contents(turned, kinds_in(again))
    assert contents(rosters, persons(found)) == contents(turned, persons(again))


def persons(found):
    """Every two rows that a mapping says are one person."""
    of = {(row["roster"], row["row"]): row["person"] for row in found.mapping(("exact", "likely"))}
    return {pair: "one" for pair in combinations(sorted(of), 2) if of[pair[0]] == of[pair[1]]}


@settings(max_examples=200, deadline=None)
@given(rosters_of(6, 4))
def test_a_mapping_makes_persons_of_accepted_matches_and_of_nothing_else(rosters):
    found = match(rosters)
    for accept in ((), ("exact",), ("likely",), ("exact", "likely")):
        rows = found.mapping(accept).to_dicts()
        assert [(r["roster"], r["row"]) for r in rows] == [
            (name, i) for name, rows in rosters.items() for i in range(len(rows))
        ]
        of = {(r["roster"], r["row"]): r["person"] for r in rows}
        for r in found.repeated:
            assert of[r["roster"], r["row"]] == of[r["roster"], r["first"]]
        kept = naive.kept_rows(rosters)
        taken = [pair for pair, kind in naive.matched(rosters).items() if kind in accept]
        groups = {}
        for row in kept:
            groups.setdefault(of[row], set()).add(row)
        assert sorted(map(sorted, groups.values())) == sorted(
            map(sorted, naive.groups_of(kept, taken))
        )
        assert all(len({roster for roster, _ in group}) == len(group) for group in groups.values())
        numbers = list(dict.fromkeys(of.values()))
        assert numbers == [f"m{i + 1}" for i in range(len(numbers))]


def test_near_names_are_those_of_the_definition():
    names = [*naive.every_name("ab", 4), *naive.every_name("ab ", 4), "ab c", "c ab", "b c a"]
    names = sorted({" ".join(name.split()) for name in names} - {""})
    for a, b in combinations(names, 2):
        keys = [near_keys(words_of(name)) for name in (a, b)]
        common = [keys[0][key] for key in keys[0].keys() & keys[1].keys() if key]
        assert (max(common) if common else None) == naive.alike(a, b), (a, b)


# The parts on their own


def edges_of(rows):
    return st.lists(
        st.tuples(st.integers(0, rows - 1), st.integers(0, rows - 1)), max_size=2 * rows
    )


@settings(max_examples=200, deadline=None)
@given(edges_of(9))
def test_the_matching_is_a_largest_one(edges):
    networkx = pytest.importorskip("networkx")
    graph = networkx.Graph()
    graph.add_nodes_from(("l", i) for i in range(9))
    graph.add_edges_from((("l", a), ("r", b)) for a, b in edges)
    left = [("l", i) for i in range(9)]
    size = len(networkx.bipartite.maximum_matching(graph, left)) // 2
    near = [sorted({b for a, b in edges if a == i}) for i in range(9)]
    partner = largest_matching(9, near)
    taken = [p for p in partner if p >= 0]
    assert len(taken) == len(set(taken)) == size
    assert all(p < 0 or p in near[i] for i, p in enumerate(partner))


def test_a_long_chain_is_matched_from_end_to_end():
    n = 3000  # each may have its own or the next, and only the last leaves its own free
    near = [[i + 1, i] if i + 1 < n else [i] for i in range(n)]
    assert sorted(largest_matching(n, near)) == list(range(n))


@settings(max_examples=100, deadline=None)
@given(edges_of(12))
def test_components_are_those_of_the_graph(edges):
    a, b = (np.array([e[i] for e in edges], dtype=np.int64) for i in (0, 1))
    groups = naive.groups_of(range(12), edges)
    least = {row: min(group) for group in groups for row in group}
    assert components(12, a, b).tolist() == [least[row] for row in range(12)]


def tripartite(seed, size, chance):
    rng = np.random.default_rng(seed)
    roster = np.repeat([0, 1, 2], size)
    a, b = np.triu_indices(3 * size, 1)
    kept = (roster[a] != roster[b]) & (rng.random(len(a)) < chance)
    return roster, a[kept], b[kept]


def test_a_bound_that_search_does_not_settle_is_said_to_be_one(monkeypatch):
    unsettled = 0
    for seed in range(40):
        roster, a, b = tripartite(seed, 3, 0.5)
        rank = np.arange(len(roster))
        least, sharp = least_persons(rank, roster, a, b)
        assert sharp
        with monkeypatch.context() as patch:
            patch.setattr(_least_persons, "_MOST_STEPS", 3)
            low, sharp = least_persons(rank, roster, a, b)
        assert low <= least
        assert not sharp or low == least
        unsettled += not sharp
    assert unsettled


# Cases one by one

A = {"name": "张伟", "birth_date": "1980-01-02", "phone": "1", "sex": "F", "place": "甲社区"}


@pytest.mark.parametrize(
    ("change", "match"),
    [
        ({}, ("exact", "agree: name, birth_date, sex, phone, place")),
        ({"name": "张·伟"}, ("exact", "agree: name, birth_date, sex, phone, place")),
        ({"name": "张　伟"}, ("exact", "agree: name, birth_date, sex, phone, place")),
        ({"sex": "女"}, ("exact", "agree: name, birth_date, sex, phone, place")),
        ({"phone": None}, ("exact", "agree: name, birth_date, sex, place; unknown: phone")),
        ({"phone": "2"}, ("likely", "agree: name, birth_date, sex, place; differ: phone")),
        ({"name": "张玮"}, ("likely", "agree: birth_date, sex, phone, place; near: name")),
        ({"name": None}, ("likely", "agree: birth_date, sex, phone, place; unknown: name")),
        ({"name": "张玮", "phone": None}, None),
        ({"name": "李娜"}, None),
        ({"birth_date": "1980-01-03"}, None),
        ({"sex": "M"}, None),
        (
            {"birth_date": None, "phone": None},
            ("likely", "agree: name, sex, place; unknown: birth_date, phone"),
        ),
        (
            {"birth_date": None, "phone": "2"},
            ("ambiguous", "agree: name, sex, place; unknown: birth_date; differ: phone"),
        ),
    ],
)
def test_one_pair_by_the_rules(change, match):
    assert one(A, {**A, **change}) == match


@pytest.mark.parametrize(
    ("a", "b", "near"),
    [
        ("Zhang Wei", "wei zhang", True),
        ("Zhang Xiaoming", "Xiao Ming Zhang", True),
        ("张伟民", "张伟", True),
        ("张伟民", "张民伟", True),
        ("欧阳娜娜", "欧阳娜", True),
        ("买买提·吐尔逊", "吐尔逊.买买提", True),
        ("张伟民", "李伟国", False),
        ("张伟", "张玮", False),  # one character alike needs two identifying fields
    ],
)
def test_near_names_with_a_birth_date_alike(a, b, near):
    found = one({"name": a, "birth_date": "1980-01-02"}, {"name": b, "birth_date": "1980-01-02"})
    assert found == (("likely", "agree: birth_date; near: name") if near else None)


@pytest.mark.parametrize(
    "day",
    [
        "1980-1-2", "1980/01/02", "1980.1.2", "19800102", 19800102, "1980年1月2日",
        "１９８０-01-02", "1980-01-02T00:00:00", datetime.date(1980, 1, 2),
        np.datetime64("1980-01-02"),
    ],
)  # fmt: skip
def test_dates_are_days_however_written(day):
    assert one({"name": "a", "birth_date": "1980-01-02"}, {"name": "a", "birth_date": day})


def test_telephone_numbers_are_compared_without_what_separates_their_digits():
    a = {"name": "李娜", "phone": "+86 138-0000-0001"}
    for phone in ("13800000001", 13800000001, 13800000001.0, "(138) 0000 0001", "0086 13800000001"):
        assert one(a, {"name": "李娜", "phone": phone})[0] == "exact"
    assert one(a, {"name": "李娜", "phone": "13800000002"})[0] == "ambiguous"


def test_many_of_one_name_are_ambiguous_until_something_tells_them_apart():
    days = [f"1980-01-{day:02}" for day in range(1, 9)]
    namesakes = {"name": ["张伟"] * 8, "birth_date": days}
    exact = ll.match_persons({"a": namesakes, "b": namesakes})
    assert set(exact.pairs["match"]) == {"exact"}
    assert exact.distinct == (8, 8)
    bare = {"name": ["张伟"] * 5, "line": list(range(5))}
    open_ = ll.match_persons({"a": namesakes, "b": bare})
    assert len(open_.pairs) == 40
    assert set(open_.pairs["match"]) == {"ambiguous"}
    assert open_.distinct == (8, 13)
    assert len(set(open_.mapping()["person"])) == 13


def test_an_exact_match_stays_one_beside_another_that_is_only_possible():
    a = {"name": ["张伟"], "birth_date": ["1980-01-02"]}
    b = {"name": ["张伟", "张伟"], "birth_date": ["1980-01-02", None]}
    assert ll.match_persons({"a": a, "b": b}).pairs["match"].tolist() == ["exact", "ambiguous"]


def test_exact_matches_that_a_third_roster_contradicts_are_ambiguous():
    rosters = {
        "a": {"name": ["张伟"], "birth_date": ["1980-01-02"], "phone": [1]},
        "b": {"name": ["张伟"], "birth_date": [None], "phone": [1]},
        "c": {"name": ["张伟"], "birth_date": ["1990-01-02"], "phone": [1]},
    }
    found = ll.match_persons(rosters)
    assert found.pairs["match"].tolist() == ["ambiguous", "ambiguous"]
    assert found.distinct == (2, 3)
    del rosters["c"]
    assert ll.match_persons(rosters).pairs["match"].tolist() == ["exact"]


def test_a_row_that_repeats_is_listed_and_counted_once():
    a = {"name": ["张伟", "李娜", "张伟"], "birth_date": ["1980-01-02", None, "1980-01-02"]}
    found = ll.match_persons({"a": a, "b": a})
    assert found.repeated.to_dicts() == [
        {"roster": "a", "row": 2, "first": 0},
        {"roster": "b", "row": 2, "first": 0},
    ]
    assert found.distinct == (2, 3)
    assert found.mapping(["exact", "likely"]).values("person") == ["m1", "m2", "m1"] * 2
    assert "2 repeated" in str(found)


def test_an_empty_roster_matches_nobody():
    empty = {"name": [], "birth_date": []}
    found = ll.match_persons({"a": {"name": ["张伟"], "birth_date": [None]}, "b": empty})
    assert len(found.pairs) == 0
    assert found.distinct == (1, 1)
    assert ll.match_persons({"a": empty, "b": empty}).distinct == (0, 0)
    assert len(ll.match_persons({"a": empty, "b": empty}).mapping()) == 0


def test_frames_of_all_kinds_give_the_same():
    a = {"name": ["张伟", "李娜"], "birth_date": ["1980-01-02", None], "phone": [1, None]}
    wanted = ll.match_persons({"a": a, "b": a}).pairs.to_dicts()
    days = [datetime.date(1980, 1, 2), None]
    for made in (pd.DataFrame, pl.DataFrame, lambda x: pl.DataFrame(x).to_arrow(), ll.Table):
        other = made({**a, "birth_date": days})
        assert ll.match_persons({"a": a, "b": other}).pairs.to_dicts() == wanted


def test_a_field_that_only_one_roster_has_is_unknown():
    a, b = {"name": ["张伟"], "sex": ["F"]}, {"name": ["张伟"]}
    found = ll.match_persons({"a": a, "b": b}, on=["sex", "name"])
    assert found.pairs["why"].tolist() == ["agree: name; unknown: sex"]
    assert ll.match_persons({"a": a, "b": b}).pairs["why"].tolist() == ["agree: name"]


def test_what_identifies_and_what_may_change_can_be_said():
    a = {"name": "张伟", "employer": "甲", "sex": "F"}
    b = {**a, "sex": "M"}
    fields = ["name", "employer", "sex"]
    assert one(a, a, on=fields) == ("likely", "agree: name, employer, sex")
    assert one(a, a, on=fields, identifying=["employer"])[0] == "exact"
    assert one(a, b, on=fields) is None
    assert one(a, b, on=fields, identifying=["employer"], may_change=["sex"])[0] == "likely"


def test_made_up_rosters_say_so_in_everything():
    made_up = ll.Table({"name": ["合成甲"]}, origin="synthetic")
    found = ll.match_persons({"a": made_up, "b": made_up.to_pandas()})
    for part in (found.pairs, found.counts, found.repeated, found.mapping()):
        assert part.origin == "synthetic"
    assert "SYNTHETIC DATA" in str(found)
    assert ll.match_persons({"a": made_up, "b": {"name": ["张伟"]}}).origin == "mixed"
    plain = {"name": ["合成甲"]}
    assert ll.match_persons({"a": plain, "b": plain}).origin == "observed"
    assert ll.match_persons({"a": plain, "b": plain}, origin="synthetic").origin == "synthetic"


def test_no_value_of_a_field_leaves_with_the_result():
    a = {"name": ["张伟"], "id_number": ["42020319800102001X"], "phone": ["13800000001"]}
    found = ll.match_persons({"a": a, "b": a})
    said = " ".join(t.to_csv() for t in (found.pairs, found.counts, found.mapping())) + str(found)
    assert "42020319800102001" not in said
    assert "13800000001" not in said


@pytest.mark.parametrize(
    ("rosters", "options", "said"),
    [
        ({"a": {"name": ["x"]}}, {}, "two or more tables"),
        ([{"name": ["x"]}], {}, "two or more tables"),
        ({"a": {"名": ["x"]}, "b": {}}, {}, "no roster has a column 'name'; there are 名"),
        ({"a": {"name": ["x"]}, "b": {}}, {"on": "name"}, "on= is a list"),
        ({"a": {"name": ["x"]}, "b": {}}, {"on": ["birth_date"]}, "no roster has a column"),
        ({"a": {"name": ["x"], "sex": [None]}, "b": {}}, {"on": ["sex"]}, "so on= holds it"),
        ({"a": {"name": ["x"]}, "b": {}}, {"identifying": ["sex"]}, "beside the name are none"),
        ({"a": {"name": ["x"]}, "b": {}}, {"may_change": ["name"]}, "may_change= holds 'name'"),
        ({"a": {"name": ["x"]}, "b": {}}, {"origin": "made up"}, "origin= is one of"),
        (
            {"a": {"name": ["x", "y"], "birth_date": [None, "1980-13-01"]},
             "b": {"name": [], "birth_date": []}},
            {}, "a.birth_date, row 1: '1980-13-01' is no date",
        ),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_by_roster_and_column(rosters, options, said):
    with pytest.raises(SchemaError, match=said):
        ll.match_persons(rosters, **options)


def test_only_exact_and_likely_matches_can_be_accepted():
    a = {"name": ["张伟"]}
    found = ll.match_persons({"a": a, "b": a})
    assert found.mapping("likely").values("person") == ["m1", "m1"]
    assert found.mapping().values("person") == ["m1", "m2"]
    with pytest.raises(SchemaError, match="takes exact and likely, not 'ambiguous'"):
        found.mapping(["exact", "ambiguous"])


# At size


def crowd(rng, names, days, people, unknown):
    known = rng.random(len(people)) >= unknown
    return {
        "name": [names[i] for i in people],
        "birth_date": [days[i] if k else None for i, k in zip(people, known, strict=True)],
        "line": np.arange(len(people)),
    }


def test_a_hundred_thousand_by_a_hundred_thousand_rows_take_seconds():
    rng = np.random.default_rng(7)
    surnames, given = list("王李张刘陈杨黄赵吴周"), [chr(0x4E00 + i) for i in range(2000)]
    total, n = 150_000, 100_000
    parts = [rng.choice(given, total) for _ in range(2)]
    names = ["".join(part) for part in zip(rng.choice(surnames, total), *parts, strict=True)]
    names[:2000] = ["张伟"] * 2000
    days = rng.integers(0, 29_000, total).astype("datetime64[D]").astype(str)
    a, b = (crowd(rng, names, days, rng.permutation(total)[:n], 0.05) for _ in "ab")
    begun = time.monotonic()
    found = ll.match_persons({"a": a, "b": b})
    taken = time.monotonic() - begun
    assert taken < 60
    exact = found.pairs["match"] == "exact"
    assert exact.sum() > 55_000
    low, high = found.distinct
    assert low <= total <= high + 20_000  # some are in neither roster
    assert high == 2 * n - exact.sum()


def test_more_pairs_than_can_be_listed_are_refused():
    many = {"name": ["张伟"] * 7000, "line": np.arange(7000)}
    with pytest.raises(SchemaError, match=r"rosters 'a' and 'b': 49,000,000 pairs .* compare more"):
        ll.match_persons({"a": many, "b": many})
