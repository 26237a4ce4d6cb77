# SPDX-License-Identifier: Apache-2.0
"""From what people ask to what the core understands: conditions, dates, periods, questions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from numbers import Integral, Number, Real
from typing import Any, TypeAlias

import numpy as np

from .errors import MeasureError

Scalar: TypeAlias = str | int | float | bool | date | np.generic
Condition: TypeAlias = Scalar | list[Any] | tuple[Scalar | None, Scalar | None] | Mapping[str, Any]
Where: TypeAlias = Mapping[str, Condition]
Day: TypeAlias = str | date | np.datetime64
Period: TypeAlias = str | tuple[Day | None, Day | None]
By: TypeAlias = str | Sequence[str]


def text_of(value: Any) -> str:
    """A value as the core reads it."""
    if isinstance(value, np.generic) and not isinstance(value, np.datetime64):
        value = value.item()
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date):
        return value.isoformat()
    text = str(value)
    if not text.isascii() and any("\ud800" <= letter <= "\udfff" for letter in text):
        raise MeasureError(f"{text!r} holds half a character, so it is no text")
    return text


def values_of(given: Any, name: str) -> list[Any]:
    """One value, or several of any iterable, as a list without nulls."""
    if given is None or isinstance(given, str | Number | date | np.generic):
        values = [given]
    elif isinstance(given, Iterable) and not isinstance(given, Mapping | bytes):
        values = list(given)
    else:
        raise MeasureError(f"{name} takes a value or a list of values, not {given!r}")
    if any(is_null(value) for value in values):
        raise MeasureError(f"{name} cannot be None; rows without a value pass no condition")
    return values


def is_null(value: Any) -> bool:
    """Whether a value is None, NaN, or what pandas has for them."""
    return value is None or type(value).__name__ in ("NAType", "NaTType") or value != value


def conditions_of(where: Where | None) -> dict[str, dict[str, Any]]:
    """Filters in the core's form: {"any_of": [...]} or {"low": ..., "high": ...}."""
    if where is None:
        return {}
    if not isinstance(where, Mapping):
        raise MeasureError('where= is a dict, such as {"sex": "F", "age": (18, None)}')
    return {str(name): _condition(str(name), wanted) for name, wanted in where.items()}


def _condition(name: str, wanted: Any) -> dict[str, Any]:
    if isinstance(wanted, Mapping):  # already in the core's form, as a parsed text gives it
        return dict(wanted)
    if isinstance(wanted, tuple):
        if len(wanted) != 2:
            raise MeasureError(f"where: {name} takes (low, high), or a list of values")
        low, high = ("" if end is None else text_of(end) for end in wanted)
        return {"low": low, "high": high}
    return {"any_of": [text_of(value) for value in values_of(wanted, f"where: {name}")]}


def day_of(on: Day | None) -> str:
    """The day or instant on which stocks are read; empty: the network's own."""
    return "" if on is None else text_of(on)


def period_of(during: Period | None) -> str:
    """A period as text: 2024-H1, or A..B with an open end left out."""
    if during is None or isinstance(during, str):
        return during or ""
    if not isinstance(during, tuple | list) or len(during) != 2:
        raise MeasureError('during= is a text like "2024-H1", or (start, end) with None for open')
    return "..".join("" if end is None else text_of(end) for end in during)


def dimensions_of(by: By | None) -> list[str]:
    """The dimensions of `by`, one or several."""
    if by is None or isinstance(by, str):
        return [by] if by else []
    if not isinstance(by, Iterable) or getattr(by, "ndim", 1) != 1:
        raise MeasureError(f"by is the name of a dimension or a list of them, not {by!r}")
    return list(by)


def question_of(
    by: By | None,
    within: Any,
    on: Day | None,
    during: Period | None,
    where: Where | None,
    level: float | None = None,
) -> dict[str, Any]:
    """The question around a measure; what is empty was left open."""
    return {
        "by": [text_of(name) for name in dimensions_of(by)],
        "within": "" if within is None else text_of(within),
        "on": day_of(on),
        "during": period_of(during),
        "where": conditions_of(where),
        "level": 0.0 if level is None else level_of(level),
    }


def level_of(level: Any) -> float:
    """A level of confidence, between 0 and 1."""
    if not isinstance(level, Real) or not 0 < float(level) < 1:
        raise MeasureError(f"level={level!r} of the intervals is not between 0 and 1, like 0.95")
    return float(level)


def whole_of(value: Any, name: str, at_least: int = 0, bits: int = 64) -> int:
    """A whole number from `at_least` on that so many bits hold."""
    is_whole = isinstance(value, Integral) and not isinstance(value, bool)
    if not is_whole or not at_least <= int(value) < 2**bits:
        raise MeasureError(
            f"{name} is a whole number from {at_least} to 2**{bits} - 1, not {value!r}"
        )
    return int(value)


def number_of(value: Any, name: str) -> float:
    """A number, not a text of one."""
    if not isinstance(value, Real) or isinstance(value, bool):
        raise MeasureError(f"{name} is a number, not {value!r}")
    return float(value)


def merged(asked: dict[str, Any], text: dict[str, Any], source: str) -> dict[str, Any]:
    """The question with what one text adds. Two answers to one question are an error."""
    found = dict(asked)
    for key in ("by", "within", "on", "during", "level"):
        wanted = text[key]
        if not wanted:
            continue
        if found[key] and found[key] != wanted:
            raise MeasureError(
                f"'{source}' says {key} {_said(wanted)}, but {key} {_said(found[key])} was asked "
                "too; one table has one answer, so measure them apart"
            )
        found[key] = wanted
    return found


def _said(wanted: Any) -> str:
    return ", ".join(wanted) if isinstance(wanted, list) else str(wanted)
