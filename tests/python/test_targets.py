# SPDX-License-Identifier: Apache-2.0
"""Targets: read from presets, files and dicts, and attained as plain Python would say."""

from __future__ import annotations

import doctest
import math
from fractions import Fraction
from pathlib import Path
from typing import Any

import linli as ll
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from linli._text import render
from linli.target import presets

DOCS = Path(__file__).resolve().parents[2] / "docs"
KINDS = ("volunteers", "choir", "watch")

# A naive attainment: the contract over a list of values, in exact fractions.


def inside(target: dict[str, Any], value: Fraction) -> bool:
    low, high = target.get("at_least"), target.get("at_most")
    return (low is None or value >= low) and (high is None or value <= high)


def whole_units(target: dict[str, Any], above: int, below: int, scale: int) -> int | None:
    """The fewest units to add or take away, by trying them one by one."""
    for k in range(10_000):
        for sign in (1, -1):
            value = Fraction(scale * (above + sign * k), below)
            if value >= 0 and inside(target, value):
                return sign * k
    return None


def shortfall(target: dict[str, Any], value: Fraction) -> Fraction:
    low, high = target.get("at_least"), target.get("at_most")
    below = low - value if low is not None else Fraction(0)
    return max(below, value - high if high is not None else Fraction(0), Fraction(0))


def judged(target: dict[str, Any], row: dict[str, Any]) -> dict[str, Any]:
    """What is said of one place, of which `above`, `below` and `scale` make the value."""
    if row["below"] in (None, 0) or row["above"] is None:
        return {"value": None, "met": None, "shortfall": None, "needed": None}
    value = Fraction(row["scale"] * row["above"], row["below"])
    needed = whole_units(target, row["above"], row["below"], row["scale"])
    return {
        "value": value,
        "met": inside(target, value),
        "shortfall": shortfall(target, value),
        "needed": needed,
    }


def share_of_places(target: dict[str, Any], rows: list[dict[str, Any]]) -> dict[str, Any]:
    wanted = target.get("share_at_least", 1)
    met = sum(row["met"] is True for row in rows)
    unknown = sum(row["met"] is None for row in rows)
    known = len(rows) - unknown
    value = Fraction(met, known) if known else None
    if Fraction(met, len(rows)) >= wanted:
        verdict: bool | None = True
    else:
        verdict = None if Fraction(met + unknown, len(rows)) >= wanted else False
    missing = None if value is None or verdict is None else max(Fraction(0), wanted - value)
    return {"value": value, "met": verdict, "shortfall": missing}


def mean_of_places(target: dict[str, Any], rows: list[dict[str, Any]]) -> dict[str, Any]:
    values = [row["value"] for row in rows if row["value"] is not None]
    if not values:
        return {"value": None, "met": None, "shortfall": None}
    mean = sum(values, Fraction(0)) / len(values)
    return {"value": mean, "met": inside(target, mean), "shortfall": shortfall(target, mean)}


def exactly(target: dict[str, Any]) -> dict[str, Any]:
    names = ("at_least", "at_most", "share_at_least")
    return target | {n: Fraction(str(target[n])) for n in names if target.get(n) is not None}


# Small random communities, of which some say nothing of their people or households.

NUMBER = st.integers(0, 12)
COMMUNITY = st.fixed_dictionaries({
    "population": st.none() | NUMBER, "households": st.none() | NUMBER, "organisations": NUMBER,
    "members": st.tuples(NUMBER, NUMBER, NUMBER), "reported": st.booleans(),
})  # fmt: skip


