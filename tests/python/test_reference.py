# SPDX-License-Identifier: Apache-2.0
"""The reference pages say what the library does, and every measure and table is on them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import linli as ll
from linli import _core

DOCS = Path(__file__).resolve().parents[2] / "docs"


def test_the_pages_are_as_the_library_would_write_them():
    command = [sys.executable, DOCS / "reference.py", "--check"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_every_measure_and_table_has_its_heading():
    measures = (DOCS / "measures.md").read_text(encoding="utf-8")
    tables = (DOCS / "tables.md").read_text(encoding="utf-8")
    names = [m for m in ll.measures()["name"] if not m.startswith("own.")]  # other tests' own
    assert [m for m in names if f"\n### {m} " not in measures] == []
    assert [t["table"] for t in _core.schema() if f"\n## {t['table']} " not in tables] == []
