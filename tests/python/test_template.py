# SPDX-License-Identifier: Apache-2.0
"""Templates: filled in by hand, mended, measured; and the same from a database."""

from __future__ import annotations

import re
import tomllib

import linli as ll
import openpyxl
import postgres
import pytest
from adbc_driver_postgresql import dbapi
from linli._meanings_zh import meaning_zh
from linli._names import rules
from linli._problems_zh import RULES, message_zh, problems_zh
from linli.cli.commands import app

NAMES = {"en": ("tables.xlsx", "README"), "zh": ("数据表.xlsx", "说明")}


def linli(*arguments):
    with pytest.raises(SystemExit) as ended:
        app([str(argument) for argument in arguments])
    return ended.value.code


def fill(path, sheets):
    book = openpyxl.load_workbook(path)
    for name, rows in sheets.items():
        headings = [cell.value for cell in book[name][1]]
        for row in rows:
            book[name].append([row.get(heading) for heading in headings])
    book.save(path)


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_template_has_a_sheet_and_a_file_for_every_table(tmp_path, lang):
    assert linli("template", tmp_path / "t", "--lang", lang) == 0
    book = openpyxl.load_workbook(tmp_path / "t" / NAMES[lang][0])
    titles = [rule["label_zh"] if lang == "zh" else name for name, rule in rules().items()]
    assert book.sheetnames == [NAMES[lang][1], *titles, "network.toml"]
    for (name, rule), title in zip(rules().items(), titles, strict=True):
        for cell, column in zip(book[title][1], rule["columns"], strict=True):
            assert cell.value == (column["label_zh"] if lang == "zh" else column["name"])
            assert cell.comment.text == (
                meaning_zh(name, column["name"]) if lang == "zh" else column["meaning"]
            )
        heading = (tmp_path / f"t/csv/{title}.csv").read_text("utf-8-sig").strip()
        assert heading.split(",") == [cell.value for cell in book[title][1]]


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_template_that_was_not_filled_in_holds_nothing(tmp_path, lang):
    linli("template", tmp_path / "t", "--lang", lang)
    for source in (tmp_path / "t" / NAMES[lang][0], tmp_path / "t/csv"):
        net = ll.read(source)
        assert net.counts == {}
        (answer,) = net.measure("counts.members")
        assert answer["value"] is None, "what was not collected is not zero"


def test_a_template_is_never_written_over(tmp_path, capsys):
    assert linli("template", tmp_path) == 0
    assert linli("template", tmp_path) == 2
    assert "is there already" in capsys.readouterr().err


WRONG = {
    "地方": [
        {"编号": "d1", "层级": "区"},
        {"编号": "c1", "层级": "社区", "上级": "d1"},
        {"编号": "c2", "层级": "社区", "上级": "d2"},
    ],
    "花名册": [
        {"地方": "c1", "种类": "志愿者", "人员": "甲", "起始日期": "2024-02-30"},
        {"地方": "c1", "种类": "下沉党员", "人员": "乙", "单位": "某局"},
        {"地方": "c2", "种类": "志愿者", "角色": "队长"},
    ],
}


def test_mistakes_are_named_in_chinese_by_sheet_row_and_column(tmp_path, capsys):
    linli("template", tmp_path, "--lang", "zh")
    path = tmp_path / "数据表.xlsx"
    fill(path, WRONG)
    capsys.readouterr()
    assert linli("validate", path, "--lang", "zh") == 1
    out = re.sub(r"\s+", " ", capsys.readouterr().out)
    assert "地方 4 上级 引用不存在 d2 “d2”不在地方中；最接近的是“d1”" in out
    assert "花名册 2 起始日期 不是日期 2024-02-30" in out
    assert "花名册 4 人员 缺少值" in out
    assert "3 个错误" in out
    assert linli("measure", path, "coverage.members", "--lang", "zh") == 1
    assert "数据有 3 个问题" in capsys.readouterr().err


