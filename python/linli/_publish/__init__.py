# SPDX-License-Identifier: Apache-2.0
"""`Network.publish`: tables of counts for everybody, and a log of what was withheld."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from .._options import settings_in
from ..errors import FileError, SchemaError
from ..table import Table
from .counts import activity_counts, head_counts, meeting_counts, service_counts
from .observed import observed
from .population import population
from .rules import Log, Rules, rules_of
from .source import Columns, Source
from .tables import check_kept, log_what_never_leaves, tables_by_rows

if TYPE_CHECKING:
    from ..network import Network

__all__ = ["publish", "rules_of"]

ACTIVITIES, WITHHELD = "activity_counts.csv", "withheld.csv"


def publish(net: Network, folder: Path, rules: Rules, format: str) -> Table:
    """Writes what may leave, and the log beside it; returns the log."""
    if format not in ("csv", "parquet"):
        raise SchemaError(f"format is 'csv' or 'parquet', not {format!r}")
    source, log = Source(net), Log()
    check_kept(source, rules)
    tables, acts = _what_leaves(source, rules, log)
    public = _network(net, tables)
    for row in public.refused:
        log.add(row["table"], "sensitive_column", column=row["column"], count=1)
    withheld = log.table(net.origin)
    beside = {WITHHELD: withheld}
    if "activities" in source.tables:
        beside[ACTIVITIES] = Table(acts, origin=net.origin)
    elif (folder / ACTIVITIES).exists():
        raise FileError(f"{folder / ACTIVITIES} is in the way: this network has no activities")
    public.write(folder, format)
    for name, table in beside.items():
        _write(table, folder / name)
    return withheld


def _what_leaves(source: Source, rules: Rules, log: Log) -> tuple[dict[str, Columns], Columns]:
    heads = head_counts(source, rules, log)
    meetings = meeting_counts(source, rules, log)
    services, fewer = service_counts(source, meetings, rules, log)
    tables = tables_by_rows(source, heads, meetings, rules, log)
    for name, columns in (
        ("population", population(source, rules, log)),
        ("service_counts", services),
        ("observed", observed(source, heads, meetings, fewer)),
    ):
        if name in source.tables or next(iter(columns.values())):
            tables[name] = columns
    log_what_never_leaves(source, rules, log)
    return tables, activity_counts(source, rules, log)


def _network(net: Network, tables: dict[str, Any]) -> Network:
    from ..network import Network

    settings = settings_in(net._core.settings_text(), "the settings of the network")
    return Network(
        **tables,
        scheme=net.scheme,
        persons_are="listed_only",  # what is published lists nobody, and so is no census
        origin=net.origin,
        as_of=net.as_of,
        zone=settings["zone"],
    )


def _write(table: Table, path: Path) -> None:
    try:
        table.to_csv(path)
    except OSError as error:
        raise FileError(f"{path} could not be written: {error}") from error
