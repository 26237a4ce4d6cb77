# SPDX-License-Identifier: Apache-2.0
"""What the READMEs show runs as it stands, and both languages show the same."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
READMES = ("README.md", "README.zh-CN.md")
FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
COMMENT = re.compile(r"\s*(?:#(?!include)|//).*")


def blocks(readme: str, language: str = "") -> list[str]:
    """The code blocks of a README, of one language if that is named."""
    found = FENCE.findall((ROOT / readme).read_text(encoding="utf-8"))
    return [code for name, code in found if language in ("", name)]


def without_comments(code: str) -> list[str]:
    """The lines that do something; --lang zh is for those who read Chinese."""
    lines = [COMMENT.sub("", line).replace(" --lang zh", "") for line in code.splitlines()]
    return [line for line in lines if line]


def commands(readme: str) -> list[list[str]]:
    """The commands of linli, each as its arguments."""
    lines = "".join(blocks(readme, "sh")).splitlines()
    split = [shlex.split(line, comments=True) for line in lines]
    return [words[1:] for words in split if words[:1] == ["linli"]]


@pytest.mark.parametrize("readme", READMES)
def test_python_of_the_readme_runs(readme, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    namespace: dict[str, object] = {"__name__": readme}
    found = blocks(readme, "python")
    assert found
    for number, code in enumerate(found, 1):
        exec(compile(code, f"{readme}, python block {number}", "exec"), namespace)


@pytest.mark.parametrize("readme", READMES)
def test_commands_of_the_readme_run_in_their_order(readme, tmp_path):
    found = commands(readme)
    assert found
    for words in found:
        done = subprocess.run(
            [sys.executable, "-m", "linli", *words],
            cwd=tmp_path, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, f"linli {shlex.join(words)}:\n{done.stdout}{done.stderr}"
        assert done.stdout.strip()


def test_both_languages_show_the_same_code():
    english, chinese = ([without_comments(code) for code in blocks(name)] for name in READMES)
    assert chinese == english


@pytest.mark.parametrize("readme", READMES)
def test_what_the_readme_links_to_is_there(readme):
    targets = re.findall(r"\]\(([^)#:]+)\)", (ROOT / readme).read_text(encoding="utf-8"))
    assert targets
    assert [name for name in targets if not (ROOT / name).exists()] == []