def network_of(communities: list[dict[str, Any]]) -> ll.Network:
    ids = [f"c{i}" for i in range(len(communities))]
    rows = list(zip(ids, communities, strict=True))
    teams = [(f"{i}-{kind}", kind, i) for i in ids for kind in KINDS]
    joined = [
        (f"{i}-{kind}-{n}", f"{i}-{kind}")
        for i, c in rows
        for kind, count in zip(KINDS, c["members"], strict=True)
        for n in range(count)
    ]
    founded = [(f"{i}-o{n}", i) for i, c in rows for n in range(c["organisations"])]
    reported = [i for i, c in rows if c["reported"]]
    return ll.Network(
        places={
            "id": ids, "level": ["community"] * len(ids),
            "population": [c["population"] for c in communities],
            "households": [c["households"] for c in communities],
        },
        persons={"id": [person for person, _ in joined]},
        teams={n: [team[k] for team in teams] for k, n in enumerate(("id", "kind", "place"))},
        memberships={"member": [j[0] for j in joined], "group": [j[1] for j in joined]},
        organisations={
            "id": [o[0] for o in founded], "kind": ["social_organisation"] * len(founded),
            "place": [o[1] for o in founded],
        },
        observed={"table": ["organisations"] * max(1, len(reported)), "place": reported or ["c0"],
                  "until": [None if reported else "2000-01-01"] * max(1, len(reported))},
        persons_are="listed_only", origin="synthetic", as_of="2025-06-30",
    )  # fmt: skip


def of_count(count: Any) -> Any:
    return lambda c: {"above": count(c), "below": 1, "scale": 1}


def organisations_in(c: dict[str, Any]) -> int | None:
    return c["organisations"] if c["reported"] else None


MEASURES: dict[str, Any] = {
    "coverage.organisations": of_count(organisations_in),
    "coverage.members": of_count(lambda c: sum(c["members"])),
    "counts.households": of_count(lambda c: c["households"]),
    "coverage.depth": lambda c: {
        "above": sum(c["members"]), "below": c["population"], "scale": 1000,
    },
    "coverage.breadth(min_members=3)": lambda c: {
        "above": sum(n >= 3 for n in c["members"]), "below": 3, "scale": 1,
    },
    "coverage.members / counts.households": lambda c: {
        "above": sum(c["members"]), "below": c["households"], "scale": 100,
    },
}  # fmt: skip
LIMITS = {1: (3, 8), 3: (0.5, 1), 100: (20, 150.5), 1000: (250, 1200)}


@st.composite
def targets(draw: st.DrawFn) -> dict[str, Any]:
    measure = draw(st.sampled_from(sorted(MEASURES)))
    per = 100 if " / " in measure else 1
    scale = 1000 if measure == "coverage.depth" else 3 if "breadth" in measure else per
    low, high = LIMITS[scale]
    limits = draw(st.sampled_from([{"at_least": low}, {"at_most": high},
                                   {"at_least": low, "at_most": high}]))  # fmt: skip
    stat = draw(st.sampled_from(["each", "mean", "share"]))
    share = {"share_at_least": draw(st.sampled_from([0, 0.5, 0.75, 1]))} if stat == "share" else {}
    return {"measure": measure, "by": "community", "per": per, "stat": stat, **limits, **share}


def same(found: Any, wanted: Any) -> bool:
    if found is None or wanted is None:
        return found is wanted
    return math.isclose(found, wanted, rel_tol=1e-9, abs_tol=1e-9)


@settings(max_examples=150, deadline=None)
@given(st.lists(COMMUNITY, min_size=1, max_size=5), targets())
def test_plain_python_says_the_same(
    communities: list[dict[str, Any]], target: dict[str, Any]
) -> None:
    rows = list(network_of(communities).attainment([target]).rows())
    plain = exactly(target)
    wanted = [judged(plain, MEASURES[target["measure"]](c)) for c in communities]
    whole = mean_of_places if target["stat"] == "mean" else share_of_places
    listed = [] if target["stat"] == "mean" else wanted
    assert len(rows) == len(listed) + 1
    for row, says in zip(rows, [*listed, whole(plain, wanted)], strict=True):
        for name, value in says.items():
            assert same(row[name], value), (name, row, says)


