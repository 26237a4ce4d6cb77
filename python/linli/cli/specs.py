# SPDX-License-Identifier: Apache-2.0
"""What people type around a measure: specs over several words, dimensions, filters."""

from __future__ import annotations

import re
import runpy
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from .. import _core
from ..errors import FileError
from ..measure import measures

_NAMESPACE = re.compile(r"\w+")


def take_definitions(files: Iterable[Path]) -> None:
    """Runs Python files that define measures of one's own (`linli.define`)."""
    for file in files:
        if not file.is_file():
            raise FileError(f"'{file}' is not a file; --define takes a Python file")
        runpy.run_path(str(file))


def specs_in(words: Iterable[str]) -> list[str]:
    """Whole specs, though the shell may have split them: `coverage.breadth by community`."""
    namespaces = {name.partition(".")[0] for name in measures().values("name")}
    found: list[str] = []
    for word in words:
        start = _NAMESPACE.match(word)
        begins = start is not None and start[0] in namespaces and word[start.end() :][:1] == "."
        if begins or not found:
            found.append(word)
        else:
            found[-1] += f" {word}"
    return found


def dimensions_in(texts: Iterable[str]) -> list[str]:
    """Dimensions, given one by one or with commas between them."""
    found: list[str] = []
    for text in texts:
        found += _core.parse_measure(f"counts.places by {text}")[1]["by"]
    return found


def where_in(texts: Iterable[str]) -> dict[str, Any]:
    """Filters such as `sex=F`, `tenure=rent|own`, `age=18..60`."""
    found: dict[str, Any] = {}
    for text in texts:
        found |= _core.parse_measure(f"counts.places where {text}")[1]["where"]
    return found
