# SPDX-License-Identifier: Apache-2.0
"""What people type around a measure: specs over several words, dimensions, filters."""

from __future__ import annotations

import re
import runpy
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from .. import _core
from ..errors import FileError, MeasureError
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
    return [name for text in texts for name in _clause("by", text)]


def where_in(texts: Iterable[str]) -> dict[str, Any]:
    """Filters such as `sex=F`, `tenure=rent|own`, `age=18..60`."""
    found: dict[str, Any] = {}
    for text in texts:
        wanted = _clause("where", text)
        twice = sorted(found.keys() & wanted)
        if twice:
            raise MeasureError(f"--where says {twice[0]} twice; one of several is {twice[0]}=a|b")
        found |= wanted
    return found


def _clause(name: str, text: str) -> Any:
    """What a text says after `by` or `where`; anything else in it is an error."""
    _, question = _core.parse_measure(f"counts.places {name} {text}")
    others = [other for other, said in question.items() if said and other != name]
    if others:
        raise MeasureError(f"--{name} '{text}' also says {others[0]}; it goes into --{others[0]}")
    return question[name]
