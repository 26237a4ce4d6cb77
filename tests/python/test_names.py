# SPDX-License-Identifier: Apache-2.0
"""Tables, columns and words may be called in Chinese or in the user's own words."""

from __future__ import annotations

import linli as ll
import pytest

PLACES = {"id": ["d", "c1", "c2"], "level": ["district", "community", "community"]} | {
    "parent": [None, "d", "d"]
}
ENGLISH = {
    "places": PLACES,
    "persons": {"id": [1, 2], "home": ["c1", "outside"], "sex": ["F", "M"]},
    "forums": {"id": ["f"], "kind": ["议事会"], "place": ["c1"]},
    "issues": {"id": ["i", "j"], "place": ["c1", "c2"], "raised_at": ["2024-01-02", "2024-01-03"]},
    "issue_events": {
        "issue": ["i", "i", "j"],
        "state": ["dispatched", "closed", "closed"],
        "at": ["2024-01-05", "2024-02-01", "2024-03-01"],
    },
}


def write_csv(folder, tables, toml=""):
    folder.mkdir(exist_ok=True)
    for name, columns in tables.items():
        rows = [list(columns), *zip(*columns.values(), strict=True)]
        lines = [",".join("" if cell is None else str(cell) for cell in row) for row in rows]
        (folder / f"{name}.csv").write_text("\n".join(lines), encoding="utf-8")
    if toml:
        (folder / "network.toml").write_text(toml, encoding="utf-8")
    return folder


def test_the_schema_is_known_in_chinese(tmp_path):
    chinese = {
        "地方": {"编号": PLACES["id"], "层级": PLACES["level"], "上级": PLACES["parent"]},
        "人员": {"编号": [1, 2], "居住地": ["c1", "辖区外"], "性别": ["F", "M"]},
        "议事中心": {"编号": ["f"], "种类": ["议事会"], "地方": ["c1"]},
        "议题": {
            "编号": ["i", "j"],
            "地方": ["c1", "c2"],
            "提出时间": ["2024-01-02", "2024-01-03"],
        },
        "议题进展": {
            "议题": ["i", "i", "j"],
            "状态": ["交办", "办结", "办结"],
            "时间": ["2024-01-05", "2024-02-01", "2024-03-01"],
        },
    }
    wanted = ll.Network(**ENGLISH).fingerprint()
    assert ll.Network(**chinese).fingerprint() == wanted
    assert ll.read(write_csv(tmp_path / "a", chinese)).fingerprint() == wanted


def test_own_words_name_tables_columns_and_values_and_a_wide_ticket(tmp_path):
    tables = {
        "places": PLACES,
        "住户": {"号": [1, 2], "住址": ["c1", "外地"], "性": ["女", "男"]},
        "forums": ENGLISH["forums"],
        "工单": {
            "号": ["i", "j"],
            "社区": ["c1", "c2"],
            "提单": ["2024-01-02", "2024-01-03"],
            "派遣时间": ["2024-01-05", None],
            "办结时间": ["2024-02-01", "2024-03-01"],
        },
    }
    # As people write it: TOML wants quotes around Chinese keys, and linli does without.
    toml = """
住户 = "persons"
号 = ["persons.id", "issues.id"]
住址 = "persons.home"
外地 = "persons.home.outside"
性 = "persons.sex"
工单 = "issues"
社区 = "issues.place"
提单 = "issues.raised_at"
派遣时间 = "issue_events.dispatched"
办结时间 = "issue_events.closed"

[names]
女 = "persons.sex.F"
男 = "persons.sex.M"
"""
    wanted = ll.Network(**ENGLISH).fingerprint()
    net = ll.read(write_csv(tmp_path / "a", tables, toml))
    assert net.fingerprint() == wanted
    assert set(net.to_tables()["issues"].columns) == {"id", "place", "raised_at"}
    words = {
        line.split(" = ")[0]: line.split(" = ")[1].strip('"')
        for line in toml.splitlines()
        if " = " in line and "[" not in line
    }
    words["号"] = ["persons.id", "issues.id"]
    assert ll.Network(**tables, names=words).fingerprint() == wanted


def test_a_problem_is_named_as_the_user_calls_table_and_column(tmp_path):
    tables = {
        "地方": {"编号": ["c1"], "层级": ["community"]},
        "工单": {"号": ["i"], "地方": ["c9"], "提单": ["2024-01-02"], "办结时间": ["昨天"]},
    }
    toml = '工单 = "issues"\n号 = "issues.id"\n提单 = "issues.raised_at"\n' + (
        '办结时间 = "issue_events.closed"\n'
    )
    with pytest.raises(ll.DataError) as error:
        ll.read(write_csv(tmp_path / "a", tables, toml))
    found = {(p["table"], p["row"], p["column"], p["rule"]) for p in error.value.problems}
    assert found == {
        ("工单", 2, "地方", "dangling_reference"),
        ("工单", 2, "办结时间", "not_a_date"),
    }


def test_a_heading_may_mean_another_thing_in_another_table():
    net = ll.Network(
        places={"id": ["c1"], "level": ["community"]},
        甲={"号": [1], "处": ["c1"]},
        乙={"号": ["t"], "类": ["volunteers"], "处": ["c1"]},
        names={
            "甲": "persons",
            "乙": "teams",
            "甲.号": "persons.id",
            "乙.号": "teams.id",
            "类": "teams.kind",
            "处": ["persons.home", "teams.place"],
        },
    )
    assert net.to_tables()["teams"]["place"].tolist() == ["c1"]
    assert net.to_tables()["persons"]["home"].tolist() == ["c1"]


def test_until_may_name_the_last_day():
    tables = {
        "places": PLACES,
        "persons": {"id": [1, 2], "since": ["2024-01-01", None], "until": ["2024-01-01", None]},
    }
    net = ll.Network(**tables, until="inclusive")
    assert net.to_tables()["persons"].values("until")[0].isoformat() == "2024-01-02"
    assert ll.Network(**tables).to_tables()["persons"].values("until")[0].isoformat() == (
        "2024-01-01"
    )
    with pytest.raises(ll.SchemaError, match="until is exclusive or inclusive"):
        ll.Network(**tables, until="last")


@pytest.mark.parametrize("meaning", ["person.home", "persons.", "nothing", ""])
def test_a_meaning_that_is_none_is_an_error(meaning):
    with pytest.raises(ll.SchemaError, match="住址"):
        ll.Network(places=PLACES, names={"住址": meaning})


def test_two_columns_of_one_meaning_are_a_problem():
    with pytest.raises(ll.DataError, match="two columns mean"):
        ll.Network(places={**PLACES, "编号": ["x", "y", "z"]})


def test_one_table_under_two_names_is_an_error(tmp_path):
    with pytest.raises(ll.SchemaError, match="given twice"):
        ll.Network(places=PLACES, 地方=PLACES)
    with pytest.raises(ll.FileError, match="places twice"):
        ll.read(write_csv(tmp_path / "a", {"places": PLACES, "地方": PLACES}))


def test_settings_that_are_neither_a_key_nor_a_meaning_are_errors(tmp_path):
    with pytest.raises(ll.SchemaError, match="persons_are"):
        ll.read(write_csv(tmp_path / "a", {"places": PLACES}, 'persons_is = "listed_only"'))
