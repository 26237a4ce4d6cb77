# SPDX-License-Identifier: Apache-2.0
"""Snapshots of several days made into one network with intervals."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from ._asking import Day, text_of
from ._origins import origin_of_all
from ._reading import read
from ._snapshot_intervals import merged_intervals
from ._snapshot_nodes import merged_counts, merged_events, merged_nodes, merged_records
from ._snapshot_rows import LIMITS, SCHEMA, Changes, Row, Told, rows_of
from .errors import DataError, LinliError, SchemaError
from .network import Network
from .scheme import SchemeLike
from .table import Table

_FIGURES = ("reported", "service_counts")  # their since and until are of what they count
_SHORTHAND = {"population": "persons", "households": "households"}  # columns of places
_WHOLE = {"place", "count", "unit", "basis", "as_of"}  # columns of a population without strata


def read_snapshots(
    snapshots: Mapping[Day, Any],
    *,
    scheme: SchemeLike | None = None,
    persons_are: str | None = None,
    origin: str | None = None,
    as_of: Day | None = None,
    zone: str | None = None,
    encoding: str | None = None,
    allow: Iterable[str] | None = None,
) -> tuple[Network, Table]:
    """The network of snapshots, each of which says what was in force on its day, and the changes.

    Keys are days, in any order. A snapshot is what `linli.read` takes, a dict of tables, or a
    network. Options are those of `linli.read`; `as_of` is the last day unless it is given. Without
    `scheme=` and the like what the latest snapshot says of itself holds. Every snapshot must be
    sound: a row set aside would look like one that ended.

    Dates made here are those of snapshots. What began between two snapshots begins on the later
    one's day, and what ended ends on the day of the first that lacks it (interval censoring).

    *Rows with since and until* (memberships, serves, place_in, partnerships, benefits) that are
    alike but for these are one. In consecutive snapshots it is one interval: from its own `since`,
    else the first snapshot that lists it, to the first that does not, or its own `until` if that is
    earlier. Listed again after a gap, it is a new interval. An own `since` after the snapshot
    before begins a new interval, too. Rows that have ended or are to come tell an end or a
    beginning between snapshots, or are kept as they are.

    *Places, persons and groups* have one row each. `since` is their own, else the day of the first
    snapshot that lists them, null where that is the first of all; `until` is the day of the first
    one after the last that lists them, or their own if earlier. All else, home, parent and kind
    included, is from the latest snapshot that has the column.

    *Meetings and issues* are from the latest snapshot that lists them. Attendances, activities,
    issue events, ties, population and reported figures are those of any snapshot, each once, or as
    often as one snapshot lists it; service counts alike but for `count` are of the latest. Of
    population and reported a row without a date is of its snapshot's day, and so are the columns
    `population` and `households` of places.

    Before the first snapshot nothing is known: `observed` gets a row for each of the tables above
    with since and until and each place that lies in no other, from the first day on, and ends where
    a snapshot lacks the table. Tables that a snapshot names in `observed` are as it says.

    `changes` names what the network does not hold: `table`, `id`, `column`, `from`, `to`, `day` of
    the snapshot, and a `note`.

    Raises SchemaError for a key that is no day, and what `linli.read` raises, naming the snapshot.

    >>> import linli as ll
    >>> places = {"id": ["A", "B"], "level": ["community", "community"]}
    >>> teams = {"id": ["t"], "kind": ["volunteers"], "place": ["A"]}
    >>> def snapshot(homes, members):
    ...     persons = {"id": list(homes), "home": list(homes.values())}
    ...     of = {"member": members, "group": ["t"] * len(members)}
    ...     return {"places": places, "persons": persons, "teams": teams, "memberships": of}
    >>> net, changes = ll.read_snapshots({
    ...     "2021-12-31": snapshot({1: "A", 2: "A"}, [1, 2]),
    ...     "2022-12-31": snapshot({1: "A", 2: "B"}, [1]),
    ... })
    >>> net.measure("coverage.members", on="2022-06-30").values("value")
    [2.0]
    >>> [(row["id"], row["column"], row["from"], row["to"]) for row in changes]
    [(2, 'home', 'A', 'B')]
    """
    options = {
        "scheme": scheme,
        "persons_are": persons_are,
        "origin": origin,
        "zone": zone,
        "allow": allow if allow is None or isinstance(allow, str) else list(allow),
    }
    days = _by_day(snapshots)
    read_in = [_snapshot(day, source, options, encoding) for day, source in days.items()]
    tables, changes = _together(read_in)
    given = {name: value for name, value in options.items() if value is not None}
    settings: dict[str, Any] = {
        "as_of": as_of or list(days)[-1],
        **_settings_said(read_in),
        **given,
    }
    with _naming("the snapshots together"):
        net = Network(**settings, **tables)
    return net, changes.as_table(net.origin)


@dataclass(frozen=True)
class _Snapshot:
    day: str
    net: Network
    columns: dict[str, list[str]]
    rows: dict[str, list[Row]]


def _by_day(snapshots: Any) -> dict[str, Any]:
    if not isinstance(snapshots, Mapping) or not snapshots:
        raise SchemaError('snapshots is a dict of one day or more, such as {"2021-12-31": ...}')
    found: dict[str, Any] = {}
    for key, source in snapshots.items():
        day = _day_of(key)
        if day in found:
            raise SchemaError(f"snapshots has the day {day} twice")
        found[day] = source
    return dict(sorted(found.items()))


def _day_of(key: Any) -> str:
    text = key if isinstance(key, str) else text_of(key)
    try:
        if isinstance(key, datetime) or not re.fullmatch(r"\d{4}-\d\d-\d\d", text):
            raise ValueError(text)
        return date.fromisoformat(text).isoformat()
    except ValueError as error:
        raise SchemaError(f"snapshots: {key!r} is no day; write it like '2021-12-31'") from error


@contextmanager
def _naming(what: str) -> Iterator[None]:
    """Says which snapshot an error is about."""
    try:
        yield
    except LinliError as error:
        said = type(error)(f"{what}: {error}")
        if isinstance(error, DataError):
            said.problems = error.problems  # type: ignore[attr-defined]
        raise said from error


def _snapshot(day: str, source: Any, options: dict[str, Any], encoding: str | None) -> _Snapshot:
    with _naming(f"the snapshot of {day}"):
        net = _network_of(source, options, encoding)
    tables = net.to_tables()
    columns = {name: table.columns for name, table in tables.items()}
    rows = {name: rows_of(name, table) for name, table in tables.items()}
    _date_totals(day, rows)
    return _Snapshot(day, net, columns, rows)


def _network_of(source: Any, options: dict[str, Any], encoding: str | None) -> Network:
    if isinstance(source, Network):
        return source
    if isinstance(source, Mapping):
        given = {name: value for name, value in options.items() if value is not None}
        return Network(**{**{str(name): table for name, table in source.items()}, **given})
    if isinstance(source, str | os.PathLike) or hasattr(source, "cursor"):
        return read(source, **options, encoding=encoding, strict=True)
    raise SchemaError(f"{type(source).__name__} is no path, no connection and no dict of tables")


def _date_totals(day: str, rows: dict[str, list[Row]]) -> None:
    """Gives totals without a date the day of their snapshot; those beside places become rows."""
    counts = list(rows.get("population", []))
    counted = {
        (row.texts["place"], row.texts.get("unit", "persons"))
        for row in counts
        if not row.texts.keys() - _WHOLE and row.texts.get("as_of", day)[:10] <= day
    }
    for column, unit in _SHORTHAND.items():
        for place in rows.get("places", []):
            if column in place.values and (place.texts["id"], unit) not in counted:
                told = {"place": place.values["id"], "unit": unit, "count": place.values[column]}
                counts.append(Row.of(told))
    if counts:
        rows["population"] = counts
    if "places" in rows:
        rows["places"] = [place.without(*_SHORTHAND) for place in rows["places"]]
    for table in rows.keys() & {"population", "reported"}:
        rows[table] = [_dated(row, day) for row in rows[table]]


def _dated(row: Row, day: str) -> Row:
    if any(column in row.texts for column in ("as_of", *LIMITS)):
        return row
    return Row.of({**row.values, "as_of": day})


def _together(snapshots: list[_Snapshot]) -> tuple[dict[str, Any], Changes]:
    changes = Changes()
    tables: dict[str, Any] = {}
    for name in SCHEMA:
        told = Told(name)
        for each in snapshots:
            if name in each.rows:
                told.add(each.day, each.rows[name])
        if told.days and name != "observed":
            tables[name] = _columns_of(name, _merge_of(name)(told, changes), snapshots)
    if rows := _observed(snapshots, changes):
        tables["observed"] = _columns_of("observed", rows, snapshots)
    for each in snapshots:
        _name_refused(each.net, tables)
    return tables, changes


def _observed(snapshots: list[_Snapshot], changes: Changes) -> list[dict[str, Any]]:
    """Where and when tables were collected: what snapshots say, else everywhere on their days."""
    stocks, flows = Told("observed"), Told("observed")
    roots: list[Any] = []
    for each in snapshots:
        own = each.rows.get("observed", [])
        named = {row.texts["table"] for row in own}
        if "places" in each.rows:
            roots = [row.values["id"] for row in each.rows["places"] if "parent" not in row.texts]
        whole = [
            Row.of({"table": name, "place": root})
            for name in each.rows
            if _is_stock(name) and name not in named
            for root in roots
        ]
        stock = [row for row in own if _is_stock(row.texts["table"])]
        stocks.add(each.day, [*stock, *whole])
        flows.add(each.day, [row for row in own if not _is_stock(row.texts["table"])])
    return [*merged_intervals(stocks, changes), *merged_events(flows, changes)]


def _name_refused(net: Network, tables: dict[str, Any]) -> None:
    """Keeps the names of columns that a snapshot had to leave out, so that they are told again."""
    for row in net.refused:
        columns = tables[row["table"]]
        rows = len(next(iter(columns.values())))
        columns.setdefault(row["column"], [None] * rows)


def _settings_said(snapshots: list[_Snapshot]) -> dict[str, Any]:
    """What the snapshots say of themselves. A scheme named `teams` is the kinds found in it."""
    latest = snapshots[-1].net
    persons_are = {each.net.persons_are for each in snapshots}
    return {
        "origin": origin_of_all(each.net.origin for each in snapshots),
        "persons_are": persons_are.pop() if len(persons_are) == 1 else "listed_only",
        "scheme": None if latest.scheme.name == "teams" else latest.scheme,
    }


def _is_stock(name: str) -> bool:
    """Whether a table says what is in force."""
    columns = {column["name"] for column in SCHEMA[name]}
    return "since" in columns and name not in (*_FIGURES, "observed")


def _merge_of(name: str) -> Callable[[Told, Changes], list[dict[str, Any]]]:
    has_id = any(column["name"] == "id" for column in SCHEMA[name])
    if _is_stock(name):
        return merged_nodes if has_id else merged_intervals
    if name == "service_counts":
        return merged_counts
    return merged_records if has_id else merged_events


def _columns_of(
    name: str, rows: list[dict[str, Any]], snapshots: list[_Snapshot]
) -> dict[str, list[Any]]:
    """The rows by column: those that any snapshot has, and those that came about."""
    given = [column for each in snapshots for column in each.columns.get(name, [])]
    columns = dict.fromkeys([*given, *(column for row in rows for column in row)])
    dropped = _SHORTHAND if name == "places" else ()
    return {c: [row.get(c) for row in rows] for c in columns if c not in dropped}
