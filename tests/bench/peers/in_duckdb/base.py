# SPDX-License-Identifier: Apache-2.0
"""The tables in memory, and what many statements begin or end with."""

from __future__ import annotations

from typing import Any

import duckdb

from peers.data import Tables, words
from peers.questions import Question

Answer = dict[str, Any]  # columns of arrays, the last of them `value`


class Frames:
    """A database in memory. Words of short lists are enumerations."""

    def __init__(self, tables: Tables) -> None:
        self.connection = duckdb.connect(":memory:")
        self.connection.execute("SET preserve_insertion_order = false")
        listed = words(tables)
        for column, values in listed.items():
            quoted = ", ".join(f"'{value}'" for value in values)
            self.connection.execute(f"CREATE TYPE {column}_word AS ENUM ({quoted})")
        for name, frame in tables.items():
            columns = ", ".join(_column(column, listed) for column in frame.columns)
            self.connection.register("given", frame.to_arrow())
            self.connection.execute(f"CREATE TABLE {name} AS SELECT {columns} FROM given")
            self.connection.unregister("given")

    def ask(self, sql: str) -> Answer:
        """One statement, its answer as arrays."""
        return self.connection.execute(sql).fetchnumpy()

    def everywhere(self, sql: str) -> Answer:
        """A statement for community and value, with 0 where it gives nothing."""
        return self.ask(
            "SELECT community, coalesce(value, 0) AS value "
            f"FROM communities LEFT JOIN ({sql}) USING (community)"
        )

    def ratio(self, over: str, under: str, scale: int = 1) -> Answer:
        """One statement for community and value over another."""
        return self.ask(
            f"""
            SELECT community, {scale} * coalesce(o.value, 0) / u.value AS value
            FROM ({under}) u LEFT JOIN ({over}) o USING (community)
            """
        )


def _column(name: str, listed: dict[str, list[str]]) -> str:
    return f"CAST({name} AS {name}_word) AS {name}" if name in listed else name


def answer(found: Answer) -> dict[Any, float]:
    """Key -> value, as the harness compares it."""
    *keys, values = (column.tolist() for column in found.values())
    return {
        tuple(key): float(value)
        for *key, value in zip(*keys, values, strict=True)
        if value is not None and value == value
    }


def day(when: Any) -> str:
    """A date, as SQL writes it."""
    return f"DATE '{when.isoformat()}'"


def in_force(q: Question, of: str = "") -> str:
    """Null dates are open."""
    on = day(q.on)
    return f"({of}since IS NULL OR {of}since <= {on}) AND ({of}until IS NULL OR {of}until > {on})"


def in_window(column: str, q: Question) -> str:
    """Whether a day lies in `during`, and not after `on`."""
    early_enough = f"{column} < {day(q.until)}"
    return f"{early_enough} AND {column} >= {day(q.since)}" if q.during else early_enough


def served(q: Question, table: str) -> str:
    """Groups of one table in force, each community that they serve once."""
    return (
        "SELECT DISTINCT grp, kind, community FROM serving "
        f"WHERE tbl = '{table}' AND community IS NOT NULL AND {in_force(q)}"
    )


def roster(q: Question, table: str = "teams") -> str:
    """Memberships in force in such groups, beside the communities that these serve."""
    return (
        "SELECT member, grp, role, is_person, kind, community "
        f"FROM memberships JOIN ({served(q, table)}) USING (grp) WHERE {in_force(q)}"
    )


def residents(among: str = "") -> str:
    """How many persons are at home in each community, of all or among some: home by home first."""
    some = f"SEMI JOIN ({among}) USING (person)" if among else ""
    return f"""
        SELECT community, sum(n) AS value
        FROM (SELECT home, count(*) AS n FROM persons {some} GROUP BY home)
        JOIN places ON place = home WHERE community IS NOT NULL GROUP BY community
        """


def at_home(persons: str) -> str:
    """Rows with a `person`, and the community of the home."""
    return (
        f"SELECT x.*, h.community FROM ({persons}) x JOIN persons p USING (person) "
        "JOIN places h ON h.place = p.home WHERE h.community IS NOT NULL"
    )


def count(rows: str) -> str:
    """Rows by community."""
    return f"SELECT community, count(*) AS value FROM ({rows}) GROUP BY community"


def mean(rows: str, value: str) -> str:
    """A mean each community that has rows."""
    return f"SELECT community, avg({value}) AS value FROM ({rows}) GROUP BY community"
