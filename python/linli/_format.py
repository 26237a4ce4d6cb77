# SPDX-License-Identifier: Apache-2.0
"""A table made ready to be shown, by text, HTML or the command line alike."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any, TypeAlias

from . import _core
from ._words import mark, note, word

if TYPE_CHECKING:
    from .table import Table

Labels: TypeAlias = dict[str, dict[str, str]]  # by column, then by key as text

NULL = "—"
# What stands in every row of an answer goes to the caption instead.
_CAPTION = ("measure", "unit", "basis")
# Columns whose words are ours, so that they can be said in another language.
_OUR_WORDS = {
    "unit", "basis", "state", "status", "qualifier", "severity", "verdict", "force", "stat",
    "needed_unit",
}  # fmt: skip
# Of what is attained: said once where it holds for all rows; and what a verdict says already.
_SAID_ONCE = ("target", "needed_unit", "force", "stat", "source")
_IN_VERDICT = {"met", "denominator"}


@dataclass
class Shown:
    """Headings and cells as text; of `total` rows some may be left out from row `cut_at` on."""

    caption: list[str]
    mark: str
    total: int
    headings: list[str] = field(default_factory=list)
    numeric: list[bool] = field(default_factory=list)
    rows: list[list[str]] = field(default_factory=list)
    bars: list[float | None] = field(default_factory=list)  # shares, of the column `bar_at`
    bar_at: int = -1
    cut_at: int | None = None

    @property
    def cut(self) -> int:
        """How many rows are not shown."""
        return self.total - len(self.rows)


def shown(
    table: Table, limit: int | None = None, lang: str = "en", labels: Labels | None = None
) -> Shown:
    """The table as text cells, with what is constant in the caption and long tables cut."""
    found = Shown([], mark(table.origin, lang), len(table))
    picked = _picked(len(table), limit)
    if len(picked) < len(table):
        found.cut_at = len(picked) // 2
    names = _columns(table, found, lang, labels or {})
    cells: list[list[str]] = []
    for name in names:
        write = _writer(table, name, lang, (labels or {}).get(name, {}))
        cells.append([write(row) for row in picked])
        found.headings.append(word("of" if name == "numerator" else name, lang))
        found.numeric.append(table.type(name) in ("integer", "number"))
    if is_answer(table):
        found.bar_at = names.index("value")
        values, units = table.values("value"), table.values("unit")
        found.bars = [_bar(values[row], units[row]) for row in picked]
    found.rows = [list(row) for row in zip(*cells, strict=True)]
    return found


def is_answer(table: Table) -> bool:
    """Whether the table holds measures, and not rows of another kind."""
    return {"measure", "value", "numerator", "denominator", "unit"} <= set(table.columns)


def is_attainment(table: Table) -> bool:
    """Whether the table holds targets and what is attained of them."""
    return {"target", "verdict", "needed"} <= set(table.columns)


def _columns(table: Table, found: Shown, lang: str, labels: Labels) -> list[str]:
    if is_attainment(table):
        return _attainment_columns(table, found, lang, labels)
    return (_answer_columns if is_answer(table) else _plain_columns)(table, found, lang)


def _picked(rows: int, limit: int | None) -> list[int]:
    if limit is None or rows <= limit:
        return list(range(rows))
    head = limit // 2
    return [*range(head), *range(rows - (limit - head), rows)]


def _answer_columns(table: Table, found: Shown, lang: str) -> list[str]:
    """Which columns of an answer to show; what all rows share goes to the caption."""
    names = [name for name in table.columns if name != "denominator"]
    for name in _CAPTION:
        values = set(table.values(name))
        if len(values) != 1:
            continue
        names.remove(name)
        said = values.pop()
        if said is not None:
            found.caption.append(_captioned(name, said, lang))
    shares = any(x is not None for x in table.values("denominator"))
    empty = {name for name in ("note", "low", "high") if name in names and _is_empty(table, name)}
    return [name for name in names if name not in empty and (name != "numerator" or shares)]


def _plain_columns(table: Table, found: Shown, lang: str) -> list[str]:
    """All columns, but a source that all rows share goes to the caption."""
    if "source" not in table or len(table) < 2 or len(set(table.values("source"))) > 1:
        return table.columns
    found.caption.append(f"{word('source', lang)}: {told(table.values('source')[0])}")
    return [name for name in table.columns if name != "source"]


def _attainment_columns(table: Table, found: Shown, lang: str, labels: Labels) -> list[str]:
    """What is the same in all rows goes to the caption; columns that say nothing are left out."""
    names = [name for name in table.columns if name not in _IN_VERDICT]
    for name in _SAID_ONCE:
        values = {value for value in table.values(name) if value is not None}
        if len(values) == 1:
            names.remove(name)
            said = values.pop()
            said = labels.get(name, {}).get(said) or word(said, lang)
            found.caption.append(f"{word(name, lang)}: {said}")
    if _is_empty(table, "denominator"):
        names.remove("numerator")
    return [name for name in names if not _is_empty(table, name)]


def _is_empty(table: Table, name: str) -> bool:
    return all(value is None for value in table.values(name))


def _captioned(name: str, said: str, lang: str) -> str:
    if name == "measure":
        return measure_word(said, lang)
    return f"{word('from', lang)} {word(said, lang)}" if name == "basis" else word(said, lang)


def _writer(table: Table, name: str, lang: str, labels: dict[str, str]) -> Callable[[int], str]:
    """How to write a cell of a column, by its row."""
    values = table.values(name)
    judged = is_attainment(table)
    in_units = ("value", "at_least", "at_most", "shortfall") if judged else ("value",)
    if (judged or is_answer(table)) and name in in_units:
        units = table.values("unit")
        return lambda row: number(values[row], units[row] or "")
    if (judged or is_answer(table)) and name == "numerator":
        below = table.values("denominator")
        return lambda row: _fraction(values[row], below[row], judged)
    if judged and name == "needed":
        return lambda row: number(values[row])
    if judged and name == "place":
        whole = word("all", lang)
        return lambda row: (
            whole if values[row] is None else labels.get(str(values[row]), str(values[row]))
        )
    if name == "measure":
        return lambda row: measure_word(values[row] or "", lang)
    if name == "note":
        return lambda row: note(values[row] or "", lang)
    if name in _OUR_WORDS:
        return lambda row: word(values[row] or "", lang)
    return lambda row: labels.get(str(values[row])) or told(values[row])


def _fraction(numerator: float | None, denominator: float | None, never_alone: bool) -> str:
    if denominator is None and (never_alone or numerator is None):
        return ""
    return f"{number(numerator)} / {number(denominator)}"


def number(value: float | None, unit: str = "") -> str:
    """A number as its unit wants it: shares in per cent, counts whole, with thousands."""
    if value is None or value != value:
        return NULL
    if unit.startswith("share"):
        return f"{100 * value:.1f}%"
    if float(value).is_integer() and abs(value) < 1e15 and unit != "Gini":
        return f"{value:,.0f}"
    digits = 1 if unit == "days" else 3 if unit == "Gini" or abs(value) < 1 else 2
    return f"{value:,.{digits}f}"


def told(value: Any) -> str:
    """Any other cell. An integer may be an id or a year, so it takes no separators."""
    if value is None:
        return NULL
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date):
        return value.isoformat()
    return number(value) if isinstance(value, float) else str(value)


def measure_word(text: str, lang: str) -> str:
    """A measure's text, in Chinese with its name before it."""
    name = text.partition("(")[0].partition(" ")[0]
    chinese = _chinese_names().get(name) if lang == "zh" else None
    return f"{chinese} {text}" if chinese else text


def forget_names() -> None:
    """Reads the catalogue anew when a name is next shown: it has grown."""
    _chinese_names.cache_clear()


@cache
def _chinese_names() -> dict[str, str]:
    catalogue = _core.catalogue()
    return dict(zip(catalogue.column("name"), catalogue.column("name_zh"), strict=True))


def _bar(value: float | None, unit: str | None) -> float | None:
    if value is None or not (unit or "").startswith("share"):
        return None
    return min(1.0, max(0.0, value))
