# SPDX-License-Identifier: Apache-2.0
"""What each measure costs, beside the same in pandas, Polars and DuckDB: `./dev bench measures`.

All start from a synthetic city in memory in their own form, answer the same question, mostly by
community, and must give equal values before anything is timed. Each may use all threads. The goal
is that linli is at least as fast as the best of the others. Writes build/bench/measures.json.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from importlib.metadata import version
from pathlib import Path

import duckdb
import linli as ll
import polars as pl
from contest import Contest
from peers import LIBRARIES
from peers.questions import questions

ROOT = Path(__file__).resolve().parents[2]
SIZES = [250_000, 2_500_000]


@dataclass
class Line:
    """One measure in a city of one size: seconds by library, and what was found."""

    persons: int
    measure: str
    seconds: dict[str, float] = field(default_factory=dict)
    problem: str = ""  # unequal, or missing somewhere: then there is no verdict

    @property
    def ratio(self) -> float | None:
        """linli's time over that of the fastest peer."""
        others = [time for library, time in self.seconds.items() if library != "linli"]
        return self.seconds["linli"] / min(others) if others and not self.problem else None

    @property
    def met(self) -> bool | None:
        """Whether linli is at least as fast as every peer."""
        return None if self.ratio is None else self.ratio <= 1


def main() -> int:
    """Measures all that was asked for; the exit code says whether all values were equal."""
    options = _options()
    lines: list[Line] = []
    print(_machine())
    print(
        "Prepared for all alike: the community of each place and the places above it, the groups "
        "that serve it,\nthe table that a reference leads to, events in order, words as categories."
    )
    for persons in options.persons:
        lines += _city(persons, options.runs, options.only)
    _write(lines, options)
    return _conclude(lines)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--persons", type=int, nargs="*", default=SIZES, help="sizes of cities")
    parser.add_argument("--runs", type=int, default=5, help="runs of which the median is taken")
    parser.add_argument("--only", nargs="*", default=[], help="measures or families by name")
    parser.add_argument("--out", type=Path, default=ROOT / "build/bench/measures.json")
    return parser.parse_args()


def _threads() -> dict[str, int]:
    asked = duckdb.connect().execute("SELECT current_setting('threads')").fetchone()
    return {"linli": ll.threads(), "pandas": 1, "polars": pl.thread_pool_size(),
            "duckdb": int(asked[0]) if asked else 0}  # fmt: skip


def _machine() -> str:
    threads = _threads()
    used = ", ".join(
        f"{name} {version(name)} ({threads[name]} threads)" for name in ("linli", *LIBRARIES)
    )
    return f"{used}; load {os.getloadavg()[0]:.1f}"


def _wanted(only: list[str]) -> list[str]:
    """The catalogue, and what others can already do that is not in it yet."""
    names = dict.fromkeys([*ll.measures()["name"].tolist(), *questions()])
    return [n for n in names if not only or n in only or n.split(".")[0] in only]


def _city(persons: int, runs: int, only: list[str]) -> Iterator[Line]:
    print(f"\na synthetic city of {persons:,} persons, medians of {runs} runs, milliseconds")
    print(f"{'':<40}{'linli':>10}" + "".join(f"{name:>10}" for name in LIBRARIES))
    contest = Contest(ll.examples.city(persons=persons, seed=1))
    asked, known = questions(), set(ll.measures()["name"].tolist())
    for name in _wanted(only):
        line = Line(persons, name)
        if name not in asked:
            line.problem = "no peers"
        else:
            line.problem = contest.problem(asked[name], with_linli=name in known)
            line.seconds = contest.seconds(asked[name], runs, with_linli=name in known)
        print(_text(line), flush=True)
        yield line


def _text(line: Line) -> str:
    times = [line.seconds.get(name) for name in ("linli", *LIBRARIES)]
    shown = "".join(f"{'-' if t is None else f'{1e3 * t:.2f}':>10}" for t in times)
    verdict = {None: line.problem, True: "met", False: "NOT MET"}[line.met]
    ratio = "" if line.ratio is None else f"{line.ratio:.2f}"
    return f"{line.measure:<40}{shown}{ratio:>8}  {verdict}".rstrip()


def _write(lines: list[Line], options: argparse.Namespace) -> None:
    options.out.parent.mkdir(parents=True, exist_ok=True)
    said = {
        "machine": platform.machine(), "python": platform.python_version(),
        "versions": {name: version(name) for name in ("linli", *LIBRARIES)},
        "threads": _threads(), "load": os.getloadavg(), "runs": options.runs,
    }  # fmt: skip
    found = [{**asdict(line), "ratio": line.ratio, "met": line.met} for line in lines]
    text = json.dumps({**said, "lines": found}, indent=1, ensure_ascii=False)
    options.out.write_text(text + "\n", encoding="utf-8")
    print(f"\nwritten to {options.out}")


def _conclude(lines: list[Line]) -> int:
    judged = [line for line in lines if line.met is not None]
    print(f"{sum(line.met is True for line in judged)} of {len(judged)} goals met")
    for line in judged:
        if not line.met:
            print(f"  NOT MET: {line.measure}, {line.persons:,} persons: {line.ratio:.2f} times")
    troubled = [line for line in lines if line.problem]
    for line in troubled:
        print(f"  {line.measure}, {line.persons:,} persons: {line.problem}")
    return 1 if troubled else 0


if __name__ == "__main__":
    raise SystemExit(main())
