# SPDX-License-Identifier: Apache-2.0
"""Writes docs/tables.md and docs/measures.md from the schema and the catalogue of the library.

`python docs/reference.py` writes them, `--check` says whether they are as they would be written.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import linli as ll
from linli import _core

DOCS = Path(__file__).resolve().parent
NOTE = "<!-- Written by docs/reference.py from the library itself; do not edit. -->"

TABLES = """\
# Tables: what goes in

A table is a CSV or Parquet file of that name in a folder, a sheet of that name in a workbook, or a
frame given by that name: a dict of columns, or anything that speaks Arrow. A table in Parquet may
lie in parts below a folder of its name. Every table may be missing; measures that need it say so.
Columns marked \\* are required. Any further column is kept as an attribute, to be used in `by` and
`where`. An empty cell is null. Intervals run from `since` up to, not including, `until`; null is
unbounded.
"""
TYPES = (
    ("id", "text or an integer, unique within its table"),
    ("reference", "the id of a row of another table"),
    ("date", "ISO 8601: `2018-01-31`, or with a time"),
    ("integer, number", "decimal digits"),
    ("category", "text of few distinct values"),
    ("text", "any text"),
)
KINDS = """\
Where an id is found in more than one table, a further column says which is meant: `member_kind`,
`group_kind`, `raised_by_kind`, `beneficiary_kind` or `held_by_kind` holds the name of the table.
"""

MEASURES = """\
# Measures: what comes out

`net.measure("coverage.breadth", by="community")` gives one row for every combination of the
dimensions of `by`, zeros included, with value, numerator, denominator, unit, basis and note. Null
is never 0: `note` says why. T(p) is a place with all that lies in it, R(p) the residents of p.

The **key** is what is counted once: a measure is a sum over its keys. A **stock** is read on `on`,
by default the latest date of the data; a **flow** is counted within `during`, up to `on`. Every
measure takes a level of places, a zone level and `year`, `quarter` or `month` in `by`; its table
says what else. All take `where=`, `residents=` and `scheme=` beside their own parameters.

With `level=0.95` proportions, times and representation get `low` and `high`; `linli.bootstrap`
gives them to the rest: see [inference](inference.md). The family `inequality` measures how unlike
places are in what another measure, `of`, says of them. Measures that are not here can be
[defined](own_measures.md); they then work wherever these do.
"""

NAMES = """\
## Names

Tables, columns and the words of closed lists may be called in English or in Chinese, as below. For
other names a line in `network.toml` (or `names=` in Python) says what they mean: a table, a column
of one, or a value in it. A column of `issues` that holds the times of a state is a column of
`issue_events` by that state. `表.列` speaks of one table where a heading is used in several.

```toml
住户表 = "persons"
住址 = "persons.home"
女 = "persons.sex.F"
派遣时间 = "issue_events.dispatched"
编号 = ["persons.id", "teams.id"]
until = "inclusive"           # until names the last day in force, not the day after
empty_tables = "not_given"    # a table without rows, as in a template, was not collected
```

A `roster` is no table of the network, but becomes rows of four: each person, the team of each kind
at each place (`place/kind`, unless `teams` has one), the unit that sent the person, and the
membership. Its further columns are attributes of the membership.

