# SPDX-License-Identifier: Apache-2.0
"""Real public data for tests: where they lie, and how to read a table of them."""

from __future__ import annotations

import csv
import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
DATA = Path(os.environ.get("LINLI_DATA", ROOT.parent / "shared" / "data"))


def folder(name: str) -> Path:
    """A folder of the data; where it is absent, the test is skipped and says so."""
    found = DATA / name
    if not found.is_dir():
        pytest.skip(f"no public data: there is no {found}; set LINLI_DATA")
    return found


def rows(table: str) -> list[dict[str, str]]:
    """A table such as openstates/ak/persons.csv, row by row."""
    path = folder(str(Path(table).parent)) / Path(table).name
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def column(table: list[dict[str, str]], name: str) -> list[str | None]:
    """One column of such rows; an empty cell is null."""
    return [row[name] or None for row in table]
