# SPDX-License-Identifier: Apache-2.0
"""Plain rows as plain lookups: places, persons, groups and what relates them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from .conventions import AGE_BANDS, Condition, Instant, On, Row, age, age_band, duration, moment

GROUP_TABLES = ("party_organisations", "teams", "organisations", "forums", "services")
SINGULAR = {
    "party_organisations": "party_organisation",
    "teams": "team",
    "organisations": "organisation",
    "forums": "forum",
    "services": "service",
}
RELATIONS = (
    "memberships", "serves", "place_in", "partnerships", "attendances", "activities",
    "issue_events", "benefits", "service_counts", "ties",
)  # fmt: skip
LEVELS = (
    "city", "district", "subdistrict", "community", "grid", "estate", "building", "household",
)  # fmt: skip
ORDER = (
    "raised", "accepted", "screened", "scheduled", "deliberated", "decided", "dispatched",
    "carried_out", "closed", "fed_back", "evaluated",
)  # fmt: skip
BESIDE = ("escalated", "returned", "reopened", "merged", "rejected")
FINAL = ("closed", "fed_back", "evaluated", "merged", "rejected")
XISAISHAN = (
    "two_heads_one_representative", "professional_social_workers", "social_organisations",
    "posted_party_members", "volunteers", "property_management", "new_social_strata",
    "caring_individuals",
)  # fmt: skip
OTHER_KINDS = ("party_organisations", "organisations", "forums", "services", "unaffiliated")
NOT_STRATA = {"place", "count", "unit", "basis", "as_of"}


class Node(NamedTuple):
    """A reference: the table and the id in it."""

    table: str
    id: Any


class Membership(NamedTuple):
    member: Node
    group: Node
    row: Row


class Attendance(NamedTuple):
    meeting: Any
    person: Any
    as_group: Node | None


class Event(NamedTuple):
    state: str
    at: Instant
    actor: Any


def distinct(rows: list[Row], column: str) -> list[Any]:
    return list(dict.fromkeys(r[column] for r in rows if r.get(column) is not None))


def without_repeats(rows: list[Row]) -> list[Row]:
    """'A duplicate relation row (counted once).'"""
    kept: list[Row] = []
    for row in rows:
        if row not in kept:
            kept.append(row)
    return kept


def scheme_of(scheme: Any, teams: list[Row]) -> list[tuple[str, str, str]]:
    """A list of kind, the table where its groups are found, and their kind in that table.

    'Without one, the kinds found in the whole `teams` table count, whatever the date.'
    """
    if scheme is None:
        return [(kind, "teams", kind) for kind in dict.fromkeys(t["kind"] for t in teams)]
    entries = XISAISHAN if scheme == "xisaishan" else scheme["kinds"]
    found = []
    for entry in entries:
        entry = {"kind": entry} if isinstance(entry, str) else entry
        source = entry.get("from", {"table": entry.get("table", "teams")})
        found.append((entry["kind"], source["table"], source.get("kind", entry["kind"])))
    return found


class World:
    def __init__(
        self, tables: dict[str, list[Row]], scheme: Any = None, persons_are: str | None = None,
        as_of: Any = None,
    ) -> None:  # fmt: skip
        self.tables = {
            name: without_repeats(rows) if name in RELATIONS else rows
            for name, rows in tables.items()
        }
        self.places: dict[Any, Row] = {row["id"]: row for row in self.rows("places")}
        self.persons: dict[Any, Row] = {row["id"]: row for row in self.rows("persons")}
        self.groups = {Node(t, row["id"]): row for t in GROUP_TABLES for row in self.rows(t)}
        self.meetings: dict[Any, Row] = {row["id"]: row for row in self.rows("meetings")}
        self.scheme = scheme_of(scheme, self.rows("teams"))
        self.all_residents = self.census(persons_are)
        self.as_of = as_of if as_of is not None else self.latest_day()
        self.memberships = [self.membership(row) for row in self.rows("memberships")]
        self.attendances = [self.attendance(row) for row in self.rows("attendances")]
        self.serves_rows = [(self.group(row, "group"), row) for row in self.rows("serves")]

    def rows(self, table: str) -> list[Row]:
        return self.tables.get(table, [])

    # What is known.

    def census(self, persons_are: str | None) -> bool:
        """'Default: all residents, unless any population in persons is given; then listed only.'"""
        if persons_are is not None:
            return persons_are == "all_residents"
        in_rows = any(r.get("unit") in (None, "persons") for r in self.rows("population"))
        in_places = any(p.get("population") is not None for p in self.places.values())
        return not (in_rows or in_places)

    def dated(self) -> list[datetime]:
        """Dates of meetings, `raised_at` and events."""
        texts = [m["date"] for m in self.rows("meetings")]
        texts += [i["raised_at"] for i in self.rows("issues")]
        texts += [e["at"] for e in self.rows("issue_events")]
        return [moment(text).at for text in texts]

    def covered(self) -> list[datetime]:
        """'Time buckets when `during` is open at an end: the covered days also look at
        activities.date and service_counts.since (beside meetings, issues, events).'
        """
        texts = [row["date"] for row in self.rows("activities")]
        texts += [row.get("since") for row in self.rows("service_counts")]
        return self.dated() + [moment(text).at for text in texts if text is not None]

    def latest_day(self) -> str | None:
        """'The latest date of meetings, `raised_at` and events.'"""
        dates = self.dated()
        return max(dates).date().isoformat() if dates else None

    # References.

    def resolve(self, row: Row, column: str, tables: Iterable[str]) -> Node | None:
        """'Where an id is found in more than one table, a reference needs its kind beside it.'"""
        wanted = row.get(column)
        if wanted is None:
            return None
        if row.get(column + "_kind") is not None:
            return Node(row[column + "_kind"], wanted)
        for table in tables:
            if any(row["id"] == wanted for row in self.rows(table)):
                return Node(table, wanted)
        raise KeyError(f"{column}: {wanted!r}")

    def group(self, row: Row, column: str) -> Node | None:
        return self.resolve(row, column, GROUP_TABLES)

    def membership(self, row: Row) -> Membership:
        member = self.resolve(row, "member", ("persons", "organisations"))
        group = self.group(row, "group")
        assert member is not None
        assert group is not None
        return Membership(member, group, row)

    def beneficiary(self, row: Row) -> Node:
        beneficiary = self.resolve(row, "beneficiary", ("persons", "places"))
        assert beneficiary is not None
        return beneficiary

    def attendance(self, row: Row) -> Attendance:
        return Attendance(row["meeting"], row["person"], self.group(row, "as_group"))

    # The place tree.

    def parent(self, place: Any) -> Any:
        return self.places[place].get("parent")

    def children(self, place: Any) -> list[Any]:
        return [p for p in self.places if self.parent(p) == place]

    def upward(self, place: Any) -> list[Any]:
        """The place itself, then its ancestors."""
        chain = []
        while place is not None:
            chain.append(place)
            place = self.parent(place)
        return chain

    def subtree(self, place: Any) -> set[Any]:
        return {p for p in self.places if place in self.upward(p)}

    def territory(self, place: Any, on: On) -> frozenset[Any]:
        """T(p), 'the subtree of place p, p included'; a zone also holds its `place_in`."""
        inside = self.subtree(place)
        for row in self.rows("place_in"):
            if row["zone"] == place and on.in_force(row):
                inside |= self.subtree(row["place"])
        return frozenset(inside)

    def level(self, place: Any) -> str:
        return str(self.places[place]["level"])

    def rank(self, level: str) -> int:
        """How low a level is: the order of the contract, then the depth at which it is found."""
        if level in LEVELS:
            return LEVELS.index(level)
        return max((len(self.upward(p)) for p in self.places if self.level(p) == level), default=0)

    def place_value(self, place: Any, column: str) -> Any:
        """'Attributes of a place are inherited downward, nearest value first.'"""
        for p in self.upward(place):
            if self.places[p].get(column) is not None:
                return self.places[p][column]
        return None

    def place_passes(self, place: Any, conditions: Iterable[Condition]) -> bool:
        """Whether a place meets the conditions on places, by what it inherits."""
        named = [c for c in conditions if c.name.startswith("place.")]
        return all(c.test(self.place_value(place, c.name.removeprefix("place."))) for c in named)

    # Persons.

    def home(self, person: Any) -> Any:
        """A place id, or null where unknown or outside."""
        home = self.persons[person].get("home")
        return home if home in self.places else None

    def is_at_home(self, person: Any, places: frozenset[Any], on: On) -> bool:
        """'*At home* means: home in T(p) and the person's own since/until in force on the stock
        day', the same day on which R(p) reads persons: of a time bucket its last day, or `on`.
        """
        return self.home(person) in places and on.in_force(self.persons[person])

    def person_value(self, person: Any, name: str, on: On) -> Any:
        row = self.persons[person]
        if name == "age":
            return age(row, on)
        if name == "age_band":
            return age_band(age(row, on))
        if name.startswith("home."):
            home = self.home(person)
            return None if home is None else self.place_value(home, name.removeprefix("home."))
        return row.get(name)

    def person_passes(self, person: Any, conditions: Iterable[Condition], on: On) -> bool:
        return all(c.test(self.person_value(person, c.name, on)) for c in conditions)

    def attribute_keys(self, name: str) -> list[Any]:
        """The non-null categories of a person's attribute."""
        name = name.removeprefix("person.")
        if name == "age_band":
            return [label for label, _, _ in AGE_BANDS]
        if name.startswith("home."):
            return distinct(self.rows("places"), name.removeprefix("home."))
        return distinct(self.rows("persons") + self.rows("population"), name)

    # Groups.

    def served(self, group: Node, on: On) -> set[Any]:
        """The `place` of the group, and what it `serves` on that day."""
        places = {self.groups[group].get("place")} - {None}
        return places | {r["place"] for g, r in self.serves_rows if g == group and on.in_force(r)}

    def serves(self, group: Node, places: frozenset[Any], on: On) -> bool:
        return bool(self.served(group, on) & places)

    def scheme_kind(self, group: Node) -> str | None:
        for kind, table, own_kind in self.scheme:
            if group.table == table and self.groups[group]["kind"] == own_kind:
                return kind
        return None

    def members_in_force(self, group: Node, on: On) -> list[Membership]:
        """'A membership is in force only while both it and its group are.'"""
        if not on.in_force(self.groups[group]):
            return []
        return [m for m in self.memberships if m.group == group and on.in_force(m.row)]

    def head_count(self, group: Node) -> int | None:
        """The total that stands in where the group has no membership rows at all."""
        if group.table != "teams" or any(m.group == group for m in self.memberships):
            return None
        return self.groups[group].get("head_count")

    # Meetings and issues.

    def holder(self, meeting: Row) -> Node:
        holder = self.group(meeting, "held_by")
        assert holder is not None
        return holder

    def events(self, issue: Row) -> list[Event]:
        """In order of time, 'events at equal times in file order', the raising first."""
        rows = [r for r in self.rows("issue_events") if r["issue"] == issue["id"]]
        told = [Event(r["state"], moment(r["at"]), r.get("actor")) for r in rows]
        told.sort(key=lambda event: event.at.at)  # stable: file order at equal times
        if not any(event.state == "raised" for event in told):
            # Before whatever does not come before it: a bare date is the whole of its day.
            raised = Event("raised", moment(issue["raised_at"]), None)
            later = (n for n, e in enumerate(told) if duration(raised.at, e.at) >= timedelta(0))
            told.insert(next(later, len(told)), raised)
        return told
