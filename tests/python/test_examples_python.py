# SPDX-License-Identifier: Apache-2.0
"""The programs in examples/python run, print what was published, and say what data they miss."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from public_data import DATA, ROOT, folder

FOLDER = ROOT / "examples/python"
# What each needs of the public data, None for a synthetic district; the first two print, beside
# their numbers, what others published.
PUBLISHED = {"nyc_complaints_survival.py": "nyc_building_complaints",
             "china_divisions_tree.py": "china_divisions"}  # fmt: skip
OF_PUBLIC_DATA = PUBLISHED | {
    "nyc_where_complaints_wait.py": "nyc_building_complaints",
    "polis_who_speaks.py": "polis",
}
SYNTHETIC = [
    "change_or_reporting.py", "members_and_active.py", "missing_teams.py",
    "old_and_new_estates.py", "where_issues_get_stuck.py", "who_never_comes.py",
]  # fmt: skip
PROGRAMS = [*OF_PUBLIC_DATA, *SYNTHETIC]
LINES = 30  # a program that takes more asks too much at once


def run(program: str, data: Path) -> subprocess.CompletedProcess[str]:
    settings = {**os.environ, "LINLI_DATA": str(data), "PYTHONIOENCODING": "utf-8"}
    command = [sys.executable, FOLDER / program]
    return subprocess.run(
        command, env=settings, capture_output=True, text=True, encoding="utf-8", check=False
    )


def test_every_program_is_tested_and_listed():
    programs = {path.name for path in FOLDER.glob("*.py")} - {"public_data.py"}
    assert programs == set(PROGRAMS)
    listed = (FOLDER / "README.md").read_text(encoding="utf-8")
    assert all(f"`{name}`" in listed for name in programs)


@pytest.mark.parametrize("program", PROGRAMS)
def test_a_program_is_short(program):
    assert len((FOLDER / program).read_text(encoding="utf-8").splitlines()) < LINES


@pytest.mark.parametrize("program", SYNTHETIC)
def test_a_program_of_a_synthetic_district_needs_no_data_and_says_what_it_is(program, tmp_path):
    done = run(program, tmp_path)
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    assert "synthetic" in done.stdout.lower()
    assert not re.search(r"\bnan\b|\bNone\b", done.stdout)


@pytest.mark.parametrize("program", OF_PUBLIC_DATA)
def test_a_program_of_public_data_runs(program):
    folder(OF_PUBLIC_DATA[program])
    done = run(program, DATA)
    assert done.returncode == 0, done.stderr
    assert len(done.stdout.splitlines()) >= 9
    assert not re.search(r"\bnan\b|\bNone\b", done.stdout)


@pytest.mark.parametrize("program", PUBLISHED)
def test_a_program_prints_what_was_published(program):
    folder(PUBLISHED[program])
    done = run(program, DATA)
    assert done.returncode == 0, done.stderr
    # A line ends with our number and the published one.
    pairs = re.findall(r"^.* (\d+) +(\d+)$", done.stdout, re.MULTILINE)
    assert len(pairs) >= 5
    assert [ours for ours, _ in pairs] == [published for _, published in pairs]


@pytest.mark.parametrize("program", OF_PUBLIC_DATA)
def test_a_program_without_its_data_says_what_is_missing(program, tmp_path):
    done = run(program, tmp_path)
    assert done.returncode == 1
    assert str(tmp_path / OF_PUBLIC_DATA[program]) in done.stderr
    assert "LINLI_DATA" in done.stderr
