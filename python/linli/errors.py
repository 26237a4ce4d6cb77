# SPDX-License-Identifier: Apache-2.0
"""What can go wrong: one hierarchy, the same as in C++."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from ._core import (
    DataError,
    EditError,
    FileError,
    InfeasibleError,
    LinliError,
    MeasureError,
    SchemaError,
)

__all__ = [
    "DataError",
    "EditError",
    "FileError",
    "InfeasibleError",
    "LinliError",
    "MeasureError",
    "SchemaError",
]


@contextmanager
def problems_as_table() -> Iterator[None]:
    """Gives a DataError that passes its `problems` as a Table."""
    from .table import Table

    try:
        yield
    except DataError as error:
        error.problems = Table(error.problems)
        raise


def is_there(looks: Callable[[], bool]) -> bool:
    """What `path.is_dir` or `path.is_file` says; a path too long to look at is a FileError."""
    try:
        return looks()
    except OSError as error:
        raise FileError(error.strerror or str(error)) from error
