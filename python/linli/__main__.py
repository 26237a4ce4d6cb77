# SPDX-License-Identifier: Apache-2.0
"""The command line: `linli`, or `python -m linli`."""

from __future__ import annotations

import io
import sys


def main() -> None:
    """Runs a command; says what to install where Typer or Rich is missing."""
    try:
        from .cli.commands import app
    except ModuleNotFoundError as error:
        if error.name not in ("typer", "rich"):
            raise
        sys.exit(_without_cli(error.name))
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # what a terminal cannot show is no reason to stop
            stream.reconfigure(errors="replace")
    app(prog_name="linli")


def _without_cli(missing: str) -> int:
    message = f"linli: the command line needs {missing}: pip install 'linli[cli]'"
    print(message, file=sys.stderr)
    return 2


if __name__ == "__main__":
    main()
