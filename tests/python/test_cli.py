# SPDX-License-Identifier: Apache-2.0
"""The command line: what it prints, in two languages and three forms, and how it exits."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from importlib.metadata import PackageNotFoundError, version

import linli as ll
import pytest
from linli.cli.commands import app
from typer.testing import CliRunner


def run(*arguments, code=0):
    result = CliRunner().invoke(app, [str(a) for a in arguments])
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    assert result.exit_code == code, result.output
    return result


@pytest.fixture
def folder(small, tmp_path):
    small.write(tmp_path / "world")
    return tmp_path / "world"


@pytest.fixture
def broken(folder):
    persons = folder / "persons.csv"
    persons.write_text(persons.read_text(encoding="utf-8") + "9,C,,\n", encoding="utf-8")
    return folder


def test_measure_prints_a_table_that_is_marked(folder):
    out = run("measure", folder, "coverage.breadth", "--by", "community").stdout
    assert "SYNTHETIC DATA" in out
    assert "甲社区" in out
    assert "50.0%" in out
    assert "1 / 2" in out


def test_measure_takes_specs_that_the_shell_has_split(folder):
    split = run("measure", folder, "counts.residents", "by", "community,", "sex", "--csv").stdout
    whole = run("measure", folder, "counts.residents by community, sex", "--csv").stdout
    assert split == whole
    both = run("measure", folder, "counts.residents", "counts.places", "--json").stdout
    assert [row["measure"] for row in json.loads(both)["rows"]] == [
        "counts.residents", "counts.places"
    ]  # fmt: skip


def test_measure_takes_all_parts_of_a_question(folder):
    out = run(
        "measure", folder, "counts.residents", "--by", "community,age_band", "--within", "city",
        "--on", "2024-02-01", "--where", "sex=F|M", "--where", "age=18..", "--json",
    ).stdout  # fmt: skip
    found = json.loads(out)
    assert found["origin"] == "synthetic"
    assert found["question"]["by"] == ["community", "age_band"]
    assert found["question"]["on"] == "2024-02-01"
    assert sum(row["value"] for row in found["rows"]) == 2
    flow = run("measure", folder, "participation.meetings", "--during", "2024-01", "--json").stdout
    assert json.loads(flow)["rows"][0]["value"] == 1


def test_csv_is_for_programs(folder):
    out = run("measure", folder, "coverage.members by community", "--csv").stdout
    rows = list(csv.DictReader(io.StringIO(out)))
    assert [row["community"] for row in rows] == ["A", "B"]
    assert {row["origin"] for row in rows} == {"synthetic"}


def test_chinese_is_spoken(folder):
    out = run("measure", folder, "coverage.presence", "--by", "kind", "--lang", "zh").stdout
    assert "有无" in out
    assert "合成数据" in out
    assert "种类" in out
    assert "共 2 行" in out
    assert "覆盖广度" in run("measures", "--lang", "zh").stdout
    assert "0 个错误" in run("validate", folder, "--lang", "zh").stdout


def test_rows_behind_a_number_add_up_to_it(folder):
    asked = ("coverage.members", "--on", "2024-02-01")
    value = json.loads(run("measure", folder, *asked, "--within", "A", "--json").stdout)
    behind = json.loads(run("rows", folder, *asked, "--place", "A", "--json").stdout)
    assert behind["origin"] == "synthetic"
    assert sum(row["amount"] for row in behind["rows"]) == value["rows"][0]["value"]
    assert {row["table"] for row in behind["rows"]} == {"persons"}
    assert "SYNTHETIC" in run("rows", folder, "coverage.members").stdout
    women = run("rows", folder, "coverage.members", "--where", "sex=F", "--csv").stdout
    counted = run("measure", folder, "coverage.members", "--where", "sex=F", "--json").stdout
    amounts = [int(row["amount"]) for row in csv.DictReader(io.StringIO(women))]
    assert sum(amounts) == json.loads(counted)["rows"][0]["value"] > 0
    refused = run("rows", folder, "coverage.members by community", code=2).stderr
    assert "say place= which" in refused


def test_doctor_tells_versions_and_what_is_missing(monkeypatch):
    found = {row["what"]: row for row in json.loads(run("doctor", "--json").stdout)["rows"]}
    assert found["linli"]["found"] == version("linli")
    assert found["pyarrow"]["found"] == version("pyarrow")
    assert found["self-test"]["found"] == "passed"
    assert not any(row["advice"] for row in found.values() if row["found"] != "not installed")

    def nothing(name):
        raise PackageNotFoundError(name)

    monkeypatch.setattr("linli.cli.doctor.version", lambda n: "1" if n == "linli" else nothing(n))
    out = run("doctor").stdout
    assert "not installed" in out
    assert "for excel: pip install 'linli[excel]' (openpyxl>=3.1)" in out


def test_a_terminal_without_chinese_is_no_reason_to_stop():
    shown = subprocess.run(
        [sys.executable, "-m", "linli", "doctor", "--lang", "zh"],
        capture_output=True, env={**os.environ, "PYTHONIOENCODING": "ascii"}, check=True,
    )  # fmt: skip
    assert b"passed" in shown.stdout
    assert b"PYTHONUTF8=1" in shown.stdout


def test_shells_complete_commands():
    shown = subprocess.run(
        [sys.executable, "-m", "linli", "--show-completion", "bash"],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert "_LINLI_COMPLETE" in shown.stdout + shown.stderr


def test_convert_writes_what_read_takes(folder, small, tmp_path):
    said = run("convert", folder, tmp_path / "new", "--to", "parquet").stdout
    assert "SYNTHETIC" in said
    assert ll.read(tmp_path / "new").fingerprint() == small.fingerprint()
    back = run("convert", tmp_path / "new", tmp_path / "back", "--to", "csv", "--json").stdout
    assert json.loads(back)["origin"] == "synthetic"
    assert ll.read(tmp_path / "back").fingerprint() == small.fingerprint()
    assert "is in the way" in run("convert", folder, tmp_path / "new", code=2).stderr
    run("convert", folder, tmp_path / "tables.xlsx")
    assert ll.read(tmp_path / "tables.xlsx").fingerprint() == small.fingerprint()
    run("convert", folder, tmp_path / "tables.json", "--to", "popolo")
    assert ll.read(tmp_path / "tables.json").fingerprint() == small.fingerprint()
    run("convert", tmp_path / "tables.json", tmp_path / "issues.json", "--to", "ocel")
    log = json.loads((tmp_path / "issues.json").read_text(encoding="utf-8"))
    assert [one["type"] for one in log["events"]] == ["raised", "raised", "closed"]


def test_validate_is_content_with_good_data(folder):
    assert "0 errors" in run("validate", folder).stdout
    assert json.loads(run("validate", folder, "--json").stdout)["errors"] == 0


def test_validate_lists_every_problem_and_exits_with_1(broken):
    out = run("validate", broken, code=1).stdout
    assert "dangling_reference" in out
    assert "1 error," in out
    found = json.loads(run("validate", broken, "--json", code=1).stdout)
    assert found["rows"][0]["table"] == "persons"
    assert found["rows"][0]["row"] == 7
    assert list(csv.DictReader(io.StringIO(run("validate", broken, "--csv", code=1).stdout)))


def test_measuring_broken_data_points_to_validate(broken):
    result = run("measure", broken, "coverage.breadth", code=1)
    assert result.stderr.startswith("linli: 1 problem in")
    assert f"linli validate {broken}" in result.stderr
    assert len(result.stderr.splitlines()) == 1


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["coverage.bredth"], "did you mean coverage.breadth"),
        (["coverage.breadth", "--by", "village"], "cannot be split by 'village'"),
        (["coverage.breadth", "--on", "tomorrow"], "'tomorrow' is not a date"),
        (["coverage.breadth", "--within", "Z"], "Z"),
        (["coverage.breadth", "--where", "sex"], "has no value"),
        (
            ["coverage.members", "--by", "community on 2020-01-01"],
            "also says on; it goes into --on",
        ),
        (["coverage.members", "--where", "sex=F by community"], "also says by"),
        (["coverage.members", "--where", "sex=F", "--where", "sex=M"], "says sex twice"),
        (["coverage.members", "--where", "sex=F, sex=M"], "sex is named twice"),
        (["coverage.members on 2024-01-01 on 2024-02-01"], "says 'on' twice"),
    ],
)
def test_wrong_use_is_one_line_and_exits_with_2(folder, arguments, said):
    result = run("measure", folder, *arguments, code=2)
    assert said in result.stderr
    assert len(result.stderr.splitlines()) == 1
    assert result.stderr.startswith("linli: ")


def test_wrong_options_exit_with_2(folder, tmp_path):
    assert "is not a folder" in run("measure", tmp_path / "no", "coverage.teams", code=2).stderr
    assert "linli example district" in run("validate", tmp_path / "no", code=2).stderr
    run("measure", folder, "counts.places", "--json", "--csv", code=2)
    run("measure", folder, code=2)
    run("nothing", code=2)
    assert "there are places" in run("tables", "persns", code=2).stderr
    assert "linli measures" in run("measures", "nothing", code=2).stderr


def test_reconcile_exits_with_1_where_figures_disagree(small_tables, tmp_path):
    reported = {
        "indicator": ["residents"], "value": ["3"], "place": ["city"],
        "measure": ["counts.residents"],
    }  # fmt: skip
    ll.Network(**small_tables, reported=reported).write(tmp_path / "right")
    assert "0 in disagreement" in run("reconcile", tmp_path / "right").stdout
    reported["value"] = ["4"]
    ll.Network(**small_tables, reported=reported).write(tmp_path / "wrong")
    assert "1 in disagreement" in run("reconcile", tmp_path / "wrong", code=1).stdout
    rows = json.loads(run("reconcile", tmp_path / "wrong", "--json", code=1).stdout)["rows"]
    assert rows[0]["status"] == "disagrees"
    assert rows[0]["computed"] == 3


def test_targets_are_missed_without_an_error(folder, tmp_path):
    file = tmp_path / "ours.toml"
    file.write_text(
        '[[target]]\nname = "three"\nlabel_zh = "不少于三人"\nmeasure = "coverage.members"\n'
        'by = "community"\nat_least = 3\n',
        encoding="utf-8",
    )
    out = run("targets", folder, file).stdout
    assert "SYNTHETIC DATA" in out
    assert "target: three" in out
    assert "甲社区" in out
    assert "1 target: 1 not met" in out
    chinese = run("targets", folder, file, "--lang", "zh").stdout
    assert "目标: 不少于三人" in chinese
    assert "未达标" in chinese
    assert "目标 1 项：1 未达标" in chinese
    found = json.loads(run("targets", folder, file, "--within", "A", "--json").stdout)
    assert found["origin"] == "synthetic"
    assert found["question"]["within"] == "A"
    assert [row["needed"] for row in found["rows"]] == [1, 1]
    rows = csv.DictReader(io.StringIO(run("targets", folder, file, "--csv").stdout))
    assert [row["verdict"] for row in rows] == ["not met", "not met", "not met"]
    few = file.with_name("few.toml")
    few.write_text(file.read_text(encoding="utf-8").replace("= 3", "= 2"), encoding="utf-8")
    assert "2 rows" in run("targets", folder, few, "--missed").stdout


def test_targets_know_presets_and_days(folder):
    assert "not in force" in run("targets", folder, "china", "--on", "2024-01-01").stdout
    assert "1 unknown" in run("targets", folder, "xisaishan").stdout
    assert "there are china, teams, xisaishan" in run("targets", folder, "xisai", code=2).stderr
    assert "none.toml" in run("targets", folder, "none.toml", code=2).stderr
    wrong = run("targets", folder, "xisaishan", "--on", "soon", code=2).stderr
    assert "'soon' is not a date" in wrong
    assert len(wrong.splitlines()) == 1


def test_the_article_is_written_read_and_reasoned_about(tmp_path):
    out = run("example", "xisaishan", tmp_path / "article").stdout
    assert "Next: linli measure" in out
    assert "SYNTHETIC" not in out
    assert "if these are seats" in run("bounds", tmp_path / "article", "--csv").stdout
    run("reconcile", tmp_path / "article")
    few = run("bounds", tmp_path / "article", "coverage.members", "--json").stdout
    assert json.loads(few)["rows"]


def test_examples_take_a_seed_and_a_size(tmp_path):
    out = run("example", "city", tmp_path / "a", "--persons", 2000, "--seed", 2).stdout
    assert "SYNTHETIC DATA" in out
    assert ll.read(tmp_path / "a").counts["persons"] == 2000
    run("example", "city", tmp_path / "b", "--persons", 7, code=2)


def test_every_command_takes_json_csv_and_a_language():
    for command in app.registered_commands:
        said = run(command.callback.__name__, "--help").stdout
        assert [o for o in ("--json", "--csv", "--lang") if o not in said] == [], command


def test_an_example_says_for_programs_what_it_wrote(tmp_path):
    found = json.loads(run("example", "district", tmp_path / "d", "--json").stdout)
    assert found["origin"] == "synthetic"
    assert found["folder"] == str(tmp_path / "d")
    assert {"table": "meetings", "rows": ll.read(tmp_path / "d").counts["meetings"]} in found[
        "rows"
    ]
    lines = run("example", "xisaishan", tmp_path / "x", "--csv").stdout.splitlines()
    assert lines[0] == "table,rows"


def test_the_catalogue_and_the_schema_are_listed():
    assert "coverage.breadth" in run("measures").stdout
    rows = json.loads(run("measures", "coverage", "--json").stdout)["rows"]
    assert {row["name"].partition(".")[0] for row in rows} == {"coverage"}
    assert "issue_events" in run("tables").stdout
    columns = json.loads(run("tables", "persons", "--json").stdout)["rows"]
    assert columns[0]["column"] == "id"
    assert columns[0]["required"] == "yes"


def test_every_command_has_help():
    out = run("--help").stdout
    for command in ("example", "validate", "measure", "reconcile", "targets", "bounds", "measures",
                    "tables"):  # fmt: skip
        assert command in out
        assert "Usage" in run(command, "--help").stdout


def test_it_runs_as_a_module(folder):
    command = [sys.executable, "-m", "linli", "measure", folder, "coverage.members", "--csv"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[1].startswith("coverage.members,3")


def test_without_typer_it_says_what_to_install():
    code = "import sys; sys.modules['typer'] = None; from linli.__main__ import main; main()"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "pip install 'linli[cli]'" in done.stderr
    assert "Traceback" not in done.stderr
