# SPDX-License-Identifier: Apache-2.0
"""What is asked of `publish`, checked, and the log of what it withheld."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from numbers import Integral
from typing import Any

from ..errors import SchemaError
from ..table import Table

# One rule for both: where the log told them apart, two small cells that add up to 8 are 4 each.
SMALL_CELL = "below_threshold_or_complementary"
ADULT = 18


@dataclass(frozen=True)
class Rules:
    """Thresholds, sensitive kinds and ids, where age bands begin, and what may leave beside."""

    threshold: int
    minors: int
    sensitive: frozenset[str]
    cuts: tuple[int, ...]
    keep: frozenset[tuple[str, str]]

    def least(self, *names: Any) -> int:
        """The smallest count that leaves of what bears these names."""
        return self.minors if self.is_sensitive(*names) else self.threshold

    def is_sensitive(self, *names: Any) -> bool:
        """Whether one of these kinds or ids was called sensitive."""
        return any(str(name) in self.sensitive for name in names if name is not None)


def rules_of(
    threshold: int, minors: int, sensitive: Iterable[str], age_bands: Sequence[int], keep: Any
) -> Rules:
    """The rules that keywords ask for; a `SchemaError` names the keyword that cannot be."""
    _whole(threshold, "threshold")
    _whole(minors, "minors")
    if minors < threshold:
        raise SchemaError(f"minors={minors} is below threshold={threshold}: it protects less")
    kept = frozenset(_column(name) for name in _texts(keep, "keep"))
    return Rules(
        int(threshold), int(minors), frozenset(_texts(sensitive, "sensitive")), _cuts(age_bands),
        kept,
    )  # fmt: skip


class Log:
    """What was withheld. A count is of cells and columns, never of people or of their rows.

    For the number of rows of people that were left out is a total, too, from which what is
    published could be taken away.
    """

    def __init__(self) -> None:
        self._lines: set[tuple[str, str, str, str, int]] = set()

    def add(
        self, table: str, rule: str, row: Any = None, column: str | None = None, count: int = 0
    ) -> None:
        """A line: `row` is the id of a place or node, `count` 0 where it is not told."""
        self._lines.add((table, "" if row is None else str(row), column or "", rule, count))

    def table(self, origin: str) -> Table:
        """The lines in order: table, row, column, rule, count."""
        lines = sorted(self._lines)
        names = ("table", "row", "column", "rule", "count")
        columns: dict[str, list[Any]] = {
            name: [line[k] or None for line in lines] for k, name in enumerate(names)
        }
        return Table(columns, origin=origin)


def _whole(value: Any, name: str) -> None:
    if isinstance(value, bool) or not isinstance(value, Integral) or int(value) < 1:
        raise SchemaError(f"{name} is a whole number of 1 or more, not {value!r}")


def _texts(values: Any, name: str) -> list[str]:
    if isinstance(values, str) or not isinstance(values, Iterable):
        raise SchemaError(f"{name} is a list of names, as in {name}=[{str(values)!r}]")
    return [str(value) for value in values]


def _cuts(age_bands: Any) -> tuple[int, ...]:
    if isinstance(age_bands, str) or not isinstance(age_bands, Iterable):
        raise SchemaError(f"age_bands is where bands begin, as in (0, 18, 60), not {age_bands!r}")
    ages = list(age_bands)
    are_whole = all(isinstance(age, Integral) and not isinstance(age, bool) for age in ages)
    if not are_whole or ages != sorted(set(ages)) or (ages and not 0 <= ages[0] <= ages[-1] <= 200):
        raise SchemaError(f"age_bands are rising whole ages of 0 to 200, not {age_bands!r}")
    cuts = tuple(int(age) for age in ages if age)
    if not cuts:
        raise SchemaError("age_bands names no age above 0, so that all ages would be one band")
    return cuts


def _column(name: str) -> tuple[str, str]:
    table, dot, column = name.partition(".")
    if not dot or not table or not column:
        raise SchemaError(f"keep names a column with its table, as 'places.estate_age': {name!r}")
    return table, column
