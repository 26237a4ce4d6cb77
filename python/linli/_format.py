# SPDX-License-Identifier: Apache-2.0
"""A table made ready to be shown, by text, HTML or the command line alike."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from ._words import mark, word

if TYPE_CHECKING:
    from .table import Table

NULL = "—"
# What stands in every row of an answer goes to the caption instead.
_CAPTION = ("measure", "unit", "basis")
_FRACTION = ("numerator", "denominator")


@dataclass
class Shown:
    """Headings and cells as text; `cut` rows were left out after row `cut_at`."""

    caption: list[str]
    mark: str
    headings: list[str] = field(default_factory=list)
    numeric: list[bool] = field(default_factory=list)
    rows: list[list[str]] = field(default_factory=list)
    bars: list[float | None] = field(default_factory=list)  # shares, of the column `bar_at`
    bar_at: int = -1
    total: int = 0
    cut_at: int | None = None

    @property
    def cut(self) -> int:
        """How many rows are not shown."""
        return self.total - len(self.rows)


def shown(table: Table, limit: int | None = None, lang: str = "en") -> Shown:
    """The table as text cells, with what is constant in the caption and long tables cut."""
    names, found = table.columns, Shown([], mark(table.origin, lang), total=len(table))
    picked = _picked(len(table), limit)
    if len(picked) < len(table):
        found.cut_at = len(picked) // 2
    columns = {name: table.values(name) for name in names}
    if "value" in columns and "unit" in columns:
        names = _answer_columns(columns, found, lang)
    units = columns.get("unit")
    for name in names:
        values = columns[name]
        numeric = table.type(name) in ("integer", "number")
        cells = [
            _cell(columns, name, i, units[i] if units and name == "value" else None, lang)
            for i in picked
        ]
        if name == "value" and units:
            found.bar_at = len(found.headings)
            found.bars = [_bar(values[i], units[i]) for i in picked]
        found.headings.append(word("of" if name == "numerator" else name, lang))
        found.numeric.append(numeric)
        found.rows = [
            [*row, cell] for row, cell in zip(found.rows or [[]] * len(picked), cells, strict=True)
        ]
    return found


def _picked(rows: int, limit: int | None) -> list[int]:
    if limit is None or rows <= limit:
        return list(range(rows))
    head = limit // 2
    return [*range(head), *range(rows - (limit - head), rows)]


def _answer_columns(columns: dict[str, list[Any]], found: Shown, lang: str) -> list[str]:
    """Which columns of an answer to show; what they share goes to the caption."""
    names = [name for name in columns if name != "denominator"]
    for name in _CAPTION:
        values = set(columns.get(name, ()))
        if len(values) != 1:
            continue
        value = values.pop()
        names.remove(name)
        if value is not None:
            said = word(str(value), lang)
            found.caption.append(f"{word('from', lang)} {said}" if name == "basis" else said)
    has_fraction = any(x is not None for x in columns.get("denominator", ()))
    dropped = {"numerator"} if not has_fraction else set()
    dropped |= {name for name in ("note", "low", "high") if not any(columns.get(name, ()))}
    return [name for name in names if name not in dropped]


def _cell(columns: dict[str, list[Any]], name: str, row: int, unit: str | None, lang: str) -> str:
    if name == "numerator" and "denominator" in columns and "unit" in columns:
        return _fraction(columns["numerator"][row], columns["denominator"][row])
    value = columns[name][row]
    if name in ("unit", "note", "basis", "state", "status", "qualifier", "severity"):
        return word(text_of(value), lang) if value is not None else ""
    if unit is not None:
        return number(value, unit)
    # An integer that is an id or a year takes no thousands separators.
    return str(value) if isinstance(value, int) else text_of(value)


def _fraction(numerator: float | None, denominator: float | None) -> str:
    if numerator is None and denominator is None:
        return ""
    return f"{number(numerator)} / {number(denominator)}"


def number(value: float | None, unit: str = "") -> str:
    """A number as its unit wants it: shares in per cent, counts whole, with thousands."""
    if value is None or value != value:
        return NULL
    if unit.startswith("share"):
        return f"{100 * value:.1f}%"
    if unit == "Gini":
        return f"{value:.3f}"
    if float(value).is_integer() and abs(value) < 1e15:
        return f"{value:,.0f}"
    return f"{value:,.1f}" if unit == "days" else f"{value:,.2f}"


def text_of(value: Any) -> str:
    """Any other cell."""
    if value is None:
        return NULL
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date):
        return value.isoformat()
    return number(value) if isinstance(value, float) else str(value)


def _bar(value: float | None, unit: str | None) -> float | None:
    is_share = value is not None and unit is not None and unit.startswith("share")
    return min(1.0, max(0.0, value)) if is_share and value is not None else None