@settings(max_examples=40, deadline=None)
@given(st.lists(COMMUNITY, min_size=1, max_size=5), st.integers(1, 10))
def test_what_is_needed_together_is_what_the_places_need(
    communities: list[dict[str, Any]], least: int
) -> None:
    target = {"measure": "coverage.members", "by": "community", "at_least": least}
    *places, whole = network_of(communities).attainment([target]).rows()
    assert whole["needed"] == sum(row["needed"] for row in places)
    mean = {**target, "stat": "mean"}
    (only,) = network_of(communities).attainment([mean]).rows()
    members = sum(sum(c["members"]) for c in communities)
    assert only["needed"] == max(0, least * len(communities) - members)


# The synthetic district.


def test_the_district_misses_the_article_s_target_in_six_communities(district: ll.Network) -> None:
    table = district.attainment(ll.targets("xisaishan"), within="d1")
    *places, whole = table.rows()
    missing = [row for row in places if not row["met"]]
    assert len(places) == 32
    assert len(missing) == 6
    assert {row["verdict"] for row in missing} == {"not met"}
    assert all(row["needed"] == 8 - row["value"] == row["shortfall"] for row in missing)
    assert whole["place"] is None
    assert whole["value"] == 26 / 32
    assert whole["needed"] == sum(row["needed"] for row in missing)
    assert whole["needed_unit"] == "organisations"
    assert whole["note"] == "26 of 32 meet it"


def test_answers_about_made_up_data_say_so(district: ll.Network) -> None:
    table = district.attainment("xisaishan", within="d1")
    assert table.origin == "synthetic"
    assert "SYNTHETIC DATA" in repr(table)
    assert (table.to_csv() or "").splitlines()[0].endswith(",origin")
    assert table.question["targets"] == ["social_organisations"]
    assert table.question["within"] == "d1"


def test_answers_are_said_in_chinese(district: ll.Network) -> None:
    said = render(district.attainment("xisaishan", within="d1"), lang="zh")
    for word in ("合成数据", "目标", "未达标", "达标", "尚需", "差距", "约束性", "所需单位: 家"):
        assert word in said


def test_which_communities_miss_which_teams(district: ll.Network) -> None:
    *rows, whole = district.attainment("teams", within="d1").rows()
    assert {row["kind"] for row in rows} == set(district.scheme.keys)
    assert len(rows) == 32 * 8
    assert {row["verdict"] for row in rows} <= {"within the usual range", "outside the usual range"}
    assert whole["kind"] is None
    assert whole["needed"] == sum(row["met"] is False for row in rows)


def test_norms_of_a_year_are_judged_in_that_year(district: ll.Network) -> None:
    def wholes(on: str) -> list[str]:
        table = district.attainment(ll.targets("china"), on=on, within="d1")
        rows = [row for row in table.rows() if row["place"] is None]
        return [row["verdict"] for row in rows if row["target"] == "households"]

    assert wholes("2025-12-31") == ["outside the usual range", "not in force"]
    assert wholes("2026-01-01") == ["not in force", "outside the usual range"]


def test_what_the_data_lack_is_unknown_and_says_so(district: ll.Network) -> None:
    table = district.attainment("china", on="2026-06-30", within="d1")
    notes = {row["target"]: row["note"] for row in table.rows() if row["verdict"] == "unknown"}
    assert "no membership has the role 'community_worker'" in notes["community_workers"]
    assert "places have no column 'service_area'" in notes["service_area"]
    assert set(notes) == {"community_workers", "service_area"}
    own = ll.targets("china").replace(
        "community_workers",
        measure="counts.members(table=organisations, role=grid_worker) / counts.residents",
    )
    (row,) = (r for r in district.attainment(own, on="2026-06-30", within="d1")
              if r["target"] == "community_workers")  # fmt: skip
    assert row["value"] == pytest.approx(10000 * row["numerator"] / row["denominator"])
    assert row["needed_unit"] == "persons"


# Where targets come from.


@pytest.mark.parametrize("name", presets())
def test_presets_say_all_that_a_preset_must(name: str) -> None:
    found = ll.targets(name)
    for target in found:
        assert target.source
        assert target.scope
        assert target.label_zh
        assert target.verified is not None
        assert target.force in ("binding", "guideline")
    assert {"china", "teams", "xisaishan"} <= set(presets())


