# SPDX-License-Identifier: Apache-2.0
"""From a question to rows: plain tables in, one plain row a combination of keys out."""

from __future__ import annotations

from typing import Any

from .across import inequality_rows
from .answering import answers_to
from .catalogue import ACROSS
from .conventions import On, Row, condition, instant, window
from .dimensions import Asked, dimensions_of
from .world import World


def answer_columns(measure: str, level: float | None) -> list[str]:
    """The columns of an answer beside its keys."""
    columns = ["value", "numerator", "denominator", "note"]
    columns += ["low", "high"] if level is not None else []
    return columns + (["expected", "z"] if measure == "participation.co_presence" else [])


def evaluate(
    tables: dict[str, list[Row]],
    measure: str,
    params: Row | None = None,
    *,
    by: str | list[str] | None = None,
    within: Any = None,
    on: str | None = None,
    during: Any = None,
    where: Row | None = None,
    level: float | None = None,
    scheme: Any = None,
    persons_are: str | None = None,
    as_of: str | None = None,
) -> list[Row]:
    """One row a combination of the keys of `by`, with value, numerator, denominator and note."""
    world = World(tables, scheme, persons_are, as_of)
    read_on = On(instant(on if on is not None else world.as_of))
    asked = Asked(
        measure,
        dict(params or {}),
        dimensions_of(measure, by),
        within,
        read_on,
        window(during, read_on),
        tuple(condition(name, wanted) for name, wanted in (where or {}).items()),
        level,
    )
    is_across = measure in [f"inequality.{name}" for name in ACROSS]
    told = inequality_rows(world, asked) if is_across else answers_to(world, asked)
    columns = answer_columns(measure, level)
    return [key | {name: getattr(found, name) for name in columns} for key, found in told]
