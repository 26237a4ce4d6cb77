# SPDX-License-Identifier: Apache-2.0
"""Many folders and workbooks in one read, one a community."""

from __future__ import annotations

import linli as ll
import pytest

DISTRICT = {"id": ["d"], "level": ["district"], "parent": [None]}


def community(name, persons):
    return ll.Network(
        places={"id": ["d", name], "level": ["district", "community"], "parent": [None, "d"]},
        persons={"id": persons, "home": [name] * len(persons)},
        teams={"id": [f"{name}-t"], "kind": ["volunteers"], "place": [name]},
        memberships={"member": persons[:1], "group": [f"{name}-t"]},
        persons_are="all_residents",
    )


@pytest.fixture
def parts(tmp_path):
    community("甲", ["p1", "p2"]).write(tmp_path / "甲")
    community("乙", ["p3"]).write(tmp_path / "乙.xlsx")
    community("丙", ["p4", "p5"]).write(tmp_path / "丙", format="parquet")
    return [tmp_path / "甲", tmp_path / "乙.xlsx", tmp_path / "丙"]


def test_many_sources_make_one_network(parts, tmp_path):
    net = ll.read(parts, scheme=["volunteers"])
    assert net.levels == {"district": 1, "community": 3}
    assert net.measure("coverage.members", by="community")["value"].tolist() == [1, 1, 1]
    assert ll.read(tmp_path, scheme=["volunteers"]).fingerprint() == net.fingerprint()
    told = net.diagnostics
    assert {d["rule"] for d in told} == {"told_again"}
    assert {d["table"] for d in told} == {"乙.xlsx/places", "丙/places"}


def test_a_problem_names_its_source(parts):
    file = parts[0] / "persons.csv"
    file.write_text(file.read_text("utf-8") + "p9,c9\np3,甲\nx\n", encoding="utf-8")
    with pytest.raises(ll.DataError) as error:
        ll.read(parts)
    found = {
        (p["table"], p["row"], p["rule"]) for p in error.value.problems if p["severity"] == "error"
    }
    assert found == {
        ("甲/persons", 4, "dangling_reference"),
        ("甲/persons", 6, "ragged_row"),
        ("乙.xlsx/persons", 2, "duplicate_id"),
    }


def test_sources_that_disagree_are_an_error(parts):
    toml = parts[0] / "network.toml"
    toml.write_text('persons_are = "listed_only"', encoding="utf-8")
    with pytest.raises(ll.SchemaError, match="differ in persons_are"):
        ll.read(parts, scheme=["volunteers"])
    net = ll.read(parts, persons_are="listed_only", scheme=["volunteers"])
    assert net.persons_are == "listed_only"


def test_data_of_which_a_part_is_made_up_are_mixed(parts, tmp_path):
    text = (parts[0] / "network.toml").read_text("utf-8")
    (parts[0] / "network.toml").write_text(text.replace("observed", "synthetic"), encoding="utf-8")
    assert ll.read(parts, scheme=["volunteers"]).origin == "mixed"
    (parts[0] / "network.toml").unlink()
    assert ll.read(parts[:2], scheme=["volunteers"]).origin == "observed"


def test_an_empty_list_and_a_folder_of_nothing_are_errors(tmp_path):
    with pytest.raises(ll.SchemaError, match="nothing to read"):
        ll.read([])
    with pytest.raises(ll.FileError, match="holds no table"):
        ll.read(tmp_path)


def test_two_folders_of_one_name_are_told_apart(tmp_path):
    for year, level in (("a", "community"), ("b", "communitx")):
        folder = tmp_path / year / "x"
        folder.mkdir(parents=True)
        (folder / "places.csv").write_text(f"id,level\nc,{level}\n", encoding="utf-8")
    with pytest.raises(ll.DataError, match=r"b/x/places, row 2, column id: duplicate_id"):
        ll.read([tmp_path / "a/x", tmp_path / "b/x"])
