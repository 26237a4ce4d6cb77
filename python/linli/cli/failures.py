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
def reported(folder: Path | None = None, lang: str = "en") -> Iterator[None]:
    """Turns the errors of the library into a line and an exit code. Bugs keep their traceback."""
    try:
        yield
    except DataError as error:
        count = sum(severity == "error" for severity in error.problems.values("severity"))
        said = f"{counted(count, 'problem')} in the data; to list: linli validate {folder}"
        if lang == "zh":
            said = f"数据有 {count} 个问题；列出：linli validate {folder} --lang zh"
        complain(said)
        raise typer.Exit(PROBLEMS) from None
    except FileError as error:
        complain(f"{error}{_next_step(folder, lang)}")
        raise typer.Exit(WRONG_USE) from None
    except (LinliError, OSError) as error:
        complain(str(error))
        raise typer.Exit(WRONG_USE) from None


def _next_step(folder: Path | None, lang: str) -> str:
    if folder is None:
        return ""
    if folder.exists():
        said = (
            "linli tables lists the tables that a folder may hold",
            "可有哪些表：linli tables --lang zh",
        )
    else:
        said = (
            f"to try linli on a synthetic district: linli example district {folder}",
            f"试用合成的区：linli example district {folder}",
        )
    return f"; {said[0]}" if lang == "en" else f"；{said[1]}"
