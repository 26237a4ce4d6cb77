# SPDX-License-Identifier: Apache-2.0
"""The programs in examples/python run, print what was published, and say where data are missing."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from public_data import DATA, ROOT, folder

FOLDER = ROOT / "examples/python"
PROGRAMS = {"nyc_complaints_survival.py": "nyc_building_complaints",
            "china_divisions_tree.py": "china_divisions"}  # fmt: skip


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
def test_a_program_prints_what_was_published(program):
    folder(PROGRAMS[program])
    done = run(program, DATA)
    assert done.returncode == 0, done.stderr
    # A line ends with our number and the published one.
    pairs = re.findall(r"^.* (\d+) +(\d+)$", done.stdout, re.MULTILINE)
    assert len(pairs) >= 5
    assert [ours for ours, _ in pairs] == [published for _, published in pairs]


@pytest.mark.parametrize("program", PROGRAMS)
def test_a_program_without_its_data_says_what_is_missing(program, tmp_path):
    done = run(program, tmp_path)
    assert done.returncode == 1
    assert str(tmp_path / PROGRAMS[program]) in done.stderr
    assert "LINLI_DATA" in done.stderr
