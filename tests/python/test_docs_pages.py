# SPDX-License-Identifier: Apache-2.0
"""What pages of the documentation show runs as it stands."""

from __future__ import annotations

import doctest
import re
import shutil
import subprocess
import sys
from pathlib import Path

import linli as ll
import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGES = ("inference.md", "interchange.md", "own_measures.md", "publish.md", "snapshots.md")
WHEEL = "lib/python*/site-packages/cmeel.prefix/include/eigen3"
EIGEN = (Path("/usr/include/eigen3"), *Path(sys.prefix).glob(WHEEL))
FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def blocks(page: str, language: str) -> list[str]:
    text = (ROOT / "docs" / page).read_text(encoding="utf-8")
    return [code for name, code in FENCE.findall(text) if name == language]


@pytest.mark.parametrize("page", PAGES)
def test_python_of_the_page_does_what_it_says(page, district, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    failed, tried = doctest.testfile(
        str(ROOT / "docs" / page), module_relative=False, globs={"ll": ll, "net": district},
        optionflags=doctest.NORMALIZE_WHITESPACE | doctest.ELLIPSIS, encoding="utf-8",
    )  # fmt: skip
    assert tried
    assert not failed
    assert all(">>> " in code for code in blocks(page, "python"))


def test_commands_of_the_page_run(tmp_path, district):
    district.write(tmp_path / "data")
    definition = "".join(
        line[4:] + "\n"
        for line in blocks("own_measures.md", "python")[0].splitlines()
        if line.startswith((">>> ", "... ")) and "net.measure" not in line
    )
    (tmp_path / "ours.py").write_text(f"import linli as ll\n{definition}", encoding="utf-8")
    (tmp_path / "ours.toml").write_text(
        '[[target]]\nmeasure = "own.returned_share"\nby = "community"\nat_most = 0.2\n',
        encoding="utf-8",
    )
    (commands,) = blocks("own_measures.md", "sh")
    for command in commands.splitlines():
        said = run([sys.executable, "-m", *command.split()], tmp_path)
        assert "own.returned_share" in said


def test_cpp_of_the_page_compiles_and_says_what_python_says(tmp_path, district):
    """Without a build of the library that reads files, it is compiled alone."""
    compiler = shutil.which("g++") or shutil.which("c++")
    eigen = [folder for folder in EIGEN if (folder / "Eigen" / "Core").exists()]
    if compiler is None or not eigen:
        pytest.skip("there is no C++ compiler, or no Eigen")
    (code,) = blocks("own_measures.md", "cpp")
    (tmp_path / "ours.cpp").write_text(code, encoding="utf-8")
    reader = ROOT / "build" / "python" / "liblinli_io.a"
    wanted = ["-o", "ours", str(reader)] if reader.exists() else ["-fsyntax-only"]
    headers = ["-I", str(ROOT / "include"), "-isystem", str(eigen[0])]
    said = run([compiler, "-std=c++20", *headers, "ours.cpp", *wanted], tmp_path)
    if reader.exists():
        district.write(tmp_path / "data")
        said = run([str(tmp_path / "ours"), "data"], tmp_path)
        dated = ll.define(
            "own.dated_share", key="issues", slots=("dated", "all"),
            count=lambda block: [(due is not None, 1) for due in block.rows.values("due_at")],
            finish=lambda sums: sums[0] / sums[1] if sums[1] else None,
        )  # fmt: skip
        known = [
            row for row in district.measure(dated(), by="community") if row["value"] is not None
        ]
        told = dict(line.split() for line in said.splitlines() if len(line.split()) == 2)
        for row in known:
            if row["community"] is not None:
                assert float(told[row["community"]]) == pytest.approx(row["value"], rel=1e-4)


def run(command: list[str], folder: Path) -> str:
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout
