# SPDX-License-Identifier: Apache-2.0
"""The same measures by other means: a function(frames, question) each measure and library.

In each of the packages `in_pandas`, `in_polars`, `in_duckdb` a module is a family of measures and a
function of it a measure, under its own name. `base` has the frames, and `answer`, which turns what
the function returned into key -> value, outside what is timed.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from .data import Tables

LIBRARIES = ("pandas", "polars", "duckdb")


@dataclass
class Peer:
    """A library with the network's tables in its own form."""

    library: str
    frames: Any
    answer: Callable[[Any], dict[Any, float]]

    @classmethod
    def of(cls, library: str, tables: Tables) -> Peer:
        """Takes the tables over."""
        base = import_module(f"peers.in_{library}.base")
        return cls(library, base.Frames(tables), base.answer)

    def function(self, measure: str) -> Callable[..., Any] | None:
        """The measure in this library, None where nobody has written it."""
        family, name = measure.split(".")
        return getattr(import_module(f"peers.in_{self.library}.{family}"), name, None)
