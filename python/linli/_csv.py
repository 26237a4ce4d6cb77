# SPDX-License-Identifier: Apache-2.0
"""CSV as text. Python's own writer leaves a lone carriage return unquoted, which ends a row."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

_SPECIAL = re.compile('[",\r\n]')


def csv_text(rows: Iterable[Iterable[Any]]) -> str:
    """The content of a CSV file of these rows; None is empty, a row without cells is blank."""
    return "".join(_line([_cell(value) for value in row]) + "\n" for row in rows)


def _line(cells: list[str]) -> str:
    return '""' if cells == [""] else ",".join(cells)  # a blank line would be no row


def _cell(value: Any) -> str:
    text = "" if value is None else str(value)
    return '"' + text.replace('"', '""') + '"' if _SPECIAL.search(text) else text
