# SPDX-License-Identifier: Apache-2.0
"""What commands print: tables for people, JSON and CSV for programs, always marked if made up."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import typer
from rich import box
from rich.console import Console
from rich.markup import escape
from rich.table import Table as RichTable

from .._format import Labels, shown
from .._text import size_of
from ..table import Table

_PIPED_WIDTH = 200  # nothing needs to fit a screen when no one is looking


@dataclass(frozen=True)
class Output:
    """How to print, from the options that all commands share."""

    lang: str = "en"
    as_json: bool = False
    as_csv: bool = False

    def __post_init__(self) -> None:
        if self.as_json and self.as_csv:
            raise typer.BadParameter("--json and --csv exclude each other")

    @property
    def for_people(self) -> bool:
        """Whether the output is read and not parsed."""
        return not (self.as_json or self.as_csv)

    def say(self, en: str, zh: str) -> None:
        """A sentence for people."""
        if self.for_people:
            _console().print(escape(zh if self.lang == "zh" else en), highlight=False)

    def table(
        self, table: Table, labels: Labels | None = None, more: Mapping[str, Any] | None = None
    ) -> None:
        """A table; `more` goes beside its rows in JSON."""
        if self.as_csv:
            sys.stdout.write(table.to_csv() or "")
        elif self.as_json:
            _write_json({"origin": table.origin, **(more or {}), "rows": table.to_dicts()})
        else:
            self._rich(table, labels)

    def _rich(self, table: Table, labels: Labels | None) -> None:
        found = shown(table, None, self.lang, labels)
        console = _console()
        if found.caption or found.mark:
            mark = f"  [bold yellow]{escape(found.mark)}[/]" if found.mark else ""
            console.print(f"[bold]{escape(' · '.join(found.caption))}[/]{mark}", highlight=False)
        rich = RichTable(box=box.SIMPLE_HEAD, pad_edge=False)
        for heading, numeric in zip(found.headings, found.numeric, strict=True):
            rich.add_column(
                heading,
                justify="right" if numeric else "left",
                no_wrap=numeric,
                overflow="fold",
            )
        for row in found.rows:
            rich.add_row(*map(escape, row))
        console.print(rich)
        console.print(f"[dim]{size_of(found, self.lang)}[/]", highlight=False)


def complain(message: str) -> None:
    """One line to the error stream."""
    print(f"linli: {' '.join(message.split())}", file=sys.stderr)


def _console() -> Console:
    return Console(width=None if sys.stdout.isatty() else _PIPED_WIDTH)


def _write_json(value: Any) -> None:
    json.dump(value, sys.stdout, ensure_ascii=False, indent=1, default=str)
    sys.stdout.write("\n")