def test_a_file_reads_as_dicts_do(tmp_path: Path) -> None:
    file = tmp_path / "ours.toml"
    file.write_text(
        '[[target]]\nmeasure = "coverage.organisations"\nby = "community"\nat_least = 8\n'
        "valid_from = 2026-01-01\n",
        encoding="utf-8",
    )
    told = {
        "measure": ll.coverage.organisations(), "by": ["community"], "at_least": 8.0,
        "valid_from": "2026-01-01",
    }  # fmt: skip
    assert ll.targets(file) == ll.targets(str(file)) == ll.targets([told]) == ll.targets(told)


def test_targets_are_a_list_that_prints_as_a_table() -> None:
    found = ll.targets("china")
    assert len(found) == len(list(found)) == len(found.to_table())
    assert found[0].name == "households"
    assert found["grid_households"].at_most == 500
    assert isinstance(found[:2], ll.Targets)
    assert len(found + ll.targets("xisaishan")) == len(found) + 1
    assert ll.targets(found) is found
    assert ll.targets(list(found)) == found
    assert "grid_house" in repr(found)
    assert "share_at_least" not in repr(found)
    assert "<table" in found._repr_html_()
    assert found.to_table().values("valid_from")[1] == "2026-01-01"
    changed = found.replace("households", by="district")
    assert [t.by for t in changed[:3]] == [("district",), ("district",), ("grid",)]
    with pytest.raises(ll.MeasureError, match="no target is called 'x'; there are households"):
        found.replace("x", by="grid")
    with pytest.raises(ll.MeasureError, match="there is no key 'of'"):
        found.replace("households", of="grid")


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"measure": "counts.places"}, "target 'counts.places': it has no limit"),
        ({"at_least": 1}, "target '1': it has no measure"),
        ({"measure": "counts.places", "atleast": 1}, "did you mean 'at_least'"),
        ({"measure": "counts.place", "at_least": 1}, "did you mean counts.places"),
        ({"name": "n", "measure": "counts.places", "at_least": "1"}, "'n': at_least is a number"),
        ({"measure": "counts.places", "at_least": 1, "stat": "share"}, "needs share_at_least"),
        ("text", "a target is a dict"),
    ],
)
def test_a_wrong_target_is_named_with_what_is_right(wrong: Any, said: str) -> None:
    with pytest.raises(ll.MeasureError, match=said):
        ll.targets([wrong])


def test_a_wrong_file_is_named(tmp_path: Path) -> None:
    def refusal(content: bytes) -> str:
        (tmp_path / "ours.toml").write_bytes(content)
        with pytest.raises(ll.FileError) as caught:
            ll.targets(tmp_path / "ours.toml")
        return str(caught.value)

    assert "ours.toml" in refusal(b"[[target]\n")
    assert "line 1" in refusal(b"[[target]\n")
    assert "ours.toml: target 'x': it has no limit" in refusal(
        b"[[target]]\nname='x'\nmeasure='counts.places'\n"
    )
    assert "not 'goal'" in refusal(b"[[goal]]\nname='x'\n")
    assert "[[target]]" in refusal(b"")
    assert "utf-8" in refusal(b"\xff\xfe")
    with pytest.raises(ll.FileError, match=r"none\.toml"):
        ll.targets(tmp_path / "none.toml")
    with pytest.raises(ll.FileError, match="there are china, teams, xisaishan"):
        ll.targets("xisaishen")


def test_the_page_on_targets_does_what_it_says(district: ll.Network) -> None:
    flags = doctest.NORMALIZE_WHITESPACE | doctest.ELLIPSIS
    names = {"ll": ll, "net": district}
    failed, tried = doctest.testfile(
        str(DOCS / "targets.md"), module_relative=False, globs=names, optionflags=flags,
        encoding="utf-8",
    )  # fmt: skip
    assert tried
    assert not failed
