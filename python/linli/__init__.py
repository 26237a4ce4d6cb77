# SPDX-License-Identifier: Apache-2.0
"""linli (邻里): measures communities of governance. Who is covered, and who takes part?

>>> import linli as ll
>>> net = ll.examples.district(seed=1)  # a synthetic district; ll.read(folder) reads your own
>>> table = net.measure("coverage.breadth", by="community")
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from . import counts, coverage, deliberation, edits, participation
from ._core import set_threads, threads
from .edits import Edit
from .errors import (
    DataError,
    EditError,
    FileError,
    InfeasibleError,
    LinliError,
    MeasureError,
    SchemaError,
)
from .graph import CoverageMatrix, Graph
from .measure import Measure, measures, schema
from .network import Network, Prepared, read
from .scheme import Kind, Scheme
from .table import Table
from .target import Target, Targets, targets

if TYPE_CHECKING:
    from . import examples

__all__ = [
    "CoverageMatrix",
    "DataError",
    "Edit",
    "EditError",
    "FileError",
    "Graph",
    "InfeasibleError",
    "Kind",
    "LinliError",
    "Measure",
    "MeasureError",
    "Network",
    "Prepared",
    "SchemaError",
    "Scheme",
    "Table",
    "Target",
    "Targets",
    "counts",
    "coverage",
    "deliberation",
    "edits",
    "examples",
    "measures",
    "participation",
    "read",
    "schema",
    "set_threads",
    "targets",
    "threads",
]


def __getattr__(name: str) -> Any:
    """What is not needed at once: the examples, and the version of the installed package."""
    if name == "examples":
        return import_module(".examples", __name__)
    if name == "__version__":
        return import_module("importlib.metadata").version(__name__)
    raise AttributeError(f"module '{__name__}' has no attribute '{name}'")


def __dir__() -> list[str]:
    return [*__all__, "__version__"]
