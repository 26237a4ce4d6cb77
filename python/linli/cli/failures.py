# SPDX-License-Identifier: Apache-2.0
"""Errors as people should meet them: one line that suggests the next step, and an exit code."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import typer

from .._words import counted
from ..errors import DataError, FileError, LinliError
from .output import complain

FINE, PROBLEMS, WRONG_USE = 0, 1, 2


@contextmanager
def reported(folder: Path | None = None) -> Iterator[None]:
    """Turns the errors of the library into a line and an exit code. Bugs keep their traceback."""
    try:
        yield
    except DataError as error:
        count = sum(severity == "error" for severity in error.problems.values("severity"))
        complain(f"{counted(count, 'problem')} in the data; to list: linli validate {folder}")
        raise typer.Exit(PROBLEMS) from None
    except FileError as error:
        complain(f"{error}{_next_step(folder)}")
        raise typer.Exit(WRONG_USE) from None
    except (LinliError, OSError) as error:
        complain(str(error))
        raise typer.Exit(WRONG_USE) from None


def _next_step(folder: Path | None) -> str:
    if folder is None or folder.exists():
        return "; linli tables lists the tables that a folder may hold"
    return f"; to try linli on a synthetic district: linli example district {folder}"
