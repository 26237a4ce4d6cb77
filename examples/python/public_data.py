# SPDX-License-Identifier: Apache-2.0
"""Where the public data lie: the folder that LINLI_DATA names, or ../shared/data."""

import csv
import os
import sys
from pathlib import Path

_BESIDE = Path(__file__).resolve().parents[3] / "shared" / "data"


def columns(table: str) -> dict[str, list[str]]:
    """A CSV table of the public data, column by column; ends the program where it is absent."""
    path = Path(os.environ.get("LINLI_DATA", _BESIDE), table)
    if not path.is_file():
        sys.exit(f"There is no {path}; set LINLI_DATA to the folder of public data (README.md)")
    with path.open(encoding="utf-8-sig", newline="") as file:
        names, *rows = csv.reader(file)
    return {name: list(cells) for name, *cells in zip(names, *rows, strict=True)}
