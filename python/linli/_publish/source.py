# SPDX-License-Identifier: Apache-2.0
"""A network as `publish` reads it: columns of plain values, places, who is in which group."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

from .. import _core
from .forest import children_of, downwards, nearest_above

if TYPE_CHECKING:
    from ..network import Network

Columns = dict[str, list[Any]]
Group = tuple[str, str]  # table and id

GROUP_TABLES = ("party_organisations", "teams", "organisations", "forums", "services")
SCHEMA: dict[str, dict[str, dict[str, Any]]] = {
    rule["table"]: {column["name"]: column for column in rule["columns"]} for rule in _core.schema()
}


class Source:
    """The tables of a network by column, and what follows from several of them."""

    def __init__(self, net: Network) -> None:
        self.tables = net.to_tables()
        self.persons_are = net.persons_are
        self.scheme = net.scheme
        self.as_of = "" if net.as_of is None else net.as_of.isoformat()
        self._columns: dict[tuple[str, str], list[Any]] = {}
        self._ids: dict[tuple[str, str], list[str | None]] = {}

    def rows(self, table: str) -> int:
        """How many rows a table has."""
        return len(self.tables[table]) if table in self.tables else 0

    def columns(self, table: str) -> list[str]:
        """The columns that a table has."""
        return self.tables[table].columns if table in self.tables else []

    def column(self, table: str, name: str) -> list[Any]:
        """A column as Python values, dates and moments as texts; of nulls where it is not there."""
        if (table, name) not in self._columns:
            self._columns[table, name] = self._read(table, name)
        return self._columns[table, name]

    def _read(self, table: str, name: str) -> list[Any]:
        if name not in self.columns(table):
            return [None] * self.rows(table)
        found = self.tables[table]
        if found.type(name) == "instant":
            return [text or None for text in found._csv_cells(name)]
        return found.values(name)

    def ids(self, table: str, name: str = "id") -> list[str | None]:
        """A column of ids as texts."""
        if (table, name) not in self._ids:
            values = self.column(table, name)
            self._ids[table, name] = [None if value is None else str(value) for value in values]
        return self._ids[table, name]

    def in_force(self, table: str) -> list[bool]:
        """Whether each row is in force on the day, or at the moment, of the network."""
        spans = zip(self.column(table, "since"), self.column(table, "until"), strict=True)
        return [self._covers(since, until) for since, until in spans]

    def _covers(self, since: str | None, until: str | None) -> bool:
        if not self.as_of:
            return since is None and until is None
        end = f"{self.as_of}~" if len(self.as_of) == 10 else self.as_of  # after all of its times
        has_begun = since is None or since <= end
        return has_begun and (until is None or until.removesuffix("T00:00:00") > self.as_of)

    @cached_property
    def places(self) -> Places:
        """The place tree."""
        return Places(self)

    @cached_property
    def person_ids(self) -> set[str | None]:
        """The ids of persons, as texts."""
        return set(self.ids("persons"))

    @cached_property
    def _tables_of_groups(self) -> dict[str | None, str]:
        return {id_: table for table in GROUP_TABLES for id_ in self.ids(table)}

    def groups(self, table: str, name: str) -> list[Group | None]:
        """The groups that a column points at. Where ids repeat, a column of kinds tells which."""
        kinds = self.column(table, f"{name}_kind")
        return [
            None if id_ is None else (kind or self._tables_of_groups[id_], id_)
            for id_, kind in zip(self.ids(table, name), kinds, strict=True)
        ]

    def are_persons(self, table: str, name: str) -> list[bool]:
        """Whether each reference of a column, to a person or something else, is to a person."""
        kinds = self.column(table, f"{name}_kind")
        return [
            kind == "persons" if kind else id_ in self.person_ids
            for id_, kind in zip(self.ids(table, name), kinds, strict=True)
        ]

    @cached_property
    def kind_of(self) -> dict[Group, Any]:
        """The kind of each group."""
        return {
            (table, str(id_)): kind
            for table in GROUP_TABLES
            for id_, kind in zip(self.ids(table), self.column(table, "kind"), strict=True)
        }

    @cached_property
    def protecting(self) -> set[Group]:
        """The services that protect minors."""
        columns = zip(self.ids("services"), self.column("services", "protects_minors"), strict=True)
        return {("services", str(id_)) for id_, protects in columns if protects == "true"}

    @cached_property
    def served(self) -> dict[Group, set[int]]:
        """The places that each group serves, by number."""
        found: dict[Group, set[int]] = {group: set() for group in self.kind_of}
        for table in GROUP_TABLES:
            for id_, place in zip(self.ids(table), self.ids(table, "place"), strict=True):
                if place is not None:
                    found[table, str(id_)].add(self.places.of[place])
        for group, place in zip(
            self.groups("serves", "group"), self.ids("serves", "place"), strict=True
        ):
            if group is not None and place is not None:
                found[group].add(self.places.of[place])
        return found


class Places:
    """The places by number, in the order of their ids, whatever the order of rows."""

    def __init__(self, source: Source) -> None:
        ids = source.ids("places")
        order = sorted(range(len(ids)), key=lambda row: str(ids[row]))

        def ordered(values: Sequence[Any]) -> list[Any]:
            return [values[row] for row in order]

        self.ids: list[str] = ordered(ids)
        self.values: list[Any] = ordered(source.column("places", "id"))
        self.of: dict[str, int] = {id_: i for i, id_ in enumerate(self.ids)}
        parents = ordered(source.ids("places", "parent"))
        self.parents = [-1 if parent is None else self.of[parent] for parent in parents]
        self.children = children_of(self.parents)
        self.downwards = downwards(self.parents)
        self.is_household = [
            level == "household" for level in ordered(source.column("places", "level"))
        ]
        # What lies in a household lies in somebody's home.
        self.leaves = [True] * len(ids)
        for i in self.downwards:
            parent = self.parents[i]
            self.leaves[i] = not self.is_household[i] and (parent < 0 or self.leaves[parent])
        zones = {self.of[zone] for zone in source.ids("place_in", "zone") if zone is not None}
        self.in_force: list[bool] = ordered(source.in_force("places"))
        # Zones cut across the tree, so that their totals would not nest in it.
        self.is_counted = [
            self.leaves[i] and self.in_force[i] and i not in zones for i in range(len(ids))
        ]
        self.counted = [i for i in self.downwards if self.is_counted[i]]

    def outermost(self, place: int) -> int:
        """The place itself where it leaves, else the next above that does; -1 where none does."""
        while place >= 0 and not self.leaves[place]:
            place = self.parents[place]
        return place

    def parents_among(self, nodes: Sequence[int]) -> list[int]:
        """For each of some places the position among them of the next above it, -1 for none."""
        return nearest_above(self.parents, nodes)

    def subtree(self, place: int) -> Iterable[int]:
        """A place and all below it."""
        found = [place]
        for i in found:
            found.extend(self.children[i])
        return found
