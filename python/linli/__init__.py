# SPDX-License-Identifier: Apache-2.0
"""linli (邻里): measures communities of governance. Who is covered, and who takes part?

>>> import linli as ll
>>> net = ll.examples.district(seed=1)  # a synthetic district; ll.read(folder) reads your own
>>> table = net.measure("coverage.breadth", by="community")
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from . import counts, coverage, deliberation, edits, inequality, participation
from ._before_after import BeforeAfter, before_after
from ._network_inference import bootstrap, log_rank
from ._progress import progress
from ._reading import read
from ._snapshots import read_snapshots
from ._threads import set_threads, threads
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
from .graph import CoverageMatrix, Graph, read_graph
from .inference import (
    LogRank,
    PermutationTest,
    false_discovery,
    kaplan_meier,
    permutation_test,
    wilson,
)
from .matching import PersonMatches, match_persons
from .measure import Measure, measures, schema
from .network import Network
from .own import Block, define
from .prepared import Prepared
from .scheme import Kind, Scheme
from .table import Table
from .target import Target, Targets, targets

if TYPE_CHECKING:
    from . import examples

__all__ = [
    "BeforeAfter",
    "Block",
    "CoverageMatrix",
    "DataError",
    "Edit",
    "EditError",
    "FileError",
    "Graph",
    "InfeasibleError",
    "Kind",
    "LinliError",
    "LogRank",
    "Measure",
    "MeasureError",
    "Network",
    "PermutationTest",
    "PersonMatches",
    "Prepared",
    "SchemaError",
    "Scheme",
    "Table",
    "Target",
    "Targets",
    "before_after",
    "bootstrap",
    "counts",
    "coverage",
    "define",
    "deliberation",
    "edits",
    "examples",
    "false_discovery",
    "inequality",
    "kaplan_meier",
    "log_rank",
    "match_persons",
    "measures",
    "participation",
    "permutation_test",
    "progress",
    "read",
    "read_graph",
    "read_snapshots",
    "schema",
    "set_threads",
    "targets",
    "threads",
    "wilson",
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
