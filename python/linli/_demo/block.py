# SPDX-License-Identifier: Apache-2.0
"""A block of the demonstration, and how its lines are laid out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from .._text import padded, width
from .._words import mark
from ..table import Table

WIDTH = 100


@dataclass
class Block:
    """A title, lines for the screen, and the tables behind them, for files."""

    title: str
    origin: str
    lines: list[str]
    tables: dict[str, Table] = field(default_factory=dict)

    def text(self, lang: str) -> list[str]:
        """The block for the screen, marked if its data are made up."""
        said = mark(self.origin, lang)
        return [f"== {self.title} {f'[{said}] ' if said else ''}==", *self.lines]


def bullet(text: str) -> list[str]:
    """A paragraph in lines, counted in columns of the screen."""
    lines: list[str] = []
    for piece in text.split(" "):
        if lines and width(lines[-1]) + 1 + width(piece) <= WIDTH:
            lines[-1] += f" {piece}"
        else:
            lines.append(f"{'  ' if lines else '- '}{piece}")
    return lines


def grid(cells: Sequence[str], widths: Sequence[int]) -> str:
    """A line of cells; a negative width puts its cell to the right."""
    pairs = zip(cells, widths, strict=True)
    return " ".join(padded(cell, abs(to), right=to < 0) for cell, to in pairs).rstrip()