RIGHT = {
    "地方": [*WRONG["地方"][:2], {"编号": "c2", "层级": "社区", "上级": "d1"}],
    "花名册": [
        {"地方": "c1", "种类": "志愿者", "人员": "甲", "起始日期": "2024-02-28"},
        WRONG["花名册"][1],
        {"地方": "c2", "种类": "志愿者", "人员": "丙", "角色": "队长"},
    ],
}


def test_a_template_filled_in_answers_and_a_database_gives_the_same(tmp_path, capsys):
    linli("template", tmp_path, "--lang", "zh")
    path = tmp_path / "数据表.xlsx"
    fill(path, RIGHT)
    capsys.readouterr()
    assert linli("validate", path, "--lang", "zh") == 0
    assert linli("measure", path, "coverage.members", "--by", "community", "--csv") == 0
    answered = capsys.readouterr().out
    net = ll.read(path)
    assert net.measure("coverage.members", by="community")["value"].tolist() == [2, 1]
    assert ",c1,2," in answered
    net.write(tmp_path / "folder")
    if postgres.programs() is None:
        pytest.skip("no PostgreSQL server is installed; ./dev test installs it")
    with postgres.server() as words, dbapi.connect(words) as connection:
        for name, table in net.to_tables().items():
            with connection.cursor() as cursor:
                cursor.adbc_ingest(name, table.to_arrow(), mode="create")
        settings = {"scheme": net.scheme, "persons_are": net.persons_are, "as_of": net.as_of}
        again = ll.read(connection, **{k: v for k, v in settings.items() if v is not None})
    assert again.fingerprint() == net.fingerprint() == ll.read(tmp_path / "folder").fingerprint()


def test_a_workbook_in_chinese_is_read_as_the_same_network(tmp_path):
    for name, net in (("d", ll.examples.city(persons=3000)), ("x", ll.examples.xisaishan())):
        path = tmp_path / f"{name}.xlsx"
        net.write(path, lang="zh")
        again = ll.read(path)
        assert again.fingerprint() == net.fingerprint()
        assert len(again.diagnostics) == len(net.diagnostics)
        book = openpyxl.load_workbook(path, read_only=True)
        ours = {rule["label_zh"] for rule in rules().values()}
        assert set(book.sheetnames) <= ours | {"ORIGIN", "network.toml"}
    with pytest.raises(ll.SchemaError, match="lang is"):
        net.write(tmp_path / "csv", lang="zh")


def test_everything_has_a_chinese_name_and_meaning():
    for name, rule in rules().items():
        labels = [column["label_zh"] for column in rule["columns"]]
        assert all(labels), name
        assert len(set(labels)) == len(labels), f"two columns of {name} are called the same"
        for column in rule["columns"]:
            assert meaning_zh(name, column["name"])
            assert (
                set(column["words_zh"]) >= set(column["words"].split()) or not (column["words_zh"])
            ), column
    titles = [rule["label_zh"] for rule in rules().values()]
    assert len(set(titles)) == len(titles)


def test_the_settings_of_a_template_are_toml(tmp_path):
    linli("template", tmp_path, "--lang", "zh")
    settings = tomllib.loads((tmp_path / "csv/network.toml").read_text("utf-8"))
    assert settings["names"]["社区"] == ["places.level.community"]
    assert settings["empty_tables"] == "not_given"


def test_messages_are_said_in_chinese():
    broken = {
        "places": {"id": ["a", "a", None], "level": ["community"] * 3, "lon": ["x", 1, 2]},
        "persons": {"id": [1], "home": ["b"], "age": [-3], "birth_date": ["1990-13-01"]},
        "issues": {"id": [1], "place": ["a"]},
    }
    with pytest.raises(ll.DataError) as error:
        ll.Network(**broken)
    said = problems_zh(error.value.problems)
    assert not [m for m in said.values("message") if re.search("[a-z]{3}", m)]
    assert not [r for r in said.values("rule") if r not in RULES.values()]
    assert message_zh("what nobody said before") == "what nobody said before"
