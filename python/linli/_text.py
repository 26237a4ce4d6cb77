# SPDX-License-Identifier: Apache-2.0
"""Tables as plain text, aligned also where Chinese characters take two columns."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from itertools import accumulate
from typing import TYPE_CHECKING

from ._format import Shown, shown
from ._words import counted, word

if TYPE_CHECKING:
    from .table import Table

LIMIT = 20
_NARROWEST = 12  # to which a column is cut so that a line fits


def render(table: Table, limit: int | None = LIMIT, lang: str = "en") -> str:
    """The caption, the head and the rows; the middle of long tables is left out."""
    found = shown(table, limit, lang)
    lines = [caption_of(found)] if caption_of(found) else []
    if found.headings:
        lines += aligned([found.headings, *found.rows], found.numeric, found.cut_at, _screen())
    lines.append(size_of(found, lang))
    return "\n".join(lines)


def _screen() -> int:
    import shutil  # slow to import, and not needed before something is shown

    return max(80, shutil.get_terminal_size((120, 24)).columns)


def caption_of(found: Shown) -> str:
    """What holds for the whole table, and above all whether its data are made up."""
    return " · ".join([*found.caption, *filter(None, [found.mark])])


def size_of(found: Shown, lang: str = "en") -> str:
    """How many rows there are, and how many are not shown."""
    if lang == "zh":
        return f"共 {found.total} 行" + (f"，略去 {found.cut} 行" if found.cut else "")
    if not found.total:
        return word("empty", lang)
    rows = counted(found.total, "row")
    return rows + (f", {found.cut:,} not shown" if found.cut else "")


def aligned(
    lines: Sequence[Sequence[str]],
    numeric: Sequence[bool],
    cut_at: int | None = None,
    fit: int | None = None,
) -> list[str]:
    """Lines of cells under each other, numbers to the right; the first line is the head."""
    cells = [[" ".join(cell.split()) for cell in line] for line in lines]
    if cut_at is not None:
        cells.insert(cut_at + 1, ["…"] * len(cells[0]))
    widths = _widths(cells)
    if fit is not None:
        kept = _fitting(widths, fit)
        if kept < len(widths):
            cells, numeric = [[*line[:kept], "…"] for line in cells], [*numeric[:kept], False]
        widths = _fitted(_widths(cells), fit)
    return ["  ".join(map(_cell, line, widths, numeric)).rstrip() for line in cells]


def _widths(cells: Sequence[Sequence[str]]) -> list[int]:
    return [max(map(width, column)) for column in zip(*cells, strict=True)]


def _fitting(widths: list[int], fit: int) -> int:
    """How many columns fit at their narrowest, with room for a sign that some do not."""
    ends = list(accumulate(min(to, _NARROWEST) + 2 for to in widths))
    if ends[-1] - 2 <= fit:
        return len(widths)
    return max(1, sum(end + 1 <= fit for end in ends))


def _fitted(widths: list[int], fit: int) -> list[int]:
    """The widest columns give way until the line fits, but none below a readable width."""
    widths = list(widths)
    while sum(widths) + 2 * (len(widths) - 1) > fit and max(widths) > _NARROWEST:
        widths[widths.index(max(widths))] -= 1
    return widths


def _cell(text: str, to: int, right: bool) -> str:
    return padded(clipped(text, to), to, right)


def width(text: str) -> int:
    """Columns that a text takes on a screen."""
    wide = sum(unicodedata.east_asian_width(c) in "WF" for c in text)
    return len(text) + wide - sum(map(bool, map(unicodedata.combining, text)))


def padded(text: str, to: int, right: bool = False) -> str:
    """A text filled with spaces to a width."""
    spaces = " " * max(0, to - width(text))
    return spaces + text if right else text + spaces


def clipped(text: str, to: int) -> str:
    """A text cut to a width."""
    if width(text) <= to:
        return text
    while width(text) > to - 1:
        text = text[:-1]
    return text + "…"
