# SPDX-License-Identifier: Apache-2.0
"""The tables that leave by rows: of places, groups, meetings and issues, and what joins those."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from ..errors import SchemaError
from .counts import Told
from .rules import Log, Rules
from .source import GROUP_TABLES, SCHEMA, Columns, Source

# Each row of these is about a person, or joins one to something.
OF_PERSONS = ("persons", "attendances", "activities", "benefits", "ties")
BY_ROWS = (
    "places", *GROUP_TABLES, "meetings", "issues", "memberships", "serves", "place_in",
    "partnerships", "issue_events",
)  # fmt: skip
_IN_THE_SUMMARY = ("population", "service_counts", "observed")
_VERDICT = ("issues", "satisfied")


def check_kept(source: Source, rules: Rules) -> None:
    """Whether each column to keep is there, and of a table whose rows are no persons."""
    for table, column in sorted(rules.keep):
        may = (*BY_ROWS, "population")
        if table not in may:
            raise SchemaError(
                f"keep: no column of {table} leaves as it stands; some do of {', '.join(may)}"
            )
        if column not in source.columns(table):
            raise SchemaError(f"keep: {table} has no column '{column}'")


def log_what_never_leaves(source: Source, rules: Rules, log: Log) -> None:
    """The lines for tables of persons, their columns, and published figures."""
    for table in OF_PERSONS:
        if source.rows(table):
            log.add(table, "person_rows")
    for column in source.columns("persons"):
        if column not in SCHEMA["persons"]:
            log.add("persons", "attribute", column=column, count=1)
        elif column in ("birth_date", "age"):
            log.add("persons", column, column=column, count=1)
    if source.rows("reported"):
        log.add("reported", "published_elsewhere")


def tables_by_rows(
    source: Source, heads: Told, meetings: Told, rules: Rules, log: Log
) -> dict[str, Columns]:
    """The tables of rows that were given, in an order of their own."""
    issues = _issues_that_leave(source, rules, log)
    found = {}
    for table in BY_ROWS:
        if table not in source.tables:
            continue
        rows = _rows_that_leave(source, table, heads, issues, log)
        columns = _columns_of(source, table, rows, rules, log)
        _put_counts(source, table, rows, columns, heads, meetings)
        found[table] = _ordered(table, columns)
    return found


def _rows_that_leave(
    source: Source, table: str, heads: Told, issues: set[str], log: Log
) -> list[int]:
    every = range(source.rows(table))
    if table == "memberships":
        rows = _memberships_that_leave(source, heads, log)
    elif table in ("issues", "issue_events"):
        keys = source.ids(table, "id" if table == "issues" else "issue")
        rows = [row for row in every if keys[row] in issues]
    else:
        # Groups of a household stay; they lose their place.
        is_group = table in GROUP_TABLES
        names = ["id"] if table == "places" else [] if is_group else _references_to_places(table)
        columns = [source.ids(table, name) for name in names]
        rows = [row for row in every if all(_leaves(source, ids[row]) for ids in columns)]
        if len(rows) < len(every):
            log.add(table, "household")
    return rows


def _issues_that_leave(source: Source, rules: Rules, log: Log) -> set[str]:
    forums = source.groups("issues", "forum")
    found = set()
    for id_, place, category, forum in zip(
        source.ids("issues"), source.ids("issues", "place"), source.column("issues", "category"),
        forums, strict=True,
    ):  # fmt: skip
        of_forum = () if forum is None else (source.kind_of[forum], forum[1])
        if rules.is_sensitive(category, *of_forum):
            log.add("issues", "sensitive")
        elif source.places.outermost(source.places.of[str(place)]) < 0:
            log.add("issues", "household")
        else:
            found.add(str(id_))
    return found


def _memberships_that_leave(source: Source, heads: Told, log: Log) -> list[int]:
    """Those of organisations, in groups that do not say how many persons they have."""
    groups = source.groups("memberships", "group")
    rows = []
    for row, is_person in enumerate(source.are_persons("memberships", "member")):
        group = groups[row]
        if is_person:
            log.add("memberships", "person_rows")
        elif group in heads.counts or group in heads.withheld:
            # Where a group lists members, its head count is not read.
            log.add("memberships", "beside_a_head_count", group[1] if group else None)
        else:
            rows.append(row)
    return rows


def _leaves(source: Source, place: str | None) -> bool:
    return place is None or source.places.leaves[source.places.of[place]]


def _references_to_places(table: str) -> list[str]:
    return [name for name, rule in SCHEMA[table].items() if rule["targets"] == ["places"]]


def _columns_of(source: Source, table: str, rows: list[int], rules: Rules, log: Log) -> Columns:
    found: Columns = {}
    for name in source.columns(table):
        if name in _COUNTED.get(table, ()):
            continue
        if name in ("raised_by", "raised_by_kind") and table == "issues":
            log.add(table, "raiser", column="raised_by", count=1)
        elif (table, name) == _VERDICT and _VERDICT not in rules.keep:
            log.add(table, "verdict_of_a_person", column=name, count=1)
        elif not _is_of_schema(table, name) and (table, name) not in rules.keep:
            log.add(table, "attribute", column=name, count=1)
        else:
            values = source.column(table, name)
            found[name] = [values[row] for row in rows]
    for name in _references_to_places(table):
        if name in found:
            found[name] = [_place_that_leaves(source, table, value) for value in found[name]]
    return found


_COUNTED: dict[str, Collection[str]] = {
    "places": ("population", "households"),
    "meetings": ("invited", "attended", "residents_attended"),
    "teams": ("head_count",),
}


def _is_of_schema(table: str, name: str) -> bool:
    """Whether the contract names a column; the kinds of references that may point at several."""
    rule = SCHEMA[table].get(name) or SCHEMA[table].get(name.removesuffix("_kind"))
    return rule is not None and (name in SCHEMA[table] or len(rule["targets"]) > 1)


def _place_that_leaves(source: Source, table: str, value: Any) -> Any:
    """A household gives way to the place around it for issues, and to none for groups."""
    if value is None or _leaves(source, str(value)):
        return value
    places = source.places
    return places.values[places.outermost(places.of[str(value)])] if table == "issues" else None


def _put_counts(
    source: Source, table: str, rows: list[int], columns: Columns, heads: Told, meetings: Told
) -> None:
    ids = [source.ids(table)[row] for row in rows] if "id" in SCHEMA[table] else []
    if table in GROUP_TABLES:
        counts = [heads.counts.get((table, str(id_))) for id_ in ids]
        if table == "teams" or any(count is not None for count in counts):
            columns["head_count"] = counts
    elif table == "meetings":
        for k, name in enumerate(_COUNTED["meetings"]):
            columns[name] = [meetings.counts[id_][k] for id_ in ids]


def _ordered(table: str, columns: Columns) -> Columns:
    # Events at equal times follow one another as they were given.
    by = ("issue", "at") if table == "issue_events" else tuple(columns)
    size = len(next(iter(columns.values()), []))

    def key(row: int) -> list[tuple[bool, Any]]:
        values = [columns[name][row] for name in by]
        return [(value is None, "" if value is None else value) for value in values]

    order = sorted(range(size), key=key)
    return {name: [values[row] for row in order] for name, values in columns.items()}
