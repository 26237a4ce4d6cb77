# SPDX-License-Identifier: Apache-2.0
"""Targets: from presets, files and dicts; what the synthetic district attains of them."""

from __future__ import annotations

import doctest
from pathlib import Path
from typing import Any

import linli as ll
import pytest
from linli._text import render
from linli.target import presets

DOCS = Path(__file__).resolve().parents[2] / "docs"

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


def test_a_preset_goes_before_a_folder_of_its_name(
    district: ll.Network, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usual = district.attainment("xisaishan").to_dicts()
    (tmp_path / "xisaishan").mkdir()
    (tmp_path / "others").mkdir()
    monkeypatch.chdir(tmp_path)
    assert district.attainment("xisaishan").to_dicts() == usual
    with pytest.raises(ll.FileError, match="no preset is called 'others'"):
        ll.targets("others")


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