A service with `protects_minors` keeps whom it helps as counts: rows of `benefits` that name persons
and the `attendances` of its meetings become `service_counts` and `attended`.
"""

# What stands behind the words that the catalogue uses for dimensions and filters.
FACETS = {
    "kind": "`kind`",
    "person": "columns of persons, `age_band`, `home.<column>`",
    "group": "columns of groups: `team.<column>`, `forum.<column>`, ...",
    "meeting": "`meeting.<column>`",
    "issue": "`issue.<column>`",
    "place": "`place.<column>`",
    "actor": "`actor`, `actor.<column>`",
    "state": "`state`",
    "outcome": "`outcome`",
}
FILTERS = {**FACETS, "person": "columns of persons, `age`, `age_band`, `home.<column>`"}
OWN = "linli's own definition"
READS = {"stock": "stock, on the day of `on`", "flow": "flow, within `during`"}


def table(headings: Iterable[str], rows: Iterable[Iterable[str]]) -> Iterator[str]:
    """The lines of a Markdown table."""
    headings = list(headings)
    yield _row(headings)
    yield "|" + "---|" * len(headings)
    yield from map(_row, rows)
    yield ""


def _row(cells: Iterable[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def tables_page() -> Iterator[str]:
    """What goes in: every table of the schema with its columns."""
    schema = [*_core.schema(), _core.roster()]
    yield from (NOTE, TABLES)
    yield from table(("type", "what it holds"), TYPES)
    yield KINDS
    yield NAMES
    listed = ([_link(t["table"], t["label_zh"]), t["label_zh"], t["meaning"]] for t in schema)
    yield from table(("table", "中文", "what it holds"), listed)
    for entry in schema:
        yield from (
            f"## {entry['table']} {entry['label_zh']}",
            "",
            f"{_sentence(entry['meaning'])}",
            "",
        )
        yield from table(("column", "中文", "type", "meaning"), map(_column, entry["columns"]))


def _link(name: str, chinese: str) -> str:
    """A link to the heading of the name and its Chinese, as Git hosts write such anchors."""
    anchor = f"{name} {chinese}".lower().replace(".", "").replace(" ", "-").replace("·", "")
    return f"[`{name}`](#{anchor})"


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:].rstrip(".") + "."


def _column(column: dict[str, Any]) -> list[str]:
    star = "\\*" if column["required"] else ""
    meaning = column["meaning"]
    if column["words"]:
        words = ", ".join(f"`{word}`" for word in column["words"].split())
        meaning += f": {words}"
    if column["words_zh"] and column["name"] != "table":
        meaning += f"; in Chinese {'、'.join(column['words_zh'].values())}"
    if column["targets"]:
        meaning += f" (of {', '.join(column['targets'])})"
    return [f"`{column['name']}`{star}", column["label_zh"], column["type"], meaning]


def measures_page() -> Iterator[str]:
    """What comes out: every measure of the catalogue with its definition."""
    catalogue = ll.measures().to_dicts()
    yield from (NOTE, MEASURES)
    for family in dict.fromkeys(_family(m) for m in catalogue):
        yield from (f"## {family}", "")
        mine = [m for m in catalogue if _family(m) == family]
        listed = (
            [_link(m["name"], m["name_zh"]), m["name_zh"], m["unit"], _read_as(m).split(",")[0]]
            for m in mine
        )
        yield from table(("measure", "中文", "unit", "read as"), listed)
        for measure in mine:
            yield from _measure(measure)


def _family(measure: dict[str, Any]) -> str:
    return str(measure["name"]).partition(".")[0]


def _measure(m: dict[str, Any]) -> Iterator[str]:
    yield from (f"### {m['name']} {m['name_zh']}", "", m["meaning"], "", m["meaning_zh"], "")
    yield from table(
        ("", ""),
        [
            ("unit", m["unit"]),
            ("key", m["key"]),
            ("read as", _read_as(m)),
            ("`by`, beside places and time", _facets(m, "splits", FACETS)),
            ("`where`", _facets(m, "filters", FILTERS)),
            ("interval", m["interval"] or "by `linli.bootstrap`"),
            ("tables read", _tables(m["tables"])),
            *([("source", m["source"])] if m["source"] != OWN else []),
        ],
    )
    if m["parameters"]:
        meanings = (m.get("parameter_meanings") or "").split("\n")
        yield from table(("parameter", "type", "default", "meaning"), _parameters(m, meanings))


def _read_as(m: dict[str, Any]) -> str:
    return READS[m["reads"]] if m["scope"] == "local" else "as `of` is"


def _tables(words: str | None) -> str:
    named = (f"`{word.replace('|', '` or `')}`" for word in (words or "").split())
    return ", ".join(named) or "those of the measure in `of`"


def _facets(m: dict[str, Any], which: str, said: dict[str, str]) -> str:
    words = m[which] or ""
    named = "; ".join(said[word] for word in words.split())
    return named or ("nothing" if m["scope"] == "local" else "what `of` takes")


def _parameters(m: dict[str, Any], meanings: list[str]) -> Iterator[list[str]]:
    texts = m["parameters"].split("; ")
    for text, meaning in zip(texts, meanings + [""] * (len(texts) - len(meanings)), strict=True):
        name, _, typed = text.partition(": ")
        kind, _, default = typed.partition(" = ")
        yield [f"`{name}`", kind.replace("_", " "), f"`{default}`" if default else "", meaning]


def pages() -> dict[Path, str]:
    """Each page with its text."""
    written = {"tables.md": tables_page(), "measures.md": measures_page()}
    return {DOCS / name: "\n".join(lines).rstrip() + "\n" for name, lines in written.items()}


def stale() -> list[str]:
    """The pages that are not as the library would have them."""
    found = pages().items()
    return [p.name for p, text in found if not p.exists() or p.read_text(encoding="utf-8") != text]


def main() -> int:
    """Writes the pages, or checks them."""
    if "--check" in sys.argv[1:]:
        for name in stale():
            print(f"docs/{name} is not up to date: run python docs/reference.py", file=sys.stderr)
        return 1 if stale() else 0
    for path, text in pages().items():
        path.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
