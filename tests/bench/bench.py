# SPDX-License-Identifier: Apache-2.0
"""How long things take: `./dev bench`. Prints a table, writes build/bench/bench.json.

Asserts nothing about time: machines differ, and this one may be busy. Whether results are equal
where they must be is checked, and decides the exit code.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path

import linli as ll
import parts
from parts import Line

ROOT = Path(__file__).resolve().parents[2]
SIZES = [25_000, 250_000, 2_500_000]


def main() -> int:
    """Runs the parts and shows each line when it is there."""
    options = _options()
    lines: list[Line] = []
    load = os.getloadavg()[0]
    print(f"{ll.threads()} threads, medians of {parts.RUNS} runs or more, load {load:.1f}")
    if not options.only_scale:
        lines += _show(parts.importing())
        district = ll.examples.district(seed=1)
        for part in (parts.measures, parts.whole, parts.reading, parts.threads, parts.edits):
            lines += _show(part(district))
    lines += _show(parts.scale(options.persons))
    _write(lines, options.out)
    _conclude(lines)
    return 0 if all(line.met for line in lines if line.goal is True) else 1


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--persons", type=int, nargs="*", default=SIZES, help="sizes of cities")
    parser.add_argument("--only-scale", action="store_true", help="leave the district out")
    parser.add_argument("--out", type=Path, default=ROOT / "build/bench/bench.json")
    return parser.parse_args()


def _show(found: Iterable[Line]) -> list[Line]:
    shown: list[Line] = []
    for line in found:
        if not shown or shown[-1].part != line.part:
            print(f"\n{line.part}")
        print(_text(line), flush=True)
        shown.append(line)
    return shown


def _text(line: Line) -> str:
    value = ("yes" if line.value else "NO") if isinstance(line.value, bool) else f"{line.value:.4g}"
    verdict = {None: "", True: "met", False: "NOT MET"}[line.met]
    goal = "" if line.goal in (None, True) else f"≤ {line.goal:g} {line.unit}"
    return f"  {line.what:<48} {value:>10} {line.unit:<3} {goal:<9} {verdict}".rstrip()


def _write(lines: list[Line], path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    found = [{**asdict(line), "met": line.met} for line in lines]
    machine = {"machine": platform.machine(), "python": platform.python_version()}
    said = {**machine, "load": os.getloadavg(), "threads": ll.threads(), "runs": parts.RUNS}
    path.write_text(
        json.dumps({**said, "lines": found}, indent=1, ensure_ascii=False) + "\n", encoding="utf-8"
    )
    print(f"\nwritten to {path}")


def _conclude(lines: list[Line]) -> None:
    goals = [line for line in lines if line.goal is not None]
    missed = [line for line in goals if not line.met]
    print(f"{len(goals) - len(missed)} of {len(goals)} goals met")
    for line in missed:
        print(
            f"  not met: {line.part}: {line.what}: {line.value:.4g} {line.unit}, goal {line.goal}"
        )


if __name__ == "__main__":
    raise SystemExit(main())
